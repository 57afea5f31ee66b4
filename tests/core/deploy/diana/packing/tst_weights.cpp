// SPDX-License-Identifier: Apache-2.0
#include "core/deploy/diana/packing/weights.h"

#include "core/base/files.h"
#include "core/base/json_reader.h"
#include "core/base/random.h"
#include "tests/core/base/error_message.h"

#include <QTest>
#include <nlohmann/json.hpp>

using namespace odimo;
using namespace odimo::deploy;

namespace {

using Bytes = std::vector<std::uint8_t>;
using Codes = std::vector<std::int8_t>;

/// A case of tests/golden/diana_weights.json.
struct Reference {
    std::string kind;
    WeightShape shape;
    Codes weights;
    std::vector<std::int32_t> biases;
    std::vector<std::uint32_t> packed;
};

std::vector<std::pair<std::string, Reference>> references()
{
    const Json file = parseJson(readText(ODIMO_TEST_DATA "/golden/diana_weights.json"), "golden");
    std::vector<std::pair<std::string, Reference>> made;
    for (const Json &each : file.at("cases"))
        made.push_back({each.at("name"),
                        {each.at("kind"),
                         {each.at("outputs"), each.at("inputs"), {each.at("side"), each.at("side")}},
                         each.at("weights").get<Codes>(),
                         each.at("biases").get<std::vector<std::int32_t>>(),
                         each.at("packed").get<std::vector<std::uint32_t>>()}});
    return made;
}

std::vector<std::uint32_t> packed(const Reference &reference)
{
    if (reference.kind == "analog")
        return packArray(reference.weights, reference.shape);
    const auto pack = reference.kind == "convolution" ? packConvolution
                      : reference.kind == "depthwise" ? packDepthwise
                                                      : packDense;
    const Bytes bytes = pack(reference.weights, reference.biases, reference.shape);
    return {bytes.begin(), bytes.end()};
}

std::int32_t biasFrom(const Bytes &bytes, const std::vector<std::size_t> &at)
{
    std::uint32_t bias = 0;
    for (std::size_t i = 0; i < 4; ++i)
        bias |= std::uint32_t{bytes[at[i] ^ 3U]} << (8 * i);
    return static_cast<std::int32_t>(bias);
}

struct Layer {
    WeightShape shape;
    Codes weights;
    std::vector<std::int32_t> biases;
    int perOutput() const { return shape.inputs * shape.kernel.height * shape.kernel.width; }
    bool operator==(const Layer &) const = default;
};

Layer drawnLayer(std::uint64_t seed, int mostWeight)
{
    Random random(seed);
    Layer made{{1 + random.below(40), 1 + random.below(20), {1 + random.below(4), 1 + random.below(4)}}, {}, {}};
    for (int i = 0; i < made.shape.outputs * made.perOutput(); ++i)
        made.weights.push_back(static_cast<std::int8_t>(random.below(2 * mostWeight + 1) - mostWeight));
    for (int i = 0; i < made.shape.outputs; ++i)
        made.biases.push_back(static_cast<std::int32_t>(random.bits() >> 32));
    return made;
}

/// Reads a layer back: `codeAt(k, i)` and `biasAt(k, plane)` say in which byte of the words they are.
template <typename CodeAt, typename BiasAt>
Layer unpacked(const Bytes &bytes, const WeightShape &shape, const CodeAt &codeAt, const BiasAt &biasAt)
{
    Layer made{shape, {}, {}};
    for (int k = 0; k < shape.outputs; ++k) {
        for (int i = 0; i < made.perOutput(); ++i)
            made.weights.push_back(static_cast<std::int8_t>(bytes[static_cast<std::size_t>(codeAt(k, i)) ^ 3U]));
        std::vector<std::size_t> planes;
        for (int plane = 0; plane < 4; ++plane)
            planes.push_back(static_cast<std::size_t>(biasAt(k, plane)));
        made.biases.push_back(biasFrom(bytes, planes));
    }
    return made;
}

} // namespace

class TestWeights : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void equalsTheBytesOfDory_data()
    {
        QTest::addColumn<int>("index");
        int index = 0;
        for (const auto &[name, reference] : references())
            QTest::newRow(name.c_str()) << index++;
        QCOMPARE(index, 7);
    }

    void equalsTheBytesOfDory()
    {
        QFETCH(int, index);
        const Reference reference = references()[static_cast<std::size_t>(index)].second;
        QCOMPARE(packed(reference), reference.packed);
    }

    /// Any number of inputs and outputs; DORY's bytes are right for multiples of 16 only.
    void whatIsPackedIsReadBack()
    {
        for (std::uint64_t seed = 0; seed < 50; ++seed) {
            const Layer layer = drawnLayer(seed, 127);
            const int n = layer.perOutput();
            QCOMPARE(unpacked(
                         packConvolution(layer.weights, layer.biases, layer.shape), layer.shape,
                         [&](int k, int i) { return k / 16 * 16 * (n + 4) + i * 16 + k % 16; },
                         [&](int k, int plane) { return k / 16 * 16 * (n + 4) + (n + plane) * 16 + k % 16; }),
                     layer);
            QCOMPARE(unpacked(
                         packDepthwise(layer.weights, layer.biases, layer.shape), layer.shape,
                         [&](int k, int i) { return k / 4 * 16 * (n + 4) + i * 16 + k % 4 * 4; },
                         [&](int k, int plane) { return k / 4 * 16 * (n + 4) + (n + plane) * 16 + k % 4 * 4; }),
                     layer);
            const int padded = (n + 15) / 16 * 16;
            QCOMPARE(
                unpacked(
                    packDense(layer.weights, layer.biases, layer.shape), layer.shape,
                    [&](int k, int i) { return k / 16 * 16 * (padded + 16) + i / 16 * 256 + k % 16 * 16 + i % 16; },
                    [&](int k, int byte) { return k / 16 * 16 * (padded + 16) + 16 * padded + k % 16 * 16 + byte; }),
                layer);
        }
    }

    void cellsOfTheArrayAreReadBack()
    {
        for (std::uint64_t seed = 0; seed < 50; ++seed) {
            const Layer layer = drawnLayer(seed, 1);
            const auto words = packArray(layer.weights, layer.shape);
            const int rows = (layer.perOutput() + 287) / 288 * 288, columns = (layer.shape.outputs + 127) / 128 * 128;
            QCOMPARE(static_cast<int>(words.size()), rows * columns / 16);
            Codes read;
            for (int k = 0; k < layer.shape.outputs; ++k)
                for (int i = 0; i < layer.perOutput(); ++i) {
                    const int row = rows - 1 - i, block = row / 64;
                    const auto bit = [&](int plane) {
                        const auto word = static_cast<std::size_t>((2 * row + plane) * columns / 32 + k / 32);
                        return static_cast<int>(words[word] >> (31 - k % 32) & 1U);
                    };
                    const bool isPlain = k % 2 == 0 ? block >= 6 && block <= 11 : block > 8;
                    read.push_back(static_cast<std::int8_t>((bit(0) - bit(1)) * (isPlain ? 1 : -1)));
                }
            QCOMPARE(read, layer.weights);
        }
    }

    /// What lies beyond the outputs of a layer is zero, so that the channels a unit computes there are.
    void whatIsPaddedIsZero()
    {
        const Codes ones(2 * 3, 1);
        const std::vector<std::int32_t> biases(2, -1);
        const auto zeros = [](const Bytes &bytes) {
            return std::ranges::count(bytes, 0);
        };
        QCOMPARE(zeros(packConvolution(ones, biases, {2, 3, {}})), 16 * (3 + 4) - 2 * (3 + 4));
        QCOMPARE(zeros(packDepthwise(ones, biases, {2, 1, {1, 3}})), 16 * (3 + 4) - 2 * (3 + 4));
        QCOMPARE(zeros(packDense(ones, biases, {2, 3, {}})), 16 * (16 + 16) - 2 * (3 + 16));
        QCOMPARE(std::ranges::count(packArray(ones, {2, 3, {}}), 0U), 288 * 128 / 16 - 3); // Both outputs share a word.
    }

    void refusesWhatDoesNotFit()
    {
        const Codes weights(12, 1);
        const std::vector<std::int32_t> biases(3, 0);
        QCOMPARE(errorMessage([&] {
                     packConvolution(weights, biases, {2, 3, {}});
                 }),
                 "There are 12 weights and 3 biases to pack for a layer of 2 outputs, which has 6 weights.");
        QCOMPARE(errorMessage([&] {
                     packArray(Codes{0, 2}, {2, 1, {}});
                 }),
                 "The weight 2 of output 1 does not fit the analog array, whose weights are -1, 0 and 1.");
        QCOMPARE(errorMessage([&] {
                     packArray(Codes(1153), {1, 1153, {}});
                 }),
                 "A layer of 1153 rows and 1 columns does not fit the analog array, which has 1152 and 512.");
        QCOMPARE(errorMessage([&] {
                     packArray(Codes(513), {513, 1, {}});
                 }),
                 "A layer of 1 rows and 513 columns does not fit the analog array, which has 1152 and 512.");
    }
};

QTEST_APPLESS_MAIN(TestWeights)
#include "tst_weights.moc"
