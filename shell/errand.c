#include "errand.h"

#include <SDL.h>
#include <stdlib.h>
#include <string.h>

static bool write_file(const char *path, qn_bytes bytes)
{
    SDL_RWops *file = SDL_RWFromFile(path, "wb");
    if (file == NULL) {
        return false;
    }
    bool is_whole = SDL_RWwrite(file, bytes.data, 1, bytes.size_bytes) == bytes.size_bytes;
    return SDL_RWclose(file) == 0 && is_whole;
}

qn_error errand_export(const store *s, const qn_game_class *game_class, const char *path)
{
    for (int32_t i = 0; i < STORE_GENERATIONS; ++i) {
        qn_bytes save = {0};
        uint8_t *bytes = NULL;
        if (store_read(s, i, &bytes, &save.size_bytes) != QN_ERROR_OK) {
            continue;
        }
        save.data = bytes;
        bool is_whole = app_check_save(game_class, save) == QN_ERROR_OK;
        bool is_written = is_whole && write_file(path, save);
        free(bytes);
        if (is_whole) {
            return is_written ? QN_ERROR_OK : QN_ERROR_STORAGE;
        }
    }
    return QN_ERROR_NOT_FOUND;
}

qn_error errand_import(const store *s, const qn_game_class *game_class, const char *path)
{
    size_t size_bytes = 0;
    uint8_t *bytes = SDL_LoadFile(path, &size_bytes);
    if (bytes == NULL) {
        return QN_ERROR_STORAGE;
    }
    qn_bytes save = {bytes, size_bytes};
    qn_error error = app_check_save(game_class, save);
    if (error == QN_ERROR_OK) {
        error = store_write(s, save);
    }
    SDL_free(bytes);
    return error;
}

qn_error errand_write_text(const app *running, const char *request)
{
    const char *path = strchr(request, '=');
    size_t size = path != NULL ? (size_t)(path - request) : 0;
    for (int32_t i = 0; size > 0 && i < qn_game.text_count; ++i) {
        const char *name = qn_game.text_names[i];
        const char *text = app_text(running, i);
        if (strlen(name) == size && memcmp(name, request, size) == 0 && text[0] != '\0') {
            qn_bytes bytes = {(const uint8_t *)text, strlen(text)};
            return write_file(path + 1, bytes) ? QN_ERROR_OK : QN_ERROR_STORAGE;
        }
    }
    return QN_ERROR_NOT_FOUND;
}
