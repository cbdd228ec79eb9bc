// From a file to a file of another size, as large as fits the box in its own shape.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "file.h"
#include "quoin/image.h"
#include "quoin/memory.h"

#define FILE_MAX_BYTES ((size_t)256 << 20)

typedef qn_error encode_fn(const qn_image_resizer *resizer, uint8_t **out, size_t *size_bytes);

static qn_error to_png(const qn_image_resizer *resizer, uint8_t **out, size_t *size_bytes)
{
    return qn_image_resizer_to_png(resizer, NULL, out, size_bytes);
}

static qn_error to_jpeg(const qn_image_resizer *resizer, uint8_t **out, size_t *size_bytes)
{
    return qn_image_resizer_to_jpeg(resizer, NULL, out, size_bytes);
}

static bool ends_with(const char *name, const char *ending)
{
    size_t size = strlen(name), count = strlen(ending);
    for (size_t i = 0; i < count && size >= count; ++i) {
        char c = name[size - count + i];
        c = (char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
        if (c != ending[i]) {
            return false;
        }
    }
    return size > count;
}

static encode_fn *encoder_for(const char *name)
{
    if (ends_with(name, ".png")) {
        return to_png;
    }
    return ends_with(name, ".jpg") || ends_with(name, ".jpeg") ? to_jpeg : NULL;
}

// One to five digits; *text is then behind them. 0 for anything else.
static int32_t read_side(const char **text)
{
    int32_t value = 0, count = 0;
    for (; **text >= '0' && **text <= '9' && count < 6; ++*text, ++count) {
        value = 10 * value + (**text - '0');
    }
    return count < 6 ? value : 0;
}

static bool read_box(const char *text, int32_t *width_px, int32_t *height_px)
{
    *width_px = read_side(&text);
    bool has_x = *text == 'x';
    text += has_x ? 1 : 0;
    *height_px = read_side(&text);
    return has_x && *text == '\0' && *width_px > 0 && *width_px <= QN_BITMAP_MAX_SIDE_PX &&
           *height_px > 0 && *height_px <= QN_BITMAP_MAX_SIDE_PX;
}

static qn_error make(qn_bytes file, int32_t width_px, int32_t height_px, encode_fn *encode,
                     uint8_t **out, size_t *size_bytes)
{
    qn_image_resizer *resizer = NULL;
    qn_error error = qn_image_resizer_create(file, NULL, &resizer);
    if (error == QN_ERROR_OK) {
        qn_image_resizer_opts opts = {.may_enlarge = true};
        error = qn_image_resizer_resize(resizer, width_px, height_px, &opts);
    }
    if (error == QN_ERROR_OK) {
        error = encode(resizer, out, size_bytes);
    }
    qn_image_resizer_destroy(resizer);
    return error;
}

exit_code command_resize(int count, char **arguments)
{
    int32_t width_px = 0, height_px = 0;
    encode_fn *encode = count == 3 ? encoder_for(arguments[1]) : NULL;
    if (encode == NULL || !read_box(arguments[2], &width_px, &height_px)) {
        return EXIT_USAGE;
    }
    uint8_t *read = NULL, *made = NULL;
    size_t size = 0, made_size = 0;
    qn_error error = file_read(arguments[0], FILE_MAX_BYTES, &read, &size);
    if (error == QN_ERROR_OK) {
        error = make((qn_bytes){read, size}, width_px, height_px, encode, &made, &made_size);
    }
    free(read);
    if (error != QN_ERROR_OK) {
        return file_refuse(arguments[0], error);
    }
    bool is_written = file_write(arguments[1], (qn_bytes){made, made_size});
    qn_memory_release(made);
    return is_written ? EXIT_GOOD : EXIT_NO_FILE;
}
