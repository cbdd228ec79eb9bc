// What the public calls do not tell of a packer in pieces.
#ifndef COMPRESS_DEFLATER_H
#define COMPRESS_DEFLATER_H

#include "quoin/compress.h"

// The room that so many bytes can take at most with everything around them, before the first push.
size_t qn_deflater_bound(qn_deflater *deflater, size_t plain_size_bytes);

#endif
