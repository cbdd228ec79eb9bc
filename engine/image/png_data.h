// The pixel data of a checked PNG file: how many bytes they must inflate to, and inflating them.
#ifndef IMAGE_PNG_DATA_H
#define IMAGE_PNG_DATA_H

#include "image/png_chunks.h"

// Filter bytes and samples of all rows of all passes, exact. Pixel counts up to 2^28.
uint64_t qn_png_raw_size(const qn_png *png);

// Size of the deflate stream that qn_png_store_data writes.
size_t qn_png_stored_size(size_t raw_size_bytes);
// Inflates the file's data, which must be exactly raw_size_bytes, and writes it as a zlib stream of
// stored (uncompressed) blocks. Of memory it takes zlib's window of some 40 KiB.
qn_error qn_png_store_data(const qn_png *png, size_t raw_size_bytes, qn_writer *writer);

#endif
