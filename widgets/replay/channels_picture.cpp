// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/base/theme.h"
#include "widgets/layers/split_bar.h"
#include "widgets/replay/replay_bodies.h"

#include <QCoreApplication>
#include <QPainter>

#include <algorithm>
#include <cstdlib>

namespace odimo::widgets {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(odimo::widgets::Replay)
};

/// So many channels are on another unit than in the moment before.
int movedSince(const ChannelsReplay &replay, int moment, std::size_t layer)
{
    if (moment == 0)
        return 0;
    const auto now = static_cast<std::size_t>(moment);
    int moved = 0;
    for (qsizetype unit = 0; unit < replay.channels[now][layer].size(); ++unit)
        moved += std::abs(replay.channels[now][layer][unit] - replay.channels[now - 1][layer][unit]);
    return moved / 2;
}

void paintLegend(QPainter &painter, const QRect &line, const QStringList &units, const QPalette &palette)
{
    const QFontMetrics metrics = painter.fontMetrics();
    const int side = metrics.ascent(), letter = metrics.averageCharWidth();
    int left = line.left();
    for (qsizetype unit = 0; unit < units.size(); ++unit) {
        paintUnitSwatch(painter, QRect(left, line.top() + (line.height() - side) / 2, 2 * side, side),
                        static_cast<int>(unit), palette);
        left += 2 * side + letter;
        painter.setPen(palette.color(QPalette::Text));
        painter.drawText(QRect(left, line.top(), line.right() - left, line.height()), Qt::AlignLeft | Qt::AlignVCenter,
                         units[unit]);
        left += metrics.horizontalAdvance(units[unit]) + 3 * letter;
    }
}

} // namespace

void paintChannels(QPainter &painter, const QRect &body, const ChannelsReplay &replay, int moment,
                   const QPalette &palette)
{
    const QFontMetrics metrics = painter.fontMetrics();
    const int line = metrics.height(), letter = metrics.averageCharWidth();
    paintLegend(painter, QRect(body.left(), body.top(), body.width(), line), replay.units, palette);
    const QRect bars = body.adjusted(0, line * 3 / 2, 0, 0);
    const auto layers = static_cast<int>(replay.layers.size());
    if (layers == 0 || bars.height() < line)
        return;
    const int least = line * 5 / 4, most = 3 * line, gap = 3 * letter;
    const int inColumn = std::max(1, bars.height() / least);
    const int columns = (layers + inColumn - 1) / inColumn;
    const int rows = (layers + columns - 1) / columns;
    const int height = std::min(most, bars.height() / rows);
    const int width = (bars.width() - (columns - 1) * gap) / columns;
    const QString widest = Text::tr("%n moved", nullptr, 888);
    const int valueWidth = metrics.horizontalAdvance(widest) + letter;
    int nameWidth = 0;
    for (const QString &name : replay.layers)
        nameWidth = std::max(nameWidth, metrics.horizontalAdvance(name));
    nameWidth = std::min(nameWidth + letter / 2, width * 2 / 5); // Advances are rounded.
    for (int layer = 0; layer < layers; ++layer) {
        const int left = bars.left() + layer / rows * (width + gap), top = bars.top() + layer % rows * height;
        const QString name = metrics.elidedText(replay.layers[layer], Qt::ElideMiddle, nameWidth);
        painter.setPen(palette.color(QPalette::Text));
        painter.drawText(QRect(left, top, nameWidth, height), Qt::AlignLeft | Qt::AlignVCenter, name);
        const int margin = std::max(1, height / 8);
        const QRect bar(left + nameWidth + letter, top + margin, width - nameWidth - valueWidth - 2 * letter,
                        height - 2 * margin);
        const auto index = static_cast<std::size_t>(layer);
        if (bar.width() > 2 * letter)
            paintSplitBar(painter, bar, replay.channels[static_cast<std::size_t>(moment)][index], palette);
        if (const int moved = movedSince(replay, moment, index); moved > 0) {
            painter.setPen(palette.color(QPalette::Text));
            painter.drawText(QRect(bar.right() + letter, top, valueWidth, height), Qt::AlignLeft | Qt::AlignVCenter,
                             Text::tr("%n moved", nullptr, moved));
        }
    }
}

} // namespace odimo::widgets
