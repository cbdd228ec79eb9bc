// One allocation, cut into the arrays that a step works in. Blocks: full fours of all contacts,
// plus one partly filled block for each colour and for the overflow.
#include "base/alloc.h"
#include "physics/step.h"

typedef struct piece {
    void **pointer;
    size_t element_bytes;
    int32_t count;
} piece;

static size_t place(const piece *pieces, int32_t piece_count, uint8_t *memory)
{
    size_t end = 0;
    for (int32_t i = 0; i < piece_count; ++i) {
        size_t bytes;
        if (memory != NULL) {
            *pieces[i].pointer = memory + end;
        }
        if (!qn_size_mul(pieces[i].element_bytes, (size_t)pieces[i].count, &bytes) ||
            !qn_size_add(end, (bytes + 15) & ~(size_t)15, &end)) {
            return 0;
        }
    }
    return end;
}

static size_t lay_out(qn_scratch *scratch, const qn_world_state *s, uint8_t *memory)
{
    int32_t contacts = s->contact_pool.capacity;
    int32_t bodies = s->body_pool.capacity;
    void *pointers[9] = {0};
    const piece pieces[9] = {
        {&pointers[0], sizeof(qn_contact_block), contacts / 4 + QN_COLOR_COUNT + 2},
        {&pointers[1], sizeof(int32_t), contacts},
        {&pointers[2], sizeof(uint8_t), contacts},
        {&pointers[3], sizeof(uint32_t), bodies},
        {&pointers[4], sizeof(int32_t), bodies},
        {&pointers[5], sizeof(int32_t), bodies},
        {&pointers[6], sizeof(float), bodies},
        {&pointers[7], sizeof(int32_t), s->shape_pool.capacity},
        {&pointers[8], sizeof(qn_revolute_row), s->joint_pool.capacity},
    };
    size_t bytes = place(pieces, 9, memory);
    scratch->blocks = pointers[0];
    scratch->block_contacts = pointers[1];
    scratch->colors = pointers[2];
    scratch->row_colors = pointers[3];
    scratch->row_parents = pointers[4];
    scratch->row_list = pointers[5];
    scratch->row_sleep_times = pointers[6];
    scratch->found_shapes = pointers[7];
    scratch->joint_rows = pointers[8];
    return bytes;
}

qn_scratch *qn_scratch_create(const qn_world_state *capacities)
{
    qn_scratch measured = {0};
    size_t bytes = lay_out(&measured, capacities, NULL);
    size_t head = (sizeof(qn_scratch) + 15) & ~(size_t)15;
    size_t total;
    if (bytes == 0 || !qn_size_add(bytes, head, &total)) {
        return NULL;
    }
    qn_scratch *scratch = qn_alloc_zeroed(total);
    if (scratch == NULL) {
        return NULL;
    }
    lay_out(scratch, capacities, (uint8_t *)scratch + head);
    scratch->bytes = total;
    return scratch;
}

void qn_scratch_destroy(qn_scratch *scratch) { qn_free(scratch); }

size_t qn_scratch_bytes(const qn_scratch *scratch) { return scratch != NULL ? scratch->bytes : 0; }
