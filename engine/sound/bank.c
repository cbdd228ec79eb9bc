// A table of definitions with a place for the samples of each. A sound that could not be rendered
// is not tried again: what failed for want of memory would fail at every tick.
#include "quoin/sound/bank.h"

#include <string.h>

#include "base/alloc.h"
#include "sound/synthesis.h"

typedef struct bank_entry {
    char name[QN_SOUND_NAME_MAX + 1];
    qn_synth_def def;
    qn_sound *sound; // null: not rendered
    bool has_failed;
} bank_entry;

struct qn_sound_bank {
    bank_entry *entries;
    int32_t capacity;
    int32_t count;
    int32_t failed_count;
    int32_t next_unrendered; // all before it are rendered, have failed, or are in the making
    qn_synthesis *made;      // one of them, prepared; null: none is
    bank_entry *made_entry;
    size_t budget_bytes;
    size_t used_bytes;
};

qn_error qn_sound_bank_create(int32_t capacity, size_t budget_bytes, qn_sound_bank **out)
{
    if (out == NULL) {
        return QN_ERROR_NULL_POINTER;
    }
    *out = NULL;
    if (capacity < 1 || capacity > QN_SOUND_BANK_MAX) {
        return QN_ERROR_OUT_OF_RANGE;
    }
    qn_sound_bank *bank = qn_alloc_zeroed(sizeof *bank);
    bank_entry *entries = qn_alloc_zeroed((size_t)capacity * sizeof entries[0]);
    if (bank == NULL || entries == NULL) {
        qn_free(bank);
        qn_free(entries);
        return QN_ERROR_OUT_OF_MEMORY;
    }
    bank->entries = entries;
    bank->capacity = capacity;
    bank->budget_bytes = budget_bytes;
    *out = bank;
    return QN_ERROR_OK;
}

void qn_sound_bank_destroy(qn_sound_bank *bank)
{
    if (bank == NULL) {
        return;
    }
    for (int32_t i = 0; i < bank->count; ++i) {
        qn_sound_destroy(bank->entries[i].sound);
    }
    qn_synthesis_drop(bank->made);
    qn_free(bank->entries);
    qn_free(bank);
}

static bank_entry *entry_of(const qn_sound_bank *bank, qn_sound_id id)
{
    bool exists = bank != NULL && id.raw > 0 && id.raw <= (uint32_t)bank->count;
    return exists ? &bank->entries[id.raw - 1] : NULL;
}

qn_sound_id qn_sound_bank_find(const qn_sound_bank *bank, const char *name)
{
    for (int32_t i = 0; bank != NULL && name != NULL && i < bank->count; ++i) {
        if (strcmp(bank->entries[i].name, name) == 0) {
            return (qn_sound_id){(uint32_t)i + 1};
        }
    }
    return (qn_sound_id){0};
}

qn_error qn_sound_bank_add(qn_sound_bank *bank, const char *name, const qn_synth_def *def,
                           qn_sound_id *out)
{
    if (out == NULL) {
        return QN_ERROR_NULL_POINTER;
    }
    *out = (qn_sound_id){0};
    if (bank == NULL || name == NULL || def == NULL) {
        return QN_ERROR_NULL_POINTER;
    }
    const char *end = memchr(name, '\0', QN_SOUND_NAME_MAX + 1);
    if (end == NULL || end == name) {
        return QN_ERROR_OUT_OF_RANGE;
    }
    qn_error error = qn_synth_check(def);
    if (error != QN_ERROR_OK) {
        return error;
    }
    *out = qn_sound_bank_find(bank, name);
    if (out->raw != 0) {
        return QN_ERROR_OK;
    }
    if (bank->count == bank->capacity) {
        return QN_ERROR_CAPACITY;
    }
    bank_entry *entry = &bank->entries[bank->count++];
    memcpy(entry->name, name, (size_t)(end - name));
    entry->def = *def;
    *out = (qn_sound_id){(uint32_t)bank->count};
    return QN_ERROR_OK;
}

int32_t qn_sound_bank_count(const qn_sound_bank *bank) { return bank != NULL ? bank->count : 0; }

const char *qn_sound_bank_name(const qn_sound_bank *bank, qn_sound_id id)
{
    const bank_entry *entry = entry_of(bank, id);
    return entry != NULL ? entry->name : NULL;
}

int32_t qn_sound_bank_frame_count(const qn_sound_bank *bank, qn_sound_id id)
{
    const bank_entry *entry = entry_of(bank, id);
    return entry != NULL ? (int32_t)(entry->def.duration_s * (float)QN_SOUND_RATE_HZ) : 0;
}

bool qn_sound_bank_loops(const qn_sound_bank *bank, qn_sound_id id)
{
    const bank_entry *entry = entry_of(bank, id);
    return entry != NULL && entry->def.loops;
}

// Null where it cannot be, which is counted.
static qn_synthesis *begin(qn_sound_bank *bank, bank_entry *entry)
{
    qn_sound_id id = {(uint32_t)(entry - bank->entries) + 1};
    size_t bytes = (size_t)qn_sound_bank_frame_count(bank, id) * sizeof(int16_t);
    bool fits = bytes <= bank->budget_bytes - bank->used_bytes;
    qn_synthesis *made = NULL;
    if (fits && qn_synthesis_start(&entry->def, &made) == QN_ERROR_OK) {
        bank->used_bytes += bytes;
    } else {
        entry->has_failed = true;
        bank->failed_count += 1;
    }
    return made;
}

static qn_synthesis *take_made(qn_sound_bank *bank)
{
    qn_synthesis *made = bank->made;
    bank->made = NULL;
    bank->made_entry = NULL;
    return made;
}

const qn_sound *qn_sound_bank_get(qn_sound_bank *bank, qn_sound_id id)
{
    bank_entry *entry = entry_of(bank, id);
    if (entry == NULL) {
        return NULL;
    }
    if (entry->sound == NULL && !entry->has_failed) {
        bool is_begun = entry == bank->made_entry;
        entry->sound = qn_synthesis_finish(is_begun ? take_made(bank) : begin(bank, entry));
    }
    return entry->sound;
}

// Whether there is one in the making.
static bool begin_next(qn_sound_bank *bank)
{
    while (bank->made == NULL && bank->next_unrendered < bank->count) {
        bank_entry *entry = &bank->entries[bank->next_unrendered++];
        if (entry->sound == NULL && !entry->has_failed) {
            bank->made = begin(bank, entry);
            bank->made_entry = entry;
        }
    }
    return bank->made != NULL;
}

bool qn_sound_bank_prepare(qn_sound_bank *bank, int32_t work)
{
    while (bank != NULL && begin_next(bank) && work > 0) {
        if (qn_synthesis_go(bank->made, &work)) {
            bank_entry *entry = bank->made_entry;
            entry->sound = qn_synthesis_finish(take_made(bank));
        }
    }
    return bank != NULL && bank->made != NULL;
}

int32_t qn_sound_bank_failed_count(const qn_sound_bank *bank)
{
    return bank != NULL ? bank->failed_count : 0;
}

size_t qn_sound_bank_bytes(const qn_sound_bank *bank)
{
    return bank != NULL ? bank->used_bytes : 0;
}
