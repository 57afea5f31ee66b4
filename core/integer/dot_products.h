// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>

namespace odimo::integer {

// Sums of products in blocks of whole vectors, so that no loop has a remainder: what is missing is zero.
inline constexpr std::size_t valuesAtOnce = 32;
inline constexpr std::size_t rowsAtOnce = 2;
inline constexpr std::size_t columnsAtOnce = 4;

constexpr std::size_t roundedUp(std::size_t count, std::size_t block) { return (count + block - 1) / block * block; }

/// sums[row, column] = the sum of rows[row, i] * columns[column, i] over i < length, in 32 bits, which must hold every
/// partial sum. `rows` and `columns` have `length` values each; the three sizes are multiples of those above.
void dotProducts(const std::int16_t *rows, std::size_t rowCount, const std::int16_t *columns, std::size_t columnCount,
                 std::size_t length, std::int32_t *sums);

} // namespace odimo::integer
