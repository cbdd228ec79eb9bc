// Numbers that whoever runs the server may set.
import { availableParallelism } from 'node:os'

export function numberFrom(variable: string, usual: number): number {
  const value = Number(process.env[variable] ?? usual)
  return Number.isFinite(value) && value > 0 ? value : usual
}

/** Threads that judge runs and make pictures. */
export function threadCount(): number {
  return numberFrom('QUOIN_THREADS', Math.max(1, availableParallelism() - 1))
}
