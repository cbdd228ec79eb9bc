// The scenes of the race, for any engine that answers the calls of maker.h.
#ifndef RACE_SCENES_H
#define RACE_SCENES_H

#include <stdint.h>

#define RACE_DT_S (1.0f / 60.0f)
#define RACE_SUBSTEPS 4

int32_t race_scene_count(void);
// "" for an index that is none.
const char *race_scene_name(int32_t scene);
// How many steps are measured; one more comes before them, which builds the first pairs.
int32_t race_scene_steps(int32_t scene);
// Makes the scene at its usual size, or with about this many bodies where size is not 0 and the
// scene has sizes (pile, large_pyramid, rain).
void race_scene_build(int32_t scene, int32_t size);
// What happens before the step with this number, counted from 0.
void race_scene_act(int32_t scene, int32_t tick);

#endif
