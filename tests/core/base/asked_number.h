// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>

namespace odimo {

/// The number in a variable of the environment, by which a test has a long form; `usual` if it is not set.
inline int askedNumber(const char *variable, int usual)
{
    bool isNumber = false;
    const int number = qEnvironmentVariableIntValue(variable, &isNumber);
    return isNumber ? number : usual;
}

} // namespace odimo
