// Symbols are sorted by how often they occur; a queue of them and a queue of the nodes made so far,
// which come out sorted by themselves, give Huffman's tree in one pass. Codes longer than 16 bits
// are shortened as Annex K.2 does it: a pair moves up, and a shorter code is split to make room.
//
// One symbol more than there are, the rarest, gets the code of all ones, which JPEG forbids.
#include "image/jpeg/encode_huffman.h"

#include <string.h>

#include "image/jpeg/encode_output.h"
#include "image/jpeg/tables.h"

#define MOST_BITS 16
#define MOST_LEAVES 257
// Counts sum up to less than 2^64, so no tree is deeper than Fibonacci's numbers allow.
#define MOST_DEPTH 96

void qn_jpeg_code_table_standard(qn_jpeg_code_table *table, int index)
{
    bool is_chroma = index == QN_JPEG_CHROMA_DC || index == QN_JPEG_CHROMA_AC;
    bool is_ac = index == QN_JPEG_LUMA_AC || index == QN_JPEG_CHROMA_AC;
    qn_bytes standard = qn_jpeg_standard_huffman(is_ac, is_chroma);
    memset(table, 0, sizeof *table);
    table->symbol_count = (int)(standard.size_bytes - MOST_BITS);
    memcpy(table->length_counts, standard.data, MOST_BITS);
    memcpy(table->symbols, standard.data + MOST_BITS, standard.size_bytes - MOST_BITS);
}

// ---- The best table -------------------------------------------------------------------------

// From the rarest to the most frequent; the first is the one that gets all ones.
typedef struct leaves {
    uint64_t counts[MOST_LEAVES];
    uint8_t symbols[MOST_LEAVES];
    int count;
} leaves;

static void insert(leaves *sorted, uint64_t count, uint8_t symbol)
{
    int at = sorted->count++;
    for (; at > 1 && sorted->counts[at - 1] > count; --at) {
        sorted->counts[at] = sorted->counts[at - 1];
        sorted->symbols[at] = sorted->symbols[at - 1];
    }
    sorted->counts[at] = count;
    sorted->symbols[at] = symbol;
}

// Leaf i of n has the number i, the node made first n.
typedef struct tree {
    uint64_t counts[2 * MOST_LEAVES];
    uint16_t parents[2 * MOST_LEAVES];
    int next_leaf, next_node;
} tree;

static int take_rarest(tree *made, int leaf_count, int node_count)
{
    bool has_leaf = made->next_leaf < leaf_count;
    bool has_node = made->next_node < node_count;
    bool is_leaf =
        has_leaf && (!has_node || made->counts[made->next_leaf] <= made->counts[made->next_node]);
    return is_leaf ? made->next_leaf++ : made->next_node++;
}

// How many leaves lie how deep.
static void count_depths(const leaves *sorted, int at_depth[MOST_DEPTH])
{
    tree made = {.next_node = sorted->count};
    uint8_t depths[2 * MOST_LEAVES];
    int root = 2 * sorted->count - 2;
    memcpy(made.counts, sorted->counts, sizeof sorted->counts);
    for (int node = sorted->count; node <= root; ++node) {
        int first = take_rarest(&made, sorted->count, node);
        int second = take_rarest(&made, sorted->count, node);
        made.counts[node] = made.counts[first] + made.counts[second];
        made.parents[first] = made.parents[second] = (uint16_t)node;
    }
    depths[root] = 0;
    memset(at_depth, 0, MOST_DEPTH * sizeof at_depth[0]);
    for (int node = root - 1; node >= 0; --node) {
        depths[node] = (uint8_t)(depths[made.parents[node]] + 1);
        at_depth[depths[node]] += node < sorted->count ? 1 : 0;
    }
}

static void shorten_pair(int at_depth[MOST_DEPTH], int depth)
{
    int shorter = depth - 2;
    while (at_depth[shorter] == 0) {
        --shorter;
    }
    at_depth[depth] -= 2;
    at_depth[depth - 1] += 1;
    at_depth[shorter + 1] += 2;
    at_depth[shorter] -= 1;
}

static void shorten(int at_depth[MOST_DEPTH])
{
    for (int depth = MOST_DEPTH - 1; depth > MOST_BITS; --depth) {
        while (at_depth[depth] > 0) {
            shorten_pair(at_depth, depth);
        }
    }
}

void qn_jpeg_code_table_best(qn_jpeg_code_table *table, const uint32_t counts[256])
{
    leaves sorted = {.counts = {1}, .count = 1};
    for (int symbol = 0; symbol < 256; ++symbol) {
        if (counts[symbol] > 0) {
            insert(&sorted, counts[symbol], (uint8_t)symbol);
        }
    }
    int at_depth[MOST_DEPTH];
    count_depths(&sorted, at_depth);
    shorten(at_depth);
    int longest = MOST_BITS;
    while (longest > 0 && at_depth[longest] == 0) {
        --longest;
    }
    at_depth[longest] -= 1;
    memset(table, 0, sizeof *table);
    for (int bits = 1; bits <= MOST_BITS; ++bits) {
        table->length_counts[bits - 1] = (uint8_t)at_depth[bits];
    }
    table->symbol_count = sorted.count - 1;
    for (int i = 0; i < table->symbol_count; ++i) {
        table->symbols[i] = sorted.symbols[sorted.count - 1 - i];
    }
}

void qn_jpeg_code_table_codes(const qn_jpeg_code_table *table, uint32_t codes[256])
{
    memset(codes, 0, 256 * sizeof codes[0]);
    uint32_t code = 0;
    int next = 0;
    for (uint32_t bits = 1; bits <= MOST_BITS; ++bits) {
        for (int i = 0; i < table->length_counts[bits - 1]; ++i) {
            uint32_t symbol = table->symbols[next++];
            uint32_t size = symbol & 15;
            codes[symbol] = code << (size + QN_JPEG_LENGTH_BITS) | (bits + size);
            ++code;
        }
        code <<= 1;
    }
}
