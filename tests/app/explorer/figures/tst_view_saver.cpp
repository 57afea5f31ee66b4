// SPDX-License-Identifier: Apache-2.0
#include "app/explorer/figures/save_dialog.h"
#include "app/explorer/figures/view_saver.h"
#include "app/explorer/main_window.h"
#include "app/explorer/project/project_presenter.h"
#include "app/explorer/run_views.h"
#include "app/explorer/shell/drop_overlay.h"
#include "app/explorer/shell/drop_target.h"
#include "app/explorer/shell/view_area.h"
#include "core/base/data_table.h"
#include "tests/app/explorer/sample_project.h"
#include "tests/widgets/warnings.h"
#include "widgets/base/figure_source.h"
#include "widgets/base/message_bar.h"
#include "widgets/base/theme.h"
#include "widgets/compare/compare_view.h"
#include "widgets/editor/layer_editor.h"
#include "widgets/editor/layers_view.h"
#include "widgets/editor/staircase_plot.h"
#include "widgets/front/front_panel.h"
#include "widgets/layers/split_view.h"
#include "widgets/network/network_panel.h"
#include "widgets/runs/curves_plot.h"
#include "widgets/runs/curves_view.h"
#include "widgets/timeline/timeline_view.h"

#include <QAction>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QDropEvent>
#include <QImage>
#include <QMimeData>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

using namespace odimo;
using namespace odimo::explorer;
using namespace odimo::tests;

namespace {

/// A file that is somewhere else for the life of the object.
class MovedAway {
public:
    explicit MovedAway(const QString &path) : m_path(path) { QFile::rename(m_path, m_path + ".away"); }
    ~MovedAway() { QFile::rename(m_path + ".away", m_path); }

private:
    QString m_path;
};

} // namespace

class ViewSaverTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { writeSampleProject(project().toStdString()); }
    void init();
    void cleanup();
    void everyContentIsWrittenAsEveryKindAndLeadsBack();
    void theFrontHasTheValuesOfTheProject();
    void curvesHaveALineForEachPhase();
    void everyLayerAndStepIsInItsDiagram();
    void layersAddUpToTheCostOfTheRun();
    void colorsAreLightWhateverTheTheme();
    void whatCannotBeWrittenIsReported();
    void theDialogOffersWhatThereIs();
    void aDroppedFigureOpensItsRun();
    void aProjectThatIsOpenByALinkStaysOpen();
    void aProjectThatComesBetweenKeepsItsOwnSelection();
    void aDroppedFigureFindsItsProjectBesideIt();
    void aFigureWithoutItsProjectSaysWhereItWas();

private:
    QString project() const { return m_folder.filePath("sample.odimo"); }
    QString file(const QString &name) const { return m_folder.filePath(name); }
    QByteArray written(Content content, FileKind kind);
    QStringList linesOf(const QByteArray &text) const;
    void openRun(qint64 run);
    DropTarget &dropTarget() { return m_window->dropTarget(); }
    void drag(const QString &path, QEvent::Type type);
    void drop(const QString &path);

    QTemporaryDir m_folder;
    std::unique_ptr<UserSettings> m_settings;
    std::unique_ptr<MainWindow> m_window;
    WarningCollector m_warnings;
};

void ViewSaverTest::init()
{
    QFile::remove(file("settings.ini"));
    m_settings = std::make_unique<UserSettings>(file("settings.ini"));
    m_window = std::make_unique<MainWindow>(*m_settings);
    m_window->show();
}

void ViewSaverTest::cleanup()
{
    m_window.reset();
    QCOMPARE(m_warnings.takeAll(), QStringList());
}

/// Compared with run 2, and its first layer selected.
void ViewSaverTest::openRun(qint64 run)
{
    m_window->openProject(project());
    QTRY_VERIFY(m_window->projects().project() && m_window->selection().run() > 0);
    m_window->selection().setRun(run);
    m_window->selection().setComparedRun(2);
    m_window->views().show(ViewId::Layers); // Which is filled only while it is seen.
    QTRY_VERIFY(!m_window->isBusy() && !m_window->layers().table().model().split().layers.empty());
    m_window->selection().setLayer(m_window->layers().table().model().split().layers.front().name);
    QTRY_COMPARE(m_window->saver().source().offered().size(),
                 allContents.size() - 4); // No weights, no second project, no other chips, no queue.
}

QByteArray ViewSaverTest::written(Content content, FileKind kind)
{
    const QString path = file(nameOf(content) + "." + endingOf(kind));
    QSignalSpy saved(&m_window->saver(), &ViewSaver::saved);
    m_window->saver().save({.content = content, .kind = kind, .width_mm = 120, .height_mm = 80}, path);
    if (saved.count() != 1)
        return "not saved";
    QFile read(path);
    return read.open(QIODevice::ReadOnly) ? read.readAll() : QByteArray();
}

QStringList ViewSaverTest::linesOf(const QByteArray &text) const
{
    QStringList lines;
    for (const QString &line : QString::fromUtf8(text).split('\n', Qt::SkipEmptyParts))
        if (!line.startsWith('#'))
            lines << line;
    return lines;
}

void ViewSaverTest::everyContentIsWrittenAsEveryKindAndLeadsBack()
{
    openRun(6);
    for (const Content content : m_window->saver().source().offered())
        for (const FileKind kind : kindsOf(content)) {
            const QByteArray bytes = written(content, kind);
            const QString what = nameOf(content) + " as " + titleOf(kind);
            QVERIFY2(bytes.size() > 200, qPrintable(what + ": " + bytes));
            const auto source = widgets::figureSource(file(nameOf(content) + "." + endingOf(kind)));
            QVERIFY2(source.has_value(), qPrintable(what));
            QVERIFY2(*source == m_window->saver().source().originOf(content), qPrintable(what));
            QCOMPARE(source->run, 6);
            if (kind == FileKind::Svg) {
                QVERIFY2(bytes.contains("width=\"120mm\""), qPrintable(what));
                QVERIFY2(bytes.count("<text") > 5, qPrintable(what));
            }
            if (kind == FileKind::Pdf)
                QVERIFY2(bytes.startsWith("%PDF-") && bytes.contains("/Font"), qPrintable(what));
            if (kind == FileKind::Png)
                QCOMPARE(QImage::fromData(bytes).width(), 1417);
        }
}

void ViewSaverTest::theFrontHasTheValuesOfTheProject()
{
    openRun(6);
    const host::Front &front = m_window->projects().project()->fronts.latency;
    const QStringList lines = linesOf(written(Content::Front, FileKind::Csv));
    QCOMPARE(lines.size(), static_cast<qsizetype>(front.points.size()) + 1);
    const QStringList columns = lines.first().split(',');
    for (std::size_t row = 0; row < front.points.size(); ++row) {
        const QStringList cells = lines[static_cast<qsizetype>(row) + 1].split(',');
        const auto number = [&](const char *column) {
            return cells.value(columns.indexOf(column)).toDouble();
        };
        QCOMPARE(number("run"), static_cast<double>(front.points[row].run));
        QCOMPARE(number("accuracy"), front.points[row].accuracy);
        QCOMPARE(number("latency_cycles"), front.points[row].cost.latency_cycles);
        QCOMPARE(number("energy_uJ"), front.points[row].cost.energy_uJ);
    }
    const QByteArray tex = written(Content::Front, FileKind::PgfPlots);
    QVERIFY(tex.contains("xlabel={Latency (kcycles)}"));
    QVERIFY(tex.contains(QByteArray("    ") +
                         QByteArray::number(front.points[0].cost.latency_cycles / 1000, 'g', 17).left(6)));
    QCOMPARE(written(Content::Front, FileKind::LatexTable).count(" \\\\\n"),
             static_cast<qsizetype>(front.points.size()) + 1);
}

void ViewSaverTest::curvesHaveALineForEachPhase()
{
    openRun(6);
    const auto &points = m_window->runViews().curves().plot().points();
    QVERIFY(points.front().phase != points.back().phase);
    const QByteArray tex = written(Content::Curves, FileKind::PgfPlots);
    QCOMPARE(tex.count("\\addplot"), 3 * 2); // Loss and two accuracies, in search and fine-tuning.
    QCOMPARE(tex.count("\\addlegendentry"), 3);
}

void ViewSaverTest::everyLayerAndStepIsInItsDiagram()
{
    openRun(6);
    const QByteArray rows = written(Content::Layers, FileKind::PgfPlots);
    for (const widgets::LayerSplit &layer : m_window->layers().table().model().split().layers)
        QVERIFY2(rows.contains('{' + QByteArray::fromStdString(latexEscaped(layer.name.toStdString())) + '}'),
                 qPrintable(layer.name));
    const QByteArray lanes = written(Content::Timeline, FileKind::PgfPlots);
    for (const mapping::Lane &lane : m_window->runViews().timeline().timeline().lanes)
        for (const mapping::TimeSpan &span : lane.spans)
            QVERIFY2(span.cycles() <= 0 || lanes.contains(QByteArray::fromStdString(", " + lane.name + ": ")),
                     lane.name.c_str());
    QVERIFY(lanes.contains("\\begin{tikzpicture}") && lanes.contains("\\documentclass{standalone}"));
    QVERIFY(written(Content::Network, FileKind::PgfPlots).contains("\\begin{tikzpicture}"));
}

void ViewSaverTest::layersAddUpToTheCostOfTheRun()
{
    openRun(6);
    const QStringList lines = linesOf(written(Content::Layers, FileKind::Csv));
    const qsizetype column = lines.first().split(',').indexOf("latency_cycles");
    double cycles = 0;
    for (const QString &line : lines.mid(1)) // The geometry is quoted and stands before it.
        cycles += line.split('"').last().split(',')[column - 1].toDouble();
    QCOMPARE(cycles, m_window->projects().project()->find(6)->cost.latency_cycles);
}

void ViewSaverTest::colorsAreLightWhateverTheTheme()
{
    openRun(6);
    m_window->setTheme(widgets::Theme::Light);
    const QByteArray light = written(Content::Curves, FileKind::Png);
    m_window->setTheme(widgets::Theme::Dark);
    const QByteArray dark = written(Content::Curves, FileKind::Png);
    m_window->setTheme(widgets::Theme::Light);
    QCOMPARE(QImage::fromData(dark), QImage::fromData(light));
    QCOMPARE(QImage::fromData(dark).pixelColor(1, 1), widgets::plotColors(widgets::lightPalette()).background);
}

void ViewSaverTest::whatCannotBeWrittenIsReported()
{
    openRun(6);
    for (const FileKind kind : {FileKind::Svg, FileKind::Csv}) {
        m_window->message().hide();
        m_window->saver().save({.content = Content::Front, .kind = kind}, "/no/such/folder/front." + endingOf(kind));
        QVERIFY(m_window->message().isVisible());
        QVERIFY(m_window->message().text().contains("/no/such/folder/front"));
    }
}

void ViewSaverTest::theDialogOffersWhatThereIs()
{
    QVERIFY(m_window->saver().source().offered().empty());
    QVERIFY(!m_window->actions().action(ActionId::SaveView).isEnabled());
    openRun(6);
    m_window->views().show(ViewId::Curves);
    QVERIFY2(m_window->saver().source().offered().size() == allContents.size() - 6,
             "the staircase and its explanation are not up to date while hidden");
    m_window->actions().action(ActionId::SaveView).trigger();
    auto *dialog = m_window->findChild<SaveDialog *>();
    QVERIFY(dialog);
    QCOMPARE(dialog->choice().content, Content::Curves);
    const auto combos = dialog->findChildren<QComboBox *>();
    QCOMPARE(combos.first()->count(), static_cast<int>(allContents.size()) - 6);
    combos.first()->setCurrentIndex(combos.first()->findText(titleOf(Content::Runs)));
    QCOMPARE(combos[1]->count(), static_cast<int>(kindsOf(Content::Runs).size()));
    QCOMPARE(dialog->choice().kind, FileKind::Csv);
    QTest::keyClick(dialog, Qt::Key_Escape);
    QTRY_VERIFY(!m_window->findChild<SaveDialog *>());

    const SaveChoice chosen{.content = Content::Front, .kind = FileKind::Png, .width_mm = 84, .dotsPerInch = 150};
    m_settings->setSaveChoice(toVariants(chosen));
    QVERIFY(choiceFrom(m_settings->saveChoice(), {}) == chosen);
    QVERIFY(choiceFrom({{"kind", 99}, {"width_mm", "wide"}, {"text_pt", -1}}, {}) == SaveChoice());
}

/// Qt delivers a drop only where a drag has entered.
void ViewSaverTest::drop(const QString &path)
{
    drag(path, QEvent::DragEnter);
    drag(path, QEvent::Drop);
}

void ViewSaverTest::drag(const QString &path, QEvent::Type type)
{
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(path)});
    if (type == QEvent::DragEnter) {
        QDragEnterEvent enter(QPoint(50, 50), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(m_window.get(), &enter);
        return;
    }
    QDropEvent drop(QPointF(50, 50), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(m_window.get(), &drop);
}

void ViewSaverTest::aDroppedFigureOpensItsRun()
{
    openRun(5);
    written(Content::Timeline, FileKind::Svg);
    const QString layer = m_window->selection().layer();
    QVERIFY(!layer.isEmpty());
    m_window = std::make_unique<MainWindow>(*m_settings); // Another day.
    m_window->show();
    drag(file("timeline.svg"), QEvent::DragEnter);
    QVERIFY2(dropTarget().overlay().text().contains("Show run 5"), qPrintable(dropTarget().overlay().text()));
    drag(file("timeline.svg"), QEvent::Drop);
    QTRY_COMPARE(m_window->selection().run(), 5);
    QTRY_COMPARE(m_window->views().current(), ViewId::Timeline);
    QCOMPARE(QString::fromStdString(m_window->projects().project()->path.string()), project());

    QTRY_VERIFY(!m_window->isBusy());
    QCOMPARE(m_window->selection().run(),
             5); // Whoever fills a view later selects nothing else.
    QCOMPARE(m_window->selection().layer(), layer);

    m_window->selection().setRun(3); // The project is open already.
    m_window->views().show(ViewId::Front);
    QSignalSpy opened(&m_window->projects(), &ProjectController::opened);
    drop(file("timeline.svg"));
    QCOMPARE(m_window->selection().run(), 5);
    QCOMPARE(m_window->views().current(), ViewId::Timeline);
    QCOMPARE(opened.count(), 0);
}

/// A project has one path in files, whatever name the user opened it by, and is
/// not read again.
void ViewSaverTest::aProjectThatIsOpenByALinkStaysOpen()
{
    openRun(5);
    written(Content::Timeline, FileKind::Svg);
    const QTemporaryDir elsewhere;
    QVERIFY(QFile::link(project(), elsewhere.filePath("link.odimo")));
    m_window->openProject(elsewhere.filePath("link.odimo"));
    QTRY_VERIFY(m_window->projects().project()->path.filename() == "link.odimo" && !m_window->isBusy());
    QSignalSpy opened(&m_window->projects(), &ProjectController::opened);
    m_window->selection().setRun(3);
    drop(file("timeline.svg"));
    QCOMPARE(m_window->selection().run(), 5);
    QCOMPARE(opened.count(), 0);
    QCOMPARE(QString::fromStdString(m_window->saver().source().originOf(Content::Front).project),
             QFileInfo(project()).canonicalFilePath());
}

/// The figure is forgotten if the user goes on to another project.
void ViewSaverTest::aProjectThatComesBetweenKeepsItsOwnSelection()
{
    openRun(5);
    written(Content::Timeline, FileKind::Svg);
    const QTemporaryDir elsewhere;
    const QString other = elsewhere.filePath("other.odimo");
    QVERIFY(QFile::copy(project(), other));
    m_window = std::make_unique<MainWindow>(*m_settings);
    m_window->show();
    drop(file("timeline.svg"));
    m_window->openProject(other);
    QTRY_VERIFY(m_window->projects().project() && !m_window->isBusy());
    m_window->selection().setRun(3);
    m_window->openProject(project());
    QTRY_COMPARE(QString::fromStdString(m_window->projects().project()->path.string()), project());
    QTRY_VERIFY(!m_window->isBusy());
    QVERIFY(m_window->selection().run() != 5);
}

void ViewSaverTest::aDroppedFigureFindsItsProjectBesideIt()
{
    openRun(5);
    written(Content::Curves, FileKind::Pdf);
    const QTemporaryDir elsewhere;
    QVERIFY(QFile::copy(project(), elsewhere.filePath("sample.odimo")));
    QVERIFY(QFile::copy(file("curves.pdf"), elsewhere.filePath("curves.pdf")));
    const MovedAway moved(project());
    m_window = std::make_unique<MainWindow>(*m_settings);
    m_window->show();
    drop(elsewhere.filePath("curves.pdf"));
    QTRY_COMPARE(m_window->selection().run(), 5);
    QTRY_COMPARE(m_window->views().current(), ViewId::Curves);
}

void ViewSaverTest::aFigureWithoutItsProjectSaysWhereItWas()
{
    openRun(5);
    written(Content::Front, FileKind::Csv);
    const MovedAway moved(project());
    QSignalSpy dropped(&dropTarget(), &DropTarget::dropped);
    drag(file("front.csv"), QEvent::DragEnter);
    const QString text = dropTarget().overlay().text();
    QVERIFY2(text.contains(project()), qPrintable(text));
    drag(file("front.csv"), QEvent::Drop);
    QCOMPARE(dropped.count(), 0);
}

QTEST_MAIN(ViewSaverTest)
#include "tst_view_saver.moc"
