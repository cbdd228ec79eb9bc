// One layer of a definition, added to a sum of samples.
#ifndef SOUND_LAYER_H
#define SOUND_LAYER_H

#include "quoin/sound/synth.h"

// From start_s of the layer on, up to frame_count. `seed` is the layer's own.
void qn_layer_add(const qn_synth_layer *layer, uint32_t seed, float *sum, int32_t frame_count);

#endif
