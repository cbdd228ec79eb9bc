// Written by tools/generate.mjs from the public headers of the engine. Do not edit.
/** A digest of all layouts and signatures; the file of the engine has to give the same. */
export const INTERFACE = 3941218824
/** Of this package; the file of the engine has to be of the same. */
export const VERSION = '0.1.0'

// The position is the number that crosses.
export const ERROR_CODES = [
  'ok',
  'null-pointer',
  'not-finite',
  'out-of-range',
  'null-handle',
  'stale-handle',
  'bad-definition',
  'bad-shape',
  'wrong-type',
  'capacity',
  'out-of-memory',
  'too-large',
  'truncated',
  'bad-magic',
  'bad-version',
  'bad-checksum',
  'bad-data',
  'unsupported',
  'trailing-bytes',
  'not-found',
  'no-graphics',
  'storage',
  'no-sound',
] as const

export interface EngineExports {
  readonly memory: WebAssembly.Memory
  quoin_interface(): number
  quoin_features(): number
  quoin_allocate(argument0: number): number
  quoin_free(argument0: number): void
  quoin_trap(): void
  quoin_world_set_profiling(argument0: number, argument1: number): number
  qn_error_code(error: number): number
  qn_error_text(error: number): number
  qn_memory_live_bytes(): number
  qn_memory_live_count(): number
  qn_memory_peak_bytes(): number
  qn_memory_release(memory: number): void
  qn_world_advise(world: number, records: number, capacity: number, count: number): number
  qn_advice_sentence(code: number): number
  qn_advice_text(advice: number, buffer: number, size_bytes: number): number
  qn_body_def_default(result: number): void
  qn_body_create(world: number, def: number): number
  qn_body_destroy(world: number, body: number): number
  qn_body_is_alive(world: number, body: number): number
  qn_world_bodies(world: number, out: number, capacity: number): number
  qn_body_get_type(world: number, body: number): number
  qn_body_set_type(world: number, body: number, type: number): number
  qn_body_is_enabled(world: number, body: number): number
  qn_body_set_enabled(world: number, body: number, enabled: number): number
  qn_body_user_data(world: number, body: number): bigint
  qn_body_set_user_data(world: number, body: number, user_data: bigint): number
  qn_body_linear_damping(world: number, body: number): number
  qn_body_angular_damping(world: number, body: number): number
  qn_body_set_damping(world: number, body: number, linear_damping: number, angular_damping: number): number
  qn_body_gravity_scale(world: number, body: number): number
  qn_body_set_gravity_scale(world: number, body: number, gravity_scale: number): number
  qn_body_locks(result: number, world: number, body: number): void
  qn_body_set_locks(world: number, body: number, locks: number): number
  qn_body_mass(world: number, body: number): number
  qn_body_rotational_inertia(world: number, body: number): number
  qn_body_offset(result: number, world: number, from: number, to: number): void
  qn_body_center_of_mass(result: number, world: number, body: number): void
  qn_body_mass_data(result: number, world: number, body: number): void
  qn_body_set_mass_data(world: number, body: number, mass: number): number
  qn_body_reset_mass_data(world: number, body: number): number
  qn_body_pose(result: number, world: number, body: number): void
  qn_body_set_pose(world: number, body: number, position_m: number, angle_rad: number): number
  qn_body_velocity(result: number, world: number, body: number): void
  qn_body_angular_velocity(world: number, body: number): number
  qn_body_set_velocity(world: number, body: number, velocity_mps: number, angular_velocity_radps: number): number
  qn_body_set_target_pose(world: number, body: number, position_m: number, angle_rad: number, dt_s: number): number
  qn_body_world_point(result: number, world: number, body: number, local_m: number): void
  qn_body_local_point(result: number, world: number, body: number, world_m: number): void
  qn_body_world_vector(result: number, world: number, body: number, local: number): void
  qn_body_local_vector(result: number, world: number, body: number, vector: number): void
  qn_body_velocity_at(result: number, world: number, body: number, world_m: number): void
  qn_body_aabb(result: number, world: number, body: number): void
  qn_body_apply_force(world: number, body: number, force_n: number, point_m: number): number
  qn_body_apply_force_to_center(world: number, body: number, force_n: number): number
  qn_body_apply_torque(world: number, body: number, torque_nm: number): number
  qn_body_apply_impulse(world: number, body: number, impulse_ns: number, point_m: number): number
  qn_body_apply_impulse_to_center(world: number, body: number, impulse_ns: number): number
  qn_body_apply_angular_impulse(world: number, body: number, impulse_nms: number): number
  qn_body_drop_through(world: number, body: number): number
  qn_body_is_awake(world: number, body: number): number
  qn_body_set_awake(world: number, body: number, awake: number): number
  qn_body_enables_sleep(world: number, body: number): number
  qn_body_set_enable_sleep(world: number, body: number, enable: number): number
  qn_body_sleep_speed(world: number, body: number): number
  qn_body_set_sleep_speed(world: number, body: number, speed_mps: number): number
  qn_body_shapes(world: number, body: number, out: number, capacity: number): number
  qn_body_joints(world: number, body: number, out: number, capacity: number): number
  qn_chain_def_default(result: number): void
  qn_chain_create(world: number, body: number, def: number): number
  qn_chain_destroy(world: number, chain: number): number
  qn_chain_is_alive(world: number, chain: number): number
  qn_chain_body(world: number, chain: number): number
  qn_chain_is_loop(world: number, chain: number): number
  qn_chain_point_count(world: number, chain: number): number
  qn_chain_segment_count(world: number, chain: number): number
  qn_chain_segment(world: number, chain: number, index: number): number
  qn_chain_point(result: number, world: number, chain: number, index: number): void
  qn_shape_chain(world: number, shape: number): number
  qn_chain_set_point(world: number, chain: number, index: number, point_m: number): number
  qn_chain_insert_point(world: number, chain: number, index: number, point_m: number): number
  qn_chain_remove_point(world: number, chain: number, index: number): number
  qn_character_def_default(result: number): void
  qn_character_create(world: number, def: number): number
  qn_character_destroy(world: number, character: number): number
  qn_character_is_alive(world: number, character: number): number
  qn_character_move(world: number, character: number, velocity_mps: number, dt_s: number, out: number): number
  qn_character_last_motion(result: number, world: number, character: number): void
  qn_character_set_position(world: number, character: number, position_m: number): number
  qn_character_set_shape(world: number, character: number, shape: number): number
  qn_character_fits(world: number, character: number, shape: number, position_m: number): number
  qn_character_set_filter(world: number, character: number, filter: number): number
  qn_character_user_data(world: number, character: number): bigint
  qn_body_contacts(world: number, body: number, out: number, capacity: number): number
  qn_shape_contacts(world: number, shape: number, out: number, capacity: number): number
  qn_contact_is_alive(world: number, contact: number): number
  qn_contact_read(world: number, contact: number, out: number): number
  qn_world_debug_draw(world: number, opts: number, records: number, capacity: number, count: number): number
  qn_explosion_def_default(result: number): void
  qn_world_explode(world: number, def: number, hit_count: number): number
  qn_shape_apply_wind(world: number, shape: number, wind: number, dt_s: number): number
  qn_world_contact_events(world: number, count: number): number
  qn_world_hit_events(world: number, count: number): number
  qn_world_sensor_events(world: number, count: number): number
  qn_world_joint_events(world: number, count: number): number
  qn_world_body_events(world: number, count: number): number
  qn_field_def_default(result: number): void
  qn_field_create(world: number, def: number): number
  qn_field_destroy(world: number, field: number): number
  qn_field_is_alive(world: number, field: number): number
  qn_field_get_kind(world: number, field: number): number
  qn_field_body(world: number, field: number): number
  qn_field_is_enabled(world: number, field: number): number
  qn_field_set_enabled(world: number, field: number, is_enabled: number): number
  qn_field_mask(world: number, field: number): bigint
  qn_field_set_mask(world: number, field: number, mask_bits: bigint): number
  qn_field_user_data(world: number, field: number): bigint
  qn_field_set_user_data(world: number, field: number, user_data: bigint): number
  qn_field_set_region(world: number, field: number, region: number): number
  qn_field_area(result: number, world: number, field: number): void
  qn_field_set_area(world: number, field: number, area: number): number
  qn_field_point(result: number, world: number, field: number): void
  qn_field_set_point(world: number, field: number, point: number): number
  qn_field_radial(result: number, world: number, field: number): void
  qn_field_set_radial(world: number, field: number, radial: number): number
  qn_field_buoyancy(result: number, world: number, field: number): void
  qn_field_set_buoyancy(world: number, field: number, buoyancy: number): number
  qn_field_wind(result: number, world: number, field: number): void
  qn_field_set_wind(world: number, field: number, wind: number): number
  qn_body_slice(world: number, body: number, point_m: number, direction: number, piece: number): number
  qn_fracture_def_default(result: number): void
  qn_body_fracture(world: number, body: number, def: number, pieces: number, capacity: number, piece_count: number): number
  qn_body_add_outline(world: number, body: number, def: number, points_m: number, point_count: number, shapes: number, capacity: number, shape_count: number): number
  qn_history_def_default(result: number): void
  qn_history_create(def: number, out: number): number
  qn_history_destroy(history: number): void
  qn_history_step(history: number, world: number, dt_s: number, substep_count: number): number
  qn_history_restore(history: number, world: number, tick_count: number): number
  qn_history_range(history: number, oldest: number, newest: number): number
  qn_history_clear(history: number): void
  qn_history_get_counters(result: number, history: number): void
  qn_joint_base_at(result: number, world: number, body_a: number, body_b: number, anchor_m: number, axis_angle_rad: number): void
  qn_joint_destroy(world: number, joint: number): number
  qn_joint_is_alive(world: number, joint: number): number
  qn_joint_get_type(world: number, joint: number): number
  qn_joint_get_base(result: number, world: number, joint: number): void
  qn_joint_set_user_data(world: number, joint: number, user_data: bigint): number
  qn_joint_user_data(world: number, joint: number): bigint
  qn_joint_set_frame_a(world: number, joint: number, anchor_m: number, angle_rad: number): number
  qn_joint_set_frame_b(world: number, joint: number, anchor_m: number, angle_rad: number): number
  qn_joint_set_stiffness(world: number, joint: number, hertz: number, damping_ratio: number): number
  qn_joint_set_collide_connected(world: number, joint: number, collide: number): number
  qn_joint_wake_bodies(world: number, joint: number): number
  qn_joint_set_max_load(world: number, joint: number, max_force_n: number, max_torque_nm: number, breaks: number): number
  qn_joint_force(result: number, world: number, joint: number): void
  qn_joint_torque(world: number, joint: number): number
  qn_joint_separation(world: number, joint: number): number
  qn_joint_angular_separation(world: number, joint: number): number
  qn_distance_def_default(result: number): void
  qn_distance_create(world: number, def: number): number
  qn_distance_get(result: number, world: number, joint: number): void
  qn_distance_set_length(world: number, joint: number, length_m: number): number
  qn_distance_set_spring(world: number, joint: number, enable: number, hertz: number, damping_ratio: number): number
  qn_distance_set_spring_range(world: number, joint: number, lower_force_n: number, upper_force_n: number): number
  qn_distance_set_limit(world: number, joint: number, enable: number, lower_m: number, upper_m: number): number
  qn_distance_set_motor(world: number, joint: number, enable: number, speed_mps: number, max_force_n: number): number
  qn_distance_length(world: number, joint: number): number
  qn_distance_speed(world: number, joint: number): number
  qn_distance_motor_force(world: number, joint: number): number
  qn_filter_joint_def_default(result: number): void
  qn_filter_joint_create(world: number, def: number): number
  qn_gear_def_default(result: number): void
  qn_gear_create(world: number, def: number): number
  qn_gear_get(result: number, world: number, joint: number): void
  qn_gear_set_ratio(world: number, joint: number, ratio: number): number
  qn_motor_def_default(result: number): void
  qn_motor_create(world: number, def: number): number
  qn_motor_get(result: number, world: number, joint: number): void
  qn_motor_set_velocity(world: number, joint: number, velocity_mps: number, angular_velocity_radps: number): number
  qn_motor_set_max(world: number, joint: number, max_force_n: number, max_torque_nm: number): number
  qn_motor_set_offset(world: number, joint: number, offset_m: number, angular_offset_rad: number): number
  qn_motor_set_linear_spring(world: number, joint: number, hertz: number, damping_ratio: number, max_force_n: number): number
  qn_motor_set_angular_spring(world: number, joint: number, hertz: number, damping_ratio: number, max_torque_nm: number): number
  qn_mouse_def_default(result: number): void
  qn_mouse_create(world: number, def: number): number
  qn_mouse_get(result: number, world: number, joint: number): void
  qn_mouse_set_target(world: number, joint: number, target_m: number): number
  qn_mouse_set_spring(world: number, joint: number, hertz: number, damping_ratio: number, max_force_n: number): number
  qn_prismatic_def_default(result: number): void
  qn_prismatic_create(world: number, def: number): number
  qn_prismatic_get(result: number, world: number, joint: number): void
  qn_prismatic_set_spring(world: number, joint: number, enable: number, hertz: number, damping_ratio: number): number
  qn_prismatic_set_target(world: number, joint: number, translation_m: number): number
  qn_prismatic_set_limit(world: number, joint: number, enable: number, lower_m: number, upper_m: number): number
  qn_prismatic_set_motor(world: number, joint: number, enable: number, speed_mps: number, max_force_n: number): number
  qn_prismatic_translation(world: number, joint: number): number
  qn_prismatic_speed(world: number, joint: number): number
  qn_prismatic_motor_force(world: number, joint: number): number
  qn_pulley_def_default(result: number): void
  qn_pulley_create(world: number, def: number): number
  qn_pulley_get(result: number, world: number, joint: number): void
  qn_pulley_set_wheels(world: number, joint: number, wheel_a_m: number, wheel_b_m: number): number
  qn_pulley_set_total_length(world: number, joint: number, length_m: number): number
  qn_pulley_set_ratio(world: number, joint: number, ratio: number): number
  qn_pulley_length_a(world: number, joint: number): number
  qn_pulley_length_b(world: number, joint: number): number
  qn_revolute_def_default(result: number): void
  qn_revolute_create(world: number, def: number): number
  qn_revolute_get(result: number, world: number, joint: number): void
  qn_revolute_set_spring(world: number, joint: number, enable: number, hertz: number, damping_ratio: number): number
  qn_revolute_set_target(world: number, joint: number, angle_rad: number): number
  qn_revolute_set_limit(world: number, joint: number, enable: number, lower_rad: number, upper_rad: number): number
  qn_revolute_set_motor(world: number, joint: number, enable: number, speed_radps: number, max_torque_nm: number): number
  qn_revolute_angle(world: number, joint: number): number
  qn_revolute_speed(world: number, joint: number): number
  qn_revolute_motor_torque(world: number, joint: number): number
  qn_weld_def_default(result: number): void
  qn_weld_create(world: number, def: number): number
  qn_weld_get(result: number, world: number, joint: number): void
  qn_weld_set_linear(world: number, joint: number, hertz: number, damping_ratio: number): number
  qn_weld_set_angular(world: number, joint: number, hertz: number, damping_ratio: number): number
  qn_wheel_def_default(result: number): void
  qn_wheel_create(world: number, def: number): number
  qn_wheel_get(result: number, world: number, joint: number): void
  qn_wheel_set_spring(world: number, joint: number, enable: number, hertz: number, damping_ratio: number): number
  qn_wheel_set_target(world: number, joint: number, translation_m: number): number
  qn_wheel_set_limit(world: number, joint: number, enable: number, lower_m: number, upper_m: number): number
  qn_wheel_set_motor(world: number, joint: number, enable: number, speed_radps: number, max_torque_nm: number): number
  qn_wheel_translation(world: number, joint: number): number
  qn_wheel_speed(world: number, joint: number): number
  qn_wheel_spin(world: number, joint: number): number
  qn_wheel_motor_torque(world: number, joint: number): number
  qn_material_default(result: number): void
  qn_world_poses(world: number, count: number): number
  qn_pose_interpolate(result: number, record: number, alpha: number): void
  qn_world_interpolate_poses(world: number, alpha: number, poses: number, capacity: number): number
  qn_world_predict(world: number, fork: number, wanted: number, poses: number): number
  qn_world_stage_count(): number
  qn_world_stage_name(index: number): number
  qn_world_profile(world: number, count: number): number
  qn_world_cast_ray(world: number, ray: number, filter: number, hit: number): number
  qn_world_cast_ray_any(world: number, ray: number, filter: number, is_hit: number): number
  qn_world_cast_ray_all(world: number, ray: number, filter: number, hits: number, capacity: number, count: number): number
  qn_world_cast_region(world: number, cast: number, filter: number, hit: number): number
  qn_world_cast_region_any(world: number, cast: number, filter: number, is_hit: number): number
  qn_world_cast_region_all(world: number, cast: number, filter: number, hits: number, capacity: number, count: number): number
  qn_world_overlap_any(world: number, place: number, filter: number, is_found: number): number
  qn_world_overlap_all(world: number, place: number, filter: number, shapes: number, capacity: number, count: number): number
  qn_world_point_any(world: number, point_m: number, filter: number, is_found: number): number
  qn_world_point_all(world: number, point_m: number, filter: number, shapes: number, capacity: number, count: number): number
  qn_world_box_all(world: number, box_m: number, filter: number, shapes: number, capacity: number, count: number): number
  qn_world_nearest(world: number, query: number, filter: number, nearest: number): number
  qn_world_cast_ray_many(world: number, rays: number, count: number, filter: number, hits: number, bad_index: number): number
  qn_world_cast_region_many(world: number, casts: number, count: number, filter: number, hits: number, bad_index: number): number
  qn_world_overlap_many(world: number, places: number, count: number, filter: number, shapes: number, bad_index: number): number
  qn_world_nearest_many(world: number, queries: number, count: number, filter: number, nearest: number, bad_index: number): number
  qn_region_distance(a: number, pose_a: number, b: number, pose_b: number, out: number): number
  qn_region_time_of_impact(a: number, sweep_a: number, b: number, sweep_b: number, out: number): number
  qn_region_contains(region: number, pose: number, point_m: number, is_inside: number): number
  qn_region_cast_ray(region: number, pose: number, ray: number, out: number): number
  qn_recorder_def_default(result: number): void
  qn_recorder_create(def: number, world: number, out: number): number
  qn_recorder_destroy(recorder: number): void
  qn_recorder_add(recorder: number, world: number, input: number): number
  qn_recorder_write(recorder: number, out: number, out_bytes: number): number
  qn_replay_open(bytes: number, max_tick_count: number, out: number): number
  qn_replay_close(replay: number): void
  qn_replay_get_info(result: number, replay: number): void
  qn_replay_next(replay: number, input: number): number
  qn_replay_agrees(replay: number, world: number): number
  qn_replay_has_diverged(replay: number, tick: number): number
  qn_replay_seek(replay: number, world: number, tick: number, reached: number): number
  qn_world_diff(a: number, b: number, out: number): number
  qn_world_array_name(array: number): number
  qn_shape_is_sensor(world: number, shape: number): number
  qn_sensor_visitors(world: number, sensor: number, out: number, capacity: number): number
  qn_shape_def_default(result: number): void
  qn_shape_create_circle(world: number, body: number, def: number, center_m: number, radius_m: number): number
  qn_shape_create_capsule(world: number, body: number, def: number, a_m: number, b_m: number, radius_m: number): number
  qn_shape_create_box(world: number, body: number, def: number, center_m: number, half_size_m: number, angle_rad: number): number
  qn_shape_create_polygon(world: number, body: number, def: number, points_m: number, point_count: number, radius_m: number): number
  qn_shape_create_segment(world: number, body: number, def: number, a_m: number, b_m: number): number
  qn_shape_destroy(world: number, shape: number): number
  qn_shape_is_alive(world: number, shape: number): number
  qn_shape_get_type(world: number, shape: number): number
  qn_shape_set_material(world: number, shape: number, material: number): number
  qn_shape_material(result: number, world: number, shape: number): void
  qn_shape_set_filter(world: number, shape: number, filter: number): number
  qn_shape_get_filter(result: number, world: number, shape: number): void
  qn_shape_set_events(world: number, shape: number, contact_events: number, hit_events: number): number
  qn_shape_set_user_data(world: number, shape: number, user_data: bigint): number
  qn_shape_set_density(world: number, shape: number, density_kgpm2: number): number
  qn_shape_density(world: number, shape: number): number
  qn_shape_body(world: number, shape: number): number
  qn_shape_user_data(world: number, shape: number): bigint
  qn_shape_aabb(result: number, world: number, shape: number): void
  qn_shape_region(result: number, world: number, shape: number): void
  qn_shape_set_region(world: number, shape: number, region: number): number
  qn_world_snapshot_bytes(world: number): number
  qn_world_snapshot(world: number, out: number, capacity_bytes: number, written_bytes: number): number
  qn_world_restore(world: number, snapshot: number): number
  qn_snapshot_read_info(snapshot: number, out: number): number
  qn_world_copy(to: number, from: number): number
  qn_tiles_def_default(result: number): void
  qn_tiles_create(world: number, body: number, def: number): number
  qn_tiles_set_cell(world: number, tiles: number, x: number, y: number, is_solid: number): number
  qn_tiles_fill(world: number, tiles: number, x: number, y: number, width: number, height: number, is_solid: number): number
  qn_tiles_set_bits(world: number, tiles: number, x: number, y: number, width: number, height: number, bits: number): number
  qn_tiles_cell(world: number, tiles: number, x: number, y: number): number
  qn_tiles_solid_count(world: number, tiles: number): number
  qn_tiles_cell_at(world: number, tiles: number, point_m: number, x: number, y: number): number
  qn_world_tuning_default(result: number): void
  qn_world_get_tuning(result: number, world: number): void
  qn_world_set_tuning(world: number, tuning: number): number
  qn_world_def_default(result: number): void
  qn_world_create(def: number, out: number): number
  qn_world_destroy(world: number): void
  qn_world_step(world: number, dt_s: number, substep_count: number): number
  qn_world_set_gravity(world: number, gravity_mps2: number): number
  qn_world_gravity(result: number, world: number): void
  qn_world_set_enable_sleep(world: number, enable: number): number
  qn_world_enables_sleep(world: number): number
  qn_world_set_all_awake(world: number, awake: number): number
  qn_world_last_error(world: number, why: number): number
  qn_world_clear_error(world: number): void
  qn_world_state_hash(world: number): bigint
  qn_world_get_counters(result: number, world: number): void
  qn_sha256(bytes: number, out: number): void
  qn_blake3(bytes: number, out: number): void
  qn_blake3_extended(bytes: number, out: number, size_bytes: number): number
  qn_blake3_keyed(key: number, bytes: number, out: number, size_bytes: number): number
  qn_blake3_derive(context: number, bytes: number, out: number, size_bytes: number): number
  qn_sha256_many(bytes: number, parts: number, count: number, out: number): number
  qn_blake3_many(bytes: number, parts: number, count: number, out: number): number
  qn_sha256_init(state: number): void
  qn_sha256_update(state: number, bytes: number): number
  qn_sha256_final(state: number, out: number): void
  qn_blake3_init(state: number): void
  qn_blake3_init_keyed(state: number, key: number): number
  qn_blake3_init_derive(state: number, context: number): number
  qn_blake3_update(state: number, bytes: number): number
  qn_blake3_final_extended(state: number, position: bigint, out: number, size_bytes: number): number
  qn_sha256_save(state: number, out: number): void
  qn_blake3_save(state: number, out: number): void
  qn_sha256_load(state: number, saved: number): number
  qn_blake3_load(state: number, saved: number): number
  qn_bytes_equal_secret(a: number, b: number): number
  qn_hex_encode(bytes: number, out: number, capacity_bytes: number, out_size_bytes: number): number
  qn_hex_decode(text: number, out: number, capacity_bytes: number, out_size_bytes: number): number
  qn_base64_encode(bytes: number, form: number, out: number, capacity_bytes: number, out_size_bytes: number): number
  qn_base64_decode(text: number, form: number, out: number, capacity_bytes: number, out_size_bytes: number): number
  qn_deflate_def_default(result: number): void
  qn_inflate_def_default(result: number): void
  qn_deflate(plain: number, def: number, out: number, out_size_bytes: number): number
  qn_inflate(packed: number, def: number, out: number, out_size_bytes: number): number
  qn_gzip_read_header(packed: number, out: number): number
  qn_deflater_create(def: number, out: number): number
  qn_deflater_destroy(deflater: number): void
  qn_deflater_push(deflater: number, input: number, flush: number, output: number, room_bytes: number): number
  qn_deflater_is_done(deflater: number): number
  qn_inflater_create(def: number, out: number): number
  qn_inflater_destroy(inflater: number): void
  qn_inflater_push(inflater: number, input: number, output: number, room_bytes: number): number
  qn_inflater_is_done(inflater: number): number
  qn_inflater_finish(inflater: number): number
  qn_inflater_header(inflater: number, out: number): number
  qn_crc32(crc: number, bytes: number): number
  qn_adler32(adler: number, bytes: number): number
  qn_save_wrap(app_id: number, version: number, content: number, out: number, out_size_bytes: number): number
  qn_save_unwrap(app_id: number, newest_version: number, file: number, version: number, content: number, content_size_bytes: number): number
  qn_image_create(width_px: number, height_px: number, out: number): number
  qn_image_decode(file: number, opts: number, out: number): number
  qn_image_probe(file: number, out: number): number
  qn_image_decoder_create(file: number, opts: number, out: number): number
  qn_image_decoder_destroy(decoder: number): void
  qn_image_decoder_run(decoder: number, budget_px: bigint): number
  qn_image_decoder_progress(decoder: number): number
  qn_image_decoder_take(decoder: number, out: number): number
  qn_image_encode_jpeg(bitmap: number, opts: number, out: number, out_size_bytes: number): number
  qn_jpeg_encoder_create(bitmap: number, opts: number, out: number): number
  qn_jpeg_encoder_destroy(encoder: number): void
  qn_jpeg_encoder_run(encoder: number, budget_px: bigint): number
  qn_jpeg_encoder_progress(encoder: number): number
  qn_jpeg_encoder_take(encoder: number, out: number, out_size_bytes: number): number
  qn_image_encode_png(bitmap: number, opts: number, out: number, out_size_bytes: number): number
  qn_png_encoder_create(bitmap: number, opts: number, out: number): number
  qn_png_encoder_destroy(encoder: number): void
  qn_png_encoder_run(encoder: number, budget_px: bigint): number
  qn_png_encoder_progress(encoder: number): number
  qn_png_encoder_read(encoder: number, out: number, out_size_bytes: number): number
  qn_png_encoder_take(encoder: number, out: number, out_size_bytes: number): number
  qn_image_color_matrix(bitmap: number, matrix: number): number
  qn_image_grayscale(bitmap: number): number
  qn_image_invert(bitmap: number): number
  qn_image_brightness(bitmap: number, amount: number): number
  qn_image_contrast(bitmap: number, amount: number): number
  qn_image_saturation(bitmap: number, amount: number): number
  qn_image_tint(bitmap: number, rgba: number): number
  qn_image_opacity(bitmap: number, amount: number): number
  qn_image_premultiply(bitmap: number): number
  qn_image_unpremultiply(bitmap: number): number
  qn_image_blur(bitmap: number, sigma_px: number): number
  qn_image_sharpen(bitmap: number, sigma_px: number, amount: number, threshold: number): number
  qn_image_resize(from: number, width_px: number, height_px: number, opts: number, out: number): number
  qn_image_resize_within(from: number, box_width_px: number, box_height_px: number, opts: number, out: number): number
  qn_resize_begin(from: number, width_px: number, height_px: number, opts: number, out: number): number
  qn_resize_run(job: number, max_row_count: number): number
  qn_resize_progress(job: number): number
  qn_resize_finish(job: number, out: number): number
  qn_resize_cancel(job: number): void
  qn_image_resizer_create(file: number, opts: number, out: number): number
  qn_image_resizer_create_rgba(rgba: number, width_px: number, height_px: number, out: number): number
  qn_image_resizer_destroy(resizer: number): void
  qn_image_resizer_width(resizer: number): number
  qn_image_resizer_height(resizer: number): number
  qn_image_resizer_pixels(resizer: number): number
  qn_image_resizer_resize(resizer: number, max_width_px: number, max_height_px: number, opts: number): number
  qn_image_resizer_to_jpeg(resizer: number, opts: number, out: number, out_size_bytes: number): number
  qn_image_resizer_to_png(resizer: number, opts: number, out: number, out_size_bytes: number): number
  qn_image_resizer_begin_load(file: number, opts: number, out: number): number
  qn_image_resizer_begin_resize(resizer: number, max_width_px: number, max_height_px: number, opts: number): number
  qn_image_resizer_begin_jpeg(resizer: number, opts: number): number
  qn_image_resizer_begin_png(resizer: number, opts: number): number
  qn_image_resizer_run(resizer: number, budget_px: bigint): number
  qn_image_resizer_progress(resizer: number): number
  qn_image_resizer_cancel(resizer: number): void
  qn_image_resizer_take_jpeg(resizer: number, out: number, out_size_bytes: number): number
  qn_image_resizer_take_png(resizer: number, out: number, out_size_bytes: number): number
  qn_image_crop(bitmap: number, rect: number): number
  qn_image_pad(bitmap: number, left_px: number, top_px: number, right_px: number, bottom_px: number, rgba: number): number
  qn_image_flip_across(bitmap: number): number
  qn_image_flip_down(bitmap: number): number
  qn_image_rotate(bitmap: number, quarter_turns: number): number
  qn_image_transpose(bitmap: number): number
  qn_image_orient(bitmap: number, exif_orientation: number): number
  qn_image_contain(result: number, width_px: number, height_px: number, box_width_px: number, box_height_px: number): void
  qn_image_cover(result: number, width_px: number, height_px: number, box_width_px: number, box_height_px: number): void
}

/** What can be loaded by itself. The position is the bit by which a file says that it has it. */
export const PARTS = ['physics', 'hash', 'compress', 'image'] as const
export type EnginePart = (typeof PARTS)[number]
