// Compression in three formats: gzip (RFC 1952), zlib (RFC 1950) and raw deflate (RFC 1951), whole
// or in pieces, behind limits and typed errors.
//
// What is whole goes through libdeflate, what comes in pieces or with a dictionary through zlib.
// Equal content gives equal bytes on every machine when it is whole. Other versions of this engine
// may pack it to other bytes; hash and compare content, never its compressed form. There are no
// archives of several files here; see quoin/pack.h for one.
#ifndef QUOIN_COMPRESS_H
#define QUOIN_COMPRESS_H

#include "quoin/base.h"

// ---- Whole, as gzip -------------------------------------------------------------------------

// On success *out is never null, even for no bytes at all, and is given back by
// qn_memory_release. On an error *out is null and *out_size_bytes is 0.

// Of what is packed whole, and of a dictionary.
#define QN_COMPRESS_MAX_BYTES ((size_t)1 << 30)
#define QN_GZIP_MAX_BYTES QN_COMPRESS_MAX_BYTES

// Level 0 (stored) to 9 (smallest), OUT_OF_RANGE otherwise; whole content is packed alike at 5 and
// 6 and at 8 and 9. TOO_LARGE past QN_GZIP_MAX_BYTES. The header carries no time, no name and no
// system, so equal input gives equal bytes.
QN_API qn_error qn_gzip(qn_bytes plain, int32_t level, uint8_t **out, size_t *out_size_bytes);

// Exactly one gzip member whose content has at most max_size_bytes bytes. The block that comes back
// has exactly the size of the content, and beside it and the input only some 32 KiB are used at any
// moment. It is made before anything is inflated only if the length that the file claims is
// believable: under the cap and at most 16 times the packed size; otherwise the stream is measured
// first, without output.
//   TRUNCATED       the input ends before the member does (also: no input)
//   BAD_MAGIC       not gzip
//   UNSUPPORTED     a compression method other than deflate
//   BAD_DATA        reserved header bits, or an impossible deflate stream
//   BAD_CHECKSUM    CRC-32 of content or header, or the length, differs
//   TRAILING_BYTES  anything after the member, a second member and zeros included
//   TOO_LARGE       the content has more than max_size_bytes bytes
QN_API qn_error qn_gunzip(qn_bytes packed, size_t max_size_bytes, uint8_t **out,
                          size_t *out_size_bytes);

// ---- Definitions ----------------------------------------------------------------------------

typedef enum qn_compress_format {
    QN_COMPRESS_GZIP,
    QN_COMPRESS_ZLIB, // what HTTP calls deflate
    QN_COMPRESS_RAW,  // no header, no checksum
} qn_compress_format;

// Of the texts in gzip's header, with their terminating zero.
#define QN_GZIP_NAME_BYTES 256
#define QN_GZIP_COMMENT_BYTES 1024

// How to pack. gzip alone has name, comment and time; zlib and raw deflate alone have dictionaries;
// anything else is UNSUPPORTED.
typedef struct qn_deflate_def {
    uint32_t cookie; // set by qn_deflate_def_default
    qn_compress_format format;
    int32_t level;       // 0 (stored) to 9 (smallest)
    uint32_t modified_s; // seconds since 1970; 0 is none
    const char *name;    // of the file that was packed; null is none
    const char *comment; // null is none
    // Content that both sides know before they begin. Only its last 32 KiB are used.
    qn_bytes dictionary;
} qn_deflate_def;

// gzip at level 6.
QN_API qn_deflate_def qn_deflate_def_default(void);

// How to unpack, and how much of it.
typedef struct qn_inflate_def {
    uint32_t cookie; // set by qn_inflate_def_default
    qn_compress_format format;
    size_t max_size_bytes; // of the content, of all members together
    // gzip alone: one member after the other is one content, and zeros may follow the last.
    // Otherwise there is one member and nothing behind it.
    bool join_members;
    qn_bytes dictionary; // zlib: used if the header asks for it
} qn_inflate_def;

// gzip of one member, with content of at most 256 MiB.
QN_API qn_inflate_def qn_inflate_def_default(void);

// ---- Whole ----------------------------------------------------------------------------------

// Both definitions are refused with NULL_POINTER (also for bytes without an address),
// BAD_DEFINITION, OUT_OF_RANGE for a level or format that there is not, TOO_LARGE for texts and
// dictionaries past the limits, and UNSUPPORTED for what the format has no place for. Results as at
// qn_gzip.

// TOO_LARGE past QN_COMPRESS_MAX_BYTES.
QN_API qn_error qn_deflate(qn_bytes plain, const qn_deflate_def *def, uint8_t **out,
                           size_t *out_size_bytes);

// Errors and memory as at qn_gunzip; of zlib and raw deflate the stream is always measured first.
// Beyond that:
//   BAD_MAGIC      zlib: the header's check bits are wrong
//   UNSUPPORTED    zlib: a window over 32 KiB, or a dictionary is wanted and none was given
//   BAD_CHECKSUM   zlib: the Adler-32 of the content differs, or the one of the dictionary
QN_API qn_error qn_inflate(qn_bytes packed, const qn_inflate_def *def, uint8_t **out,
                           size_t *out_size_bytes);

// ---- gzip's header --------------------------------------------------------------------------

// Texts are null-terminated and as the file has them (Latin-1 by the RFC, UTF-8 by custom). What
// passes the limits above is cut off.
typedef struct qn_gzip_header {
    char name[QN_GZIP_NAME_BYTES];
    char comment[QN_GZIP_COMMENT_BYTES];
    uint32_t modified_s; // 0 for none
    uint32_t system;     // RFC 1952's number; 255 is unknown
    bool is_text;        // the packer took it for text
    bool has_name, has_comment;
} qn_gzip_header;

// Of the first member; the rest of it need not be there. Errors as at qn_gunzip; *out is then
// zeros.
QN_API qn_error qn_gzip_read_header(qn_bytes packed, qn_gzip_header *out);

// ---- Packing in pieces ----------------------------------------------------------------------

typedef struct qn_deflater qn_deflater;

// What is to be in the output once a call returns with room left.
typedef enum qn_flush {
    QN_FLUSH_NONE,   // whatever is ready
    QN_FLUSH_SYNC,   // all that came in so far, up to a whole byte
    QN_FLUSH_FULL,   // the same, and what follows can be unpacked without what came before
    QN_FLUSH_FINISH, // all, and the end
} qn_flush;

// Errors as at qn_deflate; *out is then null. Some 270 KiB are taken here and none later. Name,
// comment and dictionary are copied.
QN_API qn_error qn_deflater_create(const qn_deflate_def *def, qn_deflater **out);
QN_API void qn_deflater_destroy(qn_deflater *deflater); // null is allowed

// Packs from the front of *input to *output, and moves both past what was used and made. It goes on
// until the input is used up and the flush is done, or the room is full; so it is called again with
// the same flush until it leaves room. Both may be as small as one byte, and empty.
//   TRAILING_BYTES  input after the last of it was taken with QN_FLUSH_FINISH
//   OUT_OF_RANGE    a flush that there is not
QN_API qn_error qn_deflater_push(qn_deflater *deflater, qn_bytes *input, qn_flush flush,
                                 uint8_t **output, size_t *room_bytes);
// After QN_FLUSH_FINISH, when the last byte was written. Also true of null.
QN_API bool qn_deflater_is_done(const qn_deflater *deflater);

// ---- Unpacking in pieces --------------------------------------------------------------------

typedef struct qn_inflater qn_inflater;

// Errors as at qn_inflate; *out is then null. Some 12 KiB are taken here, and 32 KiB more when
// there is content. The dictionary is copied.
QN_API qn_error qn_inflater_create(const qn_inflate_def *def, qn_inflater **out);
QN_API void qn_inflater_destroy(qn_inflater *inflater); // null is allowed

// Unpacks from the front of *input to *output, and moves both past what was used and made, until
// the input is used up, the room is full or the content has ended; so it is called again until it
// leaves room or is done. Both may be as small as one byte, and empty. Bytes behind the end stay in
// *input; to push them again is TRAILING_BYTES. Not more than max_size_bytes are ever written.
// Errors as at qn_inflate, but for TRUNCATED; each further call gives the same error. What was
// written before an error is not known to be right: throw it away. zlib refuses a few streams that
// no packer writes and libdeflate reads: BAD_DATA.
QN_API qn_error qn_inflater_push(qn_inflater *inflater, qn_bytes *input, uint8_t **output,
                                 size_t *room_bytes);
// The content has ended and its checksum was right. With join_members that is only known once
// qn_inflater_finish has said so. False of null.
QN_API bool qn_inflater_is_done(const qn_inflater *inflater);
// There is no more input. TRUNCATED unless the content has ended here, or the error that a push
// had.
QN_API qn_error qn_inflater_finish(qn_inflater *inflater);
// Of the member that was begun last. NOT_FOUND as long as its header is not whole, WRONG_TYPE for
// other formats than gzip; *out is then zeros.
QN_API qn_error qn_inflater_header(const qn_inflater *inflater, qn_gzip_header *out);

// ---- Checksums ------------------------------------------------------------------------------

// They find damage, not forgery. Both can be taken in pieces: the sum so far goes in, the next one
// comes out. Bytes without an address count as none.

// As gzip, PNG and ZIP have it; starts from 0.
QN_API uint32_t qn_crc32(uint32_t crc, qn_bytes bytes);
// As zlib has it; starts from 1.
QN_API uint32_t qn_adler32(uint32_t adler, qn_bytes bytes);

#endif
