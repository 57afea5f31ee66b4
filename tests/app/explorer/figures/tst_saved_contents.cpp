// SPDX-License-Identifier: Apache-2.0
#include "app/explorer/figures/view_saver.h"
#include "app/explorer/run_views.h"
#include "app/explorer/shell/view_area.h"
#include "tests/app/explorer/opened_window.h"
#include "tests/widgets/warnings.h"
#include "widgets/base/figure_source.h"
#include "widgets/base/table_view.h"
#include "widgets/compare/merged_front_plot.h"
#include "widgets/compare/projects_view.h"
#include "widgets/editor/explanation_view.h"
#include "widgets/editor/histogram_plot.h"
#include "widgets/editor/layer_editor.h"
#include "widgets/editor/layers_view.h"
#include "widgets/front/front_drawing.h"
#include "widgets/front/front_panel.h"
#include "widgets/front/front_plot.h"
#include "widgets/queue/queue_view.h"
#include "widgets/vary/variants_view.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QWheelEvent>
#include <QtTest>

using namespace odimo;
using namespace odimo::explorer;
using namespace odimo::tests;

/// What only a project with weights, a second one, and a zoomed front have to be saved; with the sample.
class SavedContentsTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void weightsAndASecondProjectAreWrittenAsEveryKind();
    void theValuesOfTheFrontCanBeThoseInView();

private:
    QString file(const QString &name) const { return m_folder.filePath(name); }
    /// Lines of values; -1 if nothing was written.
    qsizetype rowsOf(const SaveChoice &choice);

    QTemporaryDir m_folder;
    WarningCollector m_warnings;
    std::unique_ptr<UserSettings> m_settings;
    std::unique_ptr<MainWindow> m_window;
};

void SavedContentsTest::init()
{
    for (const QString name : {"one.odimo", "other.odimo"}) {
        QFile::remove(file(name));
        QVERIFY(QFile::copy(ODIMO_TEST_DATA "/../projects/fashion-resnet8.odimo", file(name)));
    }
    m_settings = freshSettings(m_folder);
    m_window = std::make_unique<MainWindow>(*m_settings);
    m_window->show();
    m_window->openProject(file("one.odimo"));
    QTRY_VERIFY(m_window->projects().project() && m_window->selection().run() > 0 && !m_window->isBusy());
    m_window->selection().setRun(6);
}

void SavedContentsTest::cleanup()
{
    m_window.reset();
    QCOMPARE(m_warnings.takeAll(), QStringList());
}

qsizetype SavedContentsTest::rowsOf(const SaveChoice &choice)
{
    const QString path = file("values.csv");
    QFile::remove(path);
    m_window->saver().save(choice, path);
    QFile written(path);
    if (!written.open(QIODevice::ReadOnly))
        return -1;
    qsizetype lines = 0;
    for (const QByteArray &line : written.readAll().split('\n'))
        lines += line.isEmpty() || line.startsWith('#') ? 0 : 1;
    return lines - 1; // The names of the columns.
}

void SavedContentsTest::weightsAndASecondProjectAreWrittenAsEveryKind()
{
    m_window->runViews().compareWith(file("other.odimo").toStdString());
    m_window->views().show(ViewId::Layers);
    m_window->queue().model().setRows(
        {{.run = 6, .name = "Search", .work = "Waits", .fraction = {}, .left = {}, .where = {}}});
    widgets::VariantsView &variants = m_window->runViews().variants();
    QAbstractItemModel &constants = *variants.constants().model();
    QVERIFY(constants.setData(constants.index(0, widgets::ConstantsModel::Values), "8, 16"));
    QTRY_COMPARE(m_window->saver().source().offered().size(), allContents.size());
    QTRY_VERIFY(!m_window->isBusy());
    for (const Content content : {Content::Weights, Content::Projects, Content::Variants, Content::Growth,
                                  Content::Queue, Content::Log, Content::Explanation})
        for (const FileKind kind : kindsOf(content)) {
            const QString path = file(nameOf(content) + "." + endingOf(kind));
            m_window->saver().save({.content = content, .kind = kind, .width_mm = 120, .height_mm = 80}, path);
            const auto source = widgets::figureSource(path);
            QVERIFY2(source && *source == m_window->saver().source().originOf(content), qPrintable(path));
        }
    const auto &counts = m_window->layers().editor().histogram().histogram()->counts;
    QCOMPARE(rowsOf({.content = Content::Weights, .kind = FileKind::Csv}), static_cast<qsizetype>(counts[0].size()));
    const std::vector<mapping::ExplainedPart> &parts = m_window->layers().editor().explanation().parts();
    std::size_t lines = 0;
    for (const mapping::ExplainedPart &part : parts)
        lines += part.explanation.terms.size();
    QCOMPARE(rowsOf({.content = Content::Explanation, .kind = FileKind::Csv}), static_cast<qsizetype>(lines));
    QCOMPARE(rowsOf({.content = Content::Queue, .kind = FileKind::Csv}), qsizetype(1));
    const auto &merged = m_window->runViews().projects().plot().front().points;
    QCOMPARE(rowsOf({.content = Content::Projects, .kind = FileKind::Csv}), static_cast<qsizetype>(merged.size()));
    std::size_t points = 0;
    for (const widgets::VariantRow &variant : variants.values().variants)
        points += variant.front.size();
    QCOMPARE(variants.values().variants.size(), std::size_t{2});
    QCOMPARE(rowsOf({.content = Content::Variants, .kind = FileKind::Csv}), static_cast<qsizetype>(points));
}

/// By the zoom, and by the brush.
void SavedContentsTest::theValuesOfTheFrontCanBeThoseInView()
{
    m_window->views().show(ViewId::Front);
    const auto all = static_cast<qsizetype>(m_window->projects().project()->fronts.latency.points.size());
    const SaveChoice inView{.content = Content::Front, .kind = FileKind::Csv, .isInViewOnly = true};
    QCOMPARE(rowsOf(inView), all);
    m_window->selection().setBrush({6, 5});
    QCOMPARE(rowsOf(inView), 2);
    m_window->selection().setBrush({});
    widgets::FrontPlot &plot = m_window->front().plot();
    QWidget &canvas = *plot.findChild<QWidget *>(QString(), Qt::FindDirectChildrenOnly);
    const QPointF place = *plot.positionOf(3);
    QWheelEvent wheel(place, canvas.mapToGlobal(place), {}, QPoint(0, 480), Qt::NoButton, Qt::NoModifier,
                      Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(&canvas, &wheel);
    const auto seen = static_cast<qsizetype>(plot.drawing().runsInView().size());
    QVERIFY2(seen > 0 && seen < all, qPrintable(QString::number(seen)));
    QCOMPARE(rowsOf(inView), seen);
    QCOMPARE(rowsOf({.content = Content::Front, .kind = FileKind::Csv}), all);
}

QTEST_MAIN(SavedContentsTest)
#include "tst_saved_contents.moc"
