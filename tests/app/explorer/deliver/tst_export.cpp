// SPDX-License-Identifier: Apache-2.0
#include "app/explorer/deliver/deliver_controller.h"
#include "app/explorer/main_window.h"
#include "core/deploy/verify/tools.h"
#include "tests/core/host/deliver/deliverable_project.h"
#include "tests/widgets/warnings.h"
#include "widgets/base/message_bar.h"
#include "widgets/base/table_view.h"
#include "widgets/code/code_edit.h"
#include "widgets/code/code_view.h"
#include "widgets/deliver/export_dialog.h"
#include "widgets/deliver/receipt_view.h"
#include "widgets/runs/run_inspector.h"

#include <QAction>
#include <QCheckBox>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTextBlock>
#include <QtTest>

using namespace odimo;
using namespace odimo::explorer;
using namespace odimo::tests;

/// From the selected run to verified code, with the window's own dialog.
class TestExport : public QObject {
    Q_OBJECT

private:
    QString file(const QString &name) const { return m_folder.filePath(name); }

    void openProject(const QString &name)
    {
        m_window->openProject(file(name));
        QTRY_VERIFY(m_window->projects().project() && !m_window->isBusy());
        m_window->selection().setRun(1);
    }

    ExportController &exports() { return m_window->deliver().exports(); }

    widgets::ExportDialog &openDialog()
    {
        m_window->actions().action(ActionId::ExportCode).trigger();
        return *exports().dialog();
    }

    /// Once it is known that nothing speaks against it.
    static bool isReady(const widgets::ExportDialog &dialog) { return dialog.verdict().contains("Nothing speaks"); }

private slots:
    void initTestCase()
    {
        samples::writeDeliverableProject(file("a.odimo").toStdString());
        samples::writeDeliverableProject(file("ideal.odimo").toStdString(), samples::DrawnArray::Ideal);
    }

    void init()
    {
        m_warnings.emplace(); // Here, as QTest takes Qt's messages for itself before the first test.
        m_settings = std::make_unique<UserSettings>(file("settings.ini"));
        m_window = std::make_unique<MainWindow>(*m_settings);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
    }

    void cleanup()
    {
        m_window.reset();
        const QStringList warnings = m_warnings->takeAll();
        m_warnings.reset();
        QCOMPARE(warnings, QStringList());
    }

    void nothingIsExportedWithoutARun()
    {
        QVERIFY(!m_window->actions().action(ActionId::ExportCode).isEnabled());
        openProject("a.odimo");
        QVERIFY(m_window->actions().action(ActionId::ExportCode).isEnabled());
    }

    void aRunIsExportedVerifiedAndKeepsItsReceipt()
    {
        if (const auto missing = deploy::missingTool("host"))
            QSKIP(missing->c_str());
        openProject("a.odimo");
        widgets::ExportDialog &dialog = openDialog();
        QCOMPARE(dialog.target().name, QString("diana"));
        QCOMPARE(dialog.folder(), QDir::toNativeSeparators(file("a-run1-diana")));
        QTRY_VERIFY(isReady(dialog));
        QVERIFY(!dialog.verifyButton().isEnabled());
        QTest::mouseClick(&dialog.exportButton(), Qt::LeftButton);
        QTRY_VERIFY2(dialog.result().contains("a-run1-diana"), qPrintable(dialog.result()));
        QVERIFY(QFileInfo::exists(file("a-run1-diana/src/network.c")));
        QString opened;
        exports().openFolder = [&opened](const QString &folder) {
            opened = folder;
        };
        QTest::mouseClick(&dialog.openFolderButton(), Qt::LeftButton);
        QCOMPARE(opened, dialog.folder());

        QTest::mouseClick(&dialog.verifyButton(), Qt::LeftButton);
        constexpr int longest_ms = 300'000;
        QTRY_VERIFY_WITH_TIMEOUT(!exports().isBusy() && dialog.exportButton().isVisible(), longest_ms);
        QTRY_VERIFY2(dialog.result().contains("computes what it should"), qPrintable(dialog.result()));
        const widgets::ReceiptValues &receipt = dialog.receipt().receipt();
        QCOMPARE(receipt.rows.size(), 3);
        QCOMPARE(receipt.rows.front().target, QString("host"));
        QCOMPARE(receipt.rows.front().state, widgets::CheckState::Passed);
        QVERIFY(receipt.memory.contains("L1"));
        QTRY_COMPARE(m_window->inspector().receipt().receipt().rows, receipt.rows);
        dialog.close();

        m_window->projects().close();
        openProject("a.odimo");
        QTRY_COMPARE(m_window->inspector().receipt().receipt().rows, receipt.rows);
        m_window->selection().setRun(2);
        QVERIFY(!m_window->inspector().receipt().isVisible());
    }

    void anExportThatIsThereIsReplacedOnlyWhenAsked()
    {
        openProject("a.odimo");
        widgets::ExportDialog &dialog = openDialog();
        dialog.setTarget("json");
        dialog.setFolder(file("twice"));
        QTRY_VERIFY(isReady(dialog));
        QVERIFY(!dialog.replaceBox().isVisible());
        dialog.exportButton().click();
        QTRY_VERIFY(dialog.result().contains("twice"));
        QVERIFY(dialog.replaceBox().isVisible() && !dialog.exportButton().isEnabled());
        QTest::mouseClick(&dialog.replaceBox(), Qt::LeftButton, {}, QPoint(5, dialog.replaceBox().height() / 2));
        QVERIFY(dialog.exportButton().isEnabled());
        dialog.exportButton().click();
        QTRY_VERIFY(!exports().isBusy());
        QVERIFY2(dialog.result().contains("twice"), qPrintable(dialog.result()));
        QVERIFY(!dialog.replaceBox().isChecked());
    }

    void otherFoldersAreNotReplaced()
    {
        openProject("a.odimo");
        widgets::ExportDialog &dialog = openDialog();
        QTRY_VERIFY(isReady(dialog));
        dialog.setFolder(m_folder.path()); // With projects in it.
        QVERIFY(!dialog.exportButton().isEnabled() && !dialog.replaceBox().isVisible());
        dialog.setFolder({});
        QVERIFY(!dialog.exportButton().isEnabled());
        dialog.setFolder("/proc/nowhere");
        dialog.exportButton().click();
        QTRY_VERIFY2(dialog.result().contains("/proc/nowhere"), qPrintable(dialog.result()));
    }

    void theFolderFollowsTheTargetUntilItIsNamed()
    {
        openProject("a.odimo");
        widgets::ExportDialog &dialog = openDialog();
        dialog.setTarget("onnx");
        QVERIFY(dialog.folder().endsWith("a-run1-onnx"));
        dialog.setFolder(file("mine"));
        dialog.setTarget("json");
        QCOMPARE(dialog.folder(), file("mine"));
        QVERIFY(!dialog.verifyButton().isVisible());
    }

    void whatSpeaksAgainstItIsListedBeforeAnythingIsWritten()
    {
        openProject("ideal.odimo");
        widgets::ExportDialog &dialog = openDialog();
        QTRY_VERIFY(dialog.refusals().isVisible());
        QVERIFY(!dialog.exportButton().isEnabled());
        const QString text = dialog.refusals().selectedText();
        QVERIFY2(text.contains("conv2\tanalog array") && text.contains("Explore with the converters"),
                 qPrintable(text));
        dialog.setTarget("json");
        QTRY_VERIFY(isReady(dialog));
        QVERIFY(!dialog.refusals().isVisible() && dialog.exportButton().isEnabled());
    }

    void aRunWithoutWeightsSaysSo()
    {
        openProject("a.odimo");
        m_window->selection().setRun(2);
        widgets::ExportDialog &dialog = openDialog();
        QTRY_VERIFY2(dialog.verdict().contains("no trained weights"), qPrintable(dialog.verdict()));
        QVERIFY(!dialog.exportButton().isEnabled());
    }

    void aChangedPackageIsNamed()
    {
        openProject("a.odimo");
        widgets::ExportDialog &dialog = openDialog();
        dialog.setFolder(file("changed"));
        QTRY_VERIFY(isReady(dialog));
        dialog.exportButton().click();
        QTRY_VERIFY(dialog.verifyButton().isEnabled());
        writeText(file("changed/src/plan.h").toStdString(), "#pragma once\n");
        dialog.verifyButton().click();
        QTRY_VERIFY2(dialog.result().contains("src/plan.h"), qPrintable(dialog.result()));
    }

    void verifyingCanBeStoppedAndTheWindowClosed()
    {
        openProject("a.odimo");
        widgets::ExportDialog &dialog = openDialog();
        dialog.setFolder(file("stopped"));
        QTRY_VERIFY(isReady(dialog));
        dialog.exportButton().click();
        QTRY_VERIFY(dialog.verifyButton().isEnabled());
        dialog.verifyButton().click();
        QTRY_COMPARE(dialog.receipt().receipt().rows.size(), 3);
        QTest::mouseClick(&dialog.stopButton(), Qt::LeftButton);
        QTRY_VERIFY2(dialog.result().contains("stopped"), qPrintable(dialog.result()));

        dialog.verifyButton().click();
        dialog.close();
        QElapsedTimer timer;
        timer.start();
        m_window.reset();
        QVERIFY(timer.elapsed() < 5000);
    }

    /// A layer shows its function, and a function its layer.
    void codeAndLayersFollowEachOther()
    {
        openProject("a.odimo");
        m_window->actions().action(ActionId::ViewCode).trigger();
        widgets::CodeView &view = m_window->code();
        widgets::CodeEdit &edit = view.edit();
        QTRY_VERIFY(edit.toPlainText().contains("static void layer_conv2(void)"));

        m_window->selection().setLayer("conv2");
        const auto line = [&edit](int number) {
            return edit.document()->findBlockByNumber(number).text();
        };
        QVERIFY2(line(edit.currentLine()).startsWith("/* conv2: "), qPrintable(line(edit.currentLine())));
        QCOMPARE(edit.firstMarkedLine(), edit.currentLine());

        QTextCursor at = edit.document()->find("layer_conv1(void)");
        edit.setTextCursor(at);
        edit.ensureCursorVisible();
        QTest::mouseClick(edit.viewport(), Qt::LeftButton, {}, edit.cursorRect(at).center());
        QCOMPARE(m_window->selection().layer(), QString("conv1"));
        const int before = edit.currentLine();
        QVERIFY2(line(before).contains("conv1"), qPrintable(line(before)));

        QTest::keyClick(&edit, Qt::Key_End, Qt::ControlModifier); // Behind all layers.
        QCOMPARE(m_window->selection().layer(), QString("conv1"));
    }

    void aRunWithoutCodeSaysWhy()
    {
        openProject("ideal.odimo");
        m_window->actions().action(ActionId::ViewCode).trigger();
        const auto says = [this] {
            for (const QLabel *label : m_window->code().findChildren<QLabel *>())
                if (label->isVisible() && label->text().contains("cannot compute it"))
                    return true;
            return false;
        };
        QTRY_VERIFY(says());
        QVERIFY(!m_window->code().edit().isVisible());
    }

private:
    std::optional<WarningCollector> m_warnings;
    QTemporaryDir m_folder;
    std::unique_ptr<UserSettings> m_settings;
    std::unique_ptr<MainWindow> m_window;
};

QTEST_MAIN(TestExport)
#include "tst_export.moc"
