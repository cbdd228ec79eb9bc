// An asset archive: a hashed table of named entries, each compressed and hashed on its own.
//
// It is read in place from bytes in memory; there are no folders, no updates and no streams.
#ifndef QUOIN_PACK_H
#define QUOIN_PACK_H

#include "quoin/base.h"

// Of a name, its terminating zero not counted.
#define QN_PACK_MAX_NAME_BYTES 63
#define QN_PACK_MAX_ENTRY_COUNT 4096
// Of one entry's content.
#define QN_PACK_MAX_ENTRY_BYTES (64u * 1024u * 1024u)

typedef struct qn_pack qn_pack;

// Checks the table and that the entries fill the file exactly. Nothing is copied: `file` must stay
// as it is until the pack is closed.
//   TRUNCATED, TRAILING_BYTES  the file is shorter or longer than its table says
//   BAD_MAGIC, BAD_VERSION     another format, or a version of it that is not known
//   BAD_CHECKSUM               the table does not match its hash
//   BAD_DATA                   the table breaks a rule: names, order, sizes
//   TOO_LARGE                  more entries than QN_PACK_MAX_ENTRY_COUNT
// On an error *out is null.
QN_API qn_error qn_pack_open(qn_bytes file, qn_pack **out);
// Null is allowed.
QN_API void qn_pack_close(qn_pack *pack);

// Entries are in the order of their names' bytes. 0 for a null pack.
QN_API int32_t qn_pack_entry_count(const qn_pack *pack);
// UTF-8, valid as long as the file's bytes are; null for an index outside the pack.
QN_API const char *qn_pack_entry_name(const qn_pack *pack, int32_t index);

// The content of one entry, checked against its hash. On success *out is never null, even for an
// empty entry, and is given back by qn_memory_release; on an error it is null and the size is 0.
// NOT_FOUND for a name that is not there, BAD_CHECKSUM for damaged bytes.
QN_API qn_error qn_pack_read(const qn_pack *pack, const char *name, uint8_t **out,
                             size_t *out_size_bytes);

typedef struct qn_pack_source {
    const char *name; // 1 to 63 bytes of UTF-8 without control characters, unique in the pack
    qn_bytes content;
} qn_pack_source;

// True if the name keeps the rule above.
QN_API bool qn_pack_name_is_valid(const char *name);

// Writes an archive; the order of the sources does not matter. BAD_DATA for a bad or repeated name,
// TOO_LARGE past the limits above. *out as in qn_pack_read.
QN_API qn_error qn_pack_build(const qn_pack_source *sources, int32_t count, uint8_t **out,
                              size_t *out_size_bytes);

#endif
