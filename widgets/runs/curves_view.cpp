// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/runs/curves_view.h"

#include "widgets/base/empty_state.h"

#include <QLabel>
#include <QVBoxLayout>

namespace odimo::widgets {

CurvesView::CurvesView(QWidget *parent) : QWidget(parent), m_plot(new CurvesPlot), m_title(new QLabel)
{
    const int gap = fontMetrics().height() / 2;
    auto *content = new QWidget;
    content->setBackgroundRole(QPalette::Base);
    content->setAutoFillBackground(true);
    QFont bold = font();
    bold.setBold(true);
    m_title->setFont(bold);
    m_title->setTextFormat(Qt::PlainText);
    m_title->setContentsMargins(gap, gap, gap, 0);
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_title);
    layout->addWidget(m_plot, 1);
    m_emptyState = new EmptyState(*content, QStringLiteral("curves"));
    auto *whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->addWidget(m_emptyState);
    showNothing();
}

void CurvesView::showNothing()
{
    m_title->clear();
    m_plot->setPoints({});
    m_emptyState->showText(tr("No run selected"), tr("Select a run to see how it was trained. A predicted mapping has "
                                                     "no curves: it comes from the analysis alone."));
}

void CurvesView::showCurves(const QString &title, const std::vector<CurvePoint> &points)
{
    m_title->setText(title);
    m_plot->setPoints(points);
    if (points.empty())
        m_emptyState->showText(tr("No epochs yet"),
                               tr("%1: the curves begin with the first finished epoch.").arg(title));
    else
        m_emptyState->showContent();
}

void CurvesView::showUntrained(const QString &title)
{
    m_title->setText(title);
    m_plot->setPoints({});
    m_emptyState->showText(tr("Not trained"), tr("%1 was measured without training, so it has no curves.").arg(title));
}

QString CurvesView::title() const { return m_title->text(); }

} // namespace odimo::widgets
