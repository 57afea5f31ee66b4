// SPDX-License-Identifier: Apache-2.0
#include "core/host/front/front_data.h"
#include "core/report/write/comments.h"
#include "core/report/write/writers.h"

namespace odimo::report {

std::string csvReport(const Report &report)
{
    return csvText(visibleTable(host::frontTable(report.front)), commentsOf(report));
}

} // namespace odimo::report
