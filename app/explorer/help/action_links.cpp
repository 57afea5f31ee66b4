// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/explorer/help/action_links.h"

#include <QRegularExpression>

#include <algorithm>

namespace odimo::explorer {

namespace {

const QString scheme = QStringLiteral("action");

QString withoutMnemonic(QString text) { return text.remove(QLatin1Char('&')); }

/// As a menu writes it, perhaps after the menu; absent if nothing is called so.
const ActionSpec *actionCalled(const QString &name, const std::vector<ActionSpec> &actions)
{
    const auto found = std::ranges::find_if(actions, [&](const ActionSpec &action) {
        const QString text = withoutMnemonic(action.text);
        return name == text || name == withoutMnemonic(menuTitle(action.menu)) + QStringLiteral(" > ") + text;
    });
    return found == actions.end() ? nullptr : &*found;
}

QString linkedLine(const QString &line, const std::vector<ActionSpec> &actions)
{
    // Code between backquotes comes first, so that a star in it emphasises nothing.
    static const QRegularExpression part(QStringLiteral("`[^`]*`|(?<![*\\w])\\*([^*\\s][^*]*)\\*(?!\\*)"));
    QString linked;
    qsizetype from = 0;
    auto matches = part.globalMatch(line);
    while (matches.hasNext()) {
        const QRegularExpressionMatch match = matches.next();
        const ActionSpec *action = actionCalled(match.captured(1), actions);
        if (!action)
            continue;
        const QString address =
            scheme + QLatin1Char(':') + QString::fromLatin1(QUrl::toPercentEncoding(withoutMnemonic(action->text)));
        linked +=
            line.mid(from, match.capturedStart() - from) + QStringLiteral("[%1](%2)").arg(match.captured(1), address);
        from = match.capturedEnd();
    }
    return linked + line.mid(from);
}

} // namespace

QString withActionLinks(const QString &markdown, const std::vector<ActionSpec> &actions)
{
    QStringList lines = markdown.split(QLatin1Char('\n'));
    bool isCode = false;
    for (QString &line : lines) {
        if (line.startsWith(QLatin1String("```")))
            isCode = !isCode;
        if (!isCode && !line.startsWith(QLatin1Char('#')))
            line = linkedLine(line, actions);
    }
    return lines.join(QLatin1Char('\n'));
}

std::optional<ActionId> actionOf(const QUrl &link, const std::vector<ActionSpec> &actions)
{
    if (link.scheme() != scheme)
        return std::nullopt;
    const ActionSpec *action = actionCalled(link.path(QUrl::FullyDecoded), actions);
    return action ? std::optional(action->id) : std::nullopt;
}

} // namespace odimo::explorer
