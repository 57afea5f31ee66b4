// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/setup/mapping_fields.h"

#include "core/mapping/strength_text.h"
#include "widgets/setup/described_items.h"
#include "widgets/setup/setup_form.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QStackedWidget>

#include <algorithm>

namespace odimo::widgets {

MappingFields::MappingFields(SetupForm &form, const SetupChoices &choices, QObject *parent)
    : QObject(parent), m_form(form), m_engines(choices.engines), m_engine(comboBox({tr("Automatic")}, tr("Engine"))),
      m_aim(comboBox({tr("Automatic"), tr("A list"), tr("A range")}, tr("Kind of strengths"))),
      m_strengths(lineEdit(tr("Strengths"), tr("0.1, 0.5, 2"))), m_from(lineEdit(tr("Least strength"), {})),
      m_to(lineEdit(tr("Greatest strength"), {})),
      m_count(spinBox(2, mapping::mostStrengths, tr("Number of strengths"))), m_aimPages(new QStackedWidget),
      m_targets(lineEdit(tr("Targets"), tr("none"))),
      m_start(comboBox({tr("Equal shares")}, tr("Start of the search"))),
      m_points(spinBox(0, 100, tr("Number of points")))
{
    m_engine->setItemData(0, tr("The quickest way to a whole front"), Qt::ToolTipRole);
    for (const EngineChoice &engine : m_engines) {
        m_engine->addItem(engine.name, engine.name);
        m_engine->setItemData(m_engine->count() - 1, engine.description, Qt::ToolTipRole);
    }
    showDescriptions(*m_engine);
    m_engine->setToolTip(tr("How mappings are found"));
    const QString meaning =
        tr("How much the cost counts in training: 0 not at all, 1 as much as the loss when all channels are on the "
           "reference unit");
    for (QWidget *field : std::initializer_list<QWidget *>{m_aim, m_strengths, m_from, m_to})
        field->setToolTip(meaning);
    m_count->setToolTip(tr("So many strengths, spread evenly on a logarithmic scale"));
    m_targets->setToolTip(tr("Costs to aim at, in percent of that of all channels on the reference unit, for "
                             "example 50, 70, or in words: half the latency, two thirds, 30 % less"));
    m_start->setToolTip(tr("The measured mapping that a search starts from; without one every channel starts with "
                           "equal shares of all units"));
    m_points->setSpecialValueText(tr("preset"));
    m_points->setToolTip(
        tr("How many mappings to fine-tune, or, for the engine odimo, how many strengths to spread over the useful "
           "range"));
    m_aimPages->addWidget(new QWidget);
    m_aimPages->addWidget(m_strengths);
    m_aimPages->addWidget(rangePage());
    m_aimPages->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);

    form.addHeading(tr("How mappings are found"));
    form.addRow({.label = tr("En&gine"), .field = m_engine});
    m_strengthsRow =
        form.addRow({.label = tr("St&rengths"), .field = m_aim, .finding = SetupField::Strengths, .below = m_aimPages});
    m_startRow = form.addRow({.label = tr("Start fro&m"), .field = m_start});
    form.addRow({.label = tr("T&argets"), .field = m_targets, .finding = SetupField::Targets});
    form.addRow({.label = tr("Po&ints"), .field = m_points});
    for (QComboBox *box : {m_engine, m_aim, m_start})
        form.watch(box);
    for (QLineEdit *edit : {m_strengths, m_from, m_to, m_targets})
        form.watch(edit);
    for (QSpinBox *box : {m_count, m_points})
        form.watch(box);
    writeStrengths({});
}

QWidget *MappingFields::rangePage()
{
    auto *page = new QWidget;
    auto *layout = new QHBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    const int least = page->fontMetrics().averageCharWidth() * 6;
    for (QLineEdit *edit : {m_from, m_to})
        edit->setMinimumWidth(least);
    layout->addWidget(m_from, 1);
    layout->addWidget(new QLabel(tr("to")));
    layout->addWidget(m_to, 1);
    layout->addWidget(new QLabel(tr("in")));
    layout->addWidget(m_count);
    return page;
}

void MappingFields::update()
{
    m_form.setRowVisible(m_strengthsRow, hasStrengths());
    m_form.setRowVisible(m_startRow, hasStrengths());
    m_aimPages->setCurrentIndex(static_cast<int>(aim()));
    m_aimPages->setVisible(hasStrengths() && aim() != Aim::Automatic);
    m_points->setEnabled(!hasStrengths() || strengths().isEmpty());
}

bool MappingFields::hasStrengths() const
{
    return std::ranges::any_of(m_engines, [this](const EngineChoice &engine) {
        return engine.hasStrengths && engine.name == m_engine->currentData().toString();
    });
}

MappingFields::Aim MappingFields::aim() const { return static_cast<Aim>(m_aim->currentIndex()); }

QString MappingFields::strengths() const
{
    switch (aim()) {
    case Aim::Automatic:
        return {};
    case Aim::List:
        return m_strengths->text().trimmed();
    case Aim::Range:
        return QStringLiteral("%1:%2:%3").arg(m_from->text().trimmed(), m_to->text().trimmed()).arg(m_count->value());
    }
    return {};
}

void MappingFields::writeStrengths(const QString &strengths)
{
    const QStringList parts = strengths.split(QLatin1Char(':'));
    const bool isRange = parts.size() == 3;
    const QStringList range = isRange ? parts : QStringList{"0.03", "10", "6"};
    m_from->setText(range[0]);
    m_to->setText(range[1]);
    m_count->setValue(range[2].toInt());
    m_strengths->setText(isRange ? QString() : strengths);
    const Aim aim = strengths.isEmpty() ? Aim::Automatic : isRange ? Aim::Range : Aim::List;
    m_aim->setCurrentIndex(static_cast<int>(aim));
}

bool MappingFields::setStarts(const std::vector<StartChoice> &starts)
{
    if (starts == m_starts)
        return false;
    m_starts = starts;
    const QVariant chosen = m_start->currentData();
    const QSignalBlocker once(m_start);
    while (m_start->count() > 1)
        m_start->removeItem(1);
    for (const StartChoice &start : starts)
        m_start->addItem(start.text, start.run);
    choose(*m_start, chosen);
    return m_start->currentData() != chosen;
}

void MappingFields::read(SetupFields &fields) const
{
    // Of an engine that has neither strengths nor a start they are kept, but do not count.
    const bool counts = hasStrengths();
    fields.engine = m_engine->currentData().toString();
    fields.strengths = counts ? strengths() : QString();
    fields.targets = m_targets->text().trimmed();
    fields.start = counts ? m_start->currentData().toLongLong() : 0;
    fields.points = m_points->isEnabled() ? m_points->value() : 0;
}

void MappingFields::write(const SetupFields &fields)
{
    choose(*m_engine, fields.engine);
    writeStrengths(fields.strengths);
    m_targets->setText(fields.targets);
    choose(*m_start, fields.start == 0 ? QVariant() : QVariant(fields.start));
    m_points->setValue(fields.points);
}

} // namespace odimo::widgets
