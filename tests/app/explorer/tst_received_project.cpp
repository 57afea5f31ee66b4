// SPDX-License-Identifier: Apache-2.0
#include "app/explorer/main_window.h"
#include "app/explorer/project/project_presenter.h"
#include "core/mapping/cost/baselines.h"
#include "core/network/zoo.h"
#include "tests/app/explorer/scripted_exploration.h"
#include "widgets/base/message_bar.h"
#include "widgets/front/front_panel.h"
#include "widgets/runs/runs_view.h"
#include "widgets/setup/setup_panel.h"

#include <QAction>
#include <QApplication>
#include <QLabel>
#include <QMessageBox>
#include <QPushButton>
#include <QTemporaryDir>
#include <QToolTip>
#include <QtTest>

#include <sys/stat.h>

using namespace odimo;
using namespace odimo::explorer;
using namespace odimo::tests;
using End = ScriptedExploration::End;

namespace {

/// Bold, and a picture that Qt would open if it took the text for HTML.
const std::string markup = "<b>x</b><img src='file:///dev/null'>";

} // namespace

/// A project from somebody else neither reads files of the user without permission nor has its names rendered.
class ReceivedProjectTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void namedFilesAreReadOnlyWhenAllowed();
    void whatWasAllowedOnceIsNotAskedAgain();
    void chosenFilesAreNotAskedAbout();
    void runsAreNotFinishedUnasked();
    void everyTextIsPlain();
    void formattedTextIsOurOwn();

private:
    /// A project whose data is `data`, with markup in every name that the file can hold.
    QString received(const std::string &data);
    std::unique_ptr<MainWindow> open(const QString &project);
    static QPushButton *answer(MainWindow &window);

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<UserSettings> m_settings;
};

void ReceivedProjectTest::init()
{
    m_settings.reset();
    m_folder = std::make_unique<QTemporaryDir>();
    m_settings = std::make_unique<UserSettings>(m_folder->filePath("settings.ini"));
}

QString ReceivedProjectTest::received(const std::string &data)
{
    const QString path = m_folder->filePath("received.odimo");
    platform::Platform platform = platform::loadPlatform("diana");
    project::Project project = project::Project::create(
        path.toStdString(),
        {.networkName = "resnet8:width=4",
         .network = network::zooNetwork("resnet8:width=4,input=1x16x16,classes=10"),
         .data = data,
         .classes = std::vector<std::string>(10, markup),
         .platform = platform::platformFromText(
             QString::fromStdString(platform.json).replace("\"DIANA\"", "\"<b>DIANA</b>\"").toStdString(), "p.json"),
         .provenance = {}});
    project::Run run;
    run.kind = project::RunKind::Baseline;
    run.baseline = markup;
    run.message = markup;
    run.status = project::RunStatus::Stopped;
    run.mapping = mapping::uniformMapping(project.costTable(), 0);
    run.cost.latency_cycles = run.cost.latency_ms = run.cost.energy_uJ = 1;
    run.measurements = {{{.split = "test", .numerics = "fake", .correct = 9, .total = 10, .loss = 0.5}, {}}};
    const std::int64_t id = project.save(run);
    protocol::EpochFinished epoch;
    epoch.phase = markup;
    epoch.epoch = epoch.epochs = 1;
    project.addEpoch({id, epoch});
    project.addLog({id, "2026-01-15T10:05:00Z", "warning", markup});
    return path;
}

std::unique_ptr<MainWindow> ReceivedProjectTest::open(const QString &project)
{
    auto shown = std::make_unique<MainWindow>(*m_settings, scripted({}, End::ByItself));
    shown->show();
    shown->openProject(project);
    [&] {
        QTRY_VERIFY_WITH_TIMEOUT(shown->front().isVisible() && !shown->isBusy(), 20000);
    }();
    return shown;
}

QPushButton *ReceivedProjectTest::answer(MainWindow &window)
{
    for (QPushButton *button : window.setup().findChildren<QPushButton *>())
        if (button->text() == "Allow reading")
            return button;
    return nullptr;
}

void ReceivedProjectTest::namedFilesAreReadOnlyWhenAllowed()
{
    // Data that is looked at leaves a finding: it is not there.
    const QString photos = m_folder->filePath("photos.zip");
    const auto shown = open(received(photos.toStdString()));
    QVERIFY(shown->setup().question().contains(photos));
    QVERIFY(answer(*shown)->isVisible());
    QTest::qWait(600); // More than the delay of the check.
    QVERIFY(!shown->isBusy());
    QCOMPARE(shown->setup().findingText(widgets::SetupField::Data), QString());
    const QAction &start = shown->actions().action(ActionId::Start);
    QVERIFY(!start.isEnabled());
    QVERIFY2(start.toolTip().contains("First allow"), qPrintable(start.toolTip()));

    answer(*shown)->click();
    QTRY_VERIFY_WITH_TIMEOUT(shown->setup().findingText(widgets::SetupField::Data).contains("is not there"), 20000);
    QCOMPARE(shown->setup().question(), QString());
    QVERIFY(!answer(*shown)->isVisible());
}

void ReceivedProjectTest::whatWasAllowedOnceIsNotAskedAgain()
{
    const QString photos = m_folder->filePath("photos.zip");
    const QString project = received(photos.toStdString());
    answer(*open(project))->click();
    const auto again = open(project);
    QCOMPARE(again->setup().question(), QString());
    QTRY_VERIFY_WITH_TIMEOUT(again->setup().findingText(widgets::SetupField::Data).contains("is not there"), 20000);
}

void ReceivedProjectTest::chosenFilesAreNotAskedAbout()
{
    const auto shown = open(received("synthetic"));
    QCOMPARE(shown->setup().question(), QString());
    widgets::SetupFields fields = shown->setup().fields();
    fields.data = m_folder->filePath("mine.zip");
    shown->setup().setFields(fields);
    QCOMPARE(shown->setup().question(), QString());
    QTRY_VERIFY_WITH_TIMEOUT(shown->setup().findingText(widgets::SetupField::Data).contains("is not there"), 20000);
}

void ReceivedProjectTest::runsAreNotFinishedUnasked()
{
    const auto shown = open(received("/nonexistent/photos.zip"));
    QAction &finish = shown->actions().action(ActionId::FinishRuns);
    QVERIFY(finish.isEnabled());
    finish.trigger();
    QVERIFY(!shown->exploration().isActive());
    QVERIFY2(shown->message().text().contains("first allow"), qPrintable(shown->message().text()));
    answer(*shown)->click();
    finish.trigger();
    QVERIFY(shown->exploration().isActive());
    QTRY_VERIFY(!shown->exploration().isActive());
}

void ReceivedProjectTest::everyTextIsPlain()
{
    // Whoever opened the pipe would wait for ever.
    const QString pipe = m_folder->filePath("pipe.png");
    QCOMPARE(mkfifo(pipe.toUtf8(), 0600), 0);
    const QString picture = QStringLiteral("<img src='file://%1'>").arg(pipe);
    const auto shown = open(received("<img src='" + pipe.toStdString() + "'>"));
    shown->selection().setRun(1);
    shown->message().showError(picture);
    for (const char *dock : {"setup", "steering", "runs", "inspector", "log"})
        shown->findChild<QWidget *>(dock)->show();
    QTest::qWait(100);
    QToolTip::showText(QPoint(10, 10), picture, shown.get());
    QTRY_VERIFY(QToolTip::isVisible());

    int foreign = 0;
    bool hasToolTip = false;
    for (QWidget *widget : QApplication::allWidgets()) {
        const auto *label = qobject_cast<const QLabel *>(widget);
        if (!label || !label->isVisible())
            continue;
        QVERIFY2(label->textFormat() == Qt::PlainText, qPrintable(label->text()));
        foreign += label->text().contains('<') ? 1 : 0;
        hasToolTip = hasToolTip || label->inherits("QTipLabel");
    }
    QVERIFY2(foreign >= 4, qPrintable(QString::number(foreign))); // Title, message, question, tool tip.
    QVERIFY(hasToolTip);
    QToolTip::hideText();
}

void ReceivedProjectTest::formattedTextIsOurOwn()
{
    const auto shown = open(received("synthetic"));
    bool isFormatted = false;
    QTimer::singleShot(0, shown.get(), [&] {
        if (auto *box = qobject_cast<QMessageBox *>(QApplication::activeModalWidget())) {
            isFormatted = box->textFormat() == Qt::RichText && box->text().contains('<');
            box->close();
        }
    });
    shown->actions().action(ActionId::About).trigger();
    QVERIFY(isFormatted);
}

QTEST_MAIN(ReceivedProjectTest)
#include "tst_received_project.moc"
