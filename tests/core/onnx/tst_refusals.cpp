// SPDX-License-Identifier: Apache-2.0
#include "tests/core/onnx/model_builder.h"

#include <QTest>

#include <cmath>
#include <functional>
#include <map>

using namespace odimo;
using namespace odimo::onnx;

namespace {

using Ints = std::vector<std::int64_t>;

} // namespace

class TestRefusals : public QObject {
    Q_OBJECT

private slots:
    void refusesWhatItCannotTake_data()
    {
        QTest::addColumn<QString>("reason");
        using Build = std::function<std::string(ModelBuilder &)>;
        m_builds.clear();
        const auto row = [&](const char *tag, const Build &build, const char *reason) {
            m_builds[tag] = build;
            QTest::newRow(tag) << reason;
        };
        const auto pool = [](const std::string &op, const Attributes &attributes) {
            return [=](ModelBuilder &m) {
                return m.node(op, {"x"}, attributes);
            };
        };
        row(
            "two groups",
            [](ModelBuilder &m) {
                return m.node("Conv", {m.convolution("x", 3, 4), m.ramp({4, 2, 3, 3})}, {{"group", std::int64_t{2}}});
            },
            "it has 2 groups on 4 channels");
        row(
            "computed weights",
            [](ModelBuilder &m) {
                return m.node("Conv", {"x", m.convolution("x", 3, 4)});
            },
            "its weights are computed");
        row(
            "weights of other channels",
            [](ModelBuilder &m) {
                return m.node("Conv", {"x", m.ramp({4, 5, 3, 3})});
            },
            "do not fit the 3 channels");
        row(
            "kernel unlike its weights",
            [](ModelBuilder &m) {
                return m.node("Conv", {"x", m.ramp({4, 3, 3, 3})}, {{"kernel_shape", Ints{5, 5}}});
            },
            "not that of its weights");
        row(
            "negative padding",
            [](ModelBuilder &m) {
                return m.node("Conv", {"x", m.ramp({4, 3, 3, 3})}, {{"pads", Ints{-1, 0, 0, 0}}});
            },
            "its pads [-1, 0, 0, 0]");
        row(
            "stride zero",
            [](ModelBuilder &m) {
                return m.node("Conv", {"x", m.ramp({4, 3, 3, 3})}, {{"strides", Ints{0, 1}}});
            },
            "its strides [0, 1]");
        row(
            "unknown auto_pad",
            [](ModelBuilder &m) {
                return m.node("Conv", {"x", m.ramp({4, 3, 3, 3})}, {{"auto_pad", std::string("SOME")}});
            },
            "its auto_pad is \"SOME\"");
        row(
            "kernel beyond the image",
            [](ModelBuilder &m) {
                return m.node("Conv", {"x", m.ramp({4, 3, 9, 9})});
            },
            "too small");
        row(
            "attribute of another kind",
            [](ModelBuilder &m) {
                return m.node("Conv", {"x", m.ramp({4, 3, 3, 3})}, {{"group", 1.0F}});
            },
            "its attribute group is of the wrong kind");
        row(
            "signals",
            [](ModelBuilder &m) {
                const std::string image = m.node("Relu", {"x"});
                const std::string signal = m.node("Reshape", {image, m.integers({1, 3, 64})});
                return m.node("Conv", {signal, m.ramp({4, 3, 3})});
            },
            "it works on a signal [1, 3, 64]");
        row(
            "infinite weights",
            [](ModelBuilder &m) {
                return m.node("Conv", {"x", m.floats({1, 3, 1, 1}, {1, INFINITY, 1})});
            },
            "its tensor \"t0\" has values that are no finite numbers");
        row(
            "clip from below zero",
            [](ModelBuilder &m) {
                return m.node("Clip", {"x", m.floats({}, {-1}), m.floats({}, {1})});
            },
            "other bounds than 0");
        row(
            "clip to a computed bound",
            [](ModelBuilder &m) {
                return m.node("Clip", {"x", "", "x"});
            },
            "are computed");
        row(
            "different shapes",
            [](ModelBuilder &m) {
                return m.node("Add",
                              {m.convolution("x", 3, 4), m.node("GlobalAveragePool", {m.convolution("x", 3, 4)})});
            },
            "different shapes, [1, 4, 8, 8] and [1, 4, 1, 1]");
        row(
            "concatenated rows",
            [](ModelBuilder &m) {
                return m.node("Concat", {"x", "x"}, {{"axis", std::int64_t{2}}});
            },
            "along another axis than the channels");
        row("dilated pool", pool("MaxPool", {{"kernel_shape", Ints{2, 2}}, {"dilations", Ints{2, 2}}}), "gaps");
        row("pool without a kernel", pool("MaxPool", {}), "it has no kernel_shape");
        row("pool larger than the image", pool("AveragePool", {{"kernel_shape", Ints{12, 12}}}),
            "larger than its padded");
        row("maximum over channels", pool("ReduceMax", {{"axes", Ints{1}}}), "other axes than height and width");
        row("mean over channels", pool("ReduceMean", {{"axes", Ints{1}}}), "other axes than height and width");
        row(
            "transposed input",
            [](ModelBuilder &m) {
                return m.node("Gemm", {m.node("Flatten", {"x"}), m.ramp({1, 4})}, {{"transA", std::int64_t{1}}});
            },
            "it transposes its input");
        row(
            "product of images",
            [](ModelBuilder &m) {
                return m.node("MatMul", {"x", "x"});
            },
            "two computed tensors");
        row(
            "product on an image",
            [](ModelBuilder &m) {
                return m.node("MatMul", {"x", m.ramp({8, 4})});
            },
            "it works on the last axis of [1, 3, 8, 8]");
        row(
            "weights of other features",
            [](ModelBuilder &m) {
                return m.node("MatMul", {m.node("Flatten", {"x"}), m.ramp({5, 4})});
            },
            "do not fit the 192 features");
        row(
            "reordered axes",
            [](ModelBuilder &m) {
                return m.node("Transpose", {"x"}, {{"perm", Ints{0, 1, 3, 2}}});
            },
            "it turns [1, 3, 8, 8] into [1, 3, 8, 8]");
        row(
            "reshaped image",
            [](ModelBuilder &m) {
                return m.node("Reshape", {"x", m.integers({1, 12, 4, 4})});
            },
            "it turns [1, 3, 8, 8] into [1, 12, 4, 4]");
        row(
            "impossible shape",
            [](ModelBuilder &m) {
                return m.node("Reshape", {"x", m.integers({1, 7})});
            },
            "cannot be reshaped to [1, 7]");
        row(
            "negative variance",
            [](ModelBuilder &m) {
                return m.node("BatchNormalization",
                              {m.convolution("x", 3, 4), m.ramp({4}), m.ramp({4}), m.ramp({4}), m.ramp({4}, -1)});
            },
            "has negative values");
    }
    void refusesWhatItCannotTake()
    {
        QFETCH(QString, reason);
        ModelBuilder model;
        const std::string value = m_builds.at(QTest::currentDataTag())(model);
        const Import import = model.output(value).import();
        QVERIFY(!import.model.has_value());
        const Finding finding = findingOf(import, value);
        QCOMPARE(finding.verdict, Verdict::Refused);
        QVERIFY2(finding.reason.find(reason.toStdString()) != std::string::npos, finding.reason.c_str());
        QVERIFY(!finding.remedy.empty());
    }

private:
    std::map<std::string, std::function<std::string(ModelBuilder &)>> m_builds;
};

QTEST_APPLESS_MAIN(TestRefusals)
#include "tst_refusals.moc"
