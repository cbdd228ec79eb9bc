// Many images at once. What they share is read once, and where there are vectors four go together:
// numbers of a kind side by side, with the same bits as one after the other.
#include <stddef.h>

#include "draw/list.h"

// The first float behind which all are whole numbers, one by one.
#define FIRST_WHOLE 8388608.0f
#define FIRST_WHOLE_BITS 0x4B000000u

typedef struct crowd {
    const qn_draw_list *list;
    draw_gate gate;
    uint32_t image_count;
} crowd;

// ---- One ------------------------------------------------------------------------------------

static bool place_one(const crowd *c, const qn_image_instance *one, qn_sprite *out)
{
    uint32_t index = one->image.index;
    qn_sprite sprite =
        qn_draw_seen_as(c->list, qn_draw_kind(QN_SPRITE_IMAGE, index), &one->pose, one->half_size_m,
                        qn_color_pack(one->tint, false) & c->gate.fill_mask, 0);
    bool is_there = (index != 0) & (index < c->image_count);
    if (!(is_there & qn_draw_is_plainly_seen(&c->gate, &sprite, 0.0f))) {
        return false;
    }
    *out = sprite;
    return true;
}

// ---- Four -----------------------------------------------------------------------------------

// Four of each.
typedef struct quartet {
    qn_f4 x, y, half_x, half_y;
    qn_u4 rotation, tint, index;
} quartet;

_Static_assert(offsetof(qn_pose, q) == 8 && sizeof(qn_pose) == 16, "a pose is one vector");
_Static_assert(offsetof(qn_image_instance, image) == offsetof(qn_image_instance, half_size_m) + 12,
               "what follows the pose begins with one more");

static void load_sizes(const qn_image_instance *four, quartet *out)
{
    qn_u4 rows[4];
    QN_UNROLLED
    for (int i = 0; i < 4; ++i) {
        rows[i] = qn_u4_from_f4(qn_f4_load(&four[i].half_size_m.x));
    }
    qn_u4_transpose(&rows[0], &rows[1], &rows[2], &rows[3]);
    out->half_x = qn_u4_as_f4(rows[0]);
    out->half_y = qn_u4_as_f4(rows[1]);
    out->tint = rows[2];
    out->index = qn_u4_and(rows[3], qn_u4_splat(0xFFFFu));
}

// An image may not be there. The differences are negative, their highest bit set, where it is so.
static bool are_there(const crowd *c, qn_u4 index)
{
    qn_u4 above_none = qn_u4_add(index, qn_u4_splat(UINT32_MAX));
    qn_u4 below_end =
        qn_u4_add(qn_u4_splat(c->image_count), qn_u4_xor(index, qn_u4_splat(UINT32_MAX)));
    return !qn_u4_any(qn_u4_shift_right(qn_u4_or(above_none, below_end), 31));
}

static qn_f4 float_of_byte(qn_u4 byte)
{
    return qn_f4_sub(qn_u4_as_f4(qn_u4_or(byte, qn_u4_splat(FIRST_WHOLE_BITS))),
                     qn_f4_splat(FIRST_WHOLE));
}

// As qn_color_pack: (byte * alpha + 127) / 255, of which no step is rounded.
static qn_u4 of_alpha(qn_u4 byte, qn_f4 alpha)
{
    qn_f4 sum = qn_f4_mul_add(qn_f4_splat(FIRST_WHOLE + 127.0f), float_of_byte(byte), alpha);
    qn_u4 v = qn_u4_xor(qn_u4_from_f4(sum), qn_u4_splat(FIRST_WHOLE_BITS));
    qn_u4 next = qn_u4_add(v, qn_u4_splat(1));
    return qn_u4_shift_right(qn_u4_add(next, qn_u4_shift_right(v, 8)), 8);
}

static qn_u4 packed(qn_u4 tint)
{
    qn_u4 alpha = qn_u4_shift_right(tint, 24), low = qn_u4_splat(0xFFu);
    if (!qn_u4_any(qn_u4_xor(alpha, low))) {
        return tint;
    }
    qn_f4 by = float_of_byte(alpha);
    qn_u4 r = of_alpha(qn_u4_and(tint, low), by);
    qn_u4 g = of_alpha(qn_u4_and(qn_u4_shift_right(tint, 8), low), by);
    qn_u4 b = of_alpha(qn_u4_and(qn_u4_shift_right(tint, 16), low), by);
    return qn_u4_or(qn_u4_or(r, qn_u4_shift_left(g, 8)),
                    qn_u4_or(qn_u4_shift_left(b, 16), qn_u4_shift_left(alpha, 24)));
}

static qn_f4 bounded(qn_f4 a, float most)
{
    return qn_f4_min(qn_f4_max(a, qn_f4_splat(-most)), qn_f4_splat(most));
}

static qn_u4 whole_steps(qn_f4 unit)
{
    return qn_u4_from_f4(qn_f4_mul_add(qn_f4_splat(DRAW_TO_WHOLE), bounded(unit, 1.0f),
                                       qn_f4_splat(DRAW_ROTATION_STEPS)));
}

// As qn_draw_see.
static void see_four(const draw_lens *lens, const qn_image_instance *four, quartet *out)
{
    qn_f4 x = qn_f4_load(&four[0].pose.p.x), y = qn_f4_load(&four[1].pose.p.x);
    qn_f4 c = qn_f4_load(&four[2].pose.p.x), s = qn_f4_load(&four[3].pose.p.x);
    qn_f4_transpose(&x, &y, &c, &s);
    qn_f4 cosine = qn_f4_splat(lens->cosines[0]), sine = qn_f4_splat(lens->sines[1]);
    qn_f4 from_x = qn_f4_sub(x, qn_f4_splat(lens->from[0]));
    qn_f4 from_y = qn_f4_sub(y, qn_f4_splat(lens->from[1]));
    qn_f4 seen_x = qn_f4_mul_sub(qn_f4_mul(from_x, cosine), from_y, sine);
    qn_f4 seen_y = qn_f4_mul_add(qn_f4_mul(from_y, cosine), from_x, sine);
    out->x = qn_f4_mul_add(qn_f4_splat(lens->offsets[0]), bounded(seen_x, DRAW_FARTHEST),
                           qn_f4_splat(lens->scales[0]));
    out->y = qn_f4_mul_add(qn_f4_splat(lens->offsets[1]), bounded(seen_y, DRAW_FARTHEST),
                           qn_f4_splat(lens->scales[1]));
    qn_u4 seen_c = whole_steps(qn_f4_mul_sub(qn_f4_mul(c, cosine), s, sine));
    qn_u4 seen_s = whole_steps(qn_f4_mul_add(qn_f4_mul(s, cosine), c, sine));
    out->rotation = qn_u4_or(qn_u4_and(seen_c, qn_u4_splat(0xFFFFu)), qn_u4_shift_left(seen_s, 16));
}

// As qn_draw_is_plainly_seen, of all four.
static bool are_seen(const draw_area *seen, const quartet *q)
{
    qn_f4 zero = qn_f4_zero();
    qn_f4 reach = qn_f4_add(qn_f4_add(q->half_x, q->half_y), qn_f4_splat(1.0f));
    qn_f4 is_size = qn_f4_and(qn_f4_at_least(q->half_x, zero), qn_f4_at_least(q->half_y, zero));
    qn_f4 is_small = qn_f4_at_least(qn_f4_splat(65536.0f), reach);
    qn_f4 across = qn_f4_and(qn_f4_at_least(qn_f4_add(q->x, reach), qn_f4_splat(seen->left_px)),
                             qn_f4_at_least(qn_f4_splat(seen->right_px), qn_f4_sub(q->x, reach)));
    qn_f4 down = qn_f4_and(qn_f4_at_least(qn_f4_add(q->y, reach), qn_f4_splat(seen->top_px)),
                           qn_f4_at_least(qn_f4_splat(seen->bottom_px), qn_f4_sub(q->y, reach)));
    qn_f4 all = qn_f4_and(qn_f4_and(is_size, is_small), qn_f4_and(across, down));
    return qn_f4_lanes(all) == 15u;
}

static void store_four(const quartet *q, uint32_t fill_mask, qn_sprite *out)
{
    qn_f4 places[4] = {q->x, q->y, q->half_x, q->half_y};
    qn_u4 kind =
        qn_u4_or(qn_u4_shift_left(q->index, 8), qn_u4_splat(qn_draw_kind(QN_SPRITE_IMAGE, 0)));
    qn_u4 words[4] = {q->rotation, qn_u4_and(packed(q->tint), qn_u4_splat(fill_mask)), kind,
                      qn_u4_splat(0)};
    qn_f4_transpose(&places[0], &places[1], &places[2], &places[3]);
    qn_u4_transpose(&words[0], &words[1], &words[2], &words[3]);
    QN_UNROLLED
    for (int i = 0; i < 4; ++i) {
        qn_f4_store(&out[i].x_px, places[i]);
        qn_u4_store(&out[i].rotation, words[i]);
    }
}

static bool place_four(const crowd *c, const qn_image_instance *four, qn_sprite *out)
{
    quartet q;
    load_sizes(four, &q);
    if (!are_there(c, q.index)) {
        return false;
    }
    qn_f4 px_per_m = qn_f4_splat(c->list->manner.view.px_per_m);
    q.half_x = qn_f4_mul(q.half_x, px_per_m);
    q.half_y = qn_f4_mul(q.half_y, px_per_m);
    see_four(&c->list->manner.view.lens, four, &q);
    if (!are_seen(&c->gate.seen, &q)) {
        return false;
    }
    store_four(&q, c->gate.fill_mask, out);
    return true;
}

// ---- Many -----------------------------------------------------------------------------------

// From the first on, as long as they exist and are plainly seen; how many were.
static int32_t place_each(const crowd *c, const qn_image_instance *instances, int32_t count,
                          qn_sprite *out)
{
    int32_t done = 0;
    while (done < count && place_one(c, instances + done, out + done)) {
        ++done;
    }
    return done;
}

static int32_t place_plain(const crowd *c, const qn_image_instance *instances, int32_t count,
                           qn_sprite *out)
{
    int32_t done = 0;
    while (done < count) {
        int32_t some = count - done < 4 ? count - done : 4;
        if (QN_U4_IS_FAST && some == 4 && place_four(c, instances + done, out + done)) {
            done += 4;
            continue;
        }
        int32_t placed = place_each(c, instances + done, some, out + done);
        done += placed;
        if (placed < some) {
            break;
        }
    }
    return done;
}

// Nothing in the list changes on the way but its records.
static int32_t append_plain(qn_draw_list *list, const qn_image_instance *instances, int32_t count)
{
    const crowd c = {list, list->gate, (uint32_t)list->image_count};
    const int32_t first = list->sprite_count, room = list->capacity - first;
    int32_t done = place_plain(&c, instances, count < room ? count : room, list->sprites + first);
    list->sprite_count = first + done;
    return done;
}

void qn_draw_images(qn_draw_list *list, const qn_image_instance *instances, int32_t count)
{
    for (int32_t i = 0; i < count; ++i) {
        i += append_plain(list, instances + i, count - i);
        if (i < count) {
            const qn_image_instance *one = &instances[i];
            qn_draw_image(list, one->image, one->pose, one->half_size_m, one->tint);
        }
    }
}
