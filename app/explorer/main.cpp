// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/explorer/base/remedy_words.h"
#include "app/explorer/base/user_settings.h"
#include "app/explorer/benchmark/self_benchmark.h"
#include "app/explorer/main_window.h"
#include "app/explorer/screenshot.h"
#include "app/explorer/shell/view_area.h"
#include "core/base/error.h"
#include "core/base/version.h"

#include <odimo_commit.h>

#include <QApplication>
#include <QCommandLineParser>
#include <QTemporaryDir>

#include <algorithm>
#include <cstdio>
#include <string_view>

namespace odimo::explorer {

namespace {

struct Options {
    QString project;
    QString screenshot;
    bool sample = false;
    bool selfBenchmark = false;
    std::optional<widgets::Theme> theme;
    std::optional<QSize> size;
    std::optional<ViewId> view; ///< That a project is opened in.
    qint64 run = 0;             ///< That is selected in it; 0: the program chooses.
    QString layer;              ///< Likewise; empty: the program chooses.
};

/// Throws Error if it is none.
qint64 runFromText(const QString &text)
{
    bool isNumber = false;
    const qint64 run = text.toLongLong(&isNumber);
    if (!isNumber || run < 1)
        throw Error("--run is " + text.toStdString() + "; it must be the number of a run, as the table of runs has it.",
                    ErrorKind::Usage);
    return run;
}

/// Once the project is open.
void showWanted(MainWindow &window, const Options &options)
{
    if (options.view)
        window.views().show(*options.view);
    if (options.run != 0 && !window.projects().project()->find(options.run))
        std::fprintf(stderr, "odimo-explorer: there is no run %lld in this project\n",
                     static_cast<long long>(options.run));
    else if (options.run != 0)
        window.selection().setRun(options.run);
    if (!options.layer.isEmpty())
        window.selection().setLayer(options.layer);
}

/// Throws Error on values that make no sense; leaves the program on --help, --version and unknown options.
Options readOptions(const QApplication &application)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        QApplication::translate("main", "Shows and explores the front of accuracy against latency or energy."));
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addPositionalArgument(QStringLiteral("project"),
                                 QApplication::translate("main", "A project file (*.odimo)."),
                                 QStringLiteral("[project]"));
    const QCommandLineOption screenshot(QStringLiteral("screenshot"),
                                        QApplication::translate("main", "Write a picture of the window and quit."),
                                        QStringLiteral("file"));
    const QCommandLineOption theme(QStringLiteral("theme"), QApplication::translate("main", "light, dark or system."),
                                   QStringLiteral("theme"));
    const QCommandLineOption size(QStringLiteral("size"),
                                  QApplication::translate("main", "Size of the window, for example 1400x900."),
                                  QStringLiteral("size"));
    const QCommandLineOption sample(QStringLiteral("sample"),
                                    QApplication::translate("main", "Open a copy of the sample project."));
    const QCommandLineOption view(
        QStringLiteral("view"),
        QApplication::translate("main",
                                "What to show: front, network, layers, timeline, curves, compare, code or replay."),
        QStringLiteral("view"));
    const QCommandLineOption run(QStringLiteral("run"),
                                 QApplication::translate("main", "The number of the run to select."),
                                 QStringLiteral("run"));
    const QCommandLineOption layer(QStringLiteral("layer"),
                                   QApplication::translate("main", "The name of the layer to select."),
                                   QStringLiteral("layer"));
    const QCommandLineOption benchmark(
        QStringLiteral("self-benchmark"),
        QApplication::translate("main", "Measure how quick the window is, print that as JSON and quit."));
    parser.addOptions({screenshot, sample, benchmark, theme, size, view, run, layer});
    parser.process(application);

    Options options{.project = parser.positionalArguments().value(0),
                    .screenshot = parser.value(screenshot),
                    .sample = parser.isSet(sample),
                    .selfBenchmark = parser.isSet(benchmark),
                    .theme = {},
                    .size = {},
                    .view = {},
                    .run = parser.isSet(run) ? runFromText(parser.value(run)) : 0,
                    .layer = parser.value(layer)};
    if (parser.isSet(theme)) {
        options.theme = widgets::themeFromName(parser.value(theme));
        if (!options.theme)
            throw Error("--theme is " + parser.value(theme).toStdString() + "; it must be light, dark or system.",
                        ErrorKind::Usage);
    }
    if (parser.isSet(size)) {
        options.size = sizeFromText(parser.value(size));
        if (!options.size)
            throw Error("--size is " + parser.value(size).toStdString() + "; it must be like 1400x900.",
                        ErrorKind::Usage);
    }
    if (parser.isSet(view)) {
        options.view = viewFromName(parser.value(view));
        if (!options.view)
            throw Error("--view is " + parser.value(view).toStdString() +
                            "; it must be front, network, layers, timeline, curves, compare, code or replay.",
                        ErrorKind::Usage);
    }
    return options;
}

/// Pictures, figures and texts come from machines without a display, too.
bool needsNoDisplay(int argumentCount, char **arguments)
{
    return std::any_of(arguments + 1, arguments + argumentCount, [](const char *argument) {
        const std::string_view text(argument);
        return text.starts_with("--screenshot") || text == "--self-benchmark" || text == "--version" || text == "-v" ||
               text == "--help" || text == "-h";
    });
}

int run(QApplication &application)
{
    const Options options = readOptions(application);
    if (options.selfBenchmark) {
        std::fputs(selfBenchmark().constData(), stdout);
        return 0;
    }
    QTemporaryDir pristine;
    UserSettings settings =
        options.screenshot.isEmpty() ? UserSettings() : UserSettings(pristine.filePath(QStringLiteral("settings.ini")));
    MainWindow window(settings);
    window.setTheme(options.theme.value_or(settings.theme()));
    if (options.size)
        window.resize(*options.size);
    // Once, behind all who select something of their own in a project that has been opened.
    QObject::connect(
        &window.projects(), &ProjectController::opened, &window, [&] { showWanted(window, options); },
        Qt::SingleShotConnection);
    if (!options.project.isEmpty())
        window.openProject(options.project);
    else if (options.sample)
        window.openSample();
    window.show();
    if (options.screenshot.isEmpty())
        return QApplication::exec();
    saveScreenshot(window, options.screenshot);
    return 0;
}

} // namespace

} // namespace odimo::explorer

int main(int argumentCount, char **arguments)
{
    odimo::setCommit(ODIMO_COMMIT);
    if (odimo::explorer::needsNoDisplay(argumentCount, arguments) && !qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argumentCount, arguments);
    QApplication::setApplicationName(QStringLiteral("odimo-explorer"));
    QApplication::setApplicationDisplayName(QString());
    QApplication::setApplicationVersion(QString::fromStdString(odimo::fullVersion()));
    QApplication::setDesktopFileName(QStringLiteral("odimo-explorer"));
    try {
        return odimo::explorer::run(application);
    } catch (const std::exception &failure) {
        std::fprintf(stderr, "odimo-explorer: %s\n", qUtf8Printable(odimo::explorer::messageOf(failure)));
        return odimo::exitCode(odimo::errorFrom(failure).kind());
    }
}
