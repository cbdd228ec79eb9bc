// Saves as files: the newest and the one before it, and what was put aside. A crash at any moment
// leaves at least one whole.
#ifndef SHELL_STORE_FILE_H
#define SHELL_STORE_FILE_H

#include "quoin/base.h"

#define STORE_GENERATIONS 2 // 0 the newest, 1 the one before
#define STORE_MAX_PATH 1024
#define STORE_MAX_NAME 63

typedef struct store {
    char folder[STORE_MAX_PATH];
    char name[STORE_MAX_NAME + 1]; // of the newest file; the others add to it
} store;

// Makes the folder if only its last part is missing. TOO_LARGE when a name is too long.
qn_error store_open(store *s, const char *folder, const char *name);
// NOT_FOUND when there is no such generation, STORAGE when it cannot be read. Release with free().
qn_error store_read(const store *s, int32_t generation, uint8_t **bytes, size_t *size_bytes);
// Durable when it returns OK; on STORAGE what was stored before is still there.
qn_error store_write(const store *s, qn_bytes bytes);
// Renames a generation that does not verify, so that nothing overwrites it.
qn_error store_set_aside(const store *s, int32_t generation);

#endif
