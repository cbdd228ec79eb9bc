// Bytes as text and back, and the comparison of secrets.
#include "hashes.h"

static void check_text_is(const char *actual, size_t size, const char *expected)
{
    CHECK_INT(size, strlen(expected));
    CHECK_BYTES(actual, expected, strlen(expected));
}

// ---- Hexadecimal ----------------------------------------------------------------------------

TEST(hex_of_every_byte_comes_back)
{
    uint8_t bytes[256], back[256];
    char text[512];
    size_t size = 7;
    for (int i = 0; i < 256; ++i) {
        char expected[3];
        bytes[i] = (uint8_t)i;
        CHECK_ERROR(qn_hex_encode((qn_bytes){bytes + i, 1}, text, 2, &size), QN_ERROR_OK);
        snprintf(expected, sizeof expected, "%02x", (unsigned)i);
        check_text_is(text, size, expected);
    }
    CHECK_ERROR(qn_hex_encode((qn_bytes){bytes, 256}, text, 512, &size), QN_ERROR_OK);
    CHECK_INT(size, 512);
    qn_bytes all = {(const uint8_t *)text, 512};
    CHECK_ERROR(qn_hex_decode(all, back, 256, &size), QN_ERROR_OK);
    CHECK_INT(size, 256);
    CHECK_BYTES(back, bytes, 256);
    CHECK_ERROR(qn_hex_decode(text_bytes("ABCDEFabcdef"), back, 256, &size), QN_ERROR_OK);
    CHECK_BYTES(back, ((uint8_t[]){0xAB, 0xCD, 0xEF, 0xAB, 0xCD, 0xEF}), 6);
}

TEST(hex_takes_digits_only_and_zeroes_what_it_wrote)
{
    uint8_t out[4];
    for (int letter = 0; letter < 256; ++letter) {
        const uint8_t high[4] = {'1', '2', (uint8_t)letter, '0'};
        const uint8_t low[4] = {'1', '2', '0', (uint8_t)letter};
        bool is_digit = letter < 128 && letter != 0 && strchr("0123456789abcdefABCDEF", letter);
        size_t size = 9;
        memset(out, 1, sizeof out);
        qn_error expected = is_digit ? QN_ERROR_OK : QN_ERROR_BAD_DATA;
        CHECK_ERROR(qn_hex_decode((qn_bytes){high, 4}, out, 4, &size), expected);
        CHECK_INT(size, is_digit ? 2 : 0);
        CHECK_INT(out[0], is_digit ? 0x12 : 0);
        CHECK_ERROR(qn_hex_decode((qn_bytes){low, 4}, out, 4, &size), expected);
    }
    size_t size = 9;
    CHECK_ERROR(qn_hex_decode(text_bytes("123"), out, 4, &size), QN_ERROR_TRUNCATED);
    CHECK_INT(size, 0);
}

TEST(text_that_does_not_fit_is_refused_and_nothing_is_written)
{
    char text[8] = "xxxxxxx";
    uint8_t out[4] = {1, 1, 1, 1};
    size_t size = 9;
    qn_bytes three = {out, 3};
    CHECK_ERROR(qn_hex_encode(three, text, 5, &size), QN_ERROR_TOO_LARGE);
    CHECK_INT(size, 0);
    CHECK_ERROR(qn_hex_encode((qn_bytes){out, SIZE_MAX}, text, 8, &size), QN_ERROR_TOO_LARGE);
    CHECK_ERROR(qn_hex_decode(text_bytes("0102030405"), out, 4, &size), QN_ERROR_TOO_LARGE);
    CHECK_ERROR(qn_base64_encode(three, QN_BASE64_URL, text, 3, &size), QN_ERROR_TOO_LARGE);
    CHECK_ERROR(qn_base64_encode((qn_bytes){out, 2}, QN_BASE64_PADDED, text, 3, &size),
                QN_ERROR_TOO_LARGE);
    CHECK_ERROR(qn_base64_encode((qn_bytes){out, SIZE_MAX}, QN_BASE64_URL, text, 8, &size),
                QN_ERROR_TOO_LARGE);
    CHECK_ERROR(qn_base64_decode(text_bytes("AAAAAAA"), QN_BASE64_URL, out, 4, &size),
                QN_ERROR_TOO_LARGE);
    CHECK_INT(size, 0);
    CHECK_TEXT(text, "xxxxxxx");
    CHECK_BYTES(out, ((uint8_t[]){1, 1, 1, 1}), 4);
}

TEST(text_functions_refuse_what_is_missing)
{
    char text[8];
    uint8_t out[4];
    size_t size = 9;
    qn_bytes bad = {NULL, 2}, good = {out, 2}, digits = text_bytes("0000");
    CHECK_ERROR(qn_hex_encode(bad, text, 8, &size), QN_ERROR_NULL_POINTER);
    CHECK_INT(size, 0);
    CHECK_ERROR(qn_hex_encode(good, NULL, 8, &size), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_hex_encode(good, text, 8, NULL), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_hex_decode(bad, out, 4, &size), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_hex_decode(digits, NULL, 4, &size), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_hex_decode(digits, out, 4, NULL), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_base64_encode(bad, QN_BASE64_URL, text, 8, &size), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_base64_encode(good, QN_BASE64_URL, NULL, 8, &size), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_base64_encode(good, QN_BASE64_URL, text, 8, NULL), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_base64_decode(bad, QN_BASE64_URL, out, 4, &size), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_base64_decode(digits, QN_BASE64_URL, NULL, 4, &size), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_base64_decode(digits, QN_BASE64_URL, out, 4, NULL), QN_ERROR_NULL_POINTER);
    qn_bytes nothing = {NULL, 0};
    CHECK_ERROR(qn_hex_encode(nothing, NULL, 0, &size), QN_ERROR_OK);
    CHECK_ERROR(qn_hex_decode(nothing, NULL, 0, &size), QN_ERROR_OK);
    for (int form = 0; form < QN_BASE64_FORM_COUNT; ++form) {
        qn_base64_form each = (qn_base64_form)form;
        CHECK_ERROR(qn_base64_encode(nothing, each, NULL, 0, &size), QN_ERROR_OK);
        CHECK_ERROR(qn_base64_decode(nothing, each, NULL, 0, &size), QN_ERROR_OK);
    }
    qn_base64_form none = QN_BASE64_FORM_COUNT;
    CHECK_ERROR(qn_base64_encode(good, none, text, 8, &size), QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(qn_base64_decode(digits, none, out, 4, &size), QN_ERROR_OUT_OF_RANGE);
}

// ---- Base64 ---------------------------------------------------------------------------------

static void check_base64(qn_bytes bytes, qn_base64_form form, const char *expected)
{
    char text[64];
    uint8_t back[64];
    size_t size = 0;
    CHECK_ERROR(qn_base64_encode(bytes, form, text, strlen(expected), &size), QN_ERROR_OK);
    check_text_is(text, size, expected);
    CHECK_ERROR(qn_base64_decode(text_bytes(expected), form, back, bytes.size_bytes, &size),
                QN_ERROR_OK);
    CHECK_INT(size, bytes.size_bytes);
    CHECK_BYTES(back, bytes.data, bytes.size_bytes);
}

TEST(base64_gives_the_texts_of_rfc_4648)
{
    static const char *const padded[] = {"",         "Zg==",     "Zm8=",    "Zm9v",
                                         "Zm9vYg==", "Zm9vYmE=", "Zm9vYmFy"};
    static const char *const bare[] = {"", "Zg", "Zm8", "Zm9v", "Zm9vYg", "Zm9vYmE", "Zm9vYmFy"};
    for (size_t size = 0; size <= 6; ++size) {
        qn_bytes bytes = {(const uint8_t *)"foobar", size};
        check_base64(bytes, QN_BASE64_PADDED, padded[size]);
        check_base64(bytes, QN_BASE64_URL_PADDED, padded[size]);
        check_base64(bytes, QN_BASE64_BARE, bare[size]);
        check_base64(bytes, QN_BASE64_URL, bare[size]);
    }
    qn_bytes high = {(const uint8_t *)"\xFB\xFF\xBF\xFB", 4};
    check_base64(high, QN_BASE64_PADDED, "+/+/+w==");
    check_base64(high, QN_BASE64_BARE, "+/+/+w");
    check_base64(high, QN_BASE64_URL_PADDED, "-_-_-w==");
    check_base64(high, QN_BASE64_URL, "-_-_-w");
}

TEST(base64_of_random_bytes_comes_back_in_every_form)
{
    uint32_t seed = 51;
    for (size_t size = 0; size < 300; ++size) {
        uint8_t *bytes = random_bytes(size, &seed);
        char text[404];
        uint8_t back[300];
        size_t text_size, back_size;
        qn_base64_form form = (qn_base64_form)(size % QN_BASE64_FORM_COUNT);
        CHECK_ERROR(qn_base64_encode((qn_bytes){bytes, size}, form, text, 404, &text_size),
                    QN_ERROR_OK);
        qn_bytes all = {(const uint8_t *)text, text_size};
        CHECK_ERROR(qn_base64_decode(all, form, back, size, &back_size), QN_ERROR_OK);
        CHECK_INT(back_size, size);
        CHECK_BYTES(back, bytes, size);
        free(bytes);
    }
}

TEST(base64_reads_one_text_only_for_each_run_of_bytes)
{
    static const struct {
        const char *text;
        qn_base64_form form;
        qn_error error;
    } cases[] = {
        {"Zg", QN_BASE64_PADDED, QN_ERROR_TRUNCATED},
        {"Zg=", QN_BASE64_PADDED, QN_ERROR_TRUNCATED},
        {"Zm8", QN_BASE64_URL_PADDED, QN_ERROR_TRUNCATED},
        {"Z", QN_BASE64_PADDED, QN_ERROR_TRUNCATED},
        {"Z", QN_BASE64_URL, QN_ERROR_TRUNCATED},
        {"Zm9vY", QN_BASE64_BARE, QN_ERROR_TRUNCATED},
        {"Zg===", QN_BASE64_PADDED, QN_ERROR_TRAILING_BYTES},
        {"Zg==Zg==", QN_BASE64_PADDED, QN_ERROR_TRAILING_BYTES},
        {"Zm8=\n", QN_BASE64_PADDED, QN_ERROR_TRAILING_BYTES},
        {"Zg=A", QN_BASE64_PADDED, QN_ERROR_BAD_DATA},
        {"Zm9v=", QN_BASE64_PADDED, QN_ERROR_BAD_DATA},
        {"Z===", QN_BASE64_PADDED, QN_ERROR_BAD_DATA},
        {"====", QN_BASE64_PADDED, QN_ERROR_BAD_DATA},
        {"Zg==", QN_BASE64_BARE, QN_ERROR_BAD_DATA},
        {"Zg==", QN_BASE64_URL, QN_ERROR_BAD_DATA},
        {"Zh==", QN_BASE64_PADDED, QN_ERROR_BAD_DATA}, // bits that no byte holds
        {"Zm9=", QN_BASE64_PADDED, QN_ERROR_BAD_DATA},
        {"Zm9", QN_BASE64_URL, QN_ERROR_BAD_DATA},
        {"Zm 9", QN_BASE64_BARE, QN_ERROR_BAD_DATA},
        {"Zm9v\n", QN_BASE64_BARE, QN_ERROR_TRUNCATED},
        {"Zm9vYmF\x80", QN_BASE64_BARE, QN_ERROR_BAD_DATA},
        {"+/+/", QN_BASE64_URL, QN_ERROR_BAD_DATA},
        {"-_-_", QN_BASE64_BARE, QN_ERROR_BAD_DATA},
        {"-_-_", QN_BASE64_PADDED, QN_ERROR_BAD_DATA},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; ++i) {
        uint8_t out[16], zeros[16] = {0};
        size_t size = 9;
        memset(out, 0, sizeof out);
        CHECK_ERROR(
            qn_base64_decode(text_bytes(cases[i].text), cases[i].form, out, sizeof out, &size),
            cases[i].error);
        CHECK_INT(size, 0);
        CHECK_BYTES(out, zeros, sizeof out);
    }
}

TEST(base64_takes_the_letters_of_its_alphabet_only)
{
    static const char alphabet[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_";
    for (int letter = 1; letter < 256; ++letter) {
        for (int place = 0; place < 4; ++place) {
            uint8_t text[4] = {'A', 'A', 'A', 'A'}, out[3];
            size_t size;
            text[place] = (uint8_t)letter;
            const char *found = letter < 128 ? strchr(alphabet, letter) : NULL;
            bool is_common = found != NULL && found - alphabet < 62;
            bool is_standard = found != NULL && found - alphabet < 64;
            qn_error standard =
                qn_base64_decode((qn_bytes){text, 4}, QN_BASE64_BARE, out, 3, &size);
            qn_error url = qn_base64_decode((qn_bytes){text, 4}, QN_BASE64_URL, out, 3, &size);
            CHECK_INT(standard == QN_ERROR_OK, is_standard);
            CHECK_INT(url == QN_ERROR_OK, is_common || (found != NULL && !is_standard));
        }
    }
}

// ---- Secrets --------------------------------------------------------------------------------

TEST(secrets_are_equal_when_all_their_bytes_are)
{
    uint8_t a[40], b[40];
    memset(a, 0x3C, sizeof a);
    memcpy(b, a, sizeof b);
    for (size_t size = 0; size <= sizeof a; ++size) {
        CHECK(qn_bytes_equal_secret((qn_bytes){a, size}, (qn_bytes){b, size}));
    }
    for (size_t bit = 0; bit < 8 * sizeof a; ++bit) {
        b[bit / 8] ^= (uint8_t)(1 << bit % 8);
        CHECK(!qn_bytes_equal_secret((qn_bytes){a, sizeof a}, (qn_bytes){b, sizeof b}));
        b[bit / 8] ^= (uint8_t)(1 << bit % 8);
    }
    CHECK(!qn_bytes_equal_secret((qn_bytes){a, 39}, (qn_bytes){b, 40}));
    CHECK(qn_bytes_equal_secret((qn_bytes){NULL, 0}, (qn_bytes){a, 0}));
    CHECK(!qn_bytes_equal_secret((qn_bytes){NULL, 4}, (qn_bytes){NULL, 4}));
    CHECK(!qn_bytes_equal_secret((qn_bytes){a, 4}, (qn_bytes){NULL, 4}));
}
