// Tuning, and looking into a world.
#include "sample.h"

#include <string.h>

static void tuning(void)
{
    qn_world *world = new_world();
    add_floor(world);
    // [tuning]
    qn_world_tuning tuning = qn_world_get_tuning(world);
    tuning.time_to_sleep_s = 0.1f;
    tuning.restitution_threshold_mps = 0.2f;
    qn_error error = qn_world_set_tuning(world, &tuning); // all fields or none
    // [/tuning]
    CHECK_ERROR(error, QN_ERROR_OK);
    qn_body_id crate = add_body(world, QN_BODY_DYNAMIC, 0, 0.5f);
    add_box(world, crate, 0.5f, 0.5f);
    run(world, 15);
    CHECK(!qn_body_is_awake(world, crate));
    qn_world_destroy(world);
}

// [clock]
static uint64_t now_ns(void *context)
{
    uint64_t *ticks = context; // a real host reads its monotonic clock here
    return *ticks += 1000;
}
// [/clock]

static void profile(void)
{
    qn_world *world = new_world();
    add_floor(world);
    uint64_t ticks = 0;
    // [profile]
    qn_world_set_clock(world, now_ns, &ticks);
    run(world, 1);
    int32_t count;
    const float *us = qn_world_profile(world, &count);
    float solve_us = 0;
    for (int32_t i = 0; i < count; ++i) {
        if (strcmp(qn_world_stage_name(i), "solve") == 0) {
            solve_us = us[i];
        }
    }
    qn_world_counters counters = qn_world_get_counters(world);
    // [/profile]
    CHECK(solve_us >= 1);
    CHECK_INT(counters.body_count, 1);
    CHECK(counters.memory_bytes > 1000);
    qn_world_destroy(world);
}

static void debug_draw(void)
{
    qn_world *world = new_world();
    qn_body_id body = add_body(world, QN_BODY_DYNAMIC, 0, 0);
    add_circle(world, body, 1);
    add_box(world, body, 1, 1);
    int line_count = 0, arc_count = 0;
    // [debug-draw]
    qn_debug_record records[256];
    int32_t count;
    qn_debug_opts opts = {.flags = QN_DEBUG_SHAPES};
    qn_world_debug_draw(world, &opts, records, 256, &count);
    for (int32_t i = 0; i < count && i < 256; ++i) {
        switch (records[i].kind) {
        case QN_DEBUG_EDGE: // draw_line(v[0], v[1], v[2], v[3], color)
        case QN_DEBUG_LINE:
            line_count += 1;
            break;
        case QN_DEBUG_CIRCLE: // draw_circle(v[0], v[1], v[2], color)
        case QN_DEBUG_ARC:    // draw_arc(v[0], v[1], v[2], v[3], v[4], color)
            arc_count += 1;
            break;
        default: // QN_DEBUG_POINT, QN_DEBUG_NUMBER
            break;
        }
    }
    // [/debug-draw]
    CHECK(line_count >= 4);
    CHECK_INT(arc_count, 1);
    qn_world_destroy(world);
}

static void advice(void)
{
    qn_world *world = new_world();
    char text[160] = "";
    // [advice]
    add_floor(world);
    qn_body_id mouse = add_body(world, QN_BODY_DYNAMIC, 0, 0.05f);
    add_box(world, mouse, 0.05f, 0.05f); // 10 kg
    qn_body_id elephant = add_body(world, QN_BODY_DYNAMIC, 0, 1.1f);
    add_box(world, elephant, 1, 1); // 4000 kg
    run(world, 10);
    qn_advice list[8];
    int32_t count;
    qn_world_advise(world, list, 8, &count);
    for (int32_t i = 0; i < count && i < 8; ++i) {
        if (list[i].code == QN_ADVICE_HEAVY_ON_LIGHT) {
            qn_advice_text(&list[i], text, sizeof text);
        }
    }
    // "body 2 is 400 times heavier than body 1 below it"
    // [/advice]
    CHECK_TEXT(text, "body 2 is 400 times heavier than body 1 below it");
    qn_world_destroy(world);
}
