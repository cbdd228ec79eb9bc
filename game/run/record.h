// A won run as data: which level, when each ball was let go and how, and what it claims to be
// worth.
//
// A run is a function of its shots, so that this is all of it: whoever plays them again meets the
// same last step (run/verify.h). Going back in time leaves no trace here, nor do shots that lay
// ahead when the last bell rang. As a text it is JSON of less than a kilobyte, to be kept or sent.
#ifndef GAME_RUN_RECORD_H
#define GAME_RUN_RECORD_H

#include "quoin/quoin.h"
#include "run/run.h"

#define RECORD_VERSION 1
#define RECORD_PRINT_BYTES 2048 // is enough for every record
// What is larger is not looked at: a few times that, as others may write it with blanks.
#define RECORD_SCAN_MAX_BYTES 8192

typedef struct run_record {
    int32_t level;   // from 0, of level_table
    shot_list shots; // in order of time, none at or after the last step
    uint32_t score;
    uint64_t hash; // run_hash after the last step, of these shots alone
} run_record;

// What a win is worth: TUNE_SCORE_BALL for each ball that is left and a point for each step that is
// left of TUNE_SCORE_TICKS; 0 where none is left. From score and balls it can be told at which step
// the run was won.
uint32_t record_score(const level *plan, int32_t ball_count, uint32_t tick);
// The other way; false if no win is worth that.
bool record_tick(const level *plan, int32_t ball_count, uint32_t score, uint32_t *tick);

// Of a run that was won in the step just taken; the run stays as it is. NOT_FOUND if it is not won,
// or of no level of the table; TOO_LARGE if it took TUNE_SCORE_TICKS or more. On an error *out is
// all zeros.
qn_error record_take(run *r, run_record *out);

// What a record may claim: a level that there is, its balls, pulls that the sling can be drawn to,
// steps that are in order, and a score that such a run may have. *entry is the first shot that is
// wrong, or -1 where it is none of them.
//   NOT_FOUND     no such level
//   OUT_OF_RANGE  a number of a shot, or the score, is none that a run can have
//   BAD_DATA      a shot is not later than the one before, or not before the end
//   CAPACITY      more balls of a kind than the level has
qn_error record_check(const run_record *record, int32_t *entry);

// ---- As text ----------------------------------------------------------------------------------

// {"version":1,"level":0,"entries":[{"tick":49,"ball":"iron","aimRad":0.5,"power":0.75}],
//  "score":46000,"hash":"0123456789abcdef"}
// Null-terminated; numbers have as many digits as they need to be read back in every bit. Returns
// the size without the end. For records that record_check accepts.
size_t record_print(const run_record *record, char out[RECORD_PRINT_BYTES]);
// Members in any order, each once, and no others. What they claim is not checked here.
//   TOO_LARGE    past RECORD_SCAN_MAX_BYTES, or more than LEVEL_BALL_CAPACITY shots
//   BAD_VERSION  of another version
//   BAD_DATA     no JSON, a member that is missing, unknown or there twice, or of another kind
// On an error *out is all zeros.
qn_error record_scan(qn_bytes text, run_record *out);

#endif
