// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/base/phase_strip.h"

#include "widgets/base/format.h"
#include "widgets/base/icons.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

#include <cmath>

namespace odimo::widgets {

namespace {

QString iconOf(const Phase &phase)
{
    if (phase.fraction >= 1)
        return QStringLiteral("done");
    return phase.isRunning ? QStringLiteral("running") : QStringLiteral("queued");
}

/// A label with an icon that follows the palette.
QToolButton *labelOf(const Phase &phase, QWidget *parent)
{
    auto *label = new QToolButton(parent);
    label->setAutoRaise(true);
    label->setFocusPolicy(Qt::NoFocus);
    label->setAttribute(Qt::WA_TransparentForMouseEvents);
    label->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    const int side = label->fontMetrics().ascent();
    label->setIconSize(QSize(side, side));
    label->setIcon(themedIcon(iconOf(phase)));
    label->setText(PhaseStrip::textOf(phase));
    if (phase.isRunning) {
        QFont font = label->font();
        font.setBold(true);
        label->setFont(font);
    }
    return label;
}

} // namespace

PhaseStrip::PhaseStrip(QWidget *parent) : QWidget(parent), m_layout(new QHBoxLayout(this))
{
    const int space = fontMetrics().averageCharWidth();
    m_layout->setContentsMargins(space, space / 3, space, space / 3);
    m_layout->setSpacing(space);
    m_layout->addStretch(1);
    setAccessibleName(tr("Phases of the exploration"));
    hide();
}

void PhaseStrip::setPhases(const QList<Phase> &phases)
{
    if (phases == m_phases)
        return;
    m_phases = phases;
    while (m_layout->count() > 1)
        delete std::unique_ptr<QLayoutItem>(m_layout->takeAt(0))->widget();
    QStringList texts;
    for (const Phase &phase : phases) {
        m_layout->insertWidget(m_layout->count() - 1, labelOf(phase, this));
        texts << textOf(phase);
    }
    setAccessibleDescription(texts.join(QStringLiteral("; ")));
    setVisible(!phases.isEmpty());
}

QString PhaseStrip::textOf(const Phase &phase)
{
    if (phase.fraction >= 1)
        return phase.title;
    QString text = phase.title;
    if (phase.fraction > 0)
        text = tr("%1 %2 %").arg(phase.title).arg(static_cast<int>(std::floor(100 * phase.fraction)));
    if (phase.remaining_s <= 0)
        return text;
    return phase.fraction > 0 ? tr("%1, %2 left").arg(text, remainingText(phase.remaining_s))
                              : tr("%1, %2").arg(text, remainingText(phase.remaining_s));
}

} // namespace odimo::widgets
