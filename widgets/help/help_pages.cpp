// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/help/help_pages.h"

#include <QRegularExpression>
#include <QStringList>

#include <algorithm>

namespace odimo::widgets {

namespace {

constexpr int worthInTitle = 100;

/// Links by their words alone: nobody searches for addresses.
QString withoutAddresses(QString text)
{
    static const QRegularExpression link(QStringLiteral("\\[([^\\]]*)\\]\\([^)]*\\)"));
    return text.replace(link, QStringLiteral("\\1"));
}

QString plainHeading(const QString &heading)
{
    return withoutAddresses(heading).remove(QLatin1Char('`')).remove(QLatin1Char('*')).trimmed();
}

/// 0 if a word is missing.
int worthOf(const HelpSection &section, const QStringList &words)
{
    int worth = 0;
    for (const QString &word : words) {
        const auto count = static_cast<int>(section.text.count(word, Qt::CaseInsensitive));
        if (count == 0)
            return 0;
        worth += count + (section.title.contains(word, Qt::CaseInsensitive) ? worthInTitle : 0);
    }
    return worth;
}

} // namespace

QString anchorOf(const QString &heading)
{
    QString anchor;
    for (const QChar letter : heading.trimmed().toLower()) {
        if (letter.isLetterOrNumber() || letter == QLatin1Char('-') || letter == QLatin1Char('_'))
            anchor += letter;
        else if (letter.isSpace())
            anchor += QLatin1Char('-');
    }
    return anchor;
}

std::vector<HelpSection> sectionsOf(const HelpPage &page)
{
    static const QRegularExpression heading(QStringLiteral("^#{1,6} (.+)$"));
    std::vector<HelpSection> sections;
    bool isCode = false;
    for (const QString &line : page.markdown.split(QLatin1Char('\n'))) {
        if (line.startsWith(QLatin1String("```")))
            isCode = !isCode;
        const QRegularExpressionMatch match = heading.match(line);
        if (!isCode && match.hasMatch()) {
            const QString title = plainHeading(match.captured(1));
            sections.push_back({page.name, title, sections.empty() ? QString() : anchorOf(title), {}});
        }
        if (!sections.empty())
            sections.back().text += withoutAddresses(line) + QLatin1Char('\n');
    }
    return sections;
}

QString titleOf(const HelpPage &page)
{
    const std::vector<HelpSection> sections = sectionsOf(page);
    return sections.empty() ? page.name : sections.front().title;
}

std::vector<HelpSection> findSections(const std::vector<HelpPage> &pages, const QString &words)
{
    const QStringList wanted = words.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    std::vector<std::pair<int, HelpSection>> found;
    for (const HelpPage &page : pages)
        for (const HelpSection &section : sectionsOf(page))
            if (const int worth = wanted.isEmpty() ? 0 : worthOf(section, wanted); worth > 0)
                found.emplace_back(worth, section);
    std::ranges::stable_sort(found, std::greater(), &std::pair<int, HelpSection>::first);
    std::vector<HelpSection> sections;
    for (auto &[worth, section] : found)
        sections.push_back(std::move(section));
    return sections;
}

} // namespace odimo::widgets
