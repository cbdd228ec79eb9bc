#!/usr/bin/env python3
"""Draws the source images of the game: `python3 assets/make_images.py` writes assets/images/*.png.

The images are committed; this script is how they came to be, for whoever wants to change them. It
needs Python alone. Every image is a function from a point of the unit square to straight RGBA,
sampled three by three times a pixel; noise comes from a fixed integer hash.
"""
import math
import pathlib
import struct
import zlib

SAMPLES = 3


def hash_unit(x, y, seed):
    n = (x * 374761393 + y * 668265263 + seed * 2147483647) & 0xFFFFFFFF
    n = ((n ^ (n >> 13)) * 1274126177) & 0xFFFFFFFF
    return ((n ^ (n >> 16)) & 0xFFFF) / 65535.0


def noise(x, y, seed):
    i, j = math.floor(x), math.floor(y)
    u, v = x - i, y - j
    u, v = u * u * (3 - 2 * u), v * v * (3 - 2 * v)
    low = hash_unit(i, j, seed) * (1 - u) + hash_unit(i + 1, j, seed) * u
    high = hash_unit(i, j + 1, seed) * (1 - u) + hash_unit(i + 1, j + 1, seed) * u
    return low * (1 - v) + high * v


def clouds_of(x, y, seed):
    total, weight = 0.0, 0.5
    for octave in range(5):
        total += weight * noise(x, y, seed + octave)
        x, y, weight = 2.03 * x + 17.1, 2.03 * y + 5.3, 0.5 * weight
    return total


def smooth(low, high, value):
    t = min(max((value - low) / (high - low), 0.0), 1.0)
    return t * t * (3 - 2 * t)


def mix(a, b, t):
    return tuple(p + (q - p) * t for p, q in zip(a, b))


def moon(x, y):
    dx, dy = 2 * x - 1, 2 * y - 1
    radius = math.hypot(dx, dy)
    if radius > 0.94:
        return (255, 243, 220, 0)
    seas = smooth(0.40, 0.60, clouds_of(3.1 * x + 2, 3.1 * y + 7, 11))
    color = mix((255, 246, 226), (214, 196, 196), 0.75 * seas)
    color = mix(color, (176, 150, 172), 0.55 * smooth(0.35, 1.0, radius * (0.75 + 0.35 * (dy - dx))))
    return (*color, 255)


def cloud(x, y):
    body = clouds_of(5.0 * x + 3, 2.2 * y + 1, 29)
    fall = 1 - smooth(0.25, 1.0, abs(2 * x - 1))
    flat = smooth(0.05, 0.55, y) * (1 - smooth(0.62, 0.95, y))
    return (255, 255, 255, 255 * smooth(0.24, 0.66, body * (0.55 + 0.6 * fall * flat)) * fall * flat)


def bell_half_width(y):
    """Half the bell's width at height y (0 top, 1 bottom), or 0 outside."""
    if y < 0.12 or y > 0.80:
        return 0.0
    t = (y - 0.12) / 0.68
    dome = 0.24 * math.sqrt(max(1 - (1 - min(t / 0.35, 1)) ** 2, 0))
    return dome + 0.05 * t + 0.16 * smooth(0.55, 1.0, t)


def bell(x, y):
    side = x - 0.5
    if math.hypot(side, y - 0.085) < 0.065:
        hollow = math.hypot(side, y - 0.085) < 0.03
        return (154, 91, 34, 0 if hollow else 255)
    if 0.77 <= y <= 0.83 and abs(side) <= 0.45 + min(y - 0.77, 0.83 - y):
        return (255, 224, 152, 255)
    half = bell_half_width(y)
    if half > 0 and abs(side) < half:
        across = side / half
        color = mix((255, 226, 156), (154, 91, 34), smooth(-0.6, 1.0, across))
        color = mix(color, (255, 250, 230), 0.8 * math.exp(-((across + 0.45) / 0.13) ** 2))
        band = 1.0 if 0.60 < y < 0.625 else 0.0
        return (*mix(color, (120, 66, 26), 0.6 * band), 255)
    if math.hypot(side, y - 0.87) < 0.075:
        return (*mix((122, 82, 50), (60, 38, 40), smooth(-0.06, 0.06, side)), 255)
    return (255, 217, 138, 0)


# The toys are white and grey: the game gives them their colours.


def shaded(value):
    level = round(255 * min(max(value, 0), 1))
    return (level, level, level, 255)


def star(x, y):
    dx, dy = 2 * x - 1, 2 * y - 0.94
    angle = math.atan2(dx, -dy) % (2 * math.pi / 5) - math.pi / 5
    radius = math.hypot(dx, dy)
    # The edge from a tip to the notch beside it, and how far along it lies.
    across, along = radius * abs(math.sin(angle)), radius * math.cos(angle)
    tip = (0.94 * math.sin(math.pi / 5), 0.94 * math.cos(math.pi / 5))
    notch = 0.46
    inside = (along - notch) * tip[0] - across * (tip[1] - notch)
    if inside > 0:
        return (255, 255, 255, 0)
    ridge = 1.0 if math.sin(angle) > 0 else 0.78
    return shaded(ridge if inside < -0.035 else 0.62)


def beach_ball(x, y):
    dx, dy = 2 * x - 1, 2 * y - 1
    radius = math.hypot(dx, dy)
    if radius > 0.97:
        return (255, 255, 255, 0)
    part = math.floor((math.atan2(dy, dx) + 0.5 * radius) / (math.pi / 3)) % 2
    cap = radius < 0.2
    light = 1.06 - 0.30 * radius**2 - 0.12 * (dx + dy)
    return shaded(light * (0.9 if cap else (1.0 if part else 0.56)) - 0.25 * smooth(0.90, 0.93, radius))


def gem(x, y):
    dx, dy = 2 * x - 1, 2 * y - 1
    half = 0.94 if dy < -0.35 else 0.94 * (0.97 - dy) / 1.32
    half = 0.94 - 0.75 * max(-0.35 - dy, 0) if dy < -0.35 else half
    if dy < -0.78 or abs(dx) > half or dy > 0.94:
        return (255, 255, 255, 0)
    if dy < -0.35:
        facet = math.floor((dx / half + 1) * 2.0)
        return shaded((0.92, 1.0, 0.84, 0.74)[min(max(facet, 0), 3)])
    facet = math.floor((dx / max(half, 0.01) + 1) * 1.5)
    return shaded((0.80, 0.94, 0.62)[min(max(facet, 0), 2)])


def crate(x, y):
    dx, dy = abs(2 * x - 1), abs(2 * y - 1)
    if max(dx, dy) > 0.97:
        return (255, 255, 255, 0)
    if max(dx, dy) > 0.88:
        return shaded(0.58)
    if max(dx, dy) > 0.62:
        return shaded(0.98)
    if max(dx, dy) > 0.56 or abs(abs(x - y) - 0.085) < 0.018:
        return shaded(0.55)
    if abs(x - y) < 0.085:
        return shaded(0.98)
    return shaded(0.66 if abs((4 * x) % 1 - 0.5) < 0.44 else 0.52)


def sample(paint, column, row, width, height):
    red = green = blue = alpha = 0.0
    last = (0, 0, 0)
    for k in range(SAMPLES * SAMPLES):
        x = (column + (k % SAMPLES + 0.5) / SAMPLES) / width
        y = (row + (k // SAMPLES + 0.5) / SAMPLES) / height
        r, g, b, a = paint(x, y)
        red, green, blue, alpha = red + r * a, green + g * a, blue + b * a, alpha + a
        last = (r, g, b)
    color = (red / alpha, green / alpha, blue / alpha) if alpha > 0 else last
    return bytes(min(255, max(0, round(v))) for v in (*color, alpha / (SAMPLES * SAMPLES)))


def chunk(kind, data):
    return struct.pack('>I', len(data)) + kind + data + struct.pack('>I', zlib.crc32(kind + data))


def write_png(path, paint, width, height):
    rows = b''.join(
        b'\x00' + b''.join(sample(paint, column, row, width, height) for column in range(width))
        for row in range(height)
    )
    header = struct.pack('>IIBBBBB', width, height, 8, 6, 0, 0, 0)
    path.write_bytes(
        b'\x89PNG\r\n\x1a\n' + chunk(b'IHDR', header) + chunk(b'IDAT', zlib.compress(rows, 9))
        + chunk(b'IEND', b'')
    )


if __name__ == '__main__':
    folder = pathlib.Path(__file__).parent / 'images'
    folder.mkdir(exist_ok=True)
    write_png(folder / 'moon.png', moon, 192, 192)
    write_png(folder / 'cloud.png', cloud, 384, 96)
    write_png(folder / 'bell.png', bell, 128, 128)
    for toy in (star, beach_ball, gem, crate):
        write_png(folder / f'{toy.__name__}.png', toy, 64, 64)
