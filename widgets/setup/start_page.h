// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <QWidget>

class QAction;
class QVBoxLayout;

namespace odimo::widgets {

/// What the window shows before a project is open: what this is, open, the sample, recent projects.
class StartPage : public QWidget {
    Q_OBJECT

public:
    StartPage(const QList<QAction *> &actions, QWidget *parent = nullptr);
    /// Paths, the newest first; files that are gone are shown disabled.
    void setRecent(const QStringList &paths);

signals:
    void openRequested(const QString &path);

private:
    QWidget *m_recent;
    QVBoxLayout *m_recentList;
};

} // namespace odimo::widgets
