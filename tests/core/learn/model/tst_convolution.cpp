// SPDX-License-Identifier: Apache-2.0
// Convolutions and pools against double precision, for shapes that LibTorch's own kernels refuse or get wrong.

#include "core/learn/model/convolution.h"

#include "tests/core/learn/test_device.h"

#include <ATen/Parallel.h>
#include <QTest>

namespace odimo::learn {

using torch::Tensor;

namespace {

network::Padding allSides(int padding) { return {padding, padding, padding, padding}; }

/// What PyTorch defines, in double precision, where oneDNN is not asked.
Tensor reference(const network::Convolution &op, const Tensor &x, const Tensor &weight)
{
    const Tensor padded =
        torch::constant_pad_nd(x, {op.padding.left, op.padding.right, op.padding.top, op.padding.bottom}, 0);
    const std::array<std::int64_t, 2> stride{op.stride.height, op.stride.width}, none{0, 0},
        dilation{op.dilation.height, op.dilation.width};
    return torch::conv2d(padded, weight, {}, stride, none, dilation, op.groups);
}

double distance(const Tensor &a, const Tensor &b)
{
    return ((a.to(torch::kFloat64) - b).abs().max() / b.abs().max().clamp_min(1e-30)).item<double>();
}

} // namespace

class TestConvolution : public QObject {
    Q_OBJECT

public:
    TestConvolution() { at::set_num_threads(2); }

private Q_SLOTS:
    /// A kernel that reads or writes beside its tensors gives wrong gradients or ends the test.
    void gradientsAreThoseOfTheDefinition_data()
    {
        QTest::addColumn<int>("outputs");
        QTest::addColumn<int>("kernel");
        QTest::addColumn<int>("stride");
        QTest::addColumn<int>("padding");
        QTest::addColumn<int>("side");
        QTest::newRow("short cut") << 8 << 1 << 2 << 0 << 16;
        QTest::newRow("narrow short cut") << 4 << 1 << 2 << 0 << 16;
        QTest::newRow("short cut of three") << 12 << 1 << 3 << 0 << 17;
        QTest::newRow("padded pointwise") << 8 << 1 << 1 << 3 << 8;
        QTest::newRow("padded short cut") << 8 << 1 << 2 << 1 << 8;
        QTest::newRow("padding of the kernel's size") << 8 << 3 << 1 << 3 << 8;
        QTest::newRow("padding larger than the image") << 8 << 3 << 1 << 9 << 4;
        QTest::newRow("padding far larger than the image") << 8 << 5 << 2 << 20 << 4;
        QTest::newRow("large kernel") << 8 << 9 << 1 << 8 << 4;
    }
    void gradientsAreThoseOfTheDefinition()
    {
        QFETCH(int, outputs);
        QFETCH(int, kernel);
        QFETCH(int, stride);
        QFETCH(int, padding);
        QFETCH(int, side);
        for (const int groups : {1, 4})
            for (const int images : {1, 2, 3, 7, 25, 33}) {
                const network::Convolution op{.outChannels = outputs,
                                              .kernel = {kernel, kernel},
                                              .stride = {stride, stride},
                                              .padding = allSides(padding),
                                              .groups = groups};
                torch::manual_seed(5);
                const Tensor x = torch::randn({images, side, side, 4}).permute({0, 3, 1, 2}).requires_grad_(true);
                const Tensor weight = torch::randn({outputs, 4 / groups, kernel, kernel}).requires_grad_(true);
                const Tensor exactX = x.detach().to(torch::kFloat64).requires_grad_(true);
                const Tensor exactWeight = weight.detach().to(torch::kFloat64).requires_grad_(true);
                const Tensor expected = reference(op, exactX, exactWeight);
                const auto wanted = torch::autograd::grad({expected.square().sum()}, {exactX, exactWeight});
                for (const Mode mode : {Mode::Training, Mode::MixedTraining}) {
                    // Without AVX-512, where nothing is trained so, LibTorch sums in bfloat16, too: 0.27 away.
                    if (mode == Mode::MixedTraining && !__builtin_cpu_supports("avx512f"))
                        continue;
                    const Tensor y = convolution(op, x, weight, {}, mode);
                    QVERIFY(distance(y, expected) < 1e-5); // single precision
                    const auto found = torch::autograd::grad({y.square().sum()}, {x, weight});
                    const double tolerance = mode == Mode::Training ? 1e-4 : 0.02; // bfloat16 has 8 bits
                    for (std::size_t i = 0; i < wanted.size(); ++i)
                        QVERIFY2(distance(found[i], wanted[i]) < tolerance,
                                 qPrintable(QString("%1 images, %2 groups, %3: %4")
                                                .arg(images)
                                                .arg(groups)
                                                .arg(mode == Mode::Training ? "float" : "bfloat16")
                                                .arg(distance(found[i], wanted[i]))));
                }
            }
    }

    void unevenPaddingOfPoolsCountsTheImageAlone()
    {
        torch::manual_seed(5);
        const Tensor x = torch::randn({3, 2, 5, 5});
        const Tensor average = averagePool({.kernel = {3, 3}, .stride = {2, 2}, .padding = {0, 0, 2, 2}}, x);
        const Tensor largest = maxPool({.kernel = {3, 3}, .stride = {2, 2}, .padding = {0, 0, 2, 2}}, x);
        QCOMPARE(average.size(2), std::int64_t{3});
        for (std::int64_t row = 0; row < 3; ++row)
            for (std::int64_t column = 0; column < 3; ++column) {
                const Tensor window = x.slice(2, 2 * row, std::min<std::int64_t>(2 * row + 3, 5))
                                          .slice(3, 2 * column, std::min<std::int64_t>(2 * column + 3, 5));
                QVERIFY(torch::allclose(average.select(2, row).select(2, column), window.mean({2, 3})));
                QVERIFY(torch::equal(largest.select(2, row).select(2, column), window.amax({2, 3})));
            }
    }

    /// What rounding up adds does not count, what is stated does: in the middle, at the ends, and alike on all sides.
    void paddingThatCountsIsPartOfTheMean_data()
    {
        QTest::addColumn<int>("begin");
        QTest::addColumn<int>("end");
        QTest::addColumn<int>("countedEnd");
        QTest::newRow("all of it, even") << 1 << 1 << 1;
        QTest::newRow("all of it, uneven") << 2 << 1 << 1;
        QTest::newRow("all of it, wide") << 2 << 2 << 2;
        QTest::newRow("not the end") << 1 << 2 << 0;
        QTest::newRow("half of the end") << 1 << 2 << 1;
    }
    void paddingThatCountsIsPartOfTheMean()
    {
        QFETCH(int, begin);
        QFETCH(int, end);
        QFETCH(int, countedEnd);
        torch::manual_seed(5);
        const Tensor x = torch::randn({3, 2, 6, 7}, onDevice());
        const network::AveragePool op{.kernel = {3, 3},
                                      .stride = {2, 2},
                                      .padding = {begin, begin, end, end},
                                      .counted = {begin, begin, countedEnd, countedEnd}};
        const Tensor actual = averagePool(op, x);
        const Tensor zeros = torch::constant_pad_nd(x, {begin, countedEnd, begin, countedEnd}, 0);
        QCOMPARE(actual.size(2), std::int64_t{(6 + begin + end - 3) / 2 + 1});
        for (std::int64_t row = 0; row < actual.size(2); ++row)
            for (std::int64_t column = 0; column < actual.size(3); ++column) {
                const Tensor window = zeros.slice(2, 2 * row, std::min<std::int64_t>(2 * row + 3, zeros.size(2)))
                                          .slice(3, 2 * column, std::min<std::int64_t>(2 * column + 3, zeros.size(3)));
                QVERIFY(torch::allclose(actual.select(2, row).select(2, column), window.mean({2, 3})));
            }
    }

    void poolsTakePaddingUpToTheirWindow()
    {
        const Tensor x = torch::ones({2, 3, 2, 2});
        const Tensor average = averagePool({.kernel = {5, 5}, .stride = {1, 1}, .padding = allSides(4)}, x);
        const Tensor largest = maxPool({.kernel = {5, 5}, .stride = {1, 1}, .padding = allSides(4)}, x);
        QCOMPARE(average.size(2), std::int64_t{6});
        QVERIFY(torch::equal(average, torch::ones_like(average)));
        QVERIFY(torch::equal(largest, torch::ones_like(largest)));
    }
};

} // namespace odimo::learn

QTEST_APPLESS_MAIN(odimo::learn::TestConvolution)
#include "tst_convolution.moc"
