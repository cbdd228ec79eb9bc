import type { ReactNode } from 'react'
import '../docs/docs.css'
import '../../tools/tools.css'

export default function LearnLayout({ children }: { readonly children: ReactNode }) {
  return children
}
