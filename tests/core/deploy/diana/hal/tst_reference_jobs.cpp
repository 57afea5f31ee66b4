// SPDX-License-Identifier: Apache-2.0
#include "tests/core/deploy/diana/hal/layer_on_chip.h"

#include <QTest>

using namespace odimo;
using namespace odimo::samples;

namespace {

constexpr int draws = 60;

network::Extent drawnKernel(Random &random) { return {1 + 2 * random.below(4), 1 + 2 * random.below(4)}; }

} // namespace

/// Each job of the units against the executor, which is the definition of what they compute.
class TestReferenceJobs : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void digitalLayersEqualTheExecutor_data()
    {
        QTest::addColumn<DrawnConvolution>("drawn");
        QTest::addColumn<DigitalTiles>("tiles");
        const DigitalTiles whole{100, 1024, 0};
        const auto row = [&](const char *name, const DrawnConvolution &drawn, const DigitalTiles &tiles) {
            QTest::newRow(name) << drawn << tiles;
        };
        row("3x3", {{16, 8, 16}, 16, {3, 3}}, whole);
        row("three inputs", {{3, 9, 16}, 32, {3, 3}}, whole);
        row("20 outputs", {{16, 8, 16}, 20, {3, 3}}, whole);
        row("10 outputs of 5 inputs", {{5, 6, 6}, 10, {3, 3}}, whole);
        row("narrow", {{4, 8, 8}, 8, {3, 3}}, whole);
        row("one column", {{4, 8, 1}, 8, {3, 3}}, whole);
        row("wide", {{4, 5, 37}, 8, {3, 3}}, whole);
        row("1x1", {{7, 8, 9}, 17, {1, 1}}, whole);
        row("5x5", {{7, 8, 9}, 17, {5, 5}}, whole);
        row("7x7", {{7, 8, 9}, 17, {7, 7}}, whole);
        row("7x3", {{7, 8, 9}, 17, {7, 3}}, whole);
        row("stride 2 on odd maps", {{6, 9, 15}, 12, {3, 3}, 2}, whole);
        row("stride 2 on even maps", {{6, 8, 16}, 12, {3, 3}, 2}, whole);
        row("stride 2, 1x1", {{6, 7, 33}, 12, {1, 1}, 2}, whole);
        row("stride 2, 7x7", {{3, 21, 35}, 16, {7, 7}, 2}, whole);
        row("signed", {{6, 9, 15}, 12, {3, 3}, 1, false, true, false}, whole);
        row("depthwise", {{21, 9, 15}, 0, {3, 3}, 1, true}, whole);
        row("depthwise, stride 2", {{18, 9, 15}, 0, {5, 5}, 2, true, true, false}, whole);
        row("rows", {{16, 17, 16}, 16, {3, 3}}, {4, 16, 0});
        row("rows of stride 2", {{6, 17, 15}, 20, {5, 5}, 2}, {2, 16, 0});
        row("rows of a depthwise layer", {{32, 17, 15}, 0, {3, 3}, 1, true}, {5, 16, 0});
        row("columns", {{6, 9, 70}, 20, {3, 3}}, {4, 16, 16});
        row("columns of 7x7", {{6, 9, 64}, 20, {7, 7}}, {9, 32, 32});
        row("columns of stride 2", {{6, 9, 99}, 20, {5, 5}, 2}, {9, 32, 16});
        row("weights of more than 64 KiB", {{128, 4, 4}, 128, {3, 3}}, {4, 16, 0});
    }

    void digitalLayersEqualTheExecutor()
    {
        QFETCH(DrawnConvolution, drawn);
        QFETCH(DigitalTiles, tiles);
        Random random(deriveSeed(1, static_cast<std::uint64_t>(drawn.image.width)));
        const SingleLayer single = drawnDigital(drawn, random);
        QCOMPARE(DigitalLayer(single, tiles).output(), deploy::packMap(single.expected()));
    }

    void drawnDigitalLayersEqualTheExecutor()
    {
        for (std::uint64_t seed = 0; seed < draws; ++seed) {
            Random random(seed);
            DrawnConvolution drawn{{1 + random.below(24), 1 + random.below(20), 1 + random.below(40)},
                                   1 + random.below(40)};
            drawn.kernel = drawnKernel(random);
            drawn.stride = 1 + random.below(2);
            drawn.depthwise = random.below(3) == 0;
            drawn.isSigned = random.below(2) == 0;
            drawn.relu = random.below(2) == 0;
            const SingleLayer single = drawnDigital(drawn, random);
            const DigitalTiles tiles{1 + random.below(20), 16 * (1 + random.below(3)), 16 * random.below(3)};
            const bool equal = DigitalLayer(single, tiles).output() == deploy::packMap(single.expected());
            QVERIFY2(equal, std::to_string(seed).c_str());
        }
    }

    void analogLayersEqualTheExecutor_data()
    {
        QTest::addColumn<DrawnConvolution>("drawn");
        QTest::addColumn<int>("droppedInputBits");
        QTest::addColumn<int>("rows");
        QTest::addColumn<int>("unrolled");
        const auto row = [&](const char *name, const DrawnConvolution &drawn, int dropped, int rows, int unrolled) {
            QTest::newRow(name) << drawn << dropped << rows << unrolled;
        };
        row("3x3", {{32, 8, 16}, 20, {3, 3}}, 0, 100, 4);
        row("three inputs", {{3, 8, 9}, 17, {3, 3}}, 0, 100, 1);
        row("more than 64 inputs", {{70, 8, 10}, 65, {3, 3}}, 0, 100, 2);
        row("1x1", {{65, 7, 9}, 10, {1, 1}}, 0, 100, 1);
        row("5x5", {{7, 8, 9}, 17, {5, 5}}, 0, 3, 1);
        row("7x7", {{7, 8, 9}, 17, {7, 7}}, 0, 3, 1);
        row("stride 2 on odd maps", {{6, 9, 15}, 12, {3, 3}, 2}, 0, 2, 4);
        row("signed inputs", {{6, 9, 15}, 12, {3, 3}, 1, false, true, false}, 1, 4, 1);
        row("more than 1152 rows", {{150, 5, 5}, 12, {3, 3}}, 0, 2, 1);
        row("more than 1152 rows of 5x5", {{100, 5, 5}, 12, {5, 5}, 1, false, true, false}, 1, 5, 1);
        row("more than 512 columns", {{20, 4, 4}, 600, {1, 1}}, 0, 4, 4);
        row("one pixel", {{1300, 1, 1}, 600, {1, 1}, 1, false, false, false}, 0, 1, 1);
    }

    void analogLayersEqualTheExecutor()
    {
        QFETCH(DrawnConvolution, drawn);
        QFETCH(int, droppedInputBits);
        QFETCH(int, rows);
        QFETCH(int, unrolled);
        Random random(deriveSeed(2, static_cast<std::uint64_t>(drawn.image.channels)));
        const SingleLayer single = drawnAnalog(drawn, droppedInputBits, random);
        const AnalogLayer layer(single, rows);
        const auto pack = drawn.image.height * drawn.image.width == 1 ? deploy::packVector : deploy::packMap;
        QCOMPARE(layer.output(), pack(single.expected(), {}));
        QCOMPARE(layer.unrolled(), unrolled);
    }

    void drawnAnalogLayersEqualTheExecutor()
    {
        for (std::uint64_t seed = 0; seed < draws; ++seed) {
            Random random(deriveSeed(3, seed));
            DrawnConvolution drawn{{1 + random.below(100), 1 + random.below(8), 1 + random.below(12)},
                                   1 + random.below(100)};
            drawn.kernel = drawnKernel(random);
            drawn.stride = 1 + random.below(2);
            drawn.isSigned = random.below(2) == 0;
            drawn.relu = random.below(2) == 0;
            const SingleLayer single = drawnAnalog(drawn, drawn.isSigned, random);
            const AnalogLayer layer(single, 1 + random.below(8));
            const auto pack = drawn.image.height * drawn.image.width == 1 ? deploy::packVector : deploy::packMap;
            QVERIFY2(layer.output() == pack(single.expected(), {}), std::to_string(seed).c_str());
        }
    }

    void denseLayersEqualTheExecutor_data()
    {
        QTest::addColumn<int>("inputs");
        QTest::addColumn<int>("outputs");
        QTest::newRow("64 to 10") << 64 << 10;
        QTest::newRow("37 to 33") << 37 << 33;
        QTest::newRow("1 to 1") << 1 << 1;
        QTest::newRow("the most inputs") << 4080 << 16;
    }

    void denseLayersEqualTheExecutor()
    {
        QFETCH(int, inputs);
        QFETCH(int, outputs);
        Random random(static_cast<std::uint64_t>(inputs));
        const SingleLayer single = drawnDigital({{inputs, 1, 1}, outputs, {1, 1}, 1, false, true, false}, random);
        const auto &layer = single.layer();
        std::vector<std::int32_t> biases;
        for (const integer::Requantisation &channel : layer.channels)
            biases.push_back(channel.addend);
        const auto weights =
            deploy::packDense(bytesOf(layer.weights.begin(), layer.weights.size()), biases, {outputs, inputs, {}});
        const auto x = deploy::packVector(single.input);
        std::vector<std::int8_t> y(static_cast<std::size_t>(up(outputs, 16)), 99);

        diana_open(0);
        diana_dig_load_start(0, x.data(), static_cast<std::uint32_t>(x.size()));
        diana_dig_wait();
        for (int k = 0; k < outputs; k += 16) {
            diana_job job{};
            job.c = u16(inputs);
            job.k = u16(std::min(outputs - k, 16));
            job.shift = u8(layer.channels.front().shift);
            diana_dig_dense_start(0, 8192, weights.data() + k * (up(inputs, 16) + 16), &job);
            diana_dig_wait();
            diana_dig_store_start(y.data() + k, 8192, 16);
            diana_dig_wait();
        }
        diana_close();
        QCOMPARE(y, deploy::packVector(single.expected()));
    }

    void additionsEqualTheRule()
    {
        Random random(5);
        for (int shift = 0; shift < 3; ++shift) {
            const network::Shape shape{3, 5, 16};
            const integer::CodeTensor a = drawnCodes(shape, -128, 127, random);
            integer::CodeTensor b = drawnCodes(shape, -128, 127, random);
            const auto first = deploy::packMap(a), second = deploy::packMap(b);
            const auto bytes = static_cast<std::uint32_t>(first.size());
            std::vector<std::int8_t> y(first.size());
            diana_open(0);
            diana_dig_load_start(0, first.data(), bytes);
            diana_dig_wait();
            diana_dig_load_start(4096, second.data(), bytes);
            diana_dig_wait();
            diana_dig_add_start(0, 4096, 4096, bytes, u8(shift)); // In place.
            diana_dig_wait();
            diana_dig_store_start(y.data(), 4096, bytes);
            diana_dig_wait();
            diana_close();
            for (std::size_t i = 0; i < a.codes.size(); ++i)
                b.codes[i] = static_cast<std::int16_t>(integer::added(a.codes[i], b.codes[i], shift, {0, -128, 127}));
            QCOMPARE(y, deploy::packMap(b));
        }
    }

    /// The largest sums there are, which training and the executor rarely see.
    void sumsAtTheirEnds()
    {
        Random random(1);
        SingleLayer single = drawnDigital({{9, 3, 3}, 4, {3, 3}, 1, false, true, false}, random);
        integer::QuantisedLayer &layer = single.network.layers[1];
        std::ranges::fill(single.input.codes, std::int16_t{-128});
        std::ranges::fill(layer.weights, std::int16_t{-128});
        const std::int32_t ends[] = {(1 << 30), -(1 << 30), 0, -1};
        for (std::size_t k = 0; k < 4; ++k)
            layer.channels[k] = {1, ends[k], 24};
        QCOMPARE(DigitalLayer(single, {3, 16, 0}).output(), deploy::packMap(single.expected()));
    }
};

QTEST_APPLESS_MAIN(TestReferenceJobs)
#include "tst_reference_jobs.moc"
