// A world and a character in it, who falls by itself, for tests of characters.
#ifndef TESTS_STAGE_H
#define TESTS_STAGE_H

#include "check.h"
#include "quoin/physics.h"
#include "scenes.h"
#include "sound.h"

#define FOOT 0.91 // from the ground to the position of a standing default character, skin included

typedef struct stage {
    qn_world *world;
    qn_character_id who;
    qn_character_motion last;
    float fall;
    int air_count; // moves that did not end on the ground
} stage;

static inline stage stage_new(float x, float y)
{
    stage s = {.world = scene_world()};
    qn_character_def def = qn_character_def_default();
    def.position_m = qn_v2(x, y);
    s.who = qn_character_create(s.world, &def);
    CHECK(s.who.raw != 0);
    return s;
}

static inline void stage_tick(stage *s, float speed)
{
    bool stands = (s->last.flags & QN_CHARACTER_GROUNDED) != 0;
    s->fall = stands ? 0.0f : s->last.velocity_mps.y;
    qn_vec2 v = {speed, s->fall - 10.0f * SCENE_DT_S};
    CHECK_ERROR(qn_character_move(s->world, s->who, v, SCENE_DT_S, &s->last), QN_ERROR_OK);
    s->air_count += (s->last.flags & QN_CHARACTER_GROUNDED) == 0;
    scene_step(s->world, 1);
}

static inline void stage_ticks(stage *s, float speed, int count)
{
    for (int i = 0; i < count; ++i) {
        stage_tick(s, speed);
    }
}

static inline void stage_end(stage *s)
{
    check_sound(s->world);
    qn_world_destroy(s->world);
}

static inline qn_body_id stage_box(stage *s, qn_body_type type, float x, float y, float hx,
                                   float hy, float a)
{
    qn_body_id body = scene_body(s->world, type, x, y);
    qn_shape_def def = qn_shape_def_default();
    qn_shape_create_box(s->world, body, &def, qn_v2(0.0f, 0.0f), qn_v2(hx, hy), a);
    return body;
}

// The plane through the origin, rising to the right.
static inline void stage_slope(stage *s, float angle)
{
    qn_rot q = qn_rot_from_angle(angle);
    qn_vec2 center = qn_rotate(q, qn_v2(0.0f, -1.0f));
    stage_box(s, QN_BODY_STATIC, center.x, center.y, 40.0f, 1.0f, angle);
}

#endif
