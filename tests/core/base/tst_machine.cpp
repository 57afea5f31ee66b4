// SPDX-License-Identifier: Apache-2.0
#include "core/base/machine.h"
#include "core/base/version.h"

#include <QFile>
#include <QSysInfo>
#include <QTest>

using namespace odimo;

class TestMachine : public QObject {
    Q_OBJECT

private slots:
    void theHostIsTheOneOfTheSystem()
    {
        QCOMPARE(QString::fromStdString(hostName()), QSysInfo::machineHostName());
        QVERIFY(!hostName().empty());
    }

    void theProcessorIsTheOneOfTheSystem()
    {
        QFile file("/proc/cpuinfo");
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QString name = QString::fromStdString(processorName());
        const QString list = QString::fromUtf8(file.readAll());
        QCOMPARE(name.isEmpty(), !list.contains("model name"));
        QVERIFY(list.contains(name));
        QCOMPARE(name, name.trimmed());
    }

    void theVersionHasTheCommitThatMainNames()
    {
        QCOMPARE(fullVersion(), std::string(version())); // A test does not know it.
        setCommit("af7242361d0b-modified");
        QCOMPARE(fullVersion(), std::string(version()) + " (af7242361d0b-modified)");
    }
};

QTEST_APPLESS_MAIN(TestMachine)
#include "tst_machine.moc"
