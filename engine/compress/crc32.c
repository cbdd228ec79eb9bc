// CRC-32 through libdeflate, which has the instructions of each processor; but WebAssembly has no
// instruction for it, and there two streams of eight bytes are braided: the words of one step are
// independent of each other, so that their sixteen look-ups overlap (twice as fast in Node as a
// single stream, and its tables are made at run time instead of being downloaded).
#include "quoin/compress.h"

#include <string.h>

#include <libdeflate.h>

#if defined(__wasm__) || defined(QN_SCALAR)

#define POLYNOMIAL 0xEDB88320u
#define WORD_BYTES 8
#define STEP_BYTES (2 * WORD_BYTES)

_Static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__, "words are read as they lie in memory");

static struct {
    bool is_made;
    uint32_t single[256];            // the sum of one byte
    uint32_t braid[WORD_BYTES][256]; // of a word's i-th byte and all the zeros up to the word that
                                     // is one step further
} tables;

static uint32_t add_byte(uint32_t crc, uint8_t byte)
{
    return crc >> 8 ^ tables.single[(crc ^ byte) & 0xFF];
}

static uint32_t single_of(uint32_t byte)
{
    uint32_t crc = byte;
    for (int bit = 0; bit < 8; ++bit) {
        crc = crc >> 1 ^ (crc & 1 ? POLYNOMIAL : 0);
    }
    return crc;
}

static void make_tables(void)
{
    for (uint32_t byte = 0; byte < 256; ++byte) {
        tables.single[byte] = single_of(byte);
    }
    for (uint32_t byte = 0; byte < 256; ++byte) {
        uint32_t crc = tables.single[byte];
        for (int zeros = 0; zeros < STEP_BYTES; ++zeros) {
            int place = STEP_BYTES - 1 - zeros;
            if (place < WORD_BYTES) {
                tables.braid[place][byte] = crc;
            }
            crc = add_byte(crc, 0);
        }
    }
    tables.is_made = true;
}

static uint32_t add_bytes(uint32_t crc, const uint8_t *data, size_t size_bytes)
{
    for (size_t i = 0; i < size_bytes; ++i) {
        crc = add_byte(crc, data[i]);
    }
    return crc;
}

static inline uint64_t read_word(const uint8_t *at)
{
    uint64_t word;
    memcpy(&word, at, sizeof word);
    return word;
}

static inline uint32_t look_up(uint64_t word)
{
    return tables.braid[0][word & 0xFF] ^ tables.braid[1][word >> 8 & 0xFF] ^
           tables.braid[2][word >> 16 & 0xFF] ^ tables.braid[3][word >> 24 & 0xFF] ^
           tables.braid[4][word >> 32 & 0xFF] ^ tables.braid[5][word >> 40 & 0xFF] ^
           tables.braid[6][word >> 48 & 0xFF] ^ tables.braid[7][word >> 56];
}

static uint32_t add_word(uint32_t crc, uint64_t word)
{
    uint8_t bytes[WORD_BYTES];
    memcpy(bytes, &word, sizeof word);
    return add_bytes(crc, bytes, sizeof bytes);
}

// Each sum stands in the first bytes of its next word; the last two words join them again.
static uint32_t add_braided(uint32_t crc, const uint8_t *data, size_t step_count)
{
    uint32_t first = crc;
    uint32_t second = 0;
    for (size_t i = 0; i + 1 < step_count; ++i, data += STEP_BYTES) {
        first = look_up(read_word(data) ^ first);
        second = look_up(read_word(data + WORD_BYTES) ^ second);
    }
    crc = add_word(0, read_word(data) ^ first);
    return add_word(crc, read_word(data + WORD_BYTES) ^ second);
}

static uint32_t crc_of(uint32_t crc, const uint8_t *data, size_t size_bytes)
{
    if (!tables.is_made) {
        make_tables();
    }
    crc = ~crc;
    size_t step_count = size_bytes / STEP_BYTES;
    if (step_count > 0) {
        crc = add_braided(crc, data, step_count);
        data += step_count * STEP_BYTES;
        size_bytes %= STEP_BYTES;
    }
    return ~add_bytes(crc, data, size_bytes);
}

#else

static uint32_t crc_of(uint32_t crc, const uint8_t *data, size_t size_bytes)
{
    return libdeflate_crc32(crc, data, size_bytes);
}

#endif

uint32_t qn_crc32(uint32_t crc, qn_bytes bytes)
{
    return bytes.data != NULL ? crc_of(crc, bytes.data, bytes.size_bytes) : crc;
}
