// Sounds and a mix of them in every bit, on every target: tests/golden/sounds.txt, which
// scripts/golden.sh writes anew.
#include "check.h"
#include "sounds/sound_scenes.h"

#include <stdlib.h>
#include <string.h>

TEST(every_sound_and_the_mix_are_their_golden_samples)
{
    char text[4096] = "";
    size_t size_bytes = 0;
    sound_golden_lines(text, sizeof text);
    uint8_t *golden = check_file("tests/golden/sounds.txt", &size_bytes);
    char expected[4096] = "";
    CHECK(golden != NULL && size_bytes > 0 && size_bytes < sizeof expected);
    if (golden != NULL && size_bytes < sizeof expected) {
        memcpy(expected, golden, size_bytes);
    }
    CHECK_TEXT(text, expected);
    free(golden);
}

TEST(the_sizes_of_blocks_do_not_show_in_the_mix)
{
    uint64_t whole = sound_mix_hash(48000, 800);
    static const int32_t sizes[] = {1, 7, 64, 128, 129, 256, 1000};
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; ++i) {
        CHECK_INT(sound_mix_hash(48000, sizes[i]), whole);
    }
}
