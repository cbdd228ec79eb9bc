// pack_tool <manifest.txt> <out.pack>: packs the files that a manifest names.
//
// A manifest line is `name path`, the path relative to the manifest; empty lines and lines that
// start with # do not count. The same files give the same archive, whatever the order of lines.
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "quoin/memory.h"
#include "quoin/pack.h"

#define MAX_PATH_BYTES 1024
#define MAX_MANIFEST_BYTES (1u << 20)

typedef struct packing {
    const char *path;
    int line; // that is being read, for messages
    qn_pack_source sources[QN_PACK_MAX_ENTRY_COUNT];
    int32_t count;
} packing;

__attribute__((noreturn, format(printf, 2, 3))) static void fail(const packing *manifest,
                                                                 const char *format, ...)
{
    va_list arguments;
    fprintf(stderr, "%s:%d: ", manifest->path, manifest->line);
    va_start(arguments, format);
    vfprintf(stderr, format, arguments);
    va_end(arguments);
    fputc('\n', stderr);
    exit(1);
}

// The whole file with a zero behind it, or null.
static uint8_t *read_file(const char *path, size_t max_size, size_t *size)
{
    FILE *file = fopen(path, "rb");
    if (file == NULL) {
        return NULL;
    }
    size_t capacity = 1 << 16;
    uint8_t *data = malloc(capacity + 1);
    *size = 0;
    while (data != NULL && *size <= max_size) {
        *size += fread(data + *size, 1, capacity - *size, file);
        if (*size < capacity) {
            break;
        }
        capacity *= 2;
        uint8_t *larger = realloc(data, capacity + 1);
        if (larger == NULL) {
            free(data);
        }
        data = larger;
    }
    bool is_whole = data != NULL && *size <= max_size && !ferror(file);
    fclose(file);
    if (!is_whole) {
        free(data);
        return NULL;
    }
    data[*size] = 0;
    return data;
}

static bool name_is_taken(const packing *manifest, const char *name)
{
    for (int32_t i = 0; i < manifest->count; ++i) {
        if (strcmp(manifest->sources[i].name, name) == 0) {
            return true;
        }
    }
    return false;
}

// The path of a file beside the manifest.
static void full_path(const packing *manifest, const char *path, char out[MAX_PATH_BYTES])
{
    const char *slash = strrchr(manifest->path, '/');
    int folder_size = slash != NULL ? (int)(slash - manifest->path) + 1 : 0;
    int size = snprintf(out, MAX_PATH_BYTES, "%.*s%s", folder_size, manifest->path, path);
    if (size < 0 || size >= MAX_PATH_BYTES) {
        fail(manifest, "the path of \"%s\" is too long", path);
    }
}

static void add_entry(packing *manifest, const char *name, const char *path)
{
    char full[MAX_PATH_BYTES];
    if (manifest->count == QN_PACK_MAX_ENTRY_COUNT) {
        fail(manifest, "more than %d entries", QN_PACK_MAX_ENTRY_COUNT);
    }
    if (!qn_pack_name_is_valid(name)) {
        fail(manifest, "the name \"%s\" is not 1 to %d bytes of UTF-8", name,
             QN_PACK_MAX_NAME_BYTES);
    }
    if (name_is_taken(manifest, name)) {
        fail(manifest, "the name \"%s\" is already taken", name);
    }
    full_path(manifest, path, full);
    qn_pack_source *source = &manifest->sources[manifest->count++];
    source->name = name;
    source->content.data = read_file(full, QN_PACK_MAX_ENTRY_BYTES, &source->content.size_bytes);
    if (source->content.data == NULL) {
        fail(manifest, "\"%s\" cannot be read, or is larger than %u bytes", path,
             QN_PACK_MAX_ENTRY_BYTES);
    }
}

// Cuts the line into a name and, after blanks, a path.
static void add_line(packing *manifest, char *line)
{
    line += strspn(line, " \t");
    line[strcspn(line, "\r")] = '\0';
    if (*line == '\0' || *line == '#') {
        return;
    }
    char *path = line + strcspn(line, " \t");
    if (*path != '\0') {
        *path++ = '\0';
        path += strspn(path, " \t");
    }
    if (*path == '\0') {
        fail(manifest, "the line has no path: it must read `name path`");
    }
    add_entry(manifest, line, path);
}

static void add_lines(packing *manifest, char *text)
{
    while (text != NULL) {
        char *end = strchr(text, '\n');
        if (end != NULL) {
            *end++ = '\0';
        }
        manifest->line += 1;
        add_line(manifest, text);
        text = end;
    }
}

static bool write_file(const char *path, const uint8_t *data, size_t size)
{
    FILE *file = fopen(path, "wb");
    if (file == NULL) {
        return false;
    }
    bool is_written = fwrite(data, 1, size, file) == size;
    return fclose(file) == 0 && is_written;
}

int main(int argc, char **argv)
{
    static packing manifest;
    if (argc != 3) {
        fprintf(stderr, "usage: pack_tool <manifest.txt> <out.pack>\n");
        return 2;
    }
    size_t size;
    manifest.path = argv[1];
    char *text = (char *)read_file(argv[1], MAX_MANIFEST_BYTES, &size);
    if (text == NULL) {
        fail(&manifest, "the manifest cannot be read");
    }
    add_lines(&manifest, text);
    uint8_t *pack;
    qn_error error = qn_pack_build(manifest.sources, manifest.count, &pack, &size);
    if (error != QN_ERROR_OK) {
        fail(&manifest, "%s", qn_error_text(error));
    }
    bool is_written = write_file(argv[2], pack, size);
    qn_memory_release(pack);
    for (int32_t i = 0; i < manifest.count; ++i) {
        free((void *)(uintptr_t)manifest.sources[i].content.data);
    }
    free(text);
    if (!is_written) {
        fprintf(stderr, "%s: cannot be written\n", argv[2]);
        return 1;
    }
    printf("%s: %d entries, %zu bytes\n", argv[2], manifest.count, size);
    return 0;
}
