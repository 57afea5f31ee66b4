// SPDX-License-Identifier: Apache-2.0
#include "core/base/json_text.h"

#include <nlohmann/json.hpp>

namespace odimo {

std::string documentText(const Json &document)
{
    return document.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

} // namespace odimo
