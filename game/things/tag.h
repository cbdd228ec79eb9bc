// What a shape is to the rules: the low byte of its user data. The rest is the thing's own.
#ifndef GAME_THINGS_TAG_H
#define GAME_THINGS_TAG_H

#include <stdint.h>

typedef enum shape_tag {
    TAG_NONE = 0,
    TAG_GROUND = 1,
    TAG_BLOCK = 2, // bits 8 and up: its material
    TAG_BALL = 3,  // its slot
    TAG_BELL = 4,  // its index
    TAG_CLAPPER = 5,
    TAG_LINK = 6,
} shape_tag;

static inline uint64_t tag_make(shape_tag tag, uint32_t detail)
{
    return (uint64_t)tag | ((uint64_t)detail << 8);
}
static inline shape_tag tag_of(uint64_t user_data) { return (shape_tag)(user_data & 0xFFu); }
static inline uint32_t tag_detail(uint64_t user_data) { return (uint32_t)(user_data >> 8); }

#endif
