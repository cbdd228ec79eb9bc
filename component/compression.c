#include "quoin/compress.h"

#include "abi.h"
#include "quoin/memory.h"

static void release(abi_answer *answer)
{
    if (!answer->is_error) {
        qn_memory_release(answer->value.list.data);
    }
}

ABI_EXPORT("compression", "gzip")
abi_answer *compression_gzip(uint8_t *plain, uint32_t count, uint32_t level)
{
    uint8_t *out = NULL;
    size_t size = 0;
    qn_error error = qn_gzip((qn_bytes){plain, count}, (int32_t)level, &out, &size);
    abi_release(plain, count);
    return abi_answer_list(error, out, size);
}

ABI_POST("compression", "gzip") void compression_post_gzip(abi_answer *answer) { release(answer); }

ABI_EXPORT("compression", "gunzip")
abi_answer *compression_gunzip(uint8_t *packed, uint32_t count, uint32_t max_size_bytes)
{
    uint8_t *out = NULL;
    size_t size = 0;
    qn_error error = qn_gunzip((qn_bytes){packed, count}, max_size_bytes, &out, &size);
    abi_release(packed, count);
    return abi_answer_list(error, out, size);
}

ABI_POST("compression", "gunzip") void compression_post_gunzip(abi_answer *answer)
{
    release(answer);
}
