// SPDX-License-Identifier: Apache-2.0
// The quantisers against values that the authors' code computed (tests/golden/quantisers.json).
// One program for all quantisers, because each that includes LibTorch costs half a minute to build.

#include "tests/core/learn/golden_tensors.h"

#include "core/integer/weight_codes.h"
#include "core/learn/model/branch_weights.h"
#include "core/learn/quantise/activation_quantiser.h"
#include "core/learn/quantise/channel_quantisers.h"
#include "core/learn/quantise/published_activations.h"
#include "core/learn/quantise/weight_quantisers.h"
#include "core/learn/quantise/weight_scales.h"

#include <QTest>

namespace odimo::learn {

using torch::Tensor;

constexpr double tolerance = 1e-5; // single precision, docs/method.md 10

namespace {

/// One layer in both forms: what the fused functions read, and what the plain ones do.
struct TwoUnits {
    Tensor weight;
    Tensor shares = torch::softmax(torch::randn({2, 6}, onDevice()), 0);
    Tensor digitalScale = torch::full({1}, 127.0 / 64, onDevice());
    Tensor analogScale = torch::rand({6}, onDevice()) + 0.2;
    Tensor scales = torch::stack({digitalScale.expand({6}), analogScale});
    Tensor codes = torch::stack({torch::full({6}, 127.0f, onDevice()), torch::ones({6}, onDevice())});
    ChannelQuantisers both{scales, codes, scales, {}};

    Tensor plain(const Tensor &w, const Tensor &share) const
    {
        const std::vector<std::int64_t> perChannel{6, 1, 1, 1};
        return quantiseWeights(w, digitalScale, 8) * share[0].reshape(perChannel) +
               quantiseWeights(w, analogScale, 2) * share[1].reshape(perChannel);
    }
};

/// Weights of different memory orders: the kernel's own, and those that go to plain operators.
std::vector<TwoUnits> layersOfAllOrders()
{
    torch::manual_seed(11);
    const Tensor weight = torch::randn({6, 4, 3, 3}, onDevice());
    return {{.weight = weight},
            {.weight = weight.contiguous(torch::MemoryFormat::ChannelsLast)},
            {.weight = torch::randn({6, 5, 1, 1}, onDevice())},
            {.weight = torch::randn({4, 6, 3, 3}, onDevice()).transpose(0, 1)}};
}

} // namespace

class TestQuantisers : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void weightsEqualTheAuthors()
    {
        const Json golden = goldenFile("quantisers.json");
        const auto shape = golden.at("weight_shape").get<std::vector<std::int64_t>>();
        for (const Json &each : golden.at("weight_cases")) {
            const std::string tensor = each.at("tensor");
            const std::string label = each.at("label").get<std::string>() + " " + tensor;
            const int bits = each.at("bits");
            Tensor weight = goldenTensor(golden.at("weights").at(tensor), shape).requires_grad_(true);
            Tensor p = goldenTensor(each.at("scale_param"), {-1}).requires_grad_(true);
            const Tensor scale = each.at("round_pow2").get<bool>() ? powerOfTwoScale(p) : exponentialScale(p);
            QVERIFY2(difference(scale, goldenTensor(each.at("effective_scale"), {-1})) < tolerance, label.c_str());

            const Tensor output = quantiseWeights(weight, scale, bits);
            QVERIFY2(difference(output, goldenTensor(each.at("output"), shape)) < tolerance, label.c_str());
            QVERIFY2(torch::equal(weightCodes(weight, scale, bits).flatten().detach(),
                                  goldenTensor(each.at("integer_output"), {-1})),
                     label.c_str());
            output.backward(goldenTensor(golden.at("weight_upstream").at(tensor), shape));
            QVERIFY2(difference(weight.grad(), goldenTensor(each.at("grad_weight"), shape)) < tolerance, label.c_str());
            QVERIFY2(difference(p.grad(), goldenTensor(each.at("grad_scale_param"), {-1})) < tolerance, label.c_str());
        }
    }

    void publishedActivationsEqualTheAuthors()
    {
        const Json golden = goldenFile("quantisers.json");
        for (const Json &each : golden.at("activation_cases")) {
            Tensor x = goldenTensor(golden.at("activation_x"), {-1}).requires_grad_(true);
            Tensor clip = torch::full({1}, each.at("clip_init").get<double>(), onDevice()).requires_grad_(true);
            const ClipRounding rounding =
                each.at("round_pow2").get<bool>() ? ClipRounding::PowerOfTwo : ClipRounding::None;
            const Tensor output = publishedActivation(x, clip, each.at("bits"), rounding);
            QVERIFY(difference(output, goldenTensor(each.at("output"), {-1})) < tolerance);
            QCOMPARE(clip.item<float>(), each.at("clip_after_forward").get<float>());
            output.backward(goldenTensor(golden.at("activation_upstream"), {-1}));
            QVERIFY(difference(x.grad(), goldenTensor(each.at("grad_x"), {-1})) < tolerance);
            QVERIFY(difference(clip.grad(), torch::full({1}, each.at("grad_clip").get<double>(), onDevice())) <
                    tolerance);
        }
    }

    void publishedClipIsARatchet()
    {
        for (const Json &each : goldenFile("quantisers.json").at("pow2_clip_ratchet")) {
            Tensor clip = torch::full({1}, each.at("param_before_second_forward").get<double>(), onDevice());
            publishedActivation(torch::zeros({1}, onDevice()), clip, each.at("bits"), ClipRounding::PowerOfTwo);
            QCOMPARE(clip.item<float>(), each.at("after_second_forward").get<float>());
        }
    }

    void biasesEqualTheAuthors()
    {
        for (const Json &each : goldenFile("quantisers.json").at("bias_cases")) {
            const int bits = each.at("bits_w");
            Tensor bias = goldenTensor(each.at("bias"), {-1}).requires_grad_(true);
            Tensor p = goldenTensor(each.at("w_scale_param"), {-1}).requires_grad_(true);
            Tensor clip = torch::full({1}, each.at("act_clip").get<double>(), onDevice()).requires_grad_(true);
            const double codes = std::ldexp(1.0, each.at("abits").get<int>()) - 1;
            const Tensor scale = each.at("round_pow2").get<bool>() ? powerOfTwoScale(p) : exponentialScale(p);
            const Tensor output = quantiseBias(bias, scale / integer::largestWeight(bits) * (clip / codes), 16);
            QVERIFY(difference(output, goldenTensor(each.at("output"), {-1})) < tolerance);
            output.backward(goldenTensor(each.at("upstream"), {-1}));
            QVERIFY(difference(bias.grad(), goldenTensor(each.at("grad_bias"), {-1})) < tolerance);
            QVERIFY(difference(p.grad(), goldenTensor(each.at("grad_w_scale"), {-1})) < tolerance);
            QVERIFY(difference(clip.grad(), goldenTensor(each.at("grad_act_clip"), {-1})) < tolerance);
        }
    }

    void publishedScalesStartAsTheAuthorsDo()
    {
        const platform::NumericFormat ternary{2, platform::WeightScale::RealPerChannel, 7};
        for (const Json &each : goldenFile("quantisers.json").at("ternary_scale_init")) {
            const auto size = static_cast<std::int64_t>(std::lround(std::sqrt(each.at("k_size").get<double>())));
            const Tensor weight = torch::ones({each.at("cout").get<std::int64_t>(), 1, size, size}, onDevice());
            QVERIFY(std::abs(publishedScaleParameters(weight, ternary).front() - each.at("scale_param").get<double>()) <
                    tolerance);
        }
        const platform::NumericFormat digital{8, platform::WeightScale::PowerOfTwoPerLayer, 7};
        QCOMPARE(publishedScaleParameters(torch::full({1, 1, 1, 1}, 0.3, onDevice()), digital).front(), 0.5);
    }

    void leastSquaresScaleBeatsEveryOther()
    {
        torch::manual_seed(5);
        const Tensor weight = torch::randn({6, 4, 3, 3}, onDevice());
        const std::vector<double> best = leastSquaresScales(weight, 2);
        const auto error = [&weight](const Tensor &scale) {
            return (quantiseWeights(weight, scale, 2) - weight).square().flatten(1).sum(1);
        };
        const Tensor bestError = error(torch::tensor(best, onDevice()).to(torch::kFloat32));
        for (int i = 1; i < 40; ++i) // the search steps by 1 % of the largest weight, so a finer one may gain a little
            QVERIFY((error(torch::full({6}, i * 0.1, onDevice())) >= bestError * 0.995).all().item<bool>());
    }

    void digitalStepIsAPowerOfTwo()
    {
        torch::manual_seed(5);
        for (const double size : {1e-3, 0.1, 7.0}) {
            const double step = powerOfTwoStepScale(torch::randn({4, 4, 3, 3}, onDevice()) * size, 8) / 127;
            QCOMPARE(std::log2(step), std::round(std::log2(step)));
        }
    }

    void mixtureOfUnitsEqualsThePlainOne()
    {
        for (const TwoUnits &layer : layersOfAllOrders()) {
            Tensor weight = layer.weight.detach().requires_grad_(true);
            Tensor shares = layer.shares.detach().requires_grad_(true);
            const Tensor fused = mixQuantisedWeights(weight, shares, layer.both);
            const Tensor plain = layer.plain(weight, shares);
            QVERIFY(torch::equal(fused, plain));
            const Tensor upstream = torch::randn_like(plain);
            const auto expected = torch::autograd::grad({plain}, {weight, shares}, {upstream});
            const auto actual = torch::autograd::grad({fused}, {weight, shares}, {upstream});
            QVERIFY(difference(actual[0], expected[0]) < 1e-6); // shares sum to 1 but for rounding
            QVERIFY(difference(actual[1], expected[1]) < 1e-6); // sums in another order
        }
    }

    void fixedChannelsEqualTheirOwnUnit()
    {
        for (const TwoUnits &layer : layersOfAllOrders()) {
            const Tensor oneHot =
                torch::tensor({{1.0f, 0.0f, 1.0f, 1.0f, 0.0f, 0.0f}, {0.0f, 1.0f, 0.0f, 0.0f, 1.0f, 1.0f}}, onDevice());
            const Tensor scales = (layer.scales * oneHot).sum(0, true), codes = (layer.codes * oneHot).sum(0, true);
            const ChannelQuantisers own{scales, codes, scales, {}};
            Tensor weight = layer.weight.detach().requires_grad_(true);
            const Tensor fused = quantiseChannels(weight, own);
            QVERIFY(torch::equal(fused, layer.plain(weight, oneHot)));
            const Tensor upstream = torch::randn_like(fused);
            fused.backward(upstream);
            QVERIFY(torch::equal(weight.grad(), upstream));
        }
    }

    /// What a unit with converters holds: integers, for which the gradient is that of weight / step.
    void channelsOfConvertersHoldCodes()
    {
        for (const TwoUnits &layer : layersOfAllOrders()) {
            const Tensor scales = layer.scales.slice(0, 1), codes = layer.codes.slice(0, 1);
            const Tensor slopes = (codes / scales)[0];
            Tensor weight = layer.weight.detach().requires_grad_(true);
            const Tensor held = quantiseChannels(weight, {scales, codes, codes, slopes});
            QVERIFY(torch::equal(held, weightCodes(weight, layer.analogScale, 2)));
            const Tensor upstream = torch::randn_like(held);
            held.backward(upstream);
            QVERIFY(torch::equal(weight.grad(), upstream * slopes.reshape({6, 1, 1, 1})));
        }
    }

    void biasesOfMixedUnitsSaturateAtTheirOwnLimits()
    {
        Tensor bias = torch::tensor({0.126f, -9.0f, 5e4f}, onDevice()).requires_grad_(true);
        const Tensor rounded =
            quantiseBiases(bias, {torch::tensor({0.25f, 0.25f, 0.5f}, onDevice()), torch::full({3}, -8.0f, onDevice()),
                                  torch::tensor({7.0f, 7.0f, 32767.0f}, onDevice())});
        QVERIFY(torch::equal(rounded, torch::tensor({0.25f, -2.0f, 16383.5f}, onDevice())));
        rounded.sum().backward();
        QVERIFY(torch::equal(bias.grad(), torch::ones({3}, onDevice())));
    }

    void activationCodesRoundHalfUpAndSaturate()
    {
        const CodeRange range = integer::codeRange({.node = {}, .exponent = -2, .bits = 7, .isSigned = false});
        Tensor x = torch::tensor({-1.0f, 0.0f, 0.124f, 0.125f, 0.6f, 31.75f, 99.0f}, onDevice()).requires_grad_(true);
        const Tensor y = quantiseInPlace(x * 1, range);
        QVERIFY(torch::equal(y, torch::tensor({0.0f, 0.0f, 0.0f, 0.25f, 0.5f, 31.75f, 31.75f}, onDevice())));
        y.sum().backward();
        QVERIFY(torch::equal(x.grad(), torch::tensor({0.0f, 0.0f, 0.0f, 1.0f, 1.0f, 0.0f, 0.0f}, onDevice())));
    }

    void kernelAgreesWithPlainOperators()
    {
        torch::manual_seed(1);
        const CodeRange range = integer::codeRange({.node = {}, .exponent = -4, .bits = 7, .isSigned = true});
        const Tensor x = torch::randn({3, 5, 7, 9}, onDevice()).mul_(6).contiguous(torch::MemoryFormat::ChannelsLast);
        const Tensor expected = (x / range.step()).clamp(range.least, range.most).add(0.5).floor().mul(range.step());
        QVERIFY(torch::equal(quantiseInPlace(x.clone(), range), expected));
        const Tensor other = torch::randn_like(x);
        const Tensor sum = ((x + other) / range.step()).clamp(range.least, range.most).floor().mul(range.step());
        QVERIFY(torch::equal(addQuantised({x, {}, {}}, {other, {}, {}}, range, 1).front(), sum));
    }

    /// An add that quantises its own addends, and readers whose gradients it sums, against one operator after the
    /// other.
    void fusedAddsEqualSeparateOnes()
    {
        torch::manual_seed(2);
        const CodeRange wide = integer::codeRange({.node = {}, .exponent = -4, .bits = 7, .isSigned = true});
        const CodeRange sum = integer::codeRange({.node = {}, .exponent = -3, .bits = 7, .isSigned = false});
        const auto values = [] {
            return torch::randn({2, 5, 7, 9}, onDevice()).mul_(6).contiguous(torch::MemoryFormat::ChannelsLast);
        };
        const Tensor a = values(), b = values();
        for (const auto &[left, right] : {std::pair(false, false), {true, false}, {false, true}, {true, true}}) {
            for (const int readers : {1, 2, 3}) {
                std::vector<Tensor> weights;
                while (static_cast<int>(weights.size()) < readers)
                    weights.push_back(values());
                const auto computed = [&](bool fused) {
                    const Tensor x = a.clone().requires_grad_(true), y = b.clone().requires_grad_(true);
                    const auto addend = [&](const Tensor &raw, bool isToQuantise) {
                        return fused && isToQuantise ? Addend{raw * 1, wide, {}}
                                                     : Addend{quantiseInPlace(raw * 1, wide), {}, {}};
                    };
                    const std::vector<Tensor> copies =
                        addQuantised(addend(x, left), addend(y, right), sum, fused ? readers : 1);
                    Tensor loss;
                    for (std::size_t i = 0; i < weights.size(); ++i) {
                        const Tensor part = (copies[fused ? i : 0] * weights[i]).sum();
                        loss = loss.defined() ? loss + part : part;
                    }
                    loss.backward();
                    return std::vector<Tensor>{copies.front().detach(), x.grad(), y.grad()};
                };
                const std::vector<Tensor> expected = computed(false), actual = computed(true);
                QVERIFY(torch::equal(actual[0], expected[0]));
                // Three gradients are summed in another order.
                QVERIFY(torch::allclose(actual[1], expected[1], 1e-5, 1e-5));
                QVERIFY(torch::allclose(actual[2], expected[2], 1e-5, 1e-5));
                QVERIFY((actual[1] == 0).any().item<bool>() && (actual[1] != 0).any().item<bool>());
            }
        }
    }

    /// Biases that the quantisers add, and whose gradients they sum, against an operator of its own for each; with
    /// channels innermost, several blocks of memory and a last tile that is not full, and in other layouts.
    void biasesEqualThoseAddedBefore()
    {
        torch::manual_seed(4);
        const CodeRange wide = integer::codeRange({.node = {}, .exponent = -4, .bits = 7, .isSigned = true});
        const CodeRange sum = integer::codeRange({.node = {}, .exponent = -3, .bits = 7, .isSigned = false});
        const auto lastly = torch::MemoryFormat::ChannelsLast, contiguous = torch::MemoryFormat::Contiguous;
        for (const auto &[shape, format] : {std::pair(std::vector<std::int64_t>{2, 24, 37, 41}, lastly),
                                            {{2, 24, 5, 7}, contiguous},
                                            {{1, 300, 3, 3}, lastly},
                                            {{70, 10}, contiguous}}) {
            const auto values = [&, &shape = shape, &format = format] {
                return torch::randn(shape, onDevice()).mul_(6).contiguous(format);
            };
            std::vector<Tensor> leaves{values(), values(), torch::randn({shape[1]}, onDevice()),
                                       torch::randn({shape[1]}, onDevice())};
            const Tensor upstream = values();
            const auto gradients = [&](const auto &compute) {
                for (Tensor &leaf : leaves)
                    leaf = leaf.detach().requires_grad_(true);
                const Tensor y = compute(leaves[0] * 1, leaves[1] * 1, leaves[2], leaves[3]);
                return std::pair(y.detach().clone(), torch::autograd::grad({y}, leaves, {upstream}, {}, false, true));
            };
            const auto agree = [&](const auto &fused, const auto &plain) {
                const auto [actual, ofActual] = gradients(fused);
                const auto [expected, ofExpected] = gradients(plain);
                QVERIFY(torch::equal(actual, expected));
                for (std::size_t i = 0; i < ofActual.size(); ++i) {
                    QCOMPARE(ofActual[i].defined(), ofExpected[i].defined());
                    if (ofActual[i].defined())
                        QVERIFY(torch::allclose(ofActual[i], ofExpected[i], 1e-4, 1e-3));
                }
            };
            const auto over = [&, rank = shape.size()](const Tensor &bias) {
                return rank == 2 ? bias : bias.view({-1, 1, 1});
            };
            agree([&](const Tensor &x, const Tensor &, const Tensor &bias,
                      const Tensor &) { return quantiseInPlace(x, bias, wide, 1).front(); },
                  [&](const Tensor &x, const Tensor &, const Tensor &bias, const Tensor &) {
                      return quantiseInPlace(x + over(bias), wide);
                  });
            for (const auto &[left, right] : {std::pair(true, false), {false, true}, {true, true}})
                agree(
                    [&, left = left, right = right](const Tensor &x, const Tensor &y, const Tensor &a,
                                                    const Tensor &b) {
                        return addQuantised(
                                   left ? Addend{x, wide, a} : Addend{quantiseInPlace(x + over(a), wide), {}, {}},
                                   right ? Addend{y, wide, b} : Addend{quantiseInPlace(y + over(b), wide), {}, {}}, sum,
                                   1)
                            .front();
                    },
                    [&](const Tensor &x, const Tensor &y, const Tensor &a, const Tensor &b) {
                        return addQuantised({quantiseInPlace(x + over(a), wide), {}, {}},
                                            {quantiseInPlace(y + over(b), wide), {}, {}}, sum, 1)
                            .front();
                    });
        }
    }

    void gradientsThatOthersHoldAreNotOverwritten()
    {
        const CodeRange range = integer::codeRange({.node = {}, .exponent = -2, .bits = 7, .isSigned = false});
        const Tensor x = torch::tensor({-1.0f, 0.6f, 99.0f}, onDevice()).requires_grad_(true);
        const Tensor upstream = torch::tensor({1.0f, 2.0f, 3.0f}, onDevice());
        quantiseInPlace(x * 1, range).backward(upstream);
        QVERIFY(torch::equal(x.grad(), torch::tensor({0.0f, 2.0f, 0.0f}, onDevice())));
        QVERIFY(torch::equal(upstream, torch::tensor({1.0f, 2.0f, 3.0f}, onDevice())));
        const Tensor shared = torch::tensor({1.0f, 2.0f, 3.0f}, onDevice());
        addQuantised({x * 1, range, {}}, {torch::zeros({3}, onDevice()), {}, {}}, range, 1).front().backward(shared);
        QVERIFY(torch::equal(shared, upstream));
    }

    void readersWithoutAGradientAreSkipped()
    {
        const CodeRange range = integer::codeRange({.node = {}, .exponent = -2, .bits = 7, .isSigned = false});
        const Tensor x = torch::tensor({-1.0f, 0.6f, 99.0f}, onDevice()).requires_grad_(true);
        const std::vector<Tensor> copies = quantiseInPlace(x * 1, {}, range, 3);
        QCOMPARE(copies.size(), std::size_t{3});
        (copies[1] * 2).sum().backward();
        QVERIFY(torch::equal(x.grad(), torch::tensor({0.0f, 2.0f, 0.0f}, onDevice())));
    }
};

} // namespace odimo::learn

QTEST_APPLESS_MAIN(odimo::learn::TestQuantisers)
#include "tst_quantisers.moc"
