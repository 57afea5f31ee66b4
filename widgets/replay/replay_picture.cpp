// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/replay/replay_picture.h"

#include "widgets/base/theme.h"
#include "widgets/layers/split_bar.h"
#include "widgets/replay/replay_bodies.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace odimo::widgets {

namespace {

constexpr double pictureScale = 1.5;
constexpr int pictureFont_px = 15;

QRectF columnOf(const QRect &ribbon, int moment, int moments)
{
    const double width = static_cast<double>(ribbon.width()) / moments;
    return {ribbon.left() + moment * width, static_cast<double>(ribbon.top()), width,
            static_cast<double>(ribbon.height())};
}

/// A bar of parts for each moment; those to come are faint. Parts of channels have the colours of their units.
void paintRibbon(QPainter &painter, const QRect &ribbon, const ReplayValues &values, int moment,
                 const QPalette &palette)
{
    const PlotColors colors = plotColors(palette);
    painter.setRenderHint(QPainter::Antialiasing, false); // No seams between moments.
    const bool isOfUnits = std::holds_alternative<ChannelsReplay>(values.subject);
    for (int each = 0; each < values.count(); ++each) {
        const QRectF column = columnOf(ribbon, each, values.count());
        const int left = static_cast<int>(std::lround(column.left()));
        const int right = std::max(left + 1, static_cast<int>(std::lround(column.right())));
        painter.setOpacity(each <= moment ? 1 : 0.3);
        double from = 0;
        const std::vector<double> &parts = values.moments[static_cast<std::size_t>(each)].share;
        for (std::size_t part = 0; part < parts.size(); ++part) {
            const int bottom = ribbon.bottom() + 1 - static_cast<int>(std::lround(from * ribbon.height()));
            from += parts[part];
            const int top = ribbon.bottom() + 1 - static_cast<int>(std::lround(from * ribbon.height()));
            const QRect rect(left, top, right - left, bottom - top);
            if (rect.isEmpty())
                continue;
            const UnitColors unit = unitColors(static_cast<int>(part), palette);
            painter.fillRect(rect, isOfUnits ? unit.fill : colors.validation);
            if (isOfUnits && unit.hatched) {
                QColor line = unit.text;
                line.setAlphaF(0.45F);
                painter.fillRect(rect, QBrush(line, Qt::BDiagPattern)); // One pattern over all moments.
            }
        }
    }
    painter.setOpacity(1);
    painter.setPen(QPen(colors.grid, 1));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(ribbon.adjusted(0, 0, -1, -1));
    const double pen = std::max(2.0, painter.fontMetrics().height() / 8.0);
    QRectF now = columnOf(ribbon, moment, values.count());
    if (now.width() < 2 * pen)
        now = QRectF(now.center().x() - pen, now.top(), 2 * pen, now.height());
    painter.setPen(QPen(colors.text, pen, Qt::SolidLine, Qt::SquareCap, Qt::MiterJoin));
    painter.drawRect(now.adjusted(pen / 2, -pen / 2, -pen / 2, pen / 2));
}

} // namespace

ReplayLayout replayLayout(const QRect &area, const QFontMetrics &metrics)
{
    const int line = metrics.height(), margin = line / 2;
    QRect rest = area.adjusted(margin, margin, -margin, -margin);
    const auto takeTop = [&](int height, int gap) {
        const QRect taken(rest.left(), rest.top(), rest.width(), height);
        rest.setTop(rest.top() + height + gap);
        return taken;
    };
    ReplayLayout layout;
    layout.title = takeTop(line, line / 4);
    layout.caption = takeTop(line, line / 2);
    const int ribbonHeight = std::clamp(rest.height() / 6, line, 3 * line);
    layout.ribbon = QRect(rest.left(), rest.bottom() + 1 - ribbonHeight, rest.width(), ribbonHeight);
    layout.ribbonTitle = QRect(rest.left(), layout.ribbon.top() - line - line / 4, rest.width(), line);
    layout.body = QRect(rest.topLeft(), QPoint(rest.right(), layout.ribbonTitle.top() - line / 2));
    return layout;
}

void paintReplay(QPainter &painter, const QRect &area, const ReplayValues &values, int moment, const QPalette &palette)
{
    painter.fillRect(area, palette.color(QPalette::Base));
    if (moment < 0 || moment >= values.count())
        return;
    const QFont plain = painter.font();
    const QFontMetrics metrics(plain);
    const ReplayLayout layout = replayLayout(area, metrics);
    const ReplayMoment &shown = values.moments[static_cast<std::size_t>(moment)];
    QFont bold = plain;
    bold.setBold(true);
    painter.setPen(palette.color(QPalette::Text));
    painter.setFont(bold);
    const QString title = QStringLiteral("%1 – %2").arg(values.title, shown.label);
    painter.drawText(layout.title, Qt::AlignLeft | Qt::AlignVCenter,
                     QFontMetrics(bold).elidedText(title, Qt::ElideRight, layout.title.width()));
    painter.setFont(plain);
    painter.drawText(layout.caption, Qt::AlignLeft | Qt::AlignVCenter,
                     metrics.elidedText(shown.caption, Qt::ElideRight, layout.caption.width()));
    if (const auto *channels = std::get_if<ChannelsReplay>(&values.subject))
        paintChannels(painter, layout.body, *channels, moment, palette);
    else
        paintFront(painter, layout.body, std::get<FrontReplay>(values.subject), moment, palette);
    painter.setFont(plain);
    painter.setPen(palette.color(QPalette::Text));
    painter.drawText(layout.ribbonTitle, Qt::AlignLeft | Qt::AlignVCenter,
                     metrics.elidedText(values.ribbonTitle, Qt::ElideRight, layout.ribbonTitle.width()));
    paintRibbon(painter, layout.ribbon, values, moment, palette);
}

std::optional<int> momentAt(const QPoint &position, const QRect &area, const QFontMetrics &metrics, int moments)
{
    const QRect ribbon = replayLayout(area, metrics).ribbon;
    if (moments < 1 || ribbon.width() < 1)
        return std::nullopt;
    const int at = (position.x() - ribbon.left()) * moments / ribbon.width();
    return std::clamp(at, 0, moments - 1);
}

QImage replayImage(const ReplayValues &values, int moment, const QFont &font, const QPalette &palette)
{
    QImage image(pictureSize, QImage::Format_RGB32);
    image.setDevicePixelRatio(pictureScale);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    QFont sized(font.family());
    sized.setPixelSize(pictureFont_px);
    painter.setFont(sized);
    const QSize size(static_cast<int>(pictureSize.width() / pictureScale),
                     static_cast<int>(pictureSize.height() / pictureScale));
    paintReplay(painter, QRect(QPoint(), size), values, moment, palette);
    return image;
}

} // namespace odimo::widgets
