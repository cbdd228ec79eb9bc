// What tests/misuse/generate.mjs cannot read from the headers: good arguments where the plain ones
// would be refused, and what may be accepted though it looks bad, as the headers say.
//
// Keys are 'function.argument' or '*.argument', with fields after dots; the first that fits counts.

// Functions whose good call ends what the others need; misuse.c calls them.
export const byHand = [
  'qn_world_destroy',
  'qn_history_destroy',
  'qn_recorder_destroy',
  'qn_replay_close',
]

// Arrays that a pointer may be given: members of the fixture in misuse.c.
export const arrays = {
  '*.points_m': 'm->points',
  '*.hits': 'm->hits',
  '*.rays': 'm->rays',
  '*.casts': 'm->casts',
  '*.places': 'm->places',
  '*.queries': 'm->queries',
  'qn_world_nearest_many.nearest': 'm->nearest',
  'qn_world_overlap_all.shapes': 'm->found',
  'qn_world_point_all.shapes': 'm->found',
  'qn_world_box_all.shapes': 'm->found',
  'qn_world_overlap_many.shapes': 'm->found',
  'qn_world_predict.wanted.bodies': 'm->bodies',
  'qn_world_predict.poses': 'm->poses',
  'qn_world_interpolate_poses.poses': 'm->poses',
  'qn_body_shapes.out': 'm->shapes',
  'qn_world_bodies.out': 'm->bodies',
  'qn_body_joints.out': 'm->joints',
  'qn_world_snapshot.out': 'm->bytes',
  '*.snapshot.data': 'm->snapshot_bytes',
  '*.bits': 'm->bits',
  'qn_body_fracture.def.seeds_m': 'm->seeds',
  'qn_body_fracture.pieces': 'm->bodies',
  'qn_body_add_outline.shapes': 'm->shapes',
  'qn_sensor_visitors.out': 'm->shapes',
  'qn_body_contacts.out': 'm->contacts',
  'qn_shape_contacts.out': 'm->contacts',
  'qn_world_debug_draw.records': 'm->records',
  'qn_world_advise.records': 'm->advice',
  'qn_advice_text.buffer': 'm->text',
  'qn_recorder_create.def.about.data': 'm->bits',
  'qn_recorder_add.input.data': 'm->bits',
  'qn_replay_open.bytes.data': 'm->replay_bytes',
}

export const good = {
  'qn_shape_create_capsule.b_m': 'qn_v2(-0.5f, 0.2f)',
  'qn_shape_create_segment.b_m': 'qn_v2(-0.5f, 0.2f)',
  '*.tiles': 'm->good.tiles',
  'qn_tiles_cell_at.point_m': 'qn_v2(-11.5f, -4.2f)',
  '*.pose': 'qn_pose_identity()',
  '*.pose_a': 'qn_pose_identity()',
  '*.pose_b': 'qn_pose_identity()',
  '*.start': 'qn_pose_identity()',
  '*.end': 'qn_pose_identity()',
  'qn_world_box_all.box_m.lower': 'qn_v2(-1.0f, -1.0f)',
  'qn_tiles_create.def.width': '4',
  'qn_tiles_create.def.height': '2',
  'qn_body_add_outline.point_count': '4',
  'qn_body_fracture.def.seed_count': '4',
  '*.dt_s': '1.0f / 60.0f',
  '*.substep_count': '4',
  'qn_shape_create_polygon.point_count': '4',
  'qn_chain_create.def.point_count': '4',
  'qn_field_set_region.region': 'qn_region_circle(qn_v2(0.0f, 1.0f), 2.0f)',
  '*.body_b': 'm->good.other_body',
  '*.upper_angle_rad': '1.0f',
  '*.snapshot.size_bytes': 'm->snapshot_size',
  '*.capacity': 'CAPACITY_COUNT',
  'qn_body_set_mass_data.mass.center_m.x': '0.1f',
  'qn_world_snapshot.capacity_bytes': 'sizeof m->bytes',
  'qn_world_copy.from': 'm->master',
  'qn_world_predict.world': 'm->master',
  'qn_world_predict.fork': 'm->world',
  'qn_world_predict.wanted.body_count': '2',
  'qn_field_create.def.body': '(qn_body_id){0}',
  'qn_field_point.field': 'm->good.fields[QN_FIELD_POINT]',
  'qn_field_set_point.field': 'm->good.fields[QN_FIELD_POINT]',
  'qn_field_radial.field': 'm->good.fields[QN_FIELD_RADIAL]',
  'qn_field_set_radial.field': 'm->good.fields[QN_FIELD_RADIAL]',
  'qn_field_buoyancy.field': 'm->good.fields[QN_FIELD_BUOYANCY]',
  'qn_field_set_buoyancy.field': 'm->good.fields[QN_FIELD_BUOYANCY]',
  'qn_field_wind.field': 'm->good.fields[QN_FIELD_WIND]',
  'qn_field_set_wind.field': 'm->good.fields[QN_FIELD_WIND]',
  'qn_gear_create.def.joint_b': 'm->good.pin',
  'qn_mouse_create.def.base.body_a': '(qn_body_id){0}',
  'qn_world_diff.b': 'm->master',
  'qn_distance_set_spring_range.lower_force_n': '-1.0f',
  'qn_recorder_create.def.about.size_bytes': '4',
  'qn_shape_create_capsule.a_m': 'qn_v2(0.5f, 0.2f)',
  'qn_body_set_target_pose.dt_s': '1.0f',
  'qn_character_create.def.body': '(qn_body_id){0}',
  'qn_character_set_shape.shape': 'qn_region_circle(qn_v2(0.0f, 0.2f), 0.2f)',
  'qn_character_fits.shape': 'qn_region_circle(qn_v2(0.0f, 0.2f), 0.2f)',
  'qn_sensor_visitors.sensor': 'm->good.sensor',
  'qn_world_debug_draw.opts.flags': 'QN_DEBUG_ALL',
  'qn_recorder_add.world': 'one_tick_on(m)',
  'qn_replay_open.bytes.size_bytes': 'm->replay_size',
  'qn_replay_open.max_tick_count': '100',
  'qn_replay_seek.tick': 'm->replay_tick',
  'qn_history_step.history': 'm->history',
  'qn_history_restore.tick_count': 'm->history_tick',
}

// What a header allows: HUGE (finite numbers of any size), NEGATIVE (integers), ANY_INT, NULL,
// NOT_FINITE, ANY_ENUM, HANDLE.
export const mayAccept = {
  'qn_world_last_error.why': ['NULL'],
  '*.hit_count': ['NULL'],
  '*.ignored_body': ['NULL'],
  '*.bad_index': ['NULL'],
  '*_events.count': ['NULL'],
  'qn_world_poses.count': ['NULL'],
  'qn_history_range.oldest': ['NULL'],
  'qn_history_range.newest': ['NULL'],
  'qn_tiles_create.def.bits': ['NULL'],
  'qn_body_slice.piece': ['NULL'],
  '*.group': ['ANY_INT'],
  'qn_tiles_cell.x': ['ANY_INT'],
  'qn_tiles_cell.y': ['ANY_INT'],
  'qn_body_fracture.def.seeds_m': ['NULL'],
  'qn_body_fracture.pieces': ['NULL'],
  'qn_body_fracture.piece_count': ['NULL'],
  'qn_body_add_outline.shapes': ['NULL'],
  'qn_body_add_outline.shape_count': ['NULL'],
  // A field of the world.
  'qn_field_create.def.body': ['NULL'],
  'qn_world_set_clock.now_ns': ['NULL'],
  'qn_world_set_filter_hook.may_meet': ['NULL'],
  'qn_world_set_contact_hook.may_touch': ['NULL'],
  'qn_world_profile.count': ['NULL'],
  'qn_world_stage_name.index': ['ANY_INT'],
  'qn_world_array_name.array': ['ANY_INT'],
  'qn_world_debug_draw.opts': ['NULL'],
  // False is the answer that says no.
  'qn_world_diff.b': ['NULL'],
  'qn_world_diff.out': ['NULL'],
  'qn_replay_agrees.replay': ['NULL'],
  'qn_advice_text.advice.number': ['HUGE', 'NOT_FINITE'],
  'qn_advice_text.buffer': ['NULL'],
  // A character without a body.
  'qn_character_create.def.body': ['NULL'],
  'qn_character_move.out': ['NULL'],
  'qn_replay_has_diverged.tick': ['NULL'],
  'qn_replay_seek.reached': ['NULL'],
  // How much room there is cannot be known here.
  '*.capacity': ['HUGE'],
  // Any number says which of two poses it means.
  'qn_world_interpolate_poses.alpha': ['HUGE', 'NOT_FINITE'],
}

// Handles that have to be of the kind that the good one is of.
export const onlyOneKind = [
  ...['point', 'radial', 'buoyancy', 'wind'].flatMap((kind) => [
    `qn_field_${kind}.field`,
    `qn_field_set_${kind}.field`,
  ]),
  ...['set_cell', 'fill', 'set_bits', 'cell', 'solid_count', 'cell_at'].map((verb) => `qn_tiles_${verb}.tiles`),
  'qn_sensor_visitors.sensor',
  'qn_gear_create.def.joint_a',
  'qn_gear_create.def.joint_b',
]

// Definitions of which a part counts only where another part says so.
const fieldKinds = ['area', 'point', 'radial', 'buoyancy', 'wind']
export const variants = {
  qn_body_create: [
    { name: 'own mass', good: { 'def.override_mass': 'true', 'def.mass': '(qn_mass){1.0f, 1.0f, {0.0f, 0.0f}}' }, ignores: [] },
    { name: 'mass of shapes', good: {}, ignores: ['def.mass'] },
  ],
  // Neither counts the bodies that its base could name.
  qn_gear_create: [{ good: {}, ignores: ['def.base.body_a', 'def.base.body_b'] }],
  qn_mouse_create: [{ good: {}, ignores: ['def.base.body_a'] }],
  qn_body_fracture: [
    { name: 'given seeds', good: {}, ignores: ['def.piece_count', 'def.random_seed'] },
    { name: 'random seeds', good: { 'def.seeds_m': 'NULL' }, ignores: ['def.seeds_m', 'def.seeds_m[0]', 'def.seed_count'] },
  ],
  qn_field_create: fieldKinds.map((kind) => ({
    name: kind,
    good: {
      'def.kind': `QN_FIELD_${kind.toUpperCase()}`,
      'def.region': 'qn_region_circle(qn_v2(0.0f, 1.0f), 2.0f)',
    },
    ignores: fieldKinds.filter((other) => other !== kind).map((other) => `def.${other}`),
  })),
}

// What a good call leaves behind.
export const after = {
  qn_world_create: 'qn_world_destroy(out_value);',
  qn_history_create: 'qn_history_destroy(out_value);',
  qn_recorder_create: 'qn_recorder_destroy(out_value);',
  qn_recorder_write: 'qn_memory_release(out_value);',
  qn_replay_open: 'qn_replay_close(out_value);',
}
