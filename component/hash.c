#include "quoin/hash.h"

#include "abi.h"

typedef void digest_fn(qn_bytes bytes, uint8_t out[QN_HASH_BYTES]);

static abi_list *digest_of(digest_fn *digest, uint8_t *bytes, uint32_t count)
{
    static uint8_t out[QN_HASH_BYTES];
    static abi_list list = {out, sizeof out};
    digest((qn_bytes){bytes, count}, out);
    abi_release(bytes, count);
    return &list;
}

ABI_EXPORT("hash", "sha256") abi_list *hash_sha256(uint8_t *bytes, uint32_t count)
{
    return digest_of(qn_sha256, bytes, count);
}

ABI_EXPORT("hash", "blake3") abi_list *hash_blake3(uint8_t *bytes, uint32_t count)
{
    return digest_of(qn_blake3, bytes, count);
}
