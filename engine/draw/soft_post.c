// Bloom as in shell/render_shader_post.h: the picture is halved again and again, each time by means
// of four by four, and added up on the way back, each time through a tent. Levels are kept with
// their rows from the bottom, as OpenGL has them, so that odd sizes are halved at the same places.
#include "draw/soft_post.h"

#include "base/alloc.h"

// Three bytes a pixel, rows from the bottom.
typedef struct level {
    int32_t width_px, height_px;
    uint8_t *rgb;
} level;

// ---- Memory -------------------------------------------------------------------------------------

static size_t picture_bytes(int32_t width_px, int32_t height_px)
{
    return (size_t)width_px * (size_t)height_px * 4;
}

// Returns how many there are.
static int32_t place_levels(int32_t width_px, int32_t height_px, uint8_t *bytes, level *levels,
                            size_t *used_bytes)
{
    int32_t count = 0;
    size_t used = 0;
    while (count < QN_POST_BLOOM_LEVELS && width_px > 1 && height_px > 1) {
        width_px = (width_px + 1) / 2;
        height_px = (height_px + 1) / 2;
        levels[count] = (level){width_px, height_px, bytes == NULL ? NULL : bytes + used};
        used += (size_t)width_px * (size_t)height_px * 3;
        count += 1;
    }
    *used_bytes = used;
    return count;
}

uint8_t *qn_soft_post_reserve(soft_post *p, int32_t width_px, int32_t height_px)
{
    level levels[QN_POST_BLOOM_LEVELS];
    size_t level_bytes = 0;
    place_levels(width_px, height_px, NULL, levels, &level_bytes);
    size_t bytes = picture_bytes(width_px, height_px) + level_bytes;
    if (p->capacity_bytes < bytes) {
        qn_soft_post_release(p);
        p->bytes = qn_alloc(bytes);
        p->capacity_bytes = p->bytes == NULL ? 0 : bytes;
    }
    return p->bytes;
}

void qn_soft_post_release(soft_post *p)
{
    qn_free(p->bytes);
    *p = (soft_post){0};
}

// ---- Bloom --------------------------------------------------------------------------------------

// Where four by four pixels around one of the halved picture lie.
typedef struct square {
    int32_t x[4], y[4];
} square;

static square square_around(int32_t x, int32_t y, int32_t width_px, int32_t height_px)
{
    square s;
    for (int32_t i = 0; i < 4; ++i) {
        s.x[i] = soft_within(2 * x - 1 + i, width_px);
        s.y[i] = soft_within(2 * y - 1 + i, height_px);
    }
    return s;
}

// What is less bright than the threshold is taken away, without a change of hue.
static void keep_bright(float rgb[3], float threshold)
{
    float most = qn_max(qn_max(rgb[0], rgb[1]), rgb[2]);
    float above = qn_max(most - 255.0f * threshold, 0.0f);
    float share = above / qn_max((1.0f - threshold) * most, 1.0e-3f);
    for (int32_t i = 0; i < 3; ++i) {
        rgb[i] *= share;
    }
}

static uint8_t *level_pixel(const level *l, int32_t x, int32_t y)
{
    return l->rgb + 3 * ((size_t)y * (size_t)l->width_px + (size_t)x);
}

static void bright_of(const qn_post_input *in, const square *s, float threshold, uint8_t out[3])
{
    int32_t sums[3] = {0, 0, 0};
    for (int32_t i = 0; i < 16; ++i) {
        size_t row = (size_t)(in->height_px - 1 - s->y[i / 4]) * (size_t)in->width_px;
        const uint8_t *at = in->rgba + 4 * (row + (size_t)s->x[i % 4]);
        sums[0] += at[0];
        sums[1] += at[1];
        sums[2] += at[2];
    }
    float rgb[3] = {(float)sums[0] / 16.0f, (float)sums[1] / 16.0f, (float)sums[2] / 16.0f};
    keep_bright(rgb, threshold);
    for (int32_t i = 0; i < 3; ++i) {
        out[i] = (uint8_t)(qn_min(rgb[i], 255.0f) + 0.5f);
    }
}

static void take_bright(const qn_post_input *in, float threshold, const level *to)
{
    for (int32_t y = 0; y < to->height_px; ++y) {
        for (int32_t x = 0; x < to->width_px; ++x) {
            square s = square_around(x, y, in->width_px, in->height_px);
            bright_of(in, &s, threshold, level_pixel(to, x, y));
        }
    }
}

static void mean_of(const level *from, const square *s, uint8_t out[3])
{
    int32_t sums[3] = {8, 8, 8};
    for (int32_t i = 0; i < 16; ++i) {
        const uint8_t *at = level_pixel(from, s->x[i % 4], s->y[i / 4]);
        sums[0] += at[0];
        sums[1] += at[1];
        sums[2] += at[2];
    }
    for (int32_t i = 0; i < 3; ++i) {
        out[i] = (uint8_t)(sums[i] / 16);
    }
}

static void halve(const level *from, const level *to)
{
    for (int32_t y = 0; y < to->height_px; ++y) {
        for (int32_t x = 0; x < to->width_px; ++x) {
            square s = square_around(x, y, from->width_px, from->height_px);
            mean_of(from, &s, level_pixel(to, x, y));
        }
    }
}

// The smaller level seen from pixel x, y of one twice its size, in 64ths of 0 to 255: of the three
// pixels along each way, an even one counts 3, 4, 1, an odd one 1, 4, 3.
static void tent(const level *from, int32_t x, int32_t y, int32_t sums[3])
{
    int32_t first_x = x % 2 == 0 ? 3 : 1, first_y = y % 2 == 0 ? 3 : 1;
    int32_t across[3] = {first_x, 4, 4 - first_x}, down[3] = {first_y, 4, 4 - first_y};
    sums[0] = sums[1] = sums[2] = 0;
    for (int32_t i = 0; i < 9; ++i) {
        int32_t weight = across[i % 3] * down[i / 3];
        const uint8_t *at = level_pixel(from, soft_within(x / 2 - 1 + i % 3, from->width_px),
                                        soft_within(y / 2 - 1 + i / 3, from->height_px));
        sums[0] += weight * at[0];
        sums[1] += weight * at[1];
        sums[2] += weight * at[2];
    }
}

static void mix_in(const int32_t sums[3], uint8_t out[3])
{
    for (int32_t i = 0; i < 3; ++i) {
        float mixed = (1.0f - QN_POST_BLOOM_SPREAD) * (float)out[i] +
                      QN_POST_BLOOM_SPREAD / 64.0f * (float)sums[i];
        out[i] = (uint8_t)(mixed + 0.5f);
    }
}

static void add_smaller(const level *from, const level *to)
{
    for (int32_t y = 0; y < to->height_px; ++y) {
        for (int32_t x = 0; x < to->width_px; ++x) {
            int32_t sums[3];
            tent(from, x, y, sums);
            mix_in(sums, level_pixel(to, x, y));
        }
    }
}

static void make_bloom(const qn_post_input *in, const qn_post *post, const level *levels,
                       int32_t count)
{
    take_bright(in, post->bloom_threshold, &levels[0]);
    for (int32_t i = 1; i < count; ++i) {
        halve(&levels[i - 1], &levels[i]);
    }
    for (int32_t i = count - 1; i > 0; --i) {
        add_smaller(&levels[i], &levels[i - 1]);
    }
}

// ---- The last pass ------------------------------------------------------------------------------

void qn_post_scene(const qn_post_input *input, qn_vec2 px, float rgb[3])
{
    qn_vec2 at = qn_v2_is_finite(px) ? px : qn_v2(0.0f, 0.0f);
    // One more than the pixel's number, so that the casts truncate downwards.
    float x = qn_clamp(at.x, 0.5f, (float)input->width_px - 0.5f) + 0.5f;
    float y = qn_clamp(at.y, 0.5f, (float)input->height_px - 0.5f) + 0.5f;
    int32_t column = (int32_t)x - 1, line = (int32_t)y - 1;
    float right = x - (float)(column + 1), lower = y - (float)(line + 1);
    const float weights[4] = {(1.0f - right) * (1.0f - lower), right * (1.0f - lower),
                              (1.0f - right) * lower, right * lower};
    rgb[0] = rgb[1] = rgb[2] = 0.0f;
    for (int32_t i = 0; i < 4; ++i) {
        int32_t tap_x = soft_within(column + i % 2, input->width_px);
        int32_t tap_y = soft_within(line + i / 2, input->height_px);
        const uint8_t *t =
            input->rgba + 4 * ((size_t)tap_y * (size_t)input->width_px + (size_t)tap_x);
        rgb[0] += weights[i] * (float)t[0] / 255.0f;
        rgb[1] += weights[i] * (float)t[1] / 255.0f;
        rgb[2] += weights[i] * (float)t[2] / 255.0f;
    }
}

static void grade(const qn_post *post, float rgb[3])
{
    float grey = 0.2126f * rgb[0] + 0.7152f * rgb[1] + 0.0722f * rgb[2];
    const uint8_t tint[3] = {post->tint.r, post->tint.g, post->tint.b};
    for (int32_t i = 0; i < 3; ++i) {
        float c = grey + (rgb[i] - grey) * (1.0f + post->saturation);
        c = (c - 0.5f) * (1.0f + post->contrast) + 0.5f;
        rgb[i] = c * (1.0f + post->brightness) * ((float)tint[i] / 255.0f);
    }
}

static float vignette(const qn_post *post, const qn_post_input *in, qn_vec2 px)
{
    float x = 2.0f * px.x / (float)in->width_px - 1.0f;
    float y = 2.0f * px.y / (float)in->height_px - 1.0f;
    float far = 0.5f * (x * x + y * y);
    return 1.0f - post->vignette * far * far;
}

static void shaded(const qn_post *post, const qn_post_input *in, int32_t x, int32_t y, float rgb[3])
{
    const uint8_t *at = in->rgba + 4 * ((size_t)y * (size_t)in->width_px + (size_t)x);
    rgb[0] = (float)at[0] / 255.0f;
    rgb[1] = (float)at[1] / 255.0f;
    rgb[2] = (float)at[2] / 255.0f;
    if (post->shader != NULL && post->shader->pixel != NULL) {
        post->shader->pixel(in, qn_v2((float)x + 0.5f, (float)y + 0.5f), rgb);
        for (int32_t i = 0; i < 3; ++i) {
            rgb[i] = soft_clamp(rgb[i], 1.0f);
        }
    }
}

static void finish_pixel(const qn_post *post, const qn_post_input *in, const level *light,
                         int32_t x, int32_t y, uint8_t *out)
{
    float rgb[3];
    shaded(post, in, x, y, rgb);
    if (light != NULL) {
        int32_t sums[3];
        tent(light, x, in->height_px - 1 - y, sums);
        for (int32_t i = 0; i < 3; ++i) {
            rgb[i] += post->bloom * (float)sums[i] / (64.0f * 255.0f);
        }
    }
    grade(post, rgb);
    float shade = vignette(post, in, qn_v2((float)x + 0.5f, (float)y + 0.5f));
    for (int32_t i = 0; i < 3; ++i) {
        out[i] = (uint8_t)(soft_clamp(rgb[i] * shade, 1.0f) * 255.0f + 0.5f);
    }
    out[3] = 255;
}

void qn_soft_post_apply(const soft_post *p, const qn_post *post, int32_t width_px,
                        int32_t height_px, uint8_t *rgba)
{
    level levels[QN_POST_BLOOM_LEVELS];
    size_t used_bytes = 0;
    int32_t count = place_levels(width_px, height_px, p->bytes + picture_bytes(width_px, height_px),
                                 levels, &used_bytes);
    qn_post_input in = {.rgba = p->bytes, .width_px = width_px, .height_px = height_px};
    for (int32_t i = 0; i < 4; ++i) {
        in.params[i] = post->params[i];
    }
    bool has_bloom = post->bloom > 0.0f && count > 0;
    if (has_bloom) {
        make_bloom(&in, post, levels, count);
    }
    for (int32_t y = 0; y < height_px; ++y) {
        for (int32_t x = 0; x < width_px; ++x) {
            uint8_t *out = rgba + 4 * ((size_t)y * (size_t)width_px + (size_t)x);
            finish_pixel(post, &in, has_bloom ? &levels[0] : NULL, x, y, out);
        }
    }
}
