// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/explorer/benchmark/self_benchmark.h"

#include "app/explorer/benchmark/large_project.h"
#include "app/explorer/benchmark/loop_watch.h"
#include "app/explorer/benchmark/process_figures.h"
#include "app/explorer/benchmark/screen_watch.h"
#include "app/explorer/main_window.h"
#include "app/explorer/shell/view_area.h"
#include "core/base/version.h"
#include "widgets/base/table_view.h"
#include "widgets/front/front_panel.h"
#include "widgets/front/front_plot.h"
#include "widgets/front/front_speed.h"
#include "widgets/runs/curves_plot.h"
#include "widgets/runs/runs_view.h"

#include <QApplication>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>

#include <algorithm>
#include <cmath>

namespace odimo::explorer {

namespace {

constexpr int runsOfLargeProject = 1000;
constexpr int pointsOfFront = 10000;
constexpr int rounds = 3;
constexpr std::chrono::milliseconds pace(5); ///< Two hundred notices a second.

/// Until nothing is read, checked or laid out, and all of it is painted.
void settle(MainWindow &window)
{
    QTimer awake; // Keeps the event loop turning while the background works.
    awake.start(1);
    while (window.isBusy() || window.exploration().isActive())
        QApplication::processEvents(QEventLoop::WaitForMoreEvents);
    QApplication::processEvents(); // What the last result asks for,
    QApplication::processEvents(); // and the plots that are drawn after it.
}

/// ms until the window shows what `open` opens; absent if it shows nothing.
template <typename Open>
std::optional<double> openingTime(MainWindow &window, Open open)
{
    QElapsedTimer timer;
    timer.start();
    open();
    settle(window);
    if (!window.projects().project())
        return std::nullopt;
    return 1e-6 * static_cast<double>(timer.nsecsElapsed());
}

std::optional<double> percentile(std::vector<double> values, double share)
{
    if (values.empty())
        return std::nullopt;
    std::ranges::sort(values);
    const auto rank = static_cast<std::size_t>(std::ceil(share * static_cast<double>(values.size())));
    return values[std::max<std::size_t>(rank, 1) - 1];
}

QWidget &plotIn(QWidget &view)
{
    for (QWidget *child : view.findChildren<QWidget *>())
        if (child->inherits("QCustomPlot"))
            return *child;
    return view;
}

/// One exploration and what was measured while it was shown.
struct Sweep {
    std::vector<host::Notice> notices;
    Arrivals arrivals;
    double longestBlock_ms = 0;
    std::vector<double> delays_ms;
};

/// Shows the exploration once more that made the open project, to a user who looks at the run that is trained in
/// `view`.
void show(MainWindow &window, Sweep &sweep, ViewId view)
{
    ScreenWatch front(plotIn(window.front().plot()));
    ScreenWatch curves(plotIn(*window.views().findChild<widgets::CurvesPlot *>()));
    ScreenWatch runs(*window.runsView().table().viewport());
    window.views().show(view);
    settle(window);
    std::size_t count = 0;
    const auto expect = [&](const host::Notice &notice) {
        const Arrivals::Clock::time_point arrival = sweep.arrivals.at(count++);
        if (const auto *changed = std::get_if<host::RunChanged>(&notice)) {
            window.selection().setRun(changed->run.id);
            runs.expect(arrival);
        } else if (std::holds_alternative<host::EpochStored>(notice)) {
            curves.expect(arrival);
        } else if (std::holds_alternative<host::FrontChanged>(notice)) {
            front.expect(arrival);
        }
    };
    QObject guard;
    QObject::connect(&window.exploration(), &ExplorationController::noticed, &guard, expect);
    LoopWatch watch;
    window.exploration().start(window.projects().project()->path, {});
    settle(window);
    sweep.longestBlock_ms = watch.longestBlock_ms();
    for (const ScreenWatch *seen : {&front, &curves, &runs})
        sweep.delays_ms.insert(sweep.delays_ms.end(), seen->delays_ms().begin(), seen->delays_ms().end());
}

QJsonObject figure(std::optional<double> value, const char *bar, double limit)
{
    const QJsonValue shown = value ? QJsonValue(std::round(10 * *value) / 10) : QJsonValue();
    return {{QStringLiteral("value"), shown}, {QLatin1String(bar), limit}};
}

QJsonObject atMost(std::optional<double> value, double limit) { return figure(value, "at_most", limit); }
QJsonObject atLeast(std::optional<double> value, double limit) { return figure(value, "at_least", limit); }

/// Shows the open project twice as it came into being.
void measureExploration(MainWindow &window, Sweep *&sweep, QJsonObject &document)
{
    std::optional<double> longestBlock_ms;
    std::vector<double> delays_ms;
    const ProjectValues *project = window.projects().project();
    const std::vector<host::Notice> notices = project ? noticesOf(*project, rounds) : std::vector<host::Notice>();
    for (const ViewId view : {ViewId::Front, ViewId::Curves}) {
        if (!project)
            break;
        Sweep shown;
        shown.notices = notices;
        sweep = &shown;
        show(window, shown, view);
        longestBlock_ms = std::max(longestBlock_ms.value_or(0), shown.longestBlock_ms);
        delays_ms.insert(delays_ms.end(), shown.delays_ms.begin(), shown.delays_ms.end());
    }
    document[QLatin1String("longest_block_ms")] = atMost(longestBlock_ms, 50);
    document[QLatin1String("event_to_screen_ms")] = atMost(percentile(delays_ms, 0.99), 100);
    document[QLatin1String("events_seen")] = static_cast<qint64>(delays_ms.size());
}

} // namespace

QByteArray selfBenchmark()
{
    QJsonObject document{{QStringLiteral("version"), QString::fromLatin1(version())},
                         {QStringLiteral("machine"), machine()}};
    QTemporaryDir folder;
    UserSettings settings(folder.filePath(QStringLiteral("settings.ini")));
    Sweep *sweep = nullptr;
    {
        MainWindow window(settings, [&](const std::filesystem::path &, const host::Settings &, host::Listener told) {
            return std::make_unique<ReplayedExploration>(sweep->notices, pace, sweep->arrivals, std::move(told));
        });
        window.setTheme(widgets::Theme::Light);
        window.show();
        settle(window);
        document[QLatin1String("first_window_ms")] = atMost(processAge_ms(), 600);
        document[QLatin1String("sample_ms")] = atMost(openingTime(window, [&] { window.openSample(); }), 1500);
        measureExploration(window, sweep, document);
        const QString large = folder.filePath(QStringLiteral("large.odimo"));
        writeLargeProject(large.toStdString(), runsOfLargeProject);
        document[QLatin1String("thousand_runs_ms")] =
            atMost(openingTime(window, [&] { window.openProject(large); }), 2000);
        document[QLatin1String("memory_mb")] = atMost(memoryPeak_MB(), 250);
    }
    document[QLatin1String("front_10k_fps")] = atLeast(widgets::frontFramesPerSecond(pointsOfFront), 30);
    return QJsonDocument(document).toJson();
}

} // namespace odimo::explorer
