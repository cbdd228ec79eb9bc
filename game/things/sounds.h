// What is heard of the game. It listens and is never asked: nothing here changes a run, and all
// that is heard can be seen as well.
//
// Everything works without a queue: then there is silence.
#ifndef GAME_THINGS_SOUNDS_H
#define GAME_THINGS_SOUNDS_H

#include "quoin/math.h"
#include "things/music.h"
#include "things/sound_defs.h"

typedef struct sounds {
    qn_sound_queue *queue; // null: silence
    qn_sound_id ids[SOUND_COUNT];
    music music;
    uint32_t chance;                  // of pitch; the sounds' own
    int32_t quiet_ticks[STUFF_COUNT]; // until the next hit of this stuff may sound again
    float loudest_hit[STUFF_COUNT];   // since then
    int32_t hit_count;                // that sounded in this tick
    float rumble;                     // how much falls, 0 to 1
    qn_voice_id rumble_voice, creak_voice, back_voice, wind_voice;
    float pull, creak; // of the band: how far it is drawn, how fast that changes
    bool is_backwards;
    bool is_far;
} sounds;

// Gives the queue's bank the definitions. `queue` may be null.
void sounds_open(sounds *s, qn_sound_queue *queue);
// A level begins, or begins anew.
void sounds_begin(sounds *s);
// Once a tick, after everything else of it.
void sounds_tick(sounds *s);

// Two things met, with this impulse at this speed; what is too soft or too much is not heard.
void sounds_hit(sounds *s, stuff a, stuff b, float impulse_ns, float speed_mps, qn_vec2 point_m);
// A bell of a size (0 small to 2 large) and a degree of the scale; strength 0 to 1.
void sounds_toll(sounds *s, int32_t size, int32_t degree, float strength, qn_vec2 point_m);
// So many of the level's bells have tolled: the music gains a voice with each.
void sounds_lit(sounds *s, int32_t lit_count);
// Glass shatters, anything else cracks.
void sounds_break(sounds *s, stuff what, float strength, qn_vec2 point_m);
// The band, each tick: creaks while it is drawn further, higher the further. Not drawn: power 0.
void sounds_pull(sounds *s, float power);
void sounds_shot(sounds *s, float power, qn_vec2 point_m);
// The last bell: every note of the chord.
void sounds_won(sounds *s);
// Each tick: whether time flows backwards, and how fast (1: as fast as it came). The last second is
// heard backwards, then the air of it as long as it lasts.
void sounds_rewind(sounds *s, bool is_backwards, float rate);
// Each tick: whether what happens is behind something else, and so heard from afar.
void sounds_distance(sounds *s, bool is_far);
// A button, a ball that rolls into the sling.
void sounds_click(sounds *s);

#endif
