// Every number of the game that is a matter of taste, with its unit and its reason.
//
// Metres, seconds and kilograms as in the engine; durations are in ticks of GAME_TICK_S.
#ifndef GAME_TUNING_H
#define GAME_TUNING_H

#include "quoin/math.h"

// ---- Physics
#define TUNE_STEP_S (1.0f / 60.0f)
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
#define TUNE_RELOAD_TICKS 34 // the next ball rolls into the sling

// ---- Bell
#define TUNE_BELL_DENSITY_KGPM2 1100.0f // hollow bronze, seen from the side
#define TUNE_BELL_ANGULAR_DAMPING 0.35f // a pushed bell swings for some ten seconds
#define TUNE_CLAPPER_DENSITY_KGPM2 900.0f
#define TUNE_TOLL_SPEED_MPS 2.2f     // approach speed of a hit that makes it sound
#define TUNE_TOLL_FULL_MPS 12.0f     // a hit at this speed is as loud as it gets
#define TUNE_TOLL_SWING 0.75f        // sine of the swing that makes the clapper strike: 49 deg
#define TUNE_TOLL_COOL_DOWN_TICKS 24 // strokes closer than this are one stroke
#define TUNE_TOLL_LONG_AGO 150       // ticks after which a toll is seen no more

// ---- Chains
#define TUNE_CHAIN_CAPACITY 6
#define TUNE_CHAIN_LINK_M 0.36f
#define TUNE_CHAIN_RADIUS_M 0.07f
#define TUNE_CHAIN_DENSITY_KGPM2 5000.0f

// ---- Breaking
#define TUNE_TIMBER_STRENGTH_NSPM 26000.0f // a full shot snaps a plank, a falling block does not
#define TUNE_TIMBER_SLANT_RAD 0.26f        // of the cut against the grain: splinters, no slices
#define TUNE_GLASS_STRENGTH_NSPM 2600.0f   // a fall of a metre is enough
#define TUNE_SHARDS_MIN 6
#define TUNE_SHARDS_MAX 14
#define TUNE_SHARD_FULL_NS 9000.0f // a hit with this impulse makes the most shards
#define TUNE_SHARD_LIFE_TICKS 240  // then they are gone: less to see, less to compute ...
#define TUNE_SHARD_FADE_TICKS 50   // ... having faded for so long
#define TUNE_BREAK_CAPACITY 128    // breaks of one run beyond these do not happen
#define TUNE_COURSE_CAPACITY 64
#define TUNE_RUN_EVENT_CAPACITY 32 // events of one step beyond these are left out

// ---- Time
#define TUNE_STILL_TICKS 150                  // so long nothing moves, and the run waits for a shot
#define TUNE_PAST_TICKS 7200                  // two minutes of way back ...
#define TUNE_PAST_BYTES (12u * 1024u * 1024u) // ... as far as these hold them
#define TUNE_PAST_KEY_TICKS 16                // a return computes at most so many steps anew
#define TUNE_REWIND_RATE_START 1.0f           // steps in a tick: as fast backwards as forwards ...
#define TUNE_REWIND_RATE_MAX 8.0f             // ... and at most so much faster
#define TUNE_REWIND_GAIN 0.055f               // what it gains in a tick: two seconds to the most
#define TUNE_ECHO_SHOWN_TICKS 45              // before it fires
#define TUNE_ECHO_RATE 0.35f                  // of time, while aiming at a meeting with an echo
#define TUNE_REPLAY_RATE 2.0f
#define TUNE_REPLAY_LEAD_TICKS 40  // a replay begins so long before the first shot
#define TUNE_REPLAY_TAIL_TICKS 150 // and ends so long after the last bell

// ---- What a win is worth
#define TUNE_SCORE_TICKS 7200 // a point for each step that is left of two minutes
#define TUNE_SCORE_BALL 10000 // for each ball that is left: more than any time is worth

// ---- The ghost of the title
#define TUNE_GHOST_FIRE_TICK 90    // 1.5 s
#define TUNE_GHOST_BACK_TICK 250   // the ruin has hung for a moment
#define TUNE_GHOST_AGAIN_TICKS 900 // left alone for so long, it plays again
#define TUNE_GHOST_BACK_TICKS 60   // everything flies back in a second
#define TUNE_GHOST_AIM_RAD 0.52f
#define TUNE_GHOST_POWER 0.95f

// ---- Winning
#define TUNE_WON_SLOW_TICKS 48     // 0.8 s of triumph in slow motion ...
#define TUNE_WON_SLOW_RATE 0.2f    // ... at this share of the speed
#define TUNE_WON_NEAR_TICKS 36     // and the eye stays near a little longer
#define TUNE_CARD_TAP_TICKS 30     // taps before this are leftovers of the shot
#define TUNE_CARD_REPLAY_TICKS 110 // then the run plays again behind the card

// ---- What is felt
#define TUNE_STOP_FULL_NS 24000.0f // a blow with this impulse is felt in full
#define TUNE_STOP_LEAST 0.18f      // less than this share of it is not felt at all
#define TUNE_STOP_TICKS_MIN 2      // hit-stop: 40 ms ...
#define TUNE_STOP_TICKS_MAX 7      // ... to 120 ms
#define TUNE_STOP_WAIT_TICKS 40    // from one to the next
#define TUNE_SHAKE_SHARE 0.022f    // of the picture's height, at full trauma
#define TUNE_TRAUMA_FADE 0.045f    // in a tick: all of it in a third of a second

#define TUNE_SQUASH_MOST 0.26f // how flat a ball gets at most
#define TUNE_SQUASH_TICKS 24

// ---- What the shell hears about
#define TUNE_HIT_EVENT_MPS 1.6f // softer touches make no sound and no dust
#define TUNE_EVENT_CAPACITY 32  // events of one tick beyond these are left out

// ---- Picture
#define TUNE_VIEW_LEFT_M (-10.1f) // the area that every screen shows
#define TUNE_VIEW_RIGHT_M 10.3f
#define TUNE_VIEW_BOTTOM_M (-1.1f)
#define TUNE_VIEW_TOP_M 10.6f
#define TUNE_VIEW_GROUND_SHARE 0.21f // of a tall screen is ground; the rest of it is sky
// A surface this much wider than high, or more, always shows all of it; from the second on, a
// taller one sees what matters just now, and nearer.
#define TUNE_TALL_NEVER 1.30f
#define TUNE_TALL_WHOLLY 0.90f
#define TUNE_FRAME_WHOLE_TICKS 120 // a level is seen as a whole at first
#define TUNE_FRAME_EASE 0.10f      // share of the way that the frame goes in a tick
#define TUNE_FRAME_BESIDE_M 1.6f   // beside the ball and the bell that a frame holds
#define TUNE_FRAME_BEAM_M 0.8f     // beside what the bell hangs from: towers are wider below
#define TUNE_FRAME_FOLLOW_M 4.6f   // to each side of a ball in flight
#define TUNE_FRAME_AHEAD_S 0.20f   // the frame is where the ball will be then
#define TUNE_LOOK_SHARE 0.05f      // how far the camera leans after the ball
#define TUNE_LOOK_EASE 0.06f       // share of the way that it goes in a tick
#define TUNE_TRAJECTORY_DOT_COUNT 16
#define TUNE_TRAJECTORY_DOT_S 0.065f // between two dots
#define TUNE_TRAIL_LENGTH 22         // ticks
#define TUNE_TRAIL_JUMP_M 2.5f       // farther than a ball goes in a tick
#define TUNE_NEAR_ZOOM 1.9f          // how near the eye comes to the last bell ...
#define TUNE_NEAR_ZOOM_TALL 1.35f    // ... and on a tall screen, which is near already
#define TUNE_NEAR_EASE 0.075f
#define TUNE_ZOOM_LEAST_SIZE 0.25f // four times nearer than framed
#define TUNE_ZOOM_MOST_SIZE 2.0f   // from 1 to this a frame widens to the whole level
#define TUNE_ZOOM_WHEEL_PER_PX 0.0018f
#define TUNE_ZOOM_KEY_FIRST 1.12f // when a key goes down ...
#define TUNE_ZOOM_KEY 1.018f      // ... and in each tick that it is held
#define TUNE_ZOOM_EASE 0.30f      // share of the way in a tick
#define TUNE_TAP_TICKS 18         // a press shorter than this, that moves less than this, is a tap
#define TUNE_TAP_PX 9.0f
#define TUNE_TAP_AGAIN_TICKS 24 // the second one of two must come before this, and as near as this
#define TUNE_TAP_APART_PX 48.0f
#define TUNE_PARTICLE_CAPACITY 900
#define TUNE_RING_CAPACITY 4
#define TUNE_RING_TICKS 90

#endif
