// SPDX-License-Identifier: Apache-2.0
#include "core/data/formats/numpy_labels.h"

#include "core/base/error.h"
#include "core/base/number_text.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace odimo::data {

namespace {

/// The place of the single 1 in each row.
std::vector<std::int32_t> classesOfRows(const std::vector<double> &values, std::size_t classes,
                                        const std::string &place)
{
    std::vector<std::int32_t> labels;
    for (auto row = values.begin(); row != values.end(); row += static_cast<std::ptrdiff_t>(classes)) {
        const auto end = row + static_cast<std::ptrdiff_t>(classes);
        const auto one = std::find(row, end, 1.0);
        if (std::count(row, end, 0.0) != static_cast<std::ptrdiff_t>(classes) - 1 || one == end)
            throw Error(place + " has rows of " + std::to_string(classes) + " numbers, of which row " +
                        std::to_string(labels.size()) +
                        " is not one-hot (a single 1 among 0s); save the number of the class of each image instead: "
                        "numpy.argmax(labels, axis=1) where the largest number of a row names its class");
        labels.push_back(static_cast<std::int32_t>(one - row));
    }
    return labels;
}

} // namespace

std::vector<std::int32_t> labelsOf(const NpyArray &array, const std::string &place)
{
    const bool isTable = array.shape.size() == 2 && array.shape[1] > 1;
    const bool isColumn = array.shape.size() == 2 && array.shape[1] == 1;
    if (array.shape.size() != 1 && !isColumn && !isTable)
        throw Error(place + " has the shape " + shapeText(array.shape) +
                    "; labels need [N] or [N, 1], or [N, classes] with a single 1 in each row");
    const std::vector<double> values = toDoubles(array);
    if (isTable)
        return classesOfRows(values, static_cast<std::size_t>(array.shape[1]), place);
    std::vector<std::int32_t> labels;
    for (const double value : values) {
        if (value != std::floor(value) || std::abs(value) > std::numeric_limits<std::int32_t>::max())
            throw Error(place + " holds the label " + numberText(value) + "; labels are whole numbers from 0 on");
        labels.push_back(static_cast<std::int32_t>(value));
    }
    return labels;
}

} // namespace odimo::data
