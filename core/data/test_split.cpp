// SPDX-License-Identifier: Apache-2.0
#include "core/data/test_split.h"

#include "core/data/sampling.h"

#include <algorithm>

namespace odimo::data {

TestSplit splitOffTest(std::span<const std::int32_t> labels, const std::vector<std::string> &classes,
                       const LoadOptions &options, std::vector<Problem> &problems)
{
    std::vector<int> members(classes.size());
    for (const std::int32_t label : labels)
        ++members[static_cast<std::size_t>(label)];

    TestSplit result;
    std::vector<int> divisible; // images of the classes with two or more
    std::vector<std::int32_t> divisibleLabels;
    for (std::size_t image = 0; image < labels.size(); ++image) {
        const auto label = static_cast<std::size_t>(labels[image]);
        if (members[label] > 1) {
            divisible.push_back(static_cast<int>(image));
            divisibleLabels.push_back(labels[image]);
        } else {
            result.train.push_back(static_cast<int>(image));
            problems.push_back(
                {"class '" + classes[label] + "'", "has a single image, so that none is left to test with"});
        }
    }
    const Split split = stratifiedSplit(divisibleLabels, options.testFraction, options.seed);
    for (const int index : split.train)
        result.train.push_back(divisible[static_cast<std::size_t>(index)]);
    for (const int index : split.validation)
        result.test.push_back(divisible[static_cast<std::size_t>(index)]);
    std::ranges::sort(result.train);
    return result;
}

} // namespace odimo::data
