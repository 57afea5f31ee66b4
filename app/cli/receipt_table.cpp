// SPDX-License-Identifier: Apache-2.0
#include "app/cli/receipt_table.h"

namespace odimo::cli {

namespace {

std::string remark(const deploy::TargetResult &result)
{
    if (!result.reason.empty())
        return result.reason;
    const std::string compared = std::to_string(result.tensors) + " tensors are those of the executor";
    return result.instructions ? compared + ", " + std::to_string(*result.instructions) + " instructions an image"
                               : compared;
}

} // namespace

Table receiptTable(const deploy::Receipt &receipt)
{
    Table table({{"target", Align::Left}, {"result", Align::Left}, {"", Align::Left}});
    for (const deploy::TargetResult &result : receipt.targets)
        table.row({result.target, nameOf(result.verdict), remark(result)});
    return table;
}

} // namespace odimo::cli
