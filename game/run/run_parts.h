// What the files of the run share, and no one else needs.
#ifndef GAME_RUN_RUN_PARTS_H
#define GAME_RUN_RUN_PARTS_H

#include "run/run.h"

// Events of one step beyond TUNE_RUN_EVENT_CAPACITY are left out.
void run_raise(run *r, run_event event);
// Reads what the world's last step brought.
void run_listen(run *r);

#endif
