// Writes the pictures of tests/draw as the software rasteriser has them.
//   draw_golden FOLDER        every scene as FOLDER/<name>.png: the golden pictures, made anew
//   where
//                             their pixels are others; prints the names of all scenes
//   draw_golden --sheet FILE  all of them on one sheet, in the order of the table, to look at
#include <stdio.h>
#include <string.h>

#include "draw/draw_scenes.h"
#include "quoin/memory.h"

enum { SHEET_COLUMNS = 9, GAP_PX = 4 };

static bool write_png(const char *path, const qn_bitmap *picture)
{
    uint8_t *bytes = NULL;
    size_t size_bytes = 0;
    FILE *file = fopen(path, "wb");
    bool is_written = file != NULL &&
                      qn_image_encode_png(picture, &(qn_png_opts){.level = 9}, &bytes,
                                          &size_bytes) == QN_ERROR_OK &&
                      fwrite(bytes, 1, size_bytes, file) == size_bytes;
    qn_memory_release(bytes);
    bool is_closed = file == NULL || fclose(file) == 0;
    if (!is_written || !is_closed) {
        fprintf(stderr, "%s cannot be written\n", path);
    }
    return is_written && is_closed;
}

// Another compressor writes other bytes for the same pixels: such a file stays as it is.
static bool is_written(const char *path, const qn_bitmap *picture)
{
    static uint8_t bytes[DRAW_WIDTH_PX * DRAW_HEIGHT_PX * 8];
    FILE *file = fopen(path, "rb");
    if (file == NULL) {
        return false;
    }
    size_t size_bytes = fread(bytes, 1, sizeof bytes, file);
    fclose(file);
    qn_bitmap there;
    if (qn_image_decode_png((qn_bytes){bytes, size_bytes}, NULL, &there) != QN_ERROR_OK) {
        return false;
    }
    bool is_same = there.width_px == picture->width_px && there.height_px == picture->height_px &&
                   memcmp(there.rgba, picture->rgba,
                          (size_t)there.width_px * (size_t)there.height_px * 4) == 0;
    qn_memory_release(there.rgba);
    return is_same;
}

static bool write_all(const char *folder, const draw_props *props)
{
    bool is_ok = true;
    for (int32_t i = 0; i < draw_scene_count() && is_ok; ++i) {
        const draw_scene *scene = draw_scene_at(i);
        char path[512];
        qn_bitmap picture;
        snprintf(path, sizeof path, "%s/%s.png", folder, scene->name);
        is_ok = draw_scene_picture(scene, props, &picture) == QN_ERROR_OK &&
                (is_written(path, &picture) || write_png(path, &picture));
        qn_memory_release(picture.rgba);
        puts(scene->name);
    }
    return is_ok;
}

static void place(const qn_bitmap *picture, int32_t index, qn_bitmap *sheet)
{
    int32_t x = index % SHEET_COLUMNS * (DRAW_WIDTH_PX + GAP_PX);
    int32_t y = index / SHEET_COLUMNS * (DRAW_HEIGHT_PX + GAP_PX);
    for (int32_t row = 0; row < DRAW_HEIGHT_PX; ++row) {
        size_t at = (size_t)(y + row) * (size_t)sheet->width_px + (size_t)x;
        memcpy(sheet->rgba + 4 * at, picture->rgba + (size_t)row * DRAW_WIDTH_PX * 4,
               DRAW_WIDTH_PX * 4);
    }
}

static bool write_sheet(const char *path, const draw_props *props)
{
    qn_bitmap sheet;
    int32_t rows = (draw_scene_count() + SHEET_COLUMNS - 1) / SHEET_COLUMNS;
    bool is_ok = qn_image_create(SHEET_COLUMNS * (DRAW_WIDTH_PX + GAP_PX),
                                 rows * (DRAW_HEIGHT_PX + GAP_PX), &sheet) == QN_ERROR_OK;
    for (int32_t i = 0; i < draw_scene_count() && is_ok; ++i) {
        qn_bitmap picture;
        is_ok = draw_scene_picture(draw_scene_at(i), props, &picture) == QN_ERROR_OK;
        if (is_ok) {
            place(&picture, i, &sheet);
        }
        qn_memory_release(picture.rgba);
    }
    is_ok = is_ok && write_png(path, &sheet);
    qn_memory_release(sheet.rgba);
    return is_ok;
}

int main(int argc, char **argv)
{
    bool is_sheet = argc == 3 && strcmp(argv[1], "--sheet") == 0;
    if (argc != 2 && !is_sheet) {
        fputs("usage: draw_golden FOLDER | --sheet FILE\n", stderr);
        return 2;
    }
    draw_props props;
    bool is_ok = draw_props_open(&props) == QN_ERROR_OK;
    is_ok = is_ok && (is_sheet ? write_sheet(argv[2], &props) : write_all(argv[1], &props));
    draw_props_close(&props);
    return is_ok ? 0 : 1;
}
