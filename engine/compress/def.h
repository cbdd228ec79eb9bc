// Definitions are checked whole before anything is done; see the public header for the errors.
#ifndef COMPRESS_DEF_H
#define COMPRESS_DEF_H

#include "quoin/compress.h"

qn_error qn_deflate_def_check(const qn_deflate_def *def);
qn_error qn_inflate_def_check(const qn_inflate_def *def);

#endif
