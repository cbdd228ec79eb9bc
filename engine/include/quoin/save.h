// A container for what a game stores: versioned, compressed, and hashed from end to end.
//
// It knows nothing of the content and nothing of files: the shell keeps the bytes, the game gives
// them meaning. The hash finds damage, not forgery.
#ifndef QUOIN_SAVE_H
#define QUOIN_SAVE_H

#include "quoin/base.h"

// Of the content.
#define QN_SAVE_MAX_BYTES (16u * 1024u * 1024u)

// app_id tells games apart (four letters by custom), version is the content's own. TOO_LARGE past
// QN_SAVE_MAX_BYTES. On success *out is given back by qn_memory_release; on an error it is null and
// the size is 0.
QN_API qn_error qn_save_wrap(uint32_t app_id, uint32_t version, qn_bytes content, uint8_t **out,
                             size_t *out_size_bytes);

// The content of a file from qn_save_wrap, and the version it was written with. Nothing is returned
// on an error: *content is null, size and version are 0. On success *content is never null and is
// given back by qn_memory_release.
//   TRUNCATED, TRAILING_BYTES  the file is shorter or longer than its header says
//   BAD_MAGIC                  not a save, or one of another app_id
//   BAD_VERSION                the container's or the content's version is newer than this build's
//   BAD_CHECKSUM               the bytes were changed
//   TOO_LARGE                  the header claims more than QN_SAVE_MAX_BYTES
//   BAD_DATA                   the content is not what the header says
QN_API qn_error qn_save_unwrap(uint32_t app_id, uint32_t newest_version, qn_bytes file,
                               uint32_t *version, uint8_t **content, size_t *content_size_bytes);

#endif
