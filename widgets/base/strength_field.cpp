// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/base/strength_field.h"

#include <QDoubleSpinBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace odimo::widgets {

StrengthField::StrengthField(QWidget *parent) : QWidget(parent), m_strength(new QDoubleSpinBox)
{
    m_strength->setDecimals(4);
    m_strength->setRange(0, 1e4);
    m_strength->setStepType(QAbstractSpinBox::AdaptiveDecimalStepType);
    m_strength->setAccessibleName(tr("Strength"));
    m_strength->setToolTip(tr("How much the cost counts from the next batch on. A search can be steered until its "
                              "fine-tuning begins."));
    auto *label = new QLabel(tr("Stren&gth"));
    label->setBuddy(m_strength);
    auto *apply = new QPushButton(tr("Change"));
    apply->setToolTip(tr("Let the search go on with this strength"));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(label);
    layout->addWidget(m_strength);
    layout->addWidget(apply);
    layout->addStretch(1);
    connect(apply, &QPushButton::clicked, this, [this] { emit chosen(m_run, m_strength->value()); });
}

void StrengthField::showStrength(qint64 run, double strength)
{
    if (run == m_run && strength == m_shown)
        return;
    m_run = run;
    m_shown = strength;
    m_strength->setValue(strength);
}

} // namespace odimo::widgets
