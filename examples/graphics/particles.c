// Particles: a kind, a burst, an emitter.
#include "sample.h"

static void sparks(void)
{
    stage s = open_stage();
    qn_draw_list *list = s.list;
    float alpha = 1;
    // [sparks]
    qn_particle_kind spark = qn_particle_kind_default();
    spark.look = QN_PARTICLE_STREAK;
    spark.streak_s = 0.03f;
    spark.size_m = (qn_range){0.02f, 0.05f};
    spark.direction_rad = 0.5f * QN_PI; // up, give or take
    spark.spread_rad = 0.8f;
    spark.speed_m_s = (qn_range){2, 7};
    spark.gravity_m_s2 = qn_v2(0, -9);
    spark.drag_per_s = 1;
    spark.life_s = (qn_range){0.4f, 0.9f};
    spark.size = (qn_curve){2, {{0, 1}, {1, 0.2f}}};
    spark.color = (qn_color_curve){2, {{0, {255, 230, 150, 255}}, {1, {220, 60, 20, 0}}}};
    spark.additive = true;
    spark.rate_hz = 120;

    qn_particles *particles;
    int32_t kind;
    qn_particles_create(10000, 1, &particles);
    qn_particles_add_kind(particles, &spark, &kind);

    qn_pose hit = {{0, 1}, {1, 0}};
    qn_particles_burst(particles, kind, hit, qn_v2(0, 0), 40); // at once
    qn_emitter torch = {.kind = kind, .pose = hit};
    for (int i = 0; i < 12; ++i) {
        qn_particles_tick(particles, TICK_S);
        qn_particles_emit(particles, &torch, TICK_S); // and two more a tick
    }
    qn_particles_draw(particles, list, alpha);
    // [/sparks]
    CHECK_NEAR(qn_particles_get_counters(particles).live_count, 40 + 24, 1);
    CHECK_NEAR(record_count(&s), 64, 2);
    qn_particles_destroy(particles);
    close_stage(&s);
}
