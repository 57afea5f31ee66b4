// SPDX-License-Identifier: Apache-2.0
// Nodes that come to the same as others the importer knows.
#include "core/base/error.h"
#include "core/network/passes.h"
#include "tests/core/network/reference_forward.h"
#include "tests/core/onnx/model_builder.h"

#include <QElapsedTimer>
#include <QTest>

#include <cmath>
#include <functional>
#include <map>

using namespace odimo;
using namespace odimo::onnx;

namespace {

using Ints = std::vector<std::int64_t>;
constexpr double infinity = std::numeric_limits<double>::infinity();

std::string number(ModelBuilder &model, float value) { return model.floats({}, {value}); }

} // namespace

class TestSpellings : public QObject {
    Q_OBJECT

private slots:
    void clipsAreRelus_data()
    {
        QTest::addColumn<double>("ceiling");
        using Build = std::function<std::string(ModelBuilder &, const std::string &)>;
        m_clips.clear();
        const auto row = [&](const char *tag, double ceiling, Build build) {
            m_clips[tag] = std::move(build);
            QTest::newRow(tag) << ceiling;
        };
        row("Max with 0", infinity, [](ModelBuilder &m, const std::string &v) {
            return m.node("Max", {v, number(m, 0)});
        });
        row("0 first", infinity, [](ModelBuilder &m, const std::string &v) {
            return m.node("Max", {m.floats({1}, {0}), v});
        });
        row("Max with zeros", infinity, [](ModelBuilder &m, const std::string &v) {
            return m.node("Max", {v, m.floats({1, 4, 1, 1}, {0, 0, 0, 0})});
        });
        row("Max, then Min", 6, [](ModelBuilder &m, const std::string &v) {
            return m.node("Min", {m.node("Max", {v, number(m, 0)}), number(m, 6)});
        });
        row("Min, then Max", 6, [](ModelBuilder &m, const std::string &v) {
            return m.node("Max", {m.node("Min", {v, number(m, 6)}), number(m, 0)});
        });
        row("Relu, then Clip", 4, [](ModelBuilder &m, const std::string &v) {
            return m.node("Clip", {m.node("Relu", {v}), number(m, -1), number(m, 4)});
        });
        row("Relu, then Clip without a lower bound", 4, [](ModelBuilder &m, const std::string &v) {
            return m.node("Clip", {m.node("Relu", {v}), "", number(m, 4)});
        });
        row("Clip, then Relu", 4, [](ModelBuilder &m, const std::string &v) {
            return m.node("Relu", {m.node("Clip", {v, number(m, -4), number(m, 4)})});
        });
        row("LeakyRelu", infinity, [](ModelBuilder &m, const std::string &v) {
            return m.node("LeakyRelu", {v}, {{"alpha", 0.0F}});
        });
        row("Elu", infinity, [](ModelBuilder &m, const std::string &v) {
            return m.node("Elu", {v}, {{"alpha", 0.0F}});
        });
        row("ThresholdedRelu", infinity, [](ModelBuilder &m, const std::string &v) {
            return m.node("ThresholdedRelu", {v}, {{"alpha", 0.0F}});
        });
        row("PRelu", infinity, [](ModelBuilder &m, const std::string &v) {
            return m.node("PRelu", {v, m.floats({4, 1, 1}, {0, 0, 0, 0})});
        });
    }
    void clipsAreRelus()
    {
        QFETCH(double, ceiling);
        ModelBuilder model;
        const std::string value = m_clips.at(QTest::currentDataTag())(model, model.convolution("x", 3, 4));
        const Import import = model.output(model.classifier(value, 4)).import();
        QVERIFY2(import.model.has_value(), findingsText(import).c_str());
        QCOMPARE(import.findings.size(), import.graph.size());
        const network::Network simplified = network::simplify(import.model->network);
        QCOMPARE(simplified.nodes().size(), std::size_t{5});
        QCOMPARE(std::get<network::Convolution>(simplified.node(1).op).relu, std::optional(network::Relu{ceiling}));
    }

    void aClipBehindAPoolOfReluHasNoLowerBound()
    {
        ModelBuilder model;
        const std::string pool =
            model.node("MaxPool", {model.node("Relu", {model.convolution("x", 3, 4)})}, {{"kernel_shape", Ints{2, 2}}});
        const Import import = model.output(model.classifier(model.node("Min", {pool, number(model, 3)}), 4)).import();
        QVERIFY2(import.model.has_value(), findingsText(import).c_str());
    }

    void otherClipsAreRefused_data()
    {
        QTest::addColumn<QString>("op");
        QTest::addColumn<bool>("reads");
        QTest::newRow("from below 0") << "Min" << false;
        QTest::newRow("of two tensors") << "Max" << true;
        QTest::newRow("with a slope") << "LeakyRelu" << false;
    }
    void otherClipsAreRefused()
    {
        QFETCH(QString, op);
        QFETCH(bool, reads);
        ModelBuilder model;
        const std::string layer = model.convolution("x", 3, 4);
        const std::string value = op == "LeakyRelu"
                                      ? model.node("LeakyRelu", {layer})
                                      : model.node(op.toStdString(), {layer, reads ? layer : number(model, 3)});
        const Import import = model.output(model.classifier(value, 4)).import();
        const Finding finding = findingOf(import, value);
        QCOMPARE(finding.verdict, Verdict::Refused);
        QVERIFY(!finding.remedy.empty());
    }

    void aClippedValueThatOthersReadStays()
    {
        ModelBuilder model;
        const std::string relu = model.node("Relu", {model.convolution("x", 3, 4)});
        const std::string sum = model.node("Add", {relu, model.node("Min", {relu, number(model, 2)})});
        const Import import = model.output(model.classifier(sum, 4)).import();
        QVERIFY2(import.model.has_value(), findingsText(import).c_str());
        int relus = 0;
        for (const network::Node &node : import.model->network.nodes())
            relus += std::holds_alternative<network::Relu>(node.op) ? 1 : 0;
        QCOMPARE(relus, 2);
    }

    void sumsOfAnyNumberAreAdditions_data()
    {
        QTest::addColumn<int>("summands");
        for (const int summands : {1, 2, 3, 5})
            QTest::addRow("%d", summands) << summands;
    }
    void sumsOfAnyNumberAreAdditions()
    {
        QFETCH(int, summands);
        ModelBuilder model(17, {1, 1, 1, 1});
        std::vector<std::string> values;
        for (int index = 0; index < summands; ++index)
            values.push_back(model.node("Conv", {"x", model.floats({1, 1, 1, 1}, {std::ldexp(1.0F, index)})}));
        const std::string flat = model.node("Flatten", {model.node("Sum", values)});
        const std::string scores = model.node("MatMul", {flat, model.floats({1, 2}, {1, -1})});
        const Import import = model.output(scores).import();
        QVERIFY2(import.model.has_value(), findingsText(import).c_str());
        QCOMPARE(import.findings.size(), import.graph.size());
        network::reference::Map image({1, 1, 1});
        image.values = {1};
        const double sum = std::ldexp(1.0, summands) - 1;
        QCOMPARE(network::reference::logits(*import.model, image), (std::vector<double>{sum, -sum}));
    }

    void aSumOfAHundredThousandIsRefusedInTime()
    {
        ModelBuilder model;
        const std::string layer = model.convolution("x", 3, 4);
        const std::string sum = model.node("Sum", std::vector<std::string>(90'000, layer));
        QElapsedTimer timer;
        timer.start();
        const Import import = model.output(model.classifier(sum, 4)).import();
        QCOMPARE(findingOf(import, sum).verdict, Verdict::Refused);
        QVERIFY(timer.elapsed() < 60'000); // As in tst_bad_files.
    }

    void meansInTwoStepsAreOne_data()
    {
        QTest::addColumn<QList<int>>("axes");
        QTest::addColumn<QList<bool>>("keeps");
        QTest::addColumn<bool>("goes");
        QTest::newRow("width, height") << QList{3, 2} << QList{true, true} << true;
        QTest::newRow("height, width") << QList{2, 3} << QList{true, true} << true;
        QTest::newRow("axes go") << QList{2, 2} << QList{false, false} << true;
        QTest::newRow("from the end") << QList{-1, -1} << QList{false, false} << true;
        QTest::newRow("the second goes") << QList{2, 3} << QList{true, false} << false;
        QTest::newRow("channels") << QList{2, 1} << QList{true, true} << false;
    }
    void meansInTwoStepsAreOne()
    {
        QFETCH(QList<int>, axes);
        QFETCH(QList<bool>, keeps);
        QFETCH(bool, goes);
        ModelBuilder model(18);
        std::string value = model.convolution("x", 3, 4);
        for (const int step : {0, 1})
            value = model.node("ReduceMean", {value, model.integers({axes[step]})},
                               {{"keepdims", std::int64_t{keeps[step]}}});
        const std::string scores = keeps[1] ? model.node("Conv", {value, model.ramp({5, 4, 1, 1})})
                                            : model.node("Gemm", {value, model.ramp({4, 5})});
        const Import import = model.output(scores).import();
        QVERIFY2(import.model.has_value() == goes, findingsText(import).c_str());
        if (goes)
            QCOMPARE(findingOf(import, "ReduceMean2").reason, std::string("folded into ReduceMean3"));
    }

    void theOnlyPositionOfAnAxisIsASqueeze_data()
    {
        QTest::addColumn<qint64>("position");
        QTest::addColumn<bool>("keepsAxis");
        QTest::newRow("first") << qint64{0} << false;
        QTest::newRow("last") << qint64{-1} << false;
        QTest::newRow("as a list") << qint64{0} << true;
    }
    void theOnlyPositionOfAnAxisIsASqueeze()
    {
        QFETCH(qint64, position);
        QFETCH(bool, keepsAxis);
        ModelBuilder model;
        std::string value = model.node("GlobalAveragePool", {model.convolution("x", 3, 4)});
        for (int time = 0; time < 2; ++time) {
            const std::string which = model.integers({position});
            if (!keepsAxis)
                model.proto.mutable_graph()->mutable_initializer()->rbegin()->clear_dims();
            value = model.node("Gather", {value, which}, {{"axis", std::int64_t{keepsAxis ? 2 + time : 2}}});
        }
        if (keepsAxis)
            value = model.node("Flatten", {value});
        model.output(model.node("Gemm", {value, model.ramp({4, 4})}, {{"transB", std::int64_t{1}}}));
        const Import import = model.import();
        QVERIFY2(import.model.has_value(), findingsText(import).c_str());
        QCOMPARE(findingOf(import, "Gather3").op, std::string("Gather"));
        QCOMPARE(import.model->network.classes(), 4);
    }

    void aPositionOfSeveralInASignalIsRefused()
    {
        ModelBuilder model(17, {1, 3, 8});
        const std::string layer = model.node("Conv", {"x", model.ramp({4, 3, 3})});
        const std::string which = model.integers({1});
        model.proto.mutable_graph()->mutable_initializer()->rbegin()->clear_dims();
        const std::string flat = model.node("Gather", {layer, which}, {{"axis", std::int64_t{2}}});
        model.output(model.node("Gemm", {flat, model.ramp({4, 4})}, {{"transB", std::int64_t{1}}}));
        const Import import = model.import();
        QVERIFY2(findingOf(import, "Gather2").verdict == Verdict::Refused, findingsText(import).c_str());
    }

    void aPositionOfSeveralIsRefused()
    {
        ModelBuilder model;
        const std::string which = model.integers({1});
        model.proto.mutable_graph()->mutable_initializer()->rbegin()->clear_dims();
        const std::string row =
            model.node("Gather", {model.convolution("x", 3, 4), which}, {{"axis", std::int64_t{2}}});
        model.output(model.classifier(model.node("Unsqueeze", {row, model.integers({2})}), 4));
        QCOMPARE(findingOf(model.import(), "Gather2").verdict, Verdict::Refused);
    }

    /// PyTorch computes the amounts of a Pad within the file, beginning with the number of those that the program gave.
    void amountsOfPaddingAreComputed()
    {
        ModelBuilder model;
        const std::string given = model.integers({1, 2, 3, 4}); // left, right, top, bottom
        const std::string zeros =
            model.node("ConstantOfShape", {model.node("Sub", {model.integers({8}), model.node("Shape", {given})})});
        const std::string all = model.node("Concat", {given, model.node("Cast", {zeros}, {{"to", std::int64_t{7}}})},
                                           {{"axis", std::int64_t{0}}});
        const std::string pairs = model.node("Reshape", {all, model.integers({-1, 2})});
        const std::string reversed = model.node(
            "Slice", {pairs, model.integers({-1}), model.integers({-100}), model.integers({0}), model.integers({-1})});
        const std::string amounts =
            model.node("Reshape", {model.node("Transpose", {reversed}, {{"perm", Ints{1, 0}}}), model.integers({-1})});
        const std::string padded = model.node("Pad", {"x", amounts});
        model.output(model.classifier(model.convolution(padded, 3, 4, {}), 4));
        const Import import = model.import();
        QVERIFY2(import.model.has_value(), findingsText(import).c_str());
        const auto &convolution = std::get<network::Convolution>(import.model->network.node(1).op);
        QCOMPARE(convolution.padding, (network::Padding{.top = 3, .left = 1, .bottom = 4, .right = 2}));
    }

    void paddingsInARowAddUp()
    {
        ModelBuilder model;
        const std::string none = model.node("Pad", {"x", model.integers({0, 0, 0, 0, 0, 0, 0, 0})});
        const std::string first = model.node("Pad", {none, model.integers({0, 0, 1, 0, 0, 0, 0, 2})});
        const std::string second = model.node("Pad", {first, model.integers({0, 0, 0, 3, 0, 0, 4, 0})});
        const std::string last = model.node("Pad", {second, model.integers({0, 0, 0, 0, 0, 0, 0, 0})});
        const Import import = model.output(model.classifier(model.convolution(last, 3, 4), 4)).import();
        QVERIFY2(import.model.has_value(), findingsText(import).c_str());
        QCOMPARE(std::get<network::Convolution>(import.model->network.node(1).op).padding,
                 (network::Padding{2, 4, 5, 3}));
        QCOMPARE(findingOf(import, first).reason, std::string("folded into Conv5"));
        QCOMPARE(findingOf(import, second).reason, std::string("folded into Conv5"));
    }

    void paddingsOfAReluAddUpBeforeAMaxPool()
    {
        ModelBuilder model;
        std::string value = model.node("Relu", {model.convolution("x", 3, 4)});
        for (int pads = 0; pads < 2; ++pads)
            value = model.node("Pad", {value, model.integers({0, 0, 1, 1, 0, 0, 0, 0})});
        value = model.node("MaxPool", {value}, {{"kernel_shape", Ints{3, 3}}});
        const Import import = model.output(model.classifier(value, 4)).import();
        QVERIFY2(import.model.has_value(), findingsText(import).c_str());
        const network::Node &pool = import.model->network.node(import.model->network.find("MaxPool5"));
        QCOMPARE(std::get<network::MaxPool>(pool.op).padding, (network::Padding{2, 2, 0, 0}));
    }

private:
    std::map<std::string, std::function<std::string(ModelBuilder &, const std::string &)>> m_clips;
};

QTEST_APPLESS_MAIN(TestSpellings)
#include "tst_spellings.moc"
