// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/base/icons.h"

#include <QApplication>
#include <QDir>
#include <QFile>
#include <QIconEngine>
#include <QPainter>
#include <QPalette>
#include <QSvgRenderer>

/// Resources of a static library are only linked in when asked for; the macro must stand outside of namespaces.
static void registerIcons() { Q_INIT_RESOURCE(explorer); }

namespace odimo::widgets {

namespace {

QByteArray iconSource(const QString &name)
{
    registerIcons();
    QFile file(QStringLiteral(":/icons/%1.svg").arg(name));
    if (!file.open(QIODevice::ReadOnly)) {
        qWarning("There is no icon '%s'", qUtf8Printable(name));
        return {};
    }
    return file.readAll();
}

QColor iconColor(QIcon::Mode mode)
{
    const QPalette palette = QApplication::palette();
    switch (mode) {
    case QIcon::Disabled:
        return palette.color(QPalette::Disabled, QPalette::ButtonText);
    case QIcon::Selected:
        return palette.color(QPalette::HighlightedText);
    case QIcon::Normal:
    case QIcon::Active:
        return palette.color(QPalette::ButtonText);
    }
    return {};
}

/// Draws the SVG anew for each size and palette, so that a change of theme needs no reloading.
class SvgIconEngine : public QIconEngine {
public:
    explicit SvgIconEngine(QByteArray source) : m_source(std::move(source)) {}

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State) override
    {
        QByteArray colored = m_source;
        colored.replace("currentColor", iconColor(mode).name().toLatin1());
        QSvgRenderer(colored).render(painter, rect);
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        QPixmap pixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paint(&painter, QRect(QPoint(), size), mode, state);
        return pixmap;
    }

    QIconEngine *clone() const override { return new SvgIconEngine(*this); }

private:
    QByteArray m_source;
};

} // namespace

QIcon themedIcon(const QString &name) { return QIcon(new SvgIconEngine(iconSource(name))); }

QStringList iconNames()
{
    registerIcons();
    QStringList names = QDir(QStringLiteral(":/icons")).entryList({QStringLiteral("*.svg")});
    for (QString &name : names)
        name.chop(4);
    return names;
}

} // namespace odimo::widgets
