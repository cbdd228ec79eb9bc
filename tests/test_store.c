// The store of the desktop game; a page has one of its own, so WebAssembly builds leave this out.
#define _POSIX_C_SOURCE 200809L
#include "check.h"
#include "store_file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *const files[] = {"belfry.save", "belfry.save.old", "belfry.save.bad",
                                    "belfry.save.old.bad", "belfry.save.new"};

static store open_fresh(void)
{
    char folder[] = "/tmp/quoin-store-XXXXXX";
    store s;
    CHECK(mkdtemp(folder) != NULL);
    CHECK_ERROR(store_open(&s, folder, "belfry.save"), QN_ERROR_OK);
    return s;
}

static void path_in(const store *s, const char *name, char path[2 * STORE_MAX_PATH])
{
    snprintf(path, 2 * STORE_MAX_PATH, "%s/%s", s->folder, name);
}

static bool has_file(const store *s, const char *name)
{
    char path[2 * STORE_MAX_PATH];
    path_in(s, name, path);
    return access(path, F_OK) == 0;
}

static void remove_all(const store *s)
{
    char path[2 * STORE_MAX_PATH];
    for (size_t i = 0; i < sizeof files / sizeof files[0]; ++i) {
        path_in(s, files[i], path);
        remove(path);
    }
    rmdir(s->folder);
}

static qn_error write_text(const store *s, const char *text)
{
    return store_write(s, (qn_bytes){(const uint8_t *)text, strlen(text)});
}

static void check_generation(const store *s, int32_t generation, const char *expected)
{
    uint8_t *bytes = NULL;
    size_t size_bytes = 0;
    CHECK_ERROR(store_read(s, generation, &bytes, &size_bytes), QN_ERROR_OK);
    CHECK_INT(size_bytes, strlen(expected));
    if (bytes != NULL && size_bytes == strlen(expected)) {
        CHECK_BYTES(bytes, expected, size_bytes);
    }
    free(bytes);
}

static qn_error read_error(const store *s, int32_t generation)
{
    uint8_t *bytes = NULL;
    size_t size_bytes = 0;
    qn_error error = store_read(s, generation, &bytes, &size_bytes);
    free(bytes);
    return error;
}

TEST(the_last_two_saves_can_be_read_back)
{
    store s = open_fresh();
    CHECK_ERROR(read_error(&s, 0), QN_ERROR_NOT_FOUND);
    CHECK_ERROR(write_text(&s, "one"), QN_ERROR_OK);
    CHECK_ERROR(read_error(&s, 1), QN_ERROR_NOT_FOUND);
    CHECK_ERROR(write_text(&s, "two, longer"), QN_ERROR_OK);
    CHECK_ERROR(write_text(&s, "three"), QN_ERROR_OK);
    check_generation(&s, 0, "three");
    check_generation(&s, 1, "two, longer");
    CHECK(!has_file(&s, "belfry.save.new"));
    remove_all(&s);
}

TEST(a_save_put_aside_is_kept_and_the_older_one_survives_the_next_write)
{
    store s = open_fresh();
    write_text(&s, "good");
    write_text(&s, "damaged");
    CHECK_ERROR(store_set_aside(&s, 0), QN_ERROR_OK);
    CHECK_ERROR(read_error(&s, 0), QN_ERROR_NOT_FOUND);
    check_generation(&s, 1, "good");
    CHECK_ERROR(write_text(&s, "new"), QN_ERROR_OK);
    check_generation(&s, 0, "new");
    check_generation(&s, 1, "good");
    CHECK(has_file(&s, "belfry.save.bad"));
    CHECK_ERROR(store_set_aside(&s, 2), QN_ERROR_OUT_OF_RANGE);
    remove_all(&s);
}

TEST(a_write_that_cannot_happen_loses_nothing)
{
    store s = open_fresh();
    char path[2 * STORE_MAX_PATH];
    write_text(&s, "kept");
    // A folder in the temporary file's place stands for a full or read-only disk.
    path_in(&s, "belfry.save.new", path);
    CHECK_INT(mkdir(path, 0700), 0);
    CHECK_ERROR(write_text(&s, "lost"), QN_ERROR_STORAGE);
    check_generation(&s, 0, "kept");
    remove_all(&s);
}

TEST(a_folder_that_cannot_be_made_or_a_name_that_is_too_long_is_an_error)
{
    store s;
    char *name = malloc(2 * STORE_MAX_PATH);
    memset(name, 'x', 2 * STORE_MAX_PATH - 1);
    name[2 * STORE_MAX_PATH - 1] = '\0';
    CHECK_ERROR(store_open(&s, name, "belfry.save"), QN_ERROR_TOO_LARGE);
    CHECK_ERROR(store_open(&s, "/tmp", name), QN_ERROR_TOO_LARGE);
    CHECK_ERROR(store_open(&s, NULL, "belfry.save"), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(store_open(&s, "/tmp", NULL), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(store_open(&s, "/dev/null/saves", "belfry.save"), QN_ERROR_OK);
    CHECK_ERROR(write_text(&s, "text"), QN_ERROR_STORAGE);
    CHECK_ERROR(read_error(&s, 0), QN_ERROR_STORAGE);
    free(name);
}
