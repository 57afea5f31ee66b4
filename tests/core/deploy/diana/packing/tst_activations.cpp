// SPDX-License-Identifier: Apache-2.0
#include "core/deploy/diana/packing/activations.h"

#include "core/base/random.h"
#include "tests/core/base/error_message.h"

#include <QTest>

#include <numeric>

using namespace odimo;
using namespace odimo::deploy;
using integer::CodeTensor;

namespace {

using Bytes = std::vector<std::int8_t>;

CodeTensor counted(const network::Shape &shape)
{
    CodeTensor made{shape,
                    std::vector<std::int16_t>(static_cast<std::size_t>(shape.channels * shape.height * shape.width))};
    std::iota(made.codes.begin(), made.codes.end(), 1);
    return made;
}

} // namespace

class TestActivations : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aMapHasRowsOf16ColumnsReversedInFours()
    {
        Bytes expected(2 * 16, 0);
        const Bytes first{4, 3, 2, 1, 0, 0, 0, 5}, second{9, 8, 7, 6, 0, 0, 0, 10};
        std::ranges::copy(first, expected.begin());
        std::ranges::copy(second, expected.begin() + 16);
        QCOMPARE(packMap(counted({1, 2, 5})), expected);
        QCOMPARE(packMap(counted({2, 1, 5})), expected);
        QCOMPARE(packMap(counted({1, 1, 17})).size(), std::size_t{32});
    }

    void aVectorIsPaddedTo16()
    {
        Bytes expected(16, 0);
        const Bytes first{4, 3, 2, 1, 0, 0, 0, 5};
        std::ranges::copy(first, expected.begin());
        QCOMPARE(packVector(counted({5, 1, 1})), expected);
        QCOMPARE(packVector(counted({17, 1, 1})).size(), std::size_t{32});
    }

    void k64Holds64ChannelsOfAPixel()
    {
        Bytes expected(2 * 64, 0);
        expected[0] = 1, expected[1] = 3, expected[2] = 5;
        expected[64] = 2, expected[65] = 4, expected[66] = 6;
        QCOMPARE(packK64(counted({3, 1, 2})), expected);
        QCOMPARE(packK64(counted({65, 1, 1})).size(), std::size_t{128});
    }

    void anOrderNamesTheChannelOfEachPlace()
    {
        const std::vector<int> order{2, 0, 1};
        const Bytes k64 = packK64(counted({3, 1, 1}), order);
        QCOMPARE(Bytes(k64.begin(), k64.begin() + 3), (Bytes{3, 1, 2}));
        const Bytes vector = packVector(counted({3, 1, 1}), order);
        QCOMPARE(Bytes(vector.begin(), vector.begin() + 4), (Bytes{0, 2, 1, 3}));
    }

    void whatIsPackedIsReadBack()
    {
        Random random(7);
        for (int draw = 0; draw < 50; ++draw) {
            CodeTensor tensor = counted({1 + random.below(70), 1 + random.below(5), 1 + random.below(20)});
            for (std::int16_t &code : tensor.codes)
                code = static_cast<std::int16_t>(random.below(256) - 128);
            std::vector<int> order(static_cast<std::size_t>(tensor.shape.channels));
            std::iota(order.begin(), order.end(), 0);
            shuffle(order, random);
            QCOMPARE(unpackMap(packMap(tensor, order), tensor.shape, order), tensor);
            QCOMPARE(unpackK64(packK64(tensor, order), tensor.shape, order), tensor);
            CodeTensor vector{{tensor.shape.channels, 1, 1}, tensor.codes};
            vector.codes.resize(order.size());
            QCOMPARE(unpackVector(packVector(vector, order), vector.shape, order), vector);
        }
    }

    void refusesWhatDoesNotFit()
    {
        QCOMPARE(errorMessage([] {
                     unpackMap(Bytes(15), {1, 1, 5});
                 }),
                 "A tensor has 15 bytes where its layout has 16.");
        QCOMPARE(errorMessage([] { packMap(CodeTensor{{1, 1, 1}, {128}}); }), "The code 128 does not fit 8 bits.");
        QCOMPARE(errorMessage([] { packVector(counted({1, 2, 1})); }), "A tensor of 2 x 1 pixels is no vector.");
        const std::vector<int> order{0};
        QCOMPARE(errorMessage([&] {
                     packMap(counted({2, 1, 1}), order);
                 }),
                 "An order of 1 channels was given for a tensor of 2.");
    }
};

QTEST_APPLESS_MAIN(TestActivations)
#include "tst_activations.moc"
