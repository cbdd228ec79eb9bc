// SHA-256 and BLAKE3 natively, as a contender of the benchmark of modules: it obeys the same lines
// on its standard input as the others do (worker.mjs), and answers likewise.
//   native_hash <sha256|blake3> <file> <bytes>
//   warm <ms> <least runs>  runs for a while; the answer tells what one run takes, and the digest
//   sample <runs>           the time of the processor and by the wall that the runs took
#include "quoin/hash.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

typedef void hash_fn(qn_bytes bytes, uint8_t out[QN_HASH_BYTES]);

static uint8_t digest[QN_HASH_BYTES];

static double wall_ms(void)
{
    struct timespec now;
    timespec_get(&now, TIME_UTC);
    return 1e3 * (double)now.tv_sec + 1e-6 * (double)now.tv_nsec;
}

static double processor_ms(void) { return 1e3 * (double)clock() / CLOCKS_PER_SEC; }

// Reads exactly `size_bytes`; null where there are fewer.
static uint8_t *read_start(const char *path, size_t size_bytes)
{
    FILE *file = fopen(path, "rb");
    if (file == NULL) {
        return NULL;
    }
    uint8_t *bytes = malloc(size_bytes + 1);
    bool is_whole = bytes != NULL && fread(bytes, 1, size_bytes, file) == size_bytes;
    fclose(file);
    if (!is_whole) {
        free(bytes);
        return NULL;
    }
    return bytes;
}

static void warm(hash_fn *hash, qn_bytes bytes, double least_ms, long least_runs)
{
    double began = wall_ms();
    long runs = 0;
    while (runs < least_runs || wall_ms() - began < least_ms) {
        hash(bytes, digest);
        runs += 1;
    }
    printf("@ {\"runMs\":%.9g,\"facts\":{\"digest\":\"", (wall_ms() - began) / (double)runs);
    for (int32_t at = 0; at < QN_HASH_BYTES; at++) {
        printf("%02x", digest[at]);
    }
    printf("\"}}\n");
}

static void sample(hash_fn *hash, qn_bytes bytes, long runs)
{
    double processor = processor_ms();
    double wall = wall_ms();
    for (long run = 0; run < runs; run++) {
        hash(bytes, digest);
    }
    wall = wall_ms() - wall;
    processor = processor_ms() - processor;
    printf("@ {\"cpuMs\":%.9g,\"wallMs\":%.9g}\n", processor / (double)runs, wall / (double)runs);
}

int main(int argument_count, char **arguments)
{
    if (argument_count != 4) {
        fprintf(stderr, "usage: native_hash <sha256|blake3> <file> <bytes>\n");
        return 2;
    }
    hash_fn *hash = strcmp(arguments[1], "blake3") == 0 ? qn_blake3 : qn_sha256;
    size_t size_bytes = strtoul(arguments[3], NULL, 10);
    uint8_t *data = read_start(arguments[2], size_bytes);
    if (data == NULL) {
        fprintf(stderr, "cannot read %zu bytes of %s\n", size_bytes, arguments[2]);
        return 1;
    }
    char line[128];
    while (fgets(line, sizeof line, stdin) != NULL) {
        char *end = line;
        long first = strtol(strchr(line, ' ') == NULL ? "1" : strchr(line, ' '), &end, 10);
        if (strncmp(line, "warm", 4) == 0) {
            warm(hash, (qn_bytes){data, size_bytes}, (double)first, strtol(end, NULL, 10));
        } else {
            sample(hash, (qn_bytes){data, size_bytes}, first > 0 ? first : 1);
        }
        fflush(stdout);
    }
    free(data);
    return 0;
}
