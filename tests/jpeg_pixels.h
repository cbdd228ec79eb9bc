// What libjpeg-turbo, by way of sharp 0.34, makes of the corpora's JPEG files that it reads without
// a warning: size and CRC-32 of the upright RGBA pixels, CMYK left out.
#ifndef TESTS_JPEG_PIXELS_H
#define TESTS_JPEG_PIXELS_H

#include <stdint.h>

static const struct {
    const char *path;
    int width, height;
    uint32_t crc;
} jpeg_pixels[] = {
    {"jpeg-odd/16bit-qtables.jpg", 1, 1, 0xB3D9E635},
    {"jpeg-odd/blank_800x280.jpg", 800, 280, 0x3CA8672E},
    {"jpeg-odd/extraneous-data.jpg", 16, 16, 0x43F52C09},
    {"jpeg-odd/grayscale_16x24_sampling2x2.jpg", 16, 24, 0x20E9353A},
    {"jpeg-odd/grayscale_24x16_sampling2x2.jpg", 24, 16, 0xC9915F9E},
    {"jpeg-odd/grayscale_large.jpg", 1000, 1, 0xCDC3329F},
    {"jpeg-odd/grayscale_long.jpg", 1, 1000, 0xAC94FB9A},
    {"jpeg-odd/grayscale_square.jpg", 10, 10, 0xE0D048B2},
    {"jpeg-odd/hippopotamus-bad-comment-length.jpeg", 36, 28, 0x013A993D},
    {"jpeg-odd/hippopotamus-sof-dht-swap.jpeg", 36, 28, 0x013A993D},
    {"jpeg-odd/icc_missing_chunk.jpeg", 1, 1, 0x0C463091},
    {"jpeg-odd/jpg-gray.jpg", 32, 32, 0x61C58183},
    {"jpeg-odd/jpg-progressive.jpg", 32, 32, 0xF9B362AC},
    {"jpeg-odd/jpg-size-15x15.jpg", 15, 15, 0xCFA7144B},
    {"jpeg-odd/jpg-size-16x16.jpg", 16, 16, 0x43F52C09},
    {"jpeg-odd/jpg-size-17x17.jpg", 17, 17, 0x563BECF1},
    {"jpeg-odd/jpg-size-1x1.jpg", 1, 1, 0xBA721D53},
    {"jpeg-odd/jpg-size-2x2.jpg", 2, 2, 0xCB4A29F4},
    {"jpeg-odd/jpg-size-31x31.jpg", 31, 31, 0xFFB4CC7D},
    {"jpeg-odd/jpg-size-32x32.jpg", 32, 32, 0xF9B362AC},
    {"jpeg-odd/jpg-size-33x33.jpg", 33, 33, 0x40BF7A98},
    {"jpeg-odd/jpg-size-3x3.jpg", 3, 3, 0x0A1BF98B},
    {"jpeg-odd/jpg-size-4x4.jpg", 4, 4, 0xF87C6967},
    {"jpeg-odd/jpg-size-5x5.jpg", 5, 5, 0xCDB2682D},
    {"jpeg-odd/jpg-size-6x6.jpg", 6, 6, 0xFF2BE0A0},
    {"jpeg-odd/jpg-size-7x7.jpg", 7, 7, 0x52B3C7AC},
    {"jpeg-odd/jpg-size-8x8.jpg", 8, 8, 0xF4CD9EF2},
    {"jpeg-odd/jpg-size-9x9.jpg", 9, 9, 0xCFE66A5B},
    {"jpeg-odd/jpg-srgb-icc.jpg", 1, 1, 0x0C463091},
    {"jpeg-odd/mona-lisa.21x32.q50.jpeg", 21, 32, 0xD62EE405},
    {"jpeg-odd/peacock.default.jpeg", 100, 75, 0x04180D88},
    {"jpeg-odd/peacock.grayscale.jpeg", 100, 75, 0xD07CB1C5},
    {"jpeg-odd/peacock.optimize.jpeg", 100, 75, 0x04180D88},
    {"jpeg-odd/peacock.progressive.jpeg", 100, 75, 0x04180D88},
    {"jpeg-odd/peacock.q30.jpeg", 100, 75, 0x21E90672},
    {"jpeg-odd/peacock.q99.jpeg", 100, 75, 0x7EEA0B3E},
    {"jpeg-odd/peacock.s-weird.jpeg", 100, 75, 0xAEF00862},
    {"jpeg-odd/peacock.s1x1-444.jpeg", 100, 75, 0xAAC499D2},
    {"jpeg-odd/peacock.s1x3.jpeg", 100, 75, 0x6A3B497F},
    {"jpeg-odd/peacock.s2x1-422.jpeg", 100, 75, 0xBEEF137B},
    {"jpeg-odd/peacock.s2x2-420.jpeg", 100, 75, 0x04180D88},
    {"jpeg-odd/pjw-thumbnail.jpeg", 32, 32, 0x1C92CB01},
    {"jpeg-odd/progressive3.jpg", 650, 470, 0x9EE37941},
    {"jpeg-odd/restarts.jpg", 33, 33, 0x74255488},
    {"jpeg-odd/rgb.jpg", 500, 333, 0x4C5D7E6C},
    {"jpeg-odd/testorig.jpg", 227, 149, 0x18A3E2FD},
    {"jpeg-bad/extraneous-bytes-after-sos.jpg", 1744, 2464, 0x811C29C1},
    {"jpeg-bad/multiple-0xff-before-eoi.jpg", 640, 480, 0x5183FDD0},
    {"jpeg-exif/Landscape_1.jpg", 1800, 1200, 0xA8BCEDA5},
    {"jpeg-exif/Landscape_2.jpg", 1800, 1200, 0x735EDCC1},
    {"jpeg-exif/Landscape_3.jpg", 1800, 1200, 0x592003EB},
    {"jpeg-exif/Landscape_4.jpg", 1800, 1200, 0x0A4D1BA2},
    {"jpeg-exif/Landscape_6.jpg", 1800, 1200, 0xF0C7D788},
    {"jpeg-exif/Landscape_8.jpg", 1800, 1200, 0xF75653F1},
};

#endif
