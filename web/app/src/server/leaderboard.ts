// Who rang the bells best. Only runs that were played again and hold come in here.
//
// A run counts once, for whoever sent it first: it is its hash that makes it one. Rows are in a file of
// SQLite where the server is one machine, and in PostgreSQL where it is several.

/** A day in UTC, as 2026-11-30. */
export type Day = string

export interface WonRun {
  readonly level: number
  readonly score: number
  readonly balls: number
  readonly tick: number
  readonly hash: string
  /** The text that was verified. */
  readonly run: string
}

export interface Row {
  readonly place: number
  readonly name: string
  readonly score: number
  readonly balls: number
  readonly tick: number
  readonly hash: string
  readonly day: Day
}

export interface Placement {
  /** False if this very run was there already, whoever sent it. */
  readonly isNew: boolean
  /** From 1; equal scores share a place. */
  readonly place: number
  readonly placeToday: number
}

export interface Leaderboard {
  submit(run: WonRun, name: string, sentAt: Date): Promise<Placement>
  /** The best of a level, of one day or of all; an earlier one goes before an equal later one. */
  top(level: number, day: Day | undefined, count: number): Promise<readonly Row[]>
  close(): Promise<void>
}

export const NAME_MAX_CHARACTERS = 24
export const NOBODY = 'Somebody'

/** The name as it is shown: one line of characters that can be seen. Undefined if it is none. */
export function nameOf(text: string | null): string | undefined {
  if (text === null) return NOBODY
  const name = text.normalize('NFC').trim()
  const isShown = /^[\p{L}\p{M}\p{N}\p{P}\p{S} ]+$/u.test(name)
  return isShown && [...name].length <= NAME_MAX_CHARACTERS ? name : undefined
}

export function dayOf(time: Date): Day {
  return time.toISOString().slice(0, 10)
}
