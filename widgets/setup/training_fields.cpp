// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/setup/training_fields.h"

#include "widgets/setup/setup_form.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QSpinBox>
#include <QToolButton>

#include <limits>
#include <utility>

namespace odimo::widgets {

TrainingFields::TrainingFields(SetupForm &form, const SetupChoices &choices, QObject *parent)
    : QObject(parent), m_form(form), m_base(choices.presets.value(0)),
      m_preset(comboBox(choices.presets + QStringList(tr("custom")), tr("Preset"))),
      m_budget(spinBox(1, 24 * 60, tr("Time budget in minutes"))),
      m_seed(spinBox(0, std::numeric_limits<int>::max(), tr("Seed"))), m_disclosure(new QToolButton),
      m_epochs(lineEdit(tr("Epochs of warm-up, search and fine-tuning"), {})),
      m_images(lineEdit(tr("Training images"), {})), m_baselines(comboBox(choices.baselines, tr("Baselines"))),
      m_costRule(comboBox(choices.costRules, tr("Cost rule"))),
      m_quantiser(comboBox(choices.quantisers, tr("Quantiser"))), m_threads(lineEdit(tr("Threads"), {}))
{
    m_preset->setToolTip(tr("How long to train. Custom takes over what the chosen preset comes to, and every "
                            "parameter can then be changed"));
    m_budget->setSuffix(tr(" min"));
    m_budget->setValue(SetupFields().budget_min);
    m_budget->setToolTip(tr("How long the whole front may take with the preset quick, which takes as many images as "
                            "fit"));
    m_seed->setValue(static_cast<int>(SetupFields().seed));
    m_seed->setToolTip(tr("The same seed gives the same front again"));
    m_epochs->setToolTip(tr("Epochs of the warm-up, of a search and of a fine-tuning, for example 10, 3, 2"));
    m_images->setToolTip(tr("Training images to use: a number, or all"));
    m_baselines->setToolTip(tr("Given mappings to train for comparison: those of the preset, all, or none"));
    m_costRule->setToolTip(tr("Relaxed cost of the search: the joint staircase of all units, or the published rule"));
    m_quantiser->setToolTip(tr("corrected, or published: as the authors' code behaves"));
    m_threads->setToolTip(tr("Threads of the warm-up and of each other task, for example 8, 2; a front repeats with "
                             "the same threads"));
    m_disclosure->setText(tr("All parameters"));
    m_disclosure->setAccessibleName(tr("All parameters of the preset"));
    m_disclosure->setAutoRaise(true);
    m_disclosure->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    connect(m_disclosure, &QToolButton::clicked, this, [this] { showParameters(!m_showsParameters); });

    form.addHeading(tr("Training"));
    form.addRow({.label = tr("Pr&eset"), .field = m_preset, .finding = SetupField::Preset});
    form.addRow({.label = tr("&Time"), .field = m_budget});
    form.addRow({.label = tr("&Seed"), .field = m_seed});
    form.addWhole(m_disclosure);
    m_rows = {form.addRow({.label = tr("Epoc&hs"), .field = m_epochs, .finding = SetupField::Epochs}),
              form.addRow({.label = tr("Images"), .field = m_images, .finding = SetupField::Images}),
              form.addRow({.label = tr("&Baselines"), .field = m_baselines}),
              form.addRow({.label = tr("Cost rule"), .field = m_costRule}),
              form.addRow({.label = tr("&Quantiser"), .field = m_quantiser, .finding = SetupField::Quantiser}),
              form.addRow({.label = tr("Threads"), .field = m_threads, .finding = SetupField::Threads})};
    connect(m_preset, &QComboBox::currentIndexChanged, this, &TrainingFields::takePreset);
    for (QComboBox *box : {m_preset, m_baselines, m_costRule, m_quantiser})
        form.watch(box);
    for (QSpinBox *box : {m_budget, m_seed})
        form.watch(box);
    for (QLineEdit *edit : {m_epochs, m_images, m_threads})
        form.watch(edit);
    showParameters(false);
}

bool TrainingFields::isCustom() const { return m_preset->currentIndex() == m_preset->count() - 1; }

void TrainingFields::takePreset()
{
    const bool wasCustom = std::exchange(m_wasCustom, isCustom());
    if (isCustom()) {
        showParameters(true);
        return;
    }
    m_base = m_preset->currentText();
    if (!wasCustom)
        return;
    for (QComboBox *box : {m_baselines, m_costRule, m_quantiser})
        box->setCurrentIndex(0);
    showPlan();
}

void TrainingFields::setPlan(const PlanValues &plan)
{
    m_plan = plan;
    showPlan();
}

/// In a custom preset an empty field means what its placeholder says.
void TrainingFields::showPlan()
{
    const std::initializer_list<std::pair<QLineEdit *, QString>> values = {
        {m_epochs, m_plan.epochs}, {m_images, m_plan.images}, {m_threads, m_plan.threads}};
    for (const auto &[edit, value] : values) {
        edit->setPlaceholderText(value);
        if (isCustom())
            continue;
        const QSignalBlocker quiet(m_form);
        edit->setText(value);
    }
    m_images->setPlaceholderText(m_plan.imagesInWords);
}

void TrainingFields::showParameters(bool shown)
{
    m_showsParameters = shown;
    m_disclosure->setAccessibleDescription(shown ? tr("Shown") : tr("Hidden"));
    m_disclosure->setArrowType(shown ? Qt::DownArrow : Qt::RightArrow);
    for (const int row : m_rows)
        m_form.setRowVisible(row, shown);
}

void TrainingFields::update()
{
    const bool fitsTime = m_base == QLatin1String("quick") && (!isCustom() || m_images->text().trimmed().isEmpty());
    m_budget->setEnabled(fitsTime);
    for (QWidget *field :
         std::initializer_list<QWidget *>{m_epochs, m_images, m_baselines, m_costRule, m_quantiser, m_threads})
        field->setEnabled(isCustom());
}

void TrainingFields::read(SetupFields &fields) const
{
    fields.preset = m_base;
    fields.budget_min = m_budget->value();
    fields.seed = static_cast<std::uint64_t>(m_seed->value());
    fields.isCustom = isCustom();
    if (!isCustom())
        return;
    fields.epochs = m_epochs->text().trimmed();
    fields.images = m_images->text().trimmed();
    fields.threads = m_threads->text().trimmed();
    fields.baselines = m_baselines->currentText();
    fields.costRule = m_costRule->currentText();
    fields.quantiser = m_quantiser->currentText();
}

void TrainingFields::write(const SetupFields &fields)
{
    m_preset->setCurrentText(fields.preset);
    m_base = fields.preset;
    m_budget->setValue(fields.budget_min);
    m_seed->setValue(static_cast<int>(fields.seed));
    if (!fields.isCustom)
        return;
    m_preset->setCurrentIndex(m_preset->count() - 1);
    m_epochs->setText(fields.epochs);
    m_images->setText(fields.images);
    m_threads->setText(fields.threads);
    m_baselines->setCurrentText(fields.baselines);
    m_costRule->setCurrentText(fields.costRule);
    m_quantiser->setCurrentText(fields.quantiser);
}

} // namespace odimo::widgets
