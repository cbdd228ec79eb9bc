'use client'

// The toy box on the page: what a frame costs, how many sprites and bodies there are, and the search
// for how many sprites this machine draws at 60 frames a second.
import { Game, type GameFacts, type GameNumbers, type GameSession } from 'quoin/game'
import { useEffect, useRef, useState } from 'react'
import { downloadJson } from '../games/download-json'
import { gameFiles } from '../games/files'
import { FrameTimes } from './frame-times'
import { LimitSearch } from './limit-search'

const TOYBOX: GameFacts = {
  name: 'toybox',
  title: 'Toy box',
  description: 'hold mouse, finger or space to pour out sprites and bodies',
}
const FILES = gameFiles(TOYBOX.name)

/** Half a millisecond more than a 60th: the browser's own clock is no finer. */
const HOLDS_MS = 1000 / 60 + 0.5
const SETTLE_FRAMES = 20
const TRY_FRAMES = 45
const SHOWN_EVERY_MS = 250

interface Shown {
  readonly sprites: number
  readonly bodies: number
  readonly framesPerS: number
  readonly busyMs: number
  readonly drawCalls: number
}

interface Result {
  readonly spritesAt60: number
  readonly most: number
  readonly bodies: number
  readonly look: string
  readonly busyMs: number
  readonly drawCalls: number
  readonly surface: string
  readonly pixelRatio: number
  readonly browser: string
  readonly date: string
}

interface Search {
  readonly limit: LimitSearch
  readonly most: number
  waited: number
  busyMs: number
}

/** As examples/toybox/toybox.c numbers them. */
const LOOKS = ['Shapes and images', 'Shapes', 'Images'] as const

const NOTHING: Shown = { sprites: 0, bodies: 0, framesPerS: 0, busyMs: 0, drawCalls: 0 }

function describe({ sprites = 0, bodies = 0 }: GameNumbers): string {
  return `${sprites.toLocaleString('en')} sprites, ${bodies.toLocaleString('en')} bodies.`
}

function resultOf(search: Search, numbers: GameNumbers): Result {
  const canvas = document.querySelector<HTMLCanvasElement>('.quoin-game-canvas')
  return {
    spritesAt60: search.limit.holds,
    most: search.most,
    bodies: numbers.bodies ?? 0,
    look: LOOKS[numbers.look ?? 0] ?? '',
    busyMs: Number(search.busyMs.toFixed(2)),
    drawCalls: numbers['draw-calls'] ?? 0,
    surface: canvas ? `${canvas.width} x ${canvas.height}` : '',
    pixelRatio: devicePixelRatio,
    browser: navigator.userAgent,
    date: new Date().toISOString().slice(0, 10),
  }
}

export function Toybox() {
  const graph = useRef<HTMLCanvasElement>(null)
  const times = useRef(new FrameTimes())
  const numbers = useRef<GameNumbers>({})
  const search = useRef<Search>(undefined)
  const session = useRef<GameSession>(undefined)
  const [shown, setShown] = useState(NOTHING)
  const [trying, setTrying] = useState<number>()
  const [result, setResult] = useState<Result>()

  const onFrame = (busyMs: number, nowMs: number) => {
    times.current.add(busyMs, nowMs)
    const running = search.current
    if (!running || ++running.waited < SETTLE_FRAMES + TRY_FRAMES) {
      if (running?.waited === SETTLE_FRAMES) times.current.forget()
      return
    }
    goOn(running)
  }

  const goOn = (running: Search) => {
    const holds = times.current.gapMs <= HOLDS_MS
    if (holds) running.busyMs = times.current.busyMs
    running.limit.tell(holds)
    const { asked } = running.limit
    if (asked === undefined) {
      search.current = undefined
      session.current?.command('sprites', running.limit.holds)
      setResult(resultOf(running, numbers.current))
    } else {
      running.waited = 0
      session.current?.command('sprites', asked)
    }
    setTrying(asked)
  }

  const find = () => {
    const most = numbers.current['most-sprites'] ?? 0
    search.current = { limit: new LimitSearch(most), most, waited: 0, busyMs: 0 }
    setResult(undefined)
    setTrying(search.current.limit.asked)
    session.current?.command('sprites', search.current.limit.asked)
  }

  useEffect(() => {
    const timer = setInterval(() => {
      if (graph.current) times.current.draw(graph.current)
      const { sprites = 0, bodies = 0, 'draw-calls': drawCalls = 0 } = numbers.current
      const { framesPerS, busyMs } = times.current
      setShown({ sprites, bodies, framesPerS, busyMs, drawCalls })
    }, SHOWN_EVERY_MS)
    return () => clearInterval(timer)
  }, [])

  const add = (what: 'sprites' | 'bodies', more: number) => () =>
    session.current?.command(what, Math.max(0, (numbers.current[what] ?? 0) + more))

  return (
    <div className="toybox" data-testid="toybox-page" data-trying={trying}>
      <Game
        game={TOYBOX}
        files={FILES}
        describe={describe}
        onFrame={onFrame}
        onStatus={(status) => {
          numbers.current = status
        }}
      >
        {(running) => {
          session.current = running
          const isBusy = !running || trying !== undefined
          return (
            <>
              <button type="button" disabled={isBusy} onClick={add('sprites', 1000)}>
                +1,000 sprites
              </button>
              <button type="button" disabled={isBusy} onClick={add('bodies', 100)}>
                +100 bodies
              </button>
              <button
                type="button"
                disabled={isBusy}
                onClick={() => {
                  session.current?.command('sprites', 0)
                  session.current?.command('bodies', 0)
                }}
              >
                Empty
              </button>
              <select
                aria-label="What is poured"
                disabled={isBusy}
                onChange={(event) => session.current?.command('look', event.target.selectedIndex)}
              >
                {LOOKS.map((look) => (
                  <option key={look}>{look}</option>
                ))}
              </select>
              <button type="button" disabled={isBusy} onClick={find}>
                Find the limit
              </button>
            </>
          )
        }}
      </Game>
      <Gauges shown={shown} />
      <canvas
        ref={graph}
        className="frame-graph"
        width={720}
        height={72}
        role="img"
        aria-label="The last 120 frames: time between them, and of it the main thread's"
      />
      <Outcome trying={trying} result={result} />
    </div>
  )
}

function Gauges({ shown }: { readonly shown: Shown }) {
  const gauges = [
    ['sprites', shown.sprites.toLocaleString('en')],
    ['bodies', shown.bodies.toLocaleString('en')],
    ['frames a second', shown.framesPerS.toFixed(0)],
    ['main thread, ms', shown.busyMs.toFixed(2)],
    ['draw calls', String(shown.drawCalls)],
  ] as const
  return (
    <dl className="gauges">
      {gauges.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

interface OutcomeProps {
  readonly trying: number | undefined
  readonly result: Result | undefined
}

function Outcome({ trying, result }: OutcomeProps) {
  if (trying !== undefined) {
    return <p data-testid="outcome">Trying {trying.toLocaleString('en')} sprites…</p>
  }
  if (!result) return null
  const most = result.spritesAt60 >= result.most ? ', the most there are' : ''
  const text = `${result.spritesAt60.toLocaleString('en')} sprites at 60 frames a second${most}; the main thread took ${result.busyMs} ms of each.`
  const share = () => navigator.share?.({ title: 'Quoin toy box', text }).catch(() => {})
  return (
    <div className="outcome">
      <p data-testid="outcome">{text}</p>
      <div className="controls">
        <button type="button" onClick={() => downloadJson(result, 'quoin-toybox.json')}>
          Save as JSON
        </button>
        <button
          type="button"
          onClick={() => navigator.clipboard?.writeText(JSON.stringify(result))}
        >
          Copy
        </button>
        {typeof navigator !== 'undefined' && 'share' in navigator && (
          <button type="button" onClick={share}>
            Share
          </button>
        )}
      </div>
    </div>
  )
}
