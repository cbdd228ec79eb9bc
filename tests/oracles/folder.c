#define _POSIX_C_SOURCE 200809L // scandir
#include "oracles/folder.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "check.h"

static bool ends_with(const char *name, const char *ending)
{
    size_t length = strlen(name), end = strlen(ending);
    return length >= end && strcmp(name + length - end, ending) == 0;
}

bool folder_each(const char *folder, const char *ending, folder_fn *visit, void *user, int *sum)
{
    const char *corpora = getenv("QN_CORPORA");
    char path[1024];
    snprintf(path, sizeof path, "%s/%s", corpora != NULL ? corpora : "../shared/corpora", folder);
    struct dirent **entries;
    int count = scandir(path, &entries, NULL, alphasort);
    if (count < 0) {
        check_skip("the folder of corpora is missing (set QN_CORPORA)");
        return false;
    }
    for (int i = 0; i < count; ++i) {
        if (ends_with(entries[i]->d_name, ending)) {
            size_t size;
            snprintf(path, sizeof path, "%s/%s", folder, entries[i]->d_name);
            uint8_t *data = check_corpus(path, &size);
            *sum += visit(path, (qn_bytes){data, size}, user);
            free(data);
        }
        free(entries[i]);
    }
    free((void *)entries);
    return true;
}
