// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/explorer/project/project_values.h"
#include "core/host/exploration.h"

#include <QObject>

#include <optional>
#include <vector>

namespace odimo::explorer {

class Background;

/// Holds the values of the open project: reads the file in the background, then keeps them up to date from notices.
class ProjectController : public QObject {
    Q_OBJECT

public:
    explicit ProjectController(Background &background, QObject *parent = nullptr);

    /// Reads the file; opened() or openFailed() follows. A later call replaces an earlier one that is not done.
    void open(const std::filesystem::path &path);
    /// What was open stays, as if open() had not been called; loadingCancelled() follows. Does nothing if nothing is
    /// read.
    void cancelLoading();
    /// Reads the open file again and tells what has changed; an error leaves things as they are.
    void refresh();
    void close();
    /// True if the file is open or being opened.
    bool shows(const std::filesystem::path &path) const { return path == m_path; }
    /// Shows another name for a run; an empty one is none. It is not written into the file.
    void nameRun(qint64 run, const std::string &name);
    bool isLoading() const { return m_loading; }
    /// Of the project that is open or being opened; empty if none is.
    const std::filesystem::path &path() const { return m_path; }
    const ProjectValues *project() const { return m_project ? &*m_project : nullptr; }

    /// Applies a notice of an exploration of the open (or loading) project.
    void receive(const host::Notice &notice);

signals:
    void loadingStarted();
    void loadingCancelled();
    void opened();
    void openFailed(const QString &message);
    void closed();
    void runChanged(qint64 run);
    void epochsChanged(qint64 run);
    void logAdded(const odimo::project::LogLine &line);
    void frontsChanged();
    void namesChanged();

private:
    void endLoading();
    void take(ProjectValues values);
    void merge(ProjectValues values);
    void apply(const host::Notice &notice);
    void addLog(const project::LogLine &line);
    void takeFront(const host::Front &front);
    void rereadFronts();

    Background &m_background;
    std::filesystem::path m_path; ///< Of the project that is open or being opened.
    std::optional<ProjectValues> m_project;
    std::vector<host::Notice> m_waiting; ///< Came while the file was read.
    std::stop_source m_stop;             ///< Of what is being read.
    int m_request = 0;
    bool m_loading = false;
    bool m_rereading = false;
    bool m_rereadAgain = false;
};

} // namespace odimo::explorer
