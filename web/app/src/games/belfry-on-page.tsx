'use client'

import type { GameSession } from 'quoin/game'
import { Belfry } from 'quoin/react'
// Belfry as the page shows it: a run that is won can be sent to the server, where there is one.
import { useState } from 'react'
import { SendRun } from '../leaderboard/send-run'
import { BelfryPoster } from './belfry-poster'
import { gameFolder } from './files'

export function BelfryOnPage() {
  const [session, setSession] = useState<GameSession>()
  const [wonRun, setWonRun] = useState('')
  return (
    <>
      <Belfry
        src={gameFolder('belfry')}
        start="auto"
        poster={<BelfryPoster />}
        onReady={(running) => {
          setSession(running)
          setWonRun('')
        }}
        onScore={({ isWon }) => setWonRun(isWon ? (session?.text('run') ?? '') : '')}
      />
      {wonRun && !process.env.IS_STATIC && <SendRun key={wonRun} run={wonRun} />}
    </>
  )
}
