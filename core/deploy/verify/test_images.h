// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/json.h"

#include <cstdint>
#include <filesystem>
#include <stop_token>
#include <string>
#include <vector>

namespace odimo::deploy {

/// Images of a test set, and what the executor of the integer rules puts out for each of them.
struct TestImages {
    int inputCodes = 0;                ///< Of one image.
    int outputCodes = 0;               ///< Of one image; 1 or more.
    std::vector<std::int8_t> inputs;   ///< [N, inputCodes], plain codes.
    std::vector<std::int8_t> outputs;  ///< [N, outputCodes]
    std::vector<std::int32_t> classes; ///< [N], the right ones.

    int count() const { return static_cast<int>(classes.size()); }
};

/// What a program puts out for them.
struct ImageResult {
    int images = 0;
    int agreeing = 0; ///< Of which every output code is the executor's.
    int correct = 0;  ///< Whose largest code is that of the right class, the first of equals.
    bool operator==(const ImageResult &) const = default;
};

struct ImageRun {
    ImageResult result;
    std::string problem; ///< What is wrong first; empty if all agree.
};

/// Lets a program of a package compute the images, as `processes` processes at the same time, 1 or more.
ImageRun runImages(const std::filesystem::path &program, const TestImages &images, int processes, int limit_s,
                   const std::stop_token &stop = {});

/// {"images", "agreeing", "correct"}
Json toJson(const ImageResult &result);
ImageResult imageResultFromJson(const Json &value, const std::string &where);

} // namespace odimo::deploy
