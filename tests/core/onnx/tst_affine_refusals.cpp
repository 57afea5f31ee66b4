// SPDX-License-Identifier: Apache-2.0
// Scales and shifts that are none of channels, or that no layer can have.
#include "tests/core/onnx/affine_network.h"

#include <QElapsedTimer>
#include <QTest>

#include <map>

using namespace odimo;
using namespace odimo::onnx;
using namespace odimo::onnx::affine;

class TestAffineRefusals : public QObject {
    Q_OBJECT

private slots:
    void refusesWhatIsNotExact_data()
    {
        QTest::addColumn<QString>("reason");
        m_refused.clear();
        const auto row = [&](const char *tag, const Build &build, const char *reason) {
            m_refused[tag] = build;
            QTest::newRow(tag) << reason;
        };
        row(
            "by rows",
            [](Network &n) {
                return n.model.node("Mul", {n.convolution("x", 3, 4), n.model.ramp({8, 1})});
            },
            "is not one value for each channel of [1, 4, 8, 8]");
        row(
            "on a list",
            [](Network &n) {
                const std::string list = n.model.node("Reshape", {n.convolution("x", 3, 4), n.model.integers({256})});
                return n.model.node("Neg", {n.model.node("Mul", {list, n.model.floats({}, {2})})});
            },
            "it works on [256], which is neither [N, C, H, W] nor [N, C]");
        row(
            "behind a normalisation that is refused",
            [](Network &n) {
                const std::string two = n.model.floats({2}, {1, 2});
                const std::string norm =
                    n.model.node("BatchNormalization", {n.convolution("x", 3, 4), two, two, two, two});
                return n.affine(norm, scale4, shift4);
            },
            "is no stored tensor of one value a channel");
        row(
            "division by 0",
            [](Network &n) {
                return n.model.node("Div", {n.convolution("x", 3, 4), n.model.floats({}, {0})});
            },
            "zeros to divide by");
        row(
            "too large",
            [](Network &n) {
                const Floats large(4, 1e30F);
                return n.affine(n.affine(n.convolution("x", 3, 4), large, none4, "Mul"), large, none4, "Mul");
            },
            "no finite numbers once the scales");
    }
    void refusesWhatIsNotExact()
    {
        QFETCH(QString, reason);
        Network network(false);
        const std::string value = m_refused.at(QTest::currentDataTag())(network);
        const Import import = network.model.output(network.model.classifier(value, 4)).import();
        QVERIFY(!import.model.has_value());
        QVERIFY2(findingsText(import).find(reason.toStdString()) != std::string::npos, findingsText(import).c_str());
        for (const Finding &finding : import.findings)
            QVERIFY(finding.verdict != Verdict::Refused || !finding.remedy.empty());
    }

    void manyScalesOfManyChannelsAreRefusedInTime()
    {
        ModelBuilder model(17, {1, 1, 1, 1});
        std::string value = model.node("Conv", {"x", model.ramp({60'000, 1, 1, 1})});
        const std::string scale = model.floats({}, {1});
        for (int i = 0; i < 9'000; ++i)
            value = model.node("Mul", {value, scale});
        model.output(model.node("Gemm", {model.node("Flatten", {value}), model.ramp({60'000, 2})}));
        QElapsedTimer timer;
        timer.start();
        const Import import = model.import();
        QVERIFY(findingsText(import).find("more scales and shifts than can be followed") != std::string::npos);
        QVERIFY(timer.elapsed() < 60'000); // As in tst_bad_files.
    }

private:
    std::map<std::string, Build> m_refused;
};

QTEST_APPLESS_MAIN(TestAffineRefusals)
#include "tst_affine_refusals.moc"
