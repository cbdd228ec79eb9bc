// The files of a folder of the corpora, one after another.
#ifndef TESTS_ORACLES_FOLDER_H
#define TESTS_ORACLES_FOLDER_H

#include "quoin/base.h"

// Gets every file whose name ends as asked, in the order of their names; the sum of what it returns
// is added to *sum.
typedef int folder_fn(const char *name, qn_bytes file, void *user);

// False, and a skip, where the folder is missing.
bool folder_each(const char *folder, const char *ending, folder_fn *visit, void *user, int *sum);

#endif
