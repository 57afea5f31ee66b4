// SPDX-License-Identifier: Apache-2.0
#include "app/explorer/main_window.h"
#include "tests/app/explorer/sample_project.h"
#include "tests/app/explorer/scripted_exploration.h"
#include "widgets/front/front_panel.h"
#include "widgets/runs/run_inspector.h"
#include "widgets/setup/setup_panel.h"

#include <QDockWidget>
#include <QTemporaryDir>
#include <QtTest>

using namespace odimo;
using namespace odimo::explorer;
using namespace odimo::tests;
using End = ScriptedExploration::End;

class SetupInWindowTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { writeSampleProject(project().toStdString()); }
    void findingsStayWithinTheDock();
    void selectingARunMovesNothing();
    void anotherNetworkIsProposedAnotherProject();

private:
    QString project() const { return m_folder.filePath("sample.odimo"); }
    std::unique_ptr<MainWindow> opened();
    /// Of the window, and of each dock that is shown.
    static QStringList sizes(const MainWindow &window);

    QTemporaryDir m_folder;
    std::unique_ptr<UserSettings> m_settings;
};

std::unique_ptr<MainWindow> SetupInWindowTest::opened()
{
    m_settings = std::make_unique<UserSettings>(m_folder.filePath("settings.ini"));
    auto shown = std::make_unique<MainWindow>(*m_settings, scripted({}, End::ByItself));
    shown->resize(1200, 700);
    shown->show();
    shown->openProject(project());
    [&] {
        QTRY_VERIFY_WITH_TIMEOUT(shown->front().isVisible() && !shown->isBusy(), 20000);
    }();
    return shown;
}

QStringList SetupInWindowTest::sizes(const MainWindow &window)
{
    const auto text = [](const QWidget &widget) {
        return QStringLiteral("%1 %2x%3").arg(widget.objectName()).arg(widget.width()).arg(widget.height());
    };
    QStringList sizes{text(window)};
    for (const QDockWidget *dock : window.findChildren<QDockWidget *>())
        if (dock->isVisible())
            sizes << text(*dock);
    return sizes;
}

void SetupInWindowTest::findingsStayWithinTheDock()
{
    const auto shown = opened();
    const QStringList before = sizes(*shown);
    shown->setup().setField(&widgets::SetupFields::network,
                            ODIMO_TEST_DATA "/golden/models/unsupported_sigmoid_resize.onnx");
    QTRY_VERIFY_WITH_TIMEOUT(shown->setup().findingText(widgets::SetupField::Network).contains("Sigmoid"), 20000);
    QCOMPARE(sizes(*shown), before);
    const QString deep = QString("/model/backbone/stage_with_a_long_name/").repeated(6) + QString(150, 'x');
    shown->setup().setFindings({{widgets::SetupField::Network, widgets::Finding::Severity::Error,
                                 ("The node " + deep + " is refused. ").repeated(20)}});
    QCoreApplication::processEvents();
    QCOMPARE(sizes(*shown), before);
}

void SetupInWindowTest::selectingARunMovesNothing()
{
    const auto shown = opened();
    const QStringList before = sizes(*shown);
    for (qint64 run = 1; run <= 12; ++run) {
        shown->selection().setRun(run);
        QCoreApplication::processEvents();
        QCOMPARE(sizes(*shown), before);
    }
    widgets::RunRow failed;
    failed.id = 13;
    failed.name = QString(120, 'n');
    failed.message =
        QString("the worker has lost /scratch/%1/checkpoint.safetensors. ").arg(QString(90, 'x')).repeated(12);
    shown->inspector().showRun(failed, std::nullopt);
    QCoreApplication::processEvents();
    QCOMPARE(sizes(*shown), before);
}

void SetupInWindowTest::anotherNetworkIsProposedAnotherProject()
{
    const auto shown = opened();
    QCOMPARE(shown->setup().fields().project, project());
    shown->setup().setField(&widgets::SetupFields::network, "resnet20");
    QVERIFY2(shown->setup().fields().project.endsWith("-resnet20-diana.odimo"),
             qPrintable(shown->setup().fields().project));
}

QTEST_MAIN(SetupInWindowTest)
#include "tst_setup_in_window.moc"
