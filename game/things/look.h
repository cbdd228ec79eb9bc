// What the drawing of all things shares: the layers, the palette and the pose between two ticks.
#ifndef GAME_THINGS_LOOK_H
#define GAME_THINGS_LOOK_H

#include "quoin/draw.h"
#include "quoin/physics.h"

enum look_layer {
    LAYER_SKY = 0,
    LAYER_HILLS = 10,
    LAYER_GROUND = 20,
    LAYER_BEHIND = 30, // the far post of the sling, the glow behind the bell
    LAYER_BELL = 40,
    LAYER_BLOCKS = 50,
    LAYER_BALL = 60,
    LAYER_FRONT = 70,
    LAYER_EFFECTS = 80,
    LAYER_HUD = 200,
};

// Dusk: everything leans towards plum; only the bell and the horizon are warm.
#define LOOK_SKY_TOP 0x141432u
#define LOOK_SKY_HORIZON 0xF2A66Fu
#define LOOK_STAR 0xFFF3DCu
#define LOOK_HILL_FAR 0x6E5480u
#define LOOK_HILL_MID 0x4A3C66u
#define LOOK_HILL_NEAR 0x2F2A4Cu
#define LOOK_GROUND_TOP 0x363049u
#define LOOK_GROUND_DEEP 0x151326u
#define LOOK_GROUND_RIM 0x65546Eu
#define LOOK_BRONZE_LIGHT 0xFFD98Au
#define LOOK_BRONZE_DARK 0x9A5B22u
#define LOOK_IRON_LIGHT 0x6F7690u
#define LOOK_IRON_DARK 0x23253Au
#define LOOK_TEXT 0xFFF1DCu
#define LOOK_TEXT_DIM 0xC9B8C4u

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
