// How bytes become text and back: what is checked first.
#ifndef HASH_TEXT_H
#define HASH_TEXT_H

#include "quoin/base.h"

// Clears *out_size_bytes. `out` is needed only where something is written to it.
static inline qn_error text_begin(qn_bytes bytes, const void *out, size_t size_bytes, bool fits,
                                  size_t *out_size_bytes)
{
    if (out_size_bytes == NULL) {
        return QN_ERROR_NULL_POINTER;
    }
    *out_size_bytes = 0;
    if (bytes.data == NULL && bytes.size_bytes > 0) {
        return QN_ERROR_NULL_POINTER;
    }
    if (!fits) {
        return QN_ERROR_TOO_LARGE;
    }
    return out == NULL && size_bytes > 0 ? QN_ERROR_NULL_POINTER : QN_ERROR_OK;
}

#endif
