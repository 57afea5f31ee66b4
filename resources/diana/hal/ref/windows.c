// SPDX-License-Identifier: Apache-2.0
#include "windows.h"

static void require_kernel(const char *what, unsigned side)
{
    REQUIRE(side == 1 || side == 3 || side == 5 || side == 7, what, "a kernel of side %u; the sides are 1, 3, 5 and 7",
            side);
}

static void require_padding(const char *what, unsigned before, unsigned after, unsigned side)
{
    REQUIRE(before <= side / 2 && after <= side / 2, what, "padding of %u and %u for a kernel of side %u", before,
            after, side);
}

static void require_size(const char *what, const char *direction, unsigned out, unsigned kernel, unsigned stride,
                         unsigned in)
{
    REQUIRE(out > 0 && (out - 1) * stride + kernel <= in, what,
            "%u output %s need %u of the input, which has %u with its padding", out, direction,
            out == 0 ? 1 : (out - 1) * stride + kernel, in);
}

void ref_require_window(const char *what, const diana_job *job)
{
    REQUIRE(job->c > 0 && job->k > 0, what, "%u input and %u output channels", job->c, job->k);
    REQUIRE(job->ix > 0 && job->iy > 0, what, "an input of %u x %u", job->iy, job->ix);
    require_kernel(what, job->fx);
    require_kernel(what, job->fy);
    REQUIRE(job->stride == 1 || job->stride == 2, what, "a stride of %u; it is 1 or 2", job->stride);
    require_padding(what, job->pad_t, job->pad_b, job->fy);
    require_padding(what, job->pad_l, job->pad_r, job->fx);
    require_size(what, "rows", job->oy, job->fy, job->stride, (unsigned)job->iy + job->pad_t + job->pad_b);
    require_size(what, "columns", job->ox, job->fx, job->stride, (unsigned)job->ix + job->pad_l + job->pad_r);
}
