// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/front/prediction_drawing.h"

#include <qcustomplot.h>

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <cmath>

namespace odimo::widgets {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(odimo::widgets::PredictionDrawing)
};

} // namespace

PredictionDrawing::PredictionDrawing(QCustomPlot &plot) : m_plot(plot), m_colors(plotColors(plot.palette()))
{
    m_line = plot.addGraph();
    m_line->setName(Text::tr("Predicted (validation)"));
    m_line->setLayer(QStringLiteral("prediction"));
    m_line->removeFromLegend();
    m_hovered = plot.addGraph();
    m_hovered->setLineStyle(QCPGraph::lsNone);
    m_hovered->setLayer(QStringLiteral("marks"));
    m_hovered->removeFromLegend();
    m_cost = addLimit();
    m_accuracy = addLimit();
    m_cost.label->position->setTypeY(QCPItemPosition::ptAxisRectRatio);
    m_accuracy.label->position->setTypeX(QCPItemPosition::ptAxisRectRatio);
    QObject::connect(&plot, &QCustomPlot::afterLayout, &plot, [this] { placeLabels(); });
}

std::array<QCPAbstractItem *, 3> PredictionDrawing::Limit::items() const { return {line, beyond, label}; }

PredictionDrawing::Limit PredictionDrawing::addLimit()
{
    Limit limit{.line = new QCPItemStraightLine(&m_plot),
                .beyond = new QCPItemRect(&m_plot),
                .label = new QCPItemText(&m_plot)};
    limit.beyond->setPen(Qt::NoPen);
    limit.label->setPadding(QMargins(3, 1, 3, 1));
    for (QCPAbstractItem *item : limit.items()) {
        item->setLayer(QStringLiteral("prediction"));
        item->setSelectable(false);
        item->setVisible(false);
    }
    return limit;
}

void PredictionDrawing::setPrediction(const std::vector<PredictedMarker> &points, const FrontScale &scale)
{
    m_points = points;
    m_scale = scale;
    m_hovered->data()->clear();
    m_line->data()->clear();
    for (const PredictedMarker &point : points)
        m_line->addData(scale.x(point), scale.y(point.accuracy));
    if (points.empty())
        m_line->removeFromLegend();
    else
        m_line->addToLegend();
    styleLegend(*m_plot.legend, m_colors, m_plot.font());
}

void PredictionDrawing::setLimits(const FrontLimits &limits, const FrontScale &scale)
{
    m_scale = scale;
    const CostAxis axis = scale.axes().cost;
    placeCostLimit(costOn(axis, limits));
    placeAccuracyLimit(limits.accuracy);
    if (const std::optional<double> most = costOn(axis, limits))
        m_cost.label->setText(Text::tr("at most %1 %2").arg(QLocale().toString(*most, 'g', 4), axisUnit(axis)));
    if (limits.accuracy)
        m_accuracy.label->setText(Text::tr("at least %1").arg(accuracyText(*limits.accuracy)));
}

void PredictionDrawing::placeCostLimit(std::optional<double> most)
{
    for (QCPAbstractItem *item : m_cost.items())
        item->setVisible(most.has_value());
    if (!most)
        return;
    const double x = m_scale.xOfCost(*most);
    m_cost.line->point1->setCoords(x, 0);
    m_cost.line->point2->setCoords(x, 1);
    m_cost.beyond->topLeft->setTypeY(QCPItemPosition::ptAxisRectRatio);
    m_cost.beyond->topLeft->setCoords(x, 0);
    m_cost.beyond->bottomRight->setType(QCPItemPosition::ptAxisRectRatio);
    m_cost.beyond->bottomRight->setCoords(1, 1);
    m_cost.label->position->setCoords(x, 0);
}

void PredictionDrawing::placeAccuracyLimit(std::optional<double> least)
{
    for (QCPAbstractItem *item : m_accuracy.items())
        item->setVisible(least.has_value());
    if (!least)
        return;
    const double y = m_scale.y(*least);
    m_accuracy.line->point1->setCoords(0, y);
    m_accuracy.line->point2->setCoords(1, y);
    m_accuracy.beyond->topLeft->setTypeX(QCPItemPosition::ptAxisRectRatio);
    m_accuracy.beyond->topLeft->setCoords(0, y);
    m_accuracy.beyond->bottomRight->setType(QCPItemPosition::ptAxisRectRatio);
    m_accuracy.beyond->bottomRight->setCoords(1, 1);
    m_accuracy.label->position->setCoords(1, y);
}

/// At the upper and the right end of their lines, on the side that is ruled out as long as there is room.
void PredictionDrawing::placeLabels()
{
    const QFontMetrics metrics = m_plot.fontMetrics();
    const QRect area = m_plot.axisRect()->rect();
    const QPointF cost = m_cost.label->position->pixelPosition();
    const QPointF accuracy = m_accuracy.label->position->pixelPosition();
    const int width = metrics.horizontalAdvance(m_cost.label->text()) + 2 * metrics.averageCharWidth();
    const bool fitsRight = cost.x() + width < area.right();
    const bool fitsBelow = accuracy.y() + 2 * metrics.height() < area.bottom();
    m_cost.label->setPositionAlignment((fitsRight ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignTop);
    m_accuracy.label->setPositionAlignment(Qt::AlignRight | (fitsBelow ? Qt::AlignTop : Qt::AlignBottom));
    m_cost.label->setVisible(m_cost.line->visible() && cost.x() > area.left() && cost.x() < area.right());
    m_accuracy.label->setVisible(m_accuracy.line->visible() && accuracy.y() > area.top() &&
                                 accuracy.y() < area.bottom());
}

void PredictionDrawing::setColors(const PlotColors &colors)
{
    m_colors = colors;
    const double width = markerSize(m_plot.fontMetrics()) / 6;
    QPen dashes(colors.prediction, width);
    dashes.setDashPattern({5, 3});
    m_line->setPen(dashes);
    m_hovered->setScatterStyle(QCPScatterStyle(QCPScatterStyle::ssCircle, QPen(colors.prediction, width),
                                               colors.background, markerSize(m_plot.fontMetrics()) * 0.8));
    QColor shade = colors.prediction;
    shade.setAlphaF(0.08F);
    for (const Limit &limit : {m_cost, m_accuracy}) {
        limit.line->setPen(QPen(colors.prediction, width * 0.6));
        limit.beyond->setBrush(shade);
        limit.label->setColor(colors.text);
        limit.label->setFont(m_plot.font());
    }
}

void PredictionDrawing::markHovered(const PredictedMarker *point)
{
    m_hovered->data()->clear();
    if (point)
        m_hovered->addData(m_scale.x(*point), m_scale.y(point->accuracy));
    m_plot.layer(QStringLiteral("marks"))->replot();
}

QPointF PredictionDrawing::positionOf(const PredictedMarker &point) const
{
    return {m_plot.xAxis->coordToPixel(m_scale.x(point)), m_plot.yAxis->coordToPixel(m_scale.y(point.accuracy))};
}

const PredictedMarker *PredictionDrawing::pointAt(const QPointF &position) const
{
    const PredictedMarker *nearest = nullptr;
    double least = markerSize(m_plot.fontMetrics());
    for (const PredictedMarker &point : m_points) {
        const double distance = QLineF(position, positionOf(point)).length();
        if (distance < least) {
            least = distance;
            nearest = &point;
        }
    }
    return nearest;
}

std::optional<LimitKind> PredictionDrawing::limitAt(const QPointF &position) const
{
    if (!m_plot.axisRect()->rect().contains(position.toPoint()))
        return std::nullopt;
    const double reach = markerSize(m_plot.fontMetrics()) / 2;
    const auto isNear = [&](double one, double other) {
        return std::abs(one - other) < reach;
    };
    if (m_cost.line->visible() && isNear(position.x(), m_plot.xAxis->coordToPixel(m_cost.line->point1->coords().x())))
        return LimitKind::Cost;
    if (m_accuracy.line->visible() &&
        isNear(position.y(), m_plot.yAxis->coordToPixel(m_accuracy.line->point1->coords().y())))
        return LimitKind::Accuracy;
    return std::nullopt;
}

bool PredictionDrawing::isCutOff() const
{
    return std::ranges::any_of(m_points, [this](const PredictedMarker &point) {
        return !m_plot.xAxis->range().contains(m_scale.x(point)) ||
               !m_plot.yAxis->range().contains(m_scale.y(point.accuracy));
    });
}

} // namespace odimo::widgets
