// SPDX-License-Identifier: Apache-2.0
#include "core/base/error.h"
#include "core/base/version.h"

#include <QRegularExpression>
#include <QTest>

using namespace odimo;

class TestError : public QObject {
    Q_OBJECT

private slots:
    void keepsItsMessageAndKind()
    {
        const Error error("x.idx is truncated", ErrorKind::InputOutput);
        QCOMPARE(error.what(), "x.idx is truncated");
        QCOMPARE(error.kind(), ErrorKind::InputOutput);
        QCOMPARE(Error("plain").kind(), ErrorKind::BadInput);
    }

    void everyKindHasTheExitCodeOfTheCommandLine()
    {
        QCOMPARE(exitCode(ErrorKind::Usage), 1);
        QCOMPARE(exitCode(ErrorKind::BadInput), 2);
        QCOMPARE(exitCode(ErrorKind::RunFailed), 3);
        QCOMPARE(exitCode(ErrorKind::Cancelled), 4);
        QCOMPARE(exitCode(ErrorKind::InputOutput), 5);
    }

    void versionHasThreeNumbers() { QVERIFY(QRegularExpression("^\\d+\\.\\d+\\.\\d+$").match(version()).hasMatch()); }
};

QTEST_APPLESS_MAIN(TestError)
#include "tst_error.moc"
