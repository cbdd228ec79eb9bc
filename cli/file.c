#include "file.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#define FIRST_BYTES ((size_t)1 << 16)

void file_tell_failure(const char *name, const char *what)
{
    fprintf(stderr, "quoin: %s: %s: %s\n", name, what, strerror(errno));
}

exit_code file_refuse(const char *name, qn_error error)
{
    if (error == QN_ERROR_STORAGE) {
        return EXIT_NO_FILE;
    }
    fprintf(stderr, "quoin: %s: %s: %s\n", name, qn_error_code(error), qn_error_text(error));
    return EXIT_BAD_CONTENT;
}

FILE *file_open(const char *name)
{
    FILE *file = strcmp(name, "-") == 0 ? stdin : fopen(name, "rb");
    if (file == NULL) {
        file_tell_failure(name, "cannot be read");
    }
    return file;
}

void file_close(FILE *file)
{
    if (file != stdin) {
        fclose(file);
    }
}

// Twice the room, but one byte more than is allowed at most, to see whether there is more.
static bool grow(uint8_t **bytes, size_t *room, size_t most)
{
    size_t wanted = *room < most / 2 ? 2 * *room : most;
    uint8_t *larger = realloc(*bytes, wanted);
    if (larger != NULL) {
        *bytes = larger;
        *room = wanted;
    }
    return larger != NULL;
}

static qn_error read_all(FILE *file, size_t max_size_bytes, uint8_t **bytes, size_t *size_bytes)
{
    size_t room = FIRST_BYTES < max_size_bytes ? FIRST_BYTES : max_size_bytes + 1;
    *bytes = malloc(room);
    if (*bytes == NULL) {
        return QN_ERROR_OUT_OF_MEMORY;
    }
    for (;;) {
        size_t wanted = room - *size_bytes;
        size_t taken = fread(*bytes + *size_bytes, 1, wanted, file);
        *size_bytes += taken;
        if (*size_bytes > max_size_bytes) {
            return QN_ERROR_TOO_LARGE;
        }
        if (taken < wanted) {
            return QN_ERROR_OK;
        }
        if (!grow(bytes, &room, max_size_bytes + 1)) {
            return QN_ERROR_OUT_OF_MEMORY;
        }
    }
}

qn_error file_read(const char *name, size_t max_size_bytes, uint8_t **bytes, size_t *size_bytes)
{
    *bytes = NULL;
    *size_bytes = 0;
    FILE *file = file_open(name);
    if (file == NULL) {
        return QN_ERROR_STORAGE;
    }
    qn_error error = read_all(file, max_size_bytes, bytes, size_bytes);
    if (ferror(file) != 0) {
        file_tell_failure(name, "cannot be read");
        error = QN_ERROR_STORAGE;
    }
    file_close(file);
    if (error != QN_ERROR_OK) {
        // NOLINTNEXTLINE(clang-analyzer-unix.Stream): only standard input stays open
        free(*bytes);
        *bytes = NULL;
        *size_bytes = 0;
    }
    return error;
}

bool file_write(const char *name, qn_bytes bytes)
{
    FILE *file = fopen(name, "wbx");
    if (file == NULL) {
        file_tell_failure(name, "cannot be written");
        return false;
    }
    bool is_whole = fwrite(bytes.data, 1, bytes.size_bytes, file) == bytes.size_bytes;
    is_whole = fclose(file) == 0 && is_whole;
    if (!is_whole) {
        file_tell_failure(name, "cannot be written");
        remove(name);
    }
    return is_whole;
}
