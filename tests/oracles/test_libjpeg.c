// JPEG against the system's libjpeg-turbo: whatever the engine reads, that reads to the same pixels
// in every bit; and what the engine writes it reads without a warning.
#include "check.h"

#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>

#include <jpeglib.h>

#include "bitmap_maker.h"
#include "oracles/folder.h"
#include "quoin/image.h"
#include "quoin/memory.h"

typedef struct jpeg_failure {
    struct jpeg_error_mgr manager;
    jmp_buf place;
} jpeg_failure;

static void on_error(j_common_ptr jpeg) { longjmp(((jpeg_failure *)jpeg->err)->place, 1); }
static void on_message(j_common_ptr jpeg) { (void)jpeg; }

static struct jpeg_error_mgr *quiet_errors(jpeg_failure *failure)
{
    struct jpeg_error_mgr *manager = jpeg_std_error(&failure->manager);
    manager->error_exit = on_error;
    manager->output_message = on_message;
    return manager;
}

// ---- Reading --------------------------------------------------------------------------------

static uint8_t product(uint32_t a, uint32_t b) { return (uint8_t)((a * b * 2 + 255) / 510); }

// libjpeg gives CMYK as it is stored: Adobe's files hold light, all others ink.
static void cmyk_to_rgb(const uint8_t cmyk[4], uint8_t flip, uint8_t rgb[3])
{
    for (int i = 0; i < 3; ++i) {
        rgb[i] = product(cmyk[i] ^ flip, cmyk[3] ^ flip);
    }
}

static void row_to_rgba(const struct jpeg_decompress_struct *jpeg, const uint8_t *row,
                        uint8_t *rgba)
{
    for (uint32_t x = 0; x < jpeg->output_width; ++x, rgba += 4) {
        if (jpeg->out_color_space == JCS_CMYK) {
            cmyk_to_rgb(row + (size_t)4 * x, jpeg->saw_Adobe_marker ? 0 : 255, rgba);
        } else {
            memcpy(rgba, row + (size_t)3 * x, 3);
        }
        rgba[3] = 255;
    }
}

// False if libjpeg refuses the file; the bitmap is then empty.
static bool read_with_libjpeg(qn_bytes file, qn_bitmap *out, long *warning_count)
{
    jpeg_failure failure;
    struct jpeg_decompress_struct jpeg;
    uint8_t *volatile row = NULL;
    volatile bool is_read = false;
    *out = (qn_bitmap){0};
    jpeg.err = quiet_errors(&failure);
    jpeg_create_decompress(&jpeg);
    if (setjmp(failure.place) == 0) {
        jpeg_mem_src(&jpeg, file.data, (unsigned long)file.size_bytes);
        jpeg_read_header(&jpeg, TRUE);
        bool is_cmyk = jpeg.jpeg_color_space == JCS_CMYK || jpeg.jpeg_color_space == JCS_YCCK;
        jpeg.out_color_space = is_cmyk ? JCS_CMYK : JCS_RGB;
        jpeg.do_block_smoothing = FALSE;
        jpeg_start_decompress(&jpeg);
        *out = bitmap_blank((int32_t)jpeg.output_width, (int32_t)jpeg.output_height);
        row = malloc((size_t)jpeg.output_width * 4);
        while (jpeg.output_scanline < jpeg.output_height) {
            uint8_t *rgba = bitmap_at(out, 0, (int32_t)jpeg.output_scanline);
            JSAMPROW rows[1] = {row};
            jpeg_read_scanlines(&jpeg, rows, 1);
            row_to_rgba(&jpeg, row, rgba);
        }
        jpeg_finish_decompress(&jpeg);
        is_read = true;
    } else {
        bitmap_release(out);
    }
    *warning_count = failure.manager.num_warnings;
    jpeg_destroy_decompress(&jpeg);
    free(row);
    return is_read;
}

static bool read_with_engine(qn_bytes file, qn_bitmap *out)
{
    qn_image_decode_opts opts = {.keep_orientation = true};
    return qn_image_decode_jpeg(file, &opts, out) == QN_ERROR_OK;
}

// Files that libjpeg warns of hold something that it guesses at; the engine may guess otherwise.
// True if both read it, and without a warning.
static bool check_agreement(const char *name, qn_bytes file)
{
    qn_bitmap ours, theirs;
    long warning_count;
    bool is_read = read_with_libjpeg(file, &theirs, &warning_count);
    bool is_ours = read_with_engine(file, &ours);
    bool is_sure = is_read && warning_count == 0;
    bool agree = !is_ours || (is_read && (!is_sure || bitmap_equal(&ours, &theirs)));
    if (!agree) {
        printf("%s: libjpeg %s\n", name, is_read ? "reads other pixels" : "refuses it");
    }
    CHECK(agree);
    bitmap_release(&ours);
    bitmap_release(&theirs);
    return is_ours && is_sure;
}

static int check_file_of_folder(const char *name, qn_bytes file, void *user)
{
    (void)user;
    return check_agreement(name, file);
}

TEST(every_jpeg_of_the_corpora_has_the_pixels_of_libjpeg)
{
    int read_count = 0;
    if (folder_each("jpeg-odd", ".jpg", check_file_of_folder, NULL, &read_count) &&
        folder_each("jpeg-exif", ".jpg", check_file_of_folder, NULL, &read_count) &&
        folder_each("jpeg-bad", ".jpg", check_file_of_folder, NULL, &read_count)) {
        CHECK(read_count >= 30);
    }
}

// ---- What libjpeg writes --------------------------------------------------------------------

static void choose_kind(struct jpeg_compress_struct *jpeg, uint32_t *seed)
{
    static const J_COLOR_SPACE inputs[] = {JCS_GRAYSCALE, JCS_RGB, JCS_RGB, JCS_RGB, JCS_CMYK};
    jpeg->in_color_space = inputs[check_random(seed) % 5];
    jpeg->input_components = jpeg->in_color_space == JCS_GRAYSCALE ? 1
                             : jpeg->in_color_space == JCS_RGB     ? 3
                                                                   : 4;
    jpeg_set_defaults(jpeg);
    if (jpeg->in_color_space == JCS_RGB && check_random(seed) % 5 == 0) {
        jpeg_set_colorspace(jpeg, JCS_RGB);
    } else if (jpeg->in_color_space == JCS_CMYK && check_random(seed) % 2 == 0) {
        jpeg_set_colorspace(jpeg, JCS_YCCK);
    }
    jpeg_set_quality(jpeg, 1 + (int)(check_random(seed) % 100), check_random(seed) % 4 != 0);
    if (jpeg->num_components == 3) {
        jpeg->comp_info[0].h_samp_factor = 1 << check_random(seed) % 3;
        jpeg->comp_info[0].v_samp_factor = 1 << check_random(seed) % 2;
    }
    jpeg->optimize_coding = check_random(seed) % 2 == 0;
    jpeg->restart_interval = check_random(seed) % 3 == 0 ? 1 + check_random(seed) % 9 : 0;
    if (check_random(seed) % 2 == 0) {
        jpeg_simple_progression(jpeg);
    }
}

static void fill_row(uint8_t *row, uint32_t size, uint32_t y, uint32_t noise, uint32_t *seed)
{
    for (uint32_t x = 0; x < size; ++x) {
        row[x] = (uint8_t)(2 * x + 3 * y + check_random(seed) % noise);
    }
}

// malloc'ed; null if libjpeg cannot.
static uint8_t *write_with_libjpeg(uint32_t *seed, size_t *size)
{
    jpeg_failure failure;
    struct jpeg_compress_struct jpeg;
    uint8_t *data = NULL;
    unsigned long bytes = 0;
    uint8_t *volatile row = NULL;
    jpeg.err = quiet_errors(&failure);
    jpeg_create_compress(&jpeg);
    if (setjmp(failure.place) == 0) {
        jpeg_mem_dest(&jpeg, &data, &bytes);
        jpeg.image_width = 1 + check_random(seed) % 90;
        jpeg.image_height = 1 + check_random(seed) % 70;
        choose_kind(&jpeg, seed);
        jpeg_start_compress(&jpeg, TRUE);
        uint32_t row_size = jpeg.image_width * (uint32_t)jpeg.input_components;
        uint32_t noise = 1 + check_random(seed) % 256;
        row = malloc(row_size);
        while (jpeg.next_scanline < jpeg.image_height) {
            fill_row(row, row_size, jpeg.next_scanline, noise, seed);
            JSAMPROW rows[1] = {row};
            jpeg_write_scanlines(&jpeg, rows, 1);
        }
        jpeg_finish_compress(&jpeg);
    }
    jpeg_destroy_compress(&jpeg);
    free(row);
    *size = bytes;
    return data;
}

TEST(what_libjpeg_writes_is_read_to_its_pixels)
{
    uint32_t seed = 81;
    int rounds = check_is_long() ? 20000 : 1500, read_count = 0;
    for (int i = 0; i < rounds; ++i) {
        size_t size;
        uint8_t *data = write_with_libjpeg(&seed, &size);
        read_count += check_agreement("a file of libjpeg", (qn_bytes){data, size});
        free(data);
    }
    CHECK_INT(read_count, rounds);
}

// ---- What the engine writes -----------------------------------------------------------------

TEST(libjpeg_reads_what_the_engine_writes_without_a_warning)
{
    uint32_t seed = 82;
    int rounds = check_is_long() ? 10000 : 800, read_count = 0;
    for (int i = 0; i < rounds; ++i) {
        int32_t width = 1 + (int32_t)(check_random(&seed) % 90);
        int32_t height = 1 + (int32_t)(check_random(&seed) % 70);
        qn_bitmap picture = bitmap_noise(width, height, BITMAP_OPAQUE, &seed);
        qn_jpeg_opts opts = {.quality = 1 + i % 100,
                             .chroma = (qn_jpeg_chroma)(check_random(&seed) % 4),
                             .standard_huffman = check_random(&seed) % 2 == 0,
                             .restart_interval = (int32_t)(check_random(&seed) % 5),
                             .density_dpi = (int32_t)(check_random(&seed) % 400)};
        uint8_t *file = NULL;
        size_t size = 0;
        CHECK_ERROR(qn_image_encode_jpeg(&picture, &opts, &file, &size), QN_ERROR_OK);
        read_count += check_agreement("a file of the engine", (qn_bytes){file, size});
        qn_memory_release(file);
        bitmap_release(&picture);
    }
    CHECK_INT(read_count, rounds);
}
