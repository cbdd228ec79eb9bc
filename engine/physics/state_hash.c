// The state hash: FNV-1a over 32-bit words in a fixed order, 64 bits wide.
//
// It covers what influences the future and nothing else: no padding, no pointers, no handles' salt,
// no trees (pairs are sorted by slot, so their shape has no influence), no capacities but that of
// contacts, where the caller has stated it: there what is beyond is left out. Zeros of both signs
// count as one.
#include "physics/world.h"

#include <string.h>

#define FNV_OFFSET 0xCBF29CE484222325u
#define FNV_PRIME 0x100000001B3u

static void add_u32(uint64_t *hash, uint32_t word) { *hash = (*hash ^ word) * FNV_PRIME; }

static void add_i32(uint64_t *hash, int32_t word) { add_u32(hash, (uint32_t)word); }

static void add_float(uint64_t *hash, float value)
{
    float canonical = value == 0.0f ? 0.0f : value;
    uint32_t word;
    memcpy(&word, &canonical, sizeof word);
    add_u32(hash, word);
}

static void add_vec2(uint64_t *hash, qn_vec2 value)
{
    add_float(hash, value.x);
    add_float(hash, value.y);
}

static void add_pool(uint64_t *hash, const qn_pool *pool, const qn_slot *slots)
{
    add_i32(hash, pool->used_count);
    add_i32(hash, pool->live_count);
    for (int32_t i = 0; i < pool->used_count; ++i) {
        add_u32(hash, (slots[i].generation - pool->first_generation) & QN_GENERATION_MASK);
        add_u32(hash, slots[i].is_live);
    }
    for (int32_t i = pool->free_head; i != QN_POOL_NONE; i = slots[i].next_free) {
        add_i32(hash, i);
    }
}

static void add_body(uint64_t *hash, const qn_world *world, int32_t index)
{
    const qn_body *body = &world->bodies[index];
    int32_t row = world->body_rows[index];
    const qn_motion *motion = &world->motions[row];
    const qn_velocity *velocity = &world->velocities[row];
    add_i32(hash, body->type);
    add_u32(hash, body->flags);
    add_i32(hash, row);
    add_i32(hash, body->island_next);
    add_float(hash, body->sleep_time_s);
    add_float(hash, body->sleep_speed_mps);
    add_float(hash, body->own_mass.mass_kg);
    add_float(hash, body->own_mass.inertia_kgm2);
    add_vec2(hash, body->own_mass.center_m);
    add_vec2(hash, motion->pose.p);
    add_float(hash, motion->pose.q.c);
    add_float(hash, motion->pose.q.s);
    add_vec2(hash, motion->center);
    add_vec2(hash, motion->center_rest);
    add_vec2(hash, velocity->v);
    add_float(hash, velocity->w);
    add_vec2(hash, motion->force_n);
    add_float(hash, motion->torque_nm);
    add_float(hash, motion->inv_mass);
    add_float(hash, motion->inv_inertia);
    add_float(hash, motion->linear_damping);
    add_float(hash, motion->angular_damping);
    add_float(hash, motion->gravity_scale);
    add_u32(hash, motion->locks);
    for (int32_t i = body->first_shape; i != QN_NONE; i = world->shapes[i].next) {
        add_i32(hash, i);
    }
}

static void add_material(uint64_t *hash, const qn_material *material)
{
    add_float(hash, material->friction);
    add_float(hash, material->restitution);
    add_u32(hash, material->friction_mix);
    add_u32(hash, material->restitution_mix);
    add_float(hash, material->rolling_resistance);
    add_float(hash, material->tangent_speed_mps);
    add_vec2(hash, material->one_way);
}

static void add_shape(uint64_t *hash, const qn_shape *shape)
{
    add_i32(hash, shape->type);
    add_i32(hash, shape->hull.count);
    add_float(hash, shape->hull.radius_m);
    for (int32_t i = 0; i < shape->hull.count; ++i) {
        add_vec2(hash, shape->hull.vertices[i]);
    }
    if (shape->type == QN_SHAPE_CHAIN_SEGMENT) {
        add_vec2(hash, shape->hull.vertices[2]);
        add_vec2(hash, shape->hull.vertices[3]);
    }
    add_vec2(hash, shape->fat_box.lower);
    add_vec2(hash, shape->fat_box.upper);
    add_material(hash, &shape->material);
    add_i32(hash, shape->group);
    add_u32(hash, shape->edited_tick);
    add_u32(hash, shape->flags);
    add_u32(hash, (uint32_t)shape->category_bits);
    add_u32(hash, (uint32_t)(shape->category_bits >> 32));
    add_u32(hash, (uint32_t)shape->mask_bits);
    add_u32(hash, (uint32_t)(shape->mask_bits >> 32));
}

static void add_chain(uint64_t *hash, const qn_world *world, const qn_chain *chain)
{
    add_i32(hash, chain->body);
    add_u32(hash, chain->flags);
    int32_t segment = chain->first;
    for (int32_t i = 0; i < chain->segment_count; ++i) {
        add_i32(hash, segment);
        segment = world->parts[segment].next;
    }
}

static void add_grid(uint64_t *hash, const qn_grid *grid)
{
    add_i32(hash, grid->shape);
    add_i32(hash, grid->width);
    add_i32(hash, grid->height);
    add_vec2(hash, grid->origin);
    add_float(hash, grid->cell_m);
}

static void add_chunk(uint64_t *hash, const qn_chunk *chunk)
{
    add_i32(hash, chunk->grid);
    add_i32(hash, chunk->place);
    for (int i = 0; i < 16; i += 2) {
        add_u32(hash, chunk->rows[i] | (uint32_t)chunk->rows[i + 1] << 16);
    }
}

static void add_contact(uint64_t *hash, const qn_contact *contact)
{
    add_i32(hash, contact->shape_a);
    add_i32(hash, contact->shape_b);
    add_i32(hash, contact->child);
    add_i32(hash, contact->link.awake_index);
    add_u32(hash, contact->link.flags);
    add_float(hash, contact->rolling_impulse);
    add_vec2(hash, contact->normal);
    add_i32(hash, contact->point_count);
    add_float(hash, contact->slack);
    add_vec2(hash, contact->span);
    add_float(hash, contact->turn.c);
    add_float(hash, contact->turn.s);
    for (int32_t i = 0; i < contact->point_count; ++i) {
        const qn_contact_point *point = &contact->points[i];
        add_vec2(hash, point->arm);
        add_float(hash, point->separation);
        add_float(hash, point->normal_impulse);
        add_float(hash, point->tangent_impulse);
        add_float(hash, point->steady_impulse);
        add_u32(hash, point->id);
    }
}

// The floats of a record from `first` up to `end`, in bytes.
static void add_words(uint64_t *hash, const void *record, size_t first, size_t end)
{
    for (size_t at = first; at < end; at += sizeof(float)) {
        float word;
        memcpy(&word, (const uint8_t *)record + at, sizeof word);
        add_float(hash, word);
    }
}

static void add_joint(uint64_t *hash, const qn_joint *joint)
{
    add_i32(hash, joint->link.body[0]);
    add_i32(hash, joint->link.body[1]);
    add_i32(hash, joint->link.awake_index);
    add_u32(hash, joint->link.flags);
    add_i32(hash, joint->kind);
    add_i32(hash, joint->geared[0]);
    add_i32(hash, joint->geared[1]);
    add_words(hash, joint, offsetof(qn_joint, anchor_a), offsetof(qn_joint, load));
}

static void add_region(uint64_t *hash, const qn_hull *region)
{
    add_i32(hash, region->count);
    add_float(hash, region->radius_m);
    for (int32_t i = 0; i < region->count; ++i) {
        add_vec2(hash, region->vertices[i]);
    }
}

static void add_character(uint64_t *hash, const qn_character *c)
{
    const float numbers[] = {c->skin,       c->climb_cos, c->slide_cos, c->step_height,
                             c->step_width, c->snap,      c->mass,      c->max_push};
    const qn_vec2 vectors[] = {c->up,       c->position_rest, c->position,
                               c->velocity, c->ground_normal, c->ground_velocity,
                               c->stand,    c->stand_local,   c->ground_point};
    const uint64_t bits[] = {c->category_bits, c->mask_bits};
    add_region(hash, &c->hull);
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; ++i) {
        add_float(hash, numbers[i]);
    }
    for (size_t i = 0; i < sizeof vectors / sizeof vectors[0]; ++i) {
        add_vec2(hash, vectors[i]);
    }
    for (size_t i = 0; i < sizeof bits / sizeof bits[0]; ++i) {
        add_u32(hash, (uint32_t)bits[i]);
        add_u32(hash, (uint32_t)(bits[i] >> 32));
    }
    add_i32(hash, c->body);
    add_i32(hash, c->group);
    add_u32(hash, c->options);
    add_u32(hash, c->flags);
    add_i32(hash, c->ground);
}

static void add_field(uint64_t *hash, const qn_field *field)
{
    add_i32(hash, field->kind);
    add_i32(hash, field->body);
    add_u32(hash, field->flags);
    add_u32(hash, (uint32_t)field->mask_bits);
    add_u32(hash, (uint32_t)(field->mask_bits >> 32));
    add_region(hash, &field->region);
    // Floats but for a few small numbers, which no float of an allowed size looks like.
    float numbers[sizeof field->push / sizeof(float)];
    memcpy(numbers, &field->push, sizeof field->push);
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; ++i) {
        add_float(hash, numbers[i]);
    }
}

// All floats but the last field; see tuning.c.
static void add_tuning(uint64_t *hash, const qn_world_tuning *tuning)
{
    float numbers[offsetof(qn_world_tuning, direct_work_per_body) / sizeof(float)];
    memcpy(numbers, tuning, sizeof numbers);
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; ++i) {
        add_float(hash, numbers[i]);
    }
    add_i32(hash, tuning->direct_work_per_body);
}

static void add_header(uint64_t *hash, const qn_world_state *s)
{
    add_u32(hash, s->tick_count);
    add_vec2(hash, s->gravity_mps2);
    add_tuning(hash, &s->tuning);
    add_u32(hash, s->enable_sleep | s->lacks_contacts << 1);
    add_i32(hash, s->awake_count);
    add_i32(hash, s->row_count);
    add_u32(hash, s->edited_tick);
    add_i32(hash, s->grows_contacts ? 0 : s->contact_pool.capacity);
}

static void add_tiles(uint64_t *hash, const qn_world *world)
{
    for (int32_t i = 0; i < world->state->grid_pool.used_count; ++i) {
        if (world->grid_slots[i].is_live) {
            add_grid(hash, &world->grids[i]);
        }
    }
    for (int32_t i = 0; i < world->state->chunk_pool.used_count; ++i) {
        if (world->chunk_slots[i].is_live) {
            add_chunk(hash, &world->chunks[i]);
        }
    }
}

uint64_t qn_world_state_hash(const qn_world *world)
{
    if (world == NULL) {
        return 0;
    }
    const qn_world_state *s = world->state;
    uint64_t hash = FNV_OFFSET;
    add_header(&hash, s);
#define ADD_POOL(noun, records) add_pool(&hash, &s->noun##_pool, world->noun##_slots);
    QN_WORLD_POOLS(ADD_POOL)
#undef ADD_POOL
    for (int32_t i = 0; i < s->body_pool.used_count; ++i) {
        if (world->body_slots[i].is_live) {
            add_body(&hash, world, i);
        }
    }
    for (int32_t i = 0; i < s->shape_pool.used_count; ++i) {
        if (world->shape_slots[i].is_live) {
            add_shape(&hash, &world->shapes[i]);
        }
    }
    add_tiles(&hash, world);
    for (int32_t i = 0; i < s->chain_pool.used_count; ++i) {
        if (world->chain_slots[i].is_live) {
            add_chain(&hash, world, &world->chains[i]);
        }
    }
    for (int32_t i = 0; i < s->field_pool.used_count; ++i) {
        if (world->field_slots[i].is_live) {
            add_field(&hash, &world->fields[i]);
        }
    }
    for (int32_t i = 0; i < s->character_pool.used_count; ++i) {
        if (world->character_slots[i].is_live) {
            add_character(&hash, &world->characters[i]);
        }
    }
    for (int32_t i = 0; i < s->contact_pool.used_count; ++i) {
        if (world->contact_slots[i].is_live) {
            add_contact(&hash, &world->contacts[i]);
        }
    }
    for (int32_t i = 0; i < s->joint_pool.used_count; ++i) {
        if (world->joint_slots[i].is_live) {
            add_joint(&hash, &world->joints[i]);
        }
    }
    for (int32_t i = 0; i < s->visit_count; ++i) {
        add_i32(&hash, world->visits[i].sensor);
        add_i32(&hash, world->visits[i].visitor);
    }
    for (int32_t i = 0; i < s->moved_count; ++i) {
        add_i32(&hash, world->moved_shapes[i]);
    }
    return hash;
}
