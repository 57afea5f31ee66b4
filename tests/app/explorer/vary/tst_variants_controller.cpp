// SPDX-License-Identifier: Apache-2.0
#include "app/explorer/base/background.h"
#include "app/explorer/project/project_controller.h"
#include "app/explorer/vary/variants_controller.h"
#include "app/explorer/vary/variants_presentation.h"
#include "core/host/vary/varied_fronts.h"
#include "tests/app/explorer/sample_project.h"
#include "widgets/base/empty_state.h"
#include "widgets/base/table_view.h"
#include "widgets/vary/variants_plot.h"
#include "widgets/vary/variants_view.h"

#include <QPushButton>
#include <QTemporaryDir>
#include <QtTest>

using namespace odimo;
using namespace odimo::explorer;
using namespace odimo::tests;

class VariantsControllerTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase()
    {
        writeInstantProject(path("instant.odimo"));
        writeSampleProject(path("sample.odimo"));
    }

    void init()
    {
        m_background = std::make_unique<Background>();
        m_projects = std::make_unique<ProjectController>(*m_background);
        m_view = std::make_unique<widgets::VariantsView>();
        m_controller = std::make_unique<VariantsController>(*m_projects, *m_background, *m_view);
        QVERIFY(m_view->emptyState().isEmpty());
    }

    void cleanup()
    {
        m_controller.reset();
        m_projects.reset();
        m_background.reset();
        m_view.reset();
    }

    void constantsOfThePlatformAreOffered()
    {
        open("instant.odimo");
        const std::vector<widgets::VariableConstant> constants = m_view->fields().constants;
        const auto expected = platform::constantsOf(m_projects->project()->setup.platform);
        QCOMPARE(constants.size(), expected.size());
        for (std::size_t i = 0; i < expected.size(); ++i) {
            QCOMPARE(constants[i].name.toStdString(), expected[i].name);
            QCOMPARE(constants[i].stated.toStdString(), platform::valueText(expected[i]));
            QVERIFY(constants[i].values.isEmpty());
        }
    }

    void aProjectWithoutAnalysisSaysWhatIsMissing()
    {
        open("sample.odimo");
        QVERIFY(m_view->emptyState().isEmpty());
    }

    /// What odimo vary prints.
    void frontsAreThoseOfTheCommandLine()
    {
        open("instant.odimo");
        write("digital.channels_at_once", "8, 16,32");
        write("analog.columns", "128,512");
        QTRY_VERIFY(!m_controller->isWorking());
        const project::Project project = project::Project::open(path("instant.odimo"), project::Access::ReadOnly);
        const host::VariedFronts fronts =
            host::variedFronts(project,
                               {.constants = {host::variedConstantFromText("digital.channels_at_once=8,16,32"),
                                              host::variedConstantFromText("analog.columns=128,512")}},
                               m_view->fields().objective, {});
        QCOMPARE(m_view->values().variants.size(), std::size_t{6});
        QCOMPARE(m_view->table().model()->rowCount(), 6);
        const std::vector<host::WinningRange> ranges = host::winningRanges(fronts);
        const std::vector<std::vector<QPointF>> drawn = m_view->plot().ranges();
        QCOMPARE(drawn.size(), ranges.size());
        for (std::size_t i = 0; i < ranges.size(); ++i) {
            const host::PredictedEntry &first = fronts.entryOf(fronts.common[ranges[i].first]);
            QCOMPARE(drawn[i].size(), ranges[i].last - ranges[i].first + 1);
            QCOMPARE(drawn[i].front(), QPointF(host::costOf(first, fronts.objective), 100 * first.accuracy));
            QCOMPARE(m_view->values().variants[m_view->values().winners[i].variant].name.toStdString(),
                     host::nameOf(fronts.variants[ranges[i].variant].variant));
        }
    }

    void smallerChipsComeFirst()
    {
        open("instant.odimo");
        widgets::VariationFields fields = m_view->fields();
        fields.area = "1000 - analog.columns";
        m_view->setFields(fields, false);
        write("analog.columns", "128,512");
        QTRY_VERIFY(!m_controller->isWorking());
        QVERIFY(m_view->values().hasArea);
        QCOMPARE(m_view->values().variants.front().constants, QStringList{"512"});
        QCOMPARE(m_view->values().variants.front().area, std::optional(488.0));
    }

    void whatCannotBeReadIsSaid_data()
    {
        QTest::addColumn<QString>("values");
        QTest::addColumn<QString>("area");
        QTest::addColumn<QString>("words");
        QTest::newRow("no number") << "8,many"
                                   << ""
                                   << "is no number";
        QTest::newRow("no such chip") << "0"
                                      << ""
                                      << "analog.columns";
        QTest::newRow("no formula") << "256"
                                    << "analog.colums * 2"
                                    << "analog.colums";
    }
    void whatCannotBeReadIsSaid()
    {
        QFETCH(QString, values);
        QFETCH(QString, area);
        QFETCH(QString, words);
        open("instant.odimo");
        widgets::VariationFields fields = m_view->fields();
        fields.area = area;
        m_view->setFields(fields, false);
        write("analog.columns", values);
        QTRY_VERIFY(!m_controller->isWorking());
        QVERIFY2(m_view->note().contains(words), qPrintable(m_view->note()));
        QVERIFY(m_view->values().variants.empty());
    }

private:
    std::string path(const char *name) const { return m_folder.filePath(name).toStdString(); }

    void open(const char *name)
    {
        QSignalSpy opened(m_projects.get(), &ProjectController::opened);
        m_projects->open(path(name));
        QTRY_COMPARE(opened.count(), 1);
    }

    /// As the user does, who writes into the table.
    void write(const char *constant, const QString &values)
    {
        QAbstractItemModel &model = *m_view->constants().model();
        for (int row = 0; row < model.rowCount(); ++row)
            if (model.index(row, widgets::ConstantsModel::Name).data() == QString(constant))
                QVERIFY(model.setData(model.index(row, widgets::ConstantsModel::Values), values));
    }

    QTemporaryDir m_folder;
    std::unique_ptr<Background> m_background;
    std::unique_ptr<ProjectController> m_projects;
    std::unique_ptr<widgets::VariantsView> m_view;
    std::unique_ptr<VariantsController> m_controller;
};

QTEST_MAIN(VariantsControllerTest)
#include "tst_variants_controller.moc"
