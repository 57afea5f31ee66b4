// SPDX-License-Identifier: Apache-2.0
#include "widgets/base/empty_state.h"

#include <QAction>
#include <QPushButton>
#include <QtTest>

using namespace odimo::widgets;

class EmptyStateTest : public QObject {
    Q_OBJECT

private slots:
    void whatCannotBeDoneIsNotOffered();
};

void EmptyStateTest::whatCannotBeDoneIsNotOffered()
{
    EmptyState state(*new QWidget, QStringLiteral("sample")); // Which owns it.
    QAction start(QStringLiteral("Start"));
    start.setEnabled(false);
    state.offer(start);
    state.showText(QStringLiteral("No results yet"), QStringLiteral("They appear here."));
    state.show();
    auto &button = *state.findChild<QPushButton *>();
    QVERIFY(!button.isVisible());
    start.setEnabled(true);
    QVERIFY(button.isVisible());
    QSignalSpy triggered(&start, &QAction::triggered);
    button.click();
    QCOMPARE(triggered.count(), 1);
}

QTEST_MAIN(EmptyStateTest)
#include "tst_empty_state.moc"
