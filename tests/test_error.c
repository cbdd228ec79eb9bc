// The table of errors: whole, distinct, and safe to ask about any number.
#include "check.h"

#include <string.h>

#include "quoin/base.h"

TEST(every_error_has_a_code_of_its_own_and_a_text)
{
    for (int i = 0; i < (int)QN_ERROR_COUNT; ++i) {
        const char *code = qn_error_code((qn_error)i);
        CHECK(strlen(qn_error_text((qn_error)i)) > 5);
        CHECK(strspn(code, "abcdefghijklmnopqrstuvwxyz-") == strlen(code) && code[0] != '\0');
        for (int j = 0; j < i; ++j) {
            CHECK(strcmp(code, qn_error_code((qn_error)j)) != 0);
        }
    }
}

TEST(numbers_outside_the_table_are_unknown)
{
    CHECK_TEXT(qn_error_code(QN_ERROR_COUNT), "unknown");
    CHECK_TEXT(qn_error_code((qn_error)-1), "unknown");
    CHECK(strlen(qn_error_text((qn_error)1000)) > 5);
}

TEST(the_numbers_that_cross_into_saves_and_scripts_stay_as_they_are)
{
    CHECK_INT(QN_ERROR_OK, 0);
    CHECK_INT(QN_ERROR_OUT_OF_MEMORY, 10);
    CHECK_INT(QN_ERROR_TRAILING_BYTES, 18);
    CHECK_INT(QN_ERROR_STORAGE, 21);
    CHECK_INT(QN_ERROR_NO_SOUND, 22);
}
