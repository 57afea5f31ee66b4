// SPDX-License-Identifier: Apache-2.0
#include "core/host/repeat/verdict.h"

#include "core/base/grouped_digits.h"
#include "core/base/unit_text.h"
#include "core/mapping/front/accuracy_difference.h"

#include <cmath>
#include <vector>

namespace odimo::host {

using project::Verdict;

namespace {

/// Channels that the two mappings have on different units.
int movedChannels(const mapping::Mapping &first, const mapping::Mapping &again)
{
    int moved = 0;
    for (std::size_t layer = 0; layer < first.layers.size(); ++layer)
        for (std::size_t channel = 0; channel < first.layers[layer].unitOfChannel.size(); ++channel)
            moved += first.layers[layer].unitOfChannel[channel] != again.layers[layer].unitOfChannel[channel] ? 1 : 0;
    return moved;
}

std::string accuracies(const RunResult &first, const RunResult &again)
{
    const std::string images = " of " + groupedDigits(std::to_string(first.test.total)) + " images";
    if (first.test.correct == again.test.correct)
        return percent(first.test.accuracy()) + " %" + images + " both times";
    return percent(again.test.accuracy()) + " % instead of " + percent(first.test.accuracy()) + " %" + images;
}

/// " (LibTorch 2.6.0 instead of 1.13.1, 4 threads instead of 2)", or nothing.
std::string circumstances(const std::optional<protocol::Hello> &first, const std::optional<protocol::Hello> &again)
{
    if (!first || !again)
        return {};
    std::string text;
    const auto compare = [&](const std::string &before, const std::string &now, const std::string &what) {
        if (before != now)
            text += (text.empty() ? " (" : ", ") + what + (now.empty() ? "unknown" : now) + " instead of " +
                    (before.empty() ? "unknown" : before);
    };
    compare(first->version, again->version, "odimo-worker ");
    compare(first->commit, again->commit, "built from ");
    compare(first->torch, again->torch, "LibTorch ");
    compare(first->device, again->device, "device ");
    compare(std::to_string(first->threads), std::to_string(again->threads), "threads ");
    compare(first->processor, again->processor, "processor ");
    compare(first->accelerator, again->accelerator, "GPU ");
    return text.empty() ? text : text + ")";
}

} // namespace

Judgement judge(const RunResult &first, const RunResult &again)
{
    const std::string where = circumstances(first.worker, again.worker);
    const std::string figures = accuracies(first, again);
    if (first.mapping != again.mapping) {
        const int moved = first.mapping && again.mapping ? movedChannels(*first.mapping, *again.mapping) : 0;
        return {Verdict::Different,
                figures + ", with another mapping: " + std::to_string(moved) + " channel(s) on another unit" + where};
    }
    const bool isSameMeasurement = first.test.correct == again.test.correct && first.test.total == again.test.total &&
                                   first.test.loss == again.test.loss;
    if (isSameMeasurement && first.weights == again.weights)
        return {Verdict::Identical, figures + ", with the same weights bit by bit" + where};
    if (isSameMeasurement && !first.weights)
        return {Verdict::Identical, figures + ", with the same loss; its weights are not kept" + where};
    const mapping::AccuracyDifference difference = mapping::accuracyDifference(
        mapping::Score{first.test.correct, first.test.total}, mapping::Score{again.test.correct, again.test.total});
    const std::string interval = "; 95 % interval of the difference " + percent(difference.interval.low) + " to " +
                                 percent(difference.interval.high) + " %";
    if (difference.isClear())
        return {Verdict::Different, figures + ", more than chance makes" + interval + where};
    return {Verdict::Equal, figures + ", with other weights" + interval + where};
}

} // namespace odimo::host
