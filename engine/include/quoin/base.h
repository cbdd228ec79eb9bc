// What every other header stands on: the export mark, the error table and byte spans.
//
// It is not a utility drawer: arrays, arenas and SIMD are private to the engine (engine/base).
#ifndef QUOIN_BASE_H
#define QUOIN_BASE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define QN_API __attribute__((visibility("default")))

// The one table of errors. It is append-only: the position is the number that crosses into
// JavaScript and into saves. X(NAME, "kebab-code", "sentence").
#define QN_ERROR_TABLE(X)                                                                          \
    X(OK, "ok", "no error")                                                                        \
    X(NULL_POINTER, "null-pointer", "a pointer that must be given is null")                        \
    X(NOT_FINITE, "not-finite", "a number is NaN or infinite")                                     \
    X(OUT_OF_RANGE, "out-of-range", "a number lies outside its documented range")                  \
    X(NULL_HANDLE, "null-handle", "the handle is null")                                            \
    X(STALE_HANDLE, "stale-handle",                                                                \
      "the handle names nothing in this world (destroyed, or of another world)")                   \
    X(BAD_DEFINITION, "bad-definition",                                                            \
      "the definition was not started from its default function")                                  \
    X(BAD_SHAPE, "bad-shape", "the points do not span a convex polygon of usable size")            \
    X(WRONG_TYPE, "wrong-type", "the call does not apply to an object of this type")               \
    X(CAPACITY, "capacity", "the stated capacity is used up")                                      \
    X(OUT_OF_MEMORY, "out-of-memory", "the memory needed could not be had")                        \
    X(TOO_LARGE, "too-large", "the result would pass the stated limit")                            \
    X(TRUNCATED, "truncated", "the bytes end too early")                                           \
    X(BAD_MAGIC, "bad-magic", "the bytes are of another format")                                   \
    X(BAD_VERSION, "bad-version", "the bytes are of a version this build cannot read")             \
    X(BAD_CHECKSUM, "bad-checksum", "the bytes do not match their checksum")                       \
    X(BAD_DATA, "bad-data", "the bytes break the rules of their format")                           \
    X(UNSUPPORTED, "unsupported", "the format is known, this variant of it is not supported")      \
    X(TRAILING_BYTES, "trailing-bytes", "bytes follow the end of the data")                        \
    X(NOT_FOUND, "not-found", "there is no entry of that name")                                    \
    X(NO_GRAPHICS, "no-graphics", "no OpenGL ES 3 / WebGL 2 context could be made")                \
    X(STORAGE, "storage", "the bytes could not be stored or read back")                            \
    X(NO_SOUND, "no-sound", "no audio device could be opened")

typedef enum qn_error {
#define QN_ERROR_ENUM(name, code, text) QN_ERROR_##name,
    QN_ERROR_TABLE(QN_ERROR_ENUM)
#undef QN_ERROR_ENUM
        QN_ERROR_COUNT
} qn_error;

// Both return static, null-terminated text; for a number outside the table they say so.
QN_API const char *qn_error_code(qn_error error);
QN_API const char *qn_error_text(qn_error error);

// A read-only run of bytes that somebody else owns.
typedef struct qn_bytes {
    const uint8_t *data;
    size_t size_bytes;
} qn_bytes;

#endif
