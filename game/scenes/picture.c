// The scene first, then the glass: words and buttons are laid out in CSS pixels through a camera of
// their own, so that they keep their size on every screen.
#include "scenes/picture.h"

#include "scenes/glass.h"
#include "scenes/invitation.h"
#include "things/look.h"
#include "things/scenery.h"

picture_images picture_find_images(const qn_atlas *atlas)
{
    if (atlas == NULL) {
        return (picture_images){0};
    }
    return (picture_images){.moon = qn_atlas_find(atlas, "moon"),
                            .cloud = qn_atlas_find(atlas, "cloud"),
                            .emblem = qn_atlas_find(atlas, "bell")};
}

static qn_vec2 usable_surface(qn_vec2 size)
{
    bool is_usable = qn_v2_is_finite(size) && size.x >= 1.0f && size.y >= 1.0f;
    return is_usable ? size : qn_v2(1280.0f, 720.0f);
}

// Nothing is drawn beyond these: a surface of one row of pixels would see to the ends of the world.
static const qn_vec2 far_corner_m = {200.0f, 400.0f};

static qn_aabb visible_area(const qn_camera *camera)
{
    qn_aabb area = qn_camera_view(camera);
    return (qn_aabb){qn_v2_max(area.lower, qn_neg(far_corner_m)),
                     qn_v2_min(area.upper, far_corner_m)};
}

static void draw_balls(const play *p, const look *l, float share, qn_draw_list *list)
{
    qn_draw_layer(list, LAYER_BALL);
    for (int32_t i = 0; i < LEVEL_BALL_CAPACITY; ++i) {
        const ball *b = &p->run.rules.balls[i];
        if (!ball_is_flying(b)) {
            continue;
        }
        qn_pose pose = look_pose(p->run.world, b->body, share);
        float flat = effects_squash_share(&p->effects, i, share);
        if (qn_abs(flat) > 0.02f) {
            ball_draw_squashed(b->kind, pose, p->effects.squashes[i].axis, flat, l, list);
        } else {
            ball_draw_at(b->kind, pose.p, pose.q, 1.0f, l, list);
        }
    }
}

// Lit bells warm the blocks around them.
static void draw_bell_light(const play *p, const look *l, float share, qn_draw_list *list)
{
    if (l->has_contrast) {
        return;
    }
    qn_draw_layer(list, LAYER_LIGHT);
    for (int32_t i = 0; i < p->run.plan->hanging_count; ++i) {
        const bell_state *state = &p->run.rules.bells[i];
        float fresh = 1.0f - (float)state->toll_ticks / (float)TUNE_TOLL_LONG_AGO;
        float strength = l->glow * ((state->is_lit ? 0.10f : 0.04f) + 0.20f * fresh * fresh);
        qn_pose pose = look_pose(p->run.world, p->run.bells[i].body, share);
        qn_vec2 at = qn_transform(pose, qn_v2(0.0f, -0.65f * p->run.bells[i].scale));
        qn_paint paint = {
            .fill = look_alpha(l->bronze_light, strength), .glow_m = 2.6f, .additive = !l->is_day};
        qn_draw_circle(list, at, 0.5f, paint);
    }
}

// A ring closes around the place from which a shot of the past is about to fire again.
static void draw_echo_ahead(const play *p, const look *l, float share, qn_draw_list *list)
{
    int32_t next = shots_before(&p->run.shots, p->run.tick);
    if (next >= p->run.shots.count || (p->mode != PLAY_AIM && p->mode != PLAY_REWIND)) {
        return;
    }
    const shot *due = &p->run.shots.items[next];
    float left = (float)(due->tick - p->run.tick) - share;
    float near = 1.0f - qn_clamp(left / (float)TUNE_ECHO_SHOWN_TICKS, 0.0f, 1.0f);
    sling pulled = {.aim_rad = due->aim_rad, .power = due->power, .is_drawn = true};
    float radius = ball_facts(due->kind)->radius_m + 0.9f * (1.0f - near);
    qn_draw_layer(list, LAYER_EFFECTS);
    qn_draw_ring(list, sling_ball_position(&pulled), radius, 0.05f,
                 qn_fill(look_alpha(l->accent, l->has_contrast ? 1.0f : 0.9f * near)));
}

static void draw_things(const play *p, const look *l, const qn_view *view, float alpha,
                        qn_draw_list *list)
{
    const run *r = &p->run;
    float share = play_step_share(p, alpha);
    bool is_invited = invitation_is_open(p);
    sling shown = is_invited ? invitation_sling(p, alpha, view->reduced_motion) : p->sling;
    sling_picture hand = {.sling = &shown, .look = l};
    hand.ball_share = play_ball_share(p, alpha, &hand.kind);
    hand.dot_shift = view->reduced_motion ? 0.0f : (float)(p->tick_count % 30u) / 30.0f;
    blocks_draw_shadows(&r->blocks, r->world, r->tick, share, l, list);
    sling_draw_behind(&hand, list);
    effects_draw_below(&p->effects, r, p->drain, l, list);
    for (int32_t i = 0; i < r->plan->hanging_count; ++i) {
        bell_draw(&r->bells[i], &r->rules.bells[i], r->world, share, l, list);
    }
    blocks_draw(&r->blocks, r->world, r->tick, share, l, list);
    draw_bell_light(p, l, share, list);
    draw_balls(p, l, share, list);
    sling_draw_front(&hand, list);
    if (p->sling.is_drawn && hand.ball_share > 0.0f && p->mode == PLAY_AIM) {
        sling_draw_trajectory(&hand, 1.0f, list);
    }
    draw_echo_ahead(p, l, share, list);
    effects_draw(&p->effects, alpha, l, list);
}

static void draw_scene(const picture_subject *subject, const look *l, const qn_view *view,
                       qn_vec2 surface_px, float alpha, qn_draw_list *list)
{
    const play *p = subject->play;
    qn_camera camera = sight_camera(&p->sight, surface_px, alpha, view->reduced_motion);
    // What is far off comes nearer less than the tower does.
    qn_camera far = sight_far_camera(&p->sight, surface_px, alpha);
    scenery_view scenery = {.visible_m = visible_area(&far),
                            .look_m = sight_look(&p->sight, alpha),
                            .moon = subject->images->moon,
                            .cloud = subject->images->cloud,
                            .tick_count = view->reduced_motion ? 0 : p->tick_count,
                            .look = l};
    qn_draw_camera(list, &far);
    scenery_draw_far(&scenery, list);
    qn_draw_camera(list, &camera);
    scenery.visible_m = visible_area(&camera);
    scenery_draw_near(&scenery, list);
    draw_things(p, l, view, alpha, list);
}

// Bells and sparks bloom; time that flows backwards takes the colours with it.
static void finish(const play *p, const look *l, bool draws_slowly, qn_draw_list *list)
{
    float drain = p->drain;
    if (l->has_contrast || (draws_slowly && drain <= 0.01f)) {
        return;
    }
    qn_post post = {.bloom = draws_slowly ? 0.0f : l->bloom,
                    .bloom_threshold = l->bloom_threshold,
                    .saturation = -0.78f * drain,
                    .contrast = -0.10f * drain,
                    .vignette = l->vignette + 0.30f * drain};
    if (drain > 0.01f) {
        post.tint = qn_color_mix(qn_rgb(0xFFFFFFu), qn_rgb(l->drained), drain);
    }
    qn_draw_post(list, &post);
}

void picture_draw(const picture_subject *subject, const qn_view *view, qn_draw_list *list)
{
    const look *l = look_for(view->is_light, view->high_contrast);
    qn_vec2 surface_px = usable_surface(view->surface_px);
    float alpha = qn_is_finite(view->alpha) ? qn_clamp(view->alpha, 0.0f, 1.0f) : 1.0f;
    qn_draw_begin(list, qn_rgb(l->sky[0]));
    draw_scene(subject, l, view, surface_px, alpha, list);
    glass g = glass_open(subject, l, view, surface_px, alpha, list);
    glass_draw_hud(&g);
    invitation_draw(&g);
    glass_draw_card(&g);
    finish(subject->play, l, view->draws_slowly, list);
}
