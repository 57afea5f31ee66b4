// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/base/figure.h"
#include "widgets/base/plot_widget.h"
#include "widgets/vary/variants_values.h"

class QCPGraph;

namespace odimo::widgets {

/// Predicted accuracy against cost: the front of all variants together, each part in the colour of the variant that is
/// the best there, and behind it, faint, the front of every variant.
class VariantsPlot : public PlotWidget {
    Q_OBJECT

public:
    explicit VariantsPlot(QWidget *parent = nullptr);

    void setValues(const VariantsValues &values);
    /// Its front stands out; none for an index that there is not.
    void setMarked(std::size_t variant);
    Figure figure(const FigureStyle &style) const;
    /// The corners of the common front, by range: ms or µJ, and %.
    std::vector<std::vector<QPointF>> ranges() const;

signals:
    /// What is under the cursor; empty if nothing is.
    void described(const QString &text);

protected:
    void restyle() override;
    void resizeEvent(QResizeEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void redraw();
    void showCommonFront();
    void fitTexts();
    QString describe(const QPointF &position) const;

    std::vector<QCPGraph *> m_fronts;  ///< By variant.
    std::vector<QCPGraph *> m_winners; ///< By range.
    VariantsValues m_values;
    std::size_t m_marked = static_cast<std::size_t>(-1);
};

} // namespace odimo::widgets
