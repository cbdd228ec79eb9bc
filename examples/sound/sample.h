// What the samples of docs/sound.md share. The manual shows what stands between [name] and [/name];
// tests/test_manual_sound.c runs every sample with the checks that follow it.
#ifndef EXAMPLES_SOUND_SAMPLE_H
#define EXAMPLES_SOUND_SAMPLE_H

#include <string.h>

#include "check.h"
#include "quoin/quoin.h"

// A bank with a short tone in it and a queue over the bank, as a host lends them to a game.
typedef struct host_sound {
    qn_sound_bank *bank;
    qn_sound_queue *queue;
} host_sound;

static host_sound open_host_sound(void)
{
    host_sound h = {0};
    CHECK_ERROR(qn_sound_bank_create(16, 4u << 20, &h.bank), QN_ERROR_OK);
    CHECK_ERROR(qn_sound_queue_create(h.bank, 64, &h.queue), QN_ERROR_OK);
    return h;
}

static void close_host_sound(host_sound *h)
{
    qn_sound_queue_destroy(h->queue);
    qn_sound_bank_destroy(h->bank);
}

#endif
