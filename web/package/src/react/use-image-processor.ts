'use client'

// Pictures in a component: one at a time from a file to a smaller one, in slices.
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { type FitImageOptions, type FittedImage, fitImage } from '../fit-image.js'
import { asError } from './as-error.js'
import { useWasm, type WasmOptions } from './use-wasm.js'

export interface ProcessedImage extends FittedImage {
  /** For the file that is downloaded. */
  readonly name: string
  /** Of `blob`; revoked when there is a next picture, and at unmount. */
  readonly url: string
}

export interface ImageProcessing {
  /** `loading` is the engine, `working` a picture. */
  readonly status: 'idle' | 'loading' | 'ready' | 'working' | 'error'
  /** Of the engine or of the picture, from 0 to 1. */
  readonly progress: number
  /** The newest picture. */
  readonly image: ProcessedImage | undefined
  readonly error: Error | undefined
  /** Begins; a picture that is in the works is given up. Never rejects: see `error`. */
  readonly process: (file: Blob) => Promise<void>
  readonly cancel: () => void
  /** Loads the engine again after it failed. */
  readonly retry: () => void
}

export interface ImageProcessorOptions
  extends WasmOptions,
    Omit<FitImageOptions, 'signal' | 'onProgress'> {}

type Picture = Omit<ProcessedImage, 'url'>

interface Work {
  /** Undefined while nothing is worked at. */
  readonly progress: number | undefined
  readonly picture: Picture | undefined
  readonly error: Error | undefined
}

const NO_WORK: Work = { progress: undefined, picture: undefined, error: undefined }
const EXTENSION = /\.[^.]*$/

function nameOf(file: Blob, format: string): string {
  const name = file instanceof File && file.name !== '' ? file.name : 'picture'
  return `${name.replace(EXTENSION, '')}.${format === 'png' ? 'png' : 'jpg'}`
}

/** An address of the blob for as long as it is shown. */
function useObjectUrl(blob: Blob | undefined): string | undefined {
  const [shown, setShown] = useState<{ blob: Blob; url: string }>()
  useEffect(() => {
    if (!blob) return
    const url = URL.createObjectURL(blob)
    setShown({ blob, url })
    return () => URL.revokeObjectURL(url)
  }, [blob])
  return shown?.blob === blob ? shown?.url : undefined
}

export function useImageProcessor(options: ImageProcessorOptions = {}): ImageProcessing {
  const { part = 'image' } = options
  const wasm = useWasm({ ...options, part })
  const { engine } = wasm
  const [work, setWork] = useState(NO_WORK)
  const running = useRef<AbortController>(undefined)
  const latest = useRef(options)
  useEffect(() => {
    latest.current = options
  })

  const cancel = useCallback(() => {
    running.current?.abort()
    setWork((known) => ({ ...known, progress: undefined }))
  }, [])
  useEffect(() => cancel, [cancel])

  const process = useCallback(
    async (file: Blob) => {
      running.current?.abort()
      if (!engine) return
      const abort = new AbortController()
      running.current = abort
      const set = (change: Partial<Work>) => {
        if (!abort.signal.aborted) setWork((known) => ({ ...known, ...change }))
      }
      set({ progress: 0, error: undefined })
      try {
        const fitted = await fitImage(engine, file, {
          ...latest.current,
          signal: abort.signal,
          onProgress: (progress) => set({ progress }),
        })
        const name = nameOf(file, latest.current.format ?? 'jpeg')
        set({ progress: undefined, picture: { ...fitted, name } })
      } catch (cause) {
        set({ progress: undefined, error: asError(cause) })
      }
    },
    [engine],
  )

  const { picture } = work
  const url = useObjectUrl(picture?.blob)
  const image = useMemo(
    () => (picture && url !== undefined ? { ...picture, url } : undefined),
    [picture, url],
  )
  const error = wasm.error ?? work.error
  return {
    status: error ? 'error' : work.progress === undefined ? wasm.status : 'working',
    progress: work.progress ?? wasm.progress?.ratio ?? 0,
    image,
    error,
    process,
    cancel,
    retry: wasm.retry,
  }
}
