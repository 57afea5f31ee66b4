// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/explorer/base/user_settings.h"

namespace odimo::explorer {

namespace {

constexpr int mostRecentProjects = 10;
constexpr int mostAllowedFiles = 100;

} // namespace

UserSettings::UserSettings()
    : m_settings(QSettings::IniFormat, QSettings::UserScope, QStringLiteral("odimo"), QStringLiteral("explorer"))
{
}

UserSettings::UserSettings(const QString &file) : m_settings(file, QSettings::IniFormat) {}

widgets::Theme UserSettings::theme() const
{
    return widgets::themeFromName(m_settings.value(QStringLiteral("theme")).toString())
        .value_or(widgets::Theme::System);
}

void UserSettings::setTheme(widgets::Theme theme)
{
    m_settings.setValue(QStringLiteral("theme"), widgets::themeName(theme));
}

QByteArray UserSettings::geometry() const { return m_settings.value(QStringLiteral("window/geometry")).toByteArray(); }

QByteArray UserSettings::layout() const { return m_settings.value(QStringLiteral("window/layout")).toByteArray(); }

void UserSettings::setWindow(const QByteArray &geometry, const QByteArray &layout)
{
    m_settings.setValue(QStringLiteral("window/geometry"), geometry);
    m_settings.setValue(QStringLiteral("window/layout"), layout);
}

QString UserSettings::layoutPreset() const { return m_settings.value(QStringLiteral("window/preset")).toString(); }

void UserSettings::setLayoutPreset(const QString &name) { m_settings.setValue(QStringLiteral("window/preset"), name); }

QStringList UserSettings::recentProjects() const { return m_settings.value(QStringLiteral("recent")).toStringList(); }

void UserSettings::addRecentProject(const QString &path)
{
    QStringList paths = recentProjects();
    paths.removeAll(path);
    paths.prepend(path);
    m_settings.setValue(QStringLiteral("recent"), QStringList(paths.mid(0, mostRecentProjects)));
}

QStringList UserSettings::allowedFiles() const { return m_settings.value(QStringLiteral("allowed")).toStringList(); }

void UserSettings::allowReading(const QStringList &files)
{
    if (files.isEmpty())
        return;
    QStringList allowed = files + allowedFiles();
    allowed.removeDuplicates();
    m_settings.setValue(QStringLiteral("allowed"), QStringList(allowed.mid(0, mostAllowedFiles)));
}

} // namespace odimo::explorer
