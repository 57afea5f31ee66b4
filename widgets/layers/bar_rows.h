// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/base/figure.h"

#include <QAbstractScrollArea>
#include <QString>

#include <optional>
#include <vector>

namespace odimo::widgets {

enum class BarFill {
    Unit,     ///< Of one unit: BarPart::units.
    Together, ///< Of several units at a time.
    Other,    ///< Of no unit.
    Total,
    Less,
    More,
};

struct BarPart {
    double from = 0;
    double to = 0;
    BarFill fill = BarFill::Other;
    std::vector<int> units = {};
};

/// A row of a bar chart.
struct BarRow {
    QString name;
    std::vector<BarPart> parts = {};
    QString value = {};   ///< Behind the bar.
    QString record = {};  ///< Shown under the cursor.
    bool isTotal = false; ///< Bold, and no layer that can be chosen.
};

/// What a colour and hatch means.
struct BarLegendEntry {
    QString text;
    BarPart part;
};

/// Paints a part in its colour and hatch; an empty rectangle is left out.
void paintBarPart(QPainter &painter, const QRect &rect, const BarPart &part, const QPalette &palette);

/// Horizontal bars, one row a layer, that may begin anywhere on the axis: stacked shares and waterfalls. Rows are
/// chosen by click or arrow keys; Return or a double click opens one.
class BarRows : public QAbstractScrollArea {
    Q_OBJECT

public:
    explicit BarRows(QWidget *parent = nullptr);

    void setRows(std::vector<BarRow> rows, const QString &axisTitle, std::vector<BarLegendEntry> legend = {});
    /// All rows, without what is selected; as high as asked for if they can be.
    Figure figure(const FigureStyle &style) const;
    const std::vector<BarRow> &rows() const { return m_rows; }
    /// The layer of this name, if there is such a row.
    void setCurrentLayer(const QString &name);
    QString currentLayer() const { return m_current; }
    QRect rowRect(std::size_t row) const; ///< In the viewport.
    QRect barRect(std::size_t row, const BarPart &part) const;

signals:
    void layerChosen(const QString &name);
    void layerOpened(const QString &name);
    /// The record under the cursor or of the row reached by a key; empty if there is none.
    void described(const QString &text);

protected:
    bool viewportEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;

private:
    void measure();
    void paintOn(QPainter &painter) const;
    int rowHeight() const;
    int axisHeight() const { return fontMetrics().height() * 3 / 2; }
    int footHeight() const;
    double position(double value) const;
    std::optional<std::size_t> rowAt(const QPoint &at) const;
    void choose(std::size_t row);
    void step(int by);
    void paintRow(QPainter &painter, std::size_t row) const;
    void paintAxis(QPainter &painter) const;
    void paintLegend(QPainter &painter) const;

    std::vector<BarRow> m_rows;
    std::vector<BarLegendEntry> m_legend;
    QString m_axisTitle;
    QString m_current;
    double m_low = 0, m_high = 1; ///< Of the axis.
    bool m_isForPaper = false;
    int m_nameWidth = 0, m_valueWidth = 0;
};

} // namespace odimo::widgets
