// A table that is wider than a phone: it scrolls by itself, also by keys.
import type { ReactNode } from 'react'

export interface ScrollTableProps {
  /** The id of its heading. */
  readonly heading: string
  readonly children: ReactNode
}

export function ScrollTable({ heading, children }: ScrollTableProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keys
    <section className="race-scroll" aria-labelledby={heading} tabIndex={0}>
      <table>{children}</table>
    </section>
  )
}
