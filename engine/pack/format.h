// The archive's bytes, all numbers little-endian:
//
//   magic "QNPK", u32 version, u32 entry count
//   entry, in order of the names' bytes: name padded with zeros to 64 bytes, u32 method,
//     u32 stored size, u32 content size, BLAKE3 of the stored bytes
//   BLAKE3 of everything so far
//   the stored bytes of each entry, one after the other, to the end of the file
#ifndef PACK_FORMAT_H
#define PACK_FORMAT_H

#include "quoin/hash.h"
#include "quoin/pack.h"

#define PACK_MAGIC 0x4B504E51u
#define PACK_VERSION 1u
#define PACK_HEADER_BYTES 12
#define PACK_NAME_BYTES (QN_PACK_MAX_NAME_BYTES + 1)
#define PACK_ENTRY_BYTES (PACK_NAME_BYTES + 12 + QN_HASH_BYTES)

#define PACK_METHOD_STORED 0u
#define PACK_METHOD_GZIP 1u

#endif
