'use client'
import type { PhysicsWorld } from 'quoin'
import { PhysicsCanvas } from 'quoin/react'

function setup(world: PhysicsWorld) {
  const ground = world.body.create({ type: 'static', positionM: { x: 0, y: -3 } })
  world.shape.createBox(ground, { x: 0, y: 0 }, { x: 7, y: 0.2 }, 0)
  const pivot = world.body.create({ type: 'static', positionM: { x: 0, y: -2 } })
  const plank = world.body.create({ type: 'dynamic', positionM: { x: 0, y: -2 } })
  world.shape.createBox(plank, { x: 0, y: 0 }, { x: 3, y: 0.1 }, 0)
  world.revolute.create({ base: { bodyA: pivot, bodyB: plank } })
  const ball = world.body.create({ type: 'dynamic', positionM: { x: 2, y: 2 } })
  world.shape.createCircle(ball, { x: 0, y: 0 }, 0.4)
}

export function Seesaw() {
  return (
    <PhysicsCanvas
      label="A seesaw and a ball. Drag either."
      physics={{ world: { gravityMps2: { x: 0, y: -10 } }, setup }}
      sizeM={{ x: 16, y: 10 }}
    />
  )
}
