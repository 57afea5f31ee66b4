// SPDX-License-Identifier: Apache-2.0
#include "tests/core/project/samples.h"

#include <QTest>

#include <SQLiteCpp/SQLiteCpp.h>

using namespace odimo;
using namespace odimo::project;
using samples::NewProject;

/// The views of docs/project-file.md, as another program reads them.
class TestViews : public QObject {
    Q_OBJECT

private:
    static QStringList rows(const std::filesystem::path &path, const std::string &sql)
    {
        QStringList lines;
        const SQLite::Database database(path.string());
        SQLite::Statement query(database, sql);
        while (query.executeStep()) {
            QStringList cells;
            for (int column = 0; column < query.getColumnCount(); ++column)
                cells << QString::fromStdString(query.getColumn(column).getString());
            lines << cells.join('|');
        }
        return lines;
    }

    static void saveAt(Project &project, const std::string &unit, double cost, std::int64_t correct)
    {
        Run run = samples::tunedRun(project, unit, correct);
        run.cost.latency_cycles = run.cost.energy_uJ = cost;
        project.save(run);
    }

private slots:
    void frontMarksWhatIsDominated()
    {
        NewProject made;
        saveAt(made.project, "digital", 200, 9000);
        saveAt(made.project, "analog", 100, 8000);
        saveAt(made.project, "digital", 200, 7000);
        Run sharer = samples::tunedRun(made.project, "digital", 9000);
        sharer.sameMappingAs = 1;
        made.project.save(sharer);
        made.project.save(Run{.kind = RunKind::Warmup});

        const QStringList front =
            rows(made.path, "SELECT run, baseline, accuracy, on_latency_front, on_energy_front FROM "
                            "v_front ORDER BY run");
        QCOMPARE(front, QStringList({"1|all-digital|0.9|1|1", "2|all-analog|0.8|1|1", "3|all-digital|0.7|0|0"}));
    }

    void layersCountTheChannelsOfEachUnit()
    {
        NewProject made;
        Run run = samples::tunedRun(made.project, "digital", 9000);
        std::vector<int> &units = run.mapping->layers.front().unitOfChannel;
        units.assign({0, 1, 0, 1});
        made.project.save(run);
        const QStringList first =
            rows(made.path, "SELECT layer, unit, channels FROM v_layers WHERE run = 1 AND position = 0 ORDER BY unit");
        const QString layer = QString::fromStdString(run.mapping->layers.front().layer);
        QCOMPARE(first, QStringList({layer + "|analog|2", layer + "|digital|2"}));
        QCOMPARE(rows(made.path, "SELECT count(DISTINCT layer) FROM v_layers").first().toInt(),
                 static_cast<int>(run.mapping->layers.size()));
    }

    void epochsNameTheirRun()
    {
        NewProject made;
        made.project.save(Run{.kind = RunKind::Search, .strength = 0.5});
        made.project.addEpoch(samples::epoch(1, "search", 2));
        QCOMPARE(rows(made.path, "SELECT kind, strength, phase, epoch, validation_accuracy FROM v_epochs"),
                 QStringList{"search|0.5|search|2|0.25"});
    }

    void splitsCountTheChannelsOfEachUnitInEachEpoch()
    {
        NewProject made;
        made.project.save(Run{.kind = RunKind::Search});
        made.project.addEpoch(samples::searchEpoch(made.project, 1, 2));
        made.project.addEpoch(samples::epoch(1, "finetune", 1));
        const QString layer = QString::fromStdString(made.project.costTable().layers.front().layer.geometry.name);
        QCOMPARE(rows(made.path, "SELECT run, epoch, layer, unit, channels FROM v_splits WHERE position = 0"),
                 QStringList({"1|2|" + layer + "|digital|4", "1|2|" + layer + "|analog|0"}));
        QCOMPARE(rows(made.path, "SELECT DISTINCT epoch FROM v_splits"), QStringList{"2"});
    }

    void theExampleOfTheDocumentPrintsTheFront()
    {
        NewProject made;
        saveAt(made.project, "digital", 200, 9000);
        saveAt(made.project, "analog", 100, 8000);
        const std::string document = readText(std::filesystem::path(ODIMO_TEST_DATA) / "../docs/project-file.md");
        const std::size_t begin = document.find("```sql\n") + 7;
        const std::string sql = document.substr(begin, document.find("```", begin) - begin);
        QCOMPARE(rows(made.path, sql).size(), 2);
    }

    void theDocumentNamesEveryTableAndView()
    {
        NewProject made;
        const QString document =
            QString::fromStdString(readText(std::filesystem::path(ODIMO_TEST_DATA) / "../docs/project-file.md"));
        for (const QString &name : rows(made.path, "SELECT name FROM sqlite_schema WHERE type IN ('table', 'view')"))
            QVERIFY2(document.contains("`" + name + "`"), qPrintable(name + " is not described"));
    }
};

QTEST_APPLESS_MAIN(TestViews)
#include "tst_views.moc"
