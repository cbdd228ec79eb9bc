import { ball, box, ground, slab, vec } from '../kit'
import { type Scene, view } from '../scene'

const FRICTIONS = [0, 0.15, 0.3, 0.6, 0.9]
const BOUNCES = [0, 0.25, 0.5, 0.75, 0.95]
const ROLLINGS = [0, 0.05, 0.1, 0.2, 0.4]
const SLOPE_RAD = 0.4

export const materials: Scene = {
  name: 'materials',
  title: 'Materials',
  hint: 'The same bodies with more and more friction, bounce and rolling resistance: restart to compare.',
  views: [view(0, 5.6, 30, 16)],
  events: ['contact'],
  setup(world) {
    ground(world, 60, { material: { friction: 0.8 } })
    const slope = vec(5.4, 0.2)
    slab(world, vec(-7, 10.4), slope, -SLOPE_RAD, { material: { friction: 1 } })
    slab(world, vec(-7, 5.2), slope, -0.25, { material: { friction: 1 } })
    FRICTIONS.forEach((friction, index) => {
      const along = 0.6 - index * 1.1
      const at = vec(
        -7 + along * Math.cos(SLOPE_RAD) + 0.25,
        10.4 - along * Math.sin(SLOPE_RAD) + 0.62,
      )
      box(world, at, vec(0.35, 0.35), { material: { friction } }, { angleRad: -SLOPE_RAD })
    })
    ROLLINGS.forEach((rollingResistance, index) => {
      const along = 0.2 - index
      ball(world, vec(-7 + along, 5.2 - along * 0.255 + 0.62), 0.38, {
        material: { friction: 1, rollingResistance },
      })
    })
    BOUNCES.forEach((restitution, index) => {
      ball(world, vec(4 + index * 2.1, 10.5), 0.5, {
        enableContactEvents: true,
        material: { restitution },
      })
    })
    return {
      paintOver(pen) {
        pen.text(vec(-4.5, 11.9), 'friction 0 to 0.9', '#c9bcdd')
        pen.text(vec(-5, 7.4), 'rolling resistance 0 to 0.4', '#c9bcdd')
        BOUNCES.forEach((value, index) => {
          pen.text(vec(4 + index * 2.1, -0.5), `${value}`, '#c9bcdd')
        })
        pen.text(vec(8.2, 12), 'restitution', '#c9bcdd')
      },
    }
  },
}
