// Put in front of each of libdeflate's sources where pointers have 32 bits and words of 64 are
// quick all the same, as in WebAssembly: it takes size_t for the machine's word. Its own
// definitions come first, so that all that follows is written in terms of these. What it packs does
// not depend on it.
#ifndef WIDE_WORDS_H
#define WIDE_WORDS_H

#include <lib/lib_common.h>

#define machine_word_t u64
#undef load_word_unaligned
#undef store_word_unaligned
#define load_word_unaligned load_u64_unaligned
#define store_word_unaligned store_u64_unaligned
#define get_unaligned_leword get_unaligned_le64
#define put_unaligned_leword put_unaligned_le64
#define bsrw bsr64
#define bsfw bsf64

#endif
