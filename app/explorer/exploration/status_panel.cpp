// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/explorer/exploration/status_panel.h"

#include "widgets/base/format.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>

#include <cmath>

namespace odimo::explorer {

namespace {

/// Before this an estimate would only be a guess.
constexpr double secondsBeforeEstimate = 10;

} // namespace

StatusPanel::StatusPanel(QWidget *parent)
    : QWidget(parent), m_activity(new QLabel), m_bar(new QProgressBar), m_remaining(new QLabel)
{
    m_bar->setRange(0, 1000);
    m_bar->setTextVisible(false);
    m_bar->setFixedWidth(fontMetrics().averageCharWidth() * 24);
    m_bar->setMaximumHeight(fontMetrics().height());
    m_bar->setAccessibleName(tr("Progress of the exploration"));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, fontMetrics().averageCharWidth(), 0);
    layout->addWidget(m_activity);
    layout->addWidget(m_bar);
    layout->addWidget(m_remaining);
    clear();
}

void StatusPanel::showActivity(const QString &text) { m_activity->setText(text); }

QString StatusPanel::activity() const { return m_activity->text(); }

void StatusPanel::showOverall(const host::OverallProgress &overall)
{
    m_bar->show();
    m_bar->setValue(static_cast<int>(std::lround(1000 * overall.fraction)));
    const QString percent = tr("%1 %").arg(static_cast<int>(100 * overall.fraction));
    const bool isKnown = overall.elapsed_s >= secondsBeforeEstimate && overall.remaining_s > 0;
    m_remaining->setText(!isKnown ? percent
                                  : tr("%1, %2 left").arg(percent, widgets::remainingText(overall.remaining_s)));
}

void StatusPanel::clear()
{
    m_activity->clear();
    m_remaining->clear();
    m_bar->hide();
    m_bar->setValue(0);
}

} // namespace odimo::explorer
