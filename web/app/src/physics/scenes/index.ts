// The registry of scenes, in the order of the list.
import type { Scene } from '../scene'
import { advice } from './advice'
import { aim } from './aim'
import { breaking } from './breaking'
import { bridge } from './bridge'
import { bullets } from './bullets'
import { carScene } from './car'
import { cards } from './cards'
import { character } from './character'
import { explosions } from './explosions'
import { far } from './far'
import { fields } from './fields'
import { filters } from './filters'
import { fracture } from './fracture'
import { joints } from './joints'
import { machines } from './machines'
import { materials } from './materials'
import { platforms } from './platforms'
import { pyramid } from './pyramid'
import { queries } from './queries'
import { ragdolls } from './ragdolls'
import { rain } from './rain'
import { replay } from './replay'
import { sensors } from './sensors'
import { sleeping } from './sleeping'
import { slice } from './slice'
import { stiffness } from './stiffness'
import { tiles } from './tiles'
import { water } from './water'
import { wind } from './wind'

export const SCENES: readonly [Scene, ...Scene[]] = [
  pyramid,
  cards,
  stiffness,
  rain,
  bridge,
  joints,
  machines,
  ragdolls,
  breaking,
  carScene,
  tiles,
  platforms,
  materials,
  filters,
  sensors,
  queries,
  explosions,
  wind,
  water,
  fields,
  slice,
  fracture,
  character,
  bullets,
  sleeping,
  aim,
  far,
  replay,
  advice,
]

/** The first one for names that there are none of. */
export function sceneNamed(name: string | null): Scene {
  return SCENES.find((scene) => scene.name === name) ?? SCENES[0]
}
