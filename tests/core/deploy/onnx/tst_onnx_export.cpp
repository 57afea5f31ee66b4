// SPDX-License-Identifier: Apache-2.0
#include "core/deploy/onnx/onnx_export.h"

#include "core/base/files.h"
#include "core/integer/executor.h"
#include "tests/core/base/error_message.h"
#include "tests/core/deploy/onnx/onnx_interpreter.h"
#include "tests/core/deploy/sample_request.h"

#include <QTest>

#include <cmath>

using namespace odimo;

class TestOnnxExport : public QObject {
    Q_OBJECT

private slots:
    void computesTheCodesOfTheExecutor_data()
    {
        QTest::addColumn<int>("array");
        QTest::newRow("ideal") << static_cast<int>(samples::DrawnArray::Ideal);
        QTest::newRow("converters") << static_cast<int>(samples::DrawnArray::Adc);
        QTest::newRow("converters, signed inputs") << static_cast<int>(samples::DrawnArray::AdcOfSignedInputs);
    }

    /// Node by node, of drawn networks of everything that has an integer form.
    void computesTheCodesOfTheExecutor()
    {
        QFETCH(int, array);
        for (std::uint64_t seed = 1; seed <= 60; ++seed) {
            const samples::DrawnMapped drawn(seed, static_cast<samples::DrawnArray>(array));
            const integer::QuantisedNetwork network = integer::integerise(drawn.trained, drawn.mapping, drawn.platform);
            const std::vector<float> image = samples::drawnImage(network.network, seed);
            const network::Shape shape = network.network.inputShape();
            const auto values = samples::interpretOnnx(deploy::onnxOf(network), "image",
                                                       {{1, shape.channels, shape.height, shape.width}, image});
            const std::vector<integer::CodeTensor> expected =
                integer::execute(network, integer::inputCodes(network, image));
            for (int node = 0; node <= network.network.output(); ++node)
                compare(network, node, expected[static_cast<std::size_t>(node)].codes, values, seed);
            QCOMPARE(values.at("logits").shape, (std::vector<int>{1, network.network.classes()}));
        }
    }

    void namesWhyThereIsNone()
    {
        const TemporaryFolder folder;
        deploy::ExportRequest request = samples::sampleRequest(folder.path());
        request.integers.reset();
        QVERIFY(errorMessage([&] { deploy::writeOnnx(request, folder.path()); }).contains("published rules"));
        request.mapping.reset();
        QVERIFY(errorMessage([&] { deploy::writeOnnx(request, folder.path()); }).contains("not mapped"));
        QVERIFY(!std::filesystem::exists(folder.path() / "network.onnx"));
    }

private:
    static void compare(const integer::QuantisedNetwork &network, int node, const std::vector<std::int16_t> &codes,
                        const std::map<std::string, samples::OnnxTensor> &values, std::uint64_t seed)
    {
        const std::string &name = network.network.node(node).name;
        if (!values.contains(name)) { // An identity has no value of its own.
            QVERIFY(std::holds_alternative<network::Identity>(network.network.node(node).op));
            return;
        }
        const std::vector<float> &made = values.at(name).values;
        QCOMPARE(made.size(), codes.size());
        const auto step = static_cast<float>(network.ranges[static_cast<std::size_t>(node)].step());
        for (std::size_t i = 0; i < codes.size(); ++i)
            QVERIFY2(made[i] == static_cast<float>(codes[i]) * step,
                     qPrintable(QStringLiteral("drawn %1, %2 [%3]: %4 is not %5")
                                    .arg(seed)
                                    .arg(QString::fromStdString(name))
                                    .arg(i)
                                    .arg(static_cast<double>(made[i] / step))
                                    .arg(codes[i])));
    }
};

QTEST_GUILESS_MAIN(TestOnnxExport)
#include "tst_onnx_export.moc"
