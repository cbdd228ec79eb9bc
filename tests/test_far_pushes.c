// A hundred kilometres from the origin fields, wind, explosions and cuts are as at the origin.
#include "check.h"
#include "far.h"
#include "scenes.h"

#define NEAR_M 0.001f
#define FIVE_SECONDS 300

// ---- Fields ---------------------------------------------------------------------------------

static void add_field(far_scene *s, const qn_field_def *def)
{
    CHECK(qn_field_create(s->world, def).raw != 0);
}

// Two rafts: one in the sea of the world, one in a pool that the mark carries.
static void build_rafts(far_scene *s)
{
    qn_body_id raft = far_box(s, QN_BODY_DYNAMIC, -20.0f, 2.0f, 1.0f, 0.25f);
    qn_body_set_velocity(s->world, raft, qn_v2(0.5f, 0.0f), 0.25f);
    raft = far_box(s, QN_BODY_DYNAMIC, 4.0f, 3.0f, 0.5f, 0.5f);
    qn_body_set_velocity(s->world, raft, qn_v2(0.0f, 0.0f), 0.5f);
    for (int i = 1; i < 3; ++i) {
        qn_shape_id shape;
        qn_body_shapes(s->world, s->bodies[i], &shape, 1);
        qn_shape_set_density(s->world, shape, 500.0f);
    }
    qn_field_def def = qn_field_def_default();
    def.kind = QN_FIELD_BUOYANCY;
    def.body = s->bodies[0];
    def.region = qn_region_box(qn_v2(0.0f, -4.0f), qn_v2(8.0f, 1.5f));
    add_field(s, &def);
    def = qn_field_def_default();
    def.kind = QN_FIELD_BUOYANCY;
    def.buoyancy.surface_m = far_at(s, 0.0f, 1.0f);
    def.buoyancy.surface_normal = qn_v2(0.0f, 1.0f);
    def.mask_bits = 2;
    add_field(s, &def);
    qn_shape_id shape;
    qn_body_shapes(s->world, s->bodies[1], &shape, 1);
    qn_shape_set_filter(s->world, shape,
                        (qn_shape_filter){.category_bits = 2, .mask_bits = UINT64_MAX});
}

TEST(rafts_far_away_float_as_at_the_origin)
{
    CHECK_NEAR(far_worst(build_rafts, NULL, FIVE_SECONDS), 0.0, NEAR_M);
}

// Bodies slide over the borders of a wind tunnel, turned, and of a round hole with drag.
static void build_areas(far_scene *s)
{
    qn_world_set_gravity(s->world, qn_v2(0.0f, 0.0f));
    for (int i = 0; i < 4; ++i) {
        qn_body_id box = far_box(s, QN_BODY_DYNAMIC, -3.0f, 2.0f * (float)i, 0.5f, 0.25f);
        qn_body_set_velocity(s->world, box, qn_v2(2.0f, 0.0f), 0.5f * (float)i);
    }
    qn_field_def def = qn_field_def_default();
    def.body = s->bodies[0];
    def.region = qn_region_box(qn_v2(0.0f, -1.0f), qn_v2(2.0f, 7.0f));
    def.area.acceleration_mps2 = qn_v2(1.0f, 2.0f);
    def.area.angular_drag_per_s = 0.5f;
    add_field(s, &def);
    def = qn_field_def_default();
    def.body = s->bodies[0];
    def.region = qn_region_circle(qn_v2(6.0f, 4.0f), 2.0f);
    def.area.flow_mps = qn_v2(0.0f, -3.0f);
    def.area.linear_drag_per_s = 1.0f;
    add_field(s, &def);
}

TEST(borders_of_fields_far_away_are_where_they_are_at_the_origin)
{
    CHECK_NEAR(far_worst(build_areas, NULL, FIVE_SECONDS), 0.0, NEAR_M);
}

// Orbits about a point of the world and about one of a body on its way, and a whirl.
static void build_orbits(far_scene *s)
{
    qn_world_set_gravity(s->world, qn_v2(0.0f, 0.0f));
    qn_body_id moon = far_box(s, QN_BODY_DYNAMIC, 4.0f, 0.0f, 0.25f, 0.125f);
    qn_body_set_velocity(s->world, moon, qn_v2(0.0f, 5.0f), 0.0f);
    qn_body_id leaf = far_box(s, QN_BODY_DYNAMIC, -1.5f, 0.0f, 0.25f, 0.25f);
    qn_body_set_velocity(s->world, leaf, qn_v2(0.0f, -5.0f), 0.0f);
    qn_body_id planet = far_body(s, QN_BODY_KINEMATIC, 8.0f, 8.0f);
    qn_body_set_velocity(s->world, planet, qn_v2(0.125f, -0.25f), 0.25f);
    qn_field_def def = qn_field_def_default();
    def.kind = QN_FIELD_POINT;
    def.point.point_m = far_at(s, 0.5f, 0.25f);
    def.point.acceleration_mps2 = 25.0f;
    def.point.falloff = QN_FALLOFF_INVERSE;
    add_field(s, &def);
    def.body = planet;
    def.point.point_m = qn_v2(0.5f, 0.0f);
    def.point.acceleration_mps2 = 2.0f;
    add_field(s, &def);
    def = qn_field_def_default();
    def.kind = QN_FIELD_RADIAL;
    def.radial.axis_m = far_at(s, 1.0f, 1.0f);
    def.radial.tangential_mps2 = 0.5f;
    def.radial.inward_mps2 = 1.0f;
    def.radial.flow_mps = 1.0f;
    def.radial.linear_drag_per_s = 0.25f;
    def.radial.max_distance_m = 5.0f;
    add_field(s, &def);
}

TEST(orbits_and_whirls_far_away_are_as_at_the_origin)
{
    CHECK_NEAR(far_worst(build_orbits, NULL, FIVE_SECONDS), 0.0, NEAR_M);
}

static void build_gale(far_scene *s)
{
    for (int i = 0; i < 3; ++i) {
        qn_body_id box = far_box(s, QN_BODY_DYNAMIC, 3.0f * (float)i, 0.0f, 1.0f, 0.0625f);
        qn_body_set_velocity(s->world, box, qn_v2(1.0f, 0.0f), 0.5f * (float)i);
    }
    qn_field_def def = qn_field_def_default();
    def.kind = QN_FIELD_WIND;
    def.wind.velocity_mps = qn_v2(6.0f, 1.0f);
    def.wind.drag_kgpm2 = 10.0f;
    add_field(s, &def);
    qn_world_set_gravity(s->world, qn_v2(0.0f, -1.0f));
}

static void blow(far_scene *s, int step)
{
    (void)step;
    qn_shape_id shape;
    qn_wind wind = {.velocity_mps = {-3.0f, 2.0f}, .drag_kgpm2 = 20.0f, .lift_kgpm2 = 5.0f};
    qn_body_shapes(s->world, s->bodies[1], &shape, 1);
    qn_shape_apply_wind(s->world, shape, &wind, SCENE_DT_S);
}

TEST(wind_far_away_carries_boards_as_at_the_origin)
{
    CHECK_NEAR(far_worst(build_gale, blow, FIVE_SECONDS), 0.0, NEAR_M);
}

// ---- Explosions -----------------------------------------------------------------------------

// Drifting and turning, so that floats cannot say where they are.
static void build_debris(far_scene *s)
{
    qn_world_set_gravity(s->world, qn_v2(0.0f, -0.25f));
    for (int i = 0; i < 6; ++i) {
        float t = (float)i;
        qn_body_id box = far_box(s, QN_BODY_DYNAMIC, 2.0f * t - 5.0f, 1.0f, 0.25f, 0.5f);
        qn_body_set_velocity(s->world, box, qn_v2(0.07f * t - 0.1f, 0.11f), 0.3f * t - 1.0f);
    }
    far_box(s, QN_BODY_STATIC, 2.0f, 1.0f, 0.0625f, 1.0f);
}

static void explode(far_scene *s, int step)
{
    if (step % 90 == 25) {
        qn_explosion_def def = qn_explosion_def_default();
        def.position_m = far_at(s, 0.25f, 0.5f);
        def.radius_m = 2.0f;
        def.falloff_m = 4.0f;
        def.impulse_per_length_nspm = 400.0f;
        def.shield_mask_bits = UINT64_MAX;
        CHECK_ERROR(qn_world_explode(s->world, &def, NULL), QN_ERROR_OK);
    }
}

TEST(explosions_far_away_throw_bodies_as_at_the_origin)
{
    CHECK_NEAR(far_worst(build_debris, explode, FIVE_SECONDS), 0.0, NEAR_M);
}

// ---- Cuts -----------------------------------------------------------------------------------

static void build_plank(far_scene *s)
{
    qn_world_set_gravity(s->world, qn_v2(0.0f, -0.25f));
    qn_body_id plank = far_box(s, QN_BODY_DYNAMIC, 0.0f, 0.0f, 2.0f, 0.5f);
    qn_body_set_velocity(s->world, plank, qn_v2(0.25f, 0.5f), 0.75f);
}

static void slice(far_scene *s, int step)
{
    if (step % 20 == 19 && step < 90) {
        qn_body_id piece;
        CHECK_ERROR(qn_body_slice(s->world, s->bodies[1], far_at(s, 0.25f, 0.375f),
                                  qn_v2(1.0f, 2.0f), &piece),
                    QN_ERROR_OK);
        s->bodies[s->count] = piece;
        s->count += piece.raw != 0 ? 1 : 0;
    }
}

TEST(slices_far_away_cut_where_they_do_at_the_origin)
{
    CHECK_NEAR(far_worst(build_plank, slice, 120), 0.0, NEAR_M);
}

static void break_up(far_scene *s, int step)
{
    if (step == 40) {
        qn_vec2 seeds[4] = {far_at(s, -0.75f, 0.25f), far_at(s, 0.5f, 0.25f),
                            far_at(s, 0.25f, 0.75f), far_at(s, 1.0f, 0.5f)};
        qn_fracture_def def = qn_fracture_def_default();
        qn_body_id pieces[8];
        def.seeds_m = seeds;
        def.seed_count = 4;
        int32_t count;
        CHECK_ERROR(qn_body_fracture(s->world, s->bodies[1], &def, pieces, 8, &count), QN_ERROR_OK);
        CHECK(count > 1);
        for (int32_t i = 1; i < count; ++i) {
            s->bodies[s->count++] = pieces[i];
        }
    }
}

TEST(breaks_far_away_leave_the_pieces_of_the_origin)
{
    CHECK_NEAR(far_worst(build_plank, break_up, 120), 0.0, NEAR_M);
}

// Masses, and where they lie.
TEST(pieces_far_away_weigh_what_they_weigh_at_the_origin)
{
    for (int place = 0; place < FAR_PLACE_COUNT; ++place) {
        far_scene near = far_scene_at(qn_v2(0.0f, 0.0f), build_plank);
        far_scene far = far_scene_at(far_place(place), build_plank);
        for (int step = 0; step <= 40; ++step) {
            break_up(&near, step);
            break_up(&far, step);
            scene_step(near.world, 1);
            scene_step(far.world, 1);
        }
        CHECK_INT(near.count, far.count);
        for (int i = 1; i < near.count && i < far.count; ++i) {
            qn_mass a = qn_body_mass_data(near.world, near.bodies[i]);
            qn_mass b = qn_body_mass_data(far.world, far.bodies[i]);
            CHECK_NEAR(b.mass_kg, a.mass_kg, 0.001f * a.mass_kg);
            CHECK_NEAR(qn_distance(a.center_m, b.center_m), 0.0, NEAR_M);
        }
        qn_world_destroy(near.world);
        qn_world_destroy(far.world);
    }
}
