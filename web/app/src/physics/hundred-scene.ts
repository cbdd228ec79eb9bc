// What the physics page shows: a bowl of static boxes, and a hundred bodies of two kinds that fall
// into it. Positions come from a formula, so that every visit starts the same.
import {
  type BodyId,
  type PhysicsWorld,
  POSE_AWAKE,
  POSE_RECORD_STRIDE,
  POSE_STRIDE,
  slotOf,
} from 'quoin'

/** What the canvas shows, in metres, with the floor at y = 0. */
export const VIEW_WIDTH_M = 16
export const VIEW_HEIGHT_M = 10

const ORIGIN = { x: 0, y: 0 }
const BODY_COUNT = 100
const COLUMN_COUNT = 10
const CIRCLE_RADIUS_M = 0.34
const BOX_HALF_M = 0.32
const WALL_HALF_M = 0.25
const PUSH_RADIUS_M = 3
const PUSH_SPEED_MPS = 9

export interface Thing {
  readonly body: BodyId
  readonly kind: 'circle' | 'box'
  /** Where in the palette, in [0, 1]. */
  readonly tint: number
}

function addWalls(world: PhysicsWorld): void {
  const body = world.body.create({ type: 'static' })
  const halfWidthM = VIEW_WIDTH_M / 2
  const wall = { x: WALL_HALF_M, y: VIEW_HEIGHT_M * 2 }
  const floor = { x: halfWidthM, y: WALL_HALF_M }
  world.shape.createBox(body, { x: halfWidthM, y: -WALL_HALF_M }, floor, 0)
  world.shape.createBox(body, { x: -WALL_HALF_M, y: wall.y }, wall, 0)
  world.shape.createBox(body, { x: VIEW_WIDTH_M + WALL_HALF_M, y: wall.y }, wall, 0)
}

function addThing(world: PhysicsWorld, index: number): Thing {
  const row = Math.floor(index / COLUMN_COUNT)
  const column = index % COLUMN_COUNT
  const kind = (row + column) % 2 === 0 ? 'circle' : 'box'
  const body = world.body.create({
    type: 'dynamic',
    positionM: { x: 3 + column * 1.05 + (row % 2) * 0.4, y: 2 + row * 1.1 },
    angleRad: index * 0.37,
  })
  const def = { densityKgpm2: 100, material: { friction: 0.4, restitution: 0.25 } }
  if (kind === 'circle') world.shape.createCircle(body, ORIGIN, CIRCLE_RADIUS_M, def)
  else world.shape.createBox(body, ORIGIN, { x: BOX_HALF_M, y: BOX_HALF_M }, 0, def)
  return { body, kind, tint: index / (BODY_COUNT - 1) }
}

export function fillWorld(world: PhysicsWorld): Thing[] {
  addWalls(world)
  return Array.from({ length: BODY_COUNT }, (_, index) => addThing(world, index))
}

/** Throws everything near the point away from it and up; returns how many bodies felt it. */
export function push(
  world: PhysicsWorld,
  things: readonly Thing[],
  xM: number,
  yM: number,
): number {
  const poses = world.interpolatedPoses(1).slice()
  const near = things.filter(({ body }) => {
    const at = slotOf(body) * POSE_STRIDE
    return Math.hypot((poses[at] ?? 0) - xM, (poses[at + 1] ?? 0) - yM) < PUSH_RADIUS_M
  })
  for (const { body } of near) {
    const { x, y } = world.body.centerOfMass(body)
    const distanceM = Math.max(Math.hypot(x - xM, y - yM), 0.2)
    const strengthNs = world.body.mass(body) * PUSH_SPEED_MPS * (1 - distanceM / PUSH_RADIUS_M)
    const impulseNs = {
      x: ((x - xM) / distanceM) * strengthNs,
      y: ((y - yM) / distanceM) * strengthNs + strengthNs * 0.5,
    }
    world.body.applyImpulse(body, impulseNs, { x, y })
  }
  return near.length
}

function colorOf(tint: number, awake: boolean): string {
  const hue = 345 + tint * 55
  return awake ? `hsl(${hue} 78% 66%)` : `hsl(${hue} 42% 44%)`
}

/** Draws everything at the pose between the last two steps. The context is scaled to metres. */
export function drawThings(
  context: CanvasRenderingContext2D,
  world: PhysicsWorld,
  things: readonly Thing[],
  alpha: number,
): void {
  const flags = world.poses().words
  const poses = world.interpolatedPoses(alpha)
  for (const { body, kind, tint } of things) {
    const flag = flags[(slotOf(body) + 1) * POSE_RECORD_STRIDE - 1] ?? 0
    const at = slotOf(body) * POSE_STRIDE
    const [x = 0, y = 0, c = 1, s = 0] = poses.subarray(at, at + POSE_STRIDE)
    context.save()
    context.transform(c, s, -s, c, x, y)
    context.fillStyle = colorOf(tint, (flag & POSE_AWAKE) !== 0)
    drawThing(context, kind)
    context.restore()
  }
}

function drawThing(context: CanvasRenderingContext2D, kind: Thing['kind']): void {
  context.beginPath()
  if (kind === 'circle') context.arc(0, 0, CIRCLE_RADIUS_M, 0, Math.PI * 2)
  else context.rect(-BOX_HALF_M, -BOX_HALF_M, BOX_HALF_M * 2, BOX_HALF_M * 2)
  context.fill()
  context.beginPath()
  context.moveTo(0, 0)
  context.lineTo(kind === 'circle' ? CIRCLE_RADIUS_M : BOX_HALF_M, 0)
  context.strokeStyle = 'rgb(20 12 40 / 55%)'
  context.lineWidth = 0.06
  context.stroke()
}
