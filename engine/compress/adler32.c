// Adler-32 through libdeflate, which has the instructions of each processor, but for WebAssembly
// only a plain loop. There eight columns are summed side by side: the first sum is that of all
// columns, and in the second a byte counts as often as there are bytes from it to the end, which is
// eight times the blocks behind it and its place in its own block.
#include "quoin/compress.h"

#include <string.h>

#include <libdeflate.h>

#define MODULUS 65521u

#if defined(__wasm__) && !defined(QN_SCALAR)

#define COLUMNS 8
// 22 blocks are the most whose sums of sums fit 16 bits: 255 * 22 * 21 / 2. Two rows of columns
// take turns, so that an addition need not wait for the one before.
#define RUN_BLOCKS 22
#define ROWS 2
#define BLOCK_BYTES (ROWS * COLUMNS)
#define RUN_BYTES (RUN_BLOCKS * BLOCK_BYTES)

typedef uint8_t bytes8 __attribute__((vector_size(8)));
typedef uint16_t words8 __attribute__((vector_size(16)));

typedef struct row {
    words8 columns;
    words8 before; // the columns' sums ahead of each block, summed
} row;

static inline void add_block(row *r, const uint8_t *data)
{
    bytes8 bytes;
    memcpy(&bytes, data, sizeof bytes);
    r->before += r->columns;
    r->columns += __builtin_convertvector(bytes, words8);
}

static uint32_t weighted_sum(const row *r, uint32_t weight)
{
    uint32_t sum = 0;
    for (uint32_t i = 0; i < COLUMNS; ++i) {
        sum += BLOCK_BYTES * r->before[i] + (weight - i) * r->columns[i];
    }
    return sum;
}

static uint32_t plain_sum(const row *r)
{
    uint32_t sum = 0;
    for (uint32_t i = 0; i < COLUMNS; ++i) {
        sum += r->columns[i];
    }
    return sum;
}

static void add_run(uint32_t *first, uint32_t *second, const uint8_t *data)
{
    row a = {0}, b = {0};
    for (int block = 0; block < RUN_BLOCKS; ++block, data += BLOCK_BYTES) {
        add_block(&a, data);
        add_block(&b, data + COLUMNS);
    }
    *second += RUN_BYTES * *first + weighted_sum(&a, BLOCK_BYTES) + weighted_sum(&b, COLUMNS);
    *second %= MODULUS;
    *first = (*first + plain_sum(&a) + plain_sum(&b)) % MODULUS;
}

static uint32_t adler_of(uint32_t adler, const uint8_t *data, size_t size_bytes)
{
    uint32_t first = adler & 0xFFFF;
    uint32_t second = adler >> 16;
    for (; size_bytes >= RUN_BYTES; size_bytes -= RUN_BYTES, data += RUN_BYTES) {
        add_run(&first, &second, data);
    }
    for (size_t i = 0; i < size_bytes; ++i) {
        first += data[i];
        second += first;
    }
    return second % MODULUS << 16 | first % MODULUS;
}

#else

static uint32_t adler_of(uint32_t adler, const uint8_t *data, size_t size_bytes)
{
    return libdeflate_adler32(adler, data, size_bytes);
}

#endif

uint32_t qn_adler32(uint32_t adler, qn_bytes bytes)
{
    // A sum that came from elsewhere may have halves that no sum has.
    uint32_t from = (adler >> 16) % MODULUS << 16 | (adler & 0xFFFF) % MODULUS;
    return bytes.data != NULL ? adler_of(from, bytes.data, bytes.size_bytes) : from;
}
