// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/explorer/help/help_contents.h"

#include <QFile>
#include <QImageReader>
#include <QRegularExpression>

/// Resources of a static library are only linked in when asked for; the macro must stand outside of namespaces.
static void registerHelp() { Q_INIT_RESOURCE(help); }

namespace odimo::explorer {

const QString contentsPage = QStringLiteral("README.md");

namespace {

const QString folder = QStringLiteral(":/help/");

widgets::HelpPage pageNamed(const QString &name, const QString &group)
{
    static const QRegularExpression comment(QStringLiteral("<!--.*?-->\n?"),
                                            QRegularExpression::DotMatchesEverythingOption);
    QFile file(folder + name);
    if (!file.open(QIODevice::ReadOnly))
        return {name, {}, group};
    return {name, QString::fromUtf8(file.readAll()).remove(comment), group};
}

} // namespace

std::vector<widgets::HelpPage> helpPages()
{
    registerHelp();
    static const QRegularExpression heading(QStringLiteral("^## (.+)$"));
    static const QRegularExpression entry(QStringLiteral("^\\* \\[[^\\]]+\\]\\(([^)#:]+\\.md)\\)"));
    std::vector<widgets::HelpPage> pages{pageNamed(contentsPage, {})};
    QString group;
    for (const QString &line : pages.front().markdown.split(QLatin1Char('\n'))) {
        if (const auto match = heading.match(line); match.hasMatch())
            group = match.captured(1);
        else if (const auto page = entry.match(line); page.hasMatch())
            pages.push_back(pageNamed(page.captured(1), group));
    }
    return pages;
}

QImage helpImage(const QString &name, int mostPixels)
{
    registerHelp();
    QImageReader reader(folder + name);
    const QSize natural = reader.size();
    if (!natural.isValid())
        return {};
    if (natural.width() > mostPixels) // Drawings are made anew at this size, and stay sharp.
        reader.setScaledSize(natural.scaled(mostPixels, natural.height(), Qt::KeepAspectRatio));
    return reader.read();
}

} // namespace odimo::explorer
