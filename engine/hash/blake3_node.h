// A node of BLAKE3's tree before its last compression, which depends on whether it is the root; and
// how keys become words.
#ifndef HASH_BLAKE3_NODE_H
#define HASH_BLAKE3_NODE_H

#include "hash/blake3_kernel.h"

// The last block of a chunk, or the one block of a parent.
typedef struct blake3_node {
    uint32_t chain[8];
    uint8_t block[BLAKE3_BLOCK_BYTES];
    blake3_run run;
} blake3_node;

blake3_node qn_blake3_parent_node(const uint32_t key[8], uint32_t mode_flags,
                                  const uint8_t left[BLAKE3_CHAIN_BYTES],
                                  const uint8_t right[BLAKE3_CHAIN_BYTES]);
// The parent of a finished subtree and a node to its right.
blake3_node qn_blake3_join(const uint32_t key[8], uint32_t mode_flags,
                           const uint8_t left[BLAKE3_CHAIN_BYTES], const blake3_node *right);
// The chaining value of a node that is not the root.
void qn_blake3_node_chain(const blake3_node *node, uint8_t out[BLAKE3_CHAIN_BYTES]);
// size_bytes of the output of the root from byte `position` on.
void qn_blake3_node_extended(const blake3_node *root, uint64_t position, uint8_t *out,
                             size_t size_bytes);

// The digest of a tree of one chunk, of which `left` is left; the first block of it has first_flags
// on top. Most ask for no more than these 32 bytes, which one compression less gives.
void qn_blake3_finish_only_chunk(uint32_t chain[8], uint32_t first_flags, uint32_t mode_flags,
                                 qn_bytes left, uint8_t out[BLAKE3_CHAIN_BYTES]);

// Chaining values on the stack of a stream after so many chunks.
size_t qn_blake3_depth(uint64_t chunk_count);

void qn_blake3_key_words(uint32_t words[8], const uint8_t key[32]);
// The key that a context stands for.
void qn_blake3_context_words(uint32_t words[8], const char *context);

#endif
