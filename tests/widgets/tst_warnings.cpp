// SPDX-License-Identifier: Apache-2.0
#include "tests/widgets/warnings.h"

using odimo::tests::WarningCollector;

class WarningsTest : public QObject {
    Q_OBJECT

private slots:
    void aMemberCollectsFromTheFirstEventsOn()
    {
        QCoreApplication::processEvents();
        qWarning("seen by the member");
        QCOMPARE(m_warnings.takeAll(), QStringList{"seen by the member"});
    }

    void whatTheOffscreenPlatformSaysIsKnown()
    {
        qWarning("This plugin does not support raise()");
        QCOMPARE(m_warnings.takeAll(), QStringList());
    }

private:
    WarningCollector m_warnings;
};

QTEST_GUILESS_MAIN(WarningsTest)
#include "tst_warnings.moc"
