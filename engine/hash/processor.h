// What this processor can do beyond what the build asks for; asked once. Always no under QN_SCALAR
// and on other kinds of processor.
#ifndef HASH_PROCESSOR_H
#define HASH_PROCESSOR_H

#include <stdbool.h>

// The SHA extensions of x86, with SSE4.1 beside them.
bool qn_processor_has_sha(void);
// AVX2, in an operating system that keeps its registers.
bool qn_processor_has_avx2(void);

#endif
