'use client'

// The gallery: a list of scenes, and the one that the address names.
import Link from 'next/link'
import { useSearchParams } from 'next/navigation'
import { load } from 'quoin'
import { useEffect, useRef } from 'react'
import { SceneStage } from './scene-stage'
import { SCENES, sceneNamed } from './scenes'

// A share of the engine for as long as the page is open, so that going from scene to scene does not
// load it again. A failure is told by the scene that needs it.
function useEngineKept(): void {
  useEffect(() => {
    const abort = new AbortController()
    const engine = load({ part: 'physics', signal: abort.signal })
    engine.catch(() => {})
    return () => {
      abort.abort()
      engine.then(
        (share) => share.release(),
        () => {},
      )
    }
  }, [])
}

function SceneList({ current }: { readonly current: string }) {
  const chosen = useRef<HTMLAnchorElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another scene is another place to show
  useEffect(() => {
    const link = chosen.current
    const list = link?.closest('ul')
    if (!link || !list) return
    list.scrollTo({ left: link.offsetLeft - list.clientWidth / 2 + link.offsetWidth / 2 })
    list.scrollTo({ top: link.offsetTop - list.clientHeight / 2 + link.offsetHeight / 2 })
  }, [current])
  return (
    <nav className="scene-list" aria-label="Scenes">
      <ul>
        {SCENES.map(({ name, title }) => (
          <li key={name}>
            <Link
              ref={name === current ? chosen : null}
              href={`/physics?scene=${name}`}
              scroll={false}
              prefetch={false}
              aria-current={name === current ? 'page' : undefined}
            >
              {title}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}

export function Gallery() {
  useEngineKept()
  const scene = sceneNamed(useSearchParams().get('scene'))
  return (
    <>
      <div className="intro">
        <h1>{scene.title}</h1>
        <p>
          {scene.hint}{' '}
          <Link href="/physics/playground" prefetch={false}>
            Write your own.
          </Link>
        </p>
      </div>
      <section className="gallery" aria-label="The simulation">
        <SceneList current={scene.name} />
        <SceneStage key={scene.name} scene={scene} />
      </section>
      <p className="keys-hint">
        Drag with mouse or finger. Keys: space pauses, . steps, R restarts, [ and ] or the arrows
        rewind.
      </p>
    </>
  )
}
