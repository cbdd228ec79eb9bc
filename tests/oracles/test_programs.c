// Hashes and compression against the programs of the system: sha256sum, b3sum and gzip.
#define _POSIX_C_SOURCE 200809L // popen, mkstemp
#include "check.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "quoin/compress.h"
#include "quoin/hash.h"
#include "quoin/memory.h"

#define MOST_BYTES (300 * 1024)

typedef struct temporary_file {
    char path[64];
} temporary_file;

static temporary_file write_temporary(const uint8_t *data, size_t size)
{
    temporary_file file = {"/tmp/quoin-oracle-XXXXXX"};
    int descriptor = mkstemp(file.path);
    FILE *stream = descriptor >= 0 ? fdopen(descriptor, "wb") : NULL;
    CHECK(stream != NULL && fwrite(data, 1, size, stream) == size);
    if (stream != NULL) {
        fclose(stream);
    }
    return file;
}

// What the command prints, with the path of the file in place of %s. The number of bytes; -1 if it
// ends with an error.
static long run(const char *command, const char *path, uint8_t *out, size_t capacity)
{
    char line[256];
    snprintf(line, sizeof line, command, path);
    FILE *pipe = popen(line, "r");
    size_t size = pipe != NULL ? fread(out, 1, capacity, pipe) : 0;
    return pipe != NULL && pclose(pipe) == 0 ? (long)size : -1;
}

static size_t random_content(uint8_t *data, uint32_t *seed)
{
    size_t size = check_random(seed) % (check_random(seed) % 2 == 0 ? 300 : MOST_BYTES);
    uint32_t alphabet = 1 + check_random(seed) % 256;
    for (size_t i = 0; i < size; ++i) {
        data[i] = (uint8_t)(check_random(seed) % alphabet);
    }
    return size;
}

typedef void hash_fn(qn_bytes bytes, uint8_t out[QN_HASH_BYTES]);

static void check_sums(const char *command, hash_fn *hash, uint32_t seed)
{
    uint8_t *data = malloc(MOST_BYTES);
    for (int i = 0; i < (check_is_long() ? 1000 : 40); ++i) {
        size_t size = random_content(data, &seed), written;
        temporary_file file = write_temporary(data, size);
        uint8_t digest[QN_HASH_BYTES];
        char ours[2 * QN_HASH_BYTES + 1] = {0}, theirs[2 * QN_HASH_BYTES + 1] = {0};
        hash((qn_bytes){data, size}, digest);
        CHECK_ERROR(qn_hex_encode((qn_bytes){digest, sizeof digest}, ours, sizeof ours, &written),
                    QN_ERROR_OK);
        CHECK_INT(run(command, file.path, (uint8_t *)theirs, 2 * QN_HASH_BYTES), 2 * QN_HASH_BYTES);
        CHECK_TEXT(theirs, ours);
        unlink(file.path);
    }
    free(data);
}

TEST(sha256sum_gives_the_same_sums) { check_sums("sha256sum <%s", qn_sha256, 91); }
TEST(b3sum_gives_the_same_sums) { check_sums("b3sum --no-names %s", qn_blake3, 94); }

TEST(gzip_unpacks_what_the_engine_packs)
{
    uint32_t seed = 92;
    uint8_t *data = malloc(MOST_BYTES), *unpacked = malloc(MOST_BYTES + 1);
    for (int i = 0; i < (check_is_long() ? 500 : 40); ++i) {
        size_t size = random_content(data, &seed), packed_size;
        uint8_t *packed;
        CHECK_ERROR(qn_gzip((qn_bytes){data, size}, i % 10, &packed, &packed_size), QN_ERROR_OK);
        temporary_file file = write_temporary(packed, packed_size);
        CHECK_INT(run("gzip -dc <%s", file.path, unpacked, MOST_BYTES + 1), (long)size);
        CHECK_BYTES(unpacked, data, size);
        unlink(file.path);
        qn_memory_release(packed);
    }
    free(data);
    free(unpacked);
}

TEST(the_engine_unpacks_what_gzip_packs)
{
    uint32_t seed = 93;
    size_t capacity = 2 * (size_t)MOST_BYTES;
    uint8_t *data = malloc(MOST_BYTES), *packed = malloc(capacity);
    for (int i = 0; i < (check_is_long() ? 500 : 40); ++i) {
        size_t size = random_content(data, &seed), unpacked_size;
        temporary_file file = write_temporary(data, size);
        char command[32];
        snprintf(command, sizeof command, "gzip -%dc %%s", 1 + i % 9);
        long packed_size = run(command, file.path, packed, capacity);
        uint8_t *unpacked;
        CHECK(packed_size > 0);
        CHECK_ERROR(qn_gunzip((qn_bytes){packed, (size_t)packed_size}, MOST_BYTES, &unpacked,
                              &unpacked_size),
                    QN_ERROR_OK);
        CHECK_INT(unpacked_size, size);
        CHECK_BYTES(unpacked, data, size);
        unlink(file.path);
        qn_memory_release(unpacked);
    }
    free(data);
    free(packed);
}
