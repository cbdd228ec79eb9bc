// The service worker as a page sees it: whether the page is kept for later, and whether another version
// of it waits or has taken over.

/** `replaced`: another tab took the new version, and this page is of the old one. */
export type Keeping = 'none' | 'kept' | 'waiting' | 'replaced'

const TAKE_OVER = 'take-over'

// What the page itself loads comes first, such as a game after the page is there.
const LATER_MS = 2000

function onceLoaded(run: () => void): void {
  const begin = () => setTimeout(run, LATER_MS)
  if (document.readyState === 'complete') begin()
  else window.addEventListener('load', begin, { once: true })
}

function watch(registration: ServiceWorkerRegistration, tell: (keeping: Keeping) => void): void {
  const { serviceWorker } = navigator
  const look = () => {
    if (registration.waiting && serviceWorker.controller) tell('waiting')
  }
  registration.addEventListener('updatefound', () => {
    registration.installing?.addEventListener('statechange', look)
  })
  look()
}

/** Registers the worker, once the page itself has come. */
export function followWorker(tell: (keeping: Keeping) => void): () => void {
  const { serviceWorker } = navigator
  // Without a secure origin there is none; the development server's files change all the time.
  if (!serviceWorker || process.env.NODE_ENV !== 'production') return () => {}
  let isFollowing = true
  const say = (keeping: Keeping) => {
    if (isFollowing) tell(keeping)
  }
  let wasControlled = serviceWorker.controller !== null
  const onControl = () => {
    say(wasControlled ? 'replaced' : 'kept')
    wasControlled = true
  }
  serviceWorker.addEventListener('controllerchange', onControl)
  onceLoaded(async () => {
    const scope = `${process.env.BASE_PATH}/`
    // What cannot be kept is no fault of the page, which goes on without.
    await serviceWorker.register(`${scope}sw.js`, { scope, updateViaCache: 'none' }).catch(() => {})
    const registration = await serviceWorker.ready
    if (serviceWorker.controller) say('kept')
    watch(registration, say)
  })
  return () => {
    isFollowing = false
    serviceWorker.removeEventListener('controllerchange', onControl)
  }
}

/** Loads the page anew, of the newest version that is here. */
export async function takeNewVersion(): Promise<void> {
  const registration = await navigator.serviceWorker.getRegistration()
  const { waiting } = registration ?? {}
  if (!waiting) return window.location.reload()
  navigator.serviceWorker.addEventListener('controllerchange', () => window.location.reload(), {
    once: true,
  })
  waiting.postMessage(TAKE_OVER)
}
