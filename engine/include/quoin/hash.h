// SHA-256 and BLAKE3, in one shot, streamed and of many messages at once; bytes as text; comparing
// secrets.
//
// Digests are for integrity, for names of content and, with a key, for telling who wrote something.
// Password hashing and signatures are not here. Nothing here allocates. Equal input gives equal
// output on every target; natively the processor's own instructions are used where it has them.
//
// Bytes whose data is null while their size is not 0 are refused with QN_ERROR_NULL_POINTER, as are
// null pointers where none are allowed.
#ifndef QUOIN_HASH_H
#define QUOIN_HASH_H

#include "quoin/base.h"

#define QN_HASH_BYTES 32

// ---- In one shot ----------------------------------------------------------------------------

// Null bytes of some size give 32 zeros, which is the digest of nothing; a null `out` is left
// alone.
QN_API void qn_sha256(qn_bytes bytes, uint8_t out[QN_HASH_BYTES]);
QN_API void qn_blake3(qn_bytes bytes, uint8_t out[QN_HASH_BYTES]);

#define QN_BLAKE3_KEY_BYTES 32

// The first size_bytes of BLAKE3's endless output; its first 32 are the digest. On errors `out` is
// zeroed.
QN_API qn_error qn_blake3_extended(qn_bytes bytes, uint8_t *out, size_t size_bytes);
// The same as a message authentication code under a key of exactly 32 bytes.
QN_API qn_error qn_blake3_keyed(const uint8_t key[QN_BLAKE3_KEY_BYTES], qn_bytes bytes,
                                uint8_t *out, size_t size_bytes);
// The same to derive a key: `context` is a constant text of the program, the bytes are the secret.
QN_API qn_error qn_blake3_derive(const char *context, qn_bytes bytes, uint8_t *out,
                                 size_t size_bytes);

// ---- Of many messages at once ---------------------------------------------------------------

// A message of a batch: where it lies in the bytes that all share. Parts may overlap.
typedef struct qn_hash_part {
    uint32_t offset_bytes;
    uint32_t size_bytes;
} qn_hash_part;

// Digest i of part i goes to out + 32 * i. Four messages are hashed side by side, of whatever
// sizes; BLAKE3 does so with those of 1 KiB at most, as it finds enough to do in longer ones. Much
// quicker than one call for each. QN_ERROR_OUT_OF_RANGE if a part ends behind the bytes: then all
// digests are zeros, as on every error.
QN_API qn_error qn_sha256_many(qn_bytes bytes, const qn_hash_part *parts, size_t count,
                               uint8_t *out);
QN_API qn_error qn_blake3_many(qn_bytes bytes, const qn_hash_part *parts, size_t count,
                               uint8_t *out);

// ---- SHA-256 in pieces ----------------------------------------------------------------------

// A plain value: copy it to fork a stream. Its fields are the implementation's business.
typedef struct qn_sha256_state {
    uint32_t chain[8];
    uint64_t size_bytes; // of everything so far
    uint8_t block[64];   // its last size_bytes % 64 bytes
} qn_sha256_state;

#define QN_SHA256_STATE_BYTES 104

QN_API void qn_sha256_init(qn_sha256_state *state);
// QN_ERROR_TOO_LARGE past the format's 2^61 - 1 bytes. On errors the state is unchanged.
QN_API qn_error qn_sha256_update(qn_sha256_state *state, qn_bytes bytes);
// The digest of everything so far. The state stays as it is: asking again gives the same digest,
// and more may be added.
QN_API void qn_sha256_final(const qn_sha256_state *state, uint8_t out[QN_HASH_BYTES]);

// ---- BLAKE3 in pieces -----------------------------------------------------------------------

// 2^64 - 1 bytes are 2^54 chunks of 1 KiB, the last of which is not finished, so at most 54
// finished subtrees wait for their sibling.
#define QN_BLAKE3_MAX_DEPTH 54

// A plain value: copy it to fork a stream. Its fields are the implementation's business.
typedef struct qn_blake3_state {
    uint32_t key[8];
    uint32_t chain[8];    // of the current chunk
    uint64_t chunk_index; // of the current chunk
    uint32_t mode_flags;
    uint8_t block_size_bytes; // filled of the current block
    uint8_t block_count;      // compressed in the current chunk
    uint8_t unused[2];
    uint8_t block[64]; // the current one of the current chunk
    uint8_t stack[QN_BLAKE3_MAX_DEPTH][32];
} qn_blake3_state;

#define QN_BLAKE3_STATE_BYTES 1872

QN_API void qn_blake3_init(qn_blake3_state *state);
// Keyed, and to derive a key, as above. On errors the state is that of qn_blake3_init.
QN_API qn_error qn_blake3_init_keyed(qn_blake3_state *state,
                                     const uint8_t key[QN_BLAKE3_KEY_BYTES]);
QN_API qn_error qn_blake3_init_derive(qn_blake3_state *state, const char *context);
// QN_ERROR_TOO_LARGE past the format's 2^64 - 1 bytes. On errors the state is unchanged.
QN_API qn_error qn_blake3_update(qn_blake3_state *state, qn_bytes bytes);
// The digest of everything so far; the state stays as it is, as above.
QN_API void qn_blake3_final(const qn_blake3_state *state, uint8_t out[QN_HASH_BYTES]);
// size_bytes of the endless output from byte `position` on. QN_ERROR_TOO_LARGE past byte 2^64 - 1.
// On errors `out` is zeroed.
QN_API qn_error qn_blake3_final_extended(const qn_blake3_state *state, uint64_t position,
                                         uint8_t *out, size_t size_bytes);

// ---- States as bytes ------------------------------------------------------------------------

#define QN_SHA256_SAVED_BYTES 128
#define QN_BLAKE3_SAVED_BYTES 1896

// A state as bytes, to go on later or elsewhere. They depend on what was hashed and not on the
// pieces that it came in, and are the same on every target. A keyed state holds its key. A null
// state gives zeros.
QN_API void qn_sha256_save(const qn_sha256_state *state, uint8_t out[QN_SHA256_SAVED_BYTES]);
QN_API void qn_blake3_save(const qn_blake3_state *state, uint8_t out[QN_BLAKE3_SAVED_BYTES]);
// Takes only bytes that a state may have been saved to: QN_ERROR_TRUNCATED,
// QN_ERROR_TRAILING_BYTES, QN_ERROR_BAD_MAGIC, QN_ERROR_BAD_VERSION, QN_ERROR_BAD_CHECKSUM after
// damage, QN_ERROR_BAD_DATA where fields contradict each other. On errors the state is that of
// init.
QN_API qn_error qn_sha256_load(qn_sha256_state *state, qn_bytes saved);
QN_API qn_error qn_blake3_load(qn_blake3_state *state, qn_bytes saved);

// ---- Secrets --------------------------------------------------------------------------------

// Whether both hold the same bytes, in a time that depends on their sizes only: for comparing
// authentication codes. Null bytes of some size are equal to nothing.
QN_API bool qn_bytes_equal_secret(qn_bytes a, qn_bytes b);

// ---- Bytes as text --------------------------------------------------------------------------

// Texts have no null at their end. What does not fit the capacity is refused with
// QN_ERROR_TOO_LARGE. On errors *out_size_bytes is 0 and `out` is zeroed as far as it was written.

// Two lower case digits a byte.
QN_API qn_error qn_hex_encode(qn_bytes bytes, char *out, size_t capacity_bytes,
                              size_t *out_size_bytes);
// Upper case is read as well, and nothing else: QN_ERROR_BAD_DATA; QN_ERROR_TRUNCATED for an odd
// number of digits.
QN_API qn_error qn_hex_decode(qn_bytes text, uint8_t *out, size_t capacity_bytes,
                              size_t *out_size_bytes);

// RFC 4648, sections 4 and 5.
typedef enum qn_base64_form {
    QN_BASE64_PADDED,     // + and /, = at the end
    QN_BASE64_BARE,       // + and /
    QN_BASE64_URL_PADDED, // - and _, = at the end
    QN_BASE64_URL,        // - and _
    QN_BASE64_FORM_COUNT
} qn_base64_form;

// Four characters for three bytes begun, or in a bare form as few as hold them.
// QN_ERROR_OUT_OF_RANGE for no form of the table.
QN_API qn_error qn_base64_encode(qn_bytes bytes, qn_base64_form form, char *out,
                                 size_t capacity_bytes, size_t *out_size_bytes);
// Reads exactly what encode writes in that form: one text for each run of bytes.
// QN_ERROR_TRUNCATED where characters or padding are missing, QN_ERROR_TRAILING_BYTES for anything
// behind the padding, QN_ERROR_BAD_DATA for other characters, for padding in a bare form and for
// bits that no byte holds.
QN_API qn_error qn_base64_decode(qn_bytes text, qn_base64_form form, uint8_t *out,
                                 size_t capacity_bytes, size_t *out_size_bytes);

#endif
