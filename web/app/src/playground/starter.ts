// What the editor begins with: a scene that uses a little of everything.

export const STARTER = `// world is a PhysicsWorld, quoin the package. Metres, kilograms, seconds.
view(0, 5, 14) // x, y, height of what is seen

const ground = world.body.create()
world.shape.createBox(ground, { x: 0, y: -1 }, { x: 20, y: 1 }, 0)

const rows = 8
for (let row = 0; row < rows; row++) {
  for (let column = 0; column < rows - row; column++) {
    const x = (column - (rows - row - 1) / 2) * 1.05
    const box = world.body.create({ type: 'dynamic', positionM: { x, y: 0.5 + row } })
    world.shape.createBox(box, { x: 0, y: 0 }, { x: 0.5, y: 0.5 }, 0)
  }
}

// Called before each step of 1/60 s.
onTick((tick) => {
  if (tick !== 60) return
  const ball = world.body.create({
    type: 'dynamic',
    positionM: { x: -12, y: 3 },
    velocityMps: { x: 25, y: 2 },
  })
  world.shape.createCircle(ball, { x: 0, y: 0 }, 0.7, { densityKgpm2: 3000 })
})
`
