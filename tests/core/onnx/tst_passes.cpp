// SPDX-License-Identifier: Apache-2.0
#include "tests/core/network/reference_forward.h"
#include "tests/core/onnx/simplified_model.h"

#include <QTest>

#include <cmath>

using namespace odimo;
using namespace odimo::onnx;
using network::Padding;

namespace {

using Ints = std::vector<std::int64_t>;

} // namespace

class TestPasses : public QObject {
    Q_OBJECT

private slots:
    void sortsNodesThatStandInAnyOrder()
    {
        ModelBuilder model;
        model.output(model.classifier(model.convolution("x", 3, 4), 4));
        const Import inOrder = model.import();
        auto &nodes = *model.proto.mutable_graph()->mutable_node();
        std::reverse(nodes.begin(), nodes.end());
        const Import reversed = model.import();
        QVERIFY(inOrder.model && reversed.model);
        QVERIFY(inOrder.model->network == reversed.model->network);
        QCOMPARE(reversed.graph.front().op, std::string("Gemm"));
    }

    void leavesOutWhatTheOutputDoesNotNeed()
    {
        ModelBuilder model;
        const std::string unused = model.node("Sigmoid", {"x"});
        const Import import = model.output(model.classifier(model.convolution("x", 3, 4), 4)).import();
        QVERIFY(import.model.has_value());
        QCOMPARE(findingOf(import, unused).verdict, Verdict::Note);
    }

    void identitiesGo_data()
    {
        QTest::addColumn<QString>("op");
        for (const char *op : {"Identity", "Dropout", "Cast"})
            QTest::newRow(op) << op;
    }
    void identitiesGo()
    {
        QFETCH(QString, op);
        ModelBuilder model;
        const std::string value =
            model.node(op.toStdString(), {model.convolution("x", 3, 4)}, {{"to", std::int64_t{1}}});
        const network::Model result = simplified(model, model.classifier(value, 4));
        QCOMPARE(operatorsOf(result.network), plain);
        QCOMPARE(findingOf(model.import(), value).verdict, Verdict::Folded);
    }

    void shapesComputedFromTheImageAreConstants()
    {
        // x.view(x.size(0), -1) as PyTorch exports it.
        ModelBuilder model(13, {0, 3, 4, 4});
        const std::string shape = model.node("Shape", {"x"});
        const std::string zero = model.node("Constant", {}, {{"value_int", std::int64_t{0}}});
        const std::string batch = model.node("Gather", {shape, zero}, {{"axis", std::int64_t{0}}});
        const std::string list = model.node("Unsqueeze", {batch, model.integers({0})});
        const std::string target = model.node("Concat", {list, model.integers({-1})}, {{"axis", std::int64_t{0}}});
        const std::string flat = model.node("Reshape", {"x", target});
        const network::Model result = simplified(model, model.node("MatMul", {flat, model.ramp({48, 4})}));
        QCOMPARE(operatorsOf(result.network), (std::vector<std::string>{"input", "flatten", "fully_connected"}));
    }

    void theEndingIsLeftOut_data()
    {
        QTest::addColumn<QString>("op");
        QTest::addColumn<int>("opset");
        QTest::addColumn<int>("axis");
        QTest::addColumn<bool>("goes");
        for (const char *op : {"Softmax", "LogSoftmax", "Hardmax"}) {
            QTest::addRow("%s, last axis", op) << op << 13 << -1 << true;
            QTest::addRow("%s, first axis", op) << op << 13 << 1 << true;
            QTest::addRow("%s, old opset", op) << op << 11 << 1 << true;
            QTest::addRow("%s, over the batch", op) << op << 13 << 0 << false;
        }
        QTest::newRow("ArgMax") << "ArgMax" << 13 << 1 << true;
        QTest::newRow("ArgMax, last axis") << "ArgMax" << 9 << -1 << true;
        QTest::newRow("ArgMax, over the batch") << "ArgMax" << 13 << 0 << false;
        QTest::newRow("Sigmoid") << "Sigmoid" << 13 << 0 << true;
    }
    void theEndingIsLeftOut()
    {
        QFETCH(QString, op);
        QFETCH(int, opset);
        QFETCH(int, axis);
        QFETCH(bool, goes);
        ModelBuilder model(opset);
        const std::string scores = model.classifier(model.convolution("x", 3, 4), 4);
        const std::string last = model.node(op.toStdString(), {scores}, {{"axis", std::int64_t{axis}}});
        const Import import = model.output(last).import();
        QCOMPARE(import.model.has_value(), goes);
        QCOMPARE(findingOf(import, last).verdict, goes ? Verdict::Note : Verdict::Refused);
        QCOMPARE(import.findings.size(), import.graph.size());
    }

    void theLogarithmOfASoftmaxIsLeftOut()
    {
        ModelBuilder model;
        const std::string softmax = model.node("Softmax", {model.classifier(model.convolution("x", 3, 4), 4)});
        QCOMPARE(operatorsOf(simplified(model, model.node("Log", {softmax})).network), plain);
    }

    void aClipOfTheScoresIsLeftOut()
    {
        ModelBuilder model;
        const std::string scores = model.classifier(model.convolution("x", 3, 4), 4);
        const std::string least = model.node("Max", {scores, model.floats({}, {-1})});
        const network::Model result = simplified(model, model.node("Min", {least, model.floats({}, {0.99F})}));
        QCOMPARE(operatorsOf(result.network), plain);
    }

    void theOutputThatNothingReadsIsTaken()
    {
        ModelBuilder model;
        const std::string layer = model.convolution("x", 3, 4);
        model.output(layer);
        model.proto.mutable_graph()->add_output()->set_name(model.classifier(layer, 4));
        const Import import = model.import();
        QVERIFY2(import.model.has_value(), findingsText(import).c_str());
        QCOMPARE(operatorsOf(import.model->network), plain);
    }

    void wholeNumbersOfBothWidthsAreJoined()
    {
        ModelBuilder model(17, {1, 3, 8, 8});
        const std::string layer = model.convolution("x", 3, 4);
        const std::string sizes = model.node("Cast", {model.node("Shape", {layer})}, {{"to", std::int64_t{6}}});
        const std::string batch = model.node("Gather", {sizes, model.integers({0})});
        const std::string rest = model.node("Cast", {model.integers({-1})}, {{"to", std::int64_t{6}}});
        const std::string shape = model.node("Concat", {batch, rest}, {{"axis", std::int64_t{0}}});
        const std::string wide = model.node("Cast", {shape}, {{"to", std::int64_t{7}}});
        const std::string flat = model.node("Reshape", {layer, wide});
        const Import import = model.output(model.node("Gemm", {flat, model.ramp({256, 3})})).import();
        QVERIFY2(import.model.has_value(), findingsText(import).c_str());
    }

    void viewsAroundTheEndingGoWithIt()
    {
        ModelBuilder model;
        const std::string scores = model.classifier(model.convolution("x", 3, 4), 4);
        const std::string list = model.node("Reshape", {scores, model.integers({4})});
        const std::string softmax = model.node("Softmax", {list}, {{"axis", std::int64_t{0}}});
        const std::string shaped = model.node("Reshape", {softmax, model.integers({1, 1, 4})});
        const std::string best = model.node("ArgMax", {shaped}, {{"axis", std::int64_t{2}}});
        const std::string number = model.node("Cast", {best}, {{"to", std::int64_t{6}}});
        QCOMPARE(operatorsOf(simplified(model, number).network), plain);
        const Import import = model.import();
        for (const std::string &node : {softmax, best})
            QCOMPARE(findingOf(import, node).verdict, Verdict::Note);
        for (const std::string &node : {list, shaped})
            QCOMPARE(findingOf(import, node).verdict, Verdict::Folded);
    }

    void anEndingBeforeAConvolutionIsRefused()
    {
        ModelBuilder model;
        const std::string scores = model.node("GlobalAveragePool", {model.convolution("x", 3, 4)});
        const std::string gate = model.node("Sigmoid", {scores});
        const Import import = model.output(model.node("Conv", {gate, model.ramp({2, 4, 1, 1})})).import();
        QCOMPARE(findingOf(import, gate).verdict, Verdict::Refused);
    }

    void oneScoreIsTwoClasses_data()
    {
        QTest::addColumn<QString>("kind");
        for (const char *kind : {"Gemm", "Gemm, transB", "MatMul", "Conv", "Conv, BatchNormalization", "sum"})
            QTest::newRow(kind) << kind;
    }
    void oneScoreIsTwoClasses()
    {
        QFETCH(QString, kind);
        ModelBuilder model(17, {1, 2, 2, 2});
        const std::string flat = model.node("Flatten", {model.node("GlobalAveragePool", {"x"})});
        std::string score;
        if (kind == "Gemm")
            score = model.node("Gemm", {flat, model.floats({2, 1}, {1, 2}), model.floats({}, {4})}, {{"alpha", 2.0F}});
        else if (kind == "Gemm, transB")
            score = model.node("Gemm", {flat, model.floats({1, 2}, {2, 4}), model.floats({1, 1}, {4})},
                               {{"transB", std::int64_t{1}}});
        else if (kind == "MatMul")
            score =
                model.node("Add", {model.node("MatMul", {flat, model.floats({2, 1}, {2, 4})}), model.floats({1}, {4})});
        else
            score = model.node("Conv", {"x", model.floats({1, 2, 1, 1}, {2, 4}), model.floats({1}, {4})});
        if (kind == "Conv, BatchNormalization")
            score = model.node(
                "BatchNormalization",
                {score, model.floats({1}, {3}), model.floats({1}, {1}), model.floats({1}, {5}), model.floats({1}, {3})},
                {{"epsilon", 1.0F}});
        if (kind == "sum")
            score = model.node("Add", {score, score});
        if (kind.startsWith("Conv") || kind == "sum")
            score = model.node("Flatten", {model.node("GlobalAveragePool", {score})});
        const Import import = model.output(model.node("Sigmoid", {score})).import();
        QVERIFY2(import.model.has_value() == (kind != "sum"), findingsText(import).c_str());
        QVERIFY2(findingsText(import).find(kind == "sum" ? "allows for no second" : "two classes") != std::string::npos,
                 findingsText(import).c_str());
        if (!import.model)
            return;
        network::reference::Map image({2, 2, 2});
        image.values = {1, 1, 1, 1, 2, 3, 2, 1};
        // 2 * 1 + 4 * 2 + 4; normalised (14 - 5) / 2 * 3 + 1.
        const double expected = kind == "Conv, BatchNormalization" ? 14.5 : 14;
        QCOMPARE(network::reference::logits(*import.model, image), (std::vector<double>{0, expected}));
    }

    void softmaxInTheMiddleIsRefused()
    {
        ModelBuilder model;
        const std::string softmax = model.node("Softmax", {"x"});
        const Import import = model.output(model.classifier(model.convolution(softmax, 3, 4), 4)).import();
        QCOMPARE(findingOf(import, softmax).verdict, Verdict::Refused);
    }

    void transposesThatCancelGo()
    {
        ModelBuilder model;
        const std::string there = model.node("Transpose", {model.convolution("x", 3, 4)}, {{"perm", Ints{0, 2, 3, 1}}});
        const std::string back = model.node("Transpose", {there}, {{"perm", Ints{0, 3, 1, 2}}});
        QCOMPARE(operatorsOf(simplified(model, model.classifier(back, 4)).network), plain);
    }

    void aTransposeOfSinglePixelsIsAFlatten()
    {
        ModelBuilder model;
        const std::string pooled = model.node("GlobalAveragePool", {model.convolution("x", 3, 4)});
        const std::string last = model.node("Transpose", {pooled}, {{"perm", Ints{0, 2, 3, 1}}});
        const std::string flat = model.node("Reshape", {last, model.integers({-1, 4})});
        const std::string scores = model.node("MatMul", {flat, model.ramp({4, 4})});
        QCOMPARE(operatorsOf(simplified(model, scores).network), plain);
    }

    void chainsOfViewsAreOneFlatten()
    {
        ModelBuilder model;
        const std::string pooled = model.node("GlobalAveragePool", {model.convolution("x", 3, 4)});
        const std::string first = model.node("Squeeze", {pooled, model.integers({3})});
        const std::string second = model.node("Squeeze", {first, model.integers({2})});
        const network::Model result = simplified(model, model.node("MatMul", {second, model.ramp({4, 4})}));
        QCOMPARE(operatorsOf(result.network), plain);
    }

    void paddingGoesIntoTheConvolution()
    {
        ModelBuilder model;
        const std::string pad = model.node("Pad", {"x", model.integers({0, 0, 1, 2, 0, 0, 3, 4})});
        const std::string layer = model.convolution(pad, 3, 4, {{"pads", Ints{1, 1, 1, 1}}});
        const network::Model result = simplified(model, model.classifier(layer, 4));
        QCOMPARE(std::get<network::Convolution>(result.network.node(1).op).padding, (Padding{2, 3, 4, 5}));
        QVERIFY(findingOf(model.import(), pad).reason.find("folded into Conv2") != std::string::npos);
    }

    void automaticPaddingCountsFromThePaddedImage()
    {
        // SAME on 8 + 1 pixels with stride 2 asks for 5 positions, one more than on 8.
        ModelBuilder model;
        const std::string pad = model.node("Pad", {"x"}, {{"pads", Ints{0, 0, 0, 0, 0, 0, 1, 1}}});
        const std::string layer =
            model.convolution(pad, 3, 4, {{"auto_pad", std::string("SAME_UPPER")}, {"strides", Ints{2, 2}}});
        const network::Model result = simplified(model, model.classifier(layer, 4));
        QCOMPARE(result.network.node(1).output, (network::Shape{4, 5, 5}));
    }

    void paddingGoesIntoAPoolOnlyWhereItNeverWins_data()
    {
        QTest::addColumn<bool>("relu");
        QTest::addColumn<double>("value");
        QTest::addColumn<bool>("goes");
        QTest::newRow("zeros around ReLU") << true << 0.0 << true;
        QTest::newRow("zeros around anything") << false << 0.0 << false;
        QTest::newRow("minus infinity") << false << double{-INFINITY} << true;
        QTest::newRow("ones") << true << 1.0 << false;
    }
    void paddingGoesIntoAPoolOnlyWhereItNeverWins()
    {
        QFETCH(bool, relu);
        QFETCH(double, value);
        QFETCH(bool, goes);
        ModelBuilder model;
        const std::string layer = model.convolution("x", 3, 4);
        const std::string pad =
            model.node("Pad", {relu ? model.node("Relu", {layer}) : layer, model.integers({0, 0, 1, 1, 0, 0, 1, 1}),
                               model.floats({}, {static_cast<float>(value)})});
        const std::string pool = model.node("MaxPool", {pad}, {{"kernel_shape", Ints{3, 3}}, {"strides", Ints{2, 2}}});
        const Import import = model.output(model.classifier(pool, 4)).import();
        QCOMPARE(import.model.has_value(), goes);
        QCOMPARE(findingOf(import, pad).verdict, goes ? Verdict::Folded : Verdict::Refused);
    }

    void otherPaddingIsRefused_data()
    {
        QTest::addColumn<QList<int>>("pads");
        QTest::addColumn<QString>("mode");
        QTest::newRow("channels") << QList{0, 1, 0, 0, 0, 0, 0, 0} << "constant";
        QTest::newRow("mirrored") << QList{0, 0, 1, 1, 0, 0, 1, 1} << "reflect";
        QTest::newRow("cropped") << QList{0, 0, -1, 0, 0, 0, 0, 0} << "constant";
        QTest::newRow("too few") << QList{0, 0, 1, 1} << "constant";
    }
    void otherPaddingIsRefused()
    {
        QFETCH(QList<int>, pads);
        QFETCH(QString, mode);
        ModelBuilder model;
        const std::string pad =
            model.node("Pad", {"x", model.integers(Ints(pads.begin(), pads.end()))}, {{"mode", mode.toStdString()}});
        const Import import = model.output(model.classifier(model.convolution(pad, 3, 4), 4)).import();
        QCOMPARE(findingOf(import, pad).verdict, Verdict::Refused);
    }

    void aConstantAddedToALayerIsItsBias()
    {
        ModelBuilder model(17, {1, 2, 1, 1});
        const std::string conv =
            model.node("Conv", {"x", model.floats({2, 2, 1, 1}, {1, 2, 3, 4}), model.floats({2}, {1, 2})});
        const std::string sum = model.node("Add", {model.floats({1, 2, 1, 1}, {10, 20}), conv});
        const std::string flat = model.node("Flatten", {sum});
        const std::string product = model.node("MatMul", {flat, model.floats({2, 2}, {1, 3, 2, 4})});
        const std::string scores = model.node("Add", {product, model.floats({2}, {5, 6})});
        const network::Model result = simplified(model, scores);
        QCOMPARE(operatorsOf(result.network),
                 (std::vector<std::string>{"input", "convolution", "flatten", "fully_connected"}));
        QCOMPARE(result.parameters.at("Conv1.bias").values, (std::vector<float>{11, 22}));
        QCOMPARE(result.parameters.at("MatMul4.bias").values, (std::vector<float>{5, 6}));
        network::reference::Map image({2, 1, 1});
        image.values = {1, 1};
        // Conv: [1 + 2, 3 + 4] + [11, 22] = [14, 29]; then [[1, 2], [3, 4]] times that + [5, 6].
        QCOMPARE(network::reference::logits(result, image), (std::vector<double>{77, 164}));
    }

    void aLayerThatOthersReadKeepsItsBias()
    {
        ModelBuilder model;
        const std::string layer = model.convolution("x", 3, 4);
        const std::string sum = model.node("Add", {layer, model.ramp({4, 1, 1})});
        const Import import = model.output(model.classifier(model.node("Add", {layer, sum}), 4)).import();
        QCOMPARE(findingOf(import, sum).verdict, Verdict::Mappable); // A layer of its own.
    }

    void batchNormalizationFoldsIntoItsLayer()
    {
        ModelBuilder model;
        const std::string layer = model.convolution("x", 3, 4);
        const std::string normalized = model.node(
            "BatchNormalization", {layer, model.ramp({4}, 1), model.ramp({4}), model.ramp({4}), model.ramp({4}, 1)});
        const std::string relu = model.node("Relu", {normalized});
        const Import import = model.output(model.classifier(relu, 4)).import();
        QCOMPARE(findingOf(import, normalized).reason, "folded into " + layer);
        QCOMPARE(findingOf(import, relu).reason, "folded into " + layer);
        QCOMPARE(operatorsOf(network::simplify(*import.model).network), plain);
    }
};

QTEST_APPLESS_MAIN(TestPasses)
#include "tst_passes.moc"
