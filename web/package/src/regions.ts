// Regions by what they are: the inline functions of quoin/physics/region.h.
import type { Region, Vec2 } from './structs.gen.js'

/** For fields only: no region at all. */
export const REGION_EVERYWHERE: Region = { pointsM: [], radiusM: 0 }

export function regionCircle(centerM: Vec2, radiusM: number): Region {
  return { pointsM: [centerM], radiusM }
}

export function regionCapsule(aM: Vec2, bM: Vec2, radiusM: number): Region {
  return { pointsM: [aM, bM], radiusM }
}

export function regionBox(lowerM: Vec2, upperM: Vec2): Region {
  return {
    pointsM: [lowerM, { x: upperM.x, y: lowerM.y }, upperM, { x: lowerM.x, y: upperM.y }],
    radiusM: 0,
  }
}
