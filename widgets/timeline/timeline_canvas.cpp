// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/timeline/timeline_canvas.h"

#include "widgets/base/theme.h"
#include "widgets/timeline/timeline_drawing.h"

#include <QApplication>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace odimo::widgets {

namespace {

constexpr int mostLinesOfLane = 8;
constexpr double zoomPerNotch = 1 / 1.25;
constexpr int wheelNotch = 120;
/// Of the scroll bar, for the whole time.
constexpr int scrollUnits = 100000;

} // namespace

TimelineCanvas::TimelineCanvas(QWidget *parent) : QAbstractScrollArea(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setFrameShape(NoFrame);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    viewport()->setMouseTracking(true);
    setAccessibleName(tr("Timeline"));
    setAccessibleDescription(tr("What each unit does when: a lane for each, idle time is hatched"));
}

void TimelineCanvas::setTimeline(mapping::Timeline timeline)
{
    const bool sameSteps = std::ranges::equal(m_timeline.steps, timeline.steps, {}, &mapping::TimelineStep::name,
                                              &mapping::TimelineStep::name);
    m_timeline = std::move(timeline);
    setWindow(sameSteps ? m_window.of(m_timeline.cycles) : TimeWindow(m_timeline.cycles));
}

void TimelineCanvas::setCurrentLayer(const QString &name)
{
    m_current = name;
    const auto found = std::ranges::find(m_timeline.steps, name.toStdString(), &mapping::TimelineStep::name);
    if (found != m_timeline.steps.end()) {
        TimeWindow window = m_window;
        window.show(found->begin_cycles, found->end_cycles);
        setWindow(window);
    }
    viewport()->update();
}

void TimelineCanvas::fit() { setWindow(TimeWindow(m_timeline.cycles)); }

void TimelineCanvas::setWindow(const TimeWindow &window)
{
    m_window = window;
    showScrollBar();
    viewport()->update();
}

void TimelineCanvas::showScrollBar()
{
    const QSignalBlocker blocker(horizontalScrollBar());
    const double unit = scrollUnits / m_window.total();
    horizontalScrollBar()->setRange(0, static_cast<int>(std::lround((m_window.total() - m_window.length()) * unit)));
    horizontalScrollBar()->setPageStep(static_cast<int>(std::lround(m_window.length() * unit)));
    horizontalScrollBar()->setSingleStep(horizontalScrollBar()->pageStep() / 10);
    horizontalScrollBar()->setValue(static_cast<int>(std::lround(m_window.first() * unit)));
}

void TimelineCanvas::scrollContentsBy(int, int)
{
    m_window.moveBy(horizontalScrollBar()->value() * m_window.total() / scrollUnits - m_window.first());
    viewport()->update();
}

int TimelineCanvas::gutter() const
{
    int width = 0;
    for (std::size_t lane = 0; lane < m_timeline.lanes.size(); ++lane)
        for (const QString &line : laneTitle(m_timeline, lane))
            width = std::max(width, fontMetrics().horizontalAdvance(line));
    return width + 3 * fontMetrics().averageCharWidth();
}

int TimelineCanvas::headHeight() const { return fontMetrics().height() * 3; }

int TimelineCanvas::leastHeight() const
{
    const int lanes = std::max(1, static_cast<int>(m_timeline.lanes.size()));
    return headHeight() + lanes * fontMetrics().height() * 3 + fontMetrics().height() * 5 / 2;
}

int TimelineCanvas::laneHeight() const
{
    const int lanes = std::max(1, static_cast<int>(m_timeline.lanes.size()));
    const int foot = fontMetrics().height() * 2;
    return std::clamp((viewport()->height() - headHeight() - foot) / lanes, fontMetrics().height() * 2,
                      fontMetrics().height() * mostLinesOfLane);
}

int TimelineCanvas::laneTop(std::size_t lane) const { return headHeight() + static_cast<int>(lane) * laneHeight(); }

double TimelineCanvas::position(double cycles) const
{
    const double width = std::max(1, viewport()->width() - gutter() - fontMetrics().averageCharWidth());
    return gutter() + (cycles - m_window.first()) / m_window.length() * width;
}

double TimelineCanvas::cyclesAt(double x) const
{
    const double width = std::max(1, viewport()->width() - gutter() - fontMetrics().averageCharWidth());
    return m_window.first() + (x - gutter()) / width * m_window.length();
}

QRect TimelineCanvas::spanRect(std::size_t lane, const mapping::TimeSpan &span) const
{
    const double left = std::clamp(position(span.begin_cycles), double(gutter()), double(viewport()->width()));
    const double right = std::clamp(position(span.end_cycles), double(gutter()), double(viewport()->width()));
    if (right <= left)
        return {};
    const int margin = std::max(2, laneHeight() / 8);
    const int from = static_cast<int>(std::lround(left)), to = static_cast<int>(std::lround(right));
    return {from, laneTop(lane) + margin, std::max(1, to - from), laneHeight() - 2 * margin};
}

QRect TimelineCanvas::stepRect(std::size_t step) const
{
    const mapping::TimelineStep &shown = m_timeline.steps[step];
    const double left = std::clamp(position(shown.begin_cycles), double(gutter()), double(viewport()->width()));
    const double right = std::clamp(position(shown.end_cycles), double(gutter()), double(viewport()->width()));
    const int from = static_cast<int>(std::lround(left)), to = static_cast<int>(std::lround(right));
    return {from, 0, std::max(0, to - from), laneTop(m_timeline.lanes.size())};
}

std::optional<std::size_t> TimelineCanvas::stepAt(const QPoint &at) const
{
    if (at.x() < gutter() || at.y() > laneTop(m_timeline.lanes.size()))
        return std::nullopt;
    const double cycles = cyclesAt(at.x());
    for (std::size_t step = 0; step < m_timeline.steps.size(); ++step)
        if (cycles >= m_timeline.steps[step].begin_cycles && cycles < m_timeline.steps[step].end_cycles)
            return step;
    return std::nullopt;
}

QString TimelineCanvas::recordAt(const QPoint &at) const
{
    const std::optional<std::size_t> step = stepAt(at);
    if (!step)
        return {};
    for (std::size_t lane = 0; lane < m_timeline.lanes.size(); ++lane) {
        if (at.y() < laneTop(lane) || at.y() >= laneTop(lane + 1))
            continue;
        const double cycles = cyclesAt(at.x());
        for (const mapping::TimeSpan &span : m_timeline.lanes[lane].spans)
            if (span.step == *step && cycles >= span.begin_cycles && cycles < span.end_cycles)
                return spanRecord(m_timeline, lane, span);
    }
    return stepRecord(m_timeline, *step);
}

void TimelineCanvas::choose(std::size_t step)
{
    setCurrentLayer(QString::fromStdString(m_timeline.steps[step].name));
    emit described(stepRecord(m_timeline, step).simplified());
    emit layerChosen(m_current);
}

void TimelineCanvas::move(int by)
{
    const auto found = std::ranges::find(m_timeline.steps, m_current.toStdString(), &mapping::TimelineStep::name);
    const int count = static_cast<int>(m_timeline.steps.size());
    const int next = found == m_timeline.steps.end() ? (by > 0 ? 0 : count - 1)
                                                     : static_cast<int>(found - m_timeline.steps.begin()) + by;
    if (next >= 0 && next < count)
        choose(static_cast<std::size_t>(next));
}

void TimelineCanvas::keyPressEvent(QKeyEvent *event)
{
    const double middle = (m_window.first() + m_window.last()) / 2;
    TimeWindow window = m_window;
    switch (event->key()) {
    case Qt::Key_Left:
    case Qt::Key_Right:
        return move(event->key() == Qt::Key_Right ? 1 : -1);
    case Qt::Key_F:
        return fit();
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        window.zoom(zoomPerNotch, middle);
        return setWindow(window);
    case Qt::Key_Minus:
        window.zoom(1 / zoomPerNotch, middle);
        return setWindow(window);
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (!m_current.isEmpty())
            emit layerOpened(m_current);
        return;
    default:
        QAbstractScrollArea::keyPressEvent(event);
    }
}

void TimelineCanvas::wheelEvent(QWheelEvent *event)
{
    const double notches = double(event->angleDelta().y()) / wheelNotch;
    TimeWindow window = m_window;
    if (event->modifiers().testFlag(Qt::ControlModifier))
        window.zoom(std::pow(zoomPerNotch, notches), cyclesAt(event->position().x()));
    else {
        constexpr double shareOfNotch = 0.1;
        const double sideways = double(event->angleDelta().x()) / wheelNotch;
        window.moveBy(-(notches + sideways) * shareOfNotch * window.length());
    }
    setWindow(window);
    event->accept();
}

void TimelineCanvas::mousePressEvent(QMouseEvent *event)
{
    m_pressedAt = event->position().toPoint();
    m_drags = false;
    m_draggedFrom = cyclesAt(m_pressedAt.x());
}

void TimelineCanvas::mouseMoveEvent(QMouseEvent *event)
{
    const QPoint at = event->position().toPoint();
    if (!m_draggedFrom || !(event->buttons() & (Qt::LeftButton | Qt::MiddleButton))) {
        emit described(recordAt(at).simplified());
        return;
    }
    m_drags = m_drags || (at - m_pressedAt).manhattanLength() >= QApplication::startDragDistance();
    if (!m_drags)
        return;
    viewport()->setCursor(Qt::ClosedHandCursor);
    TimeWindow window = m_window;
    window.moveBy(*m_draggedFrom - cyclesAt(at.x()));
    setWindow(window);
}

void TimelineCanvas::mouseReleaseEvent(QMouseEvent *event)
{
    viewport()->unsetCursor();
    const std::optional<std::size_t> step = stepAt(event->position().toPoint());
    if (m_draggedFrom && !m_drags && step && event->button() == Qt::LeftButton)
        choose(*step);
    m_draggedFrom.reset();
}

void TimelineCanvas::mouseDoubleClickEvent(QMouseEvent *event)
{
    if (const auto step = stepAt(event->position().toPoint()))
        emit layerOpened(QString::fromStdString(m_timeline.steps[*step].name));
}

/// The keys of the canvas come before shortcuts of the window.
bool TimelineCanvas::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride) {
        auto *key = static_cast<QKeyEvent *>(event);
        if (key->key() == Qt::Key_F && key->modifiers() == Qt::NoModifier)
            key->accept();
    }
    return QAbstractScrollArea::event(event);
}

bool TimelineCanvas::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::Leave)
        emit described({});
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        QToolTip::showText(help->globalPos(), recordAt(help->pos()), viewport());
        return true;
    }
    return QAbstractScrollArea::viewportEvent(event);
}

void TimelineCanvas::resizeEvent(QResizeEvent *event)
{
    showScrollBar();
    QAbstractScrollArea::resizeEvent(event);
}

Figure TimelineCanvas::figure(const FigureStyle &style) const
{
    const auto twin = std::make_shared<TimelineCanvas>();
    twin->setPalette(style.palette);
    twin->setFont(style.font);
    twin->m_timeline = m_timeline;
    twin->m_window = m_window;
    const int lanes = std::max(1, static_cast<int>(m_timeline.lanes.size())), line = twin->fontMetrics().height();
    const int most = twin->headHeight() + lanes * mostLinesOfLane * line + twin->fontMetrics().height() * 5 / 2;
    const QSize size(std::max(1, static_cast<int>(style.size.width())),
                     std::clamp(static_cast<int>(style.size.height()), twin->leastHeight(), most));
    twin->viewport()->setGeometry(QRect(QPoint(), size));
    return paintedFigure(size, [twin](QPainter &painter) { twin->paintOn(painter); });
}

void TimelineCanvas::paintEvent(QPaintEvent *)
{
    QPainter painter(viewport());
    paintOn(painter);
}

void TimelineCanvas::paintOn(QPainter &painter) const
{
    painter.fillRect(viewport()->rect(), palette().color(QPalette::Base));
    const TimelineDrawing drawing{m_timeline, palette(), font()};
    const QRect plot(gutter(), 0, viewport()->width() - gutter(), laneTop(m_timeline.lanes.size()));
    std::vector<QRect> steps;
    for (std::size_t step = 0; step < m_timeline.steps.size(); ++step)
        steps.push_back(stepRect(step));
    drawing.paintSteps(painter, steps, m_current);
    drawing.paintTimes(painter, plot, m_window);
    for (std::size_t lane = 0; lane < m_timeline.lanes.size(); ++lane) {
        drawing.paintTitle(painter, QRect(0, laneTop(lane), gutter(), laneHeight()), lane);
        for (const mapping::TimeSpan &span : m_timeline.lanes[lane].spans)
            drawing.paintSpan(painter, spanRect(lane, span), lane, span);
    }
    drawing.paintFrame(painter, steps, m_current, hasFocus());
    drawing.paintLegend(painter, QRect(0, plot.bottom(), viewport()->width(), viewport()->height() - plot.bottom()));
}

} // namespace odimo::widgets
