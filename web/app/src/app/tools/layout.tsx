import type { ReactNode } from 'react'
import '../../tools/tools.css'

export default function ToolsLayout({ children }: { readonly children: ReactNode }) {
  return children
}
