// SPDX-License-Identifier: Apache-2.0
#include "core/learn/analyse/loss_curves.h"

#include "core/base/random.h"
#include "core/integer/mapped_network.h"
#include "core/learn/analyse/observed_model.h"
#include "core/learn/analyse/recalibration.h"
#include "core/learn/train/batches.h"
#include "core/mapping/cost/baselines.h"
#include "core/platform/branch_parameters.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <numeric>

namespace odimo::learn {

using torch::Tensor;
using Clock = std::chrono::steady_clock;

namespace {

constexpr std::size_t curveImages = 1000;
constexpr std::size_t curveBatch = 250; ///< Whose means and spreads channels are given.
constexpr int curvePasses = 72;         ///< About, over all layers.
constexpr int leastParts = 4;
constexpr int mostParts = 8;
constexpr double flatSpread = 1e-6;
constexpr double curveProgressInterval_s = 0.2;
constexpr std::uint64_t curvePurpose = 61;

/// All channels that may stand on the unit do.
mapping::Mapping allOn(int unit, const mapping::CostTable &table)
{
    mapping::Mapping mapping = mapping::referenceMapping(table);
    for (std::size_t i = 0; i < table.layers.size(); ++i)
        for (const platform::Branch &branch : table.layers[i].branches)
            if (branch.unit == unit && platform::ownsTensors(branch))
                std::ranges::fill(mapping.layers[i].unitOfChannel, unit);
    return mapping;
}

/// What a unit holds of a layer, and what it was trained to give.
struct Held {
    NodeTensors tensors;
    ChannelStatistics wanted;
};

/// The first channels of one and the others of the other, of tensors [C, ...].
Tensor joined(const Tensor &first, const Tensor &others, int channels)
{
    return first.defined() ? torch::cat({first.slice(0, 0, channels), others.slice(0, channels)}) : first;
}

Held joined(const Held &first, const Held &others, int channels)
{
    Held held = first;
    held.tensors.weight = joined(first.tensors.weight, others.tensors.weight, channels);
    held.tensors.bias = joined(first.tensors.bias, others.tensors.bias, channels);
    held.wanted.mean = joined(first.wanted.mean, others.wanted.mean, channels);
    held.wanted.spread = joined(first.wanted.spread, others.wanted.spread, channels);
    return held;
}

/// A network of which some layers change from pass to pass.
class Changing : public Weights, public LayerObserver {
public:
    explicit Changing(std::vector<Held> held) : m_held(std::move(held)) {}

    NodeTensors of(int node) override { return at(node).tensors; }

    Tensor computed(int node, const Tensor &, Tensor y) override
    {
        const ChannelStatistics &wanted = at(node).wanted;
        if (!wanted.mean.defined())
            return y;
        std::vector<std::int64_t> others{0}, shape(static_cast<std::size_t>(y.dim()), 1);
        shape[1] = -1;
        for (std::int64_t dimension = 2; dimension < y.dim(); ++dimension)
            others.push_back(dimension);
        const at::IntArrayRef dimensions(others);
        const Tensor mean = y.mean(dimensions, true);
        const Tensor spread = (y - mean).square().mean(dimensions, true).sqrt().clamp_min(flatSpread);
        const auto shaped = [&](const Tensor &values) {
            return values.to(y.scalar_type()).view(shape);
        };
        return (y - mean) / spread * shaped(wanted.spread) + shaped(wanted.mean);
    }

    Held &at(int node) { return m_held[static_cast<std::size_t>(node)]; }

private:
    std::vector<Held> m_held; ///< By node.
};

/// Of one mapping, by node.
std::vector<Held> heldBy(const mapping::TrainedNetwork &trained, const mapping::Mapping &mapping,
                         const mapping::CostTable &table, torch::Device device)
{
    const mapping::TrainedNetwork mapped = integer::mapped(trained, mapping, table.platform);
    const ObservedModel model(mapped, table, device);
    const PreActivationStatistics wanted = trainedStatistics(mapped, table, device);
    std::vector<Held> held;
    for (int node = 0; node <= model.network().output(); ++node)
        held.push_back({model.effective(node), wanted[static_cast<std::size_t>(node)]});
    return held;
}

/// Pool adjacent violators: the falling sequence with the least squared error.
std::vector<double> falling(const std::vector<double> &values)
{
    struct Pool {
        double sum;
        int count;
        double mean() const { return sum / count; }
    };
    std::vector<Pool> pools;
    for (const double value : values) {
        pools.push_back({value, 1});
        while (pools.size() > 1 && pools[pools.size() - 2].mean() < pools.back().mean()) {
            const Pool last = pools.back();
            pools.pop_back();
            pools.back().sum += last.sum;
            pools.back().count += last.count;
        }
    }
    std::vector<double> fallen;
    for (const Pool &pool : pools)
        fallen.insert(fallen.end(), static_cast<std::size_t>(pool.count), pool.mean());
    return fallen;
}

class Measurement {
public:
    Measurement(const mapping::TrainedNetwork &trained, const mapping::CostTable &table, const AnalysisData &data,
                Session &session)
        : m_network(trained.model.network), m_data(data), m_session(session),
          m_standard(heldBy(trained, mapping::referenceMapping(table), table, data.device)), m_changing(m_standard),
          m_activations(m_network, *trained.quantisation)
    {
        for (int unit = 0; unit < static_cast<int>(table.platform.units.size()); ++unit) {
            const std::vector<Held> others = heldBy(trained, allOn(unit, table), table, data.device);
            for (const mapping::LayerTable &layer : table.layers)
                for (const platform::Branch &branch : layer.branches)
                    if (branch.unit == unit && platform::ownsTensors(branch))
                        m_layers.push_back({layer.layer.node,
                                            {layer.layer.geometry.name, unit, {}, {}},
                                            others[static_cast<std::size_t>(layer.layer.node)]});
        }
        const int parts =
            m_layers.empty() ? 1 : std::clamp(curvePasses / static_cast<int>(m_layers.size()), leastParts, mostParts);
        for (Searched &each : m_layers)
            for (int part = 0; part <= parts; ++part) {
                const int number = part * channelsOf(each) / parts;
                if (each.curve.others.empty() || each.curve.others.back() != number)
                    each.curve.others.push_back(number);
            }
    }

    std::vector<LossCurve> run()
    {
        torch::NoGradGuard frozen;
        const std::span<const int> images = m_data.indices.first(std::min(curveImages, m_data.indices.size()));
        for (Searched &each : m_layers)
            each.curve.loss.assign(each.curve.others.size(), 0);
        const std::size_t batches = (images.size() + curveBatch - 1) / curveBatch;
        for (std::size_t batch = 0; batch < batches; ++batch) {
            const std::size_t begin = batch * curveBatch;
            measure(makeBatch(m_data.images, images.subspan(begin, std::min(curveBatch, images.size() - begin)), {}, 0,
                              m_data.device),
                    static_cast<int>(batch), static_cast<int>(batches));
        }
        std::vector<LossCurve> curves;
        for (Searched &each : m_layers) {
            for (double &loss : each.curve.loss)
                loss /= static_cast<double>(images.size());
            each.curve.loss = falling(each.curve.loss);
            curves.push_back(std::move(each.curve));
        }
        return curves;
    }

private:
    /// A layer and a unit that computes channels of it by another operator.
    struct Searched {
        int node;
        LossCurve curve;
        Held other;
    };

    int channelsOf(const Searched &layer) const { return m_network.node(layer.node).output.channels; }

    void stand(const Searched &layer, int others)
    {
        m_changing.at(layer.node) = joined(m_standard[static_cast<std::size_t>(layer.node)], layer.other, others);
    }

    void measure(const Batch &batch, int index, int batches)
    {
        Random random(deriveSeed(deriveSeed(m_data.seed, curvePurpose), static_cast<std::uint64_t>(index)));
        for (const Searched &each : m_layers)
            stand(each, random.below(channelsOf(each) + 1));
        for (std::size_t i = 0; i < m_layers.size(); ++i) {
            Searched &each = m_layers[i];
            const Held drawn = m_changing.at(each.node);
            for (std::size_t n = 0; n < each.curve.others.size(); ++n) {
                if (!m_session.proceed())
                    throw StoppedByHost();
                stand(each, each.curve.others[n]);
                each.curve.loss[n] += lossOf(batch);
            }
            m_changing.at(each.node) = drawn;
            report(index * static_cast<int>(m_layers.size()) + static_cast<int>(i) + 1,
                   batches * static_cast<int>(m_layers.size()));
        }
    }

    double lossOf(const Batch &batch)
    {
        const Tensor logits = execute(m_network, m_changing, m_activations, batch.images, Mode::Inference, &m_changing);
        const double loss = torch::cross_entropy_loss(logits, batch.labels, {}, at::Reduction::Sum).item<double>();
        m_loss += loss;
        m_images += batch.labels.size(0);
        return loss;
    }

    void report(int done, int all)
    {
        const Clock::time_point now = Clock::now();
        if (std::chrono::duration<double>(now - m_reported).count() < curveProgressInterval_s)
            return;
        m_reported = now;
        const auto images = static_cast<double>(m_images);
        m_session.send(
            protocol::Progress{.phase = "analyse",
                               .epoch = 1,
                               .epochs = 1,
                               .batch = done,
                               .batches = all,
                               .imagesPerSecond = images / std::chrono::duration<double>(now - m_start).count(),
                               .loss = m_loss / images});
    }

    const network::Network &m_network;
    const AnalysisData &m_data;
    Session &m_session;
    const std::vector<Held> m_standard;
    Changing m_changing;
    CodeActivations m_activations;
    std::vector<Searched> m_layers;
    double m_loss = 0;
    std::int64_t m_images = 0; ///< Seen in all passes.
    const Clock::time_point m_start = Clock::now();
    Clock::time_point m_reported = m_start;
};

} // namespace

std::vector<LossCurve> measureLossCurves(const mapping::TrainedNetwork &trained, const mapping::CostTable &table,
                                         const AnalysisData &data, Session &session)
{
    return Measurement(trained, table, data, session).run();
}

mapping::Sensitivity withCurves(mapping::Sensitivity sensitivity, const std::vector<LossCurve> &curves)
{
    for (const LossCurve &curve : curves) {
        const auto layer = std::ranges::find(sensitivity.layers, curve.layer, &mapping::LayerSensitivity::layer);
        std::vector<double> &penalty = layer->penalty[static_cast<std::size_t>(curve.unit)];
        for (std::size_t i = 0; i + 1 < curve.others.size(); ++i) {
            const int from = curve.others[i], to = curve.others[i + 1];
            std::fill(penalty.begin() + from, penalty.begin() + to, (curve.loss[i] - curve.loss[i + 1]) / (to - from));
        }
    }
    return sensitivity;
}

} // namespace odimo::learn
