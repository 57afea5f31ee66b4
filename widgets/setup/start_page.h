// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/base/front_thumbnail.h"

#include <QString>
#include <QWidget>

#include <vector>

class QAction;
class QGridLayout;

namespace odimo::widgets {

/// A project that was open before.
struct RecentProject {
    QString path;
    bool isMissing = false; ///< The file is gone.
    std::vector<ThumbnailPoint> front = {};
};

/// What the window shows before a project is open: what this is, open, the sample, recent projects.
class StartPage : public QWidget {
    Q_OBJECT

public:
    StartPage(const QList<QAction *> &actions, QWidget *parent = nullptr);
    /// The newest first; those that are missing are shown disabled.
    void setRecent(const std::vector<RecentProject> &projects);

signals:
    void openRequested(const QString &path);

protected:
    void changeEvent(QEvent *event) override;

private:
    void showRecent();
    QWidget *entryOf(const RecentProject &project, int number);

    std::vector<RecentProject> m_projects;
    QWidget *m_recent;
    QGridLayout *m_recentList;
};

} // namespace odimo::widgets
