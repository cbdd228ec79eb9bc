// Any bytes behind a repaired table hash: opening and reading every entry ends without a leak.
#include <stdlib.h>
#include <string.h>

#include "fuzz.h"
#include "pack/format.h"
#include "quoin/memory.h"

static void repair(uint8_t *file, size_t size)
{
    size_t count = size >= PACK_HEADER_BYTES ? file[8] : 0;
    size_t table = PACK_HEADER_BYTES + count * PACK_ENTRY_BYTES;
    if (size >= table + QN_HASH_BYTES) {
        qn_blake3((qn_bytes){file, table}, file + table);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    uint8_t *file = malloc(size + 1);
    memcpy(file, data, size);
    repair(file, size);
    qn_pack *pack;
    (void)qn_pack_open((qn_bytes){file, size}, &pack);
    for (int32_t i = 0; i < qn_pack_entry_count(pack); ++i) {
        uint8_t *content;
        size_t content_size;
        (void)qn_pack_read(pack, qn_pack_entry_name(pack, i), &content, &content_size);
        qn_memory_release(content);
    }
    qn_pack_close(pack);
    free(file);
    if (qn_memory_live_count() != 0) {
        __builtin_trap();
    }
    return 0;
}
