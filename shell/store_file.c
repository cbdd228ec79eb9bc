// A write goes to a temporary file, is flushed to the disk and only then takes the name of the
// newest save; the save that had the name is linked to the older one's name first, so that at every
// moment the newest name exists. The folder is flushed last, which makes the renames durable.
#define _POSIX_C_SOURCE 200809L
#include "store_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define MAX_SAVE_BYTES (64 * 1024 * 1024)
#define NAME_ROOM (STORE_MAX_NAME + 16)

static const char *const endings[STORE_GENERATIONS] = {"", ".old"};
static const char *const aside_endings[STORE_GENERATIONS] = {".bad", ".old.bad"};
static const char temporary_ending[] = ".new";

typedef struct file_path {
    char text[STORE_MAX_PATH + NAME_ROOM];
} file_path;

static file_path path_of(const store *s, const char *ending)
{
    file_path path;
    snprintf(path.text, sizeof path.text, "%s/%s%s", s->folder, s->name, ending);
    return path;
}

qn_error store_open(store *s, const char *folder, const char *name)
{
    if (folder == NULL || name == NULL) {
        return QN_ERROR_NULL_POINTER;
    }
    if (strlen(folder) >= sizeof s->folder || strlen(name) >= sizeof s->name) {
        return QN_ERROR_TOO_LARGE;
    }
    memcpy(s->folder, folder, strlen(folder) + 1);
    memcpy(s->name, name, strlen(name) + 1);
    // Where this fails, the first write says so; until then the game can be played.
    (void)mkdir(folder, 0700);
    return QN_ERROR_OK;
}

static bool read_all(int file, uint8_t *bytes, size_t size_bytes)
{
    size_t done = 0;
    while (done < size_bytes) {
        ssize_t got = read(file, bytes + done, size_bytes - done);
        if (got == 0 || (got < 0 && errno != EINTR)) {
            return false;
        }
        done += got > 0 ? (size_t)got : 0;
    }
    return true;
}

static qn_error read_open_file(int file, uint8_t **bytes, size_t *size_bytes)
{
    struct stat status;
    if (fstat(file, &status) != 0 || !S_ISREG(status.st_mode) || status.st_size < 0 ||
        status.st_size > MAX_SAVE_BYTES) {
        return QN_ERROR_STORAGE;
    }
    size_t size = (size_t)status.st_size;
    uint8_t *data = malloc(size + 1);
    if (data == NULL) {
        return QN_ERROR_OUT_OF_MEMORY;
    }
    if (!read_all(file, data, size)) {
        free(data);
        return QN_ERROR_STORAGE;
    }
    *bytes = data;
    *size_bytes = size;
    return QN_ERROR_OK;
}

qn_error store_read(const store *s, int32_t generation, uint8_t **bytes, size_t *size_bytes)
{
    *bytes = NULL;
    *size_bytes = 0;
    if (generation < 0 || generation >= STORE_GENERATIONS) {
        return QN_ERROR_OUT_OF_RANGE;
    }
    file_path path = path_of(s, endings[generation]);
    int file = open(path.text, O_RDONLY | O_CLOEXEC);
    if (file < 0) {
        return errno == ENOENT ? QN_ERROR_NOT_FOUND : QN_ERROR_STORAGE;
    }
    qn_error error = read_open_file(file, bytes, size_bytes);
    close(file);
    return error;
}

static bool write_all(int file, qn_bytes bytes)
{
    size_t done = 0;
    while (done < bytes.size_bytes) {
        ssize_t put = write(file, bytes.data + done, bytes.size_bytes - done);
        if (put < 0 && errno != EINTR) {
            return false;
        }
        done += put > 0 ? (size_t)put : 0;
    }
    return true;
}

static bool write_durably(const char *path, qn_bytes bytes)
{
    int file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (file < 0) {
        return false;
    }
    bool is_whole = write_all(file, bytes) && fsync(file) == 0;
    return close(file) == 0 && is_whole;
}

static bool flush_folder(const store *s)
{
    int folder = open(s->folder, O_RDONLY | O_CLOEXEC);
    if (folder < 0) {
        return false;
    }
    bool is_flushed = fsync(folder) == 0;
    close(folder);
    return is_flushed;
}

// The newest save also gets the older one's name; fine when there is none yet.
static bool keep_previous(const char *newest, const char *older)
{
    if (access(newest, F_OK) != 0) {
        return errno == ENOENT;
    }
    if (unlink(older) != 0 && errno != ENOENT) {
        return false;
    }
    return link(newest, older) == 0;
}

qn_error store_write(const store *s, qn_bytes bytes)
{
    file_path temporary = path_of(s, temporary_ending);
    file_path newest = path_of(s, endings[0]);
    file_path older = path_of(s, endings[1]);
    if (!write_durably(temporary.text, bytes)) {
        unlink(temporary.text);
        return QN_ERROR_STORAGE;
    }
    bool is_stored = keep_previous(newest.text, older.text) &&
                     rename(temporary.text, newest.text) == 0 && flush_folder(s);
    return is_stored ? QN_ERROR_OK : QN_ERROR_STORAGE;
}

qn_error store_set_aside(const store *s, int32_t generation)
{
    if (generation < 0 || generation >= STORE_GENERATIONS) {
        return QN_ERROR_OUT_OF_RANGE;
    }
    file_path from = path_of(s, endings[generation]);
    file_path to = path_of(s, aside_endings[generation]);
    if (rename(from.text, to.text) != 0) {
        return errno == ENOENT ? QN_ERROR_NOT_FOUND : QN_ERROR_STORAGE;
    }
    return flush_folder(s) ? QN_ERROR_OK : QN_ERROR_STORAGE;
}
