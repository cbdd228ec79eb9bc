export interface Topic {
  readonly slug: string
  readonly name: string
  readonly text: string
}

export const TOPICS: readonly Topic[] = [
  { slug: 'loading', name: 'Loading', text: 'From an address to a running engine, with progress.' },
  { slug: 'memory', name: 'Memory', text: 'Who owns which bytes, and when they are given back.' },
  {
    slug: 'boundary',
    name: 'The boundary',
    text: 'What a call from JavaScript costs, and how to make fewer.',
  },
  {
    slug: 'debugging',
    name: 'Debugging',
    text: 'What a mistake looks like, and where it happened.',
  },
  { slug: 'profiling', name: 'Profiling', text: 'Where the time of a step goes, stage by stage.' },
  {
    slug: 'wasi',
    name: 'WASI',
    text: 'The engine as a command that sees one folder, run in this page.',
  },
  {
    slug: 'component',
    name: 'The component',
    text: 'The engine behind an interface of WIT, asked beside the package.',
  },
  { slug: 'determinism', name: 'The same bits', text: 'The hash suite, run in this browser.' },
]
