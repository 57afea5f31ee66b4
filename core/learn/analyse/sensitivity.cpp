// SPDX-License-Identifier: Apache-2.0
#include "core/learn/analyse/sensitivity.h"

#include "core/integer/weight_codes.h"
#include "core/learn/analyse/observed_model.h"
#include "core/learn/model/own_tensors.h"
#include "core/learn/model/weight_form.h"
#include "core/learn/quantise/weight_quantisers.h"
#include "core/learn/train/batches.h"
#include "core/mapping/cost/baselines.h"

#include <ATen/CPUGeneratorImpl.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <numeric>
#include <optional>

namespace odimo::learn {

using torch::Tensor;
using Clock = std::chrono::steady_clock;

namespace {

constexpr std::size_t largestBatch = 250;
/// Of all pre-activations of a batch, of which a pass keeps a few copies.
constexpr std::size_t batchBytes = std::size_t{64} << 20;
constexpr double analysisProgressInterval_s = 0.2;
constexpr double smallestVariance = 1e-12;
/// Where a branch computes another operator its penalties are no small disturbance: one measurement a layer says how
/// far off they are.
constexpr std::size_t measuredImages = 500;
constexpr double leastCorrection = 0.25;
constexpr double mostCorrection = 4;

Tensor sumOverPositions(const Tensor &values) { return values.dim() == 4 ? values.sum({2, 3}) : values; }

/// Sums over images and positions, [C] in double precision.
Tensor sumOfChannels(const Tensor &values) { return sumOverPositions(values).to(torch::kFloat64).sum(0); }

/// What one other unit would add to the pre-activations of a layer.
struct Disturbance {
    Disturbance(int otherUnit, NodeTensors whatItHolds) : unit(otherUnit), held(std::move(whatItHolds)) {}

    int unit;
    bool isOtherOperator = false;
    /// Q_other(W) - Q_reference(W); of a unit that does not simply sum what it reads, all that it would compute.
    /// Without a weight if it leaves channels out.
    NodeTensors held;
    Tensor sum, squares, products; ///< Of d, d^2 and d * y: [C].
    std::vector<Tensor> slopes;    ///< sum over positions of dL/dy * d, one [N, C] a batch.
};

/// What is gathered of one layer.
struct LayerGathering {
    std::vector<Disturbance> disturbances;
    Tensor sum, squares;              ///< Of y: [C].
    double values = 0;                ///< Of y in a channel.
    std::vector<Tensor> slopes;       ///< sum over positions of dL/dy, one [N, C] a batch.
    std::vector<Tensor> scaledSlopes; ///< The same of dL/dy * y.
    Tensor y;                         ///< Of the batch in work.
    std::vector<Tensor> d;            ///< Of the batch in work, by disturbance.
};

/// What gives the channels of a disturbed layer their mean and spread again, [C] each.
struct Matching {
    Tensor gain, offset;
};

void add(Tensor &sum, const Tensor &part) { sum = sum.defined() ? sum + part : part; }

/// Sends batches through the network and gathers what the penalties follow from.
class Analysis : public LayerObserver {
public:
    Analysis(const mapping::TrainedNetwork &trained, const mapping::CostTable &table,
             const std::vector<FittedWeights> &fitted, const AnalysisData &data, Session &session)
        : m_table(table), m_data(data), m_session(session), m_model(trained, table, data.device),
          m_layers(trained.model.network.nodes().size()), m_generator(at::detail::createCPUGenerator(data.seed))
    {
        torch::NoGradGuard frozen;
        for (const mapping::LayerTable &layer : table.layers)
            prepare(layer, fitted);
    }

    mapping::Sensitivity run()
    {
        const std::size_t batchSize = imagesInBatch();
        const std::size_t count = m_data.indices.size();
        const auto batches = static_cast<int>((count + batchSize - 1) / batchSize);
        const Clock::time_point start = Clock::now();
        Clock::time_point reported = start;
        for (int index = 0; index < batches; ++index) {
            if (!m_session.proceed())
                throw StoppedByHost();
            const std::size_t begin = static_cast<std::size_t>(index) * batchSize;
            const std::size_t size = std::min(batchSize, count - begin);
            analyse(makeBatch(m_data.images, m_data.indices.subspan(begin, size), {}, 0, m_data.device).images);
            const Clock::time_point now = Clock::now();
            if (std::chrono::duration<double>(now - reported).count() < analysisProgressInterval_s)
                continue;
            reported = now;
            const double seconds = std::chrono::duration<double>(now - start).count();
            m_session.send(protocol::Progress{.phase = "analyse",
                                              .epoch = 1,
                                              .epochs = 1,
                                              .batch = index + 1,
                                              .batches = batches,
                                              .imagesPerSecond = static_cast<double>(begin + size) / seconds,
                                              .loss = m_loss / static_cast<double>(begin + size)});
        }
        return penalties();
    }

    Tensor computed(int node, const Tensor &x, Tensor y) override
    {
        if (m_measured)
            return node == m_measured->node ? disturbed(x, y) : y;
        LayerGathering &layer = at(node);
        if (layer.disturbances.empty())
            return y;
        if (!y.requires_grad())
            y.requires_grad_(true);
        torch::NoGradGuard frozen;
        layer.y = y;
        layer.d.clear();
        for (const Disturbance &each : layer.disturbances)
            layer.d.push_back(disturbance(node, x, y, each.held));
        torch::AutoGradMode recording(true);
        return y.clone(); // the quantiser overwrites what it gets
    }

private:
    LayerGathering &at(int node) { return m_layers[static_cast<std::size_t>(node)]; }

    Tensor disturbance(int node, const Tensor &x, const Tensor &y, const NodeTensors &held) const
    {
        if (!held.weight.defined())
            return -y;
        const Tensor other = preActivation(m_model.network().node(node).op, x, held);
        if (!held.readOut)
            return other;
        const Tensor &bias = m_model.effective(node).bias;
        return other - (bias.defined() ? y - (y.dim() == 4 ? bias.view({-1, 1, 1}) : bias) : y);
    }

    void prepare(const mapping::LayerTable &layer, const std::vector<FittedWeights> &fitted)
    {
        const int node = layer.layer.node;
        const Tensor &weight = m_model.own(node).weight;
        const std::vector<Branch> &branches = m_model.branches(node).branches;
        const int referenceUnit = layer.reference().unit;
        const auto reference =
            std::ranges::find_if(branches, [&](const Branch &branch) { return branch.unit == referenceUnit; });
        const Tensor held = quantiseWeights(weight, reference->scale(), reference->format.weightBits);
        for (const Branch &branch : branches)
            if (branch.form() == platform::WeightForm::Zero) {
                at(node).disturbances.emplace_back(branch.unit, NodeTensors());
                at(node).disturbances.back().isOtherOperator = true;
            } else if (branch.unit != referenceUnit) {
                const Held other = heldBy(branch, node, fitted);
                at(node).disturbances.emplace_back(
                    branch.unit,
                    branch.converter || branch.format.droppedInputBits > 0
                        ? readBy(branch, node, other)
                        : NodeTensors{.weight = quantiseWeights(other.weight, other.scales, branch.format.weightBits) -
                                                held});
                at(node).disturbances.back().isOtherOperator = branch.form() == platform::WeightForm::Diagonal;
            }
    }

    /// What a unit would hold of a layer.
    struct Held {
        Tensor weight, scales;
        std::optional<int> divisor;
    };

    Held heldBy(const Branch &branch, int node, const std::vector<FittedWeights> &fitted) const
    {
        for (const FittedWeights &each : fitted)
            if (each.node == node && each.unit == branch.unit)
                return {branch.weight.defined() ? embedded(each.weight) : each.weight,
                        torch::tensor(each.scales, each.weight.options()), each.divisor};
        return {standardWeight(branch, m_model.own(node).weight), branch.scale(), {}};
    }

    /// All channels of a layer as they would be read on the unit, with scales not yet rounded to multipliers.
    NodeTensors readBy(const Branch &branch, int node, const Held &held) const
    {
        const double n = integer::largestWeight(branch.format.weightBits);
        const integer::LayerSteps &steps = m_model.branches(node).steps;
        const std::int64_t channels = held.weight.size(0);
        std::vector<ChannelReading> readings(static_cast<std::size_t>(channels),
                                             {branch.format.droppedInputBits, branch.converter, 1});
        NodeTensors read;
        if (branch.converter) {
            const int divisor = held.divisor.value_or(branch.converter->divisor);
            const double lost = integer::rowGroups(*branch.converter, static_cast<int>(held.weight.size(1))) *
                                (divisor - 1) / 2.0; // On average, of the sums.
            const std::vector<double> scales = valuesOf(held.scales.expand({channels}));
            for (std::size_t c = 0; c < readings.size(); ++c) {
                readings[c].converter->divisor = divisor;
                readings[c].codeValue = scales[c] / n * divisor;
            }
            read.weight = weightCodes(held.weight, held.scales, branch.format.weightBits);
            read.bias = held.scales.expand({channels}) * (lost / n * integer::readBy(branch.format, steps).input);
        } else {
            read.weight = quantiseWeights(held.weight, held.scales, branch.format.weightBits);
        }
        read.readOut = std::make_shared<const ReadOut>(readings, steps.input, m_data.device);
        return read;
    }

    std::size_t imagesInBatch() const
    {
        std::size_t floats = 0;
        for (const mapping::LayerTable &layer : m_table.layers) {
            const network::Shape &shape = m_model.network().node(layer.layer.node).output;
            floats += static_cast<std::size_t>(shape.channels) * static_cast<std::size_t>(shape.height * shape.width);
        }
        return std::clamp(batchBytes / (floats * sizeof(float)), std::size_t{1}, largestBatch);
    }

    void analyse(const Tensor &images)
    {
        const Tensor logits = m_model.logits(images, *this);
        const Tensor beliefs = logits.detach().softmax(1).to(torch::kCPU);
        const Tensor labels = beliefs.multinomial(1, true, m_generator).flatten().to(logits.device());
        const Tensor loss = torch::cross_entropy_loss(logits, labels, {}, at::Reduction::Sum);
        m_loss += loss.item<double>();
        std::vector<LayerGathering *> watched;
        std::vector<Tensor> activations;
        for (LayerGathering &layer : m_layers)
            if (!layer.disturbances.empty()) {
                watched.push_back(&layer);
                activations.push_back(layer.y);
            }
        if (watched.empty())
            return;
        const std::vector<Tensor> slopes = torch::autograd::grad({loss}, activations);
        torch::NoGradGuard frozen;
        for (std::size_t i = 0; i < watched.size(); ++i)
            gather(*watched[i], slopes[i]);
    }

    static void gather(LayerGathering &layer, const Tensor &slope)
    {
        const Tensor y = layer.y.detach();
        layer.values += static_cast<double>(y.numel() / y.size(1));
        add(layer.sum, sumOfChannels(y));
        add(layer.squares, sumOfChannels(y * y));
        layer.slopes.push_back(sumOverPositions(slope));
        layer.scaledSlopes.push_back(sumOverPositions(slope * y));
        for (std::size_t i = 0; i < layer.disturbances.size(); ++i) {
            Disturbance &each = layer.disturbances[i];
            const Tensor &d = layer.d[i];
            add(each.sum, sumOfChannels(d));
            add(each.squares, sumOfChannels(d * d));
            add(each.products, sumOfChannels(d * y));
            each.slopes.push_back(sumOverPositions(slope * d));
        }
        layer.y = Tensor();
        layer.d.clear();
    }

    mapping::Sensitivity penalties()
    {
        mapping::Sensitivity sensitivity{.images = static_cast<int>(m_data.indices.size()), .layers = {}};
        for (const mapping::LayerTable &layer : m_table.layers) {
            mapping::LayerSensitivity made{layer.layer.geometry.name, {}};
            made.penalty.resize(m_table.platform.units.size());
            made.penalty[static_cast<std::size_t>(layer.reference().unit)].assign(
                static_cast<std::size_t>(layer.layer.geometry.outChannels), 0);
            const LayerGathering &gathered = at(layer.layer.node);
            for (const Disturbance &each : gathered.disturbances) {
                std::vector<double> &penalties = made.penalty[static_cast<std::size_t>(each.unit)];
                penalties = penalty(gathered, each);
                if (each.isOtherOperator)
                    correct(penalties, layer.layer.node, gathered, each);
            }
            sensitivity.layers.push_back(std::move(made));
        }
        return sensitivity;
    }

    static Matching matchingOf(const LayerGathering &layer, const Disturbance &other)
    {
        const Tensor mean = layer.sum / layer.values;
        if (!other.held.weight.defined()) // The mean remains.
            return {torch::zeros_like(mean), mean};
        const Tensor otherMean = mean + other.sum / layer.values;
        const Tensor variance = layer.squares / layer.values - mean * mean;
        const Tensor otherVariance =
            (layer.squares + 2 * other.products + other.squares) / layer.values - otherMean * otherMean;
        const Tensor gain = (variance.clamp_min(smallestVariance) / otherVariance.clamp_min(smallestVariance)).sqrt();
        return {gain, mean - gain * otherMean};
    }

    static std::vector<double> penalty(const LayerGathering &layer, const Disturbance &other)
    {
        const auto [gain, offset] = matchingOf(layer, other);
        const auto whole = [](const std::vector<Tensor> &batches) {
            return torch::cat(batches).to(torch::kFloat64);
        };
        const Tensor rise =
            gain * whole(other.slopes) + (gain - 1) * whole(layer.scaledSlopes) + offset * whole(layer.slopes);
        return valuesOf(0.5 * rise.square().mean(0));
    }

    /// Scales the penalties so that those of half of the channels, the ones that are missed least, add up to what the
    /// loss rises by.
    void correct(std::vector<double> &penalties, int node, const LayerGathering &layer, const Disturbance &other)
    {
        std::vector<std::size_t> channels(penalties.size());
        std::iota(channels.begin(), channels.end(), std::size_t{0});
        std::ranges::stable_sort(channels, {}, [&](std::size_t channel) { return penalties[channel]; });
        channels.resize(channels.size() / 2);
        double predicted = 0;
        Tensor moved = torch::zeros({static_cast<std::int64_t>(penalties.size())}, torch::kBool);
        for (const std::size_t channel : channels) {
            predicted += penalties[channel];
            moved[static_cast<std::int64_t>(channel)] = true;
        }
        if (predicted <= 0)
            return;
        if (!m_lossOfReference)
            m_lossOfReference = measuredLoss();
        m_measured = Measured{node, &other, matchingOf(layer, other), moved.to(m_data.device)};
        const double rise = measuredLoss() - *m_lossOfReference;
        m_measured.reset();
        const double correction = std::clamp(rise / predicted, leastCorrection, mostCorrection);
        for (double &each : penalties)
            each *= correction;
    }

    /// In nats, of the first of the images.
    double measuredLoss()
    {
        torch::NoGradGuard frozen;
        const std::span<const int> images = m_data.indices.first(std::min(measuredImages, m_data.indices.size()));
        double loss = 0;
        const std::size_t batchSize = imagesInBatch();
        for (std::size_t begin = 0; begin < images.size(); begin += batchSize) {
            if (!m_session.proceed())
                throw StoppedByHost();
            const Batch batch = makeBatch(
                m_data.images, images.subspan(begin, std::min(batchSize, images.size() - begin)), {}, 0, m_data.device);
            loss += torch::cross_entropy_loss(m_model.logits(batch.images, *this), batch.labels, {}, at::Reduction::Sum)
                        .item<double>();
        }
        return loss / static_cast<double>(images.size());
    }

    /// The pre-activations with the moved channels on the other unit.
    Tensor disturbed(const Tensor &x, const Tensor &y) const
    {
        const auto perChannel = [&](const Tensor &values) {
            const Tensor shaped = values.to(y.scalar_type());
            return y.dim() == 4 ? shaped.view({-1, 1, 1}) : shaped;
        };
        const Tensor other = y + disturbance(m_measured->node, x, y, m_measured->other->held);
        const Tensor matched = other * perChannel(m_measured->matching.gain) + perChannel(m_measured->matching.offset);
        const Tensor moved = y.dim() == 4 ? m_measured->moved.view({-1, 1, 1}) : m_measured->moved;
        return torch::where(moved, matched, y);
    }

    /// The layer whose channels are moved while the loss is measured.
    struct Measured {
        int node;
        const Disturbance *other;
        Matching matching;
        Tensor moved; ///< [C]
    };

    const mapping::CostTable &m_table;
    const AnalysisData &m_data;
    Session &m_session;
    ObservedModel m_model;
    std::vector<LayerGathering> m_layers; ///< By node.
    at::Generator m_generator;
    double m_loss = 0;
    std::optional<double> m_lossOfReference;
    std::optional<Measured> m_measured;
};

} // namespace

mapping::Sensitivity analyseSensitivity(mapping::TrainedNetwork trained, const mapping::CostTable &table,
                                        const std::vector<FittedWeights> &fitted, const AnalysisData &data,
                                        Session &session)
{
    trained.mapping = mapping::referenceMapping(table);
    return Analysis(trained, table, fitted, data, session).run();
}

} // namespace odimo::learn
