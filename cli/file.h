// Files whole, with their errors told on the standard error stream as "quoin: NAME: what is wrong".
// A name of "-" is the standard input.
#ifndef CLI_FILE_H
#define CLI_FILE_H

#include <stdio.h>

#include "command.h"
#include "quoin/base.h"

// Release *bytes with free. On an error *bytes is null: STORAGE after it was told, or one that was
// not, TOO_LARGE for more than max_size_bytes and OUT_OF_MEMORY.
qn_error file_read(const char *name, size_t max_size_bytes, uint8_t **bytes, size_t *size_bytes);
// Takes no name that is taken already: what is there stays. Of a file that could not be written
// whole nothing is left.
bool file_write(const char *name, qn_bytes bytes);

// For reading in pieces; null after an error was told. Close with file_close.
FILE *file_open(const char *name);
void file_close(FILE *file);
// Tells an error with the system's own words for it.
void file_tell_failure(const char *name, const char *what);
// Tells what is wrong with the content of a file, unless it is an error of file_read that was told;
// returns what the process ends with.
exit_code file_refuse(const char *name, qn_error error);

#endif
