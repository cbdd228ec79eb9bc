// What the drawing of all things shares: the layers, the palettes of night and day, and the pose
// between two ticks.
#ifndef GAME_THINGS_LOOK_H
#define GAME_THINGS_LOOK_H

#include "levels/level.h"
#include "quoin/draw.h"
#include "quoin/physics.h"

enum look_layer {
    LAYER_SKY = 0,
    LAYER_HILLS = 10,
    LAYER_GROUND = 20,
    LAYER_SHADOWS = 25,
    LAYER_BEHIND = 30, // the far post of the sling, the glow behind the bells
    LAYER_TRAILS = 35,
    LAYER_BELL = 40,
    LAYER_BLOCKS = 50,
    LAYER_LIGHT = 55, // what the bells throw on the blocks
    LAYER_BALL = 60,
    LAYER_FRONT = 70,
    LAYER_EFFECTS = 80,
    LAYER_HUD = 200,
};

typedef struct look_material {
    uint32_t light, dark, border;
} look_material;

typedef struct look {
    bool is_day;
    // What matters stands out from a flat background by outlines and marks; nothing glows, and no
    // meaning is told by colour alone.
    bool has_contrast;
    uint32_t outline; // of what matters
    float outline_m;
    uint32_t sky[5]; // from the top of the picture to the horizon
    uint32_t star, cloud;
    float cloud_alpha;
    uint32_t hills[3], haze;
    uint32_t ground_top, ground_deep, ground_rim, grass;
    look_material materials[MATERIAL_COUNT];
    uint32_t rim; // light from the sky on upper edges
    float rim_alpha;
    float shadow_alpha; // of contact shadows
    float glow;         // of bells on the air; by day there is less to see of it
    uint32_t bronze_light, bronze_dark;
    uint32_t iron_light, iron_dark;
    uint32_t wood_light, wood_dark, band_near, band_far;
    uint32_t trail, streak, ring;
    float bloom, bloom_threshold, vignette;
    uint32_t drained; // what whites turn to while time flows backwards
    uint32_t text, text_dim, text_shade;
    uint32_t panel_top, panel_bottom, accent;
} look;

// Dusk: everything leans towards plum; only the bells and the horizon are warm. Day: chalk, straw
// and a high blue, the same shapes in full light. With contrast, both are nearly black and white:
// text on panels has at least 7 : 1, and so have outlines before the background.
const look *look_for(bool is_day, bool has_contrast);

static inline qn_color look_alpha(uint32_t hex, float alpha)
{
    return qn_color_fade(qn_rgb(hex), alpha);
}

// Where the body is `alpha` of a tick after the step before the last.
static inline qn_pose look_pose(const qn_world *world, qn_body_id body, float alpha)
{
    int32_t count = 0;
    const qn_pose_record *records = qn_world_poses(world, &count);
    int32_t slot = (int32_t)(body.raw & 0xFFFFFu) - 1;
    if (slot < 0 || slot >= count) {
        return qn_pose_identity();
    }
    return qn_pose_interpolate(&records[slot], alpha);
}

#endif
