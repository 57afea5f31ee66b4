// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/front/plot_band.h"

#include <QApplication>
#include <QMouseEvent>
#include <QRubberBand>

namespace odimo::widgets {

bool PlotBand::press(const QMouseEvent &event)
{
    if (event.button() != Qt::LeftButton || !(event.modifiers() & (Qt::ControlModifier | Qt::ShiftModifier)))
        return false;
    m_purpose = event.modifiers() & Qt::ControlModifier ? Purpose::Zoom : Purpose::Brush;
    m_from = event.position().toPoint();
    if (!m_band)
        m_band = new QRubberBand(QRubberBand::Rectangle, &m_canvas);
    m_band->setGeometry(QRect(m_from, QSize()));
    m_band->show();
    return true;
}

void PlotBand::move(const QMouseEvent &event)
{
    m_band->setGeometry(QRect(m_from, event.position().toPoint()).normalized());
}

std::optional<PlotBand::Result> PlotBand::release(const QMouseEvent &event)
{
    if (!m_purpose)
        return std::nullopt;
    m_band->hide();
    Result result{.purpose = *std::exchange(m_purpose, std::nullopt),
                  .area = QRect(m_from, event.position().toPoint()).normalized()};
    if ((event.position().toPoint() - m_from).manhattanLength() < QApplication::startDragDistance())
        result.area = QRect();
    return result;
}

} // namespace odimo::widgets
