// Materials of pairs: the numbers that the solver takes for a contact.
#include "physics/check.h"
#include "physics/link.h"
#include "physics/step.h"
#include "physics/recycle.h"
#include "physics/world.h"

#define MAX_FRICTION 1.0e3f
#define MAX_HIT_THRESHOLD_NS 1.0e12f

qn_material qn_material_default(void) { return (qn_material){.friction = 0.6f}; }

static bool is_within(float value, float low, float high)
{
    return value >= low && value <= high; // false for NaN
}

const char *qn_material_find_bad(const qn_material *material)
{
    const qn_material *m = material;
    if (!is_within(m->friction, 0.0f, MAX_FRICTION)) {
        return "friction";
    }
    if (!is_within(m->restitution, 0.0f, 1.0f)) {
        return "restitution";
    }
    if (m->friction_mix > QN_MIX_MAXIMUM || m->restitution_mix > QN_MIX_MAXIMUM) {
        return "friction_mix or restitution_mix";
    }
    if (!is_within(m->rolling_resistance, 0.0f, MAX_FRICTION)) {
        return "rolling_resistance";
    }
    if (!is_within(m->tangent_speed_mps, -QN_MAX_SPEED_MPS, QN_MAX_SPEED_MPS)) {
        return "tangent_speed_mps";
    }
    if (!is_within(m->one_way.x, -QN_MAX_POSITION_M, QN_MAX_POSITION_M) ||
        !is_within(m->one_way.y, -QN_MAX_POSITION_M, QN_MAX_POSITION_M)) {
        return "one_way";
    }
    return is_within(m->hit_threshold_ns, 0.0f, MAX_HIT_THRESHOLD_NS) ? NULL : "hit_threshold_ns";
}

static bool is_finite(const qn_material *m)
{
    return qn_is_finite(m->friction) && qn_is_finite(m->restitution) &&
           qn_is_finite(m->rolling_resistance) && qn_is_finite(m->tangent_speed_mps) &&
           qn_v2_is_finite(m->one_way) && qn_is_finite(m->hit_threshold_ns);
}

qn_error qn_check_material(const qn_world *world, const qn_material *material)
{
    const char *bad = qn_material_find_bad(material);
    if (bad == NULL) {
        return QN_ERROR_OK;
    }
    return qn_refuse(world, is_finite(material) ? QN_ERROR_OUT_OF_RANGE : QN_ERROR_NOT_FINITE, bad);
}

// ---- Pairs ----------------------------------------------------------------------------------

static float mix(uint32_t rule, float a, float b)
{
    switch (rule) {
    case QN_MIX_AVERAGE:
        return 0.5f * (a + b);
    case QN_MIX_GEOMETRIC:
        return __builtin_sqrtf(a * b);
    case QN_MIX_MINIMUM:
        return qn_min(a, b);
    case QN_MIX_MULTIPLY:
        return a * b;
    default:
        return qn_max(a, b);
    }
}

static uint32_t rule_of(uint32_t a, uint32_t b, qn_mix when_both_ask_nothing)
{
    uint32_t rule = a > b ? a : b;
    return rule != QN_MIX_DEFAULT ? rule : (uint32_t)when_both_ask_nothing;
}

static bool is_set(qn_vec2 way) { return way.x != 0.0f || way.y != 0.0f; }

void qn_contact_mix(const qn_world *world, qn_contact *contact)
{
    const qn_shape *shape_a = &world->shapes[contact->shape_a];
    const qn_shape *shape_b = &world->shapes[contact->shape_b];
    const qn_material *a = &shape_a->material;
    const qn_material *b = &shape_b->material;
    contact->friction =
        mix(rule_of(a->friction_mix, b->friction_mix, QN_MIX_GEOMETRIC), a->friction, b->friction);
    contact->restitution = mix(rule_of(a->restitution_mix, b->restitution_mix, QN_MIX_MAXIMUM),
                               a->restitution, b->restitution);
    contact->radius_a = shape_a->hull.radius_m;
    contact->radius_b = shape_b->hull.radius_m;
    contact->rolling_m = qn_max(a->rolling_resistance, b->rolling_resistance) *
                         qn_max(contact->radius_a, contact->radius_b);
    bool is_one_way = is_set(a->one_way) || is_set(b->one_way);
    if (is_one_way) {
        qn_contact_forget(contact);
        contact->link.flags |= QN_CONTACT_ONE_WAY;
    } else {
        contact->link.flags &= ~(uint32_t)(QN_CONTACT_ONE_WAY | QN_CONTACT_PASSES);
    }
    // Seen from a, the normal of b points the other way, and so does the way its surface runs.
    contact->tangent_speed = a->tangent_speed_mps + b->tangent_speed_mps;
}

bool qn_contact_wants_hit(const qn_world *world, const qn_contact *contact, float impulse)
{
    const qn_shape *a = &world->shapes[contact->shape_a];
    const qn_shape *b = &world->shapes[contact->shape_b];
    return ((a->flags & QN_SHAPE_HIT_EVENTS) != 0 && impulse >= a->material.hit_threshold_ns) ||
           ((b->flags & QN_SHAPE_HIT_EVENTS) != 0 && impulse >= b->material.hit_threshold_ns);
}

// ---- Publics --------------------------------------------------------------------------------

static void mix_contacts_of(qn_world *world, int32_t shape)
{
    int32_t body = world->shapes[shape].body;
    for (int32_t key = qn_link_first(world, QN_CONTACTS, body); key != QN_NONE;
         key = qn_link_next(world, QN_CONTACTS, key)) {
        qn_contact *contact = &world->contacts[qn_link_index(key)];
        if (contact->shape_a == shape || contact->shape_b == shape) {
            qn_contact_mix(world, contact);
            qn_body_wake(world, contact->link.body[0]);
            qn_body_wake(world, contact->link.body[1]);
        }
    }
}

qn_error qn_shape_set_material(qn_world *world, qn_shape_id id, const qn_material *material)
{
    if (world == NULL || material == NULL) {
        return QN_ERROR_NULL_POINTER;
    }
    int32_t index = qn_find_shape(world, id);
    if (index == QN_NONE) {
        return qn_refuse_handle(world, id.raw);
    }
    QN_TRY(qn_check_material(world, material));
    world->shapes[index].material = *material;
    mix_contacts_of(world, index);
    return QN_ERROR_OK;
}

qn_material qn_shape_material(const qn_world *world, qn_shape_id id)
{
    int32_t index = world != NULL ? qn_find_shape(world, id) : QN_NONE;
    if (world != NULL && index == QN_NONE) {
        qn_refuse_handle(world, id.raw);
    }
    return index != QN_NONE ? world->shapes[index].material : (qn_material){0};
}
