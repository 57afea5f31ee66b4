// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/network/node_painting.h"

#include "widgets/base/color_sequence.h"
#include "widgets/base/theme.h"
#include "widgets/layers/split_bar.h"

#include <QFontMetricsF>
#include <QLocale>
#include <QPainter>
#include <QStyleOptionGraphicsItem>

#include <algorithm>

namespace odimo::widgets {

namespace {

enum class Detail { All, Name, Colors };

QFont boldOf(QFont font)
{
    font.setBold(true);
    return font;
}

double scaleOf(const QPainter &painter)
{
    return QStyleOptionGraphicsItem::levelOfDetailFromTransform(painter.worldTransform());
}

double marginOf(const QFontMetricsF &metrics) { return metrics.height() * 0.4; }

QString rowValue(const NetworkNode &node, NodeColoring coloring)
{
    const std::optional<double> value = node.value(coloring);
    return value ? coloringText(coloring, *value) : QString();
}

/// One node in its style, on one painter.
class NodePainter {
public:
    NodePainter(QPainter &painter, const QRectF &box, const ShownNode &node, const NodeStyle &style,
                const NodeEmphasis &emphasis)
        : m_painter(painter), m_box(box), m_node(node), m_style(style), m_emphasis(emphasis), m_metrics(style.font)
    {
        const std::optional<double> value = node.values.value(style.coloring);
        m_fill = value ? sequenceColor(*value / style.most)
                       : style.palette.color(node.values.outChannels > 0 ? QPalette::Button : QPalette::Base);
        m_text = value ? textColorOn(m_fill) : style.palette.color(QPalette::Text);
        m_faint = value ? m_text : style.palette.color(QPalette::PlaceholderText);
    }

    void paint()
    {
        m_painter.save();
        m_painter.setOpacity(m_emphasis.isFaded ? 0.3 : 1);
        m_painter.setRenderHint(QPainter::Antialiasing);
        paintBody();
        const double height = m_metrics.height() * scaleOf(m_painter);
        if (height >= 7.5) {
            paintTexts();
            paintHandle();
            paintLastRow(Detail::All);
        } else if (height >= 3) {
            paintName();
            paintLastRow(Detail::Name);
        } else if (m_style.coloring == NodeColoring::Units) {
            paintBar(m_box, Detail::Colors);
        }
        m_painter.restore();
    }

private:
    QRectF row(double fromTop, double rows = 1) const
    {
        const double margin = marginOf(m_metrics);
        return {m_box.left() + margin, m_box.top() + margin + fromTop * m_metrics.height(), m_box.width() - 2 * margin,
                rows * m_metrics.height()};
    }

    void paintBody()
    {
        const PlotColors colors = plotColors(m_style.palette);
        const double radius = m_metrics.height() * 0.3;
        m_painter.setPen(visiblePen(m_painter, colors.dominated, 1));
        m_painter.setBrush(m_fill);
        if (m_node.fold == FoldState::Closed) // Another behind it.
            m_painter.drawRoundedRect(m_box.translated(radius * 0.7, radius * 0.7), radius, radius);
        if (m_emphasis.isSelected)
            m_painter.setPen(visiblePen(m_painter, colors.selection, m_metrics.height() * 0.2));
        m_painter.drawRoundedRect(m_box, radius, radius);
    }

    void paintTexts()
    {
        QRectF first = row(0);
        if (m_node.fold != FoldState::None)
            first.setRight(foldHandle(m_node, m_box, m_style.font).left() - m_metrics.averageCharWidth());
        write(first, m_node.values.name, boldOf(m_style.font), m_text, Qt::AlignLeft);
        QRectF second = row(1);
        write(second, m_node.values.shape, m_style.font, m_faint, Qt::AlignRight);
        second.setRight(second.right() - m_metrics.horizontalAdvance(m_node.values.shape) -
                        m_metrics.averageCharWidth());
        write(second, m_node.values.operation, m_style.font, m_faint, Qt::AlignLeft);
    }

    /// Large enough to be read where nothing else is. Names of one block begin alike.
    void paintName()
    {
        QFont large = boldOf(m_style.font);
        large.setPointSizeF(large.pointSizeF() * 1.6);
        write(row(0, 2), m_node.values.name, large, m_text, Qt::AlignLeft, Qt::ElideLeft);
    }

    void write(const QRectF &rect, const QString &text, const QFont &font, const QColor &color, Qt::Alignment side,
               Qt::TextElideMode elision = Qt::ElideMiddle)
    {
        m_painter.setFont(font);
        m_painter.setPen(color);
        m_painter.drawText(rect, static_cast<int>(side | Qt::AlignVCenter) | Qt::TextSingleLine,
                           QFontMetricsF(font).elidedText(text, elision, rect.width()));
    }

    void paintHandle()
    {
        if (m_node.fold == FoldState::None || !m_style.hasHandles)
            return;
        const QRectF handle = foldHandle(m_node, m_box, m_style.font);
        m_painter.setPen(QPen(m_text, 1));
        m_painter.setBrush(Qt::NoBrush);
        m_painter.drawRoundedRect(handle, 2, 2);
        const double arm = handle.width() * 0.28;
        const QPointF middle = handle.center();
        m_painter.drawLine(middle - QPointF(arm, 0), middle + QPointF(arm, 0));
        if (m_node.fold == FoldState::Closed)
            m_painter.drawLine(middle - QPointF(0, arm), middle + QPointF(0, arm));
    }

    void paintLastRow(Detail detail)
    {
        if (m_node.values.outChannels == 0)
            return;
        QRectF place = row(2.15, 0.95);
        if (m_style.coloring != NodeColoring::Units) {
            const QString value = rowValue(m_node.values, m_style.coloring);
            if (detail == Detail::All)
                write(place, value, m_style.font, m_text, Qt::AlignLeft);
            const double text = m_metrics.horizontalAdvance(value) + 2 * m_metrics.averageCharWidth();
            const double left = std::max(text, place.width() * 0.55);
            place.adjust(left, place.height() * 0.2, 0, -place.height() * 0.2);
            if (place.width() < m_metrics.averageCharWidth() || m_node.values.channels.empty())
                return;
        }
        paintBar(place, detail);
    }

    void paintBar(const QRectF &place, Detail detail)
    {
        const QRect bar = place.toRect();
        const QList<int> channels(m_node.values.channels.begin(), m_node.values.channels.end());
        if (channels.isEmpty()) {
            paintNoMapping(place, detail);
        } else if (detail == Detail::All) {
            m_painter.setFont(m_style.font);
            m_painter.setRenderHint(QPainter::Antialiasing, false);
            paintSplitBar(m_painter, bar, channels, m_style.palette);
        } else {
            const QList<QRect> parts = splitRects(bar, channels, 0);
            for (qsizetype unit = 0; unit < parts.size(); ++unit)
                m_painter.fillRect(parts[unit], unitColors(static_cast<int>(unit), m_style.palette).fill);
        }
    }

    void paintNoMapping(const QRectF &place, Detail detail)
    {
        if (m_node.values.outChannels == 0 || detail != Detail::All)
            return;
        m_painter.setPen(QPen(m_faint, 1, Qt::DotLine));
        m_painter.setBrush(Qt::NoBrush);
        m_painter.drawRect(place);
        const double pad = m_metrics.averageCharWidth();
        write(place.adjusted(pad, 0, -pad, 0),
              QCoreApplication::translate("odimo::widgets::NodePainting", "%1 channels")
                  .arg(QLocale().toString(m_node.values.outChannels)),
              m_style.font, m_faint, Qt::AlignHCenter);
    }

    QPainter &m_painter;
    const QRectF m_box;
    const ShownNode &m_node;
    const NodeStyle &m_style;
    const NodeEmphasis m_emphasis;
    const QFontMetricsF m_metrics;
    QColor m_fill, m_text, m_faint;
};

} // namespace

double nodeWidth(const ShownNetwork &network, const QFont &font)
{
    const QFontMetricsF metrics(font), bold(boldOf(font));
    const double letter = metrics.averageCharWidth();
    double text = 22 * letter;
    for (const ShownNode &node : network.nodes) {
        const double handle = node.fold == FoldState::None ? 0 : metrics.height() + letter;
        text = std::max({text, bold.horizontalAdvance(node.values.name) + handle + 1,
                         metrics.horizontalAdvance(node.values.operation) + 3 * letter +
                             metrics.horizontalAdvance(node.values.shape)});
    }
    return std::ceil(std::min(text, 56 * letter) + 2 * marginOf(metrics));
}

double nodeHeight(const ShownNode &node, const QFont &font)
{
    const QFontMetricsF metrics(font);
    const double rows = node.values.outChannels > 0 ? 3.1 : 2;
    return std::ceil(rows * metrics.height() + 2 * marginOf(metrics));
}

QRectF foldHandle(const ShownNode &node, const QRectF &box, const QFont &font)
{
    if (node.fold == FoldState::None)
        return {};
    const QFontMetricsF metrics(font);
    const double side = metrics.height() * 0.85, margin = marginOf(metrics);
    return {box.right() - margin - side, box.top() + margin + (metrics.height() - side) / 2, side, side};
}

QPen visiblePen(const QPainter &painter, const QColor &color, double width)
{
    return {color, std::max(width, 1 / scaleOf(painter))};
}

void paintNode(QPainter &painter, const QRectF &box, const ShownNode &node, const NodeStyle &style,
               const NodeEmphasis &emphasis)
{
    NodePainter(painter, box, node, style, emphasis).paint();
}

} // namespace odimo::widgets
