// What there is to race: the engines that the build has put on the server, and the scenes.
import { loadScenes } from 'race/lib/scenes.mjs'
import type { EngineAbout, SceneAbout } from './race-types'
import { noteOf } from './scene-notes'

const HOME = `${process.env.BASE_PATH}/race/`

export interface Catalogue {
  readonly worker: URL
  readonly engines: readonly EngineAbout[]
  readonly scenes: readonly SceneAbout[]
}

interface RaceFiles {
  readonly worker: string
  readonly scenes: string
  readonly engines: readonly EngineAbout[]
}

export const addressOf = (path: string): string => `${HOME}${path}`

async function get(path: string, signal: AbortSignal): Promise<Response> {
  const response = await fetch(addressOf(path), { signal })
  if (!response.ok) throw new Error(`${addressOf(path)} is not on the server (${response.status})`)
  return response
}

/** As the page shows them: those first that games have. */
function inOrder(scenes: readonly SceneAbout[]): readonly SceneAbout[] {
  const daily = scenes.filter(({ name }) => noteOf(name).isDaily)
  return [...daily, ...scenes.filter((scene) => !daily.includes(scene))]
}

export async function loadCatalogue(signal: AbortSignal): Promise<Catalogue> {
  const files: RaceFiles = await (await get('engines.json', signal)).json()
  const bytes = await (await get(files.scenes, signal)).arrayBuffer()
  const all = await loadScenes(bytes, undefined)
  return {
    worker: new URL(addressOf(files.worker), location.href),
    engines: files.engines,
    scenes: inOrder(all.names.map((name, index) => ({ name, steps: all.steps(index) }))),
  }
}
