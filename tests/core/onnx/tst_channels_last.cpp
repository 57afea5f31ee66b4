// SPDX-License-Identifier: Apache-2.0
// Networks as tf2onnx writes those of Keras: [N, H, W, C] between Transposes around each convolution. What they compute
// is known from the same network in [N, C, H, W], which has none of them.
#include "core/base/error.h"
#include "core/network/shape_inference.h"
#include "tests/core/network/reference_forward.h"
#include "tests/core/onnx/model_builder.h"

#include <QTest>

#include <cmath>
#include <functional>
#include <map>

using namespace odimo;
using namespace odimo::onnx;

namespace {

using Ints = std::vector<std::int64_t>;
using Floats = std::vector<float>;

constexpr std::int64_t height = 6;
constexpr std::int64_t width = 5;

/// Writes one network in both orders.
class Spelled {
public:
    explicit Spelled(bool isLast)
        : model(17, isLast ? Dimensions{1, height, width, 3} : Dimensions{1, 3, height, width}), m_isLast(isLast)
    {
    }

    std::string toFirst(const std::string &value)
    {
        return m_isLast ? model.node("Transpose", {value}, {{"perm", Ints{0, 3, 1, 2}}}) : value;
    }
    std::string toLast(const std::string &value)
    {
        return m_isLast ? model.node("Transpose", {value}, {{"perm", Ints{0, 2, 3, 1}}}) : value;
    }
    std::string convolution(const std::string &value, std::int64_t in, std::int64_t out)
    {
        return toLast(model.convolution(toFirst(value), in, out));
    }
    std::string pool(const std::string &op, const std::string &value)
    {
        return toLast(model.node(op, {toFirst(value)}, {{"kernel_shape", Ints{2, 2}}}));
    }
    /// One value a channel.
    std::string channels(const Floats &values)
    {
        const auto count = static_cast<std::int64_t>(values.size());
        return model.floats(m_isLast ? Dimensions{count} : Dimensions{1, count, 1, 1}, values);
    }
    std::int64_t channelAxis() const { return m_isLast ? 3 : 1; }
    Ints imageAxes() const { return m_isLast ? Ints{1, 2} : Ints{2, 3}; }
    /// Of amounts for [N, C, H, W].
    std::string amounts(const Ints &pads)
    {
        Ints own = pads;
        if (m_isLast)
            own = {pads[0], pads[2], pads[3], pads[1], pads[4], pads[6], pads[7], pads[5]};
        return model.integers(own);
    }
    /// A vector with one value a feature of an image [C, H, W], as the order has it.
    Floats features(std::int64_t count, std::int64_t rows, std::int64_t columns, std::int64_t outputs = 1) const
    {
        Floats values;
        for (std::int64_t feature = 0; feature < count * rows * columns; ++feature)
            for (std::int64_t output = 0; output < outputs; ++output) {
                const std::int64_t channel = feature % count;
                const std::int64_t place = m_isLast ? channel * rows * columns + feature / count : feature;
                values.push_back(static_cast<float>((place * outputs + output) % 89) * 0.02F - 0.8F);
            }
        return values;
    }
    std::string classifier(const std::string &flat, std::int64_t count, std::int64_t rows = 1, std::int64_t columns = 1)
    {
        const std::string weights = model.floats({count * rows * columns, 4}, features(count, rows, columns, 4));
        return model.node("Add", {model.node("MatMul", {flat, weights}), model.ramp({4})});
    }
    std::string meanClassifier(const std::string &value, std::int64_t count)
    {
        const std::string mean =
            model.node("ReduceMean", {value}, {{"axes", imageAxes()}, {"keepdims", std::int64_t{0}}});
        return classifier(mean, count);
    }

    ModelBuilder model;

private:
    bool m_isLast;
};

using Build = std::function<std::string(Spelled &)>;

const std::map<std::string, Build> &networks()
{
    static const std::map<std::string, Build> all = {
        {"activation",
         [](Spelled &n) {
             return n.meanClassifier(n.model.node("Relu", {n.convolution("x", 3, 4)}), 4);
         }},
        {"activation with a ceiling",
         [](Spelled &n) {
             const std::string clip =
                 n.model.node("Clip", {n.convolution("x", 3, 4), n.model.floats({}, {0}), n.model.floats({}, {0.3F})});
             return n.meanClassifier(n.convolution(clip, 4, 5), 5);
         }},
        {"scale and shift",
         [](Spelled &n) {
             const std::string scaled = n.model.node("Mul", {n.convolution("x", 3, 4), n.channels({1, -2, 0.5F, 3})});
             return n.meanClassifier(n.model.node("Relu", {n.model.node("Add", {scaled, n.channels({1, 2, 3, 4})})}),
                                     4);
         }},
        {"mean taken off the image",
         [](Spelled &n) {
             const std::string value = n.model.node("Sub", {"x", n.channels({0.4F, 0.5F, 0.6F})});
             return n.meanClassifier(n.toLast(n.model.node("Conv", {n.toFirst(value), n.model.ramp({4, 3, 3, 3})})), 4);
         }},
        {"sum",
         [](Spelled &n) {
             const std::string left = n.model.node("Relu", {n.convolution("x", 3, 4)});
             return n.meanClassifier(n.model.node("Add", {left, n.convolution(left, 4, 4)}), 4);
         }},
        {"concatenation",
         [](Spelled &n) {
             const std::string join = n.model.node("Concat", {n.convolution("x", 3, 1), n.convolution("x", 3, 4)},
                                                   {{"axis", n.channelAxis()}});
             return n.meanClassifier(n.convolution(n.model.node("Relu", {join}), 5, 4), 4);
         }},
        {"padding",
         [](Spelled &n) {
             const std::string pad =
                 n.model.node("Pad", {n.convolution("x", 3, 4), n.amounts({0, 0, 1, 0, 0, 0, 2, 3})});
             return n.meanClassifier(n.convolution(pad, 4, 4), 4);
         }},
        {"pools",
         [](Spelled &n) {
             const std::string pooled = n.pool("AveragePool", n.pool("MaxPool", n.convolution("x", 3, 4)));
             return n.meanClassifier(n.model.node("Relu", {pooled}), 4);
         }},
        {"kept axes of a mean",
         [](Spelled &n) {
             const std::string mean = n.model.node("ReduceMean", {n.convolution("x", 3, 4)}, {{"axes", n.imageAxes()}});
             const std::string layer = n.toLast(n.model.node("Conv", {n.toFirst(mean), n.model.ramp({5, 4, 1, 1})}));
             return n.classifier(n.model.node("Reshape", {layer, n.model.integers({-1, 5})}), 5);
         }},
        {"maximum of the image",
         [](Spelled &n) {
             const std::string most = n.model.node("ReduceMax", {n.convolution("x", 3, 4)},
                                                   {{"axes", n.imageAxes()}, {"keepdims", std::int64_t{0}}});
             return n.classifier(most, 4);
         }},
        {"flatten",
         [](Spelled &n) {
             const std::string relu = n.model.node("Relu", {n.convolution("x", 3, 4)});
             return n.classifier(n.model.node("Reshape", {relu, n.model.integers({-1, 4 * height * width})}), 4, height,
                                 width);
         }},
        {"activation behind a flatten",
         [](Spelled &n) {
             const std::string relu = n.model.node("Relu", {n.model.node("Flatten", {n.convolution("x", 3, 4)})});
             return n.classifier(relu, 4, height, width);
         }},
        {"scale and shift of features",
         [](Spelled &n) {
             const std::string flat = n.model.node("Relu", {n.model.node("Flatten", {n.convolution("x", 3, 4)})});
             const Floats each = n.features(4, height, width);
             const std::string scaled = n.model.node("Mul", {flat, n.model.floats({1, 4 * height * width}, each)});
             return n.classifier(n.model.node("Add", {scaled, n.model.floats({4 * height * width}, each)}), 4, height,
                                 width);
         }},
        {"normalisation of features",
         [](Spelled &n) {
             const std::string flat = n.model.node("Relu", {n.model.node("Flatten", {n.convolution("x", 3, 4)})});
             const Floats each = n.features(4, height, width);
             Floats squares;
             for (const float value : each)
                 squares.push_back(1 + value * value);
             const std::string values = n.model.floats({4 * height * width}, each);
             return n.classifier(n.model.node("BatchNormalization", {flat, values, values, values,
                                                                     n.model.floats({4 * height * width}, squares)}),
                                 4, height, width);
         }},
    };
    return all;
}

std::vector<double> scoresOf(const Build &build, bool isLast)
{
    Spelled network(isLast);
    const Import import = network.model.output(build(network)).import();
    if (!import.model)
        throw Error(findingsText(import));
    if (import.model->network.inputShape() != network::Shape{3, height, width})
        throw Error("the input is " + network::shapeText(import.model->network.inputShape()));
    Random random(7);
    return network::reference::logits(*import.model,
                                      network::reference::randomImage(import.model->network.inputShape(), random));
}

} // namespace

class TestChannelsLast : public QObject {
    Q_OBJECT

private slots:
    void computesTheSame_data()
    {
        QTest::addColumn<int>("unused");
        for (const auto &[name, build] : networks())
            QTest::newRow(name.c_str()) << 0;
    }
    void computesTheSame()
    {
        const Build &build = networks().at(QTest::currentDataTag());
        const std::vector<double> expected = scoresOf(build, false);
        const std::vector<double> actual = scoresOf(build, true);
        QCOMPARE(actual.size(), std::size_t{4});
        for (std::size_t i = 0; i < actual.size(); ++i)
            QVERIFY2(std::abs(actual[i] - expected[i]) < 1e-5 * (1 + std::abs(expected[i])),
                     qPrintable(QString("%1 instead of %2").arg(actual[i]).arg(expected[i])));
    }

    void aFullyConnectedLayerOverTheChannelsIsAConvolution()
    {
        ModelBuilder model(17, {1, 4, 6, 3});
        const std::string dense = model.node("MatMul", {model.node("Relu", {"x"}), model.ramp({3, 5})});
        const std::string first = model.node("Transpose", {dense}, {{"perm", Ints{0, 3, 1, 2}}});
        const Import import = model.output(model.classifier(model.convolution(first, 5, 4), 4)).import();
        QVERIFY2(import.model.has_value(), findingsText(import).c_str());
        const network::Tensor &weights = import.model->parameters.at(import.model->network.node(2).name + ".weight");
        QCOMPARE(weights.shape, (std::vector<std::int64_t>{5, 3, 1, 1}));
        QCOMPARE(weights.values[1], -0.5F + 0.01F * 5); // Output 0, input 1.
    }

    void theInputIsReadAsImagesEither_data()
    {
        QTest::addColumn<std::vector<std::int64_t>>("file");
        QTest::addColumn<std::vector<std::int64_t>>("shape");
        QTest::addColumn<bool>("isLast");
        QTest::newRow("colour, last") << Ints{1, 8, 9, 3} << Ints{3, 8, 9} << true;
        QTest::newRow("grey, last") << Ints{1, 8, 9, 1} << Ints{1, 8, 9} << true;
        QTest::newRow("colour, first") << Ints{1, 3, 8, 9} << Ints{3, 8, 9} << false;
        QTest::newRow("one column") << Ints{1, 3, 8, 1} << Ints{3, 8, 1} << false;
    }
    /// Nothing but the sizes tells the order before fully connected layers.
    void theInputIsReadAsImagesEither()
    {
        QFETCH(std::vector<std::int64_t>, file);
        QFETCH(std::vector<std::int64_t>, shape);
        QFETCH(bool, isLast);
        ModelBuilder model(17, file);
        const std::int64_t count = shape[0] * shape[1] * shape[2];
        const Import import =
            model.output(model.node("MatMul", {model.node("Flatten", {"x"}), model.ramp({count, 4})})).import();
        QVERIFY2(import.model.has_value(), findingsText(import).c_str());
        const network::Shape input = import.model->network.inputShape();
        QCOMPARE((Ints{input.channels, input.height, input.width}), shape);
        QCOMPARE(!import.findings[0].node.empty(), !isLast);
    }

    void theInputShapeFillsOpenSizes()
    {
        ModelBuilder model(17, {0, 0, 0, 3});
        const std::string first = model.node("Transpose", {"x"}, {{"perm", Ints{0, 3, 1, 2}}});
        model.output(model.classifier(model.convolution(first, 3, 4), 4));
        QCOMPARE(findingOf(model.import(), "").verdict, Verdict::Note);
        QVERIFY(findingsText(model.import()).find("leaves open: height, width") != std::string::npos);
        const Import import = model.import({.input = network::Shape{3, 20, 12}});
        QVERIFY2(import.model.has_value(), findingsText(import).c_str());
        QCOMPARE(import.model->network.inputShape(), (network::Shape{3, 20, 12}));
    }

    void anOrderThatDoesNotCancelIsRefusedWithItsReader()
    {
        ModelBuilder model;
        const std::string swapped =
            model.node("Transpose", {model.convolution("x", 3, 4)}, {{"perm", Ints{0, 2, 1, 3}}});
        const std::string relu = model.node("Relu", {swapped});
        const std::string layer = model.convolution(relu, 8, 4);
        const Import import = model.output(model.classifier(layer, 4)).import();
        QVERIFY(!import.model.has_value());
        const Finding finding = findingOf(import, swapped);
        QCOMPARE(finding.verdict, Verdict::Refused);
        QVERIFY2(finding.reason.find("for " + layer) != std::string::npos, finding.reason.c_str());
        // The remedy, followed.
        ModelBuilder undone;
        const std::string first =
            undone.node("Transpose", {undone.convolution("x", 3, 4)}, {{"perm", Ints{0, 2, 1, 3}}});
        const std::string back = undone.node("Transpose", {undone.node("Relu", {first})}, {{"perm", Ints{0, 2, 1, 3}}});
        QVERIFY(undone.output(undone.classifier(undone.convolution(back, 4, 4), 4)).import().model.has_value());
    }

    void whatContradictsItselfIsRefused_data()
    {
        QTest::addColumn<QString>("op");
        for (const char *op : {"Add", "Concat", "ReduceMean", "Pad", "MatMul", "Relu", "BatchNormalization", "Mul"})
            QTest::newRow(op) << op;
    }
    /// On a value in another order: a constant, nothing at all, or a number without axes in its place.
    void whatContradictsItselfIsRefused()
    {
        QFETCH(QString, op);
        for (const int spelling : {0, 1, 2, 3}) {
            ModelBuilder model(17, {1, 6, 5, 3});
            const std::string value =
                model.node("Transpose", {model.node("Relu", {"x"})}, {{"perm", Ints{0, 2, 1, 3}}});
            const std::string number = model.node("ReduceMean", {"x"}, {{"keepdims", std::int64_t{0}}});
            const std::string one = model.node("Reshape", {number, model.integers({1, 1})});
            const std::string constant = model.ramp({1, 5, 6, 3});
            const std::vector<std::vector<std::string>> inputs{
                {constant, value}, {value}, {value, one}, {one, constant}};
            const std::string result = model.node(op.toStdString(), inputs[static_cast<std::size_t>(spelling)]);
            const Import import = model.output(model.classifier(result, 3)).import();
            QVERIFY(!import.model.has_value());
        }
    }

    /// Between two Transposes of height and width.
    void windowsMayBeTurned_data()
    {
        QTest::addColumn<QString>("op");
        for (const char *op : {"Conv", "MaxPool", "AveragePool"})
            QTest::newRow(op) << op;
    }
    void windowsMayBeTurned()
    {
        QFETCH(QString, op);
        const auto scores = [&](bool isTurned) {
            ModelBuilder model(17, {1, 3, height, width});
            const auto either = [&](const Ints &sizes, const Ints &turned) {
                return isTurned ? turned : sizes;
            };
            const auto turned = [&](const std::string &value) {
                return isTurned ? model.node("Transpose", {value}, {{"perm", Ints{0, 1, 3, 2}}}) : value;
            };
            const Attributes window{{"kernel_shape", either({3, 2}, {2, 3})},
                                    {"strides", either({2, 1}, {1, 2})},
                                    {"pads", either({1, 0, 2, 1}, {0, 1, 1, 2})}};
            std::vector<std::string> inputs{turned("x")};
            if (op == "Conv") {
                Floats weights, turnedWeights;
                const auto weight = [](int kernel, int row, int column) {
                    return static_cast<float>((6 * kernel + 2 * row + column) % 11) - 5;
                };
                for (int place = 0; place < 4 * 3 * 6; ++place) {
                    weights.push_back(weight(place / 6, place % 6 / 2, place % 2));
                    turnedWeights.push_back(weight(place / 6, place % 3, place % 6 / 3));
                }
                inputs.push_back(isTurned ? model.floats({4, 3, 2, 3}, turnedWeights)
                                          : model.floats({4, 3, 3, 2}, weights));
            }
            const std::string value = turned(model.node(op.toStdString(), inputs, window));
            const Import import = model.output(model.classifier(value, op == "Conv" ? 4 : 3)).import();
            if (!import.model) {
                qWarning("%s", findingsText(import).c_str());
                return std::vector<double>();
            }
            Random random(5);
            return network::reference::logits(*import.model,
                                              network::reference::randomImage({3, height, width}, random));
        };
        const std::vector<double> actual = scores(true);
        const std::vector<double> expected = scores(false);
        QVERIFY(!actual.empty());
        QCOMPARE(actual.size(), expected.size());
        for (std::size_t i = 0; i < expected.size(); ++i)
            QVERIFY(std::abs(actual[i] - expected[i]) <= 1e-6 * (1 + std::abs(expected[i])));
    }

    void aRefusedNetworkIsShownWithItsChannelsFirst()
    {
        Spelled spelled(true);
        const std::string relu = spelled.model.node("Relu", {spelled.convolution("x", 3, 4)});
        const std::string unknown = spelled.model.node("Sinh", {relu});
        const Import import = spelled.model.output(spelled.model.classifier(unknown, 4)).import();
        QVERIFY(!import.model.has_value());
        const auto node = std::ranges::find(import.graph, relu, &GraphNode::name);
        QCOMPARE(node->output, std::optional(network::Shape{4, height, width}));
    }

    void sumsOfDifferentOrdersAreRefused()
    {
        ModelBuilder model(17, {1, 3, 8, 8});
        const std::string layer = model.convolution("x", 3, 8);
        const std::string turned = model.node("Transpose", {layer}, {{"perm", Ints{0, 2, 3, 1}}});
        const std::string sum = model.node("Add", {layer, turned});
        const Import import = model.output(model.classifier(sum, 8)).import();
        QCOMPARE(findingOf(import, turned).verdict, Verdict::Refused);
    }
};

QTEST_APPLESS_MAIN(TestChannelsLast)
#include "tst_channels_last.moc"
