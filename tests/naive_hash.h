// SHA-256 and BLAKE3 as their papers tell them, one step at a time over the whole input: what the
// engine's own are compared with. Nothing is shared with them.
#ifndef TESTS_NAIVE_HASH_H
#define TESTS_NAIVE_HASH_H

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static inline uint32_t naive_turn(uint32_t word, unsigned bits)
{
    return (uint32_t)((((uint64_t)word << 32 | word) >> bits) & 0xFFFFFFFFu);
}

// ---- SHA-256 --------------------------------------------------------------------------------

__extension__ typedef unsigned __int128 naive_wide;

// The first 32 bits behind the point of the root of a prime: floor(root * 2^32), by search.
static inline uint32_t naive_root_bits(uint32_t prime, int power)
{
    // The root is below 18 (square) or 7 (cube), so it has at most 37 bits.
    uint64_t root = 0;
    for (int bit = 36; bit >= 0; --bit) {
        uint64_t tried = root | UINT64_C(1) << bit;
        naive_wide square = (naive_wide)tried * tried;
        int fits = power == 2 ? square <= (naive_wide)prime << 64
                              : square * tried <= (naive_wide)prime << 96;
        root = fits ? tried : root;
    }
    return (uint32_t)root;
}

static inline void naive_sha256_tables(uint32_t start[8], uint32_t constants[64])
{
    int count = 0;
    for (uint32_t number = 2; count < 64; ++number) {
        int is_prime = 1;
        for (uint32_t divisor = 2; divisor * divisor <= number; ++divisor) {
            is_prime = number % divisor == 0 ? 0 : is_prime;
        }
        if (is_prime && count < 8) {
            start[count] = naive_root_bits(number, 2);
        }
        if (is_prime) {
            constants[count++] = naive_root_bits(number, 3);
        }
    }
}

static inline void naive_sha256_block(uint32_t hash[8], const uint32_t constants[64],
                                      const uint8_t *block)
{
    uint32_t w[64], s[8];
    for (int t = 0; t < 64; ++t) {
        if (t < 16) {
            w[t] = (uint32_t)block[4 * t] << 24 | (uint32_t)block[4 * t + 1] << 16 |
                   (uint32_t)block[4 * t + 2] << 8 | block[4 * t + 3];
            continue;
        }
        uint32_t low = naive_turn(w[t - 15], 7) ^ naive_turn(w[t - 15], 18) ^ (w[t - 15] >> 3);
        uint32_t high = naive_turn(w[t - 2], 17) ^ naive_turn(w[t - 2], 19) ^ (w[t - 2] >> 10);
        w[t] = high + w[t - 7] + low + w[t - 16];
    }
    memcpy(s, hash, sizeof s);
    for (int t = 0; t < 64; ++t) {
        uint32_t big1 = naive_turn(s[4], 6) ^ naive_turn(s[4], 11) ^ naive_turn(s[4], 25);
        uint32_t big0 = naive_turn(s[0], 2) ^ naive_turn(s[0], 13) ^ naive_turn(s[0], 22);
        uint32_t t1 = s[7] + big1 + ((s[4] & s[5]) ^ (~s[4] & s[6])) + constants[t] + w[t];
        uint32_t t2 = big0 + ((s[0] & s[1]) ^ (s[0] & s[2]) ^ (s[1] & s[2]));
        memmove(s + 1, s, 7 * sizeof s[0]);
        s[4] += t1;
        s[0] = t1 + t2;
    }
    for (int i = 0; i < 8; ++i) {
        hash[i] += s[i];
    }
}

static inline void naive_sha256(const uint8_t *data, size_t size, uint8_t out[32])
{
    static uint32_t start[8], constants[64];
    if (start[0] == 0) {
        naive_sha256_tables(start, constants);
    }
    size_t padded = (size + 9 + 63) / 64 * 64;
    uint8_t *message = calloc(1, padded);
    uint32_t hash[8];
    memcpy(hash, start, sizeof hash);
    if (size > 0) {
        memcpy(message, data, size);
    }
    message[size] = 0x80;
    for (int i = 0; i < 8; ++i) {
        message[padded - 1 - (size_t)i] = (uint8_t)((uint64_t)size * 8 >> (8 * i));
    }
    for (size_t at = 0; at < padded; at += 64) {
        naive_sha256_block(hash, constants, message + at);
    }
    for (int i = 0; i < 32; ++i) {
        out[i] = (uint8_t)(hash[i / 4] >> (24 - 8 * (i % 4)));
    }
    free(message);
}

// Of one block that is padded already.
static inline void naive_sha256_only(const uint8_t block[64], uint8_t out[32])
{
    uint32_t hash[8], constants[64];
    naive_sha256_tables(hash, constants);
    naive_sha256_block(hash, constants, block);
    for (int i = 0; i < 32; ++i) {
        out[i] = (uint8_t)(hash[i / 4] >> (24 - 8 * (i % 4)));
    }
}

// ---- BLAKE3 ---------------------------------------------------------------------------------

enum {
    NAIVE_CHUNK_START = 1,
    NAIVE_CHUNK_END = 2,
    NAIVE_PARENT = 4,
    NAIVE_ROOT = 8,
    NAIVE_KEYED = 16,
    NAIVE_CONTEXT = 32,
    NAIVE_MATERIAL = 64
};

// A node whose last compression is still to be done.
typedef struct naive_node {
    uint32_t chain[8];
    uint32_t message[16];
    uint64_t counter;
    uint32_t size, flags;
} naive_node;

static inline void naive_g(uint32_t *a, uint32_t *b, uint32_t *c, uint32_t *d, uint32_t x,
                           uint32_t y)
{
    *a += *b + x;
    *d = naive_turn(*d ^ *a, 16);
    *c += *d;
    *b = naive_turn(*b ^ *c, 12);
    *a += *b + y;
    *d = naive_turn(*d ^ *a, 8);
    *c += *d;
    *b = naive_turn(*b ^ *c, 7);
}

static inline void naive_compress(const naive_node *node, uint64_t counter, uint32_t flags,
                                  uint32_t out[16])
{
    static const int moves[16] = {2, 6, 3, 10, 7, 0, 4, 13, 1, 11, 12, 5, 9, 14, 15, 8};
    static const uint32_t start[4] = {0x6A09E667, 0xBB67AE85, 0x3C6EF372, 0xA54FF53A};
    uint32_t s[16], m[16], moved[16];
    memcpy(s, node->chain, 32);
    memcpy(s + 8, start, 16);
    s[12] = (uint32_t)counter;
    s[13] = (uint32_t)(counter >> 32);
    s[14] = node->size;
    s[15] = flags;
    memcpy(m, node->message, sizeof m);
    for (int round = 0; round < 7; ++round) {
        for (int i = 0; i < 4; ++i) {
            naive_g(&s[i], &s[4 + i], &s[8 + i], &s[12 + i], m[2 * i], m[2 * i + 1]);
        }
        for (int i = 0; i < 4; ++i) {
            naive_g(&s[i], &s[4 + (i + 1) % 4], &s[8 + (i + 2) % 4], &s[12 + (i + 3) % 4],
                    m[8 + 2 * i], m[9 + 2 * i]);
        }
        for (int i = 0; i < 16; ++i) {
            moved[i] = m[moves[i]];
        }
        memcpy(m, moved, sizeof m);
    }
    for (int i = 0; i < 8; ++i) {
        out[i] = s[i] ^ s[i + 8];
        out[i + 8] = s[i + 8] ^ node->chain[i];
    }
}

static inline naive_node naive_chunk(const uint8_t *data, size_t size, const uint32_t key[8],
                                     uint64_t counter, uint32_t mode)
{
    naive_node node = {.counter = counter, .flags = mode | NAIVE_CHUNK_START};
    memcpy(node.chain, key, 32);
    for (;;) {
        uint32_t taken = size < 64 ? (uint32_t)size : 64;
        memset(node.message, 0, sizeof node.message);
        for (uint32_t i = 0; i < taken; ++i) {
            node.message[i / 4] |= (uint32_t)data[i] << (8 * (i % 4));
        }
        node.size = taken;
        if (size <= 64) {
            node.flags |= NAIVE_CHUNK_END;
            return node;
        }
        uint32_t out[16];
        naive_compress(&node, counter, node.flags, out);
        memcpy(node.chain, out, 32);
        node.flags = mode;
        data += 64;
        size -= 64;
    }
}

static inline naive_node naive_tree(const uint8_t *data, size_t size, const uint32_t key[8],
                                    uint64_t counter, uint32_t mode)
{
    if (size <= 1024) {
        return naive_chunk(data, size, key, counter, mode);
    }
    // The left side is the largest full tree that leaves something for the right.
    size_t left = 1024;
    while (left * 2 < size) {
        left *= 2;
    }
    naive_node sides[2] = {naive_tree(data, left, key, counter, mode),
                           naive_tree(data + left, size - left, key, counter + left / 1024, mode)};
    naive_node node = {.size = 64, .flags = mode | NAIVE_PARENT};
    memcpy(node.chain, key, 32);
    for (int i = 0; i < 2; ++i) {
        uint32_t out[16];
        naive_compress(&sides[i], sides[i].counter, sides[i].flags, out);
        memcpy(node.message + 8 * i, out, 32);
    }
    return node;
}

static inline void naive_output(const naive_node *root, uint64_t position, uint8_t *out,
                                size_t size)
{
    for (size_t i = 0; i < size; ++i, ++position) {
        uint32_t words[16];
        naive_compress(root, position / 64, root->flags | NAIVE_ROOT, words);
        out[i] = (uint8_t)(words[position % 64 / 4] >> (8 * (position % 4)));
    }
}

static const uint32_t naive_start[8] = {0x6A09E667, 0xBB67AE85, 0x3C6EF372, 0xA54FF53A,
                                        0x510E527F, 0x9B05688C, 0x1F83D9AB, 0x5BE0CD19};

static inline void naive_words(uint32_t words[8], const uint8_t bytes[32])
{
    for (int i = 0; i < 32; ++i) {
        words[i / 4] = (i % 4 == 0 ? 0 : words[i / 4]) | (uint32_t)bytes[i] << (8 * (i % 4));
    }
}

// key and context are null where there is none; at most one is given.
static inline void naive_blake3(const uint8_t *data, size_t size, const uint8_t *key,
                                const char *context, uint64_t position, uint8_t *out,
                                size_t out_size)
{
    uint32_t words[8];
    uint32_t mode = key != NULL ? NAIVE_KEYED : context != NULL ? NAIVE_MATERIAL : 0;
    memcpy(words, naive_start, sizeof words);
    if (key != NULL) {
        naive_words(words, key);
    }
    if (context != NULL) {
        uint8_t derived[32];
        naive_node root =
            naive_tree((const uint8_t *)context, strlen(context), naive_start, 0, NAIVE_CONTEXT);
        naive_output(&root, 0, derived, sizeof derived);
        naive_words(words, derived);
    }
    naive_node root = naive_tree(data, size, words, 0, mode);
    naive_output(&root, position, out, out_size);
}

#endif
