import type { Chapter } from './reference'

export function ChapterPage({ chapter }: { readonly chapter: Chapter }) {
  return (
    <article className="docs">
      <h1>{chapter.title}</h1>
      {chapter.about !== '' && <p className="docs-about">{chapter.about}</p>}
      <nav aria-label="In this chapter">
        <ul className="docs-names">
          {chapter.entries.map(({ name }) => (
            <li key={name}>
              <a href={`#${name}`}>{name}</a>
            </li>
          ))}
        </ul>
      </nav>
      {chapter.entries.map(({ name, kind, doc, code }) => (
        <section key={name} id={name} aria-label={name}>
          <h2>
            {name} <small>{kind}</small>
          </h2>
          {doc !== '' && <p className="docs-about">{doc}</p>}
          {/* Long lines are scrolled, also by the keyboard. */}
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: see above */}
          <pre tabIndex={0}>
            <code>{code}</code>
          </pre>
        </section>
      ))}
    </article>
  )
}
