// PNG against libpng: files of the corpora and files that libpng writes read to the same pixels,
// what it refuses is refused, and what the engine writes it reads back without a word.
#include "check.h"

#include <png.h>
#include <stdio.h>
#include <stdlib.h>

#include "bitmap_maker.h"
#include "oracles/folder.h"
#include "quoin/image.h"
#include "quoin/memory.h"

typedef struct png_side {
    qn_bytes file; // read
    size_t at;
    uint8_t *written; // malloc'ed
    size_t size, capacity;
    int warning_count;
} png_side;

static void on_error(png_structp png, png_const_charp message)
{
    (void)message;
    png_longjmp(png, 1);
}

static void on_warning(png_structp png, png_const_charp message)
{
    (void)message;
    ((png_side *)png_get_error_ptr(png))->warning_count += 1;
}

static void on_read(png_structp png, png_bytep data, size_t size)
{
    png_side *side = png_get_io_ptr(png);
    if (size > side->file.size_bytes - side->at) {
        png_error(png, "the end");
    }
    memcpy(data, side->file.data + side->at, size);
    side->at += size;
}

static void on_write(png_structp png, png_bytep data, size_t size)
{
    png_side *side = png_get_io_ptr(png);
    if (side->size + size > side->capacity) {
        side->capacity = 2 * (side->size + size);
        uint8_t *larger = realloc(side->written, side->capacity);
        if (larger == NULL) {
            png_error(png, "no memory");
        }
        side->written = larger;
    }
    memcpy(side->written + side->size, data, size);
    side->size += size;
}

static void on_flush(png_structp png) { (void)png; }

// As the engine reads: straight alpha, 8 bits, the upper byte of 16, no gamma. False if libpng
// refuses the file; the bitmap is then empty.
static bool read_with_libpng(qn_bytes file, qn_bitmap *out, int *warning_count)
{
    png_side side = {.file = file};
    *out = (qn_bitmap){0};
    png_bytep *volatile rows = NULL;
    png_infop info = NULL;
    png_structp png = png_create_read_struct(PNG_LIBPNG_VER_STRING, &side, on_error, on_warning);
    volatile bool is_read = false;
    if (setjmp(png_jmpbuf(png)) == 0) {
        info = png_create_info_struct(png);
        png_set_read_fn(png, &side, on_read);
        png_read_info(png, info);
        png_set_expand(png);
        png_set_strip_16(png);
        png_set_gray_to_rgb(png);
        png_set_add_alpha(png, 255, PNG_FILLER_AFTER);
        png_set_interlace_handling(png);
        png_read_update_info(png, info);
        *out = bitmap_blank((int32_t)png_get_image_width(png, info),
                            (int32_t)png_get_image_height(png, info));
        rows = (png_bytep *)malloc((size_t)out->height_px * sizeof *rows);
        for (int32_t y = 0; y < out->height_px; ++y) {
            rows[y] = bitmap_at(out, 0, y);
        }
        png_read_image(png, rows);
        png_read_end(png, NULL);
        is_read = true;
    } else {
        bitmap_release(out);
    }
    free((void *)rows);
    png_destroy_read_struct(&png, &info, NULL);
    *warning_count = side.warning_count;
    return is_read;
}

// What the engine reads, libpng reads to the same pixels; so what that refuses, the engine refuses.
// True if both do.
static bool check_agreement(const char *name, qn_bytes file)
{
    qn_bitmap ours, theirs;
    int warning_count;
    bool is_read = read_with_libpng(file, &theirs, &warning_count);
    bool is_ours = qn_image_decode_png(file, NULL, &ours) == QN_ERROR_OK;
    bool agree = !is_ours || (is_read && bitmap_equal(&ours, &theirs));
    if (!agree) {
        printf("%s: libpng %s\n", name, is_read ? "reads other pixels" : "refuses it");
    }
    CHECK(agree);
    bitmap_release(&ours);
    bitmap_release(&theirs);
    return is_ours && is_read;
}

static int check_file_of_folder(const char *name, qn_bytes file, void *user)
{
    (void)user;
    return check_agreement(name, file);
}

TEST(every_png_of_the_corpora_has_the_pixels_of_libpng)
{
    int read_count = 0;
    if (folder_each("pngsuite", ".png", check_file_of_folder, NULL, &read_count)) {
        CHECK_INT(read_count, 161);
    }
    folder_each("png-odd", ".png", check_file_of_folder, NULL, &read_count);
}

// The engine may refuse more: libpng passes over damage in what it need not know.
TEST(what_libpng_refuses_is_refused)
{
    int read_count = 0;
    folder_each("png-bad", ".png", check_file_of_folder, NULL, &read_count);
}

// ---- What libpng writes ---------------------------------------------------------------------

typedef struct written_kind {
    int color_type, bit_depth;
} written_kind;

static const written_kind kinds[] = {
    {PNG_COLOR_TYPE_GRAY, 1},        {PNG_COLOR_TYPE_GRAY, 2},      {PNG_COLOR_TYPE_GRAY, 4},
    {PNG_COLOR_TYPE_GRAY, 8},        {PNG_COLOR_TYPE_GRAY, 16},     {PNG_COLOR_TYPE_RGB, 8},
    {PNG_COLOR_TYPE_RGB, 16},        {PNG_COLOR_TYPE_PALETTE, 1},   {PNG_COLOR_TYPE_PALETTE, 2},
    {PNG_COLOR_TYPE_PALETTE, 4},     {PNG_COLOR_TYPE_PALETTE, 8},   {PNG_COLOR_TYPE_GRAY_ALPHA, 8},
    {PNG_COLOR_TYPE_GRAY_ALPHA, 16}, {PNG_COLOR_TYPE_RGB_ALPHA, 8}, {PNG_COLOR_TYPE_RGB_ALPHA, 16}};
#define KIND_COUNT ((int)(sizeof kinds / sizeof kinds[0]))

static void set_transparency(png_structp png, png_infop info, written_kind kind, uint32_t *seed)
{
    uint8_t alpha[256];
    png_color palette[256];
    uint32_t colors = 1u << (kind.bit_depth & 15);
    for (uint32_t i = 0; i < 256; ++i) {
        uint32_t bits = check_random(seed);
        palette[i] = (png_color){(uint8_t)bits, (uint8_t)(bits >> 8), (uint8_t)(bits >> 16)};
        alpha[i] = (uint8_t)(bits >> 24);
    }
    bool has_transparency = check_random(seed) % 2 == 0;
    if (kind.color_type == PNG_COLOR_TYPE_PALETTE) {
        png_set_PLTE(png, info, palette, (int)colors);
        if (has_transparency) {
            png_set_tRNS(png, info, alpha, (int)(1 + check_random(seed) % colors), NULL);
        }
    } else if (has_transparency && (kind.color_type & PNG_COLOR_MASK_ALPHA) == 0) {
        uint16_t most = (uint16_t)((1u << kind.bit_depth) - 1);
        uint16_t value = (uint16_t)(check_random(seed) & most);
        png_color_16 color = {0, value, value, value, value};
        png_set_tRNS(png, info, NULL, 0, &color);
    }
}

// Rows of smooth and of random bytes, so that filters and repetitions have something to do.
static void fill_row(uint8_t *row, size_t bytes, uint32_t y, bool is_smooth, uint32_t *seed)
{
    for (size_t x = 0; x < bytes; ++x) {
        row[x] = (uint8_t)(is_smooth ? 3 * x + 5 * y : check_random(seed));
    }
}

static bool write_with_libpng(written_kind kind, uint32_t *seed, png_side *side)
{
    uint32_t width = 1 + check_random(seed) % 70, height = 1 + check_random(seed) % 40;
    bool is_smooth = check_random(seed) % 2 == 0;
    *side = (png_side){0};
    png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, side, on_error, on_warning);
    png_infop info = NULL;
    uint8_t *volatile pixels = NULL;
    png_bytep *volatile rows = NULL;
    volatile bool is_written = false;
    if (setjmp(png_jmpbuf(png)) == 0) {
        info = png_create_info_struct(png);
        png_set_write_fn(png, side, on_write, on_flush);
        png_set_IHDR(png, info, width, height, kind.bit_depth, kind.color_type,
                     (int)(check_random(seed) % 2), PNG_COMPRESSION_TYPE_BASE,
                     PNG_FILTER_TYPE_BASE);
        set_transparency(png, info, kind, seed);
        static const int filters[] = {PNG_FILTER_NONE, PNG_FILTER_SUB,   PNG_FILTER_UP,
                                      PNG_FILTER_AVG,  PNG_FILTER_PAETH, PNG_ALL_FILTERS};
        png_set_filter(png, 0, filters[check_random(seed) % 6]);
        png_set_compression_level(png, (int)(check_random(seed) % 10));
        png_set_compression_strategy(png, (int)(check_random(seed) % 5));
        png_set_compression_mem_level(png, 1 + (int)(check_random(seed) % 9));
        png_set_compression_buffer_size(png, 6 + check_random(seed) % 300); // many IDAT chunks
        size_t stride = png_get_rowbytes(png, info);
        pixels = malloc(stride * height);
        rows = (png_bytep *)malloc(height * sizeof *rows);
        for (uint32_t y = 0; y < height; ++y) {
            rows[y] = pixels + y * stride;
            fill_row(rows[y], stride, y, is_smooth, seed);
        }
        png_set_rows(png, info, rows);
        png_write_png(png, info, PNG_TRANSFORM_IDENTITY, NULL);
        is_written = true;
    }
    png_destroy_write_struct(&png, &info);
    free((void *)rows);
    free(pixels);
    return is_written;
}

TEST(what_libpng_writes_is_read_to_its_pixels)
{
    uint32_t seed = 71;
    int rounds = check_is_long() ? 20000 : 1500, read_count = 0;
    for (int i = 0; i < rounds; ++i) {
        png_side side;
        CHECK(write_with_libpng(kinds[i % KIND_COUNT], &seed, &side));
        read_count += check_agreement("a file of libpng", (qn_bytes){side.written, side.size});
        free(side.written);
    }
    CHECK_INT(read_count, rounds);
}

// ---- What the engine writes -----------------------------------------------------------------

// From one colour to noise, with alpha in one of three ways, so that every way of storing is met.
static qn_bitmap random_picture(uint32_t *seed)
{
    int32_t width = 1 + (int32_t)(check_random(seed) % 90);
    int32_t height = 1 + (int32_t)(check_random(seed) % 50);
    qn_bitmap bitmap = bitmap_noise(width, height, (bitmap_alpha)(check_random(seed) % 3), seed);
    uint32_t colors = 1u << check_random(seed) % 12;
    bool is_grey = check_random(seed) % 3 == 0;
    for (size_t i = 0; i < bitmap_size(&bitmap); i += 4) {
        uint8_t *p = bitmap.rgba + i;
        if (colors < 1024) {
            uint32_t index = p[0] % colors;
            p[0] = (uint8_t)(index * 255 / (colors > 1 ? colors - 1 : 1));
            p[1] = (uint8_t)(index * 97);
            p[2] = (uint8_t)(index * 31);
            p[3] = p[3] == 255 ? 255 : (uint8_t)(index * 7);
        }
        if (is_grey) {
            p[1] = p[2] = p[0];
        }
    }
    return bitmap;
}

TEST(libpng_reads_what_the_engine_writes_without_a_warning)
{
    uint32_t seed = 72;
    int rounds = check_is_long() ? 10000 : 800, wrong = 0;
    for (int i = 0; i < rounds; ++i) {
        qn_bitmap picture = random_picture(&seed), theirs;
        qn_png_opts opts = {.level = 1 + i % 9,
                            .is_stored = check_random(&seed) % 10 == 0,
                            .is_srgb = check_random(&seed) % 2 == 0,
                            .density_dpi = (int32_t)(check_random(&seed) % 400)};
        uint8_t *file = NULL;
        size_t size = 0;
        CHECK_ERROR(qn_image_encode_png(&picture, &opts, &file, &size), QN_ERROR_OK);
        int warning_count = 0;
        bool is_read = read_with_libpng((qn_bytes){file, size}, &theirs, &warning_count);
        wrong += !is_read || warning_count > 0 || !bitmap_equal(&picture, &theirs);
        qn_memory_release(file);
        bitmap_release(&picture);
        bitmap_release(&theirs);
    }
    CHECK_INT(wrong, 0);
}
