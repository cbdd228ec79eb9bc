// What a harness is to libFuzzer, which calls it by this name.
#ifndef TESTS_FUZZ_FUZZ_H
#define TESTS_FUZZ_FUZZ_H

#include <stddef.h>
#include <stdint.h>

// NOLINTNEXTLINE(readability-identifier-naming): the name is libFuzzer's.
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#endif
