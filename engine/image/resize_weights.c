// An output's place among the inputs is its middle, scaled; each input weighs what the kernel says
// at its distance. Sums are made one by division, in double precision. Rounded to fixed point, each
// weight is the difference of two rounded running sums, so that what one loses its neighbour gets:
// the total is exact and a wide kernel is not bent by a thousand roundings in the same direction.
//
// Only the near half of the outputs is computed. The far half is its mirror, and an output in the
// middle is the mirror of itself, so that a symmetric picture stays symmetric.
//
// Kernels: Mitchell and Netravali, "Reconstruction filters in computer graphics", 1988; Lanczos's
// window after Turkowski, "Filters for common resampling tasks", 1990.
#include "image/resize_weights.h"

#include <math.h>
#include <string.h>

#include "base/alloc.h"

#define PI 3.14159265358979323846
#define MIN_BITS 14
// No weight above this: two of them, or one and its rounding, still fit int16.
#define MAX_FIXED 32000.0

// ---- Kernels --------------------------------------------------------------------------------

// sin(pi * x) for |x| <= 4, within 1e-11: the nearest integer taken off, then Taylor.
static double sine_of_half_turns(double x)
{
    double whole = floor(x + 0.5);
    double r = (x - whole) * PI;
    double term = r, sum = r;
    for (int n = 2; n < 20; n += 2) {
        term *= -r * r / ((double)n * (n + 1));
        sum += term;
    }
    return ((int)whole & 1) != 0 ? -sum : sum;
}

// e to the power of -t, for t >= 0: of a small part of t, then squared ten times.
static double decay(double t)
{
    if (t > 100.0) {
        return 0.0;
    }
    double part = -t / 1024.0;
    double term = 1.0, sum = 1.0;
    for (int n = 1; n < 9; ++n) {
        term *= part / n;
        sum += term;
    }
    for (int n = 0; n < 10; ++n) {
        sum *= sum;
    }
    return sum;
}

static double lanczos3(double x)
{
    if (x < 1e-8) {
        return 1.0;
    }
    return 3.0 * sine_of_half_turns(x) * sine_of_half_turns(x / 3.0) / (PI * PI * x * x);
}

static double cubic(double x, double b, double c)
{
    if (x < 1.0) {
        return ((12.0 - 9.0 * b - 6.0 * c) * x * x * x + (-18.0 + 12.0 * b + 6.0 * c) * x * x +
                (6.0 - 2.0 * b)) /
               6.0;
    }
    return ((-b - 6.0 * c) * x * x * x + (6.0 * b + 30.0 * c) * x * x + (-12.0 * b - 48.0 * c) * x +
            (8.0 * b + 24.0 * c)) /
           6.0;
}

// At a distance of x >= 0, below the kernel's reach. The box is not weighed by distance.
static double kernel_at(int32_t kernel, double x)
{
    switch (kernel) {
    case QN_RESIZE_TRIANGLE:
        return 1.0 - x;
    case QN_RESIZE_CATMULL_ROM:
        return cubic(x, 0.0, 0.5);
    case QN_RESIZE_MITCHELL:
        return cubic(x, 1.0 / 3.0, 1.0 / 3.0);
    case QN_KERNEL_GAUSSIAN:
        return decay(0.5 * x * x);
    default:
        return lanczos3(x);
    }
}

// ---- Windows --------------------------------------------------------------------------------

// Along one side: distances are divided by `width` before the kernel sees them.
typedef struct side {
    int32_t kernel, inputs, outputs;
    double width, reach;
} side;

static side side_of(const qn_weights_def *def)
{
    static const double reaches[] = {3.0, 0.5, 1.0, 2.0, 2.0};
    side s = {def->kernel, def->input_count, def->output_count, 1.0, 0.0};
    if (s.kernel == QN_KERNEL_GAUSSIAN) {
        s.width = def->sigma;
        s.reach = ceil(3.0 * def->sigma) + 0.5;
        return s;
    }
    if (s.inputs == s.outputs) {
        s.kernel = QN_RESIZE_BOX; // of one input: nothing is filtered
    }
    double ratio = (double)s.inputs / s.outputs;
    s.width = ratio > 1.0 ? ratio : 1.0;
    s.reach = reaches[s.kernel] * s.width;
    return s;
}

// The middle of an output, in inputs; exactly half the side for the one in the middle.
static double middle_of(const side *s, int32_t output)
{
    return (2.0 * output + 1.0) * s->inputs / (2.0 * s->outputs);
}

static int32_t clamp_input(double input, int32_t inputs)
{
    return input < 0.0 ? 0 : (input > inputs - 1.0 ? inputs - 1 : (int32_t)input);
}

static qn_window window_of(const side *s, int32_t output)
{
    double middle = middle_of(s, output);
    double low = floor(middle - s->reach - 0.5) + 1.0;
    double high = ceil(middle + s->reach - 0.5) - 1.0;
    if (s->kernel == QN_RESIZE_BOX) {
        low = floor((double)output * s->inputs / s->outputs);
        high = ceil((output + 1.0) * s->inputs / s->outputs) - 1.0;
    }
    int32_t first = clamp_input(low, s->inputs), last = clamp_input(high, s->inputs);
    if (2 * output + 1 == s->outputs) {
        last = s->inputs - 1 - first;
    }
    return (qn_window){first, last - first + 1, 0};
}

static double weight_of(const side *s, int32_t output, int32_t input)
{
    if (s->kernel == QN_RESIZE_BOX) {
        double low = (double)output * s->inputs / s->outputs;
        double high = (output + 1.0) * s->inputs / s->outputs;
        return (high < input + 1.0 ? high : input + 1.0) - (low > input ? low : input);
    }
    double distance = input + 0.5 - middle_of(s, output);
    return kernel_at(s->kernel, (distance < 0.0 ? -distance : distance) / s->width);
}

// The weights of one window before scaling; returns their sum.
static double weigh(const side *s, int32_t output, qn_window window, double *weights)
{
    bool is_middle = 2 * output + 1 == s->outputs;
    double sum = 0.0;
    for (int32_t k = 0; k < window.count; ++k) {
        bool is_mirror = is_middle && k >= window.count / 2 + window.count % 2;
        weights[k] =
            is_mirror ? weights[window.count - 1 - k] : weight_of(s, output, window.start + k);
        sum += weights[k];
    }
    return sum;
}

// ---- Rows of weights ------------------------------------------------------------------------

static int32_t lead_of(const qn_weights_def *def, qn_window window)
{
    return def->starts_even ? window.start & 1 : 0;
}

static qn_window mirrored(const qn_weights_def *def, qn_window window)
{
    return (qn_window){def->input_count - window.start - window.count, window.count, 0};
}

static void put_real(const qn_weights_def *def, qn_weights *out, int32_t output, qn_window window,
                     const double *weights, double sum)
{
    int32_t lead = lead_of(def, window);
    float *row = out->real + (size_t)output * (size_t)out->stride + lead;
    for (int32_t k = 0; k < window.count; ++k) {
        row[k] = (float)(weights[k] / sum);
    }
    out->windows[output] = (qn_window){window.start - lead, window.count + lead, lead};
}

static void reverse(double *weights, int32_t count)
{
    for (int32_t i = 0, j = count - 1; i < j; ++i, --j) {
        double kept = weights[i];
        weights[i] = weights[j];
        weights[j] = kept;
    }
}

// Returns the largest weight of all.
static double fill_real(const qn_weights_def *def, const side *s, qn_weights *out, double *weights)
{
    double peak = 0.0;
    for (int32_t i = 0; i < (s->outputs + 1) / 2; ++i) {
        qn_window window = window_of(s, i);
        double sum = weigh(s, i, window, weights);
        for (int32_t k = 0; k < window.count; ++k) {
            peak = weights[k] / sum > peak ? weights[k] / sum : peak;
        }
        put_real(def, out, i, window, weights, sum);
        reverse(weights, window.count);
        put_real(def, out, s->outputs - 1 - i, mirrored(def, window), weights, sum);
    }
    return peak;
}

static void fix_row(const float *real, int16_t *row, int32_t count, int32_t total)
{
    double sum = 0.0;
    int32_t given = 0;
    for (int32_t k = 0; k < count; ++k) {
        sum += (double)real[k] * total;
        int32_t reached = k + 1 == count ? total : (int32_t)floor(sum + 0.5);
        row[k] = (int16_t)(reached - given);
        given = reached;
    }
}

// A window that is its own mirror: the near half as it is, what is left of the total to the middle.
static void fix_middle(int16_t *row, int32_t count, int32_t total)
{
    int32_t half = count / 2;
    int32_t left = total;
    for (int32_t k = 0; k < half; ++k) {
        row[count - 1 - k] = row[k];
        left -= 2 * row[k];
    }
    if (count % 2 != 0) {
        row[half] = (int16_t)left;
    } else {
        row[half - 1] = (int16_t)(row[half - 1] + left / 2);
        row[half] = row[half - 1];
    }
}

// Whether the Gaussian's window reaches as far to either side of its output: its weights are equal
// in pairs, and are to stay so.
static bool is_whole(const qn_weights_def *def, qn_window window, int32_t output)
{
    int32_t count = window.count - window.lead;
    return def->kernel == QN_KERNEL_GAUSSIAN && count % 2 != 0 &&
           window.start + window.lead + count / 2 == output;
}

static void fill_fixed(const qn_weights_def *def, qn_weights *out)
{
    int32_t total = 1 << out->bits;
    for (int32_t i = 0, j = def->output_count - 1; i <= j; ++i, --j) {
        qn_window near = out->windows[i], far = out->windows[j];
        size_t at = (size_t)i * (size_t)out->stride + (size_t)near.lead;
        int32_t count = near.count - near.lead;
        int16_t *row = out->fixed + at;
        fix_row(out->real + at, row, count, total);
        if (i == j || is_whole(def, near, i)) {
            fix_middle(row, count, total);
        }
        if (i == j) {
            return;
        }
        int16_t *mirror = out->fixed + (size_t)j * (size_t)out->stride + far.lead;
        for (int32_t k = 0; k < count; ++k) {
            mirror[k] = row[count - 1 - k];
        }
    }
}

// ---- Building -------------------------------------------------------------------------------

static int32_t longest_window(const qn_weights_def *def, const side *s)
{
    int32_t longest = 1;
    for (int32_t i = 0; i < (s->outputs + 1) / 2; ++i) {
        qn_window window = window_of(s, i), far = mirrored(def, window);
        int32_t lead = lead_of(def, window) | lead_of(def, far);
        longest = window.count + lead > longest ? window.count + lead : longest;
    }
    return longest;
}

static bool take(qn_weights *out, size_t output_count)
{
    size_t weights;
    if (!qn_size_mul(output_count, (size_t)out->stride, &weights) || weights > SIZE_MAX / 4) {
        return false;
    }
    out->windows = qn_alloc_zeroed(output_count * sizeof(qn_window));
    out->real = qn_alloc_zeroed(weights * sizeof(float));
    out->fixed = qn_alloc_zeroed(weights * sizeof(int16_t));
    return out->windows != NULL && out->real != NULL && out->fixed != NULL;
}

qn_error qn_weights_build(const qn_weights_def *def, qn_weights *out)
{
    side s = side_of(def);
    *out = (qn_weights){.stride = (longest_window(def, &s) + 1) / 2 * 2, .bits = MIN_BITS};
    double *weights = qn_alloc((size_t)out->stride * sizeof *weights);
    if (weights == NULL || !take(out, (size_t)def->output_count)) {
        qn_free(weights);
        qn_weights_release(out);
        return QN_ERROR_OUT_OF_MEMORY;
    }
    double peak = fill_real(def, &s, out, weights);
    qn_free(weights);
    while (out->bits < def->max_bits && peak * (1 << (out->bits + 1)) < MAX_FIXED) {
        out->bits += 1;
    }
    fill_fixed(def, out);
    return QN_ERROR_OK;
}

void qn_weights_release(qn_weights *weights)
{
    qn_free(weights->windows);
    qn_free(weights->real);
    qn_free(weights->fixed);
    *weights = (qn_weights){0};
}
