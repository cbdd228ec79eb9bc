// Advice: what of a world is badly set up, each in a sentence.
//
// It looks at the world as it stands and changes nothing; steps pay nothing for it. Advice is for
// people at their desks: what is listed, and from which numbers on, may differ between versions.
#ifndef QUOIN_PHYSICS_ADVICE_H
#define QUOIN_PHYSICS_ADVICE_H

#include "quoin/physics/world.h"

typedef enum qn_advice_severity {
    QN_ADVICE_NOTE = 1,    // odd, perhaps meant so
    QN_ADVICE_WARNING = 2, // will not behave well
    QN_ADVICE_PROBLEM = 3, // has gone wrong already
} qn_advice_severity;

typedef enum qn_advice_noun {
    QN_ADVICE_NOTHING = 0,
    QN_ADVICE_BODY = 1,
    QN_ADVICE_SHAPE = 2,
    QN_ADVICE_JOINT = 3,
} qn_advice_noun;

// X(NAME, severity, noun of a, noun of b, sentence). Append-only. {a} and {b} are slots, {n} is the
// number.
#define QN_ADVICE_TABLE(X)                                                                         \
    X(CONTACTS_DROPPED, PROBLEM, NOTHING, NOTHING,                                                 \
      "contacts found no room: {n} pairs were left out of steps")                                  \
    X(EVENTS_DROPPED, WARNING, NOTHING, NOTHING, "{n} events found no room and were lost")         \
    X(MOTION_FROZEN, PROBLEM, NOTHING, NOTHING,                                                    \
      "bodies were stopped {n} times because their motion left the range of numbers")              \
    X(STEP_CHANGES, WARNING, NOTHING, NOTHING,                                                     \
      "the length of a step has changed {n} times: stacks and springs want it constant")           \
    X(STEP_LONG, WARNING, NOTHING, NOTHING,                                                        \
      "a sub-step takes {n} ms: above 10 ms contacts and joints are soft")                         \
    X(GRAVITY_STRONG, NOTE, NOTHING, NOTHING,                                                      \
      "gravity is {n} m/s^2: are lengths given in pixels?")                                        \
    X(BODIES_LARGE, WARNING, NOTHING, NOTHING,                                                     \
      "moving bodies are {n} m large on average: are lengths given in pixels?")                    \
    X(BODY_WEIGHTLESS, WARNING, BODY, NOTHING,                                                     \
      "body {a} is dynamic but its {n} shapes weigh nothing: it has 1 kg and does not turn")       \
    X(BODY_EMPTY, NOTE, BODY, NOTHING, "body {a} has no shapes and no joints: nothing meets it")   \
    X(BODY_FAST, NOTE, BODY, NOTHING, "body {a} moved {n} times its size in one step")             \
    X(BODY_ALONE, WARNING, BODY, NOTHING, "body {a} is {n} m away from all others")                \
    X(SHAPE_SMALL, WARNING, SHAPE, BODY, "shape {a} of body {b} is only {n} mm large")             \
    X(SHAPE_THIN, WARNING, SHAPE, BODY,                                                            \
      "shape {a} of body {b} is only {n} mm thin: less than twice what contacts may overlap")      \
    X(SHAPE_DEAF, NOTE, SHAPE, BODY,                                                               \
      "shape {a} of body {b} meets nothing: its category or its mask is empty")                    \
    X(FRICTION_HIGH, NOTE, SHAPE, BODY, "shape {a} of body {b} has a friction of {n}")             \
    X(HEAVY_ON_LIGHT, WARNING, BODY, BODY, "body {a} is {n} times heavier than body {b} below it") \
    X(DEEP_OVERLAP, WARNING, SHAPE, SHAPE, "shapes {a} and {b} overlap by {n} mm")                 \
    X(BOUNCY_PILE, WARNING, BODY, NOTHING,                                                         \
      "body {a} lies in a pile with a restitution of {n}: it will hardly come to rest")            \
    X(JOINT_MASS_RATIO, WARNING, JOINT, NOTHING,                                                   \
      "joint {a} ties bodies of which one is {n} times heavier")                                   \
    X(JOINT_APART, WARNING, JOINT, NOTHING, "the anchors of joint {a} are {n} m apart")            \
    X(JOINT_TARGET, WARNING, JOINT, NOTHING,                                                       \
      "the target of joint {a} lies {n} beyond its limits (metres or radians)")                    \
    X(JOINT_MOTOR_IDLE, NOTE, JOINT, NOTHING,                                                      \
      "joint {a} has a motor that may not push: its greatest force or torque is 0")                \
    X(JOINT_SPRING_IDLE, NOTE, JOINT, NOTHING, "joint {a} has a spring of 0 Hz: it does nothing")  \
    X(JOINT_SPRING_FAST, NOTE, JOINT, NOTHING,                                                     \
      "joint {a} has a spring of {n} Hz: more than a quarter of the sub-step rate")

typedef enum qn_advice_code {
    QN_ADVICE_NO_CODE = 0,
#define QN_ADVICE_ENUM(name, severity, noun_a, noun_b, sentence) QN_ADVICE_##name,
    QN_ADVICE_TABLE(QN_ADVICE_ENUM)
#undef QN_ADVICE_ENUM
        QN_ADVICE_CODE_COUNT
} qn_advice_code;

typedef struct qn_advice {
    uint32_t code;           // qn_advice_code
    uint32_t severity;       // qn_advice_severity
    uint32_t noun_a, noun_b; // qn_advice_noun: what the handles are of
    uint32_t a, b;           // raw handles; 0: none
    float number;
    uint32_t reserved; // 0
} qn_advice;

// Of one code no more than this is listed.
#define QN_MAX_ADVICE_PER_CODE 32

// Writes the first `capacity` and to *count how many there are: of the world, its bodies, shapes,
// contacts and joints, each by slot. records may be null where capacity is 0.
QN_API qn_error qn_world_advise(const qn_world *world, qn_advice *records, int32_t capacity,
                                int32_t *count);

// Static; "" for an unknown code.
QN_API const char *qn_advice_sentence(uint32_t code);
// The sentence with its numbers filled in, null-terminated and cut to size_bytes. Bodies, shapes
// and joints are named by their slots. Returns the length of the whole, without the null; nothing
// is written where size_bytes is 0 or buffer is null.
QN_API size_t qn_advice_text(const qn_advice *advice, char *buffer, size_t size_bytes);

#endif
