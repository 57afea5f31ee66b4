// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/layers/bar_rows.h"

#include "widgets/base/axis_ticks.h"
#include "widgets/base/theme.h"
#include "widgets/layers/split_bar.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QRegularExpression>
#include <QScrollBar>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace odimo::widgets {

namespace {

constexpr int neutralUnit = 2;

void paintChange(QPainter &painter, const QRect &rect, const QColor &fill, Qt::BrushStyle hatch,
                 const QPalette &palette)
{
    painter.fillRect(rect, fill);
    if (hatch != Qt::NoBrush)
        painter.fillRect(rect, QBrush(palette.color(QPalette::Base), hatch));
    painter.setPen(fill);
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(rect.adjusted(0, 0, -1, -1));
}

/// The title of the axis names the unit, and there is little room on paper: "−0.21", not "−0.21 kcycles".
std::vector<BarRow> withoutUnit(std::vector<BarRow> rows, const QString &axisTitle)
{
    static const QRegularExpression unit(QStringLiteral("\\((.+)\\)$"));
    const QString ending = QLatin1Char(' ') + unit.match(axisTitle).captured(1);
    for (BarRow &row : rows)
        if (ending.size() > 1 && row.value.endsWith(ending))
            row.value.chop(ending.size());
    return rows;
}

} // namespace

void paintBarPart(QPainter &painter, const QRect &rect, const BarPart &part, const QPalette &palette)
{
    if (rect.isEmpty())
        return;
    const PlotColors colors = plotColors(palette);
    switch (part.fill) {
    case BarFill::Unit:
        paintUnitSwatch(painter, rect, part.units.empty() ? neutralUnit : part.units.front(), palette);
        break;
    case BarFill::Together: { // One above the other, as both run.
        const int count = static_cast<int>(part.units.size());
        for (int i = 0; i < count; ++i) {
            const int top = rect.height() * i / count, bottom = rect.height() * (i + 1) / count;
            paintUnitSwatch(painter, QRect(rect.left(), rect.top() + top, rect.width(), bottom - top),
                            part.units[static_cast<std::size_t>(i)], palette);
        }
        break;
    }
    case BarFill::Other:
        paintUnitSwatch(painter, rect, neutralUnit, palette);
        break;
    case BarFill::Total:
        paintChange(painter, rect, colors.dominated, Qt::NoBrush, palette);
        break;
    case BarFill::Less:
        paintChange(painter, rect, colors.baseline, Qt::NoBrush, palette);
        break;
    case BarFill::More:
        paintChange(painter, rect, errorTextColor(palette), Qt::BDiagPattern, palette);
        break;
    }
}

BarRows::BarRows(QWidget *parent) : QAbstractScrollArea(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setFrameShape(NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    viewport()->setMouseTracking(true);
}

void BarRows::setRows(std::vector<BarRow> rows, const QString &axisTitle, std::vector<BarLegendEntry> legend)
{
    m_rows = std::move(rows);
    m_legend = std::move(legend);
    m_axisTitle = axisTitle;
    measure();
    viewport()->update();
}

void BarRows::setCurrentLayer(const QString &name)
{
    m_current = name;
    for (std::size_t row = 0; row < m_rows.size(); ++row)
        if (m_rows[row].name == name && !m_rows[row].isTotal) {
            const int top = static_cast<int>(row) * rowHeight(), bottom = top + rowHeight();
            const int seen = viewport()->height() - axisHeight() - footHeight(), from = verticalScrollBar()->value();
            if (top < from || bottom > from + seen)
                verticalScrollBar()->setValue(top < from ? top : bottom - seen);
        }
    viewport()->update();
}

int BarRows::rowHeight() const
{
    const int least = fontMetrics().height() * 3 / 2, most = fontMetrics().height() * 5 / 2;
    const int room = viewport()->height() - axisHeight() - footHeight();
    return m_rows.empty() ? least : std::clamp(room / static_cast<int>(m_rows.size()), least, most);
}

int BarRows::footHeight() const { return m_legend.empty() ? 0 : fontMetrics().height() * 7 / 4; }

void BarRows::measure()
{
    m_low = m_high = 0;
    m_nameWidth = m_valueWidth = 0;
    QFont bold = font();
    bold.setBold(true);
    const QFontMetrics metrics(bold);
    for (const BarRow &row : m_rows) {
        for (const BarPart &part : row.parts) {
            m_low = std::min({m_low, part.from, part.to});
            m_high = std::max({m_high, part.from, part.to});
        }
        m_nameWidth = std::max(m_nameWidth, metrics.horizontalAdvance(row.name));
        m_valueWidth = std::max(m_valueWidth, metrics.horizontalAdvance(row.value));
    }
    if (m_high <= m_low)
        m_high = m_low + 1;
    const int gap = 3 * fontMetrics().averageCharWidth();
    m_valueWidth += gap;
    // On paper nothing else tells a name; bars keep three tenths.
    if (m_isForPaper)
        m_nameWidth = std::max(m_nameWidth, fontMetrics().horizontalAdvance(m_axisTitle) + 1);
    const int width = viewport()->width();
    const int mostName = m_isForPaper ? std::max(width / 5, width * 7 / 10 - m_valueWidth - gap) : width / 3;
    m_nameWidth = std::min(m_nameWidth, mostName) + gap;
    const int room = viewport()->height() - axisHeight() - footHeight();
    const int content = rowHeight() * static_cast<int>(m_rows.size());
    verticalScrollBar()->setRange(0, std::max(0, content - room));
    verticalScrollBar()->setPageStep(std::max(1, room));
    verticalScrollBar()->setSingleStep(rowHeight());
}

double BarRows::position(double value) const
{
    const double width = std::max(1, viewport()->width() - m_nameWidth - m_valueWidth);
    return m_nameWidth + (value - m_low) / (m_high - m_low) * width;
}

QRect BarRows::rowRect(std::size_t row) const
{
    return {0, axisHeight() + static_cast<int>(row) * rowHeight() - verticalScrollBar()->value(), viewport()->width(),
            rowHeight()};
}

QRect BarRows::barRect(std::size_t row, const BarPart &part) const
{
    const QRect line = rowRect(row);
    const int margin = std::max(2, line.height() / 6);
    const int left = static_cast<int>(std::lround(position(std::min(part.from, part.to))));
    const int right = static_cast<int>(std::lround(position(std::max(part.from, part.to))));
    return {left, line.top() + margin, std::max(part.from == part.to ? 0 : 1, right - left),
            line.height() - 2 * margin};
}

std::optional<std::size_t> BarRows::rowAt(const QPoint &at) const
{
    if (at.y() >= viewport()->height() - footHeight() || at.y() < axisHeight())
        return std::nullopt;
    for (std::size_t row = 0; row < m_rows.size(); ++row)
        if (rowRect(row).contains(at))
            return row;
    return std::nullopt;
}

void BarRows::choose(std::size_t row)
{
    if (m_rows[row].isTotal)
        return;
    setCurrentLayer(m_rows[row].name);
    emit described(m_rows[row].record);
    emit layerChosen(m_rows[row].name);
}

void BarRows::step(int by)
{
    const auto found = std::ranges::find(m_rows, m_current, &BarRow::name);
    auto row = found == m_rows.end() ? (by > 0 ? -1 : static_cast<int>(m_rows.size()))
                                     : static_cast<int>(found - m_rows.begin());
    do
        row += by;
    while (row >= 0 && row < static_cast<int>(m_rows.size()) && m_rows[static_cast<std::size_t>(row)].isTotal);
    if (row >= 0 && row < static_cast<int>(m_rows.size()))
        choose(static_cast<std::size_t>(row));
}

void BarRows::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Down || event->key() == Qt::Key_Up)
        step(event->key() == Qt::Key_Down ? 1 : -1);
    else if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && !m_current.isEmpty())
        emit layerOpened(m_current);
    else
        QAbstractScrollArea::keyPressEvent(event);
}

void BarRows::mousePressEvent(QMouseEvent *event)
{
    if (const auto row = rowAt(event->position().toPoint()))
        choose(*row);
}

void BarRows::mouseDoubleClickEvent(QMouseEvent *event)
{
    const auto row = rowAt(event->position().toPoint());
    if (row && !m_rows[*row].isTotal)
        emit layerOpened(m_rows[*row].name);
}

bool BarRows::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::MouseMove || event->type() == QEvent::Leave) {
        const auto row = event->type() == QEvent::Leave
                             ? std::nullopt
                             : rowAt(static_cast<QMouseEvent *>(event)->position().toPoint());
        emit described(row ? m_rows[*row].record.simplified() : QString());
    }
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        const auto row = rowAt(help->pos());
        QToolTip::showText(help->globalPos(), row ? m_rows[*row].record : QString(), viewport());
        return true;
    }
    return QAbstractScrollArea::viewportEvent(event);
}

void BarRows::paintRow(QPainter &painter, std::size_t row) const
{
    const BarRow &shown = m_rows[row];
    const QRect line = rowRect(row);
    const int letter = fontMetrics().averageCharWidth();
    if (shown.name == m_current && !shown.isTotal) {
        painter.fillRect(line, palette().color(QPalette::AlternateBase));
        QColor accent = plotColors(palette()).selection;
        painter.fillRect(QRect(0, line.top(), letter / 2, line.height()), accent);
        painter.setPen(QPen(accent, 1, hasFocus() ? Qt::SolidLine : Qt::DotLine));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(line.adjusted(0, 0, -1, -1));
    }
    QFont face = font();
    face.setBold(shown.isTotal);
    painter.setFont(face);
    painter.setPen(palette().color(QPalette::Text));
    const QRect nameRect(letter, line.top(), m_nameWidth - 2 * letter, line.height());
    painter.drawText(nameRect, Qt::AlignLeft | Qt::AlignVCenter,
                     QFontMetrics(face).elidedText(shown.name, Qt::ElideMiddle, nameRect.width()));
    double end = m_low;
    for (const BarPart &part : shown.parts) {
        paintBarPart(painter, barRect(row, part), part, palette());
        end = std::max({end, part.from, part.to});
    }
    painter.setPen(palette().color(QPalette::Text));
    painter.drawText(QRectF(position(end) + letter / 2.0, line.top(), m_valueWidth, line.height()),
                     Qt::AlignLeft | Qt::AlignVCenter, shown.value);
}

void BarRows::paintAxis(QPainter &painter) const
{
    const PlotColors colors = plotColors(palette());
    const int letter = fontMetrics().averageCharWidth();
    const AxisTicks ticks = axisTicks(m_low, m_high, std::max(2, viewport()->width() / (letter * 16)));
    painter.setFont(font());
    for (const double tick : ticks.values) {
        const double x = std::round(position(tick));
        painter.setPen(QPen(tick == 0 ? colors.dominated : colors.grid));
        painter.drawLine(QPointF(x, axisHeight()), QPointF(x, viewport()->height() - footHeight()));
        painter.setPen(colors.text);
        painter.drawText(QRectF(x - 10 * letter, 0, 20 * letter, axisHeight()), Qt::AlignCenter, ticks.text(tick));
    }
    painter.drawText(QRect(letter, 0, m_nameWidth - letter, axisHeight()), Qt::AlignLeft | Qt::AlignVCenter,
                     fontMetrics().elidedText(m_axisTitle, Qt::ElideRight, m_nameWidth - 3 * letter));
}

void BarRows::paintLegend(QPainter &painter) const
{
    if (m_legend.empty())
        return;
    painter.setFont(font());
    const int letter = fontMetrics().averageCharWidth(), side = fontMetrics().ascent();
    const QRect foot(0, viewport()->height() - footHeight(), viewport()->width(), footHeight());
    painter.fillRect(foot, palette().color(QPalette::Base));
    int left = letter;
    for (const BarLegendEntry &entry : m_legend) {
        paintBarPart(painter, QRect(left, foot.top() + (foot.height() - side) / 2, 2 * side, side), entry.part,
                     palette());
        left += 2 * side + letter;
        painter.setPen(palette().color(QPalette::Text));
        painter.drawText(QRect(left, foot.top(), foot.width(), foot.height()), Qt::AlignLeft | Qt::AlignVCenter,
                         entry.text);
        left += fontMetrics().horizontalAdvance(entry.text) + 3 * letter;
    }
}

Figure BarRows::figure(const FigureStyle &style) const
{
    const auto twin = std::make_shared<BarRows>();
    twin->setPalette(style.palette);
    twin->setFont(style.font);
    twin->setRows(withoutUnit(m_rows, m_axisTitle), m_axisTitle, m_legend);
    const int line = twin->fontMetrics().height(), count = static_cast<int>(m_rows.size());
    const int around = twin->axisHeight() + twin->footHeight();
    const int height = std::clamp(static_cast<int>(style.size.height()), around + count * (line * 3 / 2),
                                  around + count * (line * 5 / 2));
    const QSize size(static_cast<int>(style.size.width()), height);
    twin->m_isForPaper = true;
    twin->viewport()->setGeometry(QRect(QPoint(), size));
    twin->measure();
    return paintedFigure(size, [twin](QPainter &painter) { twin->paintOn(painter); });
}

void BarRows::paintEvent(QPaintEvent *)
{
    QPainter painter(viewport());
    paintOn(painter);
}

void BarRows::paintOn(QPainter &painter) const
{
    painter.fillRect(viewport()->rect(), palette().color(QPalette::Base));
    paintAxis(painter);
    painter.save();
    painter.setClipRect(0, axisHeight(), viewport()->width(), viewport()->height() - axisHeight() - footHeight());
    for (std::size_t row = 0; row < m_rows.size(); ++row)
        if (rowRect(row).intersects(viewport()->rect()))
            paintRow(painter, row);
    painter.restore();
    paintLegend(painter);
}

void BarRows::resizeEvent(QResizeEvent *event)
{
    measure();
    QAbstractScrollArea::resizeEvent(event);
}

void BarRows::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::FontChange)
        measure();
    QAbstractScrollArea::changeEvent(event);
}

} // namespace odimo::widgets
