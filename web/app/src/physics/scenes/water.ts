import type { PhysicsWorld } from 'quoin'
import { ball, box, polygon, slab, vec } from '../kit'
import { type Scene, view } from '../scene'

const SURFACE_M = 6
const DENSITIES = [150, 350, 600, 850, 1200]

function boat(world: PhysicsWorld): void {
  const hull = world.body.create({ type: 'dynamic', positionM: vec(-4, 7) })
  const outline = [
    vec(-2.6, 0.9),
    vec(-1.9, -0.8),
    vec(1.9, -0.8),
    vec(2.6, 0.9),
    vec(2.2, 0.9),
    vec(1.6, -0.3),
    vec(-1.6, -0.3),
    vec(-2.2, 0.9),
  ]
  world.body.addOutline(hull, outline, { densityKgpm2: 500 })
  for (const x of [-5, -4, -3]) ball(world, vec(x, 7.5), 0.35, { densityKgpm2: 400 })
}

export const water: Scene = {
  name: 'water',
  title: 'Water',
  hint: 'Push things under and load the boat: it is one concave outline, and it floats by its shape.',
  views: [view(0, 6, 26, 14)],
  setup(world) {
    slab(world, vec(0, -0.5), vec(13, 0.5))
    for (const side of [-1, 1]) slab(world, vec(side * 12.5, 5), vec(0.5, 6))
    const region = { pointsM: [vec(-12, 0), vec(12, 0), vec(12, SURFACE_M), vec(-12, SURFACE_M)] }
    const field = world.field.create({
      kind: 'buoyancy',
      region: { ...region, radiusM: 0 },
      buoyancy: { densityKgpm2: 1000, linearDragPerS: 1.2, angularDragPerS: 1 },
    })
    boat(world)
    DENSITIES.forEach((densityKgpm2, index) => {
      box(world, vec(0.5 + index * 2.2, 8), vec(0.6, 0.6), { densityKgpm2 }, { angleRad: 0.3 })
    })
    for (let index = 0; index < 6; index++) {
      const at = vec(-10 + index * 4, 10)
      polygon(world, at, 3 + (index % 4), 0.55, 0.05, { densityKgpm2: 300 + index * 120 })
    }
    const flow = (x: number) => () => {
      const buoyancy = world.field.buoyancy(field)
      world.field.setBuoyancy(field, { ...buoyancy, flowMps: vec(x, 0) })
    }
    return {
      buttons: [
        { label: '◀ Current', action: flow(-3) },
        { label: 'Still', action: flow(0) },
        { label: 'Current ▶', action: flow(3) },
      ],
      paintUnder(pen) {
        pen.box(vec(-12, 0), vec(12, SURFACE_M), 'rgb(72 132 214 / 30%)')
        pen.line([vec(-12, SURFACE_M), vec(12, SURFACE_M)], 'rgb(150 205 255 / 80%)', 2)
      },
    }
  },
}
