// What is timed of the draw list's tools; rows of the table of bench.c.
#ifndef TESTS_BENCH_BENCH_DRAW_H
#define TESTS_BENCH_BENCH_DRAW_H

void *bench_images(int count);
void bench_images_draw(void *state);
void bench_images_close(void *state);

void *bench_particles(int count);
void bench_particles_tick(void *state);
void bench_particles_draw(void *state);
void bench_particles_close(void *state);

void *bench_tilemap(int side);
void bench_tilemap_draw(void *state);
void bench_tilemap_close(void *state);

#endif
