// SPDX-License-Identifier: Apache-2.0
#include "app/cli/receipt_table.h"

#include "app/cli/run_text.h"
#include "core/base/grouped_digits.h"

namespace odimo::cli {

namespace {

std::string grouped(std::int64_t number) { return groupedDigits(std::to_string(number)); }

std::string rightOf(std::int64_t correct, std::int64_t total)
{
    return accuracyText(correct, total) + ", " + grouped(correct) + " of " + grouped(total) + " test images\n";
}

std::string remark(const deploy::TargetResult &result)
{
    if (!result.reason.empty())
        return result.reason;
    std::string text = std::to_string(result.tensors) + " tensors";
    if (result.images)
        text += " and the outputs of " + grouped(result.images->images) + " test images";
    text += " are those of the executor";
    return result.instructions ? text + ", " + std::to_string(*result.instructions) + " instructions an image" : text;
}

} // namespace

Table receiptTable(const deploy::Receipt &receipt)
{
    Table table({{"target", Align::Left}, {"result", Align::Left}, {"", Align::Left}});
    for (const deploy::TargetResult &result : receipt.targets)
        table.row({result.target, nameOf(result.verdict), remark(result)});
    return table;
}

std::string memoryText(const deploy::Receipt &receipt)
{
    if (!receipt.memory)
        return {};
    return "memory: " + grouped(receipt.memory->weights) + " bytes of weights, " +
           grouped(receipt.memory->activations) + " of activations, " + grouped(receipt.memory->l1) + " in L1\n";
}

std::string imageAccuracies(const deploy::Receipt &receipt, const std::optional<project::Measurement> &stored)
{
    std::string text;
    for (const deploy::TargetResult &result : receipt.targets)
        if (result.images)
            text += result.target + ": " + rightOf(result.images->correct, result.images->images);
    if (!text.empty() && stored)
        text += "stored with the run: " + rightOf(stored->correct, stored->total);
    return text;
}

std::string contradictionOf(const deploy::Receipt &receipt, const std::optional<project::Measurement> &stored)
{
    for (const deploy::TargetResult &result : receipt.targets)
        if (result.images && stored && result.images->images == stored->total &&
            result.images->correct != stored->correct)
            return "the program decides " + std::to_string(result.images->correct) + " of all " +
                   grouped(stored->total) + " test images rightly, but " + std::to_string(stored->correct) +
                   " are stored with the run; one of them is wrong, or the data have changed since";
    return {};
}

} // namespace odimo::cli
