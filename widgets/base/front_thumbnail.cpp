// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/base/front_thumbnail.h"

#include "widgets/base/theme.h"

#include <QIconEngine>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>

namespace odimo::widgets {

namespace {

class ThumbnailEngine : public QIconEngine {
public:
    ThumbnailEngine(std::vector<ThumbnailPoint> points, const QPalette &palette)
        : m_points(std::move(points)), m_colors(plotColors(palette))
    {
        std::ranges::sort(m_points, {}, &ThumbnailPoint::cost);
    }

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State) override
    {
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setOpacity(mode == QIcon::Disabled ? 0.4 : 1);
        painter->setPen(m_colors.dominated);
        painter->setBrush(m_colors.background);
        painter->drawRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5));
        const double margin = rect.height() / 6.0;
        m_area = QRectF(rect).adjusted(margin, margin, -margin, -margin);
        painter->setBrush(Qt::NoBrush);
        painter->setPen(QPen(m_colors.front, rect.height() / 32.0));
        painter->drawPath(line());
        painter->setPen(Qt::NoPen);
        for (const ThumbnailPoint &point : m_points) {
            const double radius = rect.height() / (point.isOnFront ? 18.0 : 28.0);
            painter->setBrush(point.isOnFront ? m_colors.front : m_colors.dominated);
            painter->drawEllipse(placeOf(point), radius, radius);
        }
        painter->restore();
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        QPixmap pixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paint(&painter, pixmap.rect(), mode, state);
        return pixmap;
    }

    QIconEngine *clone() const override { return new ThumbnailEngine(*this); }

private:
    QPointF placeOf(const ThumbnailPoint &point) const
    {
        return {m_area.left() + point.cost * m_area.width(), m_area.bottom() - point.accuracy * m_area.height()};
    }

    /// What is attained at each cost: a step up at each point of the front.
    QPainterPath line() const
    {
        QPainterPath path;
        for (const ThumbnailPoint &point : m_points) {
            if (!point.isOnFront)
                continue;
            const QPointF to = placeOf(point);
            if (path.elementCount() == 0)
                path.moveTo(to);
            path.lineTo(to.x(), path.currentPosition().y());
            path.lineTo(to);
        }
        if (path.elementCount() > 0)
            path.lineTo(m_area.right(), path.currentPosition().y());
        return path;
    }

    std::vector<ThumbnailPoint> m_points; ///< Ascending cost.
    PlotColors m_colors;
    QRectF m_area;
};

} // namespace

QIcon frontThumbnail(const std::vector<ThumbnailPoint> &points, const QPalette &palette)
{
    return QIcon(new ThumbnailEngine(points, palette));
}

} // namespace odimo::widgets
