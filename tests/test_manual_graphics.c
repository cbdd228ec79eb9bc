// The samples of docs/graphics, run with the checks that hold what the manual says of them.
#include "check.h"

#include "../examples/graphics/cameras.c"
#include "../examples/graphics/drawing.c"
#include "../examples/graphics/motion.c"
#include "../examples/graphics/particles.c"
#include "../examples/graphics/pictures.c"
#include "../examples/graphics/text.c"
#include "../examples/graphics/tiles.c"

TEST(a_camera_shows_metres_and_zooms_about_the_pointer) { look_around(); }
TEST(a_rig_follows_a_player_to_the_bounds_of_a_level) { follow_player(); }
TEST(a_blow_shakes_the_view_and_passes) { shake_screen(); }
TEST(hills_pass_more_slowly) { parallax(); }
TEST(a_picture_of_fixed_size_stands_on_any_surface) { fixed_picture(); }

TEST(a_word_is_drawn_and_measured) { plain_text(); }
TEST(a_panel_fits_the_text_on_it) { styled_text(); }
TEST(letters_wave) { waving_text(); }

TEST(a_tween_is_asked_for_a_time) { tween_over_time(); }
TEST(tweens_are_played_in_turn) { tweens_in_turn(); }
TEST(a_cursor_springs_to_its_place) { spring_to_target(); }
TEST(a_walk_tells_its_steps) { play_frames(); }
TEST(a_walk_comes_out_of_an_editor) { sheet_of_editor(); }

TEST(sparks_fly_from_a_torch) { sparks(); }

TEST(a_level_of_tiles_is_drawn_and_dug) { map_of_tiles(); }

TEST(a_frame_is_a_list_of_records) { draw_frame(); }
TEST(lines_and_areas_are_of_one_piece) { draw_lines(); }
TEST(images_flash_and_stretch) { draw_images(); }
TEST(who_stands_lower_covers_the_others) { order_records(); }

TEST(shades_and_areas_cost_a_call_each) { blend_and_clip(); }
TEST(a_map_is_drawn_into_a_corner) { draw_minimap(); }
TEST(a_picture_has_a_mood) { set_mood(); }
TEST(a_picture_is_seen_through_water) { go_under_water(); }
TEST(a_frame_becomes_a_file) { take_thumbnail(); }
