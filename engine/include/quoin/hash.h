// SHA-256 and BLAKE3, in one shot and streamed.
//
// Digests are for integrity and for names of content. Comparing secrets in constant time, password
// hashing and signatures are not here.
#ifndef QUOIN_HASH_H
#define QUOIN_HASH_H

#include "quoin/base.h"

#define QN_HASH_BYTES 32

// In one shot. Bytes whose data is null while their size is not 0 give 32 zeros, which is the
// digest of nothing; a null `out` is left alone.
QN_API void qn_sha256(qn_bytes bytes, uint8_t out[QN_HASH_BYTES]);
QN_API void qn_blake3(qn_bytes bytes, uint8_t out[QN_HASH_BYTES]);

// ---- SHA-256 in pieces ----------------------------------------------------------------------

// A plain value: copy it to fork a stream. Its fields are the implementation's business.
typedef struct qn_sha256_state {
    uint32_t chain[8];
    uint64_t size_bytes; // of everything so far
    uint8_t block[64];   // its last size_bytes % 64 bytes
} qn_sha256_state;

QN_API void qn_sha256_init(qn_sha256_state *state);
// QN_ERROR_TOO_LARGE past the format's 2^61 - 1 bytes; the state is then unchanged.
QN_API qn_error qn_sha256_update(qn_sha256_state *state, qn_bytes bytes);
// The digest of everything so far. The state stays as it is: asking again gives the same digest,
// and more may be added.
QN_API void qn_sha256_final(const qn_sha256_state *state, uint8_t out[QN_HASH_BYTES]);

// ---- BLAKE3 in pieces -----------------------------------------------------------------------

// 2^64 bytes are 2^54 chunks of 1 KiB, so at most 54 finished subtrees wait for their sibling.
#define QN_BLAKE3_MAX_DEPTH 54
#define QN_BLAKE3_KEY_BYTES 32

// A plain value: copy it to fork a stream. Its fields are the implementation's business.
typedef struct qn_blake3_state {
    uint32_t key[8];
    uint32_t chain[8];    // of the current chunk
    uint64_t chunk_index; // of the current chunk
    uint32_t mode_flags;
    uint8_t block[64]; // of the current chunk, block_size_bytes of it filled
    uint8_t block_size_bytes;
    uint8_t block_count; // compressed in the current chunk
    uint8_t depth;       // of the stack
    uint32_t stack[QN_BLAKE3_MAX_DEPTH][8];
} qn_blake3_state;

QN_API void qn_blake3_init(qn_blake3_state *state);
// A message authentication code under a key of exactly 32 bytes.
QN_API void qn_blake3_init_keyed(qn_blake3_state *state, const uint8_t key[QN_BLAKE3_KEY_BYTES]);
// Key derivation: `context` is a constant text of the program, what is then added is the secret.
QN_API void qn_blake3_init_derive(qn_blake3_state *state, const char *context);
// QN_ERROR_NULL_POINTER for null data of a size that is not 0; the state is then unchanged.
QN_API qn_error qn_blake3_update(qn_blake3_state *state, qn_bytes bytes);
// The digest of everything so far; the state stays as it is, as above.
QN_API void qn_blake3_final(const qn_blake3_state *state, uint8_t out[QN_HASH_BYTES]);
// size_bytes of the endless extended output from byte `position` on; byte 0 to 31 are the digest.
QN_API void qn_blake3_final_extended(const qn_blake3_state *state, uint64_t position, uint8_t *out,
                                     size_t size_bytes);

#endif
