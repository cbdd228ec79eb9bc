// A snapshot is a header of 32 bytes, the world's own header, and of each of QN_WORLD_ARRAYS the
// elements in use, byte for byte and without gaps. Little-endian; see world.h for why these bytes
// are the same on every target.
//
//    0  magic "QNSN"           8  layout: a hash of the names and sizes of all arrays
//    4  version               16  size of the whole in bytes      24  checksum of all behind it
//
// Reading trusts nothing: the arrays go into a second block, validate.c walks it as if a stranger
// had written it, the indexes are built anew, and only then the blocks change places.
//
// The checksum is taken of what is copied as it is copied.
#include <string.h>

#include "base/bytes.h"
#include "base/checksum.h"
#include "physics/check.h"
#include "physics/memory.h"
#include "physics/step.h"
#include "physics/time/index.h"
#include "physics/validate.h"

#define MAGIC 0x4E534E51u
#define VERSION 4u
#define HEADER_BYTES 32
#define CHECKSUM_OFFSET 24

typedef struct header {
    uint32_t magic, version;
    uint64_t layout, size_bytes, checksum;
} header;

static uint64_t layout_hash(void)
{
    uint64_t hash = (QN_FNV_OFFSET ^ sizeof(qn_world_state)) * QN_FNV_PRIME;
#define ADD(type, name, capacity, used)                                                            \
    hash = qn_fnv_text((hash ^ sizeof(type)) * QN_FNV_PRIME, #name);
    QN_WORLD_ARRAYS(ADD)
#undef ADD
    return hash;
}

// With sound counts no sum can overflow 64 bits.
static uint64_t size_for(const qn_world_state *s)
{
    uint64_t bytes = HEADER_BYTES + sizeof *s;
#define ADD(type, name, capacity, used) bytes += (uint64_t)sizeof(type) * (uint64_t)(used);
    QN_WORLD_ARRAYS(ADD)
#undef ADD
    return bytes;
}

// ---- Writing --------------------------------------------------------------------------------

size_t qn_world_snapshot_bytes(const qn_world *world)
{
    return world != NULL ? (size_t)size_for(world->state) : 0;
}

// Returns the checksum.
static uint64_t write_arrays(const qn_world *world, uint8_t *data)
{
    const qn_world_state *s = world->state;
    qn_world_state bare = *s;
    memset(bare.trees, 0, sizeof bare.trees);
    qn_checksum_run run = qn_checksum_start();
    qn_checksum_write(&run, data, &bare, sizeof bare);
#define WRITE(type, name, capacity, used)                                                          \
    qn_checksum_write(&run, data, world->name, sizeof(type) * (size_t)(used));
    QN_WORLD_ARRAYS(WRITE)
#undef WRITE
    return qn_checksum_finish(&run, data);
}

qn_error qn_world_snapshot(const qn_world *world, uint8_t *out, size_t capacity_bytes,
                           size_t *written_bytes)
{
    if (world == NULL || written_bytes == NULL) {
        return QN_ERROR_NULL_POINTER;
    }
    *written_bytes = qn_world_snapshot_bytes(world);
    if (capacity_bytes < *written_bytes) {
        return qn_refuse(world, QN_ERROR_CAPACITY, "capacity_bytes is less than the snapshot");
    }
    if (out == NULL) {
        return qn_refuse(world, QN_ERROR_NULL_POINTER, "out is null");
    }
    uint64_t checksum = write_arrays(world, out + HEADER_BYTES);
    qn_writer head = qn_writer_over(out, HEADER_BYTES);
    qn_write_u32(&head, MAGIC);
    qn_write_u32(&head, VERSION);
    qn_write_u64(&head, layout_hash());
    qn_write_u64(&head, *written_bytes);
    qn_write_u64(&head, checksum);
    return QN_ERROR_OK;
}

// ---- Reading --------------------------------------------------------------------------------

typedef struct refusal {
    qn_error error;
    const char *why;
} refusal;

static refusal check_frame(qn_bytes snapshot)
{
    qn_cursor in = qn_cursor_over(snapshot);
    header h = {.magic = qn_read_u32(&in), .version = 0};
    h.version = qn_read_u32(&in);
    h.layout = qn_read_u64(&in);
    h.size_bytes = qn_read_u64(&in);
    h.checksum = qn_read_u64(&in);
    if (in.failed) {
        return (refusal){QN_ERROR_TRUNCATED, "the snapshot ends within its header"};
    }
    if (h.magic != MAGIC) {
        return (refusal){QN_ERROR_BAD_MAGIC, "these bytes are no snapshot of a world"};
    }
    if (h.version != VERSION || h.layout != layout_hash()) {
        return (refusal){QN_ERROR_BAD_VERSION, "the snapshot is of another version of the engine"};
    }
    if (h.size_bytes > snapshot.size_bytes) {
        return (refusal){QN_ERROR_TRUNCATED, "the snapshot is cut off"};
    }
    if (h.size_bytes < snapshot.size_bytes) {
        return (refusal){QN_ERROR_TRAILING_BYTES, "bytes follow the snapshot"};
    }
    return (refusal){QN_ERROR_OK, ""};
}

// For snapshots with a sound frame.
static bool has_checksum(qn_bytes snapshot, uint64_t sum)
{
    return memcmp(snapshot.data + CHECKSUM_OFFSET, &sum, sizeof sum) == 0;
}

// What is damaged is not blamed for what it says.
static refusal check_damage(qn_bytes snapshot, refusal otherwise)
{
    qn_bytes covered = {snapshot.data + HEADER_BYTES, snapshot.size_bytes - HEADER_BYTES};
    return has_checksum(snapshot, qn_checksum(covered))
               ? otherwise
               : (refusal){QN_ERROR_BAD_CHECKSUM, "the snapshot is damaged"};
}

// Why a snapshot with a sound frame holds no header with sound counts, for a snapshot of the length
// that they ask for; else null.
static const char *read_state(qn_bytes snapshot, qn_world_state *s)
{
    if (snapshot.size_bytes < HEADER_BYTES + sizeof *s) {
        return "the snapshot holds no world";
    }
    memcpy(s, snapshot.data + HEADER_BYTES, sizeof *s);
    static const qn_tree no_trees[2] = {{0}};
    if (memcmp(s->trees, no_trees, sizeof no_trees) != 0) {
        return "the snapshot holds trees";
    }
    const char *why = qn_state_validate(s);
    if (why != NULL) {
        return why;
    }
    return size_for(s) != snapshot.size_bytes ? "the snapshot's length does not fit its counts"
                                              : NULL;
}

// Frame and header, and not yet whether the arrays are damaged where these are sound.
static refusal check_head(qn_bytes snapshot, qn_world_state *s)
{
    refusal wrong = check_frame(snapshot);
    if (wrong.error != QN_ERROR_OK) {
        return wrong;
    }
    const char *why = read_state(snapshot, s);
    return why == NULL ? wrong : check_damage(snapshot, (refusal){QN_ERROR_BAD_DATA, why});
}

// Returns the checksum.
static uint64_t read_arrays(qn_world *draft, const uint8_t *data)
{
    const qn_world_state *s = draft->state;
    qn_checksum_run run = qn_checksum_start();
    run.copied_bytes = sizeof *s;
#define READ(type, name, capacity, used)                                                           \
    qn_checksum_read(&run, data, draft->name, sizeof(type) * (size_t)(used));
    QN_WORLD_ARRAYS(READ)
#undef READ
    return qn_checksum_finish(&run, data);
}

static refusal read_draft(const qn_world *world, qn_world *draft, qn_bytes snapshot)
{
    if (!has_checksum(snapshot, read_arrays(draft, snapshot.data + HEADER_BYTES))) {
        return (refusal){QN_ERROR_BAD_CHECKSUM, "the snapshot is damaged"};
    }
    const char *why = qn_arrays_validate(draft, world);
    if (why == NULL && !qn_world_index(draft, world)) {
        why = "two contacts are of the same shapes, or two chunks of the same place";
    }
    return (refusal){why == NULL ? QN_ERROR_OK : QN_ERROR_BAD_DATA, why};
}

qn_error qn_world_restore(qn_world *world, qn_bytes snapshot)
{
    if (world == NULL) {
        return QN_ERROR_NULL_POINTER;
    }
    if (snapshot.data == NULL) {
        return qn_refuse(world, QN_ERROR_NULL_POINTER, "snapshot is null");
    }
    qn_world_state s;
    refusal wrong = check_head(snapshot, &s);
    if (wrong.error == QN_ERROR_OK && !qn_world_has_room_for(world, &s)) {
        // Damage must not ask for memory.
        wrong = check_damage(snapshot, wrong);
    }
    if (wrong.error != QN_ERROR_OK) {
        return qn_refuse(world, wrong.error, wrong.why);
    }
    qn_world draft;
    QN_TRY(qn_world_draft(world, &s, &draft));
    wrong = read_draft(world, &draft, snapshot);
    if (wrong.error != QN_ERROR_OK) {
        qn_world_drop(world);
        return qn_refuse(world, wrong.error, wrong.why);
    }
    return qn_world_accept(world, &draft);
}

qn_error qn_snapshot_read_info(qn_bytes snapshot, qn_snapshot_info *out)
{
    if (out == NULL || snapshot.data == NULL) {
        return QN_ERROR_NULL_POINTER;
    }
    qn_world_state s;
    refusal wrong = check_head(snapshot, &s);
    qn_error error = wrong.error != QN_ERROR_OK ? wrong.error : check_damage(snapshot, wrong).error;
    if (error == QN_ERROR_OK) {
        *out = (qn_snapshot_info){
            .tick_count = s.tick_count,
            .body_count = s.body_pool.live_count,
            .shape_count = s.shape_pool.live_count,
            .joint_count = s.joint_pool.live_count,
            .contact_count = s.contact_pool.live_count,
            .memory_bytes = qn_world_memory_for(&s),
        };
    }
    return error;
}
