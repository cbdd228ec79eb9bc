// Particles of every look, in the midst of their lives.
#include "draw/draw_scenes.h"
#include "quoin/particle.h"

static void show(qn_draw_list *list, const qn_particle_kind *kind, qn_vec2 at, int32_t count,
                 int32_t ticks)
{
    qn_particles *particles = NULL;
    int32_t number = 0;
    if (qn_particles_create(256, 3, &particles) == QN_ERROR_OK &&
        qn_particles_add_kind(particles, kind, &number) == QN_ERROR_OK) {
        qn_particles_burst(particles, number, (qn_pose){at, {1.0f, 0.0f}}, qn_v2(0, 0), count);
        for (int32_t i = 0; i < ticks; ++i) {
            qn_particles_tick(particles, 1.0f / 60.0f);
        }
        qn_particles_draw(particles, list, 0.5f);
    }
    qn_particles_destroy(particles);
}

static void particles_burst(qn_draw_list *list, const draw_props *props)
{
    (void)props;
    qn_particle_kind kind = qn_particle_kind_default();
    kind.size_m = (qn_range){1.0f, 3.0f};
    kind.speed_m_s = (qn_range){20.0f, 90.0f};
    kind.gravity_m_s2 = qn_v2(0.0f, -60.0f);
    kind.color = (qn_color_curve){2, {{0.0f, {255, 240, 160, 255}}, {0.8f, {209, 73, 91, 0}}}};
    show(list, &kind, qn_v2(64.0f, 50.0f), 120, 24);
}

static void particles_glow(qn_draw_list *list, const draw_props *props)
{
    (void)props;
    qn_particle_kind kind = qn_particle_kind_default();
    kind.size_m = (qn_range){1.0f, 4.0f};
    kind.glow = 2.0f;
    kind.additive = true;
    kind.origin = QN_ORIGIN_RING;
    kind.origin_half_m = qn_v2(30.0f, 20.0f);
    kind.flies_apart = true;
    kind.spread_rad = 0.2f;
    kind.speed_m_s = (qn_range){10.0f, 20.0f};
    kind.color = (qn_color_curve){1, {{0.0f, {90, 140, 255, 255}}}};
    show(list, &kind, qn_v2(64.0f, 48.0f), 60, 30);
}

static void particles_streak(qn_draw_list *list, const draw_props *props)
{
    (void)props;
    qn_particle_kind kind = qn_particle_kind_default();
    kind.look = QN_PARTICLE_STREAK;
    kind.size_m = (qn_range){0.4f, 0.8f};
    kind.streak_s = 0.08f;
    kind.origin = QN_ORIGIN_BOX;
    kind.origin_half_m = qn_v2(70.0f, 50.0f);
    kind.direction_rad = -1.9f;
    kind.spread_rad = 0.05f;
    kind.speed_m_s = (qn_range){100.0f, 180.0f};
    kind.color = (qn_color_curve){1, {{0.0f, {170, 200, 255, 180}}}};
    show(list, &kind, qn_v2(64.0f, 60.0f), 80, 6);
}

static void particles_tumble(qn_draw_list *list, const draw_props *props)
{
    (void)props;
    qn_particle_kind kind = qn_particle_kind_default();
    kind.look = QN_PARTICLE_BOX;
    kind.size_m = (qn_range){1.0f, 3.0f};
    kind.aspect = 2.0f;
    kind.angle_rad = (qn_range){-3.0f, 3.0f};
    kind.spin_rad_s = (qn_range){-6.0f, 6.0f};
    kind.speed_m_s = (qn_range){20.0f, 70.0f};
    kind.drag_per_s = 1.0f;
    kind.color = (qn_color_curve){2, {{0.0f, {168, 198, 134, 255}}, {1.0f, {60, 80, 60, 255}}}};
    show(list, &kind, qn_v2(64.0f, 48.0f), 50, 40);
}

static void particles_of_images(qn_draw_list *list, const draw_props *props)
{
    qn_particle_kind kind = qn_particle_kind_default();
    kind.look = QN_PARTICLE_IMAGE;
    kind.image = props->disc;
    kind.size_m = (qn_range){6.0f, 12.0f};
    kind.size = (qn_curve){3, {{0.0f, 0.2f}, {0.3f, 1.0f}, {1.0f, 0.4f}}};
    kind.spin_rad_s = (qn_range){-3.0f, 3.0f};
    kind.speed_m_s = (qn_range){10.0f, 60.0f};
    kind.color = (qn_color_curve){2, {{0.0f, {255, 255, 255, 255}}, {1.0f, {255, 255, 255, 0}}}};
    show(list, &kind, qn_v2(64.0f, 48.0f), 40, 30);
}

static const draw_scene scenes[] = {
    DRAW_SCENE(particles_burst),  DRAW_SCENE(particles_glow),      DRAW_SCENE(particles_streak),
    DRAW_SCENE(particles_tumble), DRAW_SCENE(particles_of_images),
};

draw_scene_rows draw_scenes_of_particles(void)
{
    return (draw_scene_rows){scenes, sizeof scenes / sizeof scenes[0]};
}
