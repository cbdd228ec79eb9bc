// Any bytes behind a repaired hash: unwrapping ends without a leak.
#include <stdlib.h>
#include <string.h>

#include "fuzz.h"
#include "quoin/hash.h"
#include "quoin/memory.h"
#include "quoin/save.h"

#define APP 0x4C4C4542u

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    uint8_t *file = malloc(size + 1);
    memcpy(file, data, size);
    if (size > QN_HASH_BYTES) {
        size_t covered = size - QN_HASH_BYTES;
        qn_blake3((qn_bytes){file, covered}, file + covered);
    }
    uint32_t version;
    uint8_t *content;
    size_t content_size;
    (void)qn_save_unwrap(APP, UINT32_MAX, (qn_bytes){file, size}, &version, &content,
                         &content_size);
    qn_memory_release(content);
    free(file);
    if (qn_memory_live_count() != 0) {
        __builtin_trap();
    }
    return 0;
}
