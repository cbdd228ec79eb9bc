'use client'
import { Belfry, type BelfryHandle } from 'quoin/react'
import { useRef, useState } from 'react'

export function Arcade() {
  const game = useRef<BelfryHandle>(null)
  const [tolls, setTolls] = useState(0)
  const [picture, setPicture] = useState('')
  const take = async () => {
    const blob = await game.current?.screenshot()
    if (blob) setPicture(`${blob.type}, ${blob.size} bytes`)
  }
  return (
    <>
      <Belfry ref={game} saveKey="arcade" onScore={(score) => setTolls(score.tollCount)} />
      <p>
        The bell rang {tolls} times. <output>{picture}</output>
      </p>
      <button type="button" data-take onClick={take}>
        Take a picture
      </button>
    </>
  )
}
