// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/explorer/main_window.h"
#include "app/explorer/project/project_presenter.h"
#include "tests/flow/session.h"
#include "widgets/runs/curves_plot.h"
#include "widgets/runs/runs_model.h"
#include "widgets/setup/setup_panel.h"

#include <QAction>
#include <QDir>
#include <QtTest>

#include <csignal>
#include <memory>

namespace odimo::flow {

constexpr int longestWait_ms = 120'000;

/// The window with the real host and real workers.
class WorkingWindow {
public:
    explicit WorkingWindow(const Session &session) : m_settings(session.file("settings.ini"))
    {
        qputenv("ODIMO_WORKER", cli::programPath("odimo-worker").toUtf8());
        m_window = std::make_unique<explorer::MainWindow>(m_settings);
        m_window->resize(1600, 1000);
        m_window->show();
    }

    explorer::MainWindow &operator*() const { return *m_window; }
    explorer::MainWindow *operator->() const { return m_window.get(); }
    QAction &action(explorer::ActionId id) const { return m_window->actions().action(id); }
    widgets::CurvesPlot &curves() const { return *m_window->findChild<widgets::CurvesPlot *>(); }
    const std::vector<widgets::RunRow> &rows() const { return m_window->presenter().runs().rows(); }
    QString statusOf(std::int64_t run) const
    {
        const int row = m_window->presenter().runs().rowOf(run);
        return row < 0 ? QString() : widgets::statusText(rows()[static_cast<std::size_t>(row)]);
    }
    bool isExploring() const { return m_window->exploration().isActive(); }

    /// A small exploration: a warm-up, two strengths. False if it is refused.
    bool start(const QString &project, const QString &epochs)
    {
        widgets::SetupFields fields = m_window->setup().fields();
        fields.network = "resnet8:width=16,stem=2";
        fields.data = "synthetic:classes=4";
        fields.engine = "odimo";
        fields.strengths = "0.2 2";
        fields.isCustom = true;
        fields.epochs = epochs;
        fields.images = "256";
        fields.project = project;
        m_window->setup().setFields(fields);
        if (!QTest::qWaitFor([&] { return action(explorer::ActionId::Start).isEnabled(); }, longestWait_ms))
            return false;
        action(explorer::ActionId::Start).trigger();
        return isExploring();
    }

    /// Until the window shows so many epochs of the first run, the warm-up. False if it ends before.
    bool waitForEpochs(std::size_t epochs) const
    {
        return QTest::qWaitFor(
                   [&] {
                       m_window->selection().setRun(1);
                       return curves().points().size() >= epochs || !isExploring();
                   },
                   longestWait_ms) &&
               curves().points().size() >= epochs;
    }

    bool waitForEnd() const
    {
        return QTest::qWaitFor([&] { return !isExploring() && !m_window->isBusy(); }, longestWait_ms);
    }

private:
    explorer::UserSettings m_settings;
    std::unique_ptr<explorer::MainWindow> m_window;
};

/// The processes that one has started, from any of its threads, and that still run.
inline QList<pid_t> childrenOf(qint64 process)
{
    QList<pid_t> children;
    QDir threads(QStringLiteral("/proc/%1/task").arg(process));
    for (const QString &thread : threads.entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        QFile file(threads.filePath(thread + "/children"));
        if (file.open(QIODevice::ReadOnly))
            for (const QByteArray &child : file.readAll().simplified().split(' '))
                if (!child.isEmpty())
                    children << child.toInt();
    }
    return children;
}

/// False for one that has ended and whose parent has not heard of it yet, too.
inline bool runs(pid_t process)
{
    QFile file(QStringLiteral("/proc/%1/stat").arg(process));
    if (!file.open(QIODevice::ReadOnly))
        return false;
    const QByteArray text = file.readAll();
    const char state = text.at(text.lastIndexOf(')') + 2);
    return state != 'Z' && state != 'X';
}

} // namespace odimo::flow
