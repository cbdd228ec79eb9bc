// BLAKE3's compression of one block, four words at once: a row of the matrix is one vector, so the
// four columns are mixed together. For the diagonals the rows are turned against each other; the
// second row stays, as it is the last to be ready.
//
// The message is held as four vectors, in the order in which a round takes them: the words that the
// columns take first and second, and the same for the diagonals. Turning the rows so puts the last
// diagonal first, hence word 14 before word 8.
#include "base/simd_u32.h"
#include "hash/blake3_kernel.h"

typedef struct rows {
    qn_u4 a, b, c, d;
} rows;

typedef struct message {
    qn_u4 columns_x, columns_y;     // 0 2 4 6, 1 3 5 7
    qn_u4 diagonals_x, diagonals_y; // 14 8 10 12, 15 9 11 13
} message;

QN_U4_INLINE message load_message(const uint8_t *block)
{
    qn_u4 m0 = qn_u4_load_little(block);
    qn_u4 m1 = qn_u4_load_little(block + 16);
    qn_u4 m2 = qn_u4_load_little(block + 32);
    qn_u4 m3 = qn_u4_load_little(block + 48);
    qn_u4 x = QN_U4_SHUFFLE(m2, m3, 0, 2, 4, 6);
    qn_u4 y = QN_U4_SHUFFLE(m2, m3, 1, 3, 5, 7);
    return (message){QN_U4_SHUFFLE(m0, m1, 0, 2, 4, 6), QN_U4_SHUFFLE(m0, m1, 1, 3, 5, 7),
                     QN_U4_SHUFFLE(x, x, 3, 0, 1, 2), QN_U4_SHUFFLE(y, y, 3, 0, 1, 2)};
}

// The words change places: 2 6 3 10 7 0 4 13 1 11 12 5 9 14 15 8. Each vector takes two words from
// one vector and two from elsewhere, in the few kinds of shuffles that are one instruction: two
// lanes of each, lanes that stay where they are, interleaved halves, any order of one vector.
QN_U4_INLINE message permute(message m)
{
    qn_u4 first = QN_U4_SHUFFLE(m.columns_x, m.columns_y, 1, 2, 5, 7);
    qn_u4 stay_y = QN_U4_SHUFFLE(m.diagonals_x, m.diagonals_y, 0, 1, 2, 7);
    qn_u4 second = QN_U4_SHUFFLE(m.columns_x, stay_y, 3, 0, 6, 7);
    qn_u4 stay_x = QN_U4_SHUFFLE(m.columns_y, m.diagonals_x, 0, 1, 2, 7);
    qn_u4 third = QN_U4_SHUFFLE(m.diagonals_y, stay_x, 0, 1, 4, 7);
    qn_u4 upper = QN_U4_SHUFFLE(m.diagonals_y, m.columns_y, 2, 6, 3, 7);
    qn_u4 fourth = QN_U4_SHUFFLE(m.diagonals_x, upper, 1, 0, 4, 5);
    return (message){
        QN_U4_SHUFFLE(first, first, 0, 2, 3, 1), QN_U4_SHUFFLE(second, second, 0, 2, 1, 3),
        QN_U4_SHUFFLE(third, third, 0, 2, 3, 1), QN_U4_SHUFFLE(fourth, fourth, 0, 2, 3, 1)};
}

QN_U4_INLINE void mix(rows *r, qn_u4 x, qn_u4 y)
{
    r->a = qn_u4_add(qn_u4_add(r->a, x), r->b);
    r->d = qn_u4_rotate_16(qn_u4_xor(r->d, r->a));
    r->c = qn_u4_add(r->c, r->d);
    r->b = qn_u4_rotate_right(qn_u4_xor(r->b, r->c), 12);
    r->a = qn_u4_add(qn_u4_add(r->a, y), r->b);
    r->d = qn_u4_rotate_8(qn_u4_xor(r->d, r->a));
    r->c = qn_u4_add(r->c, r->d);
    r->b = qn_u4_rotate_right(qn_u4_xor(r->b, r->c), 7);
}

QN_U4_INLINE void mix_round(rows *r, const message *m)
{
    mix(r, m->columns_x, m->columns_y);
    r->a = QN_U4_SHUFFLE(r->a, r->a, 3, 0, 1, 2);
    r->c = QN_U4_SHUFFLE(r->c, r->c, 1, 2, 3, 0);
    r->d = QN_U4_SHUFFLE(r->d, r->d, 2, 3, 0, 1);
    mix(r, m->diagonals_x, m->diagonals_y);
    r->a = QN_U4_SHUFFLE(r->a, r->a, 1, 2, 3, 0);
    r->c = QN_U4_SHUFFLE(r->c, r->c, 3, 0, 1, 2);
    r->d = QN_U4_SHUFFLE(r->d, r->d, 2, 3, 0, 1);
}

QN_U4_INLINE void mix_seven(rows *r, message m)
{
    mix_round(r, &m);
    m = permute(m);
    mix_round(r, &m);
    m = permute(m);
    mix_round(r, &m);
    m = permute(m);
    mix_round(r, &m);
    m = permute(m);
    mix_round(r, &m);
    m = permute(m);
    mix_round(r, &m);
    m = permute(m);
    mix_round(r, &m);
}

void qn_blake3_fold_rows(uint32_t chain[8], const uint8_t *blocks, size_t count, blake3_run run)
{
    rows r = {.a = qn_u4_load(chain), .b = qn_u4_load(chain + 4)};
    uint32_t flags = run.flags | run.first_flags;
    for (; count > 0; --count, blocks += BLAKE3_BLOCK_BYTES) {
        flags |= count == 1 ? run.last_flags : 0;
        r.c = qn_u4_load(qn_blake3_start);
        r.d =
            qn_u4_make((uint32_t)run.counter, (uint32_t)(run.counter >> 32), run.size_bytes, flags);
        mix_seven(&r, load_message(blocks));
        r.a = qn_u4_xor(r.a, r.c);
        r.b = qn_u4_xor(r.b, r.d);
        flags = run.flags;
    }
    qn_u4_store(chain, r.a);
    qn_u4_store(chain + 4, r.b);
}
