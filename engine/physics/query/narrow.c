// The pieces that come into question are looked up by a box (terrain/children.h).
#include "physics/query/narrow.h"

#include "physics/terrain/children.h"

qn_aabb qn_aabb_in_frame(qn_pose pose, qn_aabb box)
{
    qn_vec2 half = qn_mul(0.5f, qn_sub(box.upper, box.lower));
    qn_vec2 middle = qn_inv_transform(pose, qn_mul(0.5f, qn_add(box.lower, box.upper)));
    qn_vec2 reach = {qn_abs(pose.q.c) * half.x + qn_abs(pose.q.s) * half.y,
                     qn_abs(pose.q.s) * half.x + qn_abs(pose.q.c) * half.y};
    return (qn_aabb){qn_sub(middle, reach), qn_add(middle, reach)};
}

bool qn_gap_to_shape(const qn_world *world, const qn_hull *hull, qn_pose shape_in_hull,
                     int32_t shape, float most_m, qn_gap *out)
{
    qn_aabb box = qn_hull_aabb(hull, qn_pose_identity());
    qn_vec2 border = {most_m, most_m};
    box = (qn_aabb){qn_sub(box.lower, border), qn_add(box.upper, border)};
    qn_children walk = qn_children_near(world, shape, qn_aabb_in_frame(shape_in_hull, box));
    bool is_found = false;
    while (qn_children_next(&walk)) {
        qn_gap gap;
        qn_hull_gap(hull, walk.hull, shape_in_hull, &gap);
        if (gap.separation_m <= most_m && (!is_found || gap.separation_m < out->separation_m)) {
            *out = gap;
            is_found = true;
        }
    }
    return is_found;
}

bool qn_touches_shape(const qn_world *world, const qn_hull *hull, qn_pose hull_in_shape,
                      int32_t shape)
{
    qn_children walk = qn_children_near(world, shape, qn_hull_aabb(hull, hull_in_shape));
    while (qn_children_next(&walk)) {
        qn_gap gap;
        qn_hull_gap(walk.hull, hull, hull_in_shape, &gap);
        if (gap.separation_m <= 0.0f) {
            return true;
        }
    }
    return false;
}
