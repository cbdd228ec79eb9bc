'use client'

// Drop, paste or pick a picture; get it back smaller. All of it by mouse, touch, keyboard and screen
// reader, and without a style sheet; classes are there for pages that have one.
import { type ClipboardEvent, type DragEvent, type ReactNode, useId, useRef, useState } from 'react'
import { QuoinError } from '../errors.js'
import type { ImageFile } from '../fit-image.js'
import {
  type ImageProcessing,
  type ImageProcessorOptions,
  type ProcessedImage,
  useImageProcessor,
} from './use-image-processor.js'

export interface ImageProcessorProps extends ImageProcessorOptions {
  readonly className?: string | undefined
  /** Each finished picture. */
  readonly onImage?: ((image: ProcessedImage) => void) | undefined
}

const KIB = 1024

function sizeText(bytes: number): string {
  if (bytes < KIB) return `${bytes} B`
  if (bytes < KIB * KIB) return `${(bytes / KIB).toFixed(bytes < 10 * KIB ? 1 : 0)} KiB`
  return `${(bytes / (KIB * KIB)).toFixed(2)} MiB`
}

function fileText({ widthPx, heightPx, sizeBytes }: ImageFile): string {
  return `${widthPx} × ${heightPx}, ${sizeText(sizeBytes)}`
}

function imageIn(items: DataTransfer): File | undefined {
  return [...items.files].find((file) => file.type === '' || file.type.startsWith('image/'))
}

function errorText(error: Error): string {
  const isFile = error instanceof QuoinError && !error.code.startsWith('wasm-')
  return isFile ? `This file cannot be used. ${error.message}` : error.message
}

/** What is going on, in one sentence. */
function statusText({ status, progress, image }: ImageProcessing): string {
  if (status === 'loading' || status === 'idle') return 'Loading…'
  if (status === 'working') return `Working, ${Math.floor(progress * 100)} %`
  if (status === 'error') return ''
  if (!image) return 'Nothing chosen yet.'
  const saved = 1 - image.after.sizeBytes / image.before.sizeBytes
  return saved >= 0.005
    ? `Done: ${Math.round(saved * 100)} % smaller.`
    : 'Done: the file has not become smaller.'
}

export function ImageProcessor(props: ImageProcessorProps): ReactNode {
  const { className, onImage, ...options } = props
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  const [isOver, setIsOver] = useState(false)
  const work = useImageProcessor(options)
  const isReady = work.status === 'ready' || work.status === 'working' || work.status === 'error'

  const take = (file: File | null | undefined) => {
    if (file) work.process(file)
  }
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setIsOver(false)
    take(imageIn(event.dataTransfer))
  }
  const paste = (event: ClipboardEvent) => {
    const file = imageIn(event.clipboardData)
    if (!file) return
    event.preventDefault()
    take(file)
  }
  return (
    <section
      className={className ?? 'quoin-image-processor'}
      data-status={work.status}
      aria-labelledby={`${id}-label`}
      onPaste={paste}
    >
      {/* Dropping is a short cut: the button does the same by every means. */}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: see above */}
      <div
        className="quoin-drop"
        data-over={isOver}
        onDragOver={(event) => {
          event.preventDefault()
          setIsOver(true)
        }}
        onDragLeave={() => setIsOver(false)}
        onDrop={drop}
        style={{ border: '2px dashed', borderRadius: 8, padding: 16, textAlign: 'center' }}
      >
        <p id={`${id}-label`}>Drop a PNG or JPEG picture here, paste one, or choose a file.</p>
        <input
          ref={input}
          type="file"
          accept="image/png,image/jpeg"
          aria-label="Picture"
          hidden
          onChange={(event) => {
            take(event.target.files?.[0])
            event.target.value = ''
          }}
        />
        <button type="button" disabled={!isReady} onClick={() => input.current?.click()}>
          Choose a picture
        </button>
        {work.status === 'working' && (
          <button type="button" onClick={work.cancel}>
            Cancel
          </button>
        )}
      </div>
      {(work.status === 'working' || work.status === 'loading') && (
        <progress aria-label="Progress" max={1} value={work.progress} style={{ width: '100%' }} />
      )}
      <p role="status">{statusText(work)}</p>
      {work.error && (
        <div role="alert">
          <p>{errorText(work.error)}</p>
          {work.error instanceof QuoinError && work.error.code.startsWith('wasm-') && (
            <button type="button" onClick={work.retry}>
              Try again
            </button>
          )}
        </div>
      )}
      {work.image && <Result image={work.image} onShown={onImage} />}
    </section>
  )
}

interface ResultProps {
  readonly image: ProcessedImage
  readonly onShown: ((image: ProcessedImage) => void) | undefined
}

function Result({ image, onShown }: ResultProps) {
  return (
    <figure>
      <img
        src={image.url}
        alt={`The result: ${image.name}`}
        width={image.after.widthPx}
        height={image.after.heightPx}
        style={{ maxWidth: '100%', height: 'auto' }}
        onLoad={() => onShown?.(image)}
      />
      <figcaption>
        <dl>
          <dt>Before</dt>
          <dd data-testid="before">{fileText(image.before)}</dd>
          <dt>After</dt>
          <dd data-testid="after">{fileText(image.after)}</dd>
        </dl>
        <a href={image.url} download={image.name}>
          Download {image.name}
        </a>
      </figcaption>
    </figure>
  )
}
