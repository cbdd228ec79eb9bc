'use client'

import { type PhysicsWorld, POSE_STRIDE } from 'quoin'
import { useWasmPhysics } from 'quoin/react'
import { useRef } from 'react'

function setup(world: PhysicsWorld) {
  world.createSegment(world.createBody(), { aM: { x: -5, y: 0 }, bM: { x: 5, y: 0 } })
  const ball = world.createBody({ type: 'dynamic', positionM: { x: 0, y: 4 } })
  world.createCircle(ball, { radiusM: 0.5 }, { restitution: 0.6 })
}

export function Hello() {
  const height = useRef<HTMLOutputElement>(null)
  const onFrame = ({ poses }: PhysicsWorld) => {
    if (height.current) height.current.value = `${poses[POSE_STRIDE + 1]?.toFixed(2)} m`
  }
  const { status, error } = useWasmPhysics({ setup, onFrame })
  return <output ref={height}>{error?.message ?? status}</output>
}
