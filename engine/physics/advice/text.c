// Sentences with their numbers filled in. Numbers have three digits that count, the same on every
// target, and no locale.
#include "physics/advice/advice.h"

#define DIGITS 3
#define LARGEST_PLAIN 6 // powers of ten written out
#define SMALLEST_PLAIN (-4)

typedef struct writer {
    char *buffer;
    size_t size_bytes, length;
} writer;

static void put(writer *w, char c)
{
    if (w->length + 1 < w->size_bytes) {
        w->buffer[w->length] = c;
    }
    w->length += 1;
}

static void put_integer(writer *w, uint32_t value)
{
    char digits[10];
    int count = 0;
    do {
        digits[count++] = (char)('0' + value % 10u);
        value /= 10u;
    } while (value > 0);
    while (count > 0) {
        put(w, digits[--count]);
    }
}

// ---- Numbers --------------------------------------------------------------------------------

// value = digits * 10^(power - DIGITS + 1), with digits from 100 to 999; 0 has none.
typedef struct decimal {
    uint32_t digits;
    int power;
} decimal;

static decimal decimal_of(float value)
{
    double rest = (double)value;
    int power = DIGITS - 1;
    while (rest >= 999.5) {
        rest /= 10.0;
        power += 1;
    }
    while (rest < 99.95 && rest > 0.0) {
        rest *= 10.0;
        power -= 1;
    }
    return (decimal){(uint32_t)(rest + 0.5), power};
}

// Digits from the power `from` down, with a point before the tenths, without zeros at the end.
static void put_digits(writer *w, decimal d, int from)
{
    int least = d.power - DIGITS + 1;
    while (least < 0 && d.digits % 10u == 0) {
        d.digits /= 10u;
        least += 1;
    }
    uint32_t unit = 1;
    for (int i = least; i < d.power; ++i) {
        unit *= 10u;
    }
    for (int at = from; at >= least || at >= 0; --at) {
        if (at == -1) {
            put(w, '.');
        }
        bool has_digit = at <= d.power && at >= least;
        put(w, (char)('0' + (has_digit ? d.digits / unit % 10u : 0u)));
        unit = has_digit && unit > 1 ? unit / 10u : unit;
    }
}

static void put_number(writer *w, float value)
{
    if (!qn_is_finite(value)) {
        put(w, '?');
        return;
    }
    if (value < 0.0f) {
        put(w, '-');
        value = -value;
    }
    decimal d = decimal_of(value);
    if (value == 0.0f) {
        put(w, '0');
    } else if (d.power > LARGEST_PLAIN || d.power < SMALLEST_PLAIN) {
        put_digits(w, (decimal){d.digits, 0}, 0);
        put(w, 'e');
        if (d.power < 0) {
            put(w, '-');
        }
        put_integer(w, (uint32_t)(d.power < 0 ? -d.power : d.power));
    } else {
        put_digits(w, d, d.power > 0 ? d.power : 0);
    }
}

// ---- Sentences ------------------------------------------------------------------------------

const char *qn_advice_sentence(uint32_t code)
{
    static const char *const sentences[QN_ADVICE_CODE_COUNT] = {[QN_ADVICE_NO_CODE] = "",
#define SENTENCE(name, severity, noun_a, noun_b, sentence) [QN_ADVICE_##name] = sentence,
                                                                QN_ADVICE_TABLE(SENTENCE)
#undef SENTENCE
    };
    return code < QN_ADVICE_CODE_COUNT ? sentences[code] : "";
}

// A handle's slot; what names nothing has none.
static void put_slot(writer *w, uint32_t handle)
{
    uint32_t slot = handle & ((1u << QN_SLOT_BITS) - 1u);
    if (slot == 0) {
        put(w, '?');
    } else {
        put_integer(w, slot - 1u);
    }
}

static void put_field(writer *w, const qn_advice *advice, char name)
{
    if (name == 'n') {
        put_number(w, advice->number);
    } else {
        put_slot(w, name == 'a' ? advice->a : advice->b);
    }
}

size_t qn_advice_text(const qn_advice *advice, char *buffer, size_t size_bytes)
{
    writer w = {buffer, buffer != NULL ? size_bytes : 0, 0};
    const char *at = advice != NULL ? qn_advice_sentence(advice->code) : "";
    while (*at != '\0') {
        if (*at == '{') {
            put_field(&w, advice, at[1]);
            at += 3;
        } else {
            put(&w, *at++);
        }
    }
    if (buffer != NULL && w.size_bytes > 0) {
        buffer[w.length < w.size_bytes ? w.length : w.size_bytes - 1] = '\0';
    }
    return w.length;
}
