// How well the world behaves: figures that a player would see, each exactly repeatable.
//
// The scenes are the ones on which other engines were measured; their figures stand beside ours in
// the benchmark's table. All run at 60 Hz with four sub-steps.
#ifndef TESTS_QUALITY_H
#define TESTS_QUALITY_H

typedef struct quality_row {
    const char *name;
    const char *unit;
    double (*measure)(void);
    double least, most; // the bar
    const char *peers;  // Box2D 3.2-dev / Rapier 0.21 / planck 1.5 / matter 0.20 / AVBD demo
} quality_row;

extern const quality_row quality_rows[];
extern const int quality_row_count;

#endif
