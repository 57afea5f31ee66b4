// SPDX-License-Identifier: Apache-2.0
#include "app/explorer/compare/compare_presentation.h"
#include "app/explorer/run_views.h"
#include "app/explorer/shell/view_area.h"
#include "core/network/zoo.h"
#include "tests/app/explorer/opened_window.h"
#include "tests/app/explorer/sample_project.h"
#include "widgets/base/empty_state.h"
#include "widgets/base/message_bar.h"
#include "widgets/base/table_view.h"
#include "widgets/compare/compare_view.h"
#include "widgets/compare/merged_front_plot.h"
#include "widgets/compare/projects_view.h"
#include "widgets/front/front_panel.h"

#include <QAction>
#include <QComboBox>
#include <QMenu>
#include <QPushButton>
#include <QTemporaryDir>
#include <QtTest>

using namespace odimo;
using namespace odimo::explorer;
using namespace odimo::tests;

class ProjectsControllerTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase()
    {
        writeSampleProject(path("sample.odimo").toStdString());
        writeInstantProject(path("instant.odimo").toStdString());
        const project::Project sample =
            project::Project::open(path("sample.odimo").toStdString(), project::Access::ReadOnly);
        project::Setup foreign = sample.setup();
        foreign.networkName = "resnet20";
        foreign.network = network::zooNetwork("resnet20", {.input = network::Shape{1, 28, 28}, .classes = 10});
        foreign.data = "synthetic";
        project::Project::create(path("foreign.odimo").toStdString(), foreign);
    }

    void init()
    {
        m_window.reset(); // Before its settings.
        m_settings = freshSettings(m_folder);
        m_window = openedWindow(*m_settings, path("sample.odimo"));
        QVERIFY(m_window->front().isVisible());
    }

    void anotherProjectIsComparedBesideTheOpenOne()
    {
        compareWith("instant.odimo");
        QCOMPARE(m_window->views().current(), std::optional(ViewId::Compare));
        QVERIFY(view().isVisible() && !view().emptyState().isEmpty());
        QVERIFY2(view().sentence().contains("of both together"), qPrintable(view().sentence()));
        QVERIFY(view().plot().line().size() > 2);
        QVERIFY(m_window->projects().shows(path("sample.odimo").toStdString()));
        QVERIFY(action(ActionId::CloseComparedProject).isEnabled());
        action(ActionId::CloseComparedProject).trigger();
        QVERIFY(view().emptyState().isEmpty());
        QVERIFY(!action(ActionId::CloseComparedProject).isEnabled());
    }

    void runsOfBothAreComparedLayerByLayer()
    {
        compareWith("instant.odimo");
        QCOMPARE(runs().second().project, std::size_t{1});
        const int row = rowOf("A");
        view().points().selectRow(row);
        const std::int64_t run = view().points().model()->index(row, widgets::MergedModel::Run).data().toLongLong();
        QCOMPARE(m_window->selection().run(), qint64(run));
        QCOMPARE(runs().first(), (widgets::CompareRun{0, run}));
        QCOMPARE(runs().second().project, std::size_t{1});
        details().click();
        QVERIFY(runs().isVisible());
        QTRY_VERIFY(!runs().emptyState().isEmpty());
        QVERIFY(runs().layers().model()->rowCount() > 0);
        // Another selection is the run of the open project, on its side.
        m_window->selection().setRun(run == 2 ? 3 : 2);
        QCOMPARE(runs().first().run, std::int64_t(run == 2 ? 3 : 2));
        QCOMPARE(runs().second().project, std::size_t{1});
        action(ActionId::CompareWithPrevious).trigger();
        QCOMPARE(runs().second().project, std::size_t{0});
    }

    void aForeignProjectIsRefusedInWordsAndShownAllTheSame()
    {
        compareWith("foreign.odimo");
        QTRY_VERIFY(view().refusal().contains("network resnet20"));
        QVERIFY2(view().refusal().contains("data synthetic") && view().refusal().contains("fashion-mnist"),
                 qPrintable(view().refusal()));
        QVERIFY(view().points().model()->rowCount() > 0);
        QVERIFY(view().settings().model()->rowCount() >= 2);
    }

    void theOpenProjectIsNotComparedWithItself()
    {
        m_window->runViews().compareWith(path("sample.odimo").toStdString());
        QVERIFY(m_window->message().isVisible());
        QVERIFY2(m_window->message().text().contains("is the project that is open"),
                 qPrintable(m_window->message().text()));
    }

    void whatIsNoProjectIsSaid()
    {
        m_window->runViews().compareWith(path("missing.odimo").toStdString());
        QTRY_VERIFY(m_window->message().isVisible());
        QVERIFY(m_window->message().text().contains("missing.odimo"));
    }

    void recentProjectsAreOffered()
    {
        compareWith("instant.odimo");
        action(ActionId::CloseComparedProject).trigger();
        QMenu *recent = nullptr;
        for (const QPushButton *button : view().findChildren<QPushButton *>())
            if (button->menu())
                recent = button->menu();
        QVERIFY(recent);
        emit recent->aboutToShow();
        QCOMPARE(recent->actions().size(), qsizetype(1)); // Not the open one.
        recent->actions().first()->trigger();
        QTRY_VERIFY(!view().emptyState().isEmpty());
    }

    void differentPartsOfOneNameAreCalledSo()
    {
        const host::PartDifference networks{host::ComparedPart::Network, "resnet8", "resnet8"};
        QVERIFY2(
            sentenceOf(networks, 1).startsWith("B is about another network than A, though both are called resnet8: "),
            qPrintable(sentenceOf(networks, 1)));
        const host::PartDifference data{host::ComparedPart::Data, "mnist", "%1 %5"};
        QVERIFY2(sentenceOf(data, 2).startsWith("C is about the data %1 %5, A about mnist: "),
                 qPrintable(sentenceOf(data, 2)));
    }

    void anotherOpenProjectEndsTheComparison()
    {
        compareWith("instant.odimo");
        m_window->openProject(path("foreign.odimo"));
        QTRY_VERIFY(m_window->projects().project() && m_window->projects().project()->setup.networkName == "resnet20");
        QVERIFY(view().emptyState().isEmpty());
    }

    // The last: it leaves more projects among the recent ones.
    void aThirdProjectComesToTheOthers()
    {
        QVERIFY(QFile::copy(path("sample.odimo"), path("copy.odimo")));
        compareWith("instant.odimo");
        compareWith("foreign.odimo");
        QTRY_COMPARE(view().settings().model()->columnCount(), 4);
        QVERIFY2(view().sentence().contains("of both together") && view().sentence().contains("C is about the network"),
                 qPrintable(view().sentence()));
        compareWith("copy.odimo");
        QTRY_COMPARE(view().settings().model()->columnCount(), 5);
        QVERIFY2(view().sentence().contains("of all together"), qPrintable(view().sentence()));
        QCOMPARE(view().pairs().model()->rowCount(), 3); // Of A, B and D.
        // A mapping of the fourth is compared with the selected run.
        const int row = rowOf("D");
        const auto run = view().points().model()->index(row, widgets::MergedModel::Run).data().toLongLong();
        view().points().selectRow(row);
        QCOMPARE(runs().second(), (widgets::CompareRun{3, run}));
        QCOMPARE(runs().first().project, std::size_t{0});
        compareWith("copy.odimo"); // Read again, at its place.
        QTRY_COMPARE(view().settings().model()->columnCount(), 5);
        for (int left = 4; left >= 3; --left) {
            action(ActionId::CloseComparedProject).trigger();
            QCOMPARE(view().settings().model()->columnCount(), left);
        }
        QVERIFY(view().sentence().contains("of both together"));
        QVERIFY(!view().pairs().isVisible());
    }

private:
    QString path(const char *name) const { return m_folder.filePath(name); }
    widgets::ProjectsView &view() { return m_window->runViews().projects(); }
    widgets::CompareView &runs() { return m_window->runViews().compare(); }
    QAction &action(ActionId id) { return m_window->actions().action(id); }
    QPushButton &details()
    {
        for (QPushButton *button : view().findChildren<QPushButton *>())
            if (button->text().contains("Layers"))
                return *button;
        throw std::runtime_error("no such button");
    }
    int rowOf(const QString &side)
    {
        const QAbstractItemModel &model = *view().points().model();
        int row = 0;
        while (row < model.rowCount() && model.index(row, widgets::MergedModel::Project).data().toString() != side)
            ++row;
        return row;
    }
    void compareWith(const char *name)
    {
        m_window->runViews().compareWith(path(name).toStdString());
        QTRY_VERIFY(!m_window->isBusy() && action(ActionId::CloseComparedProject).isEnabled());
    }

    QTemporaryDir m_folder;
    std::unique_ptr<UserSettings> m_settings;
    std::unique_ptr<MainWindow> m_window;
};

QTEST_MAIN(ProjectsControllerTest)
#include "tst_projects_controller.moc"
