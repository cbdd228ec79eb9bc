// Every number of the game that is a matter of taste, with its unit and its reason.
//
// Metres, seconds and kilograms as in the engine; durations are in ticks of GAME_TICK_S.
#ifndef GAME_TUNING_H
#define GAME_TUNING_H

#include "quoin/math.h"

// ---- Physics
#define TUNE_SUBSTEP_COUNT 4           // enough for a tower of a dozen floors to stand still
#define TUNE_GRAVITY_MPS2 (-10.0f)     // a little over nature: falls look brisk at this scale
#define TUNE_SETTLE_TICKS 240          // at most so long may a new tower sink in, unseen
#define TUNE_GROUND_HALF_WIDTH_M 60.0f // debris never reaches its end
#define TUNE_GROUND_FRICTION 0.7f

// ---- Sling
#define TUNE_SLING_X_M (-7.9f) // left enough to leave room for the flight
#define TUNE_MOUND_TOP_M 0.5f
#define TUNE_SLING_REST_Y_M 2.35f // a full pull straight down still clears the mound
#define TUNE_PULL_MAX_M 1.45f     // how far the ball is drawn back at full power
#define TUNE_DRAG_FULL 0.24f      // drag for full power, as a share of the shorter screen side
#define TUNE_POWER_MIN 0.12f      // a shorter pull is a change of mind, not a shot
#define TUNE_SPEED_MIN_MPS 4.0f   // at power 0
#define TUNE_SPEED_MAX_MPS 20.0f  // at power 1; 0.33 m a tick, below the ball's diameter
#define TUNE_AIM_LOW_RAD (-0.30f) // slightly down: a shot along the ground is possible
#define TUNE_AIM_HIGH_RAD 1.40f   // steeper shots would come down on the sling
#define TUNE_AIM_START_RAD 0.50f
#define TUNE_POWER_START 0.70f
#define TUNE_KEY_AIM_RAD 0.012f // a tick of an arrow key: two seconds for the whole range
#define TUNE_KEY_POWER 0.012f
#define TUNE_BAND_RECOIL_TICKS 24 // how long the empty bands swing after a shot

// ---- Ball
#define TUNE_BALL_RADIUS_M 0.35f
#define TUNE_BALL_DENSITY_KGPM2 3600.0f // iron against stone of 2300: it wins, but not always
#define TUNE_BALL_FRICTION 0.6f
#define TUNE_BALL_RESTITUTION 0.15f
#define TUNE_BALL_ANGULAR_DAMPING 1.6f // it must stop rolling on flat ground
#define TUNE_BALL_LIFE_TICKS 360       // 6 s: the longest wait for the next shot
#define TUNE_BALL_REST_MPS 0.25f       // slower than this ...
#define TUNE_BALL_REST_TICKS 30        // ... for so long, and the shot is over
#define TUNE_BALL_LEFT_M (-14.0f)      // outside these it will not come back
#define TUNE_BALL_RIGHT_M 16.0f
#define TUNE_SETTLED_TICKS 26       // the next ball rolls into the sling
#define TUNE_SHOT_COUNT_MAX 1000000 // the counter stops here

// ---- Bell
#define TUNE_BELL_DENSITY_KGPM2 1100.0f // hollow bronze, seen from the side
#define TUNE_BELL_ANGULAR_DAMPING 0.35f // a pushed bell swings for some ten seconds
#define TUNE_CLAPPER_DENSITY_KGPM2 900.0f
#define TUNE_TOLL_SPEED_MPS 2.2f     // approach speed of a hit that makes it sound
#define TUNE_TOLL_FULL_MPS 12.0f     // a hit at this speed is as loud as it gets
#define TUNE_TOLL_SWING 0.75f        // sine of the swing that makes the clapper strike: 49 deg
#define TUNE_TOLL_COOL_DOWN_TICKS 24 // strokes closer than this are one stroke

// ---- Winning
#define TUNE_WON_SLOW_TICKS 54   // the triumph is seen in slow motion ...
#define TUNE_WON_SLOW_RATE 0.35f // ... at this share of the speed
#define TUNE_WON_CARD_TICKS 40   // then the card comes in
#define TUNE_WON_TAP_TICKS 75    // taps before this are leftovers of the shot

// ---- What the shell hears about
#define TUNE_HIT_EVENT_MPS 1.6f // softer touches make no sound and no dust
#define TUNE_EVENT_CAPACITY 16  // events of one tick beyond these are left out

// ---- Picture
#define TUNE_VIEW_LEFT_M (-10.6f) // the area that every screen shows
#define TUNE_VIEW_RIGHT_M 10.6f
#define TUNE_VIEW_BOTTOM_M (-1.1f)
#define TUNE_VIEW_TOP_M 10.6f
#define TUNE_VIEW_GROUND_SHARE 0.16f // of a tall screen is ground; the rest of it is sky
#define TUNE_LOOK_SHARE 0.05f        // how far the camera leans after the ball
#define TUNE_LOOK_EASE 0.06f         // share of the way that it goes in a tick
#define TUNE_TRAJECTORY_DOT_COUNT 16
#define TUNE_TRAJECTORY_DOT_S 0.065f // between two dots
#define TUNE_TRAIL_LENGTH 22         // ticks
#define TUNE_PARTICLE_CAPACITY 192
#define TUNE_RING_CAPACITY 4
#define TUNE_RING_TICKS 90

#endif
