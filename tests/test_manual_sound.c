// The samples of docs/sound.md, each with the checks that follow it.
#include "../examples/sound/playing.c"
#include "../examples/sound/synthesis.c"

TEST(a_bell_is_defined_and_rendered) { bell(); }
TEST(a_knock_is_a_struck_resonator) { knock(); }
TEST(wind_is_a_loop) { wind(); }
TEST(a_game_orders_its_sounds) { game_side(); }
TEST(a_host_mixes_them) { host_side(); }
TEST(a_device_of_its_own_asks_who_may_sound) { own_device(); }
