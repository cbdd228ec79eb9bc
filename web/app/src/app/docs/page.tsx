import type { Metadata } from 'next'
import Link from 'next/link'
import { reference } from '../../docs/reference'
import { DocsSearch } from '../../docs/search'

export const metadata: Metadata = {
  title: 'Docs',
  description: 'Guides, the C headers and the npm package of Quoin, with search.',
}

interface ListProps {
  readonly title: string
  readonly path: string
  readonly items: readonly { readonly slug: string; readonly title: string }[]
}

function List({ title, path, items }: ListProps) {
  return (
    <section>
      <h2>{title}</h2>
      <ul className="docs-names">
        {items.map(({ slug, title: name }) => (
          <li key={slug}>
            <Link href={`/docs/${path}/${slug}/`} prefetch={false}>
              {name}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}

export default function DocsPage() {
  const { c, js, guides } = reference()
  return (
    <div className="docs">
      <h1>Docs</h1>
      <DocsSearch />
      <List title="Guides" path="guide" items={guides} />
      <List title="C headers" path="c" items={c} />
      <List title="npm package" path="js" items={js} />
    </div>
  )
}
