import type { ReactNode } from 'react'
import './docs.css'

export default function DocsLayout({ children }: { readonly children: ReactNode }) {
  return children
}
