// The reader of JSON by its contract.
#include "check.h"
#include "quoin/json.h"

#include <string.h>

static qn_json over(const char *text)
{
    return qn_json_over((qn_bytes){(const uint8_t *)text, strlen(text)});
}

TEST(numbers_are_read_as_they_are_written)
{
    static const struct {
        const char *text;
        double value;
    } cases[] = {{"0", 0},     {"-7", -7},      {"12.5", 12.5}, {"1e3", 1000}, {"-2.5E-2", -0.025},
                 {"4E+1", 40}, {"65535", 65535}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; ++i) {
        qn_json json = over(cases[i].text);
        CHECK_NEAR(qn_json_number(&json), cases[i].value, 1e-12);
        CHECK(qn_json_is_done(&json));
    }
    static const char *const bad[] = {"", "-", "1.", ".5", "1e", "+1", "x", "- 1"};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; ++i) {
        qn_json json = over(bad[i]);
        qn_json_number(&json);
        CHECK(!qn_json_is_done(&json));
    }
}

TEST(texts_are_unescaped_and_cut_to_their_buffer)
{
    char out[16];
    qn_json json = over("\"a\\n\\\"\\u00e9\\ud83d\\ude00\\ud800x\"");
    CHECK_INT(qn_json_text(&json, out, sizeof out), 13);
    CHECK_TEXT(out, "a\n\"\xC3\xA9\xF0\x9F\x98\x80\xEF\xBF\xBDx");
    json = over("\"abcdef\"");
    CHECK_INT(qn_json_text(&json, out, 4), 6);
    CHECK_TEXT(out, "abc");
    CHECK(qn_json_is_done(&json));
    static const char *const bad[] = {"\"", "\"a", "\"\\x\"", "\"\\u12g4\"", "\"\n\"", "a"};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; ++i) {
        json = over(bad[i]);
        qn_json_text(&json, out, sizeof out);
        CHECK(!qn_json_is_done(&json));
    }
}

TEST(anything_is_skipped_however_deep)
{
    qn_json json = over("{\"a\":[1,{\"b\":[]},\"]\"],\"c\":null}  ");
    qn_json_skip(&json);
    CHECK(qn_json_is_done(&json));
    static char deep[200001];
    memset(deep, '[', 100000);
    memset(deep + 100000, ']', 100000);
    json = over(deep);
    qn_json_skip(&json);
    CHECK(qn_json_is_done(&json));
    json = over("[[[");
    qn_json_skip(&json);
    CHECK(!qn_json_is_done(&json));
}
