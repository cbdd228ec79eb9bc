import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { ChapterPage } from '../../../../docs/chapter-page'
import { chapterOf, reference } from '../../../../docs/reference'

interface Props {
  readonly params: Promise<{ readonly slug: string }>
}

export const dynamicParams = false

export function generateStaticParams() {
  return reference().js.map(({ slug }) => ({ slug }))
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const chapter = chapterOf('js', (await params).slug)
  return { title: chapter?.title, description: `The reference of ${chapter?.title}.` }
}

export default async function Page({ params }: Props) {
  const chapter = chapterOf('js', (await params).slug)
  return chapter ? <ChapterPage chapter={chapter} /> : notFound()
}
