// Written by tools/generate.mjs from the public headers of the engine. Do not edit.
/** Of one code no more than this is listed. */
export const MAX_ADVICE_PER_CODE = 32
/** stands on what it may stand on */
export const CHARACTER_GROUNDED = 1
/** touches a slope that is too steep */
export const CHARACTER_SLIDING = 2
export const CHARACTER_WALL = 4
export const CHARACTER_CEILING = 8
export const CHARACTER_STEPPED = 16
/** overlaps something that it found no way out of */
export const CHARACTER_STUCK = 32
export const DEBUG_SHAPES = 1
/** of shapes, as the broad phase has them */
export const DEBUG_BOXES = 2
export const DEBUG_JOINTS = 4
/** points and normals */
export const DEBUG_CONTACTS = 8
/** of contacts, in the last step */
export const DEBUG_IMPULSES = 16
/** of mass, with the axes of the body */
export const DEBUG_CENTERS = 32
export const DEBUG_VELOCITIES = 64
/** sleeping bodies in the colour of their island */
export const DEBUG_ISLANDS = 128
/** of chains: how the line goes on, which side is solid */
export const DEBUG_GHOSTS = 256
export const DEBUG_FIELDS = 512
/** of bodies: their slots, as advice names them */
export const DEBUG_IDS = 1024
export const DEBUG_CHARACTERS = 2048
export const DEBUG_ALL = 4095
export const MAX_FRACTURE_PIECES = 256
export const MAX_OUTLINE_POINTS = 256
/** Ranges of every kind; beyond them QN_ERROR_OUT_OF_RANGE. newtons, or newton metres */
export const MAX_JOINT_FORCE = 1000000000000
/** Ranges of every kind; beyond them QN_ERROR_OUT_OF_RANGE. of springs and of stiffness */
export const MAX_JOINT_HERTZ = 10000
/** Ranges of every kind; beyond them QN_ERROR_OUT_OF_RANGE. damping ratios */
export const MAX_JOINT_DAMPING = 1000
/** Ranges of every kind; beyond them QN_ERROR_OUT_OF_RANGE. of motors that turn; the others QN_MAX_SPEED_MPS */
export const MAX_JOINT_SPEED_RADPS = 10000
/** Ranges of every kind; beyond them QN_ERROR_OUT_OF_RANGE. each coordinate of an anchor */
export const MAX_JOINT_ANCHOR_M = 10000
/** Ranges of every kind; beyond them QN_ERROR_OUT_OF_RANGE. limits of turning */
export const MAX_JOINT_ANGLE_RAD = 1000
/** Ranges of every kind; beyond them QN_ERROR_OUT_OF_RANGE. lengths and translations */
export const MAX_JOINT_LENGTH_M = 100000
/** of its magnitude */
export const MIN_GEAR_RATIO = 0.0001
export const MAX_GEAR_RATIO = 10000
export const MIN_PULLEY_RATIO = 0.001
export const MAX_PULLEY_RATIO = 1000
export const POSE_ALIVE = 1
export const POSE_AWAKE = 2
export const POSE_DISABLED = 4
export const MAX_QUERY_COUNT = 1000000
export const MAX_REPLAY_ABOUT_BYTES = 65536
/** of one tick */
export const MAX_REPLAY_INPUT_BYTES = 65536
export const MAX_REPLAY_TICKS = 16777216
export const MAX_POLYGON_VERTICES = 8
export const MAX_TILES_SIDE = 8192
/** Numbers beyond these are refused with QN_ERROR_OUT_OF_RANGE. */
export const MAX_POSITION_M = 100000
/** Numbers beyond these are refused with QN_ERROR_OUT_OF_RANGE. */
export const MAX_SPEED_MPS = 400
/** Numbers beyond these are refused with QN_ERROR_OUT_OF_RANGE. */
export const MAX_BODY_COUNT = 1048574
export const HASH_BYTES = 32
export const BLAKE3_KEY_BYTES = 32
export const SHA256_STATE_BYTES = 104
/** 2^64 - 1 bytes are 2^54 chunks of 1 KiB, the last of which is not finished, so at most 54 finished subtrees wait for their sibling. */
export const BLAKE3_MAX_DEPTH = 54
export const BLAKE3_STATE_BYTES = 1872
export const SHA256_SAVED_BYTES = 128
export const BLAKE3_SAVED_BYTES = 1896

export const ADVICE_SEVERITY_NAMES = [undefined, 'note', 'warning', 'problem'] as const
export const ADVICE_NOUN_NAMES = ['nothing', 'body', 'shape', 'joint'] as const
export const ADVICE_CODE_NAMES = ['no-code', 'contacts-dropped', 'events-dropped', 'motion-frozen', 'step-changes', 'step-long', 'gravity-strong', 'bodies-large', 'body-weightless', 'body-empty', 'body-fast', 'body-alone', 'shape-small', 'shape-thin', 'shape-deaf', 'friction-high', 'heavy-on-light', 'deep-overlap', 'bouncy-pile', 'joint-mass-ratio', 'joint-apart', 'joint-target', 'joint-motor-idle', 'joint-spring-idle', 'joint-spring-fast'] as const
export const BODY_TYPE_NAMES = ['static', 'kinematic', 'dynamic'] as const
export const DEBUG_KIND_NAMES = [undefined, 'line', 'circle', 'point', 'number', 'edge', 'arc'] as const
export const CONTACT_EVENT_TYPE_NAMES = [undefined, 'begin', 'end'] as const
export const SENSOR_EVENT_TYPE_NAMES = [undefined, 'begin', 'end'] as const
export const JOINT_EVENT_TYPE_NAMES = [undefined, 'overload', 'break'] as const
export const BODY_EVENT_TYPE_NAMES = [undefined, 'move', 'sleep', 'wake', 'freeze'] as const
export const FIELD_KIND_NAMES = ['area', 'point', 'radial', 'buoyancy', 'wind'] as const
export const FALLOFF_NAMES = ['none', 'inverse', 'inverse-square', 'linear'] as const
export const JOINT_TYPE_NAMES = ['none', 'revolute', 'distance', 'prismatic', 'weld', 'wheel', 'mouse', 'motor', 'filter', 'pulley', 'gear'] as const
export const MIX_NAMES = ['default', 'average', 'geometric', 'minimum', 'multiply', 'maximum'] as const
export const SHAPE_TYPE_NAMES = ['circle', 'capsule', 'polygon', 'segment', 'chain-segment', 'tiles'] as const
export const BASE64_FORM_NAMES = ['padded', 'bare', 'url-padded', 'url'] as const
export const COMPRESS_FORMAT_NAMES = ['gzip', 'zlib', 'raw'] as const
export const FLUSH_NAMES = ['none', 'sync', 'full', 'finish'] as const
export const IMAGE_FORMAT_NAMES = ['none', 'png', 'jpeg'] as const
export const JPEG_CHROMA_NAMES = ['auto', 'half', 'full', 'none'] as const
export const RESIZE_KERNEL_NAMES = ['lanczos3', 'box', 'triangle', 'catmull-rom', 'mitchell'] as const
