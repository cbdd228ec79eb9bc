// Written by tools/generate.mjs from the public headers of the engine. Do not edit.
import type { EngineCore } from './engine-core.js'
import { ADVICE_SEVERITY_NAMES, ADVICE_NOUN_NAMES, ADVICE_CODE_NAMES, BODY_TYPE_NAMES, DEBUG_KIND_NAMES, CONTACT_EVENT_TYPE_NAMES, SENSOR_EVENT_TYPE_NAMES, JOINT_EVENT_TYPE_NAMES, BODY_EVENT_TYPE_NAMES, FIELD_KIND_NAMES, FALLOFF_NAMES, JOINT_TYPE_NAMES, MIX_NAMES, SHAPE_TYPE_NAMES, BASE64_FORM_NAMES, COMPRESS_FORMAT_NAMES, FLUSH_NAMES, IMAGE_FORMAT_NAMES, JPEG_CHROMA_NAMES, RESIZE_KERNEL_NAMES } from './constants.gen.js'
import type { Given } from './given.js'

declare const kind: unique symbol

export type CharacterId = number & { readonly [kind]: 'character' }
export type FieldId = number & { readonly [kind]: 'field' }
/** Handles: slot + 1 in the low 20 bits, generation in the high 12; 0 names nothing. No handle names
 * two things in the life of a world, but those of contacts, which come round after 4096 uses of a
 * slot. */
export type BodyId = number & { readonly [kind]: 'body' }
/** Handles: slot + 1 in the low 20 bits, generation in the high 12; 0 names nothing. No handle names
 * two things in the life of a world, but those of contacts, which come round after 4096 uses of a
 * slot. */
export type ShapeId = number & { readonly [kind]: 'shape' }
/** Handles: slot + 1 in the low 20 bits, generation in the high 12; 0 names nothing. No handle names
 * two things in the life of a world, but those of contacts, which come round after 4096 uses of a
 * slot. */
export type JointId = number & { readonly [kind]: 'joint' }
/** Handles: slot + 1 in the low 20 bits, generation in the high 12; 0 names nothing. No handle names
 * two things in the life of a world, but those of contacts, which come round after 4096 uses of a
 * slot. */
export type ChainId = number & { readonly [kind]: 'chain' }
/** A pair of shapes whose boxes meet; it lives while they do. */
export type ContactId = number & { readonly [kind]: 'contact' }
export type AdviceSeverity = 'note' | 'warning' | 'problem'
export type AdviceNoun = 'nothing' | 'body' | 'shape' | 'joint'
export type AdviceCode = 'no-code' | 'contacts-dropped' | 'events-dropped' | 'motion-frozen' | 'step-changes' | 'step-long' | 'gravity-strong' | 'bodies-large' | 'body-weightless' | 'body-empty' | 'body-fast' | 'body-alone' | 'shape-small' | 'shape-thin' | 'shape-deaf' | 'friction-high' | 'heavy-on-light' | 'deep-overlap' | 'bouncy-pile' | 'joint-mass-ratio' | 'joint-apart' | 'joint-target' | 'joint-motor-idle' | 'joint-spring-idle' | 'joint-spring-fast'
export type BodyType = 'static' | 'kinematic' | 'dynamic'
export type DebugKind = 'line' | 'circle' | 'point' | 'number' | 'edge' | 'arc'
export type ContactEventType = 'begin' | 'end'
export type SensorEventType = 'begin' | 'end'
export type JointEventType = 'overload' | 'break'
export type BodyEventType = 'move' | 'sleep' | 'wake' | 'freeze'
export type FieldKind = 'area' | 'point' | 'radial' | 'buoyancy' | 'wind'
/** How a push at distance r follows from that at 1 m. */
export type Falloff = 'none' | 'inverse' | 'inverse-square' | 'linear'
export type JointType = 'none' | 'revolute' | 'distance' | 'prismatic' | 'weld' | 'wheel' | 'mouse' | 'motor' | 'filter' | 'pulley' | 'gear'
/** How a pair makes one number of two. If the two disagree, the higher enumerator wins; so a shape
 * that asks for anything beats one that asks for nothing. */
export type Mix = 'default' | 'average' | 'geometric' | 'minimum' | 'multiply' | 'maximum'
export type ShapeType = 'circle' | 'capsule' | 'polygon' | 'segment' | 'chain-segment' | 'tiles'
/** RFC 4648, sections 4 and 5. */
export type Base64Form = 'padded' | 'bare' | 'url-padded' | 'url'
export type CompressFormat = 'gzip' | 'zlib' | 'raw'
/** What is to be in the output once a call returns with room left. */
export type Flush = 'none' | 'sync' | 'full' | 'finish'
export type ImageFormat = 'none' | 'png' | 'jpeg'
/** How finely colours are kept beside brightness, which always has every pixel. */
export type JpegChroma = 'auto' | 'half' | 'full' | 'none'
export type ResizeKernel = 'lanczos3' | 'box' | 'triangle' | 'catmull-rom' | 'mitchell'

export interface Vec2 {
  readonly x: number
  readonly y: number
}

/** A rotation as its cosine and sine; c*c + s*s = 1. */
export interface Rot {
  readonly c: number
  readonly s: number
}

/** A pose: first rotate by q, then move by p. */
export interface Pose {
  readonly p: Vec2
  readonly q: Rot
}

export interface Aabb {
  readonly lower: Vec2
  readonly upper: Vec2
}

export interface Advice {
  /** qn_advice_code */
  readonly code: AdviceCode
  /** qn_advice_severity */
  readonly severity: AdviceSeverity
  /** qn_advice_noun: what the handles are of */
  readonly nounA: AdviceNoun
  /** qn_advice_noun: what the handles are of */
  readonly nounB: AdviceNoun
  /** raw handles; 0: none */
  readonly a: number
  /** raw handles; 0: none */
  readonly b: number
  readonly number: number
}

/** What a dynamic body weighs. The inertia is about the centre of mass; 0 does not turn. */
export interface Mass {
  /** 1e-6 to 1e12 */
  readonly massKg: number
  /** 0, or 1e-12 to 1e18 */
  readonly inertiaKgm2: number
  /** in the body's frame */
  readonly centerM: Vec2
}

/** Directions of the world in which a body does not move, whatever pushes it. */
export interface Locks {
  readonly x: boolean
  readonly y: boolean
  readonly rotation: boolean
}

/** A dynamic body whose shapes weigh nothing has 1 kg and does not turn. */
export interface BodyDef {
  readonly type: BodyType
  readonly positionM: Vec2
  /** within 1e5 */
  readonly angleRad: number
  /** each within QN_MAX_SPEED_MPS */
  readonly velocityMps: Vec2
  /** within 1e4 */
  readonly angularVelocityRadps: number
  /** 1/s, 0 to 1e4 */
  readonly linearDamping: number
  /** 1/s, 0 to 1e4 */
  readonly angularDamping: number
  /** within 1e3 */
  readonly gravityScale: number
  readonly locks: Locks
  /** with `mass` below, in place of what the shapes weigh */
  readonly overrideMass: boolean
  readonly mass: Mass
  readonly enableSleep: boolean
  /** slower than this is at rest; 0 to QN_MAX_SPEED_MPS */
  readonly sleepSpeedMps: number
  /** Where not, the body sleeps, alone and while its shapes are added, until something moves against it, presses on it or leaves it. It is awake all the same where the world enables no sleep. */
  readonly isAwake: boolean
  readonly isEnabled: boolean
  readonly userData: bigint
}

export interface ChainDef {
  /** in the body's frame; copied */
  readonly pointsM: readonly Vec2[]
  readonly isLoop: boolean
  /** what each segment is made of; the density does not count */
  readonly segment: ShapeDef
}

export interface CharacterDef {
  readonly positionM: Vec2
  /** about the position: a circle, capsule or (rounded) polygon */
  readonly shape: Region
  /** any length */
  readonly up: Vec2
  /** 1e-3 to 0.1 */
  readonly skinM: number
  /** Slopes up to max_climb are ground to walk on; on steeper ones it does not get up, and beyond min_slide it slides down. Radians from level, 0 to pi / 2. */
  readonly maxClimbRad: number
  /** Slopes up to max_climb are ground to walk on; on steeper ones it does not get up, and beyond min_slide it slides down. Radians from level, 0 to pi / 2. */
  readonly minSlideRad: number
  /** Obstacles up to this height are climbed without stopping, if behind their edge there is room of step_width_m. 0: none. */
  readonly stepHeightM: number
  /** Obstacles up to this height are climbed without stopping, if behind their edge there is room of step_width_m. 0: none. */
  readonly stepWidthM: number
  /** climbs dynamic bodies too */
  readonly stepsOnDynamic: boolean
  /** how far it is drawn down to stay on falling ground, 0 to 10 */
  readonly snapM: number
  /** with which it pushes and weighs on dynamic bodies, 0: not at all */
  readonly massKg: number
  /** the most force it pushes with, 0 to 1e9 */
  readonly maxPushN: number
  readonly filter: ShapeFilter
  /** a kinematic body that goes along, or null */
  readonly body: BodyId
  readonly userData: bigint
}

/** What the last move did. */
export interface CharacterMotion {
  readonly positionM: Vec2
  /** what is left of the wanted one: no part into walls, none down on ground */
  readonly velocityMps: Vec2
  /** QN_CHARACTER_* */
  readonly flags: number
  /** null unless grounded */
  readonly ground: ShapeId
  readonly groundNormal: Vec2
  /** of the ground under it; add it when it jumps off */
  readonly groundVelocityMps: Vec2
}

export interface ContactPointData {
  /** midway between the two surfaces, rounded to floats of the world */
  readonly pointM: Vec2
  /** negative where they overlap; up to 20 mm where they are about to touch */
  readonly separationM: number
  /** of the last sub-step */
  readonly normalForceN: number
  /** likewise; on b, along the normal turned right */
  readonly tangentForceN: number
  /** of the whole last step */
  readonly normalImpulseNs: number
}

export interface ContactData {
  readonly contact: ContactId
  readonly shapeA: ShapeId
  readonly shapeB: ShapeId
  /** from a to b */
  readonly normal: Vec2
  readonly points: readonly ContactPointData[]
}

/** Metres and radians of the world; unused numbers are 0. */
export interface DebugRecord {
  /** qn_debug_kind */
  readonly kind: DebugKind
  /** 0xRRGGBBAA; each has a contrast of 3 : 1 or more to black and to white */
  readonly color: number
  readonly v: readonly number[]
}

export interface DebugOpts {
  /** Only what overlaps it is drawn; all 0: everything. lower <= upper. */
  readonly viewM: Aabb
  /** QN_DEBUG_*; 0: shapes and joints */
  readonly flags: number
  /** size of points, axes and normals, 0 to 1e4; 0: 0.1 */
  readonly markM: number
  /** length that an impulse is drawn with, 0 to 1e6; 0: 0.01 */
  readonly impulseMPerNs: number
  /** length that a velocity is drawn with, 0 to 1e6; 0: 0.1 */
  readonly velocityScaleS: number
}

/** The impulse on a shape is impulse_per_length_nspm times the width that the shape turns to the
 * centre (its silhouette across the line from the centre to its nearest point), away from the
 * centre, at that nearest point. It is whole up to radius_m from the centre and falls to nothing
 * over the next falloff_m, linearly. */
export interface ExplosionDef {
  readonly positionM: Vec2
  /** 0 to 1e4 */
  readonly radiusM: number
  /** 0 to 1e4 */
  readonly falloffM: number
  /** within 1e9; negative draws inwards */
  readonly impulsePerLengthNspm: number
  /** categories of shapes that are pushed */
  readonly maskBits: bigint
  /** categories of static shapes that shield what is behind them: a ray from the centre to the nearest point must not hit one */
  readonly shieldMaskBits: bigint
}

/** Wind on flat surfaces. With u the velocity of the wind seen from the middle of an edge that faces
 * it, s the sine of its angle of attack and L its length, the edge feels
 * drag  drag_kgpm2 * L * s * |u|^2    along u
 * lift  lift_kgpm2 * L * s * |u|^2 * cos(attack)    across u, away from the wind's side
 * so both are half the air's density times a coefficient. The rounding of a shape adds its width to
 * the drag, at the shape's centroid; a circle has no lift. */
export interface Wind {
  /** each within QN_MAX_SPEED_MPS */
  readonly velocityMps: Vec2
  /** 0 to 1e6 */
  readonly dragKgpm2: number
  /** 0 to 1e6 */
  readonly liftKgpm2: number
}

/** Raised if one of the two shapes has enable_contact_events. */
export interface ContactEvent {
  /** qn_contact_event_type */
  readonly type: ContactEventType
  readonly shapeA: ShapeId
  readonly shapeB: ShapeId
  /** null at the end */
  readonly contact: ContactId
  /** where they touch; at the end the centre of mass of a's body */
  readonly pointM: Vec2
  /** from a to b; zero at the end */
  readonly normal: Vec2
}

/** A contact that carried something and was approached with more than 1 m/s at the start of the
 * step. Raised if one of the two shapes has enable_hit_events. */
export interface HitEvent {
  readonly shapeA: ShapeId
  readonly shapeB: ShapeId
  /** of the fastest approach */
  readonly pointM: Vec2
  /** from a to b */
  readonly normal: Vec2
  readonly approachSpeedMps: number
  /** of all points, summed over the step */
  readonly normalImpulseNs: number
}

export interface SensorEvent {
  /** qn_sensor_event_type */
  readonly type: SensorEventType
  readonly sensor: ShapeId
  readonly visitor: ShapeId
  /** of the shape, as it may be gone by now */
  readonly visitorUserData: bigint
  /** the centre of mass of the visitor's body */
  readonly visitorM: Vec2
}

export interface JointEvent {
  /** qn_joint_event_type */
  readonly type: JointEventType
  readonly joint: JointId
  /** on body b */
  readonly forceN: Vec2
  readonly torqueNm: number
  readonly separationM: number
  readonly userData: bigint
}

/** Raised in worlds made with enable_body_events. */
export interface BodyEvent {
  /** qn_body_event_type */
  readonly type: BodyEventType
  readonly body: BodyId
  /** of the body's origin */
  readonly xM: number
  /** of the body's origin */
  readonly yM: number
  /** its rotation */
  readonly c: number
  /** its rotation */
  readonly s: number
  readonly userData: bigint
}

/** A uniform push, and drag towards a flow. Accelerations and speeds within 1e5 m/s^2 and
 * QN_MAX_SPEED_MPS, forces within 1e12 N, drag from 0 to 1e4 1/s, here and below. */
export interface AreaField {
  readonly accelerationMps2: Vec2
  /** on a body that is inside as a whole */
  readonly forceN: Vec2
  readonly flowMps: Vec2
  readonly linearDragPerS: number
  readonly angularDragPerS: number
}

/** Towards a point, or away from it where negative. Nearer than min_distance_m (1e-3 to 1e4) the
 * push is that of this distance, shrinking to nothing at the point; beyond max_distance_m (0: no
 * limit) there is none. */
export interface PointField {
  readonly pointM: Vec2
  /** at 1 m */
  readonly accelerationMps2: number
  /** at 1 m */
  readonly forceN: number
  readonly falloff: Falloff
  readonly minDistanceM: number
  readonly maxDistanceM: number
}

/** Round an axis, counter-clockwise where positive: a push along the circle and inwards, and drag
 * towards a flow along the circle. Distances as of qn_point_field. */
export interface RadialField {
  readonly axisM: Vec2
  /** at 1 m */
  readonly tangentialMps2: number
  /** at 1 m */
  readonly inwardMps2: number
  /** at 1 m */
  readonly flowMps: number
  readonly linearDragPerS: number
  readonly falloff: Falloff
  readonly minDistanceM: number
  readonly maxDistanceM: number
}

/** A fluid: the weight of what a shape displaces lifts it at the middle of the part under water
 * (Archimedes), against the world's gravity times the body's gravity scale. The fluid fills the
 * region below the surface through surface_m with the normal surface_normal (turned to length one;
 * (0, 0): the whole region). Drag is that of the displaced mass: a floating body that displaces its
 * own mass slows down by linear_drag_per_s relative to the flow, and by angular_drag_per_s. */
export interface BuoyancyField {
  /** 0 to 1e6 */
  readonly densityKgpm2: number
  readonly surfaceM: Vec2
  readonly surfaceNormal: Vec2
  readonly flowMps: Vec2
  readonly linearDragPerS: number
  readonly angularDragPerS: number
}

export interface FieldDef {
  readonly kind: FieldKind
  /** The field's frame: that of a body, or of the world where it is null. Points move and turn with it, and flows add to the body's motion. */
  readonly body: BodyId
  /** directions (pushes, flows, the surface's normal) turn with the body too */
  readonly turnsWithBody: boolean
  readonly isEnabled: boolean
  /** in the field's frame; far out, that of a body, see qn_region */
  readonly region: Region
  /** categories of shapes that are pushed */
  readonly maskBits: bigint
  readonly userData: bigint
  /** The one that `kind` names counts. */
  readonly area: AreaField
  readonly point: PointField
  readonly radial: RadialField
  readonly buoyancy: BuoyancyField
  /** drag and lift by edges as in qn_shape_apply_wind; bodies may be partly inside */
  readonly wind: Wind
}

export interface FractureDef {
  /** A piece is what lies nearer to its seed than to any other (Voronoi). World coordinates; seeds within 5 mm of an earlier one are passed over. Null: piece_count seeds are drawn inside the shapes by random_seed, in the body's frame. */
  readonly seedsM: readonly Vec2[]
  /** likewise */
  readonly pieceCount: number
  readonly randomSeed: number
  /** 0 to 1e8; smaller parts are lost as above */
  readonly minAreaM2: number
}

export interface HistoryDef {
  /** of everything the history takes; at least 4096 */
  readonly budgetBytes: number
  /** Beyond these the oldest tick is forgotten, room or not. 1 to 1e6. */
  readonly tickCapacity: number
  /** 1 to 1e6 */
  readonly keyframeIntervalTicks: number
}

export interface HistoryCounters {
  /** taken at creation */
  readonly memoryBytes: number
  /** of it */
  readonly usedBytes: number
  /** the packed size of the newest keyframe */
  readonly keyframeBytes: number
  readonly tickCount: number
  readonly keyframeCount: number
}

/** Which bodies a joint holds, and where. At least one body must be dynamic. */
export interface JointBase {
  readonly bodyA: BodyId
  readonly bodyB: BodyId
  /** A frame in each body: its origin and the angle of its x axis, in [-pi, pi]. Kinds with an axis take the x axis of frame a; angles between the bodies are of frame b seen from frame a. */
  readonly anchorAM: Vec2
  /** A frame in each body: its origin and the angle of its x axis, in [-pi, pi]. Kinds with an axis take the x axis of frame a; angles between the bodies are of frame b seen from frame a. */
  readonly anchorBM: Vec2
  readonly frameAngleARad: number
  readonly frameAngleBRad: number
  /** Of what must not give; 0: as the world's joints. A lower frequency makes a softer joint. */
  readonly stiffnessHz: number
  /** counts only where stiffness_hz > 0 */
  readonly stiffnessDampingRatio: number
  /** Above these loads (0: never), averaged over a step, the joint raises an event; with `breaks` it is destroyed as well. */
  readonly maxForceN: number
  /** Above these loads (0: never), averaged over a step, the joint raises an event; with `breaks` it is destroyed as well. */
  readonly maxTorqueNm: number
  readonly breaks: boolean
  readonly collideConnected: boolean
  readonly userData: bigint
}

export interface DistanceDef {
  readonly base: JointBase
  /** of the rod, and of the spring at rest; >= 0 */
  readonly lengthM: number
  readonly enableSpring: boolean
  readonly springHz: number
  readonly springDampingRatio: number
  /** The force of the spring stays within these; pulling is negative, pushing positive. lower <= 0 <= upper */
  readonly lowerSpringForceN: number
  /** The force of the spring stays within these; pulling is negative, pushing positive. lower <= 0 <= upper */
  readonly upperSpringForceN: number
  readonly enableLimit: boolean
  /** 0 <= lower <= upper */
  readonly lowerLengthM: number
  /** 0 <= lower <= upper */
  readonly upperLengthM: number
  readonly enableMotor: boolean
  /** at which the length grows */
  readonly motorSpeedMps: number
  readonly maxMotorForceN: number
}

export interface FilterJointDef {
  /** collide_connected is taken as false */
  readonly base: JointBase
}

export interface GearDef {
  /** the bodies, anchors and frames are not used */
  readonly base: JointBase
  /** Together they must move two different dynamic bodies. */
  readonly jointA: JointId
  /** Together they must move two different dynamic bodies. */
  readonly jointB: JointId
  /** 1 by default; may be negative */
  readonly ratio: number
}

export interface MotorDef {
  /** collide_connected is true by default */
  readonly base: JointBase
  /** of anchor b, along the axes of frame a and seen from it */
  readonly velocityMps: Vec2
  readonly angularVelocityRadps: number
  /** of the velocities; 0 by default: none */
  readonly maxForceN: number
  /** of the velocities; 0 by default: none */
  readonly maxTorqueNm: number
  /** of anchor b, along the axes of frame a */
  readonly offsetM: Vec2
  /** in [-pi, pi] */
  readonly angularOffsetRad: number
  /** 0 Hz: no spring */
  readonly linearHz: number
  /** 0 Hz: no spring */
  readonly linearDampingRatio: number
  /** 0 Hz: no spring */
  readonly angularHz: number
  /** 0 Hz: no spring */
  readonly angularDampingRatio: number
  readonly maxSpringForceN: number
  readonly maxSpringTorqueNm: number
}

export interface MouseDef {
  /** body_a is left null; anchor_a_m is not used either, target_m takes its place. */
  readonly base: JointBase
  /** in the world */
  readonly targetM: Vec2
  /** 5 by default */
  readonly springHz: number
  /** 1 by default */
  readonly dampingRatio: number
  /** of the spring; QN_MAX_JOINT_FORCE by default */
  readonly maxForceN: number
}

export interface PrismaticDef {
  readonly base: JointBase
  readonly enableSpring: boolean
  readonly springHz: number
  readonly springDampingRatio: number
  readonly targetTranslationM: number
  readonly enableLimit: boolean
  /** lower <= upper */
  readonly lowerTranslationM: number
  /** lower <= upper */
  readonly upperTranslationM: number
  readonly enableMotor: boolean
  readonly motorSpeedMps: number
  /** >= 0 */
  readonly maxMotorForceN: number
}

export interface PulleyDef {
  /** collide_connected is true by default */
  readonly base: JointBase
  /** in the world */
  readonly wheelAM: Vec2
  /** in the world */
  readonly wheelBM: Vec2
  /** 1 by default; QN_MIN_PULLEY_RATIO to QN_MAX_PULLEY_RATIO */
  readonly ratio: number
  /** what is kept; 0, the default: as it is at creation */
  readonly totalLengthM: number
  /** a rope that does not push */
  readonly canSlacken: boolean
}

export interface RevoluteDef {
  readonly base: JointBase
  readonly enableSpring: boolean
  readonly springHz: number
  readonly springDampingRatio: number
  /** in [-pi, pi]; the spring goes the shorter way */
  readonly targetAngleRad: number
  readonly enableLimit: boolean
  /** lower <= upper, both within QN_MAX_JOINT_ANGLE_RAD: they may lie several turns apart. */
  readonly lowerAngleRad: number
  /** lower <= upper, both within QN_MAX_JOINT_ANGLE_RAD: they may lie several turns apart. */
  readonly upperAngleRad: number
  readonly enableMotor: boolean
  readonly motorSpeedRadps: number
  /** >= 0 */
  readonly maxMotorTorqueNm: number
}

export interface WeldDef {
  readonly base: JointBase
  /** 0 Hz: rigid */
  readonly linearHz: number
  /** 0 Hz: rigid */
  readonly linearDampingRatio: number
  /** 0 Hz: rigid */
  readonly angularHz: number
  /** 0 Hz: rigid */
  readonly angularDampingRatio: number
}

export interface WheelDef {
  readonly base: JointBase
  /** by default true, 1 Hz, damping ratio 0.7 */
  readonly enableSpring: boolean
  readonly springHz: number
  readonly springDampingRatio: number
  /** where the spring is at rest */
  readonly targetTranslationM: number
  readonly enableLimit: boolean
  /** lower <= upper */
  readonly lowerTranslationM: number
  /** lower <= upper */
  readonly upperTranslationM: number
  readonly enableMotor: boolean
  readonly motorSpeedRadps: number
  /** >= 0 */
  readonly maxMotorTorqueNm: number
}

export interface Material {
  /** 0 to 1e3 */
  readonly friction: number
  /** 0 to 1: speed kept in a bounce of more than 1 m/s */
  readonly restitution: number
  /** qn_mix */
  readonly frictionMix: Mix
  /** qn_mix */
  readonly restitutionMix: Mix
  /** The torque against rolling is this times the radius of the round shape (circle, capsule or rounding) times the normal force; a pair takes the larger coefficient and the larger radius. 0 to 1e3 */
  readonly rollingResistance: number
  /** The surface runs around the shape clockwise, so that what lies on top is carried towards +x. within QN_MAX_SPEED_MPS */
  readonly tangentSpeedMps: number
  /** Not (0, 0): stops only what comes from where this points, in the body's frame; what comes from elsewhere, or overlaps already, passes until it has left. The length does not matter. */
  readonly oneWay: Vec2
  /** hits with less impulse raise no event; 0 to 1e12 */
  readonly hitThresholdNs: number
  /** for the host alone */
  readonly userId: number
}

/** 32 bytes, one a body slot (raw & 0xFFFFF) - 1, stable while the body lives. */
export interface PoseRecord {
  /** of the body's origin */
  readonly xM: number
  /** of the body's origin */
  readonly yM: number
  /** its rotation */
  readonly c: number
  /** its rotation */
  readonly s: number
  /** the pose one step earlier */
  readonly previousXM: number
  /** the pose one step earlier */
  readonly previousYM: number
  /** the pose one step earlier */
  readonly previousAngleDeltaRad: number
  /** QN_POSE_* */
  readonly flags: number
}

export interface Prediction {
  /** as in qn_world_step, but not 0 */
  readonly dtS: number
  readonly substepCount: number
  /** 1 to 1e5 */
  readonly stepCount: number
  readonly bodies: readonly BodyId[]
}

/** Whom a query sees: shapes whose mask has one of its categories and whose category is in its mask.
 * Groups do not count. */
export interface Filter {
  readonly categoryBits: bigint
  readonly maskBits: bigint
  /** whose shapes it does not see; null: none */
  readonly ignoredBody: BodyId
  readonly seesSensors: boolean
}

/** A region that moves without turning, by t * translation_m for t from 0 to 1. */
export interface RegionCast {
  readonly region: Region
  /** of the region's frame, in the world */
  readonly start: Pose
  readonly translationM: Vec2
}

export interface CastHit {
  /** null: nothing was hit */
  readonly shape: ShapeId
  /** on the shape */
  readonly pointM: Vec2
  /** out of the shape, unit */
  readonly normal: Vec2
  /** of the translation; 1 where nothing was hit */
  readonly fraction: number
}

export interface PlacedRegion {
  readonly region: Region
  /** of the region's frame, in the world */
  readonly pose: Pose
}

export interface NearestQuery {
  readonly pointM: Vec2
  readonly maxDistanceM: number
}

export interface Nearest {
  /** null: none is within max_distance_m */
  readonly shape: ShapeId
  /** on its surface */
  readonly pointM: Vec2
  /** out of the shape, unit, along the line of the two points */
  readonly normal: Vec2
  /** of the surface; negative inside; max_distance_m where there is none */
  readonly distanceM: number
}

/** The convex hull of up to 8 points, rounded by a radius: 1 point is a circle, 2 a capsule, 3 or
 * more a polygon. Sizes and coordinates as of shapes, in the frame of whatever takes the region.
 * For a field no points at all are everywhere. */
export interface Region {
  readonly pointsM: readonly Vec2[]
  readonly radiusM: number
}

/** Along origin_m + t * translation_m, t from 0 to 1. */
export interface Ray {
  readonly originM: Vec2
  readonly translationM: Vec2
}

export interface RegionGap {
  /** the nearest of the two borders */
  readonly pointAM: Vec2
  /** the nearest of the two borders */
  readonly pointBM: Vec2
  /** unit, from a to b */
  readonly normal: Vec2
  /** of the borders; in overlap minus the shortest way out */
  readonly distanceM: number
}

export interface RegionHit {
  readonly isHit: boolean
  /** of the way; 1 where nothing is hit */
  readonly fraction: number
  readonly pointM: Vec2
  /** unit */
  readonly normal: Vec2
}

/** A motion in which one point of the frame goes straight while the frame turns evenly, the shorter
 * way round. */
export interface RegionSweep {
  readonly start: Pose
  readonly end: Pose
  /** that point, in the region's frame */
  readonly centerM: Vec2
}

export interface RecorderDef {
  /** copied: what the game must know to start, such as level and seed */
  readonly about: Uint8Array
  /** of a tick, for the reader */
  readonly dtS: number
  /** likewise */
  readonly substepCount: number
  /** 1 or more */
  readonly hashIntervalTicks: number
  /** Snapshots: the state at the start, and one each interval. When they come to take more than the budget, every other one is dropped and the interval doubles. 0: none. */
  readonly keyframeBudgetBytes: number
  /** 1 or more */
  readonly keyframeIntervalTicks: number
  /** of the replay without its snapshots */
  readonly maxBytes: number
}

export interface ReplayInfo {
  /** tick_count of the world at the start */
  readonly firstTick: number
  /** how many ticks follow */
  readonly tickCount: number
  readonly hashIntervalTicks: number
  readonly keyframeCount: number
  readonly dtS: number
  readonly substepCount: number
  /** points into the replay's bytes */
  readonly about: Uint8Array
}

export interface WorldDifference {
  /** see qn_world_array_name */
  readonly array: number
  /** of the record */
  readonly index: number
  /** of the 32-bit word in the record */
  readonly offsetBytes: number
  readonly bitsA: number
  readonly bitsB: number
}

/** Two shapes meet if each one's category is in the other's mask, unless both are of one group:
 * shapes of one positive group always meet (if they have any category), of one negative group
 * never. */
export interface ShapeFilter {
  readonly categoryBits: bigint
  readonly maskBits: bigint
  /** 0: of no group */
  readonly group: number
}

export interface ShapeDef {
  /** 0, or 1e-6 to 1e9 */
  readonly densityKgpm2: number
  readonly material: Material
  readonly filter: ShapeFilter
  /** sees and stops nothing; see sensor.h */
  readonly isSensor: boolean
  readonly seesSensors: boolean
  readonly enableContactEvents: boolean
  readonly enableHitEvents: boolean
  readonly userData: bigint
}

export interface SnapshotInfo {
  readonly tickCount: number
  readonly bodyCount: number
  readonly shapeCount: number
  readonly jointCount: number
  readonly contactCount: number
  /** that restoring it asks for, at most */
  readonly memoryBytes: bigint
}

export interface TilesDef {
  /** the lower left corner of cell (0, 0), in the body's frame */
  readonly originM: Vec2
  /** side of a cell, 0.02 to 1e3 */
  readonly cellM: number
  /** in cells, 1 to QN_MAX_TILES_SIDE */
  readonly width: number
  /** in cells, 1 to QN_MAX_TILES_SIDE */
  readonly height: number
  /** The cells, 1 for solid, lowest row first; a row is (width + 7) / 8 bytes, lowest bit first. Null: nothing is solid yet. Copied. */
  readonly bits: Uint8Array
  /** the density does not count */
  readonly material: ShapeDef
}

export interface WorldTuning {
  /** Contacts and joints are springs of this frequency and damping (1 is critical). Where a sub-step is too long for it they are as stiff as it allows: an eighth of the sub-step rate for contacts, a quarter for joints. 30; 0.1 to 1e3 */
  readonly contactHertz: number
  /** 10; 0 to 1e3 */
  readonly contactDampingRatio: number
  /** 60; 0.1 to 1e3 */
  readonly jointHertz: number
  /** 2; 0 to 1e3 */
  readonly jointDampingRatio: number
  /** 0.8; overlaps part no faster, at speeds of some tens of metres a second up to five times faster. 0 to QN_MAX_SPEED_MPS */
  readonly pushSpeedMps: number
  /** 8 per second: how fast a contact learns what it carries, so that it no longer gives way under it; less under heavy loads. 0 to 1e3; at 0 never, much above the default stacks swing. */
  readonly steadyRate: number
  /** 1; slower impacts do not bounce. 0 to QN_MAX_SPEED_MPS */
  readonly restitutionThresholdMps: number
  /** 1; slower impacts raise no hit event. Likewise */
  readonly hitThresholdMps: number
  /** 1; times the sleep_speed_mps of each body. 0 to 100 */
  readonly sleepSpeedFactor: number
  /** 0.5; at rest for so long, a body may sleep. 1e-3 to 1e6 */
  readonly timeToSleepS: number
  /** 10 per second: what stops the turning of bodies that touch others and are nearly at rest (below four times their sleep speed). 0 to 1e4 */
  readonly calmDamping: number
  /** QN_MAX_SPEED_MPS, and 0.1 to that: no step leaves a body faster */
  readonly maxSpeedMps: number
  /** 12: chains, trees and towers whose exact solution takes no more than this for each body, in blocks of 3 x 3, are solved exactly. 0 to 1e3; 0 solves nothing so. */
  readonly directWorkPerBody: number
}

export interface WorldDef {
  readonly gravityMps2: Vec2
  /** What is reserved at creation. Create calls beyond a capacity double it, from 1024 on make it an eighth larger (up to QN_MAX_BODY_COUNT). */
  readonly bodyCapacity: number
  readonly shapeCapacity: number
  readonly jointCapacity: number
  /** 0: steps make room for contacts as they need it, up to 32 a shape and in any case 65,536, and leave out and count them only beyond that, or where there is no memory. Else there is room for so many and no step allocates anything: contacts beyond them are left out and counted. */
  readonly contactCapacity: number
  readonly enableSleep: boolean
  /** see event.h; costs 64 bytes a body */
  readonly enableBodyEvents: boolean
  /** Handles of two worlds with different salts refuse each other. 0 takes the next of a process-wide count. It influences handle values only, never the motion or the state hash. */
  readonly handleSalt: number
}

export interface WorldCounters {
  readonly bodyCount: number
  readonly awakeBodyCount: number
  readonly shapeCount: number
  readonly jointCount: number
  readonly contactCount: number
  readonly touchingContactCount: number
  /** left out since creation; see contact_capacity */
  readonly droppedContactCount: number
  /** that found no room in their array since creation */
  readonly droppedEventCount: number
  /** bodies stopped because their motion left the number range */
  readonly frozenBodyCount: number
  /** in levels, 0 or 2 and more; of the shapes of bodies that are not static */
  readonly treeHeight: number
  readonly tickCount: number
  readonly memoryBytes: bigint
  readonly staticTreeHeight: number
  readonly sleepingIslandCount: number
  readonly awakeContactCount: number
  readonly awakeJointCount: number
  /** Of the last step: contacts are solved in colours, four of one at once, what finds no colour (overflow) one by one; chains, trees and towers are solved exactly, as a group of bodies that rows tie together. */
  readonly colorCount: number
  /** Of the last step: contacts are solved in colours, four of one at once, what finds no colour (overflow) one by one; chains, trees and towers are solved exactly, as a group of bodies that rows tie together. */
  readonly overflowContactCount: number
  readonly directGroupCount: number
  readonly directBodyCount: number
  readonly directRowCount: number
  /** How many there is room for. */
  readonly bodyCapacity: number
  /** How many there is room for. */
  readonly shapeCapacity: number
  /** How many there is room for. */
  readonly jointCapacity: number
  /** How many there is room for. */
  readonly contactCapacity: number
  /** How many there is room for. */
  readonly chainCapacity: number
  readonly fieldCapacity: number
  readonly characterCapacity: number
  readonly tilesCapacity: number
  /** of 16 x 16 cells of tiles */
  readonly chunkCapacity: number
  /** Parts of memory_bytes: the state (the second block of a restored world included), what a step works in, events. */
  readonly stateBytes: bigint
  /** Parts of memory_bytes: the state (the second block of a restored world included), what a step works in, events. */
  readonly scratchBytes: bigint
  /** Parts of memory_bytes: the state (the second block of a restored world included), what a step works in, events. */
  readonly eventBytes: bigint
}

/** How to pack. gzip alone has name, comment and time; zlib and raw deflate alone have dictionaries;
 * anything else is UNSUPPORTED. */
export interface DeflateDef {
  readonly format: CompressFormat
  /** 0 (stored) to 9 (smallest) */
  readonly level: number
  /** seconds since 1970; 0 is none */
  readonly modifiedS: number
  /** of the file that was packed; null is none */
  readonly name: string
  /** null is none */
  readonly comment: string
  /** Content that both sides know before they begin. Only its last 32 KiB are used. */
  readonly dictionary: Uint8Array
}

/** How to unpack, and how much of it. */
export interface InflateDef {
  readonly format: CompressFormat
  /** of the content, of all members together */
  readonly maxSizeBytes: number
  /** gzip alone: one member after the other is one content, and zeros may follow the last. Otherwise there is one member and nothing behind it. */
  readonly joinMembers: boolean
  /** zlib: used if the header asks for it */
  readonly dictionary: Uint8Array
}

/** Texts are null-terminated and as the file has them (Latin-1 by the RFC, UTF-8 by custom). What
 * passes the limits above is cut off. */
export interface GzipHeader {
  readonly name: string
  readonly comment: string
  /** 0 for none */
  readonly modifiedS: number
  /** RFC 1952's number; 255 is unknown */
  readonly system: number
  /** the packer took it for text */
  readonly isText: boolean
  readonly hasName: boolean
  readonly hasComment: boolean
}

/** What a decode may cost at most; a field of 0 stands for its default. Negative: OUT_OF_RANGE. More
 * than 2^24 pixels a side or 2^28 in all are never decoded. The size is that which the file states,
 * whatever is made of it. */
export interface ImageLimits {
  /** default 8192 */
  readonly maxSidePx: number
  /** default 16 Mi */
  readonly maxPixelCount: number
  /** All memory that is held at one moment, the result included. Default of PNG: four times the inflated data, 12 bytes a pixel and 1 MiB, which is enough for every kind. Default of JPEG: what the file needs, which is known before any is taken: the result and some rows; and if it is progressive or in several scans, 2 bytes more for each sample. */
  readonly maxMemoryBytes: number
}

export interface ImageDecodeOpts {
  readonly limits: ImageLimits
  /** Pixels as they are stored. Else a JPEG file's EXIF orientation is applied, so that the picture stands upright; a picture on its side then has its width and height exchanged. */
  readonly keepOrientation: boolean
  /** Of JPEG: 2, 4 or 8 makes a picture of a half, a quarter or an eighth of each side, rounded up, in less time and a fraction of the memory; 0 and 1 leave it whole, other numbers are OUT_OF_RANGE. A PNG file is always read whole. */
  readonly jpegShrink: number
}

export interface ImageInfo {
  readonly format: ImageFormat
  /** of the picture that a decode gives by default: upright */
  readonly widthPx: number
  /** of the picture that a decode gives by default: upright */
  readonly heightPx: number
  /** 1 grey, 2 grey and alpha, 3 colours, 4 colours and alpha, or of JPEG, CMYK. Colours of a palette are 3; a transparent colour that PNG keeps apart is not counted. */
  readonly channelCount: number
  /** 1 to 8 as EXIF counts, 1 where it says nothing */
  readonly orientation: number
}

/** Start from {0}: quality 85, small files, transparency on white, no metadata. */
export interface JpegOpts {
  /** 1..100, on libjpeg's scale; 0: 85 */
  readonly quality: number
  readonly chroma: JpegChroma
  /** A picture without a single coloured pixel is written without colours, which decodes to the same pixels and is smaller; true: it is not, and costs no look at the pixels. */
  readonly keepGrayColored: boolean
  /** Annex K's Huffman tables in place of the picture's own: a few percent more bytes, less time, and no memory but that of the file. */
  readonly standardHuffman: boolean
  /** What shows through where pixels are not opaque: red, green, blue. Null: white. */
  readonly backgroundRgb: Uint8Array
  /** The number of blocks of 8x8 pixels (16x16 with halved colours) after which a reader can start anew; 0..65535, 0: it cannot. */
  readonly restartInterval: number
  /** 1..65535; 0: not stated */
  readonly densityDpi: number
  /** from its "II" or "MM" on, at most QN_JPEG_MAX_EXIF_BYTES */
  readonly exif: Uint8Array
  /** a colour profile, at most QN_JPEG_MAX_ICC_BYTES */
  readonly icc: Uint8Array
}

/** Start from {0}: level 6, no metadata. */
export interface PngOpts {
  /** From 1, which packs without a search for repetitions and suits photographs in a hurry, to 9, which also tries what no filter of the rows would give; 0: 6. Each is slower than the one before and as a rule no larger. Of what is plainly noise to a search it is spared, and from 6 on all that it makes larger is packed as at 1. */
  readonly level: number
  /** not compressed at all, whatever the level */
  readonly isStored: boolean
  /** says that colours are sRGB; nothing is said beside a profile */
  readonly isSrgb: boolean
  /** 1..65535; 0: not stated */
  readonly densityDpi: number
  /** a colour profile, at most QN_PNG_MAX_METADATA_BYTES */
  readonly icc: Uint8Array
  /** from its "II*" or "MM" on, likewise */
  readonly exif: Uint8Array
}

/** Start from {0}: Lanczos3, alpha-weighted, in sRGB values. */
export interface ResizeOpts {
  readonly kernel: ResizeKernel
  /** Colours are weighted by their alpha, so that what cannot be seen does not bleed into what can. With is_plain all four channels are taken alike. Where all alpha is 255 both give the same pixels, and the call finds that out by itself. */
  readonly isPlain: boolean
  /** Means are taken in linear light, as a lens would, and not of sRGB values, as most programs do. */
  readonly isLinear: boolean
}

/** Start from {0}. */
export interface ImageResizerOpts {
  readonly resize: ResizeOpts
  /** A picture that is smaller than the box is made larger too; else it is left as it is. */
  readonly mayEnlarge: boolean
}

export interface ImageRect {
  readonly xPx: number
  readonly yPx: number
  readonly widthPx: number
  readonly heightPx: number
}

/** Bytes of each struct in the engine's memory. */
export const VEC2_BYTES = 8
export const ROT_BYTES = 8
export const POSE_BYTES = 16
export const AABB_BYTES = 16
export const ADVICE_BYTES = 32
export const MASS_BYTES = 16
export const LOCKS_BYTES = 3
export const BODY_DEF_BYTES = 88
export const CHAIN_DEF_BYTES = 104
export const CHARACTER_DEF_BYTES = 168
export const CHARACTER_MOTION_BYTES = 40
export const CONTACT_POINT_DATA_BYTES = 24
export const CONTACT_DATA_BYTES = 72
export const DEBUG_RECORD_BYTES = 32
export const DEBUG_OPTS_BYTES = 32
export const EXPLOSION_DEF_BYTES = 40
export const WIND_BYTES = 16
export const CONTACT_EVENT_BYTES = 32
export const HIT_EVENT_BYTES = 32
export const SENSOR_EVENT_BYTES = 32
export const JOINT_EVENT_BYTES = 32
export const BODY_EVENT_BYTES = 32
export const AREA_FIELD_BYTES = 32
export const POINT_FIELD_BYTES = 28
export const RADIAL_FIELD_BYTES = 36
export const BUOYANCY_FIELD_BYTES = 36
export const FIELD_DEF_BYTES = 256
export const FRACTURE_DEF_BYTES = 24
export const HISTORY_DEF_BYTES = 16
export const HISTORY_COUNTERS_BYTES = 20
export const JOINT_BASE_BYTES = 64
export const DISTANCE_DEF_BYTES = 120
export const FILTER_JOINT_DEF_BYTES = 72
export const GEAR_DEF_BYTES = 88
export const MOTOR_DEF_BYTES = 128
export const MOUSE_DEF_BYTES = 96
export const PRISMATIC_DEF_BYTES = 112
export const PULLEY_DEF_BYTES = 104
export const REVOLUTE_DEF_BYTES = 112
export const WELD_DEF_BYTES = 88
export const WHEEL_DEF_BYTES = 112
export const MATERIAL_BYTES = 40
export const POSE_RECORD_BYTES = 32
export const PREDICTION_BYTES = 20
export const FILTER_BYTES = 24
export const REGION_CAST_BYTES = 96
export const CAST_HIT_BYTES = 24
export const PLACED_REGION_BYTES = 88
export const NEAREST_QUERY_BYTES = 12
export const NEAREST_BYTES = 24
export const REGION_BYTES = 72
export const RAY_BYTES = 16
export const REGION_GAP_BYTES = 28
export const REGION_HIT_BYTES = 24
export const REGION_SWEEP_BYTES = 40
export const RECORDER_DEF_BYTES = 36
export const REPLAY_INFO_BYTES = 32
export const WORLD_DIFFERENCE_BYTES = 20
export const SHAPE_FILTER_BYTES = 24
export const SHAPE_DEF_BYTES = 88
export const SNAPSHOT_INFO_BYTES = 32
export const TILES_DEF_BYTES = 120
export const WORLD_TUNING_BYTES = 52
export const WORLD_DEF_BYTES = 36
export const WORLD_COUNTERS_BYTES = 152
export const DEFLATE_DEF_BYTES = 32
export const INFLATE_DEF_BYTES = 24
export const GZIP_HEADER_BYTES = 1292
export const IMAGE_LIMITS_BYTES = 24
export const IMAGE_DECODE_OPTS_BYTES = 32
export const IMAGE_INFO_BYTES = 20
export const JPEG_OPTS_BYTES = 40
export const PNG_OPTS_BYTES = 28
export const RESIZE_OPTS_BYTES = 8
export const IMAGE_RESIZER_OPTS_BYTES = 12
export const IMAGE_RECT_BYTES = 16

export function writeVec2(c: EngineCore, at: number, value: Vec2, name: string, _whole: boolean): void {
  const v = c.object(value, name)
  c.memory.setF32(at, c.float(v.x, 'x'))
  c.memory.setF32(at + 4, c.float(v.y, 'y'))
}

export function writeRot(c: EngineCore, at: number, value: Rot, name: string, _whole: boolean): void {
  const v = c.object(value, name)
  c.memory.setF32(at, c.float(v.c, 'c'))
  c.memory.setF32(at + 4, c.float(v.s, 's'))
}

export function writePose(c: EngineCore, at: number, value: Pose, name: string, _whole: boolean): void {
  const v = c.object(value, name)
  writeVec2(c, at, v.p, 'p', true)
  writeRot(c, at + 8, v.q, 'q', true)
}

export function writeAabb(c: EngineCore, at: number, value: Aabb, name: string, _whole: boolean): void {
  const v = c.object(value, name)
  writeVec2(c, at, v.lower, 'lower', true)
  writeVec2(c, at + 8, v.upper, 'upper', true)
}

export function writeAdvice(c: EngineCore, at: number, value: Given<Advice>, name: string, whole: boolean): void {
  const v = c.object(value, name)
  if (c.has(v.code, whole, name, 'code')) c.memory.setU32(at, c.choice(ADVICE_CODE_NAMES, v.code, 'code'))
  if (c.has(v.severity, whole, name, 'severity')) c.memory.setU32(at + 4, c.choice(ADVICE_SEVERITY_NAMES, v.severity, 'severity'))
  if (c.has(v.nounA, whole, name, 'nounA')) c.memory.setU32(at + 8, c.choice(ADVICE_NOUN_NAMES, v.nounA, 'nounA'))
  if (c.has(v.nounB, whole, name, 'nounB')) c.memory.setU32(at + 12, c.choice(ADVICE_NOUN_NAMES, v.nounB, 'nounB'))
  if (c.has(v.a, whole, name, 'a')) c.memory.setU32(at + 16, c.word(v.a, 'a'))
  if (c.has(v.b, whole, name, 'b')) c.memory.setU32(at + 20, c.word(v.b, 'b'))
  if (c.has(v.number, whole, name, 'number')) c.memory.setF32(at + 24, c.float(v.number, 'number'))
}

export function writeMass(c: EngineCore, at: number, value: Given<Mass>, name: string, whole: boolean): void {
  const v = c.object(value, name)
  if (c.has(v.massKg, whole, name, 'massKg')) c.memory.setF32(at, c.float(v.massKg, 'massKg'))
  if (c.has(v.inertiaKgm2, whole, name, 'inertiaKgm2')) c.memory.setF32(at + 4, c.float(v.inertiaKgm2, 'inertiaKgm2'))
  if (c.has(v.centerM, whole, name, 'centerM')) writeVec2(c, at + 8, v.centerM, 'centerM', whole)
}

export function writeLocks(c: EngineCore, at: number, value: Given<Locks>, name: string, whole: boolean): void {
  const v = c.object(value, name)
  if (c.has(v.x, whole, name, 'x')) c.memory.setU8(at, v.x ? 1 : 0)
  if (c.has(v.y, whole, name, 'y')) c.memory.setU8(at + 1, v.y ? 1 : 0)
  if (c.has(v.rotation, whole, name, 'rotation')) c.memory.setU8(at + 2, v.rotation ? 1 : 0)
}

export function writeBodyDef(c: EngineCore, at: number, value: Given<BodyDef>, name: string, whole: boolean): void {
  const v = c.object(value, name)
  if (c.has(v.type, whole, name, 'type')) c.memory.setU32(at + 4, c.choice(BODY_TYPE_NAMES, v.type, 'type'))
  if (c.has(v.positionM, whole, name, 'positionM')) writeVec2(c, at + 8, v.positionM, 'positionM', whole)
  if (c.has(v.angleRad, whole, name, 'angleRad')) c.memory.setF32(at + 16, c.float(v.angleRad, 'angleRad'))
  if (c.has(v.velocityMps, whole, name, 'velocityMps')) writeVec2(c, at + 20, v.velocityMps, 'velocityMps', whole)
  if (c.has(v.angularVelocityRadps, whole, name, 'angularVelocityRadps')) c.memory.setF32(at + 28, c.float(v.angularVelocityRadps, 'angularVelocityRadps'))
  if (c.has(v.linearDamping, whole, name, 'linearDamping')) c.memory.setF32(at + 32, c.float(v.linearDamping, 'linearDamping'))
  if (c.has(v.angularDamping, whole, name, 'angularDamping')) c.memory.setF32(at + 36, c.float(v.angularDamping, 'angularDamping'))
  if (c.has(v.gravityScale, whole, name, 'gravityScale')) c.memory.setF32(at + 40, c.float(v.gravityScale, 'gravityScale'))
  if (c.has(v.locks, whole, name, 'locks')) writeLocks(c, at + 44, v.locks, 'locks', whole)
  if (c.has(v.overrideMass, whole, name, 'overrideMass')) c.memory.setU8(at + 47, v.overrideMass ? 1 : 0)
  if (c.has(v.mass, whole, name, 'mass')) writeMass(c, at + 48, v.mass, 'mass', whole)
  if (c.has(v.enableSleep, whole, name, 'enableSleep')) c.memory.setU8(at + 64, v.enableSleep ? 1 : 0)
  if (c.has(v.sleepSpeedMps, whole, name, 'sleepSpeedMps')) c.memory.setF32(at + 68, c.float(v.sleepSpeedMps, 'sleepSpeedMps'))
  if (c.has(v.isAwake, whole, name, 'isAwake')) c.memory.setU8(at + 72, v.isAwake ? 1 : 0)
  if (c.has(v.isEnabled, whole, name, 'isEnabled')) c.memory.setU8(at + 73, v.isEnabled ? 1 : 0)
  if (c.has(v.userData, whole, name, 'userData')) c.memory.setU64(at + 80, c.long(v.userData, 'userData'))
}

export function writeChainDef(c: EngineCore, at: number, value: Given<ChainDef>, name: string, whole: boolean): void {
  const v = c.object(value, name)
  if (c.has(v.isLoop, whole, name, 'isLoop')) c.memory.setU8(at + 12, v.isLoop ? 1 : 0)
  if (c.has(v.segment, whole, name, 'segment')) writeShapeDef(c, at + 16, v.segment, 'segment', whole)
  if (c.has(v.pointsM, whole, name, 'pointsM')) c.putArray(at + 4, at + 8, v.pointsM, 8, 'pointsM', (to, item, label) => writeVec2(c, to, item, label, true))
}

export function writeCharacterDef(c: EngineCore, at: number, value: Given<CharacterDef>, name: string, whole: boolean): void {
  const v = c.object(value, name)
  if (c.has(v.positionM, whole, name, 'positionM')) writeVec2(c, at + 4, v.positionM, 'positionM', whole)
  if (c.has(v.shape, whole, name, 'shape')) writeRegion(c, at + 12, v.shape, 'shape', whole)
  if (c.has(v.up, whole, name, 'up')) writeVec2(c, at + 84, v.up, 'up', whole)
  if (c.has(v.skinM, whole, name, 'skinM')) c.memory.setF32(at + 92, c.float(v.skinM, 'skinM'))
  if (c.has(v.maxClimbRad, whole, name, 'maxClimbRad')) c.memory.setF32(at + 96, c.float(v.maxClimbRad, 'maxClimbRad'))
  if (c.has(v.minSlideRad, whole, name, 'minSlideRad')) c.memory.setF32(at + 100, c.float(v.minSlideRad, 'minSlideRad'))
  if (c.has(v.stepHeightM, whole, name, 'stepHeightM')) c.memory.setF32(at + 104, c.float(v.stepHeightM, 'stepHeightM'))
  if (c.has(v.stepWidthM, whole, name, 'stepWidthM')) c.memory.setF32(at + 108, c.float(v.stepWidthM, 'stepWidthM'))
  if (c.has(v.stepsOnDynamic, whole, name, 'stepsOnDynamic')) c.memory.setU8(at + 112, v.stepsOnDynamic ? 1 : 0)
  if (c.has(v.snapM, whole, name, 'snapM')) c.memory.setF32(at + 116, c.float(v.snapM, 'snapM'))
  if (c.has(v.massKg, whole, name, 'massKg')) c.memory.setF32(at + 120, c.float(v.massKg, 'massKg'))
  if (c.has(v.maxPushN, whole, name, 'maxPushN')) c.memory.setF32(at + 124, c.float(v.maxPushN, 'maxPushN'))
  if (c.has(v.filter, whole, name, 'filter')) writeShapeFilter(c, at + 128, v.filter, 'filter', whole)
  if (c.has(v.body, whole, name, 'body')) c.memory.setU32(at + 152, c.handle(v.body, 'body'))
  if (c.has(v.userData, whole, name, 'userData')) c.memory.setU64(at + 160, c.long(v.userData, 'userData'))
}

export function writeDebugOpts(c: EngineCore, at: number, value: Given<DebugOpts>, name: string, whole: boolean): void {
  const v = c.object(value, name)
  if (c.has(v.viewM, whole, name, 'viewM')) writeAabb(c, at, v.viewM, 'viewM', whole)
  if (c.has(v.flags, whole, name, 'flags')) c.memory.setU32(at + 16, c.word(v.flags, 'flags'))
  if (c.has(v.markM, whole, name, 'markM')) c.memory.setF32(at + 20, c.float(v.markM, 'markM'))
  if (c.has(v.impulseMPerNs, whole, name, 'impulseMPerNs')) c.memory.setF32(at + 24, c.float(v.impulseMPerNs, 'impulseMPerNs'))
  if (c.has(v.velocityScaleS, whole, name, 'velocityScaleS')) c.memory.setF32(at + 28, c.float(v.velocityScaleS, 'velocityScaleS'))
}

export function writeExplosionDef(c: EngineCore, at: number, value: Given<ExplosionDef>, name: string, whole: boolean): void {
  const v = c.object(value, name)
  if (c.has(v.positionM, whole, name, 'positionM')) writeVec2(c, at + 4, v.positionM, 'positionM', whole)
  if (c.has(v.radiusM, whole, name, 'radiusM')) c.memory.setF32(at + 12, c.float(v.radiusM, 'radiusM'))
  if (c.has(v.falloffM, whole, name, 'falloffM')) c.memory.setF32(at + 16, c.float(v.falloffM, 'falloffM'))
  if (c.has(v.impulsePerLengthNspm, whole, name, 'impulsePerLengthNspm')) c.memory.setF32(at + 20, c.float(v.impulsePerLengthNspm, 'impulsePerLengthNspm'))
  if (c.has(v.maskBits, whole, name, 'maskBits')) c.memory.setU64(at + 24, c.long(v.maskBits, 'maskBits'))
  if (c.has(v.shieldMaskBits, whole, name, 'shieldMaskBits')) c.memory.setU64(at + 32, c.long(v.shieldMaskBits, 'shieldMaskBits'))
}

export function writeWind(c: EngineCore, at: number, value: Given<Wind>, name: string, whole: boolean): void {
  const v = c.object(value, name)
  if (c.has(v.velocityMps, whole, name, 'velocityMps')) writeVec2(c, at, v.velocityMps, 'velocityMps', whole)
  if (c.has(v.dragKgpm2, whole, name, 'dragKgpm2')) c.memory.setF32(at + 8, c.float(v.dragKgpm2, 'dragKgpm2'))
  if (c.has(v.liftKgpm2, whole, name, 'liftKgpm2')) c.memory.setF32(at + 12, c.float(v.liftKgpm2, 'liftKgpm2'))
}

export function writeAreaField(c: EngineCore, at: number, value: Given<AreaField>, name: string, whole: boolean): void {
  const v = c.object(value, name)
  if (c.has(v.accelerationMps2, whole, name, 'accelerationMps2')) writeVec2(c, at, v.accelerationMps2, 'accelerationMps2', whole)
  if (c.has(v.forceN, whole, name, 'forceN')) writeVec2(c, at + 8, v.forceN, 'forceN', whole)
  if (c.has(v.flowMps, whole, name, 'flowMps')) writeVec2(c, at + 16, v.flowMps, 'flowMps', whole)
  if (c.has(v.linearDragPerS, whole, name, 'linearDragPerS')) c.memory.setF32(at + 24, c.float(v.linearDragPerS, 'linearDragPerS'))
  if (c.has(v.angularDragPerS, whole, name, 'angularDragPerS')) c.memory.setF32(at + 28, c.float(v.angularDragPerS, 'angularDragPerS'))
}

export function writePointField(c: EngineCore, at: number, value: Given<PointField>, name: string, whole: boolean): void {
  const v = c.object(value, name)
  if (c.has(v.pointM, whole, name, 'pointM')) writeVec2(c, at, v.pointM, 'pointM', whole)
  if (c.has(v.accelerationMps2, whole, name, 'accelerationMps2')) c.memory.setF32(at + 8, c.float(v.accelerationMps2, 'accelerationMps2'))
  if (c.has(v.forceN, whole, name, 'forceN')) c.memory.setF32(at + 12, c.float(v.forceN, 'forceN'))
  if (c.has(v.falloff, whole, name, 'falloff')) c.memory.setU32(at + 16, c.choice(FALLOFF_NAMES, v.falloff, 'falloff'))
  if (c.has(v.minDistanceM, whole, name, 'minDistanceM')) c.memory.setF32(at + 20, c.float(v.minDistanceM, 'minDistanceM'))
  if (c.has(v.maxDistanceM, whole, name, 'maxDistanceM')) c.memory.setF32(at + 24, c.float(v.maxDistanceM, 'maxDistanceM'))
}

export function writeRadialField(c: EngineCore, at: number, value: Given<RadialField>, name: string, whole: boolean): void {
  const v = c.object(value, name)
  if (c.has(v.axisM, whole, name, 'axisM')) writeVec2(c, at, v.axisM, 'axisM', whole)
  if (c.has(v.tangentialMps2, whole, name, 'tangentialMps2')) c.memory.setF32(at + 8, c.float(v.tangentialMps2, 'tangentialMps2'))
  if (c.has(v.inwardMps2, whole, name, 'inwardMps2')) c.memory.setF32(at + 12, c.float(v.inwardMps2, 'inwardMps2'))
  if (c.has(v.flowMps, whole, name, 'flowMps')) c.memory.setF32(at + 16, c.float(v.flowMps, 'flowMps'))
  if (c.has(v.linearDragPerS, whole, name, 'linearDragPerS')) c.memory.setF32(at + 20, c.float(v.linearDragPerS, 'linearDragPerS'))
  if (c.has(v.falloff, whole, name, 'falloff')) c.memory.setU32(at + 24, c.choice(FALLOFF_NAMES, v.falloff, 'falloff'))
  if (c.has(v.minDistanceM, whole, name, 'minDistanceM')) c.memory.setF32(at + 28, c.float(v.minDistanceM, 'minDistanceM'))
  if (c.has(v.maxDistanceM, whole, name, 'maxDistanceM')) c.memory.setF32(at + 32, c.float(v.maxDistanceM, 'maxDistanceM'))
}

export function writeBuoyancyField(c: EngineCore, at: number, value: Given<BuoyancyField>, name: string, whole: boolean): void {
  const v = c.object(value, name)
  if (c.has(v.densityKgpm2, whole, name, 'densityKgpm2')) c.memory.setF32(at, c.float(v.densityKgpm2, 'densityKgpm2'))
  if (c.has(v.surfaceM, whole, name, 'surfaceM')) writeVec2(c, at + 4, v.surfaceM, 'surfaceM', whole)
  if (c.has(v.surfaceNormal, whole, name, 'surfaceNormal')) writeVec2(c, at + 12, v.surfaceNormal, 'surfaceNormal', whole)
  if (c.has(v.flowMps, whole, name, 'flowMps')) writeVec2(c, at + 20, v.flowMps, 'flowMps', whole)
  if (c.has(v.linearDragPerS, whole, name, 'linearDragPerS')) c.memory.setF32(at + 28, c.float(v.linearDragPerS, 'linearDragPerS'))
  if (c.has(v.angularDragPerS, whole, name, 'angularDragPerS')) c.memory.setF32(at + 32, c.float(v.angularDragPerS, 'angularDragPerS'))
}

export function writeFieldDef(c: EngineCore, at: number, value: Given<FieldDef>, name: string, whole: boolean): void {
  const v = c.object(value, name)
  if (c.has(v.kind, whole, name, 'kind')) c.memory.setU32(at + 4, c.choice(FIELD_KIND_NAMES, v.kind, 'kind'))
  if (c.has(v.body, whole, name, 'body')) c.memory.setU32(at + 8, c.handle(v.body, 'body'))
  if (c.has(v.turnsWithBody, whole, name, 'turnsWithBody')) c.memory.setU8(at + 12, v.turnsWithBody ? 1 : 0)
  if (c.has(v.isEnabled, whole, name, 'isEnabled')) c.memory.setU8(at + 13, v.isEnabled ? 1 : 0)
  if (c.has(v.region, whole, name, 'region')) writeRegion(c, at + 16, v.region, 'region', whole)
  if (c.has(v.maskBits, whole, name, 'maskBits')) c.memory.setU64(at + 88, c.long(v.maskBits, 'maskBits'))
  if (c.has(v.userData, whole, name, 'userData')) c.memory.setU64(at + 96, c.long(v.userData, 'userData'))
  if (c.has(v.area, whole, name, 'area')) writeAreaField(c, at + 104, v.area, 'area', whole)
  if (c.has(v.point, whole, name, 'point')) writePointField(c, at + 136, v.point, 'point', whole)
  if (c.has(v.radial, whole, name, 'radial')) writeRadialField(c, at + 164, v.radial, 'radial', whole)
  if (c.has(v.buoyancy, whole, name, 'buoyancy')) writeBuoyancyField(c, at + 200, v.buoyancy, 'buoyancy', whole)
  if (c.has(v.wind, whole, name, 'wind')) writeWind(c, at + 236, v.wind, 'wind', whole)
}

export function writeFractureDef(c: EngineCore, at: number, value: Given<FractureDef>, name: string, whole: boolean): void {
  const v = c.object(value, name)
  if (c.has(v.pieceCount, whole, name, 'pieceCount')) c.memory.setU32(at + 12, c.int(v.pieceCount, 'pieceCount'))
  if (c.has(v.randomSeed, whole, name, 'randomSeed')) c.memory.setU32(at + 16, c.word(v.randomSeed, 'randomSeed'))
  if (c.has(v.minAreaM2, whole, name, 'minAreaM2')) c.memory.setF32(at + 20, c.float(v.minAreaM2, 'minAreaM2'))
  if (c.has(v.seedsM, whole, name, 'seedsM')) c.putArray(at + 4, at + 8, v.seedsM, 8, 'seedsM', (to, item, label) => writeVec2(c, to, item, label, true))
}

export function writeHistoryDef(c: EngineCore, at: number, value: Given<HistoryDef>, name: string, whole: boolean): void {
  const v = c.object(value, name)
  if (c.has(v.budgetBytes, whole, name, 'budgetBytes')) c.memory.setU32(at + 4, c.word(v.budgetBytes, 'budgetBytes'))
  if (c.has(v.tickCapacity, whole, name, 'tickCapacity')) c.memory.setU32(at + 8, c.int(v.tickCapacity, 'tickCapacity'))
  if (c.has(v.keyframeIntervalTicks, whole, name, 'keyframeIntervalTicks')) c.memory.setU32(at + 12, c.int(v.keyframeIntervalTicks, 'keyframeIntervalTicks'))
}

export function writeJointBase(c: EngineCore, at: number, value: Given<JointBase>, name: string, whole: boolean): void {
  const v = c.object(value, name)
  if (c.has(v.bodyA, whole, name, 'bodyA')) c.memory.setU32(at, c.handle(v.bodyA, 'bodyA'))
  if (c.has(v.bodyB, whole, name, 'bodyB')) c.memory.setU32(at + 4, c.handle(v.bodyB, 'bodyB'))
  if (c.has(v.anchorAM, whole, name, 'anchorAM')) writeVec2(c, at + 8, v.anchorAM, 'anchorAM', whole)
  if (c.has(v.anchorBM, whole, name, 'anchorBM')) writeVec2(c, at + 16, v.anchorBM, 'anchorBM', whole)
  if (c.has(v.frameAngleARad, whole, name, 'frameAngleARad')) c.memory.setF32(at + 24, c.float(v.frameAngleARad, 'frameAngleARad'))
  if (c.has(v.frameAngleBRad, whole, name, 'frameAngleBRad')) c.memory.setF32(at + 28, c.float(v.frameAngleBRad, 'frameAngleBRad'))
  if (c.has(v.stiffnessHz, whole, name, 'stiffnessHz')) c.memory.setF32(at + 32, c.float(v.stiffnessHz, 'stiffnessHz'))
  if (c.has(v.stiffnessDampingRatio, whole, name, 'stiffnessDampingRatio')) c.memory.setF32(at + 36, c.float(v.stiffnessDampingRatio, 'stiffnessDampingRatio'))
  if (c.has(v.maxForceN, whole, name, 'maxForceN')) c.memory.setF32(at + 40, c.float(v.maxForceN, 'maxForceN'))
  if (c.has(v.maxTorqueNm, whole, name, 'maxTorqueNm')) c.memory.setF32(at + 44, c.float(v.maxTorqueNm, 'maxTorqueNm'))
  if (c.has(v.breaks, whole, name, 'breaks')) c.memory.setU8(at + 48, v.breaks ? 1 : 0)
  if (c.has(v.collideConnected, whole, name, 'collideConnected')) c.memory.setU8(at + 49, v.collideConnected ? 1 : 0)
  if (c.has(v.userData, whole, name, 'userData')) c.memory.setU64(at + 56, c.long(v.userData, 'userData'))
}

export function writeDistanceDef(c: EngineCore, at: number, value: Given<DistanceDef>, name: string, whole: boolean): void {
  const v = c.object(value, name)
  if (c.has(v.base, whole, name, 'base')) writeJointBase(c, at + 8, v.base, 'base', whole)
  if (c.has(v.lengthM, whole, name, 'lengthM')) c.memory.setF32(at + 72, c.float(v.lengthM, 'lengthM'))
  if (c.has(v.enableSpring, whole, name, 'enableSpring')) c.memory.setU8(at + 76, v.enableSpring ? 1 : 0)
  if (c.has(v.springHz, whole, name, 'springHz')) c.memory.setF32(at + 80, c.float(v.springHz, 'springHz'))
  if (c.has(v.springDampingRatio, whole, name, 'springDampingRatio')) c.memory.setF32(at + 84, c.float(v.springDampingRatio, 'springDampingRatio'))
  if (c.has(v.lowerSpringForceN, whole, name, 'lowerSpringForceN')) c.memory.setF32(at + 88, c.float(v.lowerSpringForceN, 'lowerSpringForceN'))
  if (c.has(v.upperSpringForceN, whole, name, 'upperSpringForceN')) c.memory.setF32(at + 92, c.float(v.upperSpringForceN, 'upperSpringForceN'))
  if (c.has(v.enableLimit, whole, name, 'enableLimit')) c.memory.setU8(at + 96, v.enableLimit ? 1 : 0)
  if (c.has(v.lowerLengthM, whole, name, 'lowerLengthM')) c.memory.setF32(at + 100, c.float(v.lowerLengthM, 'lowerLengthM'))
  if (c.has(v.upperLengthM, whole, name, 'upperLengthM')) c.memory.setF32(at + 104, c.float(v.upperLengthM, 'upperLengthM'))
  if (c.has(v.enableMotor, whole, name, 'enableMotor')) c.memory.setU8(at + 108, v.enableMotor ? 1 : 0)
  if (c.has(v.motorSpeedMps, whole, name, 'motorSpeedMps')) c.memory.setF32(at + 112, c.float(v.motorSpeedMps, 'motorSpeedMps'))
  if (c.has(v.maxMotorForceN, whole, name, 'maxMotorForceN')) c.memory.setF32(at + 116, c.float(v.maxMotorForceN, 'maxMotorForceN'))
}

export function writeFilterJointDef(c: EngineCore, at: number, value: Given<FilterJointDef>, name: string, whole: boolean): void {
  const v = c.object(value, name)
  if (c.has(v.base, whole, name, 'base')) writeJointBase(c, at + 8, v.base, 'base', whole)
}

export function writeGearDef(c: EngineCore, at: number, value: Given<GearDef>, name: string, whole: boolean): void {
  const v = c.object(value, name)
  if (c.has(v.base, whole, name, 'base')) writeJointBase(c, at + 8, v.base, 'base', whole)
  if (c.has(v.jointA, whole, name, 'jointA')) c.memory.setU32(at + 72, c.handle(v.jointA, 'jointA'))
  if (c.has(v.jointB, whole, name, 'jointB')) c.memory.setU32(at + 76, c.handle(v.jointB, 'jointB'))
  if (c.has(v.ratio, whole, name, 'ratio')) c.memory.setF32(at + 80, c.float(v.ratio, 'ratio'))
}

export function writeMotorDef(c: EngineCore, at: number, value: Given<MotorDef>, name: string, whole: boolean): void {
  const v = c.object(value, name)
  if (c.has(v.base, whole, name, 'base')) writeJointBase(c, at + 8, v.base, 'base', whole)
  if (c.has(v.velocityMps, whole, name, 'velocityMps')) writeVec2(c, at + 72, v.velocityMps, 'velocityMps', whole)
  if (c.has(v.angularVelocityRadps, whole, name, 'angularVelocityRadps')) c.memory.setF32(at + 80, c.float(v.angularVelocityRadps, 'angularVelocityRadps'))
  if (c.has(v.maxForceN, whole, name, 'maxForceN')) c.memory.setF32(at + 84, c.float(v.maxForceN, 'maxForceN'))
  if (c.has(v.maxTorqueNm, whole, name, 'maxTorqueNm')) c.memory.setF32(at + 88, c.float(v.maxTorqueNm, 'maxTorqueNm'))
  if (c.has(v.offsetM, whole, name, 'offsetM')) writeVec2(c, at + 92, v.offsetM, 'offsetM', whole)
  if (c.has(v.angularOffsetRad, whole, name, 'angularOffsetRad')) c.memory.setF32(at + 100, c.float(v.angularOffsetRad, 'angularOffsetRad'))
  if (c.has(v.linearHz, whole, name, 'linearHz')) c.memory.setF32(at + 104, c.float(v.linearHz, 'linearHz'))
  if (c.has(v.linearDampingRatio, whole, name, 'linearDampingRatio')) c.memory.setF32(at + 108, c.float(v.linearDampingRatio, 'linearDampingRatio'))
  if (c.has(v.angularHz, whole, name, 'angularHz')) c.memory.setF32(at + 112, c.float(v.angularHz, 'angularHz'))
  if (c.has(v.angularDampingRatio, whole, name, 'angularDampingRatio')) c.memory.setF32(at + 116, c.float(v.angularDampingRatio, 'angularDampingRatio'))
  if (c.has(v.maxSpringForceN, whole, name, 'maxSpringForceN')) c.memory.setF32(at + 120, c.float(v.maxSpringForceN, 'maxSpringForceN'))
  if (c.has(v.maxSpringTorqueNm, whole, name, 'maxSpringTorqueNm')) c.memory.setF32(at + 124, c.float(v.maxSpringTorqueNm, 'maxSpringTorqueNm'))
}

export function writeMouseDef(c: EngineCore, at: number, value: Given<MouseDef>, name: string, whole: boolean): void {
  const v = c.object(value, name)
  if (c.has(v.base, whole, name, 'base')) writeJointBase(c, at + 8, v.base, 'base', whole)
  if (c.has(v.targetM, whole, name, 'targetM')) writeVec2(c, at + 72, v.targetM, 'targetM', whole)
  if (c.has(v.springHz, whole, name, 'springHz')) c.memory.setF32(at + 80, c.float(v.springHz, 'springHz'))
  if (c.has(v.dampingRatio, whole, name, 'dampingRatio')) c.memory.setF32(at + 84, c.float(v.dampingRatio, 'dampingRatio'))
  if (c.has(v.maxForceN, whole, name, 'maxForceN')) c.memory.setF32(at + 88, c.float(v.maxForceN, 'maxForceN'))
}

export function writePrismaticDef(c: EngineCore, at: number, value: Given<PrismaticDef>, name: string, whole: boolean): void {
  const v = c.object(value, name)
  if (c.has(v.base, whole, name, 'base')) writeJointBase(c, at + 8, v.base, 'base', whole)
  if (c.has(v.enableSpring, whole, name, 'enableSpring')) c.memory.setU8(at + 72, v.enableSpring ? 1 : 0)
  if (c.has(v.springHz, whole, name, 'springHz')) c.memory.setF32(at + 76, c.float(v.springHz, 'springHz'))
  if (c.has(v.springDampingRatio, whole, name, 'springDampingRatio')) c.memory.setF32(at + 80, c.float(v.springDampingRatio, 'springDampingRatio'))
  if (c.has(v.targetTranslationM, whole, name, 'targetTranslationM')) c.memory.setF32(at + 84, c.float(v.targetTranslationM, 'targetTranslationM'))
  if (c.has(v.enableLimit, whole, name, 'enableLimit')) c.memory.setU8(at + 88, v.enableLimit ? 1 : 0)
  if (c.has(v.lowerTranslationM, whole, name, 'lowerTranslationM')) c.memory.setF32(at + 92, c.float(v.lowerTranslationM, 'lowerTranslationM'))
  if (c.has(v.upperTranslationM, whole, name, 'upperTranslationM')) c.memory.setF32(at + 96, c.float(v.upperTranslationM, 'upperTranslationM'))
  if (c.has(v.enableMotor, whole, name, 'enableMotor')) c.memory.setU8(at + 100, v.enableMotor ? 1 : 0)
  if (c.has(v.motorSpeedMps, whole, name, 'motorSpeedMps')) c.memory.setF32(at + 104, c.float(v.motorSpeedMps, 'motorSpeedMps'))
  if (c.has(v.maxMotorForceN, whole, name, 'maxMotorForceN')) c.memory.setF32(at + 108, c.float(v.maxMotorForceN, 'maxMotorForceN'))
}

export function writePulleyDef(c: EngineCore, at: number, value: Given<PulleyDef>, name: string, whole: boolean): void {
  const v = c.object(value, name)
  if (c.has(v.base, whole, name, 'base')) writeJointBase(c, at + 8, v.base, 'base', whole)
  if (c.has(v.wheelAM, whole, name, 'wheelAM')) writeVec2(c, at + 72, v.wheelAM, 'wheelAM', whole)
  if (c.has(v.wheelBM, whole, name, 'wheelBM')) writeVec2(c, at + 80, v.wheelBM, 'wheelBM', whole)
  if (c.has(v.ratio, whole, name, 'ratio')) c.memory.setF32(at + 88, c.float(v.ratio, 'ratio'))
  if (c.has(v.totalLengthM, whole, name, 'totalLengthM')) c.memory.setF32(at + 92, c.float(v.totalLengthM, 'totalLengthM'))
  if (c.has(v.canSlacken, whole, name, 'canSlacken')) c.memory.setU8(at + 96, v.canSlacken ? 1 : 0)
}

export function writeRevoluteDef(c: EngineCore, at: number, value: Given<RevoluteDef>, name: string, whole: boolean): void {
  const v = c.object(value, name)
  if (c.has(v.base, whole, name, 'base')) writeJointBase(c, at + 8, v.base, 'base', whole)
  if (c.has(v.enableSpring, whole, name, 'enableSpring')) c.memory.setU8(at + 72, v.enableSpring ? 1 : 0)
  if (c.has(v.springHz, whole, name, 'springHz')) c.memory.setF32(at + 76, c.float(v.springHz, 'springHz'))
  if (c.has(v.springDampingRatio, whole, name, 'springDampingRatio')) c.memory.setF32(at + 80, c.float(v.springDampingRatio, 'springDampingRatio'))
  if (c.has(v.targetAngleRad, whole, name, 'targetAngleRad')) c.memory.setF32(at + 84, c.float(v.targetAngleRad, 'targetAngleRad'))
  if (c.has(v.enableLimit, whole, name, 'enableLimit')) c.memory.setU8(at + 88, v.enableLimit ? 1 : 0)
  if (c.has(v.lowerAngleRad, whole, name, 'lowerAngleRad')) c.memory.setF32(at + 92, c.float(v.lowerAngleRad, 'lowerAngleRad'))
  if (c.has(v.upperAngleRad, whole, name, 'upperAngleRad')) c.memory.setF32(at + 96, c.float(v.upperAngleRad, 'upperAngleRad'))
  if (c.has(v.enableMotor, whole, name, 'enableMotor')) c.memory.setU8(at + 100, v.enableMotor ? 1 : 0)
  if (c.has(v.motorSpeedRadps, whole, name, 'motorSpeedRadps')) c.memory.setF32(at + 104, c.float(v.motorSpeedRadps, 'motorSpeedRadps'))
  if (c.has(v.maxMotorTorqueNm, whole, name, 'maxMotorTorqueNm')) c.memory.setF32(at + 108, c.float(v.maxMotorTorqueNm, 'maxMotorTorqueNm'))
}

export function writeWeldDef(c: EngineCore, at: number, value: Given<WeldDef>, name: string, whole: boolean): void {
  const v = c.object(value, name)
  if (c.has(v.base, whole, name, 'base')) writeJointBase(c, at + 8, v.base, 'base', whole)
  if (c.has(v.linearHz, whole, name, 'linearHz')) c.memory.setF32(at + 72, c.float(v.linearHz, 'linearHz'))
  if (c.has(v.linearDampingRatio, whole, name, 'linearDampingRatio')) c.memory.setF32(at + 76, c.float(v.linearDampingRatio, 'linearDampingRatio'))
  if (c.has(v.angularHz, whole, name, 'angularHz')) c.memory.setF32(at + 80, c.float(v.angularHz, 'angularHz'))
  if (c.has(v.angularDampingRatio, whole, name, 'angularDampingRatio')) c.memory.setF32(at + 84, c.float(v.angularDampingRatio, 'angularDampingRatio'))
}

export function writeWheelDef(c: EngineCore, at: number, value: Given<WheelDef>, name: string, whole: boolean): void {
  const v = c.object(value, name)
  if (c.has(v.base, whole, name, 'base')) writeJointBase(c, at + 8, v.base, 'base', whole)
  if (c.has(v.enableSpring, whole, name, 'enableSpring')) c.memory.setU8(at + 72, v.enableSpring ? 1 : 0)
  if (c.has(v.springHz, whole, name, 'springHz')) c.memory.setF32(at + 76, c.float(v.springHz, 'springHz'))
  if (c.has(v.springDampingRatio, whole, name, 'springDampingRatio')) c.memory.setF32(at + 80, c.float(v.springDampingRatio, 'springDampingRatio'))
  if (c.has(v.targetTranslationM, whole, name, 'targetTranslationM')) c.memory.setF32(at + 84, c.float(v.targetTranslationM, 'targetTranslationM'))
  if (c.has(v.enableLimit, whole, name, 'enableLimit')) c.memory.setU8(at + 88, v.enableLimit ? 1 : 0)
  if (c.has(v.lowerTranslationM, whole, name, 'lowerTranslationM')) c.memory.setF32(at + 92, c.float(v.lowerTranslationM, 'lowerTranslationM'))
  if (c.has(v.upperTranslationM, whole, name, 'upperTranslationM')) c.memory.setF32(at + 96, c.float(v.upperTranslationM, 'upperTranslationM'))
  if (c.has(v.enableMotor, whole, name, 'enableMotor')) c.memory.setU8(at + 100, v.enableMotor ? 1 : 0)
  if (c.has(v.motorSpeedRadps, whole, name, 'motorSpeedRadps')) c.memory.setF32(at + 104, c.float(v.motorSpeedRadps, 'motorSpeedRadps'))
  if (c.has(v.maxMotorTorqueNm, whole, name, 'maxMotorTorqueNm')) c.memory.setF32(at + 108, c.float(v.maxMotorTorqueNm, 'maxMotorTorqueNm'))
}

export function writeMaterial(c: EngineCore, at: number, value: Given<Material>, name: string, whole: boolean): void {
  const v = c.object(value, name)
  if (c.has(v.friction, whole, name, 'friction')) c.memory.setF32(at, c.float(v.friction, 'friction'))
  if (c.has(v.restitution, whole, name, 'restitution')) c.memory.setF32(at + 4, c.float(v.restitution, 'restitution'))
  if (c.has(v.frictionMix, whole, name, 'frictionMix')) c.memory.setU32(at + 8, c.choice(MIX_NAMES, v.frictionMix, 'frictionMix'))
  if (c.has(v.restitutionMix, whole, name, 'restitutionMix')) c.memory.setU32(at + 12, c.choice(MIX_NAMES, v.restitutionMix, 'restitutionMix'))
  if (c.has(v.rollingResistance, whole, name, 'rollingResistance')) c.memory.setF32(at + 16, c.float(v.rollingResistance, 'rollingResistance'))
  if (c.has(v.tangentSpeedMps, whole, name, 'tangentSpeedMps')) c.memory.setF32(at + 20, c.float(v.tangentSpeedMps, 'tangentSpeedMps'))
  if (c.has(v.oneWay, whole, name, 'oneWay')) writeVec2(c, at + 24, v.oneWay, 'oneWay', whole)
  if (c.has(v.hitThresholdNs, whole, name, 'hitThresholdNs')) c.memory.setF32(at + 32, c.float(v.hitThresholdNs, 'hitThresholdNs'))
  if (c.has(v.userId, whole, name, 'userId')) c.memory.setU32(at + 36, c.word(v.userId, 'userId'))
}

export function writePoseRecord(c: EngineCore, at: number, value: Given<PoseRecord>, name: string, whole: boolean): void {
  const v = c.object(value, name)
  if (c.has(v.xM, whole, name, 'xM')) c.memory.setF32(at, c.float(v.xM, 'xM'))
  if (c.has(v.yM, whole, name, 'yM')) c.memory.setF32(at + 4, c.float(v.yM, 'yM'))
  if (c.has(v.c, whole, name, 'c')) c.memory.setF32(at + 8, c.float(v.c, 'c'))
  if (c.has(v.s, whole, name, 's')) c.memory.setF32(at + 12, c.float(v.s, 's'))
  if (c.has(v.previousXM, whole, name, 'previousXM')) c.memory.setF32(at + 16, c.float(v.previousXM, 'previousXM'))
  if (c.has(v.previousYM, whole, name, 'previousYM')) c.memory.setF32(at + 20, c.float(v.previousYM, 'previousYM'))
  if (c.has(v.previousAngleDeltaRad, whole, name, 'previousAngleDeltaRad')) c.memory.setF32(at + 24, c.float(v.previousAngleDeltaRad, 'previousAngleDeltaRad'))
  if (c.has(v.flags, whole, name, 'flags')) c.memory.setU32(at + 28, c.word(v.flags, 'flags'))
}

export function writePrediction(c: EngineCore, at: number, value: Given<Prediction>, name: string, whole: boolean): void {
  const v = c.object(value, name)
  if (c.has(v.dtS, whole, name, 'dtS')) c.memory.setF32(at, c.float(v.dtS, 'dtS'))
  if (c.has(v.substepCount, whole, name, 'substepCount')) c.memory.setU32(at + 4, c.int(v.substepCount, 'substepCount'))
  if (c.has(v.stepCount, whole, name, 'stepCount')) c.memory.setU32(at + 8, c.int(v.stepCount, 'stepCount'))
  if (c.has(v.bodies, whole, name, 'bodies')) c.putArray(at + 12, at + 16, v.bodies, 4, 'bodies', (to, item, label) => c.memory.setU32(to, c.handle(item, label)))
}

export function writeFilter(c: EngineCore, at: number, value: Given<Filter>, name: string, whole: boolean): void {
  const v = c.object(value, name)
  if (c.has(v.categoryBits, whole, name, 'categoryBits')) c.memory.setU64(at, c.long(v.categoryBits, 'categoryBits'))
  if (c.has(v.maskBits, whole, name, 'maskBits')) c.memory.setU64(at + 8, c.long(v.maskBits, 'maskBits'))
  if (c.has(v.ignoredBody, whole, name, 'ignoredBody')) c.memory.setU32(at + 16, c.handle(v.ignoredBody, 'ignoredBody'))
  if (c.has(v.seesSensors, whole, name, 'seesSensors')) c.memory.setU8(at + 20, v.seesSensors ? 1 : 0)
}

export function writeRegionCast(c: EngineCore, at: number, value: Given<RegionCast>, name: string, whole: boolean): void {
  const v = c.object(value, name)
  if (c.has(v.region, whole, name, 'region')) writeRegion(c, at, v.region, 'region', whole)
  if (c.has(v.start, whole, name, 'start')) writePose(c, at + 72, v.start, 'start', whole)
  if (c.has(v.translationM, whole, name, 'translationM')) writeVec2(c, at + 88, v.translationM, 'translationM', whole)
}

export function writePlacedRegion(c: EngineCore, at: number, value: Given<PlacedRegion>, name: string, whole: boolean): void {
  const v = c.object(value, name)
  if (c.has(v.region, whole, name, 'region')) writeRegion(c, at, v.region, 'region', whole)
  if (c.has(v.pose, whole, name, 'pose')) writePose(c, at + 72, v.pose, 'pose', whole)
}

export function writeNearestQuery(c: EngineCore, at: number, value: Given<NearestQuery>, name: string, whole: boolean): void {
  const v = c.object(value, name)
  if (c.has(v.pointM, whole, name, 'pointM')) writeVec2(c, at, v.pointM, 'pointM', whole)
  if (c.has(v.maxDistanceM, whole, name, 'maxDistanceM')) c.memory.setF32(at + 8, c.float(v.maxDistanceM, 'maxDistanceM'))
}

export function writeRegion(c: EngineCore, at: number, value: Given<Region>, name: string, whole: boolean): void {
  const v = c.object(value, name)
  if (c.has(v.pointsM, whole, name, 'pointsM')) c.putItems(at, at + 64, v.pointsM, 8, 8, 'pointsM', (to, item, label) => writeVec2(c, to, item, label, true))
  if (c.has(v.radiusM, whole, name, 'radiusM')) c.memory.setF32(at + 68, c.float(v.radiusM, 'radiusM'))
}

export function writeRay(c: EngineCore, at: number, value: Given<Ray>, name: string, whole: boolean): void {
  const v = c.object(value, name)
  if (c.has(v.originM, whole, name, 'originM')) writeVec2(c, at, v.originM, 'originM', whole)
  if (c.has(v.translationM, whole, name, 'translationM')) writeVec2(c, at + 8, v.translationM, 'translationM', whole)
}

export function writeRegionSweep(c: EngineCore, at: number, value: Given<RegionSweep>, name: string, whole: boolean): void {
  const v = c.object(value, name)
  if (c.has(v.start, whole, name, 'start')) writePose(c, at, v.start, 'start', whole)
  if (c.has(v.end, whole, name, 'end')) writePose(c, at + 16, v.end, 'end', whole)
  if (c.has(v.centerM, whole, name, 'centerM')) writeVec2(c, at + 32, v.centerM, 'centerM', whole)
}

export function writeRecorderDef(c: EngineCore, at: number, value: Given<RecorderDef>, name: string, whole: boolean): void {
  const v = c.object(value, name)
  if (c.has(v.about, whole, name, 'about')) c.putBytes(at + 4, v.about, 'about')
  if (c.has(v.dtS, whole, name, 'dtS')) c.memory.setF32(at + 12, c.float(v.dtS, 'dtS'))
  if (c.has(v.substepCount, whole, name, 'substepCount')) c.memory.setU32(at + 16, c.int(v.substepCount, 'substepCount'))
  if (c.has(v.hashIntervalTicks, whole, name, 'hashIntervalTicks')) c.memory.setU32(at + 20, c.int(v.hashIntervalTicks, 'hashIntervalTicks'))
  if (c.has(v.keyframeBudgetBytes, whole, name, 'keyframeBudgetBytes')) c.memory.setU32(at + 24, c.word(v.keyframeBudgetBytes, 'keyframeBudgetBytes'))
  if (c.has(v.keyframeIntervalTicks, whole, name, 'keyframeIntervalTicks')) c.memory.setU32(at + 28, c.int(v.keyframeIntervalTicks, 'keyframeIntervalTicks'))
  if (c.has(v.maxBytes, whole, name, 'maxBytes')) c.memory.setU32(at + 32, c.word(v.maxBytes, 'maxBytes'))
}

export function writeShapeFilter(c: EngineCore, at: number, value: Given<ShapeFilter>, name: string, whole: boolean): void {
  const v = c.object(value, name)
  if (c.has(v.categoryBits, whole, name, 'categoryBits')) c.memory.setU64(at, c.long(v.categoryBits, 'categoryBits'))
  if (c.has(v.maskBits, whole, name, 'maskBits')) c.memory.setU64(at + 8, c.long(v.maskBits, 'maskBits'))
  if (c.has(v.group, whole, name, 'group')) c.memory.setU32(at + 16, c.int(v.group, 'group'))
}

export function writeShapeDef(c: EngineCore, at: number, value: Given<ShapeDef>, name: string, whole: boolean): void {
  const v = c.object(value, name)
  if (c.has(v.densityKgpm2, whole, name, 'densityKgpm2')) c.memory.setF32(at + 4, c.float(v.densityKgpm2, 'densityKgpm2'))
  if (c.has(v.material, whole, name, 'material')) writeMaterial(c, at + 8, v.material, 'material', whole)
  if (c.has(v.filter, whole, name, 'filter')) writeShapeFilter(c, at + 48, v.filter, 'filter', whole)
  if (c.has(v.isSensor, whole, name, 'isSensor')) c.memory.setU8(at + 72, v.isSensor ? 1 : 0)
  if (c.has(v.seesSensors, whole, name, 'seesSensors')) c.memory.setU8(at + 73, v.seesSensors ? 1 : 0)
  if (c.has(v.enableContactEvents, whole, name, 'enableContactEvents')) c.memory.setU8(at + 74, v.enableContactEvents ? 1 : 0)
  if (c.has(v.enableHitEvents, whole, name, 'enableHitEvents')) c.memory.setU8(at + 75, v.enableHitEvents ? 1 : 0)
  if (c.has(v.userData, whole, name, 'userData')) c.memory.setU64(at + 80, c.long(v.userData, 'userData'))
}

export function writeTilesDef(c: EngineCore, at: number, value: Given<TilesDef>, name: string, whole: boolean): void {
  const v = c.object(value, name)
  if (c.has(v.originM, whole, name, 'originM')) writeVec2(c, at + 4, v.originM, 'originM', whole)
  if (c.has(v.cellM, whole, name, 'cellM')) c.memory.setF32(at + 12, c.float(v.cellM, 'cellM'))
  if (c.has(v.width, whole, name, 'width')) c.memory.setU32(at + 16, c.int(v.width, 'width'))
  if (c.has(v.height, whole, name, 'height')) c.memory.setU32(at + 20, c.int(v.height, 'height'))
  if (c.has(v.material, whole, name, 'material')) writeShapeDef(c, at + 32, v.material, 'material', whole)
  if (c.has(v.bits, whole, name, 'bits')) c.putBits(at + 24, v.bits, c.memory.getU32(at + 16), c.memory.getU32(at + 20))
}

export function writeWorldTuning(c: EngineCore, at: number, value: Given<WorldTuning>, name: string, whole: boolean): void {
  const v = c.object(value, name)
  if (c.has(v.contactHertz, whole, name, 'contactHertz')) c.memory.setF32(at, c.float(v.contactHertz, 'contactHertz'))
  if (c.has(v.contactDampingRatio, whole, name, 'contactDampingRatio')) c.memory.setF32(at + 4, c.float(v.contactDampingRatio, 'contactDampingRatio'))
  if (c.has(v.jointHertz, whole, name, 'jointHertz')) c.memory.setF32(at + 8, c.float(v.jointHertz, 'jointHertz'))
  if (c.has(v.jointDampingRatio, whole, name, 'jointDampingRatio')) c.memory.setF32(at + 12, c.float(v.jointDampingRatio, 'jointDampingRatio'))
  if (c.has(v.pushSpeedMps, whole, name, 'pushSpeedMps')) c.memory.setF32(at + 16, c.float(v.pushSpeedMps, 'pushSpeedMps'))
  if (c.has(v.steadyRate, whole, name, 'steadyRate')) c.memory.setF32(at + 20, c.float(v.steadyRate, 'steadyRate'))
  if (c.has(v.restitutionThresholdMps, whole, name, 'restitutionThresholdMps')) c.memory.setF32(at + 24, c.float(v.restitutionThresholdMps, 'restitutionThresholdMps'))
  if (c.has(v.hitThresholdMps, whole, name, 'hitThresholdMps')) c.memory.setF32(at + 28, c.float(v.hitThresholdMps, 'hitThresholdMps'))
  if (c.has(v.sleepSpeedFactor, whole, name, 'sleepSpeedFactor')) c.memory.setF32(at + 32, c.float(v.sleepSpeedFactor, 'sleepSpeedFactor'))
  if (c.has(v.timeToSleepS, whole, name, 'timeToSleepS')) c.memory.setF32(at + 36, c.float(v.timeToSleepS, 'timeToSleepS'))
  if (c.has(v.calmDamping, whole, name, 'calmDamping')) c.memory.setF32(at + 40, c.float(v.calmDamping, 'calmDamping'))
  if (c.has(v.maxSpeedMps, whole, name, 'maxSpeedMps')) c.memory.setF32(at + 44, c.float(v.maxSpeedMps, 'maxSpeedMps'))
  if (c.has(v.directWorkPerBody, whole, name, 'directWorkPerBody')) c.memory.setU32(at + 48, c.int(v.directWorkPerBody, 'directWorkPerBody'))
}

export function writeWorldDef(c: EngineCore, at: number, value: Given<WorldDef>, name: string, whole: boolean): void {
  const v = c.object(value, name)
  if (c.has(v.gravityMps2, whole, name, 'gravityMps2')) writeVec2(c, at + 4, v.gravityMps2, 'gravityMps2', whole)
  if (c.has(v.bodyCapacity, whole, name, 'bodyCapacity')) c.memory.setU32(at + 12, c.int(v.bodyCapacity, 'bodyCapacity'))
  if (c.has(v.shapeCapacity, whole, name, 'shapeCapacity')) c.memory.setU32(at + 16, c.int(v.shapeCapacity, 'shapeCapacity'))
  if (c.has(v.jointCapacity, whole, name, 'jointCapacity')) c.memory.setU32(at + 20, c.int(v.jointCapacity, 'jointCapacity'))
  if (c.has(v.contactCapacity, whole, name, 'contactCapacity')) c.memory.setU32(at + 24, c.int(v.contactCapacity, 'contactCapacity'))
  if (c.has(v.enableSleep, whole, name, 'enableSleep')) c.memory.setU8(at + 28, v.enableSleep ? 1 : 0)
  if (c.has(v.enableBodyEvents, whole, name, 'enableBodyEvents')) c.memory.setU8(at + 29, v.enableBodyEvents ? 1 : 0)
  if (c.has(v.handleSalt, whole, name, 'handleSalt')) c.memory.setU32(at + 32, c.word(v.handleSalt, 'handleSalt'))
}

export function writeDeflateDef(c: EngineCore, at: number, value: Given<DeflateDef>, name: string, whole: boolean): void {
  const v = c.object(value, name)
  if (c.has(v.format, whole, name, 'format')) c.memory.setU32(at + 4, c.choice(COMPRESS_FORMAT_NAMES, v.format, 'format'))
  if (c.has(v.level, whole, name, 'level')) c.memory.setU32(at + 8, c.int(v.level, 'level'))
  if (c.has(v.modifiedS, whole, name, 'modifiedS')) c.memory.setU32(at + 12, c.word(v.modifiedS, 'modifiedS'))
  if (c.has(v.dictionary, whole, name, 'dictionary')) c.putBytes(at + 24, v.dictionary, 'dictionary')
  if (c.has(v.name, whole, name, 'name')) c.putText(at + 16, v.name, 'name')
  if (c.has(v.comment, whole, name, 'comment')) c.putText(at + 20, v.comment, 'comment')
}

export function writeInflateDef(c: EngineCore, at: number, value: Given<InflateDef>, name: string, whole: boolean): void {
  const v = c.object(value, name)
  if (c.has(v.format, whole, name, 'format')) c.memory.setU32(at + 4, c.choice(COMPRESS_FORMAT_NAMES, v.format, 'format'))
  if (c.has(v.maxSizeBytes, whole, name, 'maxSizeBytes')) c.memory.setU32(at + 8, c.word(v.maxSizeBytes, 'maxSizeBytes'))
  if (c.has(v.joinMembers, whole, name, 'joinMembers')) c.memory.setU8(at + 12, v.joinMembers ? 1 : 0)
  if (c.has(v.dictionary, whole, name, 'dictionary')) c.putBytes(at + 16, v.dictionary, 'dictionary')
}

export function writeImageLimits(c: EngineCore, at: number, value: Given<ImageLimits>, name: string, whole: boolean): void {
  const v = c.object(value, name)
  if (c.has(v.maxSidePx, whole, name, 'maxSidePx')) c.memory.setU32(at, c.int(v.maxSidePx, 'maxSidePx'))
  if (c.has(v.maxPixelCount, whole, name, 'maxPixelCount')) c.memory.setU64(at + 8, c.long(v.maxPixelCount, 'maxPixelCount'))
  if (c.has(v.maxMemoryBytes, whole, name, 'maxMemoryBytes')) c.memory.setU32(at + 16, c.word(v.maxMemoryBytes, 'maxMemoryBytes'))
}

export function writeImageDecodeOpts(c: EngineCore, at: number, value: Given<ImageDecodeOpts>, name: string, whole: boolean): void {
  const v = c.object(value, name)
  if (c.has(v.limits, whole, name, 'limits')) writeImageLimits(c, at, v.limits, 'limits', whole)
  if (c.has(v.keepOrientation, whole, name, 'keepOrientation')) c.memory.setU8(at + 24, v.keepOrientation ? 1 : 0)
  if (c.has(v.jpegShrink, whole, name, 'jpegShrink')) c.memory.setU32(at + 28, c.int(v.jpegShrink, 'jpegShrink'))
}

export function writeJpegOpts(c: EngineCore, at: number, value: Given<JpegOpts>, name: string, whole: boolean): void {
  const v = c.object(value, name)
  if (c.has(v.quality, whole, name, 'quality')) c.memory.setU32(at, c.int(v.quality, 'quality'))
  if (c.has(v.chroma, whole, name, 'chroma')) c.memory.setU32(at + 4, c.choice(JPEG_CHROMA_NAMES, v.chroma, 'chroma'))
  if (c.has(v.keepGrayColored, whole, name, 'keepGrayColored')) c.memory.setU8(at + 8, v.keepGrayColored ? 1 : 0)
  if (c.has(v.standardHuffman, whole, name, 'standardHuffman')) c.memory.setU8(at + 9, v.standardHuffman ? 1 : 0)
  if (c.has(v.restartInterval, whole, name, 'restartInterval')) c.memory.setU32(at + 16, c.int(v.restartInterval, 'restartInterval'))
  if (c.has(v.densityDpi, whole, name, 'densityDpi')) c.memory.setU32(at + 20, c.int(v.densityDpi, 'densityDpi'))
  if (c.has(v.exif, whole, name, 'exif')) c.putBytes(at + 24, v.exif, 'exif')
  if (c.has(v.icc, whole, name, 'icc')) c.putBytes(at + 32, v.icc, 'icc')
  if (c.has(v.backgroundRgb, whole, name, 'backgroundRgb')) c.putFixed(at + 12, v.backgroundRgb, 3, 'backgroundRgb')
}

export function writePngOpts(c: EngineCore, at: number, value: Given<PngOpts>, name: string, whole: boolean): void {
  const v = c.object(value, name)
  if (c.has(v.level, whole, name, 'level')) c.memory.setU32(at, c.int(v.level, 'level'))
  if (c.has(v.isStored, whole, name, 'isStored')) c.memory.setU8(at + 4, v.isStored ? 1 : 0)
  if (c.has(v.isSrgb, whole, name, 'isSrgb')) c.memory.setU8(at + 5, v.isSrgb ? 1 : 0)
  if (c.has(v.densityDpi, whole, name, 'densityDpi')) c.memory.setU32(at + 8, c.int(v.densityDpi, 'densityDpi'))
  if (c.has(v.icc, whole, name, 'icc')) c.putBytes(at + 12, v.icc, 'icc')
  if (c.has(v.exif, whole, name, 'exif')) c.putBytes(at + 20, v.exif, 'exif')
}

export function writeResizeOpts(c: EngineCore, at: number, value: Given<ResizeOpts>, name: string, whole: boolean): void {
  const v = c.object(value, name)
  if (c.has(v.kernel, whole, name, 'kernel')) c.memory.setU32(at, c.choice(RESIZE_KERNEL_NAMES, v.kernel, 'kernel'))
  if (c.has(v.isPlain, whole, name, 'isPlain')) c.memory.setU8(at + 4, v.isPlain ? 1 : 0)
  if (c.has(v.isLinear, whole, name, 'isLinear')) c.memory.setU8(at + 5, v.isLinear ? 1 : 0)
}

export function writeImageResizerOpts(c: EngineCore, at: number, value: Given<ImageResizerOpts>, name: string, whole: boolean): void {
  const v = c.object(value, name)
  if (c.has(v.resize, whole, name, 'resize')) writeResizeOpts(c, at, v.resize, 'resize', whole)
  if (c.has(v.mayEnlarge, whole, name, 'mayEnlarge')) c.memory.setU8(at + 8, v.mayEnlarge ? 1 : 0)
}

export function writeImageRect(c: EngineCore, at: number, value: Given<ImageRect>, name: string, whole: boolean): void {
  const v = c.object(value, name)
  if (c.has(v.xPx, whole, name, 'xPx')) c.memory.setU32(at, c.int(v.xPx, 'xPx'))
  if (c.has(v.yPx, whole, name, 'yPx')) c.memory.setU32(at + 4, c.int(v.yPx, 'yPx'))
  if (c.has(v.widthPx, whole, name, 'widthPx')) c.memory.setU32(at + 8, c.int(v.widthPx, 'widthPx'))
  if (c.has(v.heightPx, whole, name, 'heightPx')) c.memory.setU32(at + 12, c.int(v.heightPx, 'heightPx'))
}

export function readVec2(c: EngineCore, at: number): Vec2 {
  return {
    x: c.memory.getF32(at),
    y: c.memory.getF32(at + 4),
  }
}

export function readRot(c: EngineCore, at: number): Rot {
  return {
    c: c.memory.getF32(at),
    s: c.memory.getF32(at + 4),
  }
}

export function readPose(c: EngineCore, at: number): Pose {
  return {
    p: readVec2(c, at),
    q: readRot(c, at + 8),
  }
}

export function readAabb(c: EngineCore, at: number): Aabb {
  return {
    lower: readVec2(c, at),
    upper: readVec2(c, at + 8),
  }
}

export function readAdvice(c: EngineCore, at: number): Advice {
  return {
    code: c.named(ADVICE_CODE_NAMES, c.memory.getU32(at)),
    severity: c.named(ADVICE_SEVERITY_NAMES, c.memory.getU32(at + 4)),
    nounA: c.named(ADVICE_NOUN_NAMES, c.memory.getU32(at + 8)),
    nounB: c.named(ADVICE_NOUN_NAMES, c.memory.getU32(at + 12)),
    a: c.memory.getU32(at + 16),
    b: c.memory.getU32(at + 20),
    number: c.memory.getF32(at + 24),
  }
}

export function readMass(c: EngineCore, at: number): Mass {
  return {
    massKg: c.memory.getF32(at),
    inertiaKgm2: c.memory.getF32(at + 4),
    centerM: readVec2(c, at + 8),
  }
}

export function readLocks(c: EngineCore, at: number): Locks {
  return {
    x: c.memory.getU8(at) !== 0,
    y: c.memory.getU8(at + 1) !== 0,
    rotation: c.memory.getU8(at + 2) !== 0,
  }
}

export function readBodyDef(c: EngineCore, at: number): BodyDef {
  return {
    type: c.named(BODY_TYPE_NAMES, c.memory.getU32(at + 4)),
    positionM: readVec2(c, at + 8),
    angleRad: c.memory.getF32(at + 16),
    velocityMps: readVec2(c, at + 20),
    angularVelocityRadps: c.memory.getF32(at + 28),
    linearDamping: c.memory.getF32(at + 32),
    angularDamping: c.memory.getF32(at + 36),
    gravityScale: c.memory.getF32(at + 40),
    locks: readLocks(c, at + 44),
    overrideMass: c.memory.getU8(at + 47) !== 0,
    mass: readMass(c, at + 48),
    enableSleep: c.memory.getU8(at + 64) !== 0,
    sleepSpeedMps: c.memory.getF32(at + 68),
    isAwake: c.memory.getU8(at + 72) !== 0,
    isEnabled: c.memory.getU8(at + 73) !== 0,
    userData: c.memory.getU64(at + 80),
  }
}

export function readChainDef(c: EngineCore, at: number): ChainDef {
  return {
    pointsM: c.list(c.memory.getU32(at + 4), c.memory.getU32(at + 8), 8, (from) => readVec2(c, from)),
    isLoop: c.memory.getU8(at + 12) !== 0,
    segment: readShapeDef(c, at + 16),
  }
}

export function readCharacterDef(c: EngineCore, at: number): CharacterDef {
  return {
    positionM: readVec2(c, at + 4),
    shape: readRegion(c, at + 12),
    up: readVec2(c, at + 84),
    skinM: c.memory.getF32(at + 92),
    maxClimbRad: c.memory.getF32(at + 96),
    minSlideRad: c.memory.getF32(at + 100),
    stepHeightM: c.memory.getF32(at + 104),
    stepWidthM: c.memory.getF32(at + 108),
    stepsOnDynamic: c.memory.getU8(at + 112) !== 0,
    snapM: c.memory.getF32(at + 116),
    massKg: c.memory.getF32(at + 120),
    maxPushN: c.memory.getF32(at + 124),
    filter: readShapeFilter(c, at + 128),
    body: c.memory.getU32(at + 152) as BodyId,
    userData: c.memory.getU64(at + 160),
  }
}

export function readCharacterMotion(c: EngineCore, at: number): CharacterMotion {
  return {
    positionM: readVec2(c, at),
    velocityMps: readVec2(c, at + 8),
    flags: c.memory.getU32(at + 16),
    ground: c.memory.getU32(at + 20) as ShapeId,
    groundNormal: readVec2(c, at + 24),
    groundVelocityMps: readVec2(c, at + 32),
  }
}

export function readContactPointData(c: EngineCore, at: number): ContactPointData {
  return {
    pointM: readVec2(c, at),
    separationM: c.memory.getF32(at + 8),
    normalForceN: c.memory.getF32(at + 12),
    tangentForceN: c.memory.getF32(at + 16),
    normalImpulseNs: c.memory.getF32(at + 20),
  }
}

export function readContactData(c: EngineCore, at: number): ContactData {
  return {
    contact: c.memory.getU32(at) as ContactId,
    shapeA: c.memory.getU32(at + 4) as ShapeId,
    shapeB: c.memory.getU32(at + 8) as ShapeId,
    normal: readVec2(c, at + 12),
    points: c.list(at + 24, c.memory.getU32(at + 20), 24, (from) => readContactPointData(c, from)),
  }
}

export function readDebugRecord(c: EngineCore, at: number): DebugRecord {
  return {
    kind: c.named(DEBUG_KIND_NAMES, c.memory.getU32(at)),
    color: c.memory.getU32(at + 4),
    v: c.list(at + 8, 6, 4, (from) => c.memory.getF32(from)),
  }
}

export function readExplosionDef(c: EngineCore, at: number): ExplosionDef {
  return {
    positionM: readVec2(c, at + 4),
    radiusM: c.memory.getF32(at + 12),
    falloffM: c.memory.getF32(at + 16),
    impulsePerLengthNspm: c.memory.getF32(at + 20),
    maskBits: c.memory.getU64(at + 24),
    shieldMaskBits: c.memory.getU64(at + 32),
  }
}

export function readWind(c: EngineCore, at: number): Wind {
  return {
    velocityMps: readVec2(c, at),
    dragKgpm2: c.memory.getF32(at + 8),
    liftKgpm2: c.memory.getF32(at + 12),
  }
}

export function readContactEvent(c: EngineCore, at: number): ContactEvent {
  return {
    type: c.named(CONTACT_EVENT_TYPE_NAMES, c.memory.getU32(at)),
    shapeA: c.memory.getU32(at + 4) as ShapeId,
    shapeB: c.memory.getU32(at + 8) as ShapeId,
    contact: c.memory.getU32(at + 12) as ContactId,
    pointM: readVec2(c, at + 16),
    normal: readVec2(c, at + 24),
  }
}

export function readHitEvent(c: EngineCore, at: number): HitEvent {
  return {
    shapeA: c.memory.getU32(at) as ShapeId,
    shapeB: c.memory.getU32(at + 4) as ShapeId,
    pointM: readVec2(c, at + 8),
    normal: readVec2(c, at + 16),
    approachSpeedMps: c.memory.getF32(at + 24),
    normalImpulseNs: c.memory.getF32(at + 28),
  }
}

export function readSensorEvent(c: EngineCore, at: number): SensorEvent {
  return {
    type: c.named(SENSOR_EVENT_TYPE_NAMES, c.memory.getU32(at)),
    sensor: c.memory.getU32(at + 4) as ShapeId,
    visitor: c.memory.getU32(at + 8) as ShapeId,
    visitorUserData: c.memory.getU64(at + 16),
    visitorM: readVec2(c, at + 24),
  }
}

export function readJointEvent(c: EngineCore, at: number): JointEvent {
  return {
    type: c.named(JOINT_EVENT_TYPE_NAMES, c.memory.getU32(at)),
    joint: c.memory.getU32(at + 4) as JointId,
    forceN: readVec2(c, at + 8),
    torqueNm: c.memory.getF32(at + 16),
    separationM: c.memory.getF32(at + 20),
    userData: c.memory.getU64(at + 24),
  }
}

export function readBodyEvent(c: EngineCore, at: number): BodyEvent {
  return {
    type: c.named(BODY_EVENT_TYPE_NAMES, c.memory.getU32(at)),
    body: c.memory.getU32(at + 4) as BodyId,
    xM: c.memory.getF32(at + 8),
    yM: c.memory.getF32(at + 12),
    c: c.memory.getF32(at + 16),
    s: c.memory.getF32(at + 20),
    userData: c.memory.getU64(at + 24),
  }
}

export function readAreaField(c: EngineCore, at: number): AreaField {
  return {
    accelerationMps2: readVec2(c, at),
    forceN: readVec2(c, at + 8),
    flowMps: readVec2(c, at + 16),
    linearDragPerS: c.memory.getF32(at + 24),
    angularDragPerS: c.memory.getF32(at + 28),
  }
}

export function readPointField(c: EngineCore, at: number): PointField {
  return {
    pointM: readVec2(c, at),
    accelerationMps2: c.memory.getF32(at + 8),
    forceN: c.memory.getF32(at + 12),
    falloff: c.named(FALLOFF_NAMES, c.memory.getU32(at + 16)),
    minDistanceM: c.memory.getF32(at + 20),
    maxDistanceM: c.memory.getF32(at + 24),
  }
}

export function readRadialField(c: EngineCore, at: number): RadialField {
  return {
    axisM: readVec2(c, at),
    tangentialMps2: c.memory.getF32(at + 8),
    inwardMps2: c.memory.getF32(at + 12),
    flowMps: c.memory.getF32(at + 16),
    linearDragPerS: c.memory.getF32(at + 20),
    falloff: c.named(FALLOFF_NAMES, c.memory.getU32(at + 24)),
    minDistanceM: c.memory.getF32(at + 28),
    maxDistanceM: c.memory.getF32(at + 32),
  }
}

export function readBuoyancyField(c: EngineCore, at: number): BuoyancyField {
  return {
    densityKgpm2: c.memory.getF32(at),
    surfaceM: readVec2(c, at + 4),
    surfaceNormal: readVec2(c, at + 12),
    flowMps: readVec2(c, at + 20),
    linearDragPerS: c.memory.getF32(at + 28),
    angularDragPerS: c.memory.getF32(at + 32),
  }
}

export function readFieldDef(c: EngineCore, at: number): FieldDef {
  return {
    kind: c.named(FIELD_KIND_NAMES, c.memory.getU32(at + 4)),
    body: c.memory.getU32(at + 8) as BodyId,
    turnsWithBody: c.memory.getU8(at + 12) !== 0,
    isEnabled: c.memory.getU8(at + 13) !== 0,
    region: readRegion(c, at + 16),
    maskBits: c.memory.getU64(at + 88),
    userData: c.memory.getU64(at + 96),
    area: readAreaField(c, at + 104),
    point: readPointField(c, at + 136),
    radial: readRadialField(c, at + 164),
    buoyancy: readBuoyancyField(c, at + 200),
    wind: readWind(c, at + 236),
  }
}

export function readFractureDef(c: EngineCore, at: number): FractureDef {
  return {
    seedsM: c.list(c.memory.getU32(at + 4), c.memory.getU32(at + 8), 8, (from) => readVec2(c, from)),
    pieceCount: c.memory.getI32(at + 12),
    randomSeed: c.memory.getU32(at + 16),
    minAreaM2: c.memory.getF32(at + 20),
  }
}

export function readHistoryDef(c: EngineCore, at: number): HistoryDef {
  return {
    budgetBytes: c.memory.getU32(at + 4),
    tickCapacity: c.memory.getI32(at + 8),
    keyframeIntervalTicks: c.memory.getI32(at + 12),
  }
}

export function readHistoryCounters(c: EngineCore, at: number): HistoryCounters {
  return {
    memoryBytes: c.memory.getU32(at),
    usedBytes: c.memory.getU32(at + 4),
    keyframeBytes: c.memory.getU32(at + 8),
    tickCount: c.memory.getI32(at + 12),
    keyframeCount: c.memory.getI32(at + 16),
  }
}

export function readJointBase(c: EngineCore, at: number): JointBase {
  return {
    bodyA: c.memory.getU32(at) as BodyId,
    bodyB: c.memory.getU32(at + 4) as BodyId,
    anchorAM: readVec2(c, at + 8),
    anchorBM: readVec2(c, at + 16),
    frameAngleARad: c.memory.getF32(at + 24),
    frameAngleBRad: c.memory.getF32(at + 28),
    stiffnessHz: c.memory.getF32(at + 32),
    stiffnessDampingRatio: c.memory.getF32(at + 36),
    maxForceN: c.memory.getF32(at + 40),
    maxTorqueNm: c.memory.getF32(at + 44),
    breaks: c.memory.getU8(at + 48) !== 0,
    collideConnected: c.memory.getU8(at + 49) !== 0,
    userData: c.memory.getU64(at + 56),
  }
}

export function readDistanceDef(c: EngineCore, at: number): DistanceDef {
  return {
    base: readJointBase(c, at + 8),
    lengthM: c.memory.getF32(at + 72),
    enableSpring: c.memory.getU8(at + 76) !== 0,
    springHz: c.memory.getF32(at + 80),
    springDampingRatio: c.memory.getF32(at + 84),
    lowerSpringForceN: c.memory.getF32(at + 88),
    upperSpringForceN: c.memory.getF32(at + 92),
    enableLimit: c.memory.getU8(at + 96) !== 0,
    lowerLengthM: c.memory.getF32(at + 100),
    upperLengthM: c.memory.getF32(at + 104),
    enableMotor: c.memory.getU8(at + 108) !== 0,
    motorSpeedMps: c.memory.getF32(at + 112),
    maxMotorForceN: c.memory.getF32(at + 116),
  }
}

export function readFilterJointDef(c: EngineCore, at: number): FilterJointDef {
  return {
    base: readJointBase(c, at + 8),
  }
}

export function readGearDef(c: EngineCore, at: number): GearDef {
  return {
    base: readJointBase(c, at + 8),
    jointA: c.memory.getU32(at + 72) as JointId,
    jointB: c.memory.getU32(at + 76) as JointId,
    ratio: c.memory.getF32(at + 80),
  }
}

export function readMotorDef(c: EngineCore, at: number): MotorDef {
  return {
    base: readJointBase(c, at + 8),
    velocityMps: readVec2(c, at + 72),
    angularVelocityRadps: c.memory.getF32(at + 80),
    maxForceN: c.memory.getF32(at + 84),
    maxTorqueNm: c.memory.getF32(at + 88),
    offsetM: readVec2(c, at + 92),
    angularOffsetRad: c.memory.getF32(at + 100),
    linearHz: c.memory.getF32(at + 104),
    linearDampingRatio: c.memory.getF32(at + 108),
    angularHz: c.memory.getF32(at + 112),
    angularDampingRatio: c.memory.getF32(at + 116),
    maxSpringForceN: c.memory.getF32(at + 120),
    maxSpringTorqueNm: c.memory.getF32(at + 124),
  }
}

export function readMouseDef(c: EngineCore, at: number): MouseDef {
  return {
    base: readJointBase(c, at + 8),
    targetM: readVec2(c, at + 72),
    springHz: c.memory.getF32(at + 80),
    dampingRatio: c.memory.getF32(at + 84),
    maxForceN: c.memory.getF32(at + 88),
  }
}

export function readPrismaticDef(c: EngineCore, at: number): PrismaticDef {
  return {
    base: readJointBase(c, at + 8),
    enableSpring: c.memory.getU8(at + 72) !== 0,
    springHz: c.memory.getF32(at + 76),
    springDampingRatio: c.memory.getF32(at + 80),
    targetTranslationM: c.memory.getF32(at + 84),
    enableLimit: c.memory.getU8(at + 88) !== 0,
    lowerTranslationM: c.memory.getF32(at + 92),
    upperTranslationM: c.memory.getF32(at + 96),
    enableMotor: c.memory.getU8(at + 100) !== 0,
    motorSpeedMps: c.memory.getF32(at + 104),
    maxMotorForceN: c.memory.getF32(at + 108),
  }
}

export function readPulleyDef(c: EngineCore, at: number): PulleyDef {
  return {
    base: readJointBase(c, at + 8),
    wheelAM: readVec2(c, at + 72),
    wheelBM: readVec2(c, at + 80),
    ratio: c.memory.getF32(at + 88),
    totalLengthM: c.memory.getF32(at + 92),
    canSlacken: c.memory.getU8(at + 96) !== 0,
  }
}

export function readRevoluteDef(c: EngineCore, at: number): RevoluteDef {
  return {
    base: readJointBase(c, at + 8),
    enableSpring: c.memory.getU8(at + 72) !== 0,
    springHz: c.memory.getF32(at + 76),
    springDampingRatio: c.memory.getF32(at + 80),
    targetAngleRad: c.memory.getF32(at + 84),
    enableLimit: c.memory.getU8(at + 88) !== 0,
    lowerAngleRad: c.memory.getF32(at + 92),
    upperAngleRad: c.memory.getF32(at + 96),
    enableMotor: c.memory.getU8(at + 100) !== 0,
    motorSpeedRadps: c.memory.getF32(at + 104),
    maxMotorTorqueNm: c.memory.getF32(at + 108),
  }
}

export function readWeldDef(c: EngineCore, at: number): WeldDef {
  return {
    base: readJointBase(c, at + 8),
    linearHz: c.memory.getF32(at + 72),
    linearDampingRatio: c.memory.getF32(at + 76),
    angularHz: c.memory.getF32(at + 80),
    angularDampingRatio: c.memory.getF32(at + 84),
  }
}

export function readWheelDef(c: EngineCore, at: number): WheelDef {
  return {
    base: readJointBase(c, at + 8),
    enableSpring: c.memory.getU8(at + 72) !== 0,
    springHz: c.memory.getF32(at + 76),
    springDampingRatio: c.memory.getF32(at + 80),
    targetTranslationM: c.memory.getF32(at + 84),
    enableLimit: c.memory.getU8(at + 88) !== 0,
    lowerTranslationM: c.memory.getF32(at + 92),
    upperTranslationM: c.memory.getF32(at + 96),
    enableMotor: c.memory.getU8(at + 100) !== 0,
    motorSpeedRadps: c.memory.getF32(at + 104),
    maxMotorTorqueNm: c.memory.getF32(at + 108),
  }
}

export function readMaterial(c: EngineCore, at: number): Material {
  return {
    friction: c.memory.getF32(at),
    restitution: c.memory.getF32(at + 4),
    frictionMix: c.named(MIX_NAMES, c.memory.getU32(at + 8)),
    restitutionMix: c.named(MIX_NAMES, c.memory.getU32(at + 12)),
    rollingResistance: c.memory.getF32(at + 16),
    tangentSpeedMps: c.memory.getF32(at + 20),
    oneWay: readVec2(c, at + 24),
    hitThresholdNs: c.memory.getF32(at + 32),
    userId: c.memory.getU32(at + 36),
  }
}

export function readPoseRecord(c: EngineCore, at: number): PoseRecord {
  return {
    xM: c.memory.getF32(at),
    yM: c.memory.getF32(at + 4),
    c: c.memory.getF32(at + 8),
    s: c.memory.getF32(at + 12),
    previousXM: c.memory.getF32(at + 16),
    previousYM: c.memory.getF32(at + 20),
    previousAngleDeltaRad: c.memory.getF32(at + 24),
    flags: c.memory.getU32(at + 28),
  }
}

export function readCastHit(c: EngineCore, at: number): CastHit {
  return {
    shape: c.memory.getU32(at) as ShapeId,
    pointM: readVec2(c, at + 4),
    normal: readVec2(c, at + 12),
    fraction: c.memory.getF32(at + 20),
  }
}

export function readNearest(c: EngineCore, at: number): Nearest {
  return {
    shape: c.memory.getU32(at) as ShapeId,
    pointM: readVec2(c, at + 4),
    normal: readVec2(c, at + 12),
    distanceM: c.memory.getF32(at + 20),
  }
}

export function readRegion(c: EngineCore, at: number): Region {
  return {
    pointsM: c.list(at, c.memory.getU32(at + 64), 8, (from) => readVec2(c, from)),
    radiusM: c.memory.getF32(at + 68),
  }
}

export function readRegionGap(c: EngineCore, at: number): RegionGap {
  return {
    pointAM: readVec2(c, at),
    pointBM: readVec2(c, at + 8),
    normal: readVec2(c, at + 16),
    distanceM: c.memory.getF32(at + 24),
  }
}

export function readRegionHit(c: EngineCore, at: number): RegionHit {
  return {
    isHit: c.memory.getU8(at) !== 0,
    fraction: c.memory.getF32(at + 4),
    pointM: readVec2(c, at + 8),
    normal: readVec2(c, at + 16),
  }
}

export function readRecorderDef(c: EngineCore, at: number): RecorderDef {
  return {
    about: c.bytesAt(at + 4),
    dtS: c.memory.getF32(at + 12),
    substepCount: c.memory.getI32(at + 16),
    hashIntervalTicks: c.memory.getI32(at + 20),
    keyframeBudgetBytes: c.memory.getU32(at + 24),
    keyframeIntervalTicks: c.memory.getI32(at + 28),
    maxBytes: c.memory.getU32(at + 32),
  }
}

export function readReplayInfo(c: EngineCore, at: number): ReplayInfo {
  return {
    firstTick: c.memory.getU32(at),
    tickCount: c.memory.getU32(at + 4),
    hashIntervalTicks: c.memory.getU32(at + 8),
    keyframeCount: c.memory.getU32(at + 12),
    dtS: c.memory.getF32(at + 16),
    substepCount: c.memory.getI32(at + 20),
    about: c.bytesAt(at + 24),
  }
}

export function readWorldDifference(c: EngineCore, at: number): WorldDifference {
  return {
    array: c.memory.getI32(at),
    index: c.memory.getI32(at + 4),
    offsetBytes: c.memory.getI32(at + 8),
    bitsA: c.memory.getU32(at + 12),
    bitsB: c.memory.getU32(at + 16),
  }
}

export function readShapeFilter(c: EngineCore, at: number): ShapeFilter {
  return {
    categoryBits: c.memory.getU64(at),
    maskBits: c.memory.getU64(at + 8),
    group: c.memory.getI32(at + 16),
  }
}

export function readShapeDef(c: EngineCore, at: number): ShapeDef {
  return {
    densityKgpm2: c.memory.getF32(at + 4),
    material: readMaterial(c, at + 8),
    filter: readShapeFilter(c, at + 48),
    isSensor: c.memory.getU8(at + 72) !== 0,
    seesSensors: c.memory.getU8(at + 73) !== 0,
    enableContactEvents: c.memory.getU8(at + 74) !== 0,
    enableHitEvents: c.memory.getU8(at + 75) !== 0,
    userData: c.memory.getU64(at + 80),
  }
}

export function readSnapshotInfo(c: EngineCore, at: number): SnapshotInfo {
  return {
    tickCount: c.memory.getU32(at),
    bodyCount: c.memory.getI32(at + 4),
    shapeCount: c.memory.getI32(at + 8),
    jointCount: c.memory.getI32(at + 12),
    contactCount: c.memory.getI32(at + 16),
    memoryBytes: c.memory.getU64(at + 24),
  }
}

export function readTilesDef(c: EngineCore, at: number): TilesDef {
  return {
    originM: readVec2(c, at + 4),
    cellM: c.memory.getF32(at + 12),
    width: c.memory.getI32(at + 16),
    height: c.memory.getI32(at + 20),
    bits: c.bitsAt(at + 24, c.memory.getU32(at + 16), c.memory.getU32(at + 20)),
    material: readShapeDef(c, at + 32),
  }
}

export function readWorldTuning(c: EngineCore, at: number): WorldTuning {
  return {
    contactHertz: c.memory.getF32(at),
    contactDampingRatio: c.memory.getF32(at + 4),
    jointHertz: c.memory.getF32(at + 8),
    jointDampingRatio: c.memory.getF32(at + 12),
    pushSpeedMps: c.memory.getF32(at + 16),
    steadyRate: c.memory.getF32(at + 20),
    restitutionThresholdMps: c.memory.getF32(at + 24),
    hitThresholdMps: c.memory.getF32(at + 28),
    sleepSpeedFactor: c.memory.getF32(at + 32),
    timeToSleepS: c.memory.getF32(at + 36),
    calmDamping: c.memory.getF32(at + 40),
    maxSpeedMps: c.memory.getF32(at + 44),
    directWorkPerBody: c.memory.getI32(at + 48),
  }
}

export function readWorldDef(c: EngineCore, at: number): WorldDef {
  return {
    gravityMps2: readVec2(c, at + 4),
    bodyCapacity: c.memory.getI32(at + 12),
    shapeCapacity: c.memory.getI32(at + 16),
    jointCapacity: c.memory.getI32(at + 20),
    contactCapacity: c.memory.getI32(at + 24),
    enableSleep: c.memory.getU8(at + 28) !== 0,
    enableBodyEvents: c.memory.getU8(at + 29) !== 0,
    handleSalt: c.memory.getU32(at + 32),
  }
}

export function readWorldCounters(c: EngineCore, at: number): WorldCounters {
  return {
    bodyCount: c.memory.getI32(at),
    awakeBodyCount: c.memory.getI32(at + 4),
    shapeCount: c.memory.getI32(at + 8),
    jointCount: c.memory.getI32(at + 12),
    contactCount: c.memory.getI32(at + 16),
    touchingContactCount: c.memory.getI32(at + 20),
    droppedContactCount: c.memory.getI32(at + 24),
    droppedEventCount: c.memory.getI32(at + 28),
    frozenBodyCount: c.memory.getI32(at + 32),
    treeHeight: c.memory.getI32(at + 36),
    tickCount: c.memory.getU32(at + 40),
    memoryBytes: c.memory.getU64(at + 48),
    staticTreeHeight: c.memory.getI32(at + 56),
    sleepingIslandCount: c.memory.getI32(at + 60),
    awakeContactCount: c.memory.getI32(at + 64),
    awakeJointCount: c.memory.getI32(at + 68),
    colorCount: c.memory.getI32(at + 72),
    overflowContactCount: c.memory.getI32(at + 76),
    directGroupCount: c.memory.getI32(at + 80),
    directBodyCount: c.memory.getI32(at + 84),
    directRowCount: c.memory.getI32(at + 88),
    bodyCapacity: c.memory.getI32(at + 92),
    shapeCapacity: c.memory.getI32(at + 96),
    jointCapacity: c.memory.getI32(at + 100),
    contactCapacity: c.memory.getI32(at + 104),
    chainCapacity: c.memory.getI32(at + 108),
    fieldCapacity: c.memory.getI32(at + 112),
    characterCapacity: c.memory.getI32(at + 116),
    tilesCapacity: c.memory.getI32(at + 120),
    chunkCapacity: c.memory.getI32(at + 124),
    stateBytes: c.memory.getU64(at + 128),
    scratchBytes: c.memory.getU64(at + 136),
    eventBytes: c.memory.getU64(at + 144),
  }
}

export function readGzipHeader(c: EngineCore, at: number): GzipHeader {
  return {
    name: c.textIn(at, 256),
    comment: c.textIn(at + 256, 1024),
    modifiedS: c.memory.getU32(at + 1280),
    system: c.memory.getU32(at + 1284),
    isText: c.memory.getU8(at + 1288) !== 0,
    hasName: c.memory.getU8(at + 1289) !== 0,
    hasComment: c.memory.getU8(at + 1290) !== 0,
  }
}

export function readImageInfo(c: EngineCore, at: number): ImageInfo {
  return {
    format: c.named(IMAGE_FORMAT_NAMES, c.memory.getU32(at)),
    widthPx: c.memory.getI32(at + 4),
    heightPx: c.memory.getI32(at + 8),
    channelCount: c.memory.getI32(at + 12),
    orientation: c.memory.getI32(at + 16),
  }
}

export function readImageRect(c: EngineCore, at: number): ImageRect {
  return {
    xPx: c.memory.getI32(at),
    yPx: c.memory.getI32(at + 4),
    widthPx: c.memory.getI32(at + 8),
    heightPx: c.memory.getI32(at + 12),
  }
}
