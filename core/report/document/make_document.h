// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/report/document/document.h"
#include "core/report/values/report.h"

namespace odimo::report {

Document documentOf(const Report &report);

} // namespace odimo::report
