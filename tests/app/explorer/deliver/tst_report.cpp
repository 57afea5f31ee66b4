// SPDX-License-Identifier: Apache-2.0
#include "app/explorer/deliver/deliver_controller.h"
#include "app/explorer/main_window.h"
#include "app/explorer/shell/action_registry.h"
#include "core/base/files.h"
#include "core/report/report_kinds.h"
#include "tests/app/explorer/sample_project.h"
#include "tests/widgets/warnings.h"
#include "widgets/base/message_bar.h"

#include <QAction>
#include <QFileDialog>
#include <QTemporaryDir>
#include <QToolButton>
#include <QtTest>

using namespace odimo;
using namespace odimo::explorer;
using namespace odimo::tests;

/// From the open project to a file that is opened.
class TestReport : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    std::unique_ptr<UserSettings> m_settings;
    std::unique_ptr<MainWindow> m_window;
    std::optional<WarningCollector> m_warnings;

    QString file(const QString &name) const { return m_folder.filePath(name); }
    QAction &action() { return m_window->actions().action(ActionId::WriteReport); }
    ReportController &reports() { return m_window->deliver().reports(); }
    QString message() { return m_window->findChild<widgets::MessageBar *>()->text(); }

    void openProject()
    {
        m_window->openProject(file("sample.odimo"));
        QTRY_VERIFY(m_window->projects().project() && !m_window->isBusy());
    }

private slots:
    void initTestCase() { writeSampleProject(file("sample.odimo").toStdString()); }

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

    void needsAProject()
    {
        QVERIFY(!action().isEnabled());
        openProject();
        QVERIFY(action().isEnabled());
    }

    void writesTheKindThatTheEndingSaysAndOffersToOpenIt()
    {
        openProject();
        for (const report::ReportKind &kind : report::reportKinds()) {
            const QString path = file("report") + kind.ending;
            reports().write(path);
            QTRY_VERIFY(!reports().isBusy());
            QVERIFY2(message().contains(path), qPrintable(message()));
            QVERIFY(QFileInfo(path).size() > 100);
        }
        const project::Project project =
            project::Project::open(file("sample.odimo").toStdString(), project::Access::ReadOnly);
        QCOMPARE(readText(file("report.md").toStdString()),
                 report::reportKindOf("x.md").write(report::makeReport(project, {})));

        QStringList opened;
        reports().openFile = [&](const QString &path) {
            opened << path;
        };
        for (QToolButton *button : m_window->findChild<widgets::MessageBar *>()->findChildren<QToolButton *>())
            if (button->isVisible() && button->text().contains("Open"))
                QTest::mouseClick(button, Qt::LeftButton);
        QCOMPARE(opened, QStringList{file("report.tex")});
    }

    void aFileWithoutAnEndingIsAPage()
    {
        openProject();
        reports().write(file("plain"));
        QTRY_VERIFY(!reports().isBusy());
        QVERIFY(QFile::exists(file("plain.html")));
    }

    void whatCannotBeWrittenIsSaid_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("words");
        QTest::newRow("no folder") << "missing/report.html"
                                   << "missing/report.html";
        QTest::newRow("unknown ending") << "report.doc"
                                        << ".html, .pdf, .md";
    }

    void whatCannotBeWrittenIsSaid()
    {
        QFETCH(QString, name);
        QFETCH(QString, words);
        openProject();
        reports().write(file(name));
        QTRY_VERIFY(!reports().isBusy());
        QVERIFY2(message().contains(words), qPrintable(message()));
    }

    void theDialogProposesAFileBesideTheProject()
    {
        QApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
        openProject();
        QString proposed;
        QTimer::singleShot(0, this, [&] {
            auto *dialog = qobject_cast<QFileDialog *>(QApplication::activeModalWidget());
            QVERIFY(dialog);
            proposed = dialog->selectedFiles().value(0);
            dialog->reject();
        });
        action().trigger();
        QCOMPARE(QFileInfo(proposed).fileName(), "sample.html");
    }
};

QTEST_MAIN(TestReport)
#include "tst_report.moc"
