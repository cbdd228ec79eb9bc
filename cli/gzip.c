// Whole files, one at a time; the one that was read stays.
#include <stdlib.h>
#include <string.h>

#include "file.h"
#include "quoin/compress.h"
#include "quoin/memory.h"

#define ENDING ".gz"
#define NAME_MAX_BYTES 4096

// False where there is no such name.
static bool name_output(const char *name, bool unpacks, char out[NAME_MAX_BYTES])
{
    size_t size = strlen(name), ending = sizeof ENDING - 1;
    if (size + sizeof ENDING > NAME_MAX_BYTES) {
        return false;
    }
    memcpy(out, name, size + 1);
    if (!unpacks) {
        memcpy(out + size, ENDING, sizeof ENDING);
        return size > 0;
    }
    bool has_ending = size > ending && strcmp(name + size - ending, ENDING) == 0;
    out[has_ending ? size - ending : size] = '\0';
    return has_ending;
}

// Several members are one content, as gzip has it.
static qn_error unpack(qn_bytes packed, uint8_t **out, size_t *out_size_bytes)
{
    qn_inflate_def def = qn_inflate_def_default();
    def.join_members = true;
    def.max_size_bytes = QN_COMPRESS_MAX_BYTES;
    return qn_inflate(packed, &def, out, out_size_bytes);
}

static exit_code convert(const char *from, const char *to, bool unpacks, int32_t level)
{
    uint8_t *read = NULL, *made = NULL;
    size_t size = 0, made_size = 0;
    qn_error error = file_read(from, QN_COMPRESS_MAX_BYTES, &read, &size);
    if (error == QN_ERROR_OK) {
        qn_bytes bytes = {read, size};
        error =
            unpacks ? unpack(bytes, &made, &made_size) : qn_gzip(bytes, level, &made, &made_size);
    }
    free(read);
    if (error != QN_ERROR_OK) {
        return file_refuse(from, error);
    }
    bool is_written = file_write(to, (qn_bytes){made, made_size});
    qn_memory_release(made);
    return is_written ? EXIT_GOOD : EXIT_NO_FILE;
}

exit_code command_gzip(int count, char **arguments)
{
    bool unpacks = false;
    int32_t level = 6;
    int i = 0;
    for (; i < count && arguments[i][0] == '-'; ++i) {
        char option = arguments[i][1];
        if (option == '\0' || arguments[i][2] != '\0') {
            return EXIT_USAGE;
        }
        if (option >= '1' && option <= '9') {
            level = option - '0';
        } else if (option == 'd') {
            unpacks = true;
        } else {
            return EXIT_USAGE;
        }
    }
    char output[NAME_MAX_BYTES];
    if (i + 1 != count || !name_output(arguments[i], unpacks, output)) {
        return EXIT_USAGE;
    }
    return convert(arguments[i], output, unpacks, level);
}
