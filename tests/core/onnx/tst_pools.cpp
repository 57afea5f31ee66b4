// SPDX-License-Identifier: Apache-2.0
// Pools against their definition in ONNX, written as a loop over windows; where that leaves a choice, onnxruntime's.
#include "core/base/error.h"
#include "tests/core/network/reference_forward.h"
#include "tests/core/onnx/model_builder.h"

#include <QTest>

#include <cmath>

using namespace odimo;
using namespace odimo::onnx;
using network::reference::Map;

namespace {

using Ints = std::vector<std::int64_t>;

/// A pool along one axis as its attributes say.
struct Axis {
    int size;
    int kernel;
    int stride;
    int begin;
    int end;
    bool ceil;

    int positions() const
    {
        const int room = size + begin + end - kernel;
        int count = room / stride + 1;
        if (ceil && room % stride != 0)
            ++count;
        // A window that begins behind the image does not count.
        return (count - 1) * stride >= size + begin ? count - 1 : count;
    }
    int start(int position) const { return position * stride - begin; }
    bool isInImage(int place) const { return place >= 0 && place < size; }
    bool isInPadded(int place) const { return place >= -begin && place < size + end; }
};

std::vector<double> byDefinition(bool isMaximum, bool countsPadding, const Axis &rows, const Axis &columns,
                                 const Map &image)
{
    std::vector<double> results;
    for (int y = 0; y < rows.positions(); ++y)
        for (int x = 0; x < columns.positions(); ++x) {
            double most = -INFINITY, sum = 0;
            int count = 0;
            for (int i = rows.start(y); i < rows.start(y) + rows.kernel; ++i)
                for (int j = columns.start(x); j < columns.start(x) + columns.kernel; ++j) {
                    if (rows.isInImage(i) && columns.isInImage(j)) {
                        most = std::max(most, image.at(0, i, j));
                        sum += image.at(0, i, j);
                        ++count;
                    } else if (countsPadding && rows.isInPadded(i) && columns.isInPadded(j)) {
                        ++count;
                    }
                }
            results.push_back(isMaximum ? most : sum / count);
        }
    return results;
}

/// Values of both signs.
Map someImage(int height, int width)
{
    return network::reference::fill({1, height, width},
                                    [](int, int row, int column) { return std::sin(3.0 * row + 1.7 * column) - 0.3; });
}

/// Ends the model with one class for each of `count` values, and computes them for `image`.
std::vector<double> valuesOf(ModelBuilder &model, const std::string &value, std::size_t count, const Map &image)
{
    std::vector<float> identity(count * count);
    for (std::size_t i = 0; i < count; ++i)
        identity[i * count + i] = 1;
    const auto size = static_cast<std::int64_t>(count);
    const std::string flat = model.node("Flatten", {value});
    const Import import = model.output(model.node("Gemm", {flat, model.floats({size, size}, identity)})).import();
    if (!import.model)
        throw Error(findingsText(import));
    std::vector<double> values = network::reference::logits(*import.model, image);
    if (count == 1) // One score becomes two, of which the first is 0.
        values.erase(values.begin());
    return values;
}

void compare(const std::vector<double> &actual, const std::vector<double> &expected)
{
    QCOMPARE(actual.size(), expected.size());
    for (std::size_t i = 0; i < actual.size(); ++i)
        QVERIFY2(std::abs(actual[i] - expected[i]) < 1e-12,
                 qPrintable(QString("%1: %2 instead of %3").arg(i).arg(actual[i]).arg(expected[i])));
}

} // namespace

class TestPools : public QObject {
    Q_OBJECT

private slots:
    void computeWhatOnnxDefines_data()
    {
        QTest::addColumn<QList<int>>("kernel");
        QTest::addColumn<QList<int>>("stride");
        QTest::addColumn<QList<int>>("pads");
        QTest::newRow("no padding") << QList{2, 2} << QList{2, 2} << QList{0, 0, 0, 0};
        QTest::newRow("even padding") << QList{3, 3} << QList{2, 2} << QList{1, 1, 1, 1};
        QTest::newRow("padding at the end") << QList{3, 2} << QList{2, 2} << QList{0, 0, 2, 1};
        QTest::newRow("padding at the beginning") << QList{3, 4} << QList{1, 3} << QList{2, 3, 0, 0};
        QTest::newRow("padding all around a large window") << QList{5, 5} << QList{3, 2} << QList{4, 1, 3, 4};
        QTest::newRow("stride beyond the window") << QList{1, 2} << QList{3, 4} << QList{0, 1, 0, 0};
        QTest::newRow("a window larger than the image") << QList{6, 8} << QList{2, 1} << QList{1, 0, 0, 1};
    }
    void computeWhatOnnxDefines()
    {
        QFETCH(QList<int>, kernel);
        QFETCH(QList<int>, stride);
        QFETCH(QList<int>, pads);
        for (const int height : {5, 6, 7})
            for (const bool ceil : {false, true})
                for (const std::string op : {"MaxPool", "AveragePool", "counting AveragePool"}) {
                    const Axis rows{height, kernel[0], stride[0], pads[0], pads[2], ceil};
                    const Axis columns{7, kernel[1], stride[1], pads[1], pads[3], ceil};
                    const Map image = someImage(height, columns.size);
                    const bool isMaximum = op == "MaxPool", counts = op.starts_with("counting");
                    Attributes attributes{{"kernel_shape", Ints{kernel.begin(), kernel.end()}},
                                          {"strides", Ints{stride.begin(), stride.end()}},
                                          {"pads", Ints{pads.begin(), pads.end()}},
                                          {"ceil_mode", std::int64_t{ceil}}};
                    if (counts)
                        attributes.emplace_back("count_include_pad", std::int64_t{1});
                    ModelBuilder model(17, {1, 1, height, columns.size});
                    const std::string pool = model.node(isMaximum ? "MaxPool" : "AveragePool", {"x"}, attributes);
                    const std::vector<double> expected = byDefinition(isMaximum, counts, rows, columns, image);
                    compare(valuesOf(model, pool, expected.size(), image), expected);
                }
    }

    void sameCountsItsPaddingIfToldTo_data()
    {
        QTest::addColumn<QString>("mode");
        QTest::addColumn<QList<int>>("pads");
        QTest::newRow("more at the end") << "SAME_UPPER" << QList{0, 0, 1, 1};
        QTest::newRow("more at the beginning") << "SAME_LOWER" << QList{1, 1, 0, 0};
    }
    void sameCountsItsPaddingIfToldTo()
    {
        QFETCH(QString, mode);
        QFETCH(QList<int>, pads);
        const Map image = someImage(6, 8);
        for (const bool counts : {false, true}) {
            ModelBuilder model(17, {1, 1, 6, 8});
            const std::string pool = model.node("AveragePool", {"x"},
                                                {{"kernel_shape", Ints{3, 3}},
                                                 {"strides", Ints{2, 2}},
                                                 {"auto_pad", mode.toStdString()},
                                                 {"ceil_mode", std::int64_t{1}}, // Says nothing new.
                                                 {"count_include_pad", std::int64_t{counts}}});
            const std::vector<double> expected = byDefinition(false, counts, {6, 3, 2, pads[0], pads[2], false},
                                                              {8, 3, 2, pads[1], pads[3], false}, image);
            compare(valuesOf(model, pool, 12, image), expected);
        }
    }

    /// As onnxruntime has it.
    void roundingUpWorksWithoutPaddingToo()
    {
        const Map image = someImage(6, 6);
        ModelBuilder model(17, {1, 1, 6, 6});
        const std::string pool = model.node("MaxPool", {"x"},
                                            {{"kernel_shape", Ints{5, 5}},
                                             {"strides", Ints{3, 3}},
                                             {"auto_pad", std::string("VALID")},
                                             {"ceil_mode", std::int64_t{1}}});
        const Axis axis{6, 5, 3, 0, 0, true};
        compare(valuesOf(model, pool, 4, image), byDefinition(true, false, axis, axis, image));
    }

    /// Where SAME leaves pixels out, runtimes do not agree on which.
    void sameIsRefusedWhereItLeavesPixelsOut_data()
    {
        QTest::addColumn<int>("size");
        QTest::addColumn<int>("stride");
        QTest::addColumn<bool>("isTaken");
        QTest::newRow("none") << 9 << 4 << true;
        QTest::newRow("the last") << 8 << 2 << true;
        QTest::newRow("two") << 9 << 3 << false;
        QTest::newRow("three") << 8 << 4 << false;
    }
    void sameIsRefusedWhereItLeavesPixelsOut()
    {
        QFETCH(int, size);
        QFETCH(int, stride);
        QFETCH(bool, isTaken);
        for (const std::string op : {"AveragePool", "Conv"}) {
            ModelBuilder model(17, {1, 3, size, size});
            std::vector<std::string> inputs{"x"};
            if (op == "Conv")
                inputs.push_back(model.ramp({3, 3, 1, 1}));
            const std::string node = model.node(op, inputs,
                                                {{"kernel_shape", Ints{1, 1}},
                                                 {"strides", Ints{stride, stride}},
                                                 {"auto_pad", std::string("SAME_UPPER")}});
            const Import import = model.output(model.classifier(node, 3)).import();
            QVERIFY2(import.model.has_value() == isTaken, findingsText(import).c_str());
            if (!isTaken)
                QVERIFY(findingOf(import, node).remedy.find("without auto_pad") != std::string::npos);
        }
    }

    void theLargestValueOfAnImageIsFound_data()
    {
        QTest::addColumn<QString>("op");
        QTest::addColumn<bool>("keeps");
        QTest::newRow("GlobalMaxPool") << "GlobalMaxPool" << true;
        QTest::newRow("ReduceMax") << "ReduceMax" << true;
        QTest::newRow("ReduceMax without the axes") << "ReduceMax" << false;
        QTest::newRow("ReduceMax in two steps") << "two" << true;
    }
    void theLargestValueOfAnImageIsFound()
    {
        QFETCH(QString, op);
        QFETCH(bool, keeps);
        const Map image = someImage(5, 6);
        ModelBuilder model(18, {1, 1, 5, 6});
        std::string value;
        if (op == "GlobalMaxPool")
            value = model.node("GlobalMaxPool", {"x"});
        else if (op == "two")
            value = model.node("ReduceMax", {model.node("ReduceMax", {"x", model.integers({3})}), model.integers({2})});
        else
            value = model.node("ReduceMax", {"x", model.integers({2, -1})}, {{"keepdims", std::int64_t{keeps}}});
        compare(valuesOf(model, value, 1, image), {*std::ranges::max_element(image.values)});
    }

    /// A Pad in front counts, as pixels do.
    void aPadBeforeAnAverageCounts()
    {
        const Map image = someImage(5, 6);
        ModelBuilder model(17, {1, 1, 5, 6});
        const std::string pad = model.node("Pad", {"x", model.integers({0, 0, 1, 0, 0, 0, 2, 1})});
        const std::string pool =
            model.node("AveragePool", {pad}, {{"kernel_shape", Ints{3, 3}}, {"strides", Ints{2, 2}}});
        const Axis rows{5, 3, 2, 1, 2, false}, columns{6, 3, 2, 0, 1, false};
        compare(valuesOf(model, pool, 9, image), byDefinition(false, true, rows, columns, image));
    }

    /// There a window may begin in what was padded.
    void aPadBeforeAPoolThatRoundsUpIsRefused_data()
    {
        QTest::addColumn<int>("pad");
        QTest::addColumn<bool>("isTaken");
        QTest::newRow("rounds up") << 1 << false;
        QTest::newRow("has nothing to round") << 2 << true;
    }
    void aPadBeforeAPoolThatRoundsUpIsRefused()
    {
        QFETCH(int, pad);
        QFETCH(bool, isTaken);
        ModelBuilder model(17, {1, 3, 5, 5});
        const std::string padded = model.node("Pad", {"x", model.integers({0, 0, 0, 0, 0, 0, pad, pad})});
        const std::string pool =
            model.node("AveragePool", {padded},
                       {{"kernel_shape", Ints{3, 3}}, {"strides", Ints{2, 2}}, {"ceil_mode", std::int64_t{1}}});
        const Import import =
            model.output(model.classifier(model.node("Conv", {pool, model.ramp({4, 3, 1, 1})}), 4)).import();
        QVERIFY2(import.model.has_value() == isTaken, findingsText(import).c_str());
    }

    void aPadBeforeARefusedLayerNamesIt_data()
    {
        QTest::addColumn<bool>("isComputed");
        QTest::newRow("weights that are computed") << true;
        QTest::newRow("a window that is refused") << false;
    }
    void aPadBeforeARefusedLayerNamesIt()
    {
        QFETCH(bool, isComputed);
        ModelBuilder model;
        const std::string pad = model.node("Pad", {"x", model.integers({0, 0, 1, 1, 0, 0, 1, 1})});
        const std::string weights = isComputed ? model.node("Relu", {"x"}) : model.ramp({4, 3, 1, 1});
        const std::string layer =
            model.node("Conv", {pad, weights}, {{"strides", Ints{7, 7}}, {"auto_pad", std::string("SAME_UPPER")}});
        const Import import = model.output(model.classifier(layer, 4)).import();
        QCOMPARE(findingOf(import, layer).verdict, Verdict::Refused);
        QCOMPARE(findingOf(import, pad).verdict, Verdict::Refused);
        QVERIFY2(findingOf(import, pad).reason.find("refused itself") != std::string::npos,
                 findingsText(import).c_str());
    }
};

QTEST_APPLESS_MAIN(TestPools)
#include "tst_pools.moc"
