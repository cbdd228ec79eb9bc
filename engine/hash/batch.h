// What batches of both hashes have in common, and their way through lanes, which is not taken where
// one message after the other is as quick.
#ifndef HASH_BATCH_H
#define HASH_BATCH_H

#include "quoin/hash.h"

// A checked batch, and the next of its messages to begin.
typedef struct hash_batch {
    const uint8_t *data;
    const qn_hash_part *parts;
    size_t count;
    size_t next;
    uint8_t *out; // digest i at 32 * i
} hash_batch;

// Checks everything; on errors all digests are zeros.
qn_error qn_batch_start(hash_batch *batch, qn_bytes bytes, const qn_hash_part *parts, size_t count,
                        uint8_t *out);

static inline qn_bytes batch_message(const hash_batch *batch, size_t index)
{
    const qn_hash_part *part = &batch->parts[index];
    // No pointer is made from a null one, for messages of nothing.
    const uint8_t *data = part->size_bytes > 0 ? batch->data + part->offset_bytes : NULL;
    return (qn_bytes){data, part->size_bytes};
}

static inline uint8_t *batch_digest(const hash_batch *batch, size_t index)
{
    return batch->out + index * QN_HASH_BYTES;
}

void qn_sha256_batch_lanes(hash_batch *batch);
void qn_blake3_batch_lanes(hash_batch *batch);

#endif
