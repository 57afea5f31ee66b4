// SPDX-License-Identifier: Apache-2.0
#include "app/explorer/base/background.h"
#include "app/explorer/base/selection_model.h"
#include "app/explorer/network/network_controller.h"
#include "app/explorer/project/project_controller.h"
#include "app/explorer/shell/action_registry.h"
#include "core/mapping/cost/baselines.h"
#include "core/network/zoo.h"
#include "tests/app/explorer/sample_project.h"
#include "tests/widgets/warnings.h"
#include "widgets/base/empty_state.h"
#include "widgets/network/network_canvas.h"
#include "widgets/network/network_panel.h"

#include <QAction>
#include <QMenu>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

using namespace odimo;
using namespace odimo::explorer;

class NetworkControllerTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase()
    {
        tests::writeSampleProject(path("sample"));
        tests::writeInstantProject(path("instant"));
    }
    void init() { m_warnings.emplace(); }
    void cleanup() { QCOMPARE(m_warnings->takeAll(), QStringList()); }
    void theGraphIsShownBeforeAnyRunIsSelected();
    void theMappingOfTheSelectedRunIsShown();
    void selectionsAreShared();
    void anAnalysisGivesTheSensitivity();
    void aClosedProjectLeavesNothing();
    void aMappingIsShownOnTheNetworkOfItsProject();

private:
    std::filesystem::path path(const char *name) const
    {
        return m_folder.filePath(QString(name) + ".odimo").toStdString();
    }

    struct Window {
        Background background;
        ProjectController projects{background};
        SelectionModel selection;
        ActionRegistry actions;
        widgets::NetworkPanel panel;
        NetworkController controller{projects, selection, background, actions, panel};

        void open(const std::filesystem::path &file)
        {
            projects.open(file);
            QTRY_VERIFY(!panel.scene().isEmpty() && !controller.isBusy());
        }
    };

    QTemporaryDir m_folder;
    std::optional<tests::WarningCollector> m_warnings;
};

void NetworkControllerTest::theGraphIsShownBeforeAnyRunIsSelected()
{
    Window window;
    QVERIFY(window.panel.emptyState().isEmpty());
    window.open(path("sample"));
    const widgets::NetworkPicture picture = window.panel.picture();
    QCOMPARE(picture.values.run, 0);
    QVERIFY(picture.values.nodes.size() > 10);
    QVERIFY(picture.values.nodes[1].channels.empty());
    window.selection.setRun(1); // The warm-up, which has no mapping.
    QTRY_VERIFY(!window.controller.isBusy());
    QCOMPARE(window.panel.picture().values.run, 0);
}

void NetworkControllerTest::theMappingOfTheSelectedRunIsShown()
{
    Window window;
    window.open(path("sample"));
    window.selection.setRun(6);
    QTRY_COMPARE(window.panel.picture().values.run, 6);
    const widgets::NetworkValues values = window.panel.picture().values;
    double cycles = 0;
    for (const widgets::NetworkNode &node : values.nodes)
        cycles += node.latency_cycles.value_or(0);
    QCOMPARE(cycles, window.projects.project()->find(6)->cost.latency_cycles);
    QVERIFY(!values.mapping.isEmpty());
    // The last of several selections counts.
    for (const qint64 run : {2, 3, 4, 6, 5})
        window.selection.setRun(run);
    QTRY_VERIFY(!window.controller.isBusy());
    QCOMPARE(window.panel.picture().values.run, 5);
}

void NetworkControllerTest::selectionsAreShared()
{
    Window window;
    window.open(path("sample"));
    const widgets::NetworkValues values = window.panel.picture().values;
    const QString layer = values.nodes[1].name;
    window.selection.setLayer(layer);
    QCOMPARE(window.panel.selected(), layer);
    emit window.panel.canvas().nodeChosen(2);
    QCOMPARE(window.selection.layer(), values.nodes[2].name);
    emit window.panel.canvas().nodeChosen(0); // The input is no layer: selected here alone.
    QCOMPARE(window.selection.layer(), QString());
    QCOMPARE(window.panel.selected(), values.nodes[0].name);
}

void NetworkControllerTest::anAnalysisGivesTheSensitivity()
{
    Window window;
    window.open(path("sample"));
    QVERIFY(!window.panel.picture().values.has(widgets::NodeColoring::Sensitivity));
    window.open(path("instant"));
    QTRY_VERIFY(window.panel.picture().values.has(widgets::NodeColoring::Sensitivity));
}

void NetworkControllerTest::aClosedProjectLeavesNothing()
{
    Window window;
    window.open(path("sample"));
    window.selection.setRun(6);
    window.projects.close();
    QVERIFY(window.panel.emptyState().isEmpty());
    QTRY_VERIFY(!window.controller.isBusy());
    QVERIFY(window.panel.emptyState().isEmpty());
}

/// Whoever hears of another project first may select a run of it before this view does.
void NetworkControllerTest::aMappingIsShownOnTheNetworkOfItsProject()
{
    const std::filesystem::path other = path("other");
    std::int64_t run = 0;
    {
        project::Setup setup = project::Project::open(path("sample"), project::Access::ReadOnly).setup();
        setup.networkName = "resnet20";
        setup.network = network::zooNetwork("resnet20", {.input = network::Shape{1, 28, 28}, .classes = 10});
        project::Project made = project::Project::create(other, setup);
        project::Run mapped{.status = project::RunStatus::Done,
                            .mapping = mapping::uniformMapping(made.costTable(), 0)};
        mapped.cost = costOf(made.costTable(), *mapped.mapping);
        run = made.save(mapped);
    }
    Background background;
    ProjectController projects{background};
    SelectionModel selection;
    ActionRegistry actions;
    widgets::NetworkPanel panel;
    connect(&projects, &ProjectController::opened, &selection, [&] {
        if (projects.shows(other))
            selection.setRun(run);
    });
    NetworkController controller{projects, selection, background, actions, panel};
    QSignalSpy failed(&controller, &NetworkController::failed);
    projects.open(path("sample"));
    QTRY_VERIFY(!panel.scene().isEmpty() && !controller.isBusy());
    const std::size_t nodes = panel.picture().values.nodes.size();
    projects.open(other);
    QTRY_COMPARE(panel.picture().values.run, run);
    QTRY_VERIFY(!controller.isBusy());
    QVERIFY(panel.picture().values.nodes.size() > 2 * nodes - 5);
    QVERIFY(!panel.picture().values.nodes[1].channels.empty());
    QCOMPARE(failed.count(), 0);
}

QTEST_MAIN(NetworkControllerTest)
#include "tst_network_controller.moc"
