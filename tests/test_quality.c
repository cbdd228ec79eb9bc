// The figures of tests/quality.c, held to their bars.
#include "quality.h"

#include <stdio.h>

#include "check.h"

SLOW_TEST(every_figure_of_quality_is_within_its_bar)
{
    for (int i = 0; i < quality_row_count; ++i) {
        const quality_row *row = &quality_rows[i];
        double value = row->measure();
        if (!(value >= row->least && value <= row->most)) {
            printf("%s: %g %s is not in [%g, %g]\n", row->name, value, row->unit, row->least,
                   row->most);
        }
        CHECK(value >= row->least && value <= row->most);
    }
}
