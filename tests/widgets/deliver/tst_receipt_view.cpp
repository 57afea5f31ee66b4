// SPDX-License-Identifier: Apache-2.0
#include "tests/widgets/warnings.h"
#include "widgets/base/theme.h"
#include "widgets/deliver/receipt_view.h"

#include <QLabel>
#include <QtTest>

using namespace odimo::widgets;

class TestReceiptView : public QObject {
    Q_OBJECT

private:
    static ReceiptValues sample()
    {
        return {.rows = {{"host", "this machine", CheckState::Passed, "68 tensors are those of the executor"},
                         {"san", "sanitizers", CheckState::Failed, "image 0, tensor conv1 has another checksum"},
                         {"rv32", "emulation", CheckState::Skipped, "install the package qemu-system-misc"}},
                .memory = "Memory: 12 KiB"};
    }

    static QLabel *labelOf(const ReceiptView &view, const QString &text)
    {
        for (QLabel *label : view.findChildren<QLabel *>())
            if (label->text() == text)
                return label;
        return nullptr;
    }

private slots:
    /// In words, and in colours that can be read.
    void verdictsAreSaidAndColoured()
    {
        odimo::tests::WarningCollector warnings;
        for (const QPalette &palette : {lightPalette(), darkPalette()}) {
            ReceiptView view;
            view.setPalette(palette);
            view.setReceipt(sample());
            const auto color = [&view](const QString &text) {
                return labelOf(view, text)->palette().color(QPalette::WindowText);
            };
            QCOMPARE(color("Passed"), successTextColor(palette));
            QCOMPARE(color("Failed"), errorTextColor(palette));
            for (const QString text : {"Passed", "Failed", "Skipped"})
                QVERIFY(contrastRatio(color(text), palette.color(QPalette::Window)) >= 4.5);
        }
        QCOMPARE(warnings.takeAll(), QStringList());
    }

    void canBeReadAsText()
    {
        ReceiptView view;
        view.setReceipt(sample());
        QVERIFY2(view.text().contains("san\tFailed\timage 0, tensor conv1 has another checksum\n"),
                 qPrintable(view.text()));
        QCOMPARE(view.accessibleDescription(), view.text());
        view.setReceipt({});
        QVERIFY(view.findChildren<QLabel *>().isEmpty());
    }

};

QTEST_MAIN(TestReceiptView)
#include "tst_receipt_view.moc"
