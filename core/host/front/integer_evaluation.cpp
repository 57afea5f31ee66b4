// SPDX-License-Identifier: Apache-2.0
#include "core/host/front/integer_evaluation.h"

#include "core/data/sampling.h"

#include <algorithm>
#include <cmath>

namespace odimo::host {

namespace {

/// -log of the probability that softmax gives to the label.
double crossEntropy(std::span<const float> logits, std::size_t label)
{
    const double most = *std::ranges::max_element(logits);
    double sum = 0;
    for (const float logit : logits)
        sum += std::exp(logit - most);
    return std::log(sum) + most - logits[label];
}

} // namespace

integer::CodeTensor imageCodes(const integer::QuantisedNetwork &network, const data::Images &images, int index)
{
    return integer::inputCodes(network, data::planesOf(images, index));
}

IntegerEvaluation evaluateIntegers(const integer::QuantisedNetwork &network, const data::Images &images,
                                   const std::string &split, int threads)
{
    const std::vector<integer::CodeTensor> outputs = integer::logitsOf(
        network, static_cast<std::size_t>(images.count()),
        [&](std::size_t index) { return imageCodes(network, images, static_cast<int>(index)); }, threads);
    IntegerEvaluation made{.measured = {.split = split, .numerics = "integer", .total = images.count()}, .logits = {}};
    const auto step = static_cast<float>(network.ranges.back().step());
    for (std::size_t image = 0; image < outputs.size(); ++image) {
        const std::size_t begin = made.logits.size();
        for (const std::int16_t code : outputs[image].codes)
            made.logits.push_back(static_cast<float>(code) * step);
        const std::span<const float> logits = std::span(made.logits).subspan(begin);
        const auto label = static_cast<std::size_t>(images.labels[image]);
        made.measured.correct += std::ranges::max_element(logits) - logits.begin() == images.labels[image];
        made.measured.loss += crossEntropy(logits, label) / images.count();
    }
    return made;
}

} // namespace odimo::host
