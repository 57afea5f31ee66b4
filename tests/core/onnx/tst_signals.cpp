// SPDX-License-Identifier: Apache-2.0
// Networks for signals compute what the same networks, spelled for images of height 1, do.
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

constexpr std::int64_t channels = 3;
constexpr std::int64_t length = 16;

/// Builds a network in either spelling.
struct Spelling {
    ModelBuilder model;
    bool asImage;

    explicit Spelling(bool isImage, bool isLast = false)
        : model(17, isImage  ? Dimensions{1, channels, 1, length}
                    : isLast ? Dimensions{1, length, channels}
                             : Dimensions{1, channels, length}),
          asImage(isImage)
    {
    }

    Ints sizes(std::int64_t size) const { return asImage ? Ints{1, size} : Ints{size}; }
    Ints sides(std::int64_t begin, std::int64_t end) const
    {
        return asImage ? Ints{0, begin, 0, end} : Ints{begin, end};
    }
    /// A shape or a list of axes for signals, and for images.
    Ints either(const Ints &ofSignal, const Ints &ofImage) const { return asImage ? ofImage : ofSignal; }

    std::string convolution(const std::string &value, std::int64_t in, std::int64_t out, Attributes attributes = {})
    {
        const Ints shape = either({out, in, 3}, {out, in, 1, 3});
        return model.node("Conv", {value, model.ramp(shape), model.ramp({out})}, attributes);
    }
    std::string normalisation(const std::string &value, std::int64_t size)
    {
        const Floats ones(static_cast<std::size_t>(size), 1);
        return model.node("BatchNormalization", {value, model.ramp({size}), model.ramp({size}), model.ramp({size}),
                                                 model.floats({size}, ones)});
    }
    std::string pool(const std::string &op, const std::string &value)
    {
        return model.node(op, {value}, {{"kernel_shape", sizes(3)}, {"strides", sizes(2)}, {"pads", sides(1, 1)}});
    }
    /// Scores from a signal of so many values in all.
    std::string scores(const std::string &value, std::int64_t values)
    {
        return model.node("Gemm", {model.node("Flatten", {value}), model.ramp({values, 3}), model.ramp({3})});
    }
};

using Build = std::function<std::string(Spelling &)>;

/// None, and why not, if the network is refused or reads other images.
std::vector<double> scoresOf(const Build &build, bool asImage, bool isLast)
{
    Spelling spelling(asImage, isLast && !asImage);
    const Import import = spelling.model.output(build(spelling)).import();
    if (!import.model || import.model->network.inputShape() != network::Shape{channels, 1, length}) {
        qWarning("%s", findingsText(import).c_str());
        return {};
    }
    Random random(5);
    return network::reference::logits(*import.model,
                                      network::reference::randomImage(import.model->network.inputShape(), random));
}

} // namespace

class TestSignals : public QObject {
    Q_OBJECT

private slots:
    void computeWhatImagesOfHeightOneDo_data()
    {
        QTest::addColumn<bool>("isLast");
        m_builds.clear();
        const auto row = [&](const char *tag, const Build &build, bool isLast = false) {
            m_builds[tag] = build;
            QTest::newRow(tag) << isLast;
        };
        row("convolution, ReLU, pools", [](Spelling &s) {
            const std::string layer =
                s.convolution("x", channels, 4, {{"pads", s.sides(2, 1)}, {"kernel_shape", s.sizes(3)}});
            const std::string pooled = s.pool("AveragePool", s.pool("MaxPool", s.model.node("Relu", {layer})));
            return s.scores(s.model.node("GlobalAveragePool", {pooled}), 4);
        });
        row("stride, dilation, groups", [](Spelling &s) {
            const std::string first =
                s.convolution("x", channels, 4, {{"strides", s.sizes(2)}, {"auto_pad", std::string("SAME_UPPER")}});
            const std::string second = s.convolution(
                first, 1, 4, {{"group", std::int64_t{4}}, {"dilations", s.sizes(2)}, {"pads", s.sides(2, 2)}});
            return s.scores(second, 32);
        });
        row("normalisation and constants", [](Spelling &s) {
            std::string value = s.normalisation(s.convolution("x", channels, 4), 4);
            value = s.model.node("Mul", {value, s.model.ramp(s.either({1, 4, 1}, {1, 4, 1, 1}))});
            value = s.model.node("Add", {s.model.ramp(s.either({4, 1}, {4, 1, 1})), value});
            return s.scores(s.model.node("Mul", {value, s.model.floats({}, {0.5F})}), 4 * 14);
        });
        row("sum and concatenation", [](Spelling &s) {
            const Attributes same{{"pads", s.sides(1, 1)}};
            const std::string first = s.convolution("x", channels, 4, same);
            const std::string sum = s.model.node("Add", {first, s.convolution(first, 4, 4, same)});
            const std::int64_t axis = s.asImage ? -3 : -2;
            return s.scores(s.model.node("Concat", {sum, first}, {{"axis", axis}}), 8 * length);
        });
        row("mean over the length", [](Spelling &s) {
            const std::string mean = s.model.node("ReduceMean", {s.convolution("x", channels, 4)},
                                                  {{"axes", s.either({-1}, {2, 3})}, {"keepdims", std::int64_t{0}}});
            return s.model.node("Gemm", {mean, s.model.ramp({4, 3})});
        });
        row("mean that keeps its axis, and squeezing", [](Spelling &s) {
            const std::string mean =
                s.model.node("ReduceMean", {s.convolution("x", channels, 4)}, {{"axes", s.either({2}, {2, 3})}});
            const std::string flat = s.model.node("Squeeze", {mean, s.model.integers(s.either({2}, {2, 3}))});
            return s.model.node("Gemm", {flat, s.model.ramp({4, 3})});
        });
        row("padding and reshaping", [](Spelling &s) {
            const std::string pads = s.model.integers(s.either({0, 0, 2, 0, 0, 1}, {0, 0, 0, 2, 0, 0, 0, 1}));
            const std::string layer = s.convolution(s.model.node("Pad", {"x", pads}), channels, 4);
            const std::string halves =
                s.model.node("Reshape", {layer, s.model.integers(s.either({1, 4, -1}, {1, 4, 1, -1}))});
            const std::string flat = s.model.node("Reshape", {halves, s.model.integers({1, -1})});
            return s.model.node("Gemm", {flat, s.model.ramp({4 * 17, 3})});
        });
        row("a convolution beside a Reshape", [](Spelling &s) {
            const std::string layer = s.model.node("Flatten", {s.convolution("x", channels, 4)});
            const std::string flat = s.model.node("Reshape", {"x", s.model.integers({1, -1})});
            const std::string joined = s.model.node("Add", {s.model.node("Gemm", {layer, s.model.ramp({4 * 14, 3})}),
                                                            s.model.node("Gemm", {flat, s.model.ramp({48, 3})})});
            return joined;
        });
        row("nothing moved", [](Spelling &s) {
            const std::string same =
                s.asImage ? std::string("x") : s.model.node("Transpose", {"x"}, {{"perm", Ints{0, 1, 2}}});
            return s.scores(s.convolution(same, channels, 4), 4 * 14);
        });
        row("sizes by Shape", [](Spelling &s) {
            const std::string layer = s.convolution("x", channels, 4);
            const std::string sizes = s.model.node("Shape", {layer});
            const auto size = [&](std::int64_t axis) {
                return s.model.node("Gather", {sizes, s.model.integers({axis})});
            };
            const std::string features = s.model.node("Mul", {size(1), size(s.asImage ? 3 : 2)});
            const std::string shape = s.model.node("Concat", {size(0), features}, {{"axis", std::int64_t{0}}});
            const std::string flat = s.model.node("Reshape", {layer, shape});
            return s.model.node("Gemm", {flat, s.model.ramp({4 * 14, 3})});
        });
        row("axes in a Constant node", [](Spelling &s) {
            const std::string value = s.model.node("Unsqueeze", {"x", s.model.integers({2})});
            const std::string image = s.asImage ? std::string("x") : value;
            return s.scores(s.model.node("Conv", {image, s.model.ramp({4, channels, 1, 3})}), 4 * 14);
        });
        row(
            "channels last",
            [](Spelling &s) {
                const auto turned = [&s](const std::string &value) {
                    return s.asImage ? value : s.model.node("Transpose", {value}, {{"perm", Ints{0, 2, 1}}});
                };
                const std::string layer = turned(s.convolution(turned("x"), channels, 4));
                const std::string relu = s.model.node("Relu", {layer});
                return s.scores(s.model.node("GlobalAveragePool", {s.convolution(turned(relu), 4, 5)}), 5);
            },
            true);
        row(
            "convolutions of two dimensions on channels last",
            [](Spelling &s) {
                const auto convolution = [&s](std::string value, std::int64_t in, std::int64_t out) {
                    if (!s.asImage) {
                        value = s.model.node("Unsqueeze", {value, s.model.integers({1})});
                        value = s.model.node("Transpose", {value}, {{"perm", Ints{0, 3, 1, 2}}});
                    }
                    value = s.model.node("Conv", {value, s.model.ramp({out, in, 1, 3}), s.model.ramp({out})});
                    if (!s.asImage) {
                        value = s.model.node("Transpose", {value}, {{"perm", Ints{0, 2, 3, 1}}});
                        value = s.model.node("Squeeze", {value, s.model.integers({1})});
                    }
                    return value;
                };
                const std::string first = s.model.node("Relu", {convolution("x", channels, 4)});
                const std::string second = convolution(first, 4, 5);
                const std::string mean = s.model.node("ReduceMean", {second},
                                                      {{"axes", s.either({1}, {2, 3})}, {"keepdims", std::int64_t{0}}});
                return s.model.node("Gemm", {mean, s.model.ramp({5, 3})});
            },
            true);
    }
    void computeWhatImagesOfHeightOneDo()
    {
        QFETCH(bool, isLast);
        const Build &build = m_builds.at(QTest::currentDataTag());
        const std::vector<double> actual = scoresOf(build, false, isLast);
        const std::vector<double> expected = scoresOf(build, true, isLast);
        QVERIFY(!actual.empty());
        QCOMPARE(actual.size(), expected.size());
        for (std::size_t i = 0; i < expected.size(); ++i)
            QVERIFY(std::abs(actual[i] - expected[i]) <= 1e-6 * (1 + std::abs(expected[i])));
    }

    /// As Keras writes it for a batch of any size.
    void imagesMayHaveNoAxisOfChannels()
    {
        ModelBuilder model(17, {0, 6, 5});
        const std::string batch = model.node("Gather", {model.node("Shape", {"x"}), model.integers({0})});
        const std::string shape = model.node("Concat", {batch, model.integers({6, 5, 1})}, {{"axis", std::int64_t{0}}});
        const std::string image = model.node("Reshape", {"x", shape});
        const std::string first = model.node("Transpose", {image}, {{"perm", Ints{0, 3, 1, 2}}});
        const std::string layer = model.node("Conv", {first, model.ramp({4, 1, 3, 2})});
        const Import import = model.output(model.node("GlobalAveragePool", {layer})).import();
        QVERIFY2(import.model.has_value(), findingsText(import).c_str());
        QCOMPARE(import.model->network.inputShape(), (network::Shape{1, 6, 5}));
        QCOMPARE(import.model->network.node(1).output, (network::Shape{4, 4, 4}));
    }

    void anInputThatIsReshapedFirstIsWhatItBecomes_data()
    {
        QTest::addColumn<std::vector<std::int64_t>>("input");
        QTest::addColumn<std::vector<std::int64_t>>("shape");
        QTest::addColumn<bool>("isRead");
        QTest::newRow("features to an image") << Ints{0, 60} << Ints{-1, 3, 4, 5} << true;
        QTest::newRow("features to a signal") << Ints{1, 60} << Ints{1, 3, 20} << true;
        QTest::newRow("image of another shape") << Ints{1, 60, 1, 1} << Ints{1, 3, 4, 5} << true;
        QTest::newRow("open size") << Ints{1, 60} << Ints{1, 3, -1, 5} << false;
        QTest::newRow("images as one") << Ints{2, 60} << Ints{1, 6, 4, 5} << false;
    }
    void anInputThatIsReshapedFirstIsWhatItBecomes()
    {
        QFETCH(std::vector<std::int64_t>, input);
        QFETCH(std::vector<std::int64_t>, shape);
        QFETCH(bool, isRead);
        ModelBuilder model(17, input);
        const std::string image = model.node("Reshape", {"x", model.integers(shape)});
        const Dimensions weights = shape.size() == 3 ? Dimensions{4, 3, 3} : Dimensions{4, shape[1], 3, 3};
        const std::string layer = model.node("Conv", {image, model.ramp(weights)});
        const Import import = model.output(model.node("GlobalAveragePool", {layer})).import();
        QCOMPARE(import.model.has_value(), isRead);
        if (isRead)
            QCOMPARE(import.model->network.inputShape(),
                     shape.size() == 3 ? (network::Shape{3, 1, 20}) : (network::Shape{3, 4, 5}));
    }

    void theInputIsSaidToBeAnImage()
    {
        Spelling spelling(false);
        const Import import = spelling.model.output(spelling.scores("x", channels * length)).import();
        QCOMPARE(import.findings.front().verdict, Verdict::Note);
        QVERIFY(import.findings.front().reason.find("is read as the image [1, 3, 1, 16]") != std::string::npos);
    }

    void refusesWhatItCannotFollow_data()
    {
        QTest::addColumn<QString>("reason");
        m_builds.clear();
        const auto row = [&](const char *tag, const char *reason, const Build &build) {
            m_builds[tag] = build;
            QTest::newRow(tag) << reason;
        };
        row("read in both orders", "it reads a signal as [N, C, L] that seems to be [N, L, C]", [](Spelling &s) {
            s.model.node("Transpose", {"x"}, {{"perm", Ints{0, 2, 1}}});
            return s.convolution("x", channels, 4);
        });
        row("other order", "it reorders a signal in another way", [](Spelling &s) {
            return s.model.node("Transpose", {"x"}, {{"perm", Ints{2, 1, 0}}});
        });
        row("size of an axis", "keeps the size of an axis of a signal by a 0", [](Spelling &s) {
            return s.model.node("Reshape", {"x", s.model.integers({0, 0, 0})});
        });
        row("five axes", "it makes more than an image of a signal", [](Spelling &s) {
            return s.model.node("Unsqueeze", {"x", s.model.integers({1, 2})});
        });
    }
    void refusesWhatItCannotFollow()
    {
        QFETCH(QString, reason);
        Spelling spelling(false);
        const std::string value = m_builds.at(QTest::currentDataTag())(spelling);
        const Import import = spelling.model.output(spelling.scores(value, 4)).import();
        QVERIFY(!import.model.has_value());
        QVERIFY2(findingsText(import).find(reason.toStdString()) != std::string::npos, findingsText(import).c_str());
        QVERIFY(!findingOf(import, value).remedy.empty());
    }

private:
    std::map<std::string, Build> m_builds;
};

QTEST_APPLESS_MAIN(TestSignals)
#include "tst_signals.moc"
