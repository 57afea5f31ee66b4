// SPDX-License-Identifier: Apache-2.0
// Files as exporters write them, and what onnxruntime (without optimisation) answers for them.
#include "core/onnx/import.h"
#include "tests/core/base/error_message.h"
#include "tests/core/network/reference_forward.h"
#include "tests/core/onnx/model_builder.h"

#include <QTest>

#include <cmath>
#include <functional>
#include <numeric>

using namespace odimo;
using namespace odimo::onnx;

namespace {

using Numbers = QList<double>;

Import importCase(const QString &name)
{
    return importModel(std::filesystem::path(ODIMO_TEST_DATA) / "golden" / "cases" / (name.toStdString() + ".onnx"));
}

/// The scores for the input of all cases, which is given in the order of the file.
Numbers scoresOf(const network::Model &model, bool isChannelsLast)
{
    const network::Shape shape = model.network.inputShape();
    const network::reference::Map image = network::reference::fill(shape, [&](int channel, int row, int column) {
        const int place = isChannelsLast ? (row * shape.width + column) * shape.channels + channel
                                         : (channel * shape.height + row) * shape.width + column;
        return static_cast<double>(place % 7) / 7;
    });
    const std::vector<double> scores = network::reference::logits(model, image);
    return {scores.begin(), scores.end()};
}

Numbers probabilities(const Numbers &scores)
{
    Numbers result;
    for (const double score : scores)
        result << std::exp(score);
    const double sum = std::accumulate(result.begin(), result.end(), 0.0);
    for (double &value : result)
        value /= sum;
    return result;
}

Numbers logarithms(Numbers values)
{
    for (double &value : values)
        value = std::log(value);
    return values;
}

} // namespace

class TestCases : public QObject {
    Q_OBJECT

private slots:
    void answersAreThoseOfOnnxruntime_data()
    {
        QTest::addColumn<Numbers>("expected");
        m_endings.clear();
        const auto row = [&](const char *name, const Numbers &expected) {
            QTest::newRow(name) << expected;
        };
        const auto ending = [&](const char *name, const Numbers &expected, std::function<Numbers(Numbers)> answer) {
            m_endings[name] = std::move(answer);
            row(name, expected);
        };
        ending("end_argmax", {0}, [](const Numbers &scores) {
            return Numbers{static_cast<double>(std::ranges::max_element(scores) - scores.begin())};
        });
        ending("end_log_softmax", {-0.953364, -1.45388, -0.965229},
               [](const Numbers &scores) { return logarithms(probabilities(scores)); });
        ending("end_sigmoid_one_score", {0.30476, 0.69524}, probabilities);
        row("average_pool_count_pad", {0.829406, -1.07319, 0.683139});
        row("average_pool_same", {0.0883646, -0.322188, 0.399378});
        row("bn_add", {-0.35372, 0.85306, -0.817094});
        row("bn_on_input", {-0.222547, -0.588116, -0.463856});
        row("conv_relu_bn_conv", {1.43569, 0.454306, 1.55025});
        row("conv1d", {0.0124369, 0.00153697, -0.101843});
        row("conv_mul_add", {-0.736005, -0.0543658, 0.425318});
        row("global_max_pool", {-0.0985932, -0.338079, -1.2138});
        row("nhwc_input", {0.296049, 0.997419, -1.42687});
        row("features_2d", {-0.0375855, 0.903616, -1.63502});
        row("long_name", {-1.60042, 1.18123, 0.293912});
        row("norm_inside", {0.554148, 0.883408, 1.27515});
        row("pad_pad_conv", {0.154135, -0.33858, -0.76222});
        row("sum_of_two", {0.845968, -2.29585, 4.255});
    }
    void answersAreThoseOfOnnxruntime()
    {
        QFETCH(Numbers, expected);
        const QString name = QTest::currentDataTag();
        const Import import = importCase(name);
        QVERIFY2(import.model.has_value(), findingsText(import).c_str());
        Numbers actual = scoresOf(*import.model, name == "nhwc_input");
        if (const auto ending = m_endings.find(name); ending != m_endings.end())
            actual = ending->second(actual);
        QCOMPARE(actual.size(), expected.size());
        // The answers are written with six digits.
        for (qsizetype i = 0; i < expected.size(); ++i)
            QVERIFY2(std::abs(actual[i] - expected[i]) < 1e-5, qPrintable(QString::number(actual[i])));
    }

    void trainingModeIsRefusedInOldOpsetsToo()
    {
        const Import import = importCase("bn_training_mode_opset12");
        QCOMPARE(findingOf(import, "bn").verdict, Verdict::Refused);
        QVERIFY2(findingOf(import, "bn").reason.find("training mode") != std::string::npos,
                 findingsText(import).c_str());
    }

    void aNetworkOfIntegersIsRefusedOnce()
    {
        const Import import = importCase("integerised_int8_input");
        QVERIFY(!import.model.has_value());
        QCOMPARE(import.findings.size(), std::size_t{1});
        QVERIFY(import.findings[0].node.empty());
        QVERIFY2(import.findings[0].reason.find("already quantised to integers") != std::string::npos,
                 findingsText(import).c_str());
        QVERIFY(!import.findings[0].remedy.empty());
        QCOMPARE(import.graph[1].output, std::optional(network::Shape{2, 4, 4}));
    }

    void aPointerOfGitLfsIsNamed()
    {
        const QString message = errorMessage([] { importCase("lfs_pointer"); });
        QVERIFY2(message.contains("pointer of Git LFS") && message.contains("319,527 bytes") &&
                     message.contains("git lfs pull"),
                 qPrintable(message));
    }

    void longNamesAreWholeInFindingsAndShortInTheNetwork()
    {
        const Import import = importCase("long_name");
        QVERIFY(import.graph[0].name.size() > 300);
        QCOMPARE(import.findings[0].node, import.graph[0].name);
        QVERIFY(import.model->network.node(1).name.size() <= 80);
        QVERIFY(import.findings[1].reason.size() < 100);
    }

private:
    std::map<QString, std::function<Numbers(Numbers)>> m_endings;
};

QTEST_APPLESS_MAIN(TestCases)
#include "tst_cases.moc"
