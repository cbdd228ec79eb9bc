// A run goes on as long as one program can draw it. Whole images are few instructions to a program
// of their own, but that of all images draws them too, so few of them among others do not cut it.
#include "render_gl.h"

#include <stddef.h>
#include <string.h>

// Fewer whole images in a row are not worth a call.
#define LEAST_PLAIN 16

static bool is_shape(const qn_sprite *sprite)
{
    return (sprite->kind_param & 0xFFu) > QN_SPRITE_TARGET;
}

static bool is_plain(const qn_sprite *sprite)
{
    return (sprite->kind_param & 0xFFu) == QN_SPRITE_IMAGE && sprite->extra == 0;
}

_Static_assert(offsetof(qn_sprite, extra) == offsetof(qn_sprite, kind_param) + 4,
               "kind and extra are one word of 64 bits");

// Many at once, without a branch and with one load each: most frames have thousands in a row.
static bool are_plain(const qn_sprite sprites[LEAST_PLAIN])
{
    const qn_sprite plain = {.kind_param = QN_SPRITE_IMAGE},
                    other_bits = {.kind_param = 0xFFu, .extra = UINT32_MAX};
    uint64_t wanted, mask, other = 0;
    memcpy(&wanted, &plain.kind_param, sizeof wanted);
    memcpy(&mask, &other_bits.kind_param, sizeof mask);
    for (int32_t i = 0; i < LEAST_PLAIN; ++i) {
        uint64_t word;
        memcpy(&word, &sprites[i].kind_param, sizeof word);
        other |= word ^ wanted;
    }
    return (other & mask) == 0;
}

static int32_t end_of_plain(const qn_sprite *sprites, int32_t first, int32_t end)
{
    int32_t i = first;
    while (end - i >= LEAST_PLAIN && are_plain(&sprites[i])) {
        i += LEAST_PLAIN;
    }
    while (i < end && is_plain(&sprites[i])) {
        i += 1;
    }
    return i;
}

static int32_t end_of_shapes(const qn_sprite *sprites, int32_t first, int32_t end)
{
    int32_t i = first;
    while (i < end && is_shape(&sprites[i])) {
        i += 1;
    }
    return i;
}

static bool begins_plain(const qn_sprite *sprites, int32_t first, int32_t end)
{
    return is_plain(&sprites[first]) && end - first >= LEAST_PLAIN && are_plain(&sprites[first]);
}

// Up to the next shape, or to where enough whole images begin.
static int32_t end_of_images(const qn_sprite *sprites, int32_t first, int32_t end)
{
    int32_t i = first;
    while (i < end && !is_shape(&sprites[i]) && !begins_plain(sprites, i, end)) {
        i += 1;
    }
    return i;
}

gl_run gl_run_from(const qn_sprite *sprites, int32_t first, int32_t end)
{
    if (is_shape(&sprites[first])) {
        return (gl_run){GL_PROGRAM_SHAPES, end_of_shapes(sprites, first, end)};
    }
    int32_t next = end_of_plain(sprites, first, end);
    bool is_worth_it = next - first >= LEAST_PLAIN || next == end || is_shape(&sprites[next]);
    return is_worth_it ? (gl_run){GL_PROGRAM_PLAIN, next}
                       : (gl_run){GL_PROGRAM_IMAGES, end_of_images(sprites, next, end)};
}
