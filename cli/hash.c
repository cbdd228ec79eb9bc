// Lines as those of coreutils and b3sum: the digest, two blanks, the name; a name with a backslash
// or an end of line is written with escapes, behind a backslash at the line's beginning.
#include "quoin/hash.h"

#include <stdio.h>
#include <string.h>

#include "file.h"

#define PIECE_BYTES ((size_t)1 << 16)

typedef struct digester {
    bool is_blake3;
    qn_sha256_state sha256;
    qn_blake3_state blake3;
} digester;

static void begin(digester *d)
{
    qn_sha256_init(&d->sha256);
    qn_blake3_init(&d->blake3);
}

static qn_error add(digester *d, qn_bytes piece)
{
    return d->is_blake3 ? qn_blake3_update(&d->blake3, piece) : qn_sha256_update(&d->sha256, piece);
}

static void finish(const digester *d, uint8_t out[QN_HASH_BYTES])
{
    if (d->is_blake3) {
        qn_blake3_final(&d->blake3, out);
    } else {
        qn_sha256_final(&d->sha256, out);
    }
}

static const char *escape_of(char c)
{
    switch (c) {
    case '\\':
        return "\\\\";
    case '\n':
        return "\\n";
    case '\r':
        return "\\r";
    default:
        return NULL;
    }
}

static void print_line(const uint8_t digest[QN_HASH_BYTES], const char *name)
{
    char hex[2 * QN_HASH_BYTES];
    size_t size = 0;
    (void)qn_hex_encode((qn_bytes){digest, QN_HASH_BYTES}, hex, sizeof hex, &size);
    printf("%s%.*s  ", strpbrk(name, "\\\n\r") != NULL ? "\\" : "", (int)size, hex);
    for (; *name != '\0'; ++name) {
        const char *escape = escape_of(*name);
        if (escape != NULL) {
            fputs(escape, stdout);
        } else {
            putchar(*name);
        }
    }
    putchar('\n');
}

static exit_code hash_file(digester *d, const char *name)
{
    static uint8_t piece[PIECE_BYTES];
    FILE *file = file_open(name);
    if (file == NULL) {
        return EXIT_NO_FILE;
    }
    begin(d);
    qn_error error = QN_ERROR_OK;
    size_t size = 0;
    do {
        size = fread(piece, 1, sizeof piece, file);
        error = add(d, (qn_bytes){piece, size});
    } while (size > 0 && error == QN_ERROR_OK);
    exit_code code = EXIT_GOOD;
    if (ferror(file) != 0) {
        file_tell_failure(name, "cannot be read");
        code = EXIT_NO_FILE;
    } else if (error != QN_ERROR_OK) {
        code = file_refuse(name, error);
    } else {
        uint8_t digest[QN_HASH_BYTES];
        finish(d, digest);
        print_line(digest, name);
    }
    file_close(file);
    return code;
}

exit_code command_hash(int count, char **arguments)
{
    static char standard_input[] = "-";
    static char *nothing_named[] = {standard_input};
    static digester d;
    bool is_named = count > 0 && strncmp(arguments[0], "--", 2) == 0;
    d.is_blake3 = is_named && strcmp(arguments[0], "--blake3") == 0;
    if (is_named && !d.is_blake3 && strcmp(arguments[0], "--sha256") != 0) {
        return EXIT_USAGE;
    }
    count -= is_named ? 1 : 0;
    char **names = count > 0 ? arguments + (is_named ? 1 : 0) : nothing_named;
    exit_code worst = EXIT_GOOD;
    for (int i = 0; i < (count > 0 ? count : 1); ++i) {
        exit_code code = hash_file(&d, names[i]);
        worst = code > worst ? code : worst;
    }
    return worst;
}
