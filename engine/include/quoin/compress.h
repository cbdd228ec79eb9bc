// gzip (RFC 1952) in one shot, behind limits and typed errors.
//
// There are no streams and no other formats here. Compressed bytes may differ between versions of
// zlib; hash and compare content, never its compressed form.
#ifndef QUOIN_COMPRESS_H
#define QUOIN_COMPRESS_H

#include "quoin/base.h"

// On success *out is never null, even for no bytes at all, and is given back by
// qn_memory_release. On an error *out is null and *out_size_bytes is 0.

// Of the input of qn_gzip.
#define QN_GZIP_MAX_BYTES ((size_t)1 << 30)

// Level 0 (stored) to 9 (smallest), OUT_OF_RANGE otherwise; TOO_LARGE past QN_GZIP_MAX_BYTES. The
// header carries no time, no name and no system, so equal input gives equal bytes.
QN_API qn_error qn_gzip(qn_bytes plain, int32_t level, uint8_t **out, size_t *out_size_bytes);

// Exactly one gzip member whose content has at most max_size_bytes bytes. Memory grows with what
// was really inflated; the length that the file claims is only ever compared.
//   TRUNCATED       the input ends before the member does (also: no input)
//   BAD_MAGIC       not gzip
//   UNSUPPORTED     a compression method other than deflate
//   BAD_DATA        reserved header bits, or an impossible deflate stream
//   BAD_CHECKSUM    CRC-32 of content or header, or the length, differs
//   TRAILING_BYTES  anything after the member, a second member and zeros included
//   TOO_LARGE       the content has more than max_size_bytes bytes
QN_API qn_error qn_gunzip(qn_bytes packed, size_t max_size_bytes, uint8_t **out,
                          size_t *out_size_bytes);

#endif
