// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/base/front_thumbnail.h"
#include "widgets/base/theme.h"

#include <QByteArray>
#include <QSettings>
#include <QStringList>
#include <QVariantMap>

#include <vector>

namespace odimo::explorer {

/// What the program remembers of its user: the window, the theme, recent projects, files that may be read. Nothing that
/// decides a result.
class UserSettings {
public:
    UserSettings();
    explicit UserSettings(const QString &file);

    widgets::Theme theme() const;
    void setTheme(widgets::Theme theme);

    QByteArray geometry() const;
    QByteArray layout() const;
    void setWindow(const QByteArray &geometry, const QByteArray &layout);
    /// Name of the way in which the panels are arranged; empty at first.
    QString layoutPreset() const;
    void setLayoutPreset(const QString &name);

    /// The newest first, at most ten.
    QStringList recentProjects() const;
    void addRecentProject(const QString &path);
    /// The front of a recent project as it was seen last; empty if it is not known.
    std::vector<widgets::ThumbnailPoint> front(const QString &path) const;
    void setFront(const QString &path, const std::vector<widgets::ThumbnailPoint> &points);

    /// Files and folders, as a setup names them, that the user has chosen or has allowed to be read; the newest
    /// hundred.
    QStringList allowedFiles() const;
    void allowReading(const QStringList &files);

    /// How views were written to files last: sizes and the like.
    QVariantMap saveChoice() const;
    void setSaveChoice(const QVariantMap &choice);
    /// Where to; the documents of the user at first.
    QString saveFolder() const;
    void setSaveFolder(const QString &folder);

private:
    QSettings m_settings;
};

} // namespace odimo::explorer
