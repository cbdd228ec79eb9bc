import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { type Guide, reference } from '../../../../docs/reference'

interface Props {
  readonly params: Promise<{ readonly slug: string }>
}

export const dynamicParams = false

export function generateStaticParams() {
  return reference().guides.map(({ slug }) => ({ slug }))
}

async function guideOf({ params }: Props): Promise<Guide | undefined> {
  const { slug } = await params
  return reference().guides.find((guide) => guide.slug === slug)
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const title = (await guideOf(props))?.title
  return { title, description: `The guide to ${title} in Quoin.` }
}

export default async function Page(props: Props) {
  const guide = await guideOf(props)
  if (!guide) notFound()
  return (
    <article className="docs">
      <h1>{guide.title}</h1>
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: the project's own docs, made into HTML at build time */}
      <div dangerouslySetInnerHTML={{ __html: guide.html }} />
    </article>
  )
}
