// Where the eye should look. A tall screen is too narrow for the level: it shows all of it at
// first, then the ball, its path and the bell that comes next; a ball in flight is followed, and so
// is what it does to the tower. Calm, nothing is followed.
#include "scenes/play_parts.h"

// The ball that was fired last, of those that fly.
static const ball *newest_ball(const play *p)
{
    const ball *newest = NULL;
    for (int32_t i = 0; i < LEVEL_BALL_CAPACITY; ++i) {
        const ball *b = &p->run.rules.balls[i];
        if (ball_is_flying(b) && (newest == NULL || b->age_ticks < newest->age_ticks)) {
            newest = b;
        }
    }
    return newest;
}

float play_lean(const play *p)
{
    const ball *flying = newest_ball(p);
    if (flying == NULL) {
        return 0.0f;
    }
    float x = qn_body_pose(p->run.world, flying->body).p.x;
    return TUNE_LOOK_SHARE * (qn_clamp(x, -10.0f, 10.0f) - TUNE_SLING_X_M);
}

qn_vec2 play_focus_px(const play *p, qn_vec2 surface_px)
{
    bool is_usable = qn_v2_is_finite(surface_px) && surface_px.x >= 1.0f && surface_px.y >= 1.0f;
    int32_t next = 0;
    while (next + 1 < p->run.plan->hanging_count && p->run.rules.bells[next].is_lit) {
        next += 1;
    }
    if (!is_usable) {
        return qn_v2(0.0f, 0.0f);
    }
    qn_camera camera = sight_camera(&p->sight, surface_px, 1.0f, true);
    return qn_camera_to_px(&camera, bell_center(&p->run.bells[next], p->run.world));
}

// Where a pulled ball would come down, if nothing stood in its way.
static float end_of_path(const play *p)
{
    qn_vec2 from = sling_ball_position(&p->sling);
    qn_vec2 velocity = sling_launch_velocity(&p->sling);
    float fall = velocity.y * velocity.y - 2.0f * TUNE_GRAVITY_MPS2 * from.y;
    float time_s = (velocity.y + __builtin_sqrtf(qn_max(fall, 0.0f))) / -TUNE_GRAVITY_MPS2;
    return from.x + velocity.x * time_s;
}

static float top_of_path(const play *p)
{
    float rise = qn_max(sling_launch_velocity(&p->sling).y, 0.0f);
    return sling_ball_position(&p->sling).y - 0.5f * rise * rise / TUNE_GRAVITY_MPS2;
}

// The right end of what a bell hangs from, as it was built: no swing moves the frame.
static float right_of_beam(const level *plan, const hanging *how)
{
    const course *row = &plan->courses[how->course];
    float from_middle = (float)how->block - 0.5f * (float)(row->count - 1);
    return plan->origin_x_m + row->center_x_m + row->pitch_m * from_middle + 0.5f * row->width_m +
           TUNE_FRAME_BEAM_M;
}

// The bell may have fallen elsewhere.
static float right_of_bell(const play *p, int32_t index)
{
    float beam = right_of_beam(p->run.plan, &p->run.plan->hangings[index]);
    float now = bell_center(&p->run.bells[index], p->run.world).x + TUNE_FRAME_BESIDE_M;
    return p->run.rules.bells[index].is_lit ? beam : qn_max(beam, now);
}

// Of the bell that comes next, the one nearest to the sling that has not tolled, and of those
// behind it that the path reaches; when all have tolled, of all.
static float right_of_aim(const play *p)
{
    float next = TUNE_VIEW_RIGHT_M, last = TUNE_VIEW_LEFT_M;
    float reach = p->sling.is_drawn ? end_of_path(p) : TUNE_VIEW_LEFT_M;
    bool is_over = run_lit_count(&p->run) == p->run.plan->hanging_count;
    for (int32_t i = 0; i < p->run.plan->hanging_count; ++i) {
        float right = right_of_bell(p, i);
        next = p->run.rules.bells[i].is_lit ? next : qn_min(next, right);
        last = is_over || reach > right - TUNE_FRAME_BESIDE_M ? qn_max(last, right) : last;
    }
    return qn_min(is_over ? last : qn_max(next, last), TUNE_VIEW_RIGHT_M);
}

static sight_frame frame_of_aim(const play *p)
{
    sight_frame whole = sight_whole();
    float left = sling_ball_position(&p->sling).x - 0.5f * TUNE_FRAME_BESIDE_M;
    float top = p->sling.is_drawn ? top_of_path(p) + TUNE_FRAME_BESIDE_M : whole.top_m;
    return (sight_frame){qn_max(left, whole.left_m), right_of_aim(p), qn_max(top, whole.top_m)};
}

static sight_frame frame_about(float x_m, float top_m)
{
    sight_frame whole = sight_whole();
    float middle =
        qn_clamp(x_m, whole.left_m + TUNE_FRAME_FOLLOW_M, whole.right_m - TUNE_FRAME_FOLLOW_M);
    return (sight_frame){middle - TUNE_FRAME_FOLLOW_M, middle + TUNE_FRAME_FOLLOW_M,
                         qn_max(whole.top_m, top_m)};
}

static sight_frame frame_of_flight(const play *p, const ball *flying)
{
    qn_vec2 at = qn_body_pose(p->run.world, flying->body).p;
    qn_vec2 soon = qn_mul_add(at, TUNE_FRAME_AHEAD_S, flying->velocity_mps);
    return frame_about(soon.x, qn_max(at.y, soon.y) + TUNE_FRAME_BESIDE_M);
}

// Of a run that plays once more, or comes to rest: the sling until it lets go, then the last bell.
static sight_frame frame_of_replay(const play *p)
{
    bool is_before = p->run.shots.count > 0 && p->run.tick <= p->run.shots.items[0].tick;
    return frame_about(is_before ? TUNE_SLING_X_M : p->sight.focus_m.x, 0.0f);
}

static sight_frame frame_of_turn(const play *p)
{
    bool begins = p->tick_count < TUNE_FRAME_WHOLE_TICKS && p->run.shots.count == 0;
    return begins && !p->is_invited ? sight_whole() : frame_of_aim(p);
}

sight_frame play_frame(const play *p)
{
    const ball *flying = newest_ball(p);
    bool is_turned_back = p->mode == PLAY_REWIND || p->ghost_end_tick > 0;
    bool is_pulled = p->mode == PLAY_AIM && p->sling.is_drawn;
    if (p->is_calm || is_pulled) {
        return frame_of_aim(p);
    }
    if (flying != NULL && !is_turned_back) {
        return frame_of_flight(p, flying);
    }
    switch (p->mode) {
    case PLAY_TITLE:
        return sight_whole();
    case PLAY_AIM:
        return frame_of_turn(p);
    case PLAY_REWIND:
        return frame_of_aim(p);
    case PLAY_WON:
    case PLAY_CARD:
    case PLAY_WATCH:
        return frame_of_replay(p);
    }
    return sight_whole();
}
