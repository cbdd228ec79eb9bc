// Any bytes: unpacking ends under its cap; what it accepts packs and unpacks to the same again.
#include <string.h>

#include "fuzz.h"
#include "quoin/compress.h"
#include "quoin/memory.h"

#define CAP_BYTES (1u << 20)

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    uint8_t *plain, *packed = NULL, *again = NULL;
    size_t plain_size, packed_size, again_size;
    if (qn_gunzip((qn_bytes){data, size}, CAP_BYTES, &plain, &plain_size) == QN_ERROR_OK) {
        bool is_same =
            qn_gzip((qn_bytes){plain, plain_size}, 1, &packed, &packed_size) == QN_ERROR_OK &&
            qn_gunzip((qn_bytes){packed, packed_size}, CAP_BYTES, &again, &again_size) ==
                QN_ERROR_OK &&
            again_size == plain_size && memcmp(again, plain, plain_size) == 0;
        if (!is_same) {
            __builtin_trap();
        }
    }
    qn_memory_release(plain);
    qn_memory_release(packed);
    qn_memory_release(again);
    return 0;
}
