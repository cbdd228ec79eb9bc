// The samples of docs/graphics, run with the checks that hold what the manual says of them.
#include "check.h"

#include "../examples/graphics/cameras.c"
#include "../examples/graphics/motion.c"
#include "../examples/graphics/particles.c"
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

TEST(sparks_fly_from_a_torch) { sparks(); }

TEST(a_level_of_tiles_is_drawn_and_dug) { map_of_tiles(); }
