// Bits of CPUID. A virtual machine may take a microsecond to answer it, so the answer is kept; two
// threads that ask at the same time find the same.
#include "hash/processor.h"

#include <stdint.h>

#if defined(__x86_64__) && !defined(QN_SCALAR)
#include <cpuid.h>

#define KNOWN 1u
#define HAS_SHA 2u
#define HAS_AVX2 4u

static uint32_t ask(void)
{
    unsigned a, b, c, d;
    uint32_t found = KNOWN;
    bool has_sse41 = __get_cpuid(1, &a, &b, &c, &d) && (c & bit_SSE4_1) != 0;
    if (has_sse41 && __get_cpuid_count(7, 0, &a, &b, &c, &d) && (b & bit_SHA) != 0) {
        found |= HAS_SHA;
    }
    // Asks the operating system's part as well.
    return __builtin_cpu_supports("avx2") ? found | HAS_AVX2 : found;
}

static bool has(uint32_t what)
{
    static _Atomic uint32_t known;
    uint32_t found = known;
    if (found == 0) {
        found = ask();
        known = found;
    }
    return (found & what) != 0;
}

bool qn_processor_has_sha(void) { return has(HAS_SHA); }

bool qn_processor_has_avx2(void) { return has(HAS_AVX2); }
#else
bool qn_processor_has_sha(void) { return false; }

bool qn_processor_has_avx2(void) { return false; }
#endif
