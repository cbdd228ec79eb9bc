// Writes src/calls.gen.ts: a class for each noun with a method for each function of the engine.
// Errors are thrown, results returned.
import { camel, generated, isOwner, NOUNS, OWNED_NOUNS, pascal, placeOf } from './engine-api.mjs'
import { bodyOf } from './write-body.mjs'
import { planOf } from './write-parameters.mjs'
import { structNames } from './write-structs.mjs'

const documented = (doc) =>
  doc
    ? `  /**\n${doc
        .split('\n')
        .map((line) => `   * ${line.replaceAll('*/', '* /')}\n`)
        .join('')}   */\n`
    : ''

// Worlds, histories, recorders, replays, bitmaps and what works on them are owners, all other nouns
// belong to a world.
const ownsItself = (noun) => noun === 'world' || OWNED_NOUNS.includes(noun)

function method(f, noun, verb) {
  const plan = planOf(f)
  const owner = f.parameters[0]?.type ?? ''
  const { type, lines } = bodyOf(f, plan)
  const usesOwner = isOwner(owner)
  const self = ownsItself(noun) ? 'this' : 'this.owner'
  const all = [
    ...(usesOwner ? [`const o = ${self}`] : []),
    `const c = ${usesOwner ? 'o' : self}.begin('${camel(noun)}.${camel(verb)}')`,
    ...plan.before,
    ...lines,
  ]
  const list = [...plan.parameters, ...plan.last].join(', ')
  return `${documented(f.doc)}  ${camel(verb)}(${list}): ${type} {\n${all.map((line) => `    ${line}\n`).join('')}  }\n`
}

export const className = (noun) => `${pascal(noun)}Calls`

function writeClass(noun) {
  const own = generated.map((f) => ({ f, ...placeOf(f.name) })).filter((item) => item.noun === noun)
  const methods = own.map(({ f, verb }) => {
    try {
      return method(f, noun, verb)
    } catch (cause) {
      throw new Error(`${f.name}: ${cause.message}`)
    }
  })
  if (ownsItself(noun)) {
    return `export class ${className(noun)} extends Owned {\n${methods.join('\n')}}\n`
  }
  return (
    `export class ${className(noun)} {\n  protected readonly owner: Owner\n\n` +
    `  constructor(owner: Owner) {\n    this.owner = owner\n  }\n\n${methods.join('\n')}}\n`
  )
}

export function writeCalls() {
  const nouns = [...NOUNS, ...OWNED_NOUNS, 'world']
  const classes = nouns.map(writeClass).join('\n')
  const words = new Set(classes.match(/\b\w+\b/g))
  const needed = (names) => names.filter((name) => words.has(name)).sort()
  const { types, values } = structNames()
  const tables = [...new Set(classes.match(/\b[A-Z_]+_NAMES\b/g))].sort()
  return [
    '// Written by tools/generate.mjs from the public headers of the engine. Do not edit.\n',
    `import { ${tables.join(', ')} } from './constants.gen.js'\n`,
    "import type { Given } from './given.js'\n",
    "import { Owned, type Owner } from './owner.js'\n",
    "import { Records, recordsAt } from './records.js'\n",
    `import type { ${needed(types).join(', ')} } from './structs.gen.js'\n`,
    `import { ${needed(values).join(', ')} } from './structs.gen.js'\n\n`,
    classes,
  ].join('')
}
