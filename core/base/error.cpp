// SPDX-License-Identifier: Apache-2.0
#include "core/base/error.h"

namespace odimo {

Error::Error(const std::string &message, ErrorKind kind) : std::runtime_error(message), m_kind(kind) {}

int exitCode(ErrorKind kind)
{
    switch (kind) {
    case ErrorKind::Usage:
        return 1;
    case ErrorKind::BadInput:
        return 2;
    case ErrorKind::RunFailed:
        return 3;
    case ErrorKind::Cancelled:
        return 4;
    case ErrorKind::InputOutput:
        return 5;
    }
    return 3;
}

} // namespace odimo
