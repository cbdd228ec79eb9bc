// From the name of an engine to what loads it.
import { ENGINES } from './table.mjs'

export async function adapterOf(name) {
  const engine = ENGINES.find((one) => one.name === name)
  if (!engine) throw new Error(`there is no engine ${name}`)
  const adapter = await import(`./${engine.file}`)
  return {
    ...engine,
    load: () => adapter.load(engine.variant),
    package: adapter.packageOf(engine.variant),
  }
}
