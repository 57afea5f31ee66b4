// SPDX-License-Identifier: Apache-2.0
#include "app/explorer/main_window.h"
#include "app/explorer/shell/view_area.h"
#include "core/project/project.h"
#include "tests/widgets/warnings.h"
#include "widgets/base/message_bar.h"
#include "widgets/replay/replay_canvas.h"
#include "widgets/replay/replay_view.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace odimo;
using namespace odimo::explorer;

/// The window with a real worker that searches a tiny network by training.
class LiveReplayTest : public QObject {
    Q_OBJECT

private slots:
    void theReplayFillsWhileTheSearchTrains()
    {
        QTemporaryDir folder;
        qputenv("XDG_CACHE_HOME", folder.filePath("cache").toUtf8());
        const tests::WarningCollector warnings;
        UserSettings settings(folder.filePath("settings.ini"));
        MainWindow window(settings);
        window.resize(1200, 800);
        window.show();
        window.views().show(ViewId::Replay);

        host::Settings search;
        search.network = "resnet8:width=16,stem=2";
        search.data = "synthetic:classes=4,train=320,test=120";
        search.worker = WORKER;
        search.strengths = {2};
        search.baselines = host::Baselines::None;
        search.epochs = host::Epochs{.warmup = 1, .search = 4, .finetune = 1};
        search.images = 0;
        search.seed = 3;
        const std::filesystem::path path = folder.filePath("live.odimo").toStdString();
        QList<int> lives; // How many moments there were whenever the view was drawn live.
        widgets::ReplayView &view = window.replay();
        connect(&view.player(), &widgets::ReplayPlayer::changed, this, [&] {
            if (view.values().isLive && view.key().startsWith("run-"))
                lives << view.player().moments();
        });
        QSignalSpy finished(&window.exploration(), &ExplorationController::finished);
        QSignalSpy failed(&window.exploration(), &ExplorationController::failed);
        window.exploration().start(path, search);
        QTRY_VERIFY_WITH_TIMEOUT(finished.count() + failed.count() > 0, 200'000);
        QVERIFY2(failed.isEmpty(), qPrintable(window.message().text()));
        QCOMPARE(finished[0][0].value<host::Outcome>(), host::Outcome::Done);
        QVERIFY2(lives.size() >= 2 && lives.first() < lives.last(), "it did not grow while the search trained");
        QTRY_COMPARE(view.values().count(), 5); // Four epochs, and what was found.
        QVERIFY(!view.values().isLive);

        // What the window shows is what the file holds.
        const project::Project project = project::Project::open(path, project::Access::ReadOnly);
        const QString key = view.key();
        const std::vector<project::Epoch> epochs = project.epochs(key.mid(4).toLongLong());
        const auto &shown = std::get<widgets::ChannelsReplay>(view.values().subject);
        for (std::size_t epoch = 0; epoch < 4; ++epoch)
            for (std::size_t layer = 0; layer < shown.channels[epoch].size(); ++layer) {
                const std::vector<int> &stored = epochs[epoch].result.splits[layer].channels;
                QCOMPARE(shown.channels[epoch][layer], QList<int>(stored.begin(), stored.end()));
            }
        view.setSubject(widgets::ReplaySubject::Front);
        QVERIFY(view.values().count() >= 1);
    }
};

QTEST_MAIN(LiveReplayTest)
#include "tst_live_replay.moc"
