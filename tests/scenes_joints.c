#include <math.h>

#include "joints.h"
#include "scenes.h"

float joints_nan(void) { return NAN; }

float joints_infinity(void) { return INFINITY; }

// The time of the next rising crossing, interpolated within its step.
static double next_crossing(qn_world *world, qn_body_id body, double *time)
{
    float before = qn_body_pose(world, body).p.x;
    for (int i = 0; i < 6000; ++i) {
        scene_step(world, 1);
        *time += (double)SCENE_DT_S;
        float now = qn_body_pose(world, body).p.x;
        if (before < 0.0f && now >= 0.0f) {
            return *time - (double)SCENE_DT_S * (double)(now / (now - before));
        }
        before = now;
    }
    return 0.0;
}

double joints_period(qn_world *world, qn_body_id body, int period_count)
{
    double time = 0.0;
    double first = next_crossing(world, body, &time);
    double last = first;
    for (int i = 0; i < period_count; ++i) {
        last = next_crossing(world, body, &time);
    }
    return (last - first) / period_count;
}

float joints_amplitude(qn_world *world, qn_body_id body, int step_count)
{
    float largest = 0.0f;
    for (int i = 0; i < step_count; ++i) {
        scene_step(world, 1);
        largest = qn_max(largest, qn_abs(qn_body_pose(world, body).p.x));
    }
    return largest;
}

qn_vec2 joints_momentum(const qn_world *world, qn_body_id a, qn_body_id b)
{
    qn_vec2 sum = qn_mul(qn_body_mass(world, a), qn_body_velocity(world, a));
    return qn_mul_add(sum, qn_body_mass(world, b), qn_body_velocity(world, b));
}

static double angular_momentum(const qn_world *world, qn_body_id body)
{
    qn_vec2 momentum = qn_mul(qn_body_mass(world, body), qn_body_velocity(world, body));
    return (double)qn_cross(qn_body_center_of_mass(world, body), momentum) +
           (double)(qn_body_rotational_inertia(world, body) *
                    qn_body_angular_velocity(world, body));
}

double joints_angular_momentum(const qn_world *world, qn_body_id a, qn_body_id b)
{
    return angular_momentum(world, a) + angular_momentum(world, b);
}
