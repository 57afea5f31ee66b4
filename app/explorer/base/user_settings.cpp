// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/explorer/base/user_settings.h"

#include <QCryptographicHash>
#include <QFileInfo>
#include <QStandardPaths>

namespace odimo::explorer {

namespace {

constexpr int mostRecentProjects = 10;
constexpr int mostAllowedFiles = 100;

/// Paths are no keys: slashes would make groups of them.
QString frontKey(const QString &path)
{
    const QByteArray digest = QCryptographicHash::hash(path.toUtf8(), QCryptographicHash::Sha256).toHex();
    return QStringLiteral("fronts/%1").arg(QString::fromLatin1(digest.left(16)));
}

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
    for (const QString &forgotten : paths.mid(mostRecentProjects))
        m_settings.remove(frontKey(forgotten));
    m_settings.setValue(QStringLiteral("recent"), QStringList(paths.mid(0, mostRecentProjects)));
}

std::vector<widgets::ThumbnailPoint> UserSettings::front(const QString &path) const
{
    std::vector<widgets::ThumbnailPoint> points;
    for (const QString &line : m_settings.value(frontKey(path)).toStringList()) {
        const QStringList numbers = line.split(QLatin1Char(' '));
        const double cost = numbers.value(0).toDouble();
        const double accuracy = numbers.value(1).toDouble();
        if (cost >= 0 && cost <= 1 && accuracy >= 0 && accuracy <= 1) // A hand may have changed it.
            points.push_back({cost, accuracy, numbers.value(2) == QLatin1String("1")});
    }
    return points;
}

void UserSettings::setFront(const QString &path, const std::vector<widgets::ThumbnailPoint> &points)
{
    QStringList lines;
    for (const widgets::ThumbnailPoint &point : points)
        lines << QStringLiteral("%1 %2 %3")
                     .arg(point.cost, 0, 'f', 3)
                     .arg(point.accuracy, 0, 'f', 3)
                     .arg(point.isOnFront);
    m_settings.setValue(frontKey(path), lines);
}

QVariantMap UserSettings::saveChoice() const { return m_settings.value(QStringLiteral("save_view/choice")).toMap(); }

void UserSettings::setSaveChoice(const QVariantMap &choice)
{
    m_settings.setValue(QStringLiteral("save_view/choice"), choice);
}

QString UserSettings::saveFolder() const
{
    const QString folder = m_settings.value(QStringLiteral("save_view/folder")).toString();
    return QFileInfo(folder).isDir() ? folder : QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
}

void UserSettings::setSaveFolder(const QString &folder)
{
    m_settings.setValue(QStringLiteral("save_view/folder"), folder);
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
