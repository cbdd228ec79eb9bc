// The same few calls in every consumer. What they lead to is the same number everywhere.

/** A ball falls for a second. */
async function fall({ load, PhysicsWorld }, part) {
  const engine = await load({ part })
  const world = new PhysicsWorld(engine, { gravityMps2: { x: 0, y: -10 } })
  const ball = world.body.create({ type: 'dynamic', positionM: { x: 0, y: 10 } })
  world.shape.createCircle(ball, { x: 0, y: 0 }, 0.5)
  for (let tick = 0; tick < 60; tick++) world.step(1 / 60)
  const hash = world.stateHash()
  world.dispose()
  engine.release()
  return `${hash}`
}

/** In a part of the engine and in the whole, two files that a bundler has to find. */
export async function hello(quoin) {
  const hashes = new Set([await fall(quoin, 'physics'), await fall(quoin, 'all')])
  return [...hashes].join(' and not ')
}

/** The same in a worker. */
export async function helloThreaded({ loadThreaded }) {
  const engine = await loadThreaded()
  const world = await engine.PhysicsWorld.create({ gravityMps2: { x: 0, y: -10 } })
  const ball = await world.body.create({ type: 'dynamic', positionM: { x: 0, y: 10 } })
  await world.shape.createCircle(ball, { x: 0, y: 0 }, 0.5)
  for (let tick = 0; tick < 60; tick++) await world.step(1 / 60)
  const hash = await world.stateHash()
  const { isInWorker } = engine
  engine.release()
  return `${hash} ${isInWorker ? 'in a worker' : 'on the page'}`
}

/** Says how it went where a test can read it: on the page, or on standard output. */
export async function tell(jobs) {
  const words = await Promise.all(
    jobs.map((job) => job().catch((error) => `${error.name} ${error.code}: ${error.message}`)),
  )
  const text = words.join(' | ')
  // biome-ignore lint/suspicious/noConsole: the test reads it
  if (typeof document === 'undefined') console.log(text)
  else document.body.dataset.hello = text
}
