// A sample's own file, as it is run beside the text.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

export function Sample({ name }: { readonly name: string }) {
  const code = readFileSync(join(process.cwd(), 'src/learn/samples', `${name}.ts`), 'utf8')
  return (
    // Long lines are scrolled, also by the keyboard.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: see above
    <pre tabIndex={0}>
      <code>{code.trim()}</code>
    </pre>
  )
}
