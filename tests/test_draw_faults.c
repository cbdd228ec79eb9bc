// Memory that runs out while the tools of drawing are made: OUT_OF_MEMORY, and nothing leaks.
#include "draw/draw_scenes.h"
#include "faults.h"
#include "quoin/particle.h"
#include "quoin/tilemap.h"

static qn_error make_particles(void *user)
{
    (void)user;
    qn_particles *particles = NULL;
    qn_error error = qn_particles_create(500, 1, &particles);
    CHECK((particles != NULL) == (error == QN_ERROR_OK));
    qn_particles_destroy(particles);
    return error;
}

static qn_error make_tilemap(void *user)
{
    (void)user;
    qn_tilemap *map = NULL;
    qn_tilemap_def def = {.width = 30, .height = 20, .tile_m = 1.0f, .tile_capacity = 9};
    qn_error error = qn_tilemap_create(&def, &map);
    CHECK((map != NULL) == (error == QN_ERROR_OK));
    qn_tilemap_destroy(map);
    return error;
}

// An atlas with images, and a font in it.
static qn_error make_props(void *user)
{
    (void)user;
    draw_props props;
    qn_error error = draw_props_open(&props);
    draw_props_close(&props);
    return error;
}

TEST(particles_that_find_no_memory_leave_none_behind) { faults_try_each(make_particles, NULL); }
TEST(a_tilemap_that_finds_no_memory_leaves_none_behind) { faults_try_each(make_tilemap, NULL); }
TEST(a_font_that_finds_no_memory_leaves_none_behind) { faults_try_each(make_props, NULL); }
