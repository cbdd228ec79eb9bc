// The samples of docs/physics.md, run with the checks that hold what the manual says of them.
#include "check.h"

#include "../examples/physics/first.c"
#include "../examples/physics/bodies.c"
#include "../examples/physics/shapes.c"
#include "../examples/physics/materials.c"
#include "../examples/physics/events.c"
#include "../examples/physics/joints.c"
#include "../examples/physics/characters.c"
#include "../examples/physics/fields.c"
#include "../examples/physics/breaking.c"
#include "../examples/physics/terrain.c"
#include "../examples/physics/queries.c"
#include "../examples/physics/time.c"
#include "../examples/physics/tools.c"

TEST(a_first_world_drops_a_crate_onto_a_floor) { first_world(); }
TEST(a_number_beyond_its_range_is_refused_by_name) { refused(); }
TEST(a_stale_handle_is_told_by_setters_and_getters) { last_error(); }
TEST(a_frame_of_any_length_takes_fixed_steps_and_draws_between_them) { frame(); }
TEST(equal_calls_give_equal_hashes) { same_bits(); }

TEST(a_body_is_what_its_definition_says) { body_def(); }
TEST(a_lift_moves_to_its_target_and_carries_a_crate) { kinematic(); }
TEST(a_mass_of_its_own_replaces_that_of_the_shapes_until_reset) { mass(); }
TEST(damping_follows_its_formula) { damping(); }
TEST(an_impulse_acts_at_once_and_a_force_for_a_step) { push(); }
TEST(a_locked_body_falls_but_neither_drifts_nor_turns) { locks(); }
TEST(a_crate_at_rest_sleeps_unless_it_may_not) { sleeping(); }
TEST(a_disabled_door_lets_a_ball_through) { disable(); }
TEST(a_body_is_found_by_its_user_data) { list_bodies(); }
TEST(a_ball_rolls_far_away_as_at_the_origin) { far_away(); }

TEST(a_body_may_have_shapes_of_every_kind) { shapes(); }
TEST(points_on_a_line_are_no_polygon) { bad_polygon(); }
TEST(a_hammer_has_its_centre_near_its_head) { compound(); }
TEST(a_snowball_grows) { reshape(); }
TEST(the_fastest_ball_does_not_pass_a_thin_sheet) { bullet(); }
TEST(a_crate_slides_over_separate_tiles_without_a_bump) { no_bumps(); }

TEST(ice_wins_over_whatever_slides_on_it) { mixing(); }
TEST(half_the_speed_gives_a_quarter_of_the_height) { bounce(); }
TEST(a_belt_carries_a_parcel_at_its_speed) { conveyor(); }
TEST(a_player_jumps_through_a_platform_stands_and_drops) { one_way(); }
TEST(rolling_resistance_stops_a_ball_where_the_formula_says) { rolling(); }
TEST(a_player_and_debris_share_a_place) { filters(); }
TEST(friends_pass_through_each_other_by_a_hook) { hook(); }

TEST(a_landing_ball_begins_one_contact) { contact_events(); }
TEST(a_falling_vase_tells_how_hard_it_was_hit) { hits(); }
TEST(an_arrow_that_crosses_a_gate_in_one_step_is_seen) { sensors(); }
TEST(body_events_tell_of_motion_and_of_sleep) { body_events(); }
TEST(contact_data_tell_the_weight_of_a_crate) { contact_data(); }

TEST(a_rope_is_slack_until_it_is_taut) { rope(); }
TEST(a_spring_gives_by_gravity_over_its_frequency_squared) { spring(); }
TEST(a_door_opens_to_its_limit_at_the_speed_of_its_motor) { revolute(); }
TEST(a_lift_rises_along_its_axis_with_the_weight_as_its_force) { prismatic(); }
TEST(a_board_gives_in_angle_and_not_at_its_clamp) { weld(); }
TEST(a_car_drives_as_fast_as_its_wheels_turn) { wheel(); }
TEST(a_puck_brakes_by_the_friction_of_a_motor_at_rest) { motor(); }
TEST(a_crate_is_dragged_to_the_pointer) { mouse(); }
TEST(two_bodies_of_a_filter_joint_pass_through_each_other) { filter_joint(); }
TEST(a_pulley_is_atwoods_machine) { pulley(); }
TEST(a_gear_turns_half_as_fast_the_other_way) { gear(); }
TEST(a_thread_breaks_above_its_load) { breaking_joint(); }

TEST(a_character_walks_climbs_and_jumps) { character(); }

TEST(a_raft_floats_as_deep_as_its_density) { buoyancy(); }
TEST(a_planet_comes_around_in_its_time) { well(); }
TEST(a_leaf_is_never_faster_than_the_wind) { wind(); }
TEST(a_cork_follows_a_swirl) { radial(); }
TEST(an_explosion_gives_its_impulse_to_the_width_that_faces_it) { explosion(); }

TEST(a_slice_shares_mass_and_motion) { slice(); }
TEST(a_pane_breaks_into_pieces_of_the_same_mass) { fracture(); }
TEST(an_outline_is_filled_whatever_its_form) { outline(); }

TEST(a_dent_in_a_chain_wakes_a_ball) { chain(); }
TEST(a_dug_cell_lets_a_crate_in) { tiles(); }

TEST(a_snapshot_brings_a_world_back_and_a_flipped_bit_does_not) { snapshot(); }
TEST(a_history_brings_back_a_tick_with_the_calls_before_it) { history(); }
TEST(a_predicted_shot_comes_true) { predict(); }
TEST(a_recorded_game_plays_to_the_same_end) { replaying(); }
TEST(a_cheat_is_found_at_the_next_hash) { cheat(); }
TEST(the_first_difference_of_two_worlds_has_a_name) { difference(); }

TEST(a_tuned_world_sleeps_sooner) { tuning(); }
TEST(the_time_of_a_stage_is_found_by_its_name) { profile(); }
TEST(debug_records_are_lines_and_circles) { debug_draw(); }
TEST(advice_names_a_body_that_is_too_heavy_for_the_one_below) { advice(); }

TEST(a_ray_meets_a_wall_unless_it_ignores_it) { rays(); }
TEST(a_cast_tells_how_far_a_ball_may_fall) { casts(); }
TEST(places_tell_what_they_hold_and_what_is_nearest) { places(); }
TEST(a_fan_of_rays_is_one_call) { many(); }
TEST(regions_are_measured_without_a_world) { without_world(); }
