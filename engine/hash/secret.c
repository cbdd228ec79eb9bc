// Comparing without telling by the time taken how far two secrets agree: all differences are
// gathered before any is looked at.
#include "quoin/hash.h"

bool qn_bytes_equal_secret(qn_bytes a, qn_bytes b)
{
    bool is_lost = (a.data == NULL && a.size_bytes > 0) || (b.data == NULL && b.size_bytes > 0);
    if (is_lost || a.size_bytes != b.size_bytes) {
        return false;
    }
    // Through volatile, so that no compiler finds a way to stop early.
    volatile uint8_t difference = 0;
    for (size_t i = 0; i < a.size_bytes; ++i) {
        difference = (uint8_t)(difference | (a.data[i] ^ b.data[i]));
    }
    return difference == 0;
}
