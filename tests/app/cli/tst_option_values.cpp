// SPDX-License-Identifier: Apache-2.0
#include "app/cli/option_values.h"
#include "tests/core/base/error_message.h"

#include <QTest>

using namespace odimo;
using namespace odimo::cli;

class TestOptionValues : public QObject {
    Q_OBJECT

private slots:
    void threadsAreOneNumberOrTwo()
    {
        QVERIFY((parseThreads("8,2") == host::Threads{.alone = 8, .beside = 2}));
        QVERIFY((parseThreads("4") == host::Threads{.alone = 4, .beside = 4}));
        for (const char *wrong : {"", "0", "1,0", "1,2,3", "two", "1.5"})
            QVERIFY_EXCEPTION_THROWN(parseThreads(wrong), Error);
    }

    void readsStrengths()
    {
        QCOMPARE(parseStrengths("0.1,0.5"), (std::vector<double>{0.1, 0.5}));
        QCOMPARE(parseStrengths("0"), (std::vector<double>{0}));
        QCOMPARE(parseStrengths("1e-3"), (std::vector<double>{0.001}));
        QCOMPARE(parseStrengths("0.1:10:3"), (std::vector<double>{0.1, 1, 10}));
    }

    void refusesStrengthsAndNamesTheValue_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("part");
        QTest::newRow("negative") << "0.1,-0.5"
                                  << "cannot be negative: -0.5";
        QTest::newRow("word") << "0.1,much"
                              << "'much' is not a number";
        QTest::newRow("not a number") << "nan"
                                      << "'nan' is not a number";
        QTest::newRow("infinite") << "inf"
                                  << "'inf' is not a number";
        QTest::newRow("rest") << "0.1x"
                              << "'0.1x' is not a number";
        QTest::newRow("empty part") << "0.1,,2"
                                    << "'' is not a number";
        QTest::newRow("trailing comma") << "0.1,"
                                        << "'' is not a number";
    }

    void refusesStrengthsAndNamesTheValue()
    {
        QFETCH(QString, text);
        QFETCH(QString, part);
        const QString message = errorMessage([&] { parseStrengths(text.toStdString()); });
        QVERIFY2(message.contains(part), qPrintable(message));
    }

    void readsEpochs() { QCOMPARE(parseEpochs("10,3,2"), (host::Epochs{.warmup = 10, .search = 3, .finetune = 2})); }

    void trainedWeightsNeedNoWarmUp() { QCOMPARE(parseEpochs("0,3,2").warmup, 0); }

    void shapesBecomePartOfTheSpecification()
    {
        const network::Shape shape{.channels = 3, .height = 8, .width = 9};
        QCOMPARE(withInput("resnet8", shape), std::string("resnet8:input=3x8x9"));
        QCOMPARE(withInput("resnet8:stem=2", shape), std::string("resnet8:stem=2,input=3x8x9"));
        QCOMPARE(withInput("a:b/net.onnx", shape), std::string("a:b/net.onnx:input=3x8x9"));
        QCOMPARE(withInput("net.onnx:output=a,b", shape), std::string("net.onnx:output=a,b,input=3x8x9"));
    }

    void aNetworkFromAFileHasItsOwnClasses()
    {
        QVERIFY(errorMessage([] {
                    specificationOf({.network = "net.onnx", .input = "", .classes = 7});
                }).contains("net.onnx has its own classes"));
    }

    void readsShapes() { QCOMPARE(parseShape("3x32x48"), (network::Shape{.channels = 3, .height = 32, .width = 48})); }

    void refusesTriplesAndNamesTheText_data()
    {
        QTest::addColumn<QString>("text");
        for (const char *parts : {"1,2", "1,2,3,4", "1,0,1", "1,-1,1", "-1,1,1", "1,1.5,1", "a,b,c", "", "1,2,"})
            QTest::newRow(parts) << parts;
    }

    void refusesTriplesAndNamesTheText()
    {
        QFETCH(QString, text);
        const QString quoted = "'" + text + "'";
        const QString epochs = errorMessage([&] { parseEpochs(text.toStdString()); });
        QVERIFY2(epochs.contains(quoted), qPrintable(epochs));
        const QString shape = errorMessage([&] { parseShape(text.toStdString()); });
        QVERIFY2(shape.contains(quoted), qPrintable(shape));
    }

    void buildsTheNetworkForTheShape()
    {
        const network::Network network = buildNetwork({.network = "resnet8", .input = "1x28x28", .classes = 7});
        QCOMPARE(network.inputShape(), (network::Shape{.channels = 1, .height = 28, .width = 28}));
        QCOMPARE(network.classes(), 7);
    }
};

QTEST_APPLESS_MAIN(TestOptionValues)
#include "tst_option_values.moc"
