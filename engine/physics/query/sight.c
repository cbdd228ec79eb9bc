// The tree leaves out most shapes of other categories; here each one is asked.
#include "physics/query/sight.h"

#include "physics/check.h"

#define ROUNDING 4.0e-7f // of a metre per metre: a few steps of a float

qn_error qn_sight_read(const qn_world *world, qn_filter filter, qn_sight *out)
{
    *out = (qn_sight){filter.category_bits, filter.mask_bits, QN_NONE, filter.sees_sensors};
    if (filter.ignored_body.raw != 0) {
        out->ignored_body = qn_find_body(world, filter.ignored_body);
        if (out->ignored_body == QN_NONE) {
            return qn_refuse_handle(world, filter.ignored_body.raw);
        }
    }
    return QN_ERROR_OK;
}

bool qn_sight_sees(const qn_world *world, const qn_sight *sight, int32_t index)
{
    const qn_shape *shape = &world->shapes[index];
    return (shape->mask_bits & sight->category_bits) != 0 &&
           (shape->category_bits & sight->mask_bits) != 0 &&
           (sight->sees_sensors || !qn_shape_senses(shape)) && shape->body != sight->ignored_body;
}

float qn_rounding_near(qn_vec2 a, qn_vec2 b)
{
    return ROUNDING * (1.0f + qn_abs(a.x) + qn_abs(a.y) + qn_abs(b.x) + qn_abs(b.y));
}

qn_aabb qn_aabb_grown(qn_aabb box, float border)
{
    qn_vec2 b = {border, border};
    return (qn_aabb){qn_sub(box.lower, b), qn_add(box.upper, b)};
}
