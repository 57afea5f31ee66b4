// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/data/dataset.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace odimo::data {

struct ImageShape {
    int channels = 0;
    int height = 0;
    int width = 0;
    auto operator<=>(const ImageShape &) const = default; // NOLINT(modernize-use-nullptr): a 0 that clang 14 adds.
};
/// "3x32x32": channels, height, width.
std::string print(const ImageShape &shape);

/// What a user gives after --data: SOURCE[:option=value,...]. It stays one text on its way to the worker, the project
/// file and the window.
struct Specification {
    struct Option {
        std::string name;
        std::string value;
        bool operator==(const Option &) const = default;
    };
    std::string source; ///< A name ("fashion-mnist") or the path of a folder, an archive or an .npz file.
    std::vector<Option> options;
};

/// The options are what follows the last colon, if it begins like one ("image="), so that paths may have colons. What
/// begins like a number belongs to the option before it: normalise=0.5,0.5.
Specification parseSpecification(const std::string &text);
/// The source alone; takes options that are half written, which parseSpecification refuses.
std::string sourceOf(const std::string &text);
std::string print(const Specification &specification);

/// The specification with one option set or changed.
std::string withOption(const std::string &text, const std::string &name, const std::string &value);
std::string withImage(const std::string &text, const ImageShape &shape);
std::string withSkipBad(const std::string &text);
/// True if it has the option skip_bad=yes already.
bool skipsBad(const std::string &text);

enum class AugmentationKind { None, Shift, ShiftAndFlip };

/// The options that all data shares.
struct LoadOptions {
    /// image=CxHxW: each image is stretched to this size, grey copied to all of RGB, RGB made grey (ITU-R BT.601 luma).
    std::optional<ImageShape> image;
    /// test=0.2: the share of every class that becomes the test set where the data has none. Above 0, below 1.
    double testFraction = 0.2;
    std::uint64_t seed = 1;                       ///< seed=1: fixes which images these are.
    bool skipBad = false;                         ///< skip_bad=yes: goes on without what cannot be used.
    std::optional<AugmentationKind> augmentation; ///< augment=none|shift|shift+flip
    std::vector<Normalisation> normalisation;     ///< normalise=..., see core/data/normalisation.h; empty if not asked.
};

/// Reads the shared options, and leaves those in `ownOptions` to the data itself. Throws Error for an unknown option,
/// listing what there is, and for a value that makes no sense.
LoadOptions loadOptions(const Specification &specification, std::span<const std::string_view> ownOptions);

} // namespace odimo::data
