// SPDX-License-Identifier: Apache-2.0
#include "widgets/base/empty_state.h"
#include "widgets/base/plain_text.h"
#include "widgets/base/table_view.h"
#include "widgets/setup/findings_view.h"
#include "widgets/setup/setup_panel.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace odimo::widgets;

namespace {

const QList<NetworkFinding> findings{
    {"refused", "/Sigmoid", "Sigmoid", "it is none of the functions that the chip computes", "train with ReLU", true},
    {"runs on the host", "/Pool", "GlobalAveragePool", "runs on the host core; its cycles are not counted"}};

/// The first with a reason of several lines.
QList<NetworkFinding> longFindings()
{
    QList<NetworkFinding> longer = findings;
    longer[0].text = longer[0].text.repeated(8);
    return longer;
}

} // namespace

class TestFindingsView : public QObject {
    Q_OBJECT

private slots:
    void findingsCanBeCopied()
    {
        FindingsView view;
        view.setFindings("a.onnx", findings);
        QCOMPARE(view.heading(), "a.onnx: refused (1), runs on the host (1)");
        view.findChild<QToolButton *>()->click();
        QCOMPARE(QGuiApplication::clipboard()->text(),
                 QString("Finding\tNode\tOperator\tWhy\tWhat to do\n"
                         "refused\t/Sigmoid\tSigmoid\tit is none of the functions that the chip computes\ttrain with "
                         "ReLU\n"
                         "runs on the host\t/Pool\tGlobalAveragePool\truns on the host core; its cycles are not "
                         "counted\t\n"));
    }

    void onlyWhatIsRefusedHasASign()
    {
        FindingsView view;
        view.setFindings("a.onnx", findings);
        const auto sign = [&](int row) {
            return view.table().model()->index(row, 0).data(Qt::DecorationRole).value<QIcon>();
        };
        QVERIFY(!sign(0).isNull() && sign(1).isNull());
    }

    void withoutFindingsItSaysWhy()
    {
        FindingsView view;
        QVERIFY(view.emptyState().isEmpty());
        view.setFindings("a.onnx", findings);
        QVERIFY(!view.emptyState().isEmpty());
        view.showNothing("resnet8 needs no import", "It is of the zoo.");
        QVERIFY(view.emptyState().isEmpty() && view.heading().isEmpty());
        QCOMPARE(view.table().model()->rowCount(), 0);
    }

    void longReasonsAreReadToTheirEnd()
    {
        const QList<NetworkFinding> longer = longFindings();
        FindingsView view;
        view.resize(view.fontMetrics().averageCharWidth() * 150, view.fontMetrics().height() * 24);
        view.setFindings("a.onnx", longer);
        view.show();
        QVERIFY(QTest::qWaitForWindowExposed(&view));
        const TableView &table = view.table();
        QVERIFY(table.rowHeight(0) > 3 * table.rowHeight(1));
        QVERIFY(table.columnWidth(3) > table.width() / 4);
    }

    void linesOfARowStandCloserThanRows()
    {
        const QList<NetworkFinding> longer = longFindings();
        FindingsView view;
        view.resize(view.fontMetrics().averageCharWidth() * 150, view.fontMetrics().height() * 24);
        view.setFindings("a.onnx", longer);
        view.show();
        QVERIFY(QTest::qWaitForWindowExposed(&view));
        const TableView &table = view.table();
        const QFontMetrics font = table.fontMetrics();
        const QRect column(0, 0, table.columnWidth(3), 10000);
        for (int row = 0; row < 2; ++row) {
            const int text = font.boundingRect(column, Qt::TextWordWrap, longer[row].text).height();
            QVERIFY(table.rowHeight(row) >= text + font.height() / 2 - 1);
        }
    }

    void theSetupLeadsToThem()
    {
        const PlainText asInTheProgram;
        SetupPanel panel({});
        const QSignalSpy requested(&panel, &SetupPanel::networkFindingsRequested);
        auto *link = panel.findChild<QLabel *>("networkFindings");
        QVERIFY(link->isHidden());
        panel.setHasNetworkFindings(true);
        QVERIFY(!link->isHidden());
        panel.show();
        QVERIFY(QTest::qWaitForWindowExposed(&panel));
        QCOMPARE(link->textFormat(), Qt::RichText);
        // As wide as its words: a wider one pushes the fields out of the panel.
        QVERIFY(link->minimumSizeHint().width() <= link->fontMetrics().horizontalAdvance("What the import found…") + 8);
        emit link->linkActivated("#");
        QCOMPARE(requested.size(), 1);
        panel.setHasNetworkFindings(false);
        QVERIFY(link->isHidden());
    }
};

QTEST_MAIN(TestFindingsView)
#include "tst_findings_view.moc"
