// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/error.h"

#include <QString>

namespace odimo {

/// The message of the Error that `action` throws; empty if it throws none.
template <typename Action>
QString errorMessage(Action action)
{
    try {
        action();
    } catch (const Error &error) {
        return QString::fromUtf8(error.what());
    }
    return {};
}

} // namespace odimo
