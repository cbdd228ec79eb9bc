#include "scenes_parts.h"

void race_box(int32_t body, float x, float y, float half_width, float half_height)
{
    const float xy[8] = {x - half_width, y - half_height, x + half_width, y - half_height,
                         x + half_width, y + half_height, x - half_width, y + half_height};
    maker_polygon(body, xy, 4, 0.0f);
}

int32_t race_body_at(int32_t kind, float x, float y) { return maker_body(kind, x, y, 0.0f); }

int32_t race_ground(void) { return race_body_at(MAKER_STATIC, 0.0f, 0.0f); }

void race_box_line(int32_t body, race_point first, race_point step, int32_t count,
                   race_point half_size)
{
    race_point p = first;
    for (int32_t i = 0; i < count; ++i) {
        race_box(body, p.x, p.y, half_size.x, half_size.y);
        p.x += step.x;
        p.y += step.y;
    }
}

race_point race_turn(race_point q, race_point p)
{
    return (race_point){q.x * p.x - q.y * p.y, q.y * p.x + q.x * p.y};
}

race_point race_turn_back(race_point q, race_point p)
{
    return (race_point){q.x * p.x + q.y * p.y, q.x * p.y - q.y * p.x};
}

// The series to the ninth power, of the angle with that sine in the right half of the circle.
float race_sine(float angle)
{
    float a = angle;
    if (a > 0.5f * RACE_PI) {
        a = RACE_PI - a;
    } else if (a < -0.5f * RACE_PI) {
        a = -RACE_PI - a;
    }
    float s = a * a;
    float series = 1.0f - s / 6.0f * (1.0f - s / 20.0f * (1.0f - s / 42.0f * (1.0f - s / 72.0f)));
    return a * series;
}

float race_random(uint32_t *state, float low, float high)
{
    uint32_t x = *state != 0 ? *state : 0x9E3779B9u;
    x ^= x << 13;
    x ^= x >> 17;
    x ^= x << 5;
    *state = x;
    return low + (high - low) * ((float)(x >> 8) * (1.0f / 16777216.0f));
}
