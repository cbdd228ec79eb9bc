// Whole buffers through libdeflate, with the engine's memory, into memory of the caller: what gzip,
// zlib and PNG have in common.
#ifndef COMPRESS_DEFLATE_H
#define COMPRESS_DEFLATE_H

#include "quoin/base.h"

// What stands around the deflate stream: nothing, or zlib's header and Adler-32 (RFC 1950).
typedef enum qn_frame { QN_FRAME_RAW, QN_FRAME_ZLIB } qn_frame;

// Of what is packed in one go.
#define QN_DEFLATE_MAX_BYTES ((size_t)1 << 30)

// The room that packing so many bytes can take at most; plain_size_bytes <= QN_DEFLATE_MAX_BYTES.
size_t qn_deflate_bound(size_t plain_size_bytes);

// The room that this content will most likely be packed into: for what packs well a fraction of the
// bound. Costs some percent of packing at level 1.
size_t qn_deflate_guess(qn_bytes plain, int32_t level);

// Packs into out[0..room_bytes) at level 0 (stored) to 9 (smallest), both of which the caller has
// checked. TOO_LARGE if the room is too small, which it never is with qn_deflate_bound;
// OUT_OF_MEMORY. *out_size_bytes is 0 on an error.
qn_error qn_deflate_into(qn_bytes plain, qn_frame frame, int32_t level, uint8_t *out,
                         size_t room_bytes, size_t *out_size_bytes);

// Makes the end of a whole raw stream, as qn_deflate_into writes it, the end of a block behind
// which others can stand: at the bit that is returned.
size_t qn_deflate_reopen(uint8_t *packed, size_t packed_bytes);

// Unpacks a raw stream whose size is only guessed: *made_bytes is what it had, up to room_bytes,
// and *used_bytes what it took. BAD_DATA stands for all that is wrong with it, too little room
// included; qn_deflate_measure knows what. OUT_OF_MEMORY.
qn_error qn_inflate_guessed(qn_bytes packed, uint8_t *out, size_t room_bytes, size_t *used_bytes,
                            size_t *made_bytes);

#endif
