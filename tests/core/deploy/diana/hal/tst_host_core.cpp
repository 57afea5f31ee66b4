// SPDX-License-Identifier: Apache-2.0
#include "tests/core/deploy/diana/hal/layer_on_chip.h"

#include <QTest>

#include <numeric>

using namespace odimo;
using namespace odimo::samples;
using deploy::packK64;
using deploy::packMap;
using deploy::packVector;
using integer::CodeTensor;

namespace {

using Bytes = std::vector<std::int8_t>;

constexpr int draws = 100;

bool isOnePixel(const network::Shape &shape) { return shape.height * shape.width == 1; }
diana_shape shapeOf(const network::Shape &shape) { return isOnePixel(shape) ? vectorOf(shape.channels) : mapOf(shape); }
Bytes packed(const CodeTensor &tensor) { return isOnePixel(tensor.shape) ? packVector(tensor) : packMap(tensor); }

/// Of the size of a tensor, and nothing that a function would write.
Bytes garbage(const network::Shape &shape)
{
    const diana_shape size = shapeOf(shape);
    return Bytes(diana_bytes(&size), 99);
}

network::Shape drawnShape(Random &random) { return {1 + random.below(9), 1 + random.below(9), 1 + random.below(20)}; }

/// A pool of any window that leaves something of the image.
template <typename Pool>
Pool drawnPool(const network::Shape &shape, Random &random)
{
    Pool pool;
    pool.kernel = {1 + random.below(std::min(4, shape.height)), 1 + random.below(std::min(4, shape.width))};
    pool.stride = {1 + random.below(3), 1 + random.below(3)};
    pool.padding = {random.below(pool.kernel.height), random.below(pool.kernel.width), random.below(pool.kernel.height),
                    random.below(pool.kernel.width)};
    return pool;
}

template <typename Pool>
diana_pool chipPool(const Pool &pool, const network::Padding &counted)
{
    return {u16(pool.kernel.width), u16(pool.kernel.height), u8(pool.stride.width), u8(pool.stride.height),
            u8(pool.padding.top),   u8(pool.padding.left),   u8(counted.top),       u8(counted.bottom),
            u8(counted.left),       u8(counted.right)};
}

/// What the host core makes of an image, and what it should.
template <typename Function, typename Pool>
std::pair<Bytes, Bytes> pooled(Function function, const network::Shape &shape, const Pool &op,
                               const network::Padding &counted, Random &random)
{
    const SingleLayer single = singleNode(shape, op, random.below(2) == 0, random);
    const CodeTensor expected = single.expected();
    const Bytes from = packed(single.input);
    Bytes made = garbage(expected.shape);
    const diana_shape fromShape = shapeOf(shape), toShape = shapeOf(expected.shape);
    const diana_pool pool = chipPool(op, counted);
    function(made.data(), &toShape, from.data(), &fromShape, &pool);
    return {made, packed(expected)};
}

} // namespace

/// What the host core computes between the jobs of the units, against the executor.
class TestHostCore : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void packsAndUnpacksInAnyOrder()
    {
        Random random(1);
        for (int draw = 0; draw < draws; ++draw) {
            const network::Shape shape =
                draw % 4 == 0 ? network::Shape{1 + random.below(40), 1, 1} : drawnShape(random);
            const CodeTensor tensor = drawnCodes(shape, -128, 127, random);
            std::vector<int> order(static_cast<std::size_t>(shape.channels)); // By place, as the tool has it.
            std::iota(order.begin(), order.end(), 0);
            shuffle(order, random);
            std::vector<std::uint16_t> place(order.size()); // By channel, as the chip has it.
            for (std::size_t i = 0; i < order.size(); ++i)
                place[static_cast<std::size_t>(order[i])] = static_cast<std::uint16_t>(i);
            const Bytes plain = bytesOf(tensor.codes.begin(), tensor.codes.size());
            const diana_shape size = shapeOf(shape);
            Bytes bytes = garbage(shape), back(plain.size());
            diana_cpu_pack(bytes.data(), &size, plain.data(), place.data());
            QCOMPARE(bytes, isOnePixel(shape) ? packVector(tensor, order) : packMap(tensor, order));
            diana_cpu_unpack(back.data(), bytes.data(), &size, place.data());
            QCOMPARE(back, plain);
        }
    }

    void convertsAnyPartForTheArray()
    {
        Random random(2);
        for (int draw = 0; draw < draws; ++draw) {
            const network::Shape shape{1 + random.below(150), 1 + random.below(6), 1 + random.below(20)};
            const CodeTensor tensor = drawnCodes(shape, -128, 127, random);
            const int first = random.below(shape.channels), row = random.below(shape.height);
            const diana_part part{u16(first), u16(1 + random.below(shape.channels - first)), u16(row),
                                  u16(1 + random.below(shape.height - row))};
            const int dropped = random.below(3);
            CodeTensor expected{{part.channels, part.rows, shape.width}, {}};
            for (int c = 0; c < part.channels; ++c)
                for (int y = 0; y < part.rows; ++y)
                    for (int x = 0; x < shape.width; ++x) {
                        const int index = ((first + c) * shape.height + row + y) * shape.width + x;
                        expected.codes.push_back(static_cast<std::int16_t>(
                            integer::shiftedRight(tensor.codes[static_cast<std::size_t>(index)], dropped)));
                    }
            const Bytes c16 = packMap(tensor), k64 = packK64(expected);
            Bytes made(k64.size(), 99);
            const diana_shape size = mapOf(shape);
            diana_cpu_c16_to_k64(made.data(), c16.data(), &size, &part, static_cast<unsigned>(dropped));
            QCOMPARE(made, k64);
        }
    }

    /// From any column of codes or sums to any channels and rows of a map.
    void requantisesByTheRule()
    {
        Random random(3);
        for (int shift = -3; shift <= 12; ++shift) {
            const bool isWide = shift % 2 == 0;
            const network::Shape shape{5, 4, 3};
            std::vector<std::int16_t> mul, add, sums;
            for (int k = 0; k < 3; ++k) {
                mul.push_back(static_cast<std::int16_t>(1 + random.below(127)));
                add.push_back(static_cast<std::int16_t>(random.below(1 << 16) - (1 << 15)));
            }
            for (int i = 0; i < 6 * 64; ++i)
                sums.push_back(static_cast<std::int16_t>(isWide ? random.below(2000) - 1000 : random.below(64) - 32));
            const Bytes codes = bytesOf(sums.begin(), sums.size());
            CodeTensor expected{shape, std::vector<std::int16_t>(5 * 12, 0)};
            for (std::size_t k = 0; k < 3; ++k)
                for (std::size_t pixel = 0; pixel < 6; ++pixel)
                    expected.codes[(2 + k) * 12 + 3 + pixel] = static_cast<std::int16_t>(
                        integer::requantised(sums[pixel * 64 + 7 + k], {mul[k], add[k], shift}, {0, -128, 127}));
            Bytes made(packMap(expected).size(), 0);
            const diana_shape size = mapOf(shape);
            const diana_part part{2, 3, 1, 2};
            const diana_requant by{mul.data(), add.data(), static_cast<std::int16_t>(shift), -128};
            if (isWide)
                diana_cpu_psum_requant_to_c16(made.data(), &size, &part, sums.data(), 64, 7, &by);
            else
                diana_cpu_adc_requant_to_c16(made.data(), &size, &part, codes.data(), 64, 7, &by);
            QCOMPARE(made, packMap(expected));
        }
    }

    void maximaEqualTheExecutor()
    {
        Random random(4);
        for (int draw = 0; draw < draws; ++draw) {
            const network::Shape shape = drawnShape(random);
            const auto op = drawnPool<network::MaxPool>(shape, random);
            const auto [made, expected] = pooled(diana_cpu_maxpool, shape, op, {}, random);
            QVERIFY2(made == expected, std::to_string(draw).c_str());
        }
    }

    void averagesEqualTheExecutor()
    {
        Random random(9);
        for (int draw = 0; draw < draws; ++draw) {
            const network::Shape shape = drawnShape(random);
            auto op = drawnPool<network::AveragePool>(shape, random);
            op.counted = random.below(2) == 0 ? op.padding : network::Padding{0, op.padding.left, 0, 0};
            const auto [made, expected] = pooled(diana_cpu_avgpool, shape, op, op.counted, random);
            QVERIFY2(made == expected, std::to_string(draw).c_str());
        }
    }

    void globalAveragesEqualTheExecutor()
    {
        Random random(5);
        for (int draw = 0; draw < draws; ++draw) {
            const network::Shape shape = drawnShape(random);
            const SingleLayer single = singleNode(shape, network::GlobalAveragePool{}, random.below(2) == 0, random);
            const Bytes from = packed(single.input);
            Bytes to = garbage({shape.channels, 1, 1});
            const diana_shape fromShape = shapeOf(shape);
            diana_cpu_gap(to.data(), from.data(), &fromShape);
            QCOMPARE(to, packVector(single.expected()));
        }
    }

    void flatteningEqualsTheExecutor()
    {
        Random random(6);
        for (int draw = 0; draw < draws; ++draw) {
            const network::Shape shape = drawnShape(random);
            const SingleLayer single = singleNode(shape, network::Flatten{}, true, random);
            const CodeTensor expected = single.expected();
            const Bytes from = packed(single.input);
            Bytes to = garbage(expected.shape);
            const diana_shape fromShape = shapeOf(shape);
            diana_cpu_flatten(to.data(), from.data(), &fromShape);
            QCOMPARE(to, packVector(expected));
        }
    }

    void lonelyRelusEqualTheRule()
    {
        Random random(7);
        for (int shift = -4; shift <= 8; ++shift) {
            const CodeTensor x = drawnCodes({3, 4, 5}, -128, 127, random);
            CodeTensor expected = x;
            for (std::int16_t &code : expected.codes)
                code = static_cast<std::int16_t>(integer::rescaled(code, shift, {0, 0, 127}));
            Bytes bytes = packMap(x);
            const diana_shape shape = mapOf(x.shape);
            diana_cpu_relu(bytes.data(), bytes.data(), &shape, shift);
            QCOMPARE(bytes, packMap(expected));
        }
    }

    void copiesChannels()
    {
        Random random(8);
        const CodeTensor a = drawnCodes({3, 4, 5}, -128, 127, random), b = drawnCodes({2, 4, 5}, -128, 127, random);
        CodeTensor expected{{5, 4, 5}, a.codes};
        expected.codes.insert(expected.codes.end(), b.codes.begin(), b.codes.end());
        Bytes to = garbage(expected.shape);
        const diana_shape toShape = mapOf(expected.shape), aShape = mapOf(a.shape), bShape = mapOf(b.shape);
        const Bytes first = packMap(a), second = packMap(b);
        diana_cpu_copy_channels(to.data(), &toShape, 3, second.data(), &bShape, 0, 2);
        diana_cpu_copy_channels(to.data(), &toShape, 0, first.data(), &aShape, 0, 1);
        diana_cpu_copy_channels(to.data(), &toShape, 1, first.data(), &aShape, 1, 2);
        QCOMPARE(to, packMap(expected));

        const CodeTensor part = drawnCodes({5, 1, 1}, -128, 127, random);
        CodeTensor joined{{7, 1, 1}, {1, 2}};
        joined.codes.insert(joined.codes.end(), part.codes.begin(), part.codes.end());
        Bytes vector = garbage(joined.shape);
        const diana_shape shape = vectorOf(7), partShape = vectorOf(5), two = vectorOf(2);
        const Bytes from = packVector(part), head = packVector({{2, 1, 1}, {1, 2}});
        const diana_part all{0, 7, 0, 1};
        diana_cpu_copy_channels(vector.data(), &shape, 2, from.data(), &partShape, 0, 5);
        diana_cpu_copy_channels(vector.data(), &shape, 0, head.data(), &two, 0, 2);
        diana_cpu_zero_padding(vector.data(), &shape, &all);
        QCOMPARE(vector, packVector(joined));
    }

    void zeroesColumnsOfAPartOnly()
    {
        Bytes bytes(2 * 2 * 16, 99);
        const diana_shape shape = mapOf({2, 2, 14});
        const diana_part part{1, 1, 0, 1};
        diana_cpu_zero_padding(bytes.data(), &shape, &part);
        Bytes expected(bytes.size(), 99);
        expected[32 + (14 ^ 3)] = 0;
        expected[32 + (15 ^ 3)] = 0;
        QCOMPARE(bytes, expected);
    }

    void checksumsAreThoseOfZipFiles()
    {
        QCOMPARE(diana_cpu_crc32("123456789", 9), 0xCBF43926U);
        QCOMPARE(diana_cpu_crc32("", 0), 0U);
    }
};

QTEST_APPLESS_MAIN(TestHostCore)
#include "tst_host_core.moc"
