// What of a world is drawn: the layers that a person can switch.
import {
  DEBUG_BOXES,
  DEBUG_CENTERS,
  DEBUG_CONTACTS,
  DEBUG_IDS,
  DEBUG_IMPULSES,
  DEBUG_ISLANDS,
  DEBUG_JOINTS,
  DEBUG_SHAPES,
  DEBUG_VELOCITIES,
} from 'quoin'

export interface Layer {
  readonly label: string
  readonly flag: number
}

export const LAYERS: readonly Layer[] = [
  { label: 'Shapes', flag: DEBUG_SHAPES },
  { label: 'Joints', flag: DEBUG_JOINTS },
  { label: 'Contacts', flag: DEBUG_CONTACTS },
  { label: 'Impulses', flag: DEBUG_IMPULSES },
  { label: 'Centres', flag: DEBUG_CENTERS },
  { label: 'Velocities', flag: DEBUG_VELOCITIES },
  { label: 'Islands', flag: DEBUG_ISLANDS },
  { label: 'Boxes', flag: DEBUG_BOXES },
  { label: 'Numbers', flag: DEBUG_IDS },
]

export const FIRST_LAYERS: number = DEBUG_SHAPES | DEBUG_JOINTS
