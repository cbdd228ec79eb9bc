// The samples of docs/modules.md, run with the checks that hold what the manual says of them.
#include "check.h"

#include "../examples/modules/hash.c"
#include "../examples/modules/compress.c"
#include "../examples/modules/image.c"

TEST(content_has_a_name_and_a_digest_that_others_can_check) { digests(); }
TEST(a_hash_goes_on_from_what_was_saved_of_it) { pieces(); }
TEST(many_names_are_hashed_at_once) { batch(); }
TEST(a_score_is_known_by_its_key) { signature(); }

TEST(a_save_is_packed_and_unpacked_within_a_limit) { whole(); }
TEST(a_gzip_file_tells_its_name_and_time) { formats(); }
TEST(a_log_is_packed_through_a_small_buffer) { streams(); }

TEST(a_picture_file_becomes_a_thumbnail) { thumbnail(); }
TEST(a_picture_is_cut_turned_and_filtered) { filters(); }
TEST(a_picture_becomes_files) { files(); }
TEST(a_picture_is_made_smaller_in_slices) { slices(); }
