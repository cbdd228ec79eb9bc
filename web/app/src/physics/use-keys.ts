'use client'

// The keyboard of the gallery: time is under fixed keys, arrows go to the scene where it has a use
// for them, and to the scrub bar where not.
import { useEffect, useRef } from 'react'
import { KEY_DOWN, KEY_LEFT, KEY_RIGHT, KEY_UP } from './scene'

export interface KeyTargets {
  readonly togglePause: () => void
  readonly stepOnce: () => void
  readonly restart: () => void
  readonly scrubBy: (ticks: number) => void
  /** The keys that the scene takes, as a sum. */
  readonly sceneKeys: number
  readonly sceneKey: (key: number, isDown: boolean) => void
}

const ARROWS: Readonly<Record<string, number>> = {
  ArrowLeft: KEY_LEFT,
  ArrowRight: KEY_RIGHT,
  ArrowUp: KEY_UP,
  ArrowDown: KEY_DOWN,
}

const ALL_ARROWS = KEY_LEFT | KEY_RIGHT | KEY_UP | KEY_DOWN

const LONG_SCRUB_TICKS = 10

function commandOf(key: string, targets: KeyTargets): (() => void) | undefined {
  switch (key) {
    case ' ':
      return targets.togglePause
    case '.':
      return targets.stepOnce
    case 'r':
    case 'R':
      return targets.restart
    case '[':
      return () => targets.scrubBy(-LONG_SCRUB_TICKS)
    case ']':
      return () => targets.scrubBy(LONG_SCRUB_TICKS)
    case 'ArrowLeft':
      return () => targets.scrubBy(-1)
    case 'ArrowRight':
      return () => targets.scrubBy(1)
    default:
      return undefined
  }
}

// What has the focus may need the key itself: a button its space, a slider its arrows.
function isTaken(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey) return true
  const { target } = event
  if (!(target instanceof Element)) return false
  if (target.closest('input, select, textarea'))
    return !['.', 'r', 'R', '[', ']'].includes(event.key)
  return event.key === ' ' && target.closest('button, a, summary') !== null
}

export function useKeys(targets: KeyTargets): void {
  const latest = useRef(targets)
  useEffect(() => {
    latest.current = targets
  })

  useEffect(() => {
    const down = (event: KeyboardEvent) => {
      if (isTaken(event)) return
      const arrow = ARROWS[event.key] ?? 0
      const isScenes = (latest.current.sceneKeys & arrow) !== 0
      const command = isScenes ? undefined : commandOf(event.key, latest.current)
      if (!isScenes && !command) return
      event.preventDefault()
      if (isScenes) latest.current.sceneKey(arrow, true)
      command?.()
    }
    const up = (event: KeyboardEvent) => {
      const arrow = ARROWS[event.key] ?? 0
      if (arrow) latest.current.sceneKey(arrow, false)
    }
    // Keys that are let go of elsewhere are never heard of.
    const leave = () => latest.current.sceneKey(ALL_ARROWS, false)
    addEventListener('keydown', down)
    addEventListener('blur', leave)
    addEventListener('keyup', up)
    return () => {
      removeEventListener('keydown', down)
      removeEventListener('blur', leave)
      removeEventListener('keyup', up)
    }
  }, [])
}
