// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/editor/edit_bar.h"

#include "widgets/base/elided_label.h"
#include "widgets/base/empty_state.h"
#include "widgets/base/format.h"
#include "widgets/editor/accuracy_badge.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>

#include <cmath>

namespace odimo::widgets {

namespace {

QString withChange(const QString &text, double before, double after)
{
    return before == after || before <= 0
               ? text
               : EditBar::tr("%1 (%2 %)").arg(text, signedText(100 * (after / before - 1), 1));
}

QLabel *wrappedLabel()
{
    auto *label = new QLabel;
    label->setWordWrap(true);
    return label;
}

QString movedText(const EditSummary &summary)
{
    if (summary.channels == 1)
        return EditBar::tr("1 channel moved");
    return summary.layers == 1
               ? EditBar::tr("%1 channels of one layer moved").arg(summary.channels)
               : EditBar::tr("%1 channels of %2 layers moved").arg(summary.channels).arg(summary.layers);
}

QString titleOf(const EditSummary &summary)
{
    if (summary.run == 0)
        return {};
    return summary.isEdited() ? EditBar::tr("Edited from run %1: %2").arg(summary.run).arg(movedText(summary))
                              : EditBar::tr("Run %1, %2").arg(summary.run).arg(summary.name);
}

QString accuracyOf(const EditSummary &summary)
{
    if (!summary.isEdited())
        return summary.measured ? EditBar::tr("%1 measured").arg(accuracyText(*summary.measured))
                                : EditBar::tr("Not measured yet");
    if (summary.evaluated)
        return EditBar::tr("%1 measured after the edit").arg(accuracyText(*summary.evaluated));
    if (!summary.activity.isEmpty())
        return summary.activity;
    if (!summary.predictedAfter || !summary.predictedBefore)
        return EditBar::tr("Not measured since the edit");
    return EditBar::tr("%1 predicted (%2)")
        .arg(accuracyText(*summary.predictedAfter),
             signedText(100 * (*summary.predictedAfter - *summary.predictedBefore), 2));
}

} // namespace

EditBar::EditBar(const EditActions &actions, QWidget *parent)
    : QWidget(parent), m_title(new ElidedLabel), m_costs(new QLabel), m_accuracy(new AccuracyBadge),
      m_fill(wrappedLabel()), m_drop(wrappedLabel())
{
    QFont bold = font();
    bold.setBold(true);
    m_title->setFont(bold);
    m_title->setObjectName(QStringLiteral("editTitle"));
    m_fill->setObjectName(QStringLiteral("fillBlocksText"));
    m_drop->setObjectName(QStringLiteral("dropStragglersText"));
    const int space = fontMetrics().averageCharWidth();
    const auto addRow = [space] {
        auto *row = new QHBoxLayout;
        row->setSpacing(space);
        return row;
    };
    QHBoxLayout *first = addRow();
    first->addWidget(m_title, 1);
    for (QAction *action : {&actions.resetEdit, &actions.evaluate, &actions.fineTune})
        first->addWidget(actionButton(*action, this));
    QHBoxLayout *second = addRow();
    second->addWidget(m_costs);
    second->addSpacing(space);
    second->addWidget(m_accuracy);
    second->addStretch(1);
    QHBoxLayout *third = addRow();
    third->addWidget(actionButton(actions.fillBlocks, this));
    third->addWidget(m_fill, 1);
    third->addWidget(actionButton(actions.dropStragglers, this));
    third->addWidget(m_drop, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(space, space / 2, space, space / 2);
    layout->setSpacing(space / 2);
    for (QHBoxLayout *row : {first, second, third})
        layout->addLayout(row);
    setSummary({});
}

void EditBar::setSummary(const EditSummary &summary)
{
    m_title->setText(titleOf(summary));
    m_costs->setText(QStringList{
        withChange(millisecondsText(summary.after.latency_ms), summary.before.latency_ms, summary.after.latency_ms),
        withChange(microjoulesText(summary.after.energy_uJ), summary.before.energy_uJ, summary.after.energy_uJ)}
                         .join(QStringLiteral("   ")));
    m_costs->setToolTip(tr("%1 cycles; %2 before the edit")
                            .arg(cyclesText(summary.after.latency_cycles), cyclesText(summary.before.latency_cycles)));
    m_accuracy->show(accuracyOf(summary), summary.isEdited() && !summary.evaluated);
    m_accuracy->setToolTip(m_accuracy->isStale() ? tr("Not measured since the edit; evaluate it to know") : QString());
    m_fill->setText(summary.fillBlocks);
    m_drop->setText(summary.dropStragglers);
}

QString EditBar::text() const { return m_title->text() + QLatin1Char('\n') + m_costs->text(); }

} // namespace odimo::widgets
