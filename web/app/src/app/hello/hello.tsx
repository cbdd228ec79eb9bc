'use client'
import { useWasmPhysics } from 'quoin/react'
import { useRef } from 'react'

export function Hello() {
  const height = useRef<HTMLOutputElement>(null)
  const { status, error } = useWasmPhysics({
    setup: (world) => world.body.create({ type: 'dynamic', positionM: { x: 0, y: 4 } }),
    onFrame: (w) => height.current?.replaceChildren(`${w.poses().floats[1]?.toFixed(1)} m`),
  })
  return <output ref={height}>{error?.message ?? status}</output>
}
