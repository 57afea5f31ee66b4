// SPDX-License-Identifier: Apache-2.0
#include "core/host/front/comparable.h"
#include "core/network/zoo.h"
#include "tests/core/project/samples.h"

#include <QTest>

using namespace odimo;
using namespace odimo::host;

class TestComparable : public QObject {
    Q_OBJECT

private:
    static QString reason(const project::Setup &other)
    {
        return QString::fromStdString(whyNotComparable(samples::setup(), other).value_or(""));
    }

private slots:
    void theSameSubjectIsComparable()
    {
        project::Setup other = samples::setup();
        other.provenance["host"] = "elsewhere";
        other.platform.title = "Of another name"; // Counts the same.
        QCOMPARE(reason(other), QString());
    }

    void anotherNetworkIsNamed()
    {
        project::Setup other = samples::setup();
        other.networkName = "resnet20";
        other.network = network::zooNetwork("resnet20");
        QVERIFY2(reason(other).contains("network resnet20") && reason(other).contains("cannot be compared"),
                 qPrintable(reason(other)));
    }

    void otherDataIsNamed()
    {
        project::Setup other = samples::setup();
        other.data = "cifar10-of-mine";
        QVERIFY2(reason(other).contains("data cifar10-of-mine"), qPrintable(reason(other)));
        other = samples::setup();
        other.classes.push_back("one more");
        QVERIFY(reason(other).contains("data"));
    }

    void anotherPlatformIsNamed()
    {
        project::Setup other = samples::setup();
        other.platform = platform::loadPlatform("diana_ideal");
        QVERIFY2(reason(other).contains("platform"), qPrintable(reason(other)));
    }
};

QTEST_APPLESS_MAIN(TestComparable)
#include "tst_comparable.moc"
