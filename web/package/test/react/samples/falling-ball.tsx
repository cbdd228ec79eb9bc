'use client'
import { useWasmPhysics } from 'quoin/react'

export function FallingBall() {
  const { status, error, follow, addBody, reset } = useWasmPhysics({
    world: { gravityMps2: { x: 0, y: -10 } },
    setup: (world) => {
      const ground = world.body.create({ type: 'static', positionM: { x: 4, y: -4 } })
      world.shape.createBox(ground, { x: 0, y: 0 }, { x: 4, y: 0.2 }, 0)
    },
  })
  const drop = () =>
    addBody('ball', { type: 'dynamic', positionM: { x: 4, y: -1 } }, (world, ball) => {
      world.shape.createCircle(ball, { x: 0, y: 0 }, 0.3)
    })
  return (
    <div style={{ position: 'relative', height: 220 }}>
      <button type="button" disabled={status !== 'ready'} onClick={drop}>
        Drop the ball
      </button>
      <button type="button" onClick={reset}>
        {error ? error.message : 'Start over'}
      </button>
      <span ref={follow('ball')} style={{ position: 'absolute', left: 0, top: 0 }}>
        ●
      </span>
    </div>
  )
}
