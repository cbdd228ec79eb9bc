#include "quoin/base.h"

static const char *const codes[] = {
#define CODE(name, code, text) code,
    QN_ERROR_TABLE(CODE)
#undef CODE
};

static const char *const texts[] = {
#define TEXT(name, code, text) text,
    QN_ERROR_TABLE(TEXT)
#undef TEXT
};

static bool is_in_table(qn_error error)
{
    return (int)error >= 0 && (int)error < (int)QN_ERROR_COUNT;
}

const char *qn_error_code(qn_error error) { return is_in_table(error) ? codes[error] : "unknown"; }

const char *qn_error_text(qn_error error)
{
    return is_in_table(error) ? texts[error] : "this number is not in the table of errors";
}
