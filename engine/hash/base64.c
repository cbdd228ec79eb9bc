// Base64 (RFC 4648): three bytes are four characters of six bits. What is left at the end has as
// many characters as hold it; bits beyond the last byte are zeros, and decoding wants them so, so
// that each run of bytes has one text.
#include <string.h>

#include "hash/text.h"
#include "quoin/hash.h"

#define NO_CHARACTER 64

static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

static bool is_form(qn_base64_form form) { return (unsigned)form < QN_BASE64_FORM_COUNT; }

static bool is_padded(qn_base64_form form)
{
    return form == QN_BASE64_PADDED || form == QN_BASE64_URL_PADDED;
}

static bool is_url(qn_base64_form form)
{
    return form == QN_BASE64_URL || form == QN_BASE64_URL_PADDED;
}

// ---- Encode ---------------------------------------------------------------------------------

typedef struct alphabet {
    char of[NO_CHARACTER];
} alphabet;

static alphabet alphabet_of(qn_base64_form form)
{
    alphabet all;
    memcpy(all.of, letters, NO_CHARACTER - 2);
    all.of[62] = is_url(form) ? '-' : '+';
    all.of[63] = is_url(form) ? '_' : '/';
    return all;
}

// The last one or two bytes; the number of characters.
static size_t encode_rest(const alphabet *all, const uint8_t *rest, size_t size_bytes, char *out,
                          bool padded)
{
    uint32_t bits = (uint32_t)rest[0] << 16 | (size_bytes > 1 ? (uint32_t)rest[1] << 8 : 0);
    for (size_t i = 0; i < 4; ++i) {
        if (i <= size_bytes) {
            out[i] = all->of[bits >> (18 - 6 * i) & 63];
        } else if (padded) {
            out[i] = '=';
        }
    }
    return padded ? 4 : size_bytes + 1;
}

qn_error qn_base64_encode(qn_bytes bytes, qn_base64_form form, char *out, size_t capacity_bytes,
                          size_t *out_size_bytes)
{
    size_t whole = bytes.size_bytes / 3;
    size_t rest = bytes.size_bytes % 3;
    size_t rest_characters = rest == 0 ? 0 : is_padded(form) ? 4 : rest + 1;
    // Divided, as the product may not fit.
    bool fits = whole <= capacity_bytes / 4 && rest_characters <= capacity_bytes - 4 * whole;
    qn_error error = text_begin(bytes, out, bytes.size_bytes, fits, out_size_bytes);
    if (error == QN_ERROR_OK && !is_form(form)) {
        error = QN_ERROR_OUT_OF_RANGE;
    }
    if (error != QN_ERROR_OK) {
        return error;
    }
    alphabet all = alphabet_of(form);
    const uint8_t *from = bytes.data;
    char *to = out;
    for (size_t i = 0; i < whole; ++i, from += 3, to += 4) {
        uint32_t bits = (uint32_t)from[0] << 16 | (uint32_t)from[1] << 8 | from[2];
        to[0] = all.of[bits >> 18];
        to[1] = all.of[bits >> 12 & 63];
        to[2] = all.of[bits >> 6 & 63];
        to[3] = all.of[bits & 63];
    }
    if (rest > 0) {
        (void)encode_rest(&all, from, rest, to, is_padded(form));
    }
    *out_size_bytes = 4 * whole + rest_characters;
    return QN_ERROR_OK;
}

// ---- Decode ---------------------------------------------------------------------------------

typedef struct values {
    uint8_t of[256];
} values;

static values values_of(qn_base64_form form)
{
    values all;
    memset(all.of, NO_CHARACTER, sizeof all.of);
    alphabet characters = alphabet_of(form);
    for (unsigned i = 0; i < NO_CHARACTER; ++i) {
        all.of[(uint8_t)characters.of[i]] = (uint8_t)i;
    }
    return all;
}

// Takes the padding off. What is wrong with it is wrong with the whole text.
static qn_error strip_padding(qn_bytes *text)
{
    const uint8_t *first = text->size_bytes > 0 ? memchr(text->data, '=', text->size_bytes) : NULL;
    size_t size_bytes = first == NULL ? text->size_bytes : (size_t)(first - text->data);
    size_t padding = (4 - size_bytes % 4) % 4;
    size_t given = text->size_bytes - size_bytes;
    if (first != NULL && (padding == 0 || padding == 3)) {
        return QN_ERROR_BAD_DATA;
    }
    for (size_t i = 1; i < given && i < padding; ++i) {
        if (first[i] != '=') {
            return QN_ERROR_BAD_DATA;
        }
    }
    text->size_bytes = size_bytes;
    if (given < padding) {
        return QN_ERROR_TRUNCATED;
    }
    return given > padding ? QN_ERROR_TRAILING_BYTES : QN_ERROR_OK;
}

// All characters but for what pads. Gives false for one that is none, or for bits left over.
static bool decode_all(const values *all, qn_bytes text, uint8_t *out)
{
    uint32_t bad = 0;
    size_t whole = text.size_bytes / 4;
    const uint8_t *from = text.data;
    for (size_t i = 0; i < whole; ++i, from += 4, out += 3) {
        uint32_t a = all->of[from[0]], b = all->of[from[1]];
        uint32_t c = all->of[from[2]], d = all->of[from[3]];
        uint32_t bits = a << 18 | b << 12 | c << 6 | d;
        bad |= a | b | c | d;
        out[0] = (uint8_t)(bits >> 16);
        out[1] = (uint8_t)(bits >> 8);
        out[2] = (uint8_t)bits;
    }
    size_t rest = text.size_bytes % 4;
    uint32_t bits = 0;
    for (size_t i = 0; i < rest; ++i) {
        uint32_t value = all->of[from[i]];
        bad |= value;
        bits |= value << (18 - 6 * i);
    }
    for (size_t i = 0; i + 1 < rest; ++i) {
        out[i] = (uint8_t)(bits >> (16 - 8 * i));
        bits &= ~((uint32_t)0xFF << (16 - 8 * i));
    }
    return (bad & NO_CHARACTER) == 0 && bits == 0;
}

qn_error qn_base64_decode(qn_bytes text, qn_base64_form form, uint8_t *out, size_t capacity_bytes,
                          size_t *out_size_bytes)
{
    qn_error error = text_begin(text, out, 0, true, out_size_bytes);
    if (error == QN_ERROR_OK && !is_form(form)) {
        error = QN_ERROR_OUT_OF_RANGE;
    }
    if (error == QN_ERROR_OK && is_padded(form)) {
        error = strip_padding(&text);
    }
    if (error != QN_ERROR_OK) {
        return error;
    }
    size_t rest = text.size_bytes % 4;
    size_t size_bytes = text.size_bytes / 4 * 3 + (rest > 1 ? rest - 1 : 0);
    error = text_begin(text, out, size_bytes, size_bytes <= capacity_bytes, out_size_bytes);
    if (error == QN_ERROR_OK && rest == 1) {
        error = QN_ERROR_TRUNCATED;
    }
    if (error != QN_ERROR_OK) {
        return error;
    }
    values all = values_of(form);
    if (!decode_all(&all, text, out)) {
        memset(out, 0, size_bytes);
        return QN_ERROR_BAD_DATA;
    }
    *out_size_bytes = size_bytes;
    return QN_ERROR_OK;
}
