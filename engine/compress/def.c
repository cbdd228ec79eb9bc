// What a format has no place for is refused rather than left away: whoever gives a name wants to
// find it again.
#include "compress/def.h"

#define COOKIE_DEFLATE 0x44664C74u
#define COOKIE_INFLATE 0x49664C74u
#define DEFAULT_LEVEL 6
#define DEFAULT_MAX_BYTES ((size_t)256 << 20)

qn_deflate_def qn_deflate_def_default(void)
{
    return (qn_deflate_def){.cookie = COOKIE_DEFLATE, .level = DEFAULT_LEVEL};
}

qn_inflate_def qn_inflate_def_default(void)
{
    return (qn_inflate_def){.cookie = COOKIE_INFLATE, .max_size_bytes = DEFAULT_MAX_BYTES};
}

static bool format_exists(qn_compress_format format)
{
    return (uint32_t)format <= (uint32_t)QN_COMPRESS_RAW;
}

static qn_error check_dictionary(qn_bytes dictionary, qn_compress_format format)
{
    if (dictionary.data == NULL && dictionary.size_bytes > 0) {
        return QN_ERROR_NULL_POINTER;
    }
    if (dictionary.size_bytes > QN_COMPRESS_MAX_BYTES) {
        return QN_ERROR_TOO_LARGE;
    }
    bool has_place = format != QN_COMPRESS_GZIP || dictionary.size_bytes == 0;
    return has_place ? QN_ERROR_OK : QN_ERROR_UNSUPPORTED;
}

// False if the text and its end do not fit; never looks further than that.
static bool text_fits(const char *text, size_t room_bytes)
{
    size_t size = 0;
    while (text != NULL && size < room_bytes && text[size] != '\0') {
        ++size;
    }
    return size < room_bytes;
}

qn_error qn_deflate_def_check(const qn_deflate_def *def)
{
    if (def == NULL) {
        return QN_ERROR_NULL_POINTER;
    }
    if (def->cookie != COOKIE_DEFLATE) {
        return QN_ERROR_BAD_DEFINITION;
    }
    if (!format_exists(def->format) || def->level < 0 || def->level > 9) {
        return QN_ERROR_OUT_OF_RANGE;
    }
    if (!text_fits(def->name, QN_GZIP_NAME_BYTES) ||
        !text_fits(def->comment, QN_GZIP_COMMENT_BYTES)) {
        return QN_ERROR_TOO_LARGE;
    }
    bool has_fields = def->name != NULL || def->comment != NULL || def->modified_s != 0;
    if (has_fields && def->format != QN_COMPRESS_GZIP) {
        return QN_ERROR_UNSUPPORTED;
    }
    return check_dictionary(def->dictionary, def->format);
}

qn_error qn_inflate_def_check(const qn_inflate_def *def)
{
    if (def == NULL) {
        return QN_ERROR_NULL_POINTER;
    }
    if (def->cookie != COOKIE_INFLATE) {
        return QN_ERROR_BAD_DEFINITION;
    }
    if (!format_exists(def->format)) {
        return QN_ERROR_OUT_OF_RANGE;
    }
    if (def->join_members && def->format != QN_COMPRESS_GZIP) {
        return QN_ERROR_UNSUPPORTED;
    }
    return check_dictionary(def->dictionary, def->format);
}
