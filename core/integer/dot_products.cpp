// SPDX-License-Identifier: Apache-2.0
#include "core/integer/dot_products.h"

namespace odimo::integer {

/// Two rows with four columns at a time, so that a value that is read is used more than once: compilers make eight
/// vectors of sums of the inner loop.
void dotProducts(const std::int16_t *rows, std::size_t rowCount, const std::int16_t *columns, std::size_t columnCount,
                 std::size_t length, std::int32_t *sums)
{
    const std::size_t whole = length / valuesAtOnce * valuesAtOnce; // Tells the compiler that there is no remainder.
    for (std::size_t column = 0; column < columnCount; column += columnsAtOnce) {
        const std::int16_t *a = columns + column * length, *b = a + length, *c = b + length, *d = c + length;
        for (std::size_t row = 0; row < rowCount; row += rowsAtOnce) {
            const std::int16_t *x = rows + row * length, *y = x + length;
            std::int32_t xa = 0, xb = 0, xc = 0, xd = 0, ya = 0, yb = 0, yc = 0, yd = 0;
            for (std::size_t i = 0; i < whole; ++i) {
                xa += x[i] * a[i];
                xb += x[i] * b[i];
                xc += x[i] * c[i];
                xd += x[i] * d[i];
                ya += y[i] * a[i];
                yb += y[i] * b[i];
                yc += y[i] * c[i];
                yd += y[i] * d[i];
            }
            std::int32_t *to = sums + row * columnCount + column;
            to[0] = xa, to[1] = xb, to[2] = xc, to[3] = xd;
            to += columnCount;
            to[0] = ya, to[1] = yb, to[2] = yc, to[3] = yd;
        }
    }
}

} // namespace odimo::integer
