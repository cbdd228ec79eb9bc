#include "abi.h"

// The host's way to put something into memory; an empty list has any address.
__attribute__((export_name("cabi_realloc"))) void *
cabi_realloc(void *old, size_t old_size_bytes, size_t align_bytes, size_t size_bytes);
void *cabi_realloc(void *old, size_t old_size_bytes, size_t align_bytes, size_t size_bytes)
{
    (void)old_size_bytes;
    if (size_bytes == 0) { // abi_release leaves it alone
        return (void *)align_bytes;
    }
    void *memory = realloc(old, size_bytes);
    if (memory == NULL) {
        __builtin_trap(); // there is no way to say no
    }
    return memory;
}
