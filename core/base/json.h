// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json_fwd.hpp>

namespace odimo {

/// JSON with the fields in the order they were written, so that files and protocol lines read well.
/// Headers see only this forward declaration; the library itself is included in .cpp files.
using Json = nlohmann::ordered_json;

} // namespace odimo
