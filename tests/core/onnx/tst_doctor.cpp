// SPDX-License-Identifier: Apache-2.0
#include "tests/core/base/error_message.h"
#include "tests/core/onnx/model_builder.h"

#include <QTest>

using namespace odimo;
using namespace odimo::onnx;

class TestDoctor : public QObject {
    Q_OBJECT

private slots:
    void everyRefusedNodeIsFound()
    {
        ModelBuilder model;
        const std::string sigmoid = model.node("Sigmoid", {model.convolution("x", 3, 4)});
        const std::string grouped =
            model.node("Conv", {sigmoid, model.ramp({4, 2, 3, 3})}, {{"group", std::int64_t{2}}});
        const std::string tanh = model.node("Tanh", {grouped});
        const std::string product = model.node("Mul", {tanh, tanh});
        const Import import = model.output(model.classifier(product, 4)).import();
        QVERIFY(!import.model.has_value());
        for (const std::string &node : {sigmoid, grouped, tanh, product})
            QCOMPARE(findingOf(import, node).verdict, Verdict::Refused);
        QCOMPARE(import.findings.size(), import.graph.size());
    }

    void unknownOperatorsHaveAReasonAndARemedy_data()
    {
        QTest::addColumn<QString>("op");
        for (const char *op : {"Sigmoid", "Resize", "Mul", "Sub", "LSTM", "Einsum", "HardSwish", "If", "NoSuchThing",
                               "QLinearConv", "Slice", "LayerNormalization"})
            QTest::newRow(op) << op;
    }
    void unknownOperatorsHaveAReasonAndARemedy()
    {
        QFETCH(QString, op);
        ModelBuilder model;
        const std::string layer = model.convolution("x", 3, 4);
        const std::string node = model.node(op.toStdString(), {layer, layer});
        const Import import = model.output(model.classifier(node, 4)).import();
        const Finding finding = findingOf(import, node);
        QCOMPARE(finding.verdict, Verdict::Refused);
        QCOMPARE(finding.op, op.toStdString());
        QVERIFY(!finding.reason.empty() && !finding.remedy.empty());
    }

    void operatorsOfOtherDomainsAreRefused()
    {
        ModelBuilder model;
        const std::string relu = model.node("Relu", {model.convolution("x", 3, 4)});
        model.proto.mutable_graph()->mutable_node(1)->set_domain("com.microsoft");
        QCOMPARE(findingOf(model.output(model.classifier(relu, 4)).import(), relu).verdict, Verdict::Refused);
        model.proto.mutable_graph()->mutable_node(1)->set_domain("ai.onnx");
        QVERIFY(model.import().model.has_value());
    }

    void networksOfIntegersAreToldByTheirRounding_data()
    {
        QTest::addColumn<bool>("whole");
        QTest::addColumn<QString>("rounding");
        QTest::addColumn<bool>("isOne");
        QTest::newRow("floor") << true << "Floor" << true;
        QTest::newRow("round") << true << "Round" << true;
        QTest::newRow("float weights") << false << "Floor" << false;
        QTest::newRow("no rounding") << true << "Relu" << false;
    }
    void networksOfIntegersAreToldByTheirRounding()
    {
        QFETCH(bool, whole);
        QFETCH(QString, rounding);
        QFETCH(bool, isOne);
        ModelBuilder model;
        const std::string layer = model.node("Conv", {"x", model.ramp({4, 3, 3, 3}, -40, whole ? 1 : 0.5F)});
        const std::string scaled = model.node("Div", {layer, model.floats({}, {16})});
        const std::string rounded = model.node(rounding.toStdString(), {scaled});
        const Import import = model.output(model.classifier(rounded, 4)).import();
        QCOMPARE(findingOf(import, "").reason.find("already quantised") != std::string::npos, isOne);
        QCOMPARE(import.findings.size() == 1, isOne);
    }

    void saysWhatRunsOnTheHost()
    {
        ModelBuilder model;
        const std::string left = model.convolution("x", 3, 4);
        const std::string sum = model.node("Add", {left, model.convolution("x", 3, 4)});
        const std::string join = model.node("Concat", {sum, left}, {{"axis", std::int64_t{1}}});
        const std::string relu = model.node("Relu", {join});
        const Import import = model.output(model.classifier(relu, 8)).import();
        QVERIFY(import.model.has_value());
        QCOMPARE(findingOf(import, left).verdict, Verdict::Mappable);
        for (const std::string &node : {sum, join, relu})
            QCOMPARE(findingOf(import, node).verdict, Verdict::Host);
    }

    void openSizesAskForAnInputShape()
    {
        ModelBuilder model(17, {0, 3, 0, 0});
        const std::string sigmoid = model.node("Sigmoid", {model.convolution("x", 3, 4)});
        model.output(model.classifier(sigmoid, 4));
        const Import import = model.import();
        const Finding finding = findingOf(import, "");
        QCOMPARE(finding.verdict, Verdict::Refused);
        QCOMPARE(finding.reason, std::string("the input \"x\" leaves open: height, width"));
        QVERIFY(finding.remedy.find("net.onnx:input=3x224x224") != std::string::npos);
        QCOMPARE(findingOf(import, sigmoid).verdict, Verdict::Refused);
    }

    void theInputShapeFillsOpenSizes()
    {
        ModelBuilder model(17, {0, 3, 0, 0});
        model.output(model.classifier(model.convolution("x", 3, 4), 4));
        const Import import = model.import({.input = network::Shape{3, 20, 12}});
        QVERIFY2(import.model.has_value(), findingsText(import).c_str());
        QCOMPARE(import.model->network.inputShape(), (network::Shape{3, 20, 12}));
    }

    void whatTheFileStatesStands()
    {
        ModelBuilder model(17, {0, 3, 0, 0});
        model.output(model.classifier(model.convolution("x", 3, 4), 4));
        const Import import = model.import({.input = network::Shape{1, 20, 12}});
        QVERIFY2(import.model.has_value(), findingsText(import).c_str());
        QCOMPARE(import.model->network.inputShape(), (network::Shape{3, 20, 12}));
    }

    void everyOpsetFrom7To26IsRead_data()
    {
        QTest::addColumn<int>("opset");
        QTest::addColumn<bool>("isRead");
        for (int opset = 6; opset <= 27; ++opset)
            QTest::addRow("%d", opset) << opset << (opset >= 7 && opset <= 26);
    }
    void everyOpsetFrom7To26IsRead()
    {
        QFETCH(int, opset);
        QFETCH(bool, isRead);
        ModelBuilder model(opset);
        const Import import = model.output(model.classifier(model.convolution("x", 3, 4), 4)).import();
        QCOMPARE(import.model.has_value(), isRead);
        QCOMPARE(findingOf(import, "").reason.find("opset") != std::string::npos, !isRead);
    }

    void namesBecomeThoseOfTheNetwork()
    {
        ModelBuilder model;
        std::string value = "x";
        for (const char *name : {"/body/body.0/conv1/Conv", "/input", "", "twice", "twice", "/"}) {
            value = model.convolution(value, 3, 3);
            auto &node = *model.proto.mutable_graph()->mutable_node(model.proto.graph().node_size() - 1);
            node.set_name(name);
        }
        const Import import = model.output(model.classifier(value, 3)).import();
        QVERIFY2(import.model.has_value(), findingsText(import).c_str());
        std::vector<std::string> names;
        for (int index = 1; index <= 6; ++index)
            names.push_back(import.model->network.node(index).name);
        QCOMPARE(names,
                 (std::vector<std::string>{"body/body.0/conv1", "input_2", "Conv3", "twice", "twice_2", "Conv"}));
    }

    void aFileWithoutALayerIsRefused()
    {
        ModelBuilder model;
        const Import import = model.output(model.node("Relu", {model.node("GlobalAveragePool", {"x"})})).import();
        QVERIFY(!import.model.has_value());
        QVERIFY(findingOf(import, "").reason.find("nothing to map") != std::string::npos);
        ModelBuilder empty;
        QVERIFY(!empty.output("x").import().model.has_value());
    }
};

QTEST_APPLESS_MAIN(TestDoctor)
#include "tst_doctor.moc"
