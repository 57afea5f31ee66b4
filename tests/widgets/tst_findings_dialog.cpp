// SPDX-License-Identifier: Apache-2.0
#include "widgets/base/plain_text.h"
#include "widgets/base/table_view.h"
#include "widgets/setup/findings_dialog.h"
#include "widgets/setup/setup_panel.h"

#include <QLabel>
#include <QTest>

using namespace odimo::widgets;

namespace {

const QList<NetworkFinding> findings{
    {"refused", "/Sigmoid", "Sigmoid", "it is none of the functions that the chip computes", "train with ReLU"},
    {"runs on the host", "/Pool", "GlobalAveragePool", "runs on the host core; its cycles are not counted"}};

/// The first with a reason of several lines.
QList<NetworkFinding> longFindings()
{
    QList<NetworkFinding> longer = findings;
    longer[0].text = longer[0].text.repeated(8);
    return longer;
}

} // namespace

class TestFindingsDialog : public QObject {
    Q_OBJECT

private slots:
    void findingsCanBeCopied()
    {
        const FindingsDialog dialog("nets/a.onnx", findings);
        QVERIFY(dialog.windowTitle().contains("a.onnx") && !dialog.windowTitle().contains("nets"));
        QCOMPARE(dialog.table().selectedText(),
                 QString("Finding\tNode\tOperator\tWhy\tWhat to do\n"
                         "refused\t/Sigmoid\tSigmoid\tit is none of the functions that the chip computes\ttrain with "
                         "ReLU\n"
                         "runs on the host\t/Pool\tGlobalAveragePool\truns on the host core; its cycles are not "
                         "counted\t\n"));
    }

    void longReasonsAreReadToTheirEnd()
    {
        const QList<NetworkFinding> longer = longFindings();
        FindingsDialog dialog("a.onnx", longer);
        dialog.show();
        QVERIFY(QTest::qWaitForWindowExposed(&dialog));
        const TableView &table = dialog.table();
        QVERIFY(table.rowHeight(0) > 3 * table.rowHeight(1));
        QVERIFY(table.columnWidth(3) > table.width() / 4);
    }

    void linesOfARowStandCloserThanRows()
    {
        const QList<NetworkFinding> longer = longFindings();
        FindingsDialog dialog("a.onnx", longer);
        dialog.show();
        QVERIFY(QTest::qWaitForWindowExposed(&dialog));
        const TableView &table = dialog.table();
        const QFontMetrics font = table.fontMetrics();
        const QRect column(0, 0, table.columnWidth(3), 10000);
        for (int row = 0; row < 2; ++row) {
            const int text = font.boundingRect(column, Qt::TextWordWrap, longer[row].text).height();
            QVERIFY(table.rowHeight(row) >= text + font.height() / 2 - 1);
        }
    }

    void thePanelOffersThemBelowTheNetwork()
    {
        const PlainText asInTheProgram;
        SetupPanel panel({});
        const auto *link = panel.findChild<QLabel *>("networkFindings");
        QVERIFY(link->isHidden());
        panel.setNetworkFindings(findings);
        QVERIFY(!link->isHidden());
        panel.show();
        QVERIFY(QTest::qWaitForWindowExposed(&panel));
        QCOMPARE(link->textFormat(), Qt::RichText);
        // As wide as its words: a wider one pushes the fields out of the panel.
        QVERIFY(link->minimumSizeHint().width() <= link->fontMetrics().horizontalAdvance("What the import found…") + 8);
        emit const_cast<QLabel *>(link)->linkActivated("#");
        const auto *dialog = panel.findChild<FindingsDialog *>();
        QVERIFY(dialog && dialog->table().model()->rowCount() == 2);
        panel.setNetworkFindings({});
        QVERIFY(link->isHidden());
    }
};

QTEST_MAIN(TestFindingsDialog)
#include "tst_findings_dialog.moc"
