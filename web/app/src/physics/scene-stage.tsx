'use client'

// One scene with everything that acts on it. The world runs in the hook's loop; React renders when
// something is pressed, and a few times a second for the numbers.
import { useEffect, useRef, useState } from 'react'
import { FIRST_LAYERS } from './layers'
import type { Scene, SceneButton } from './scene'
import { SceneButtons } from './scene-buttons'
import { SceneCanvas } from './scene-canvas'
import { SidePanel } from './side-panel'
import { TimeBar } from './time-bar'
import { useKeys } from './use-keys'
import { useReport } from './use-report'
import { useSession } from './use-session'

const DT_SECONDS = 1 / 60

// A server that renders for the development page knows no player.
const wantsStillness = () =>
  typeof window !== 'undefined' && matchMedia('(prefers-reduced-motion: reduce)').matches

function keysOf(buttons: readonly SceneButton[]): number {
  return buttons.reduce((sum, button) => ('key' in button ? sum | button.key : sum), 0)
}

export function SceneStage({ scene }: { readonly scene: Scene }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const [paused, setPaused] = useState(wantsStillness)
  const [layers, setLayers] = useState(scene.layers ?? FIRST_LAYERS)
  const [timeline, setTimeline] = useState(false)
  const running = useSession({ scene, canvas, paused, layers })
  const { session, restart } = running
  useEffect(() => session?.showInTimeline(timeline), [session, timeline])
  const { report, refresh } = useReport(session)
  const buttons = session?.run.buttons ?? []

  const seen = (act: () => void) => () => {
    act()
    refresh()
  }
  const time = {
    onPause: () => setPaused(!paused),
    onStep: seen(() => {
      setPaused(true)
      session?.step(DT_SECONDS)
    }),
    onRestart: restart,
    onSeek: (tick: number) => seen(() => session?.seek(tick))(),
    onSave: seen(() => session?.save()),
    onLoad: seen(() => session?.load()),
  }
  useKeys({
    togglePause: time.onPause,
    stepOnce: time.onStep,
    restart,
    scrubBy: (ticks) => {
      setPaused(true)
      if (report) time.onSeek(report.tick + ticks)
    },
    sceneKeys: keysOf(buttons),
    sceneKey: (key, isDown) => session?.key(key, isDown),
  })

  return (
    <>
      <div className="scene-main">
        <SceneCanvas scene={scene} canvas={canvas} running={running} report={report} />
        {session && buttons.length > 0 && <SceneButtons session={session} buttons={buttons} />}
        <TimeBar report={report} paused={paused} {...time} />
      </div>
      <SidePanel
        scene={scene}
        report={report}
        layers={layers}
        onLayers={setLayers}
        timeline={timeline}
        onTimeline={() => setTimeline(!timeline)}
      />
    </>
  )
}
