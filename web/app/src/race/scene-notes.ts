// What the page says of each scene. One that is new in C shows under its own name until it is here.

export interface SceneNote {
  readonly title: string
  readonly note: string
  readonly isDaily: boolean
}

const daily = (title: string, note: string): SceneNote => ({ title, note, isDaily: true })
const large = (title: string, note: string): SceneNote => ({ title, note, isDaily: false })

const NOTES: Readonly<Record<string, SceneNote>> = {
  pile_20: daily('Pile of 20', '20 bodies fall into a bin'),
  pile_100: daily('Pile of 100', '100 bodies fall into a bin'),
  pile_400: daily('Pile of 400', '400 bodies fall into a bin'),
  ragdolls_40: daily('40 ragdolls', 'a heap of 440 bones and 400 joints'),
  platformer: daily('Platformer', '60 actors in a level of 2,000 tiles'),
  sleeping_1000: daily('Asleep', '1,000 bodies sleep, 10 move'),
  large_pyramid: large('Large pyramid', '5,050 boxes stand'),
  many_pyramids: large('Many pyramids', '22,000 boxes in 400 pyramids'),
  joint_grid: large('Joint grid', 'a net of 10,000 circles hangs'),
  compounds: large('Compounds', '3,000 bodies of two triangles'),
  junkyard: large('Junkyard', 'a block ploughs through 8,000'),
  rain: large('Rain', 'up to 1,000 ragdolls come and go'),
  smash: large('Smash', 'a ram hits 9,600 boxes'),
  spinner: large('Spinner', 'a bar sweeps 6,000 bodies'),
  tumbler: large('Tumbler', 'a drum turns 2,000 boxes'),
  washer: large('Washer', 'a drum stirs 8,000 boxes'),
}

export const noteOf = (scene: string): SceneNote => NOTES[scene] ?? large(scene, '')
