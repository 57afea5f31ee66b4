// SPDX-License-Identifier: Apache-2.0
#include "core/base/files.h"
#include "tests/core/base/error_message.h"
#include "tests/core/onnx/model_builder.h"

#include <QElapsedTimer>
#include <QTest>

#include <sys/stat.h>

#include <functional>
#include <map>

using namespace odimo;
using namespace odimo::onnx;

namespace {

using ::onnx::TensorProto;

ModelBuilder goodModel()
{
    ModelBuilder model;
    const std::string layer = model.convolution("x", 3, 4);
    const std::string normalized = model.node(
        "BatchNormalization", {layer, model.ramp({4}), model.ramp({4}), model.ramp({4}), model.ramp({4}, 1)});
    model.output(model.classifier(model.node("Relu", {normalized}), 4));
    return model;
}

QString messageOf(const std::string &bytes)
{
    return errorMessage([&] { ModelBuilder::importBytes(bytes); });
}

/// A model of one convolution whose weights a test describes.
ModelBuilder withWeights(const std::function<void(TensorProto &)> &describe)
{
    ModelBuilder model;
    TensorProto &tensor = model.tensor("w", {1, 3, 1, 1}, TensorProto::FLOAT);
    for (const float value : {1.0F, 2.0F, 3.0F})
        tensor.add_float_data(value);
    describe(tensor);
    model.output(model.node("Conv", {"x", "w"}));
    return model;
}

} // namespace

class TestBadFiles : public QObject {
    Q_OBJECT

    TemporaryFolder m_folder;

private slots:
    void refusesWhatIsNoModel_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QString>("reason");
        QTest::newRow("empty") << QByteArray() << "is empty";
        QTest::newRow("text") << QByteArray("This is no model.\n") << "is no ONNX model, or is damaged";
        QTest::newRow("zeros") << QByteArray(1000, '\0') << "is no ONNX model, or is damaged";
        QTest::newRow("ones") << QByteArray(1000, '\xff') << "is no ONNX model, or is damaged";
        QTest::newRow("another message") << QByteArray("\x0a\x01x") << "is no ONNX model, or is damaged";
    }
    void refusesWhatIsNoModel()
    {
        QFETCH(QByteArray, content);
        QFETCH(QString, reason);
        const std::filesystem::path path = m_folder.path() / "net.onnx";
        writeText(path, content.toStdString());
        const QString message = errorMessage([&] { importModel(path); });
        QVERIFY2(message.contains("net.onnx") && message.contains(reason), qPrintable(message));
    }

    void refusesPathsThatAreNoFiles()
    {
        QVERIFY(errorMessage([&] { importModel(m_folder.path() / "none.onnx"); }).contains("cannot be read"));
        QVERIFY(errorMessage([&] { importModel(m_folder.path()); }).contains("is no file"));
        QVERIFY(errorMessage([] { importModel("/dev/zero"); }).contains("it is a device"));
        const std::filesystem::path pipe = m_folder.path() / "pipe.onnx";
        QCOMPARE(mkfifo(pipe.c_str(), 0600), 0);
        QVERIFY(errorMessage([&] { importModel(pipe); }).contains("it is a pipe"));
    }

    void refusesEveryTruncation()
    {
        const std::string whole = goodModel().bytes();
        QVERIFY(ModelBuilder::importBytes(whole).model.has_value());
        for (std::size_t size = 0; size < whole.size(); ++size)
            QVERIFY2(!messageOf(whole.substr(0, size)).isEmpty(), qPrintable(QString::number(size)));
    }

    void bitFlipsNeverDoMoreThanAnErrorOrFindings()
    {
        const std::string whole = goodModel().bytes();
        int noticed = 0;
        for (std::size_t bit = 0; bit < whole.size() * 8; ++bit) {
            std::string flipped = whole;
            flipped[bit / 8] = static_cast<char>(flipped[bit / 8] ^ (1 << bit % 8));
            noticed += messageOf(flipped).isEmpty() ? 0 : 1;
        }
        // Flips in weights and in names nobody else uses go unnoticed, or become findings.
        QVERIFY(noticed > 1000);
    }

    void refusesSizesThatLie_data()
    {
        QTest::addColumn<QString>("reason");
        m_models.clear();
        const auto row = [&](const char *tag, const std::function<void(TensorProto &)> &describe, const char *reason) {
            m_models.emplace(tag, withWeights(describe));
            QTest::newRow(tag) << reason;
        };
        const auto shaped = [](const Dimensions &shape) {
            return [=](TensorProto &tensor) {
                tensor.clear_dims();
                for (const std::int64_t size : shape)
                    tensor.add_dims(size);
            };
        };
        row("2^40 elements", shaped({1 << 20, 1 << 20}), "claims 1099511627776 values, but the file holds 3");
        row("overflowing product", shaped({std::int64_t{1} << 40, std::int64_t{1} << 40}), "every size must be");
        row("negative size", shaped({-1, -3, 1, 1}), "its shape is [-1, -3, 1, 1]");
        row("zero size", shaped({0, 3, 1, 1}), "its shape is [0, 3, 1, 1]");
        row(
            "too many values", [](TensorProto &tensor) { tensor.add_float_data(4); }, "claims 3 values");
        row(
            "half a value", [](TensorProto &tensor) { tensor.set_raw_data("12345678901"); }, "claims 3 values");
        row(
            "texts", [](TensorProto &tensor) { tensor.set_data_type(TensorProto::STRING); }, "ONNX type 8");
        row(
            "unheard type", [](TensorProto &tensor) { tensor.set_data_type(99); }, "ONNX type 99");
        row(
            "2^40 elements elsewhere",
            [&](TensorProto &tensor) {
                shaped({1 << 20, 1 << 20})(tensor);
                tensor.set_data_location(TensorProto::EXTERNAL);
            },
            "");
    }
    void refusesSizesThatLie()
    {
        QFETCH(QString, reason);
        const QString message = messageOf(m_models.at(QTest::currentDataTag()).bytes());
        QVERIFY2(message.contains("\"w\"") && message.contains(reason), qPrintable(message));
    }

    void refusesGraphsThatMakeNoSense_data()
    {
        QTest::addColumn<QString>("reason");
        m_models.clear();
        const auto row = [&](const char *tag, const char *reason, const std::function<void(ModelBuilder &)> &build) {
            ModelBuilder model = goodModel();
            build(model);
            m_models.emplace(tag, std::move(model));
            QTest::newRow(tag) << reason;
        };
        row("cycle", "needs its own result", [](ModelBuilder &m) {
            const std::string relu = m.node("Relu", {"Add8"});
            m.node("Add", {relu, "x"});
        });
        row("node that reads itself", "needs its own result", [](ModelBuilder &m) { m.node("Relu", {"Relu7"}); });
        row("missing weights", "reads \"nowhere\", which is missing", [](ModelBuilder &m) {
            m.node("Conv", {"x", "nowhere"});
        });
        row("initialiser twice", "\"t0\" is given twice",
            [](ModelBuilder &m) { *m.proto.mutable_graph()->add_initializer() = m.proto.graph().initializer(0); });
        row("value twice", "is given twice",
            [](ModelBuilder &m) { *m.proto.mutable_graph()->add_node() = m.proto.graph().node(0); });
        row("attribute twice", "gives the attribute pads twice", [](ModelBuilder &m) {
            auto &node = *m.proto.mutable_graph()->mutable_node(0);
            *node.add_attribute() = node.attribute(0);
        });
        row("two inputs", "it has 2 inputs, \"x\", \"z\"", [](ModelBuilder &m) { m.addInput("z", {1, 3, 8, 8}); });
        row("no input", "it has 0 inputs", [](ModelBuilder &m) { m.proto.mutable_graph()->clear_input(); });
        row("two outputs", "behind the file, for example net.onnx:output=Gemm",
            [](ModelBuilder &m) { m.proto.mutable_graph()->add_output()->set_name(m.node("Relu", {"Conv1"})); });
        row("no output", "it has no output", [](ModelBuilder &m) { m.proto.mutable_graph()->clear_output(); });
        row("output nobody computes", "nothing computes its output", [](ModelBuilder &m) { m.output("nowhere"); });
        row("node without output", "has no output", [](ModelBuilder &m) {
            m.node("Relu", {"x"});
            m.proto.mutable_graph()->mutable_node(m.proto.graph().node_size() - 1)->clear_output();
        });
        row("name that is no text", "no plain text",
            [](ModelBuilder &m) { m.proto.mutable_graph()->mutable_node(0)->set_name("a\xff"); });
        row("sparse initialiser", "sparse", [](ModelBuilder &m) { m.proto.mutable_graph()->add_sparse_initializer(); });
        row("film as input", "has 5 axes", [](ModelBuilder &m) {
            m.proto.mutable_graph()->clear_input();
            m.addInput("x", {1, 3, 2, 8, 8});
        });
        row("negative input size", "has a size of -3", [](ModelBuilder &m) {
            m.proto.mutable_graph()->clear_input();
            m.addInput("x", {1, -3, 8, 8});
        });
        row("bytes as input", "takes no floating-point values", [](ModelBuilder &m) {
            auto &input = *m.proto.mutable_graph()->mutable_input(0);
            input.mutable_type()->mutable_tensor_type()->set_elem_type(TensorProto::UINT8);
        });
        row("truth values as input", "takes no numbers", [](ModelBuilder &m) {
            auto &input = *m.proto.mutable_graph()->mutable_input(0);
            input.mutable_type()->mutable_tensor_type()->set_elem_type(TensorProto::BOOL);
        });
        row("images too large", "too large to hold", [](ModelBuilder &m) {
            m.proto.mutable_graph()->clear_input();
            m.addInput("x", {1, 60000, 60000, 8});
        });
        row("no opset", "no ONNX model", [](ModelBuilder &m) { m.proto.clear_opset_import(); });
    }
    void refusesGraphsThatMakeNoSense()
    {
        QFETCH(QString, reason);
        const QString message = messageOf(m_models.at(QTest::currentDataTag()).bytes());
        QVERIFY2(message.startsWith("model") && message.contains(reason), qPrintable(message));
    }

    void initialisersListedAmongTheInputsAreNoInputs()
    {
        ModelBuilder model = goodModel();
        model.addInput("t0", {4, 3, 3, 3});
        QVERIFY(model.import().model.has_value());
    }

    void smallFilesCannotAskForMuch_data()
    {
        QTest::addColumn<QString>("reason");
        m_models.clear();
        ModelBuilder doubling;
        std::string value = doubling.ramp({64, 64});
        for (int i = 0; i < 40; ++i)
            value = doubling.node("Concat", {value, value}, {{"axis", std::int64_t{0}}});
        doubling.output(doubling.node("MatMul", {"x", value}));
        m_models.emplace("constants that double", std::move(doubling));
        QTest::newRow("constants that double") << "far more constant values than it holds";

        ModelBuilder shared;
        const std::string weights = shared.ramp({64, 64, 3, 3});
        value = shared.node("Conv", {"x", shared.ramp({64, 3, 1, 1})});
        for (int i = 0; i < 300; ++i)
            value = shared.node("Conv", {value, weights}, {{"auto_pad", std::string("SAME_UPPER")}});
        shared.output(value);
        m_models.emplace("shared weights", std::move(shared));
        QTest::newRow("shared weights") << "far more constant values than it holds";

        ModelBuilder nodes;
        for (int i = 0; i < 10'001; ++i)
            nodes.node("Relu", {"x"});
        nodes.output("Relu1");
        m_models.emplace("nodes", std::move(nodes));
        QTest::newRow("nodes") << "it has 10001 nodes";

        ModelBuilder inputs;
        for (int i = 0; i < 101; ++i)
            inputs.node("Concat", std::vector<std::string>(1000, "x"));
        inputs.output("Concat1");
        m_models.emplace("inputs", std::move(inputs));
        QTest::newRow("inputs") << "more than 100000 inputs";
    }
    void smallFilesCannotAskForMuch()
    {
        QFETCH(QString, reason);
        QElapsedTimer timer;
        timer.start();
        const QString message = messageOf(m_models.at(QTest::currentDataTag()).bytes());
        QVERIFY2(message.contains(reason), qPrintable(message));
        QVERIFY(timer.elapsed() < 60'000); // Measured 0.1 s, but a sanitizer takes longer.
    }

    void aFileOfEmptyMessagesIsRefusedBeforeItIsBuilt()
    {
        // A graph (field 7) of 2^21 nodes (field 1) of no bytes: 4 MB that would take 400 in memory.
        std::string nodes;
        for (int i = 0; i < 1 << 21; ++i)
            nodes += std::string("\x0a\x00", 2);
        const QString message = messageOf(std::string("\x3a\x80\x80\x80\x02", 5) + nodes);
        QVERIFY2(message.contains("more than a million pieces"), qPrintable(message));
    }

    void tenThousandNodesAreReadInTime()
    {
        ModelBuilder model;
        std::string value = model.convolution("x", 3, 4);
        for (int i = 0; i < 9990; ++i)
            value = model.node("Relu", {value});
        QElapsedTimer timer;
        timer.start();
        QVERIFY(model.output(model.classifier(value, 4)).import().model.has_value());
        QVERIFY(timer.elapsed() < 60'000); // Measured 0.7 s.
    }

    void theStatedOutputCounts()
    {
        ModelBuilder model;
        const std::string layer = model.convolution("x", 3, 4);
        model.output(model.classifier(layer, 4));
        const std::string other = model.node("GlobalAveragePool", {layer});
        model.proto.mutable_graph()->add_output()->set_name(other);
        const Import import = model.import({.input = {}, .output = other});
        QVERIFY2(import.model.has_value(), findingsText(import).c_str());
        QCOMPARE(import.model->network.nodes().size(), std::size_t{3});
        QCOMPARE(findingOf(import, "Gemm4").verdict, Verdict::Note);
        QVERIFY(errorMessage([&] {
                    model.import({.input = {}, .output = "scores"});
                }).contains("has no output \"scores\"; there is \"Gemm4\", \"GlobalAveragePool5\""));
    }

private:
    std::map<std::string, ModelBuilder> m_models;
};

QTEST_APPLESS_MAIN(TestBadFiles)
#include "tst_bad_files.moc"
