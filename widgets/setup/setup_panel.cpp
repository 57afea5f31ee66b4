// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/setup/setup_panel.h"

#include "widgets/base/form_footer.h"
#include "widgets/base/icons.h"
#include "widgets/base/note_label.h"
#include "widgets/setup/findings_dialog.h"

#include <QAction>
#include <QComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <limits>

namespace odimo::widgets {

namespace {

QComboBox *combo(const QStringList &items, const QString &name)
{
    auto *box = new QComboBox;
    box->addItems(items);
    box->setAccessibleName(name);
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box->setMinimumContentsLength(12);
    return box;
}

QComboBox *editableCombo(const QStringList &items, const QString &name)
{
    QComboBox *box = combo(items, name);
    box->setEditable(true);
    box->setInsertPolicy(QComboBox::NoInsert);
    box->lineEdit()->setAccessibleName(name);
    return box;
}

QSpinBox *spin(int least, int most, const QString &name)
{
    auto *box = new QSpinBox;
    box->setRange(least, most);
    box->setAccessibleName(name);
    return box;
}

QToolButton *browseButton(const QString &name)
{
    auto *button = new QToolButton;
    button->setIcon(themedIcon(QStringLiteral("browse")));
    button->setToolTip(name);
    button->setAccessibleName(name);
    return button;
}

} // namespace

SetupPanel::SetupPanel(const SetupChoices &choices, QWidget *parent)
    : QWidget(parent), m_network(editableCombo(choices.networks, tr("Network"))),
      m_data(editableCombo(choices.data, tr("Data"))), m_platform(editableCombo(choices.platforms, tr("Platform"))),
      m_layout(combo({tr("As the platform says")}, tr("Layout conversions"))),
      m_objective(combo({tr("Latency"), tr("Energy")}, tr("Objective"))),
      m_engine(combo({tr("Automatic")}, tr("Engine"))), m_engines(choices.engines), m_strengths(new QLineEdit),
      m_targets(new QLineEdit), m_start(combo({tr("Equal shares")}, tr("Start of the search"))),
      m_points(spin(0, 99, tr("Number of points"))), m_preset(combo(choices.presets, tr("Preset"))),
      m_budget(spin(1, 24 * 60, tr("Time budget in minutes"))),
      m_seed(spin(0, std::numeric_limits<int>::max(), tr("Seed"))), m_device(combo(choices.devices, tr("Device"))),
      m_precision(combo(choices.precisions, tr("Precision"))), m_project(new QLineEdit), m_form(new QWidget),
      m_question(new NoteLabel), m_answer(new QPushButton), m_networkLink(new QLabel)
{
    for (qsizetype index = 0; index < choices.networkDescriptions.size(); ++index)
        m_network->setItemData(static_cast<int>(index), choices.networkDescriptions[index], Qt::ToolTipRole);
    for (qsizetype index = 0; index < choices.layouts.size(); ++index)
        m_layout->addItem(choices.layoutTitles.value(index, choices.layouts[index]), choices.layouts[index]);
    for (const EngineChoice &engine : m_engines) {
        m_engine->addItem(engine.name, engine.name);
        m_engine->setItemData(m_engine->count() - 1, engine.description, Qt::ToolTipRole);
    }
    auto *form = new QFormLayout(m_form);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->setRowWrapPolicy(QFormLayout::DontWrapRows);
    form->setLabelAlignment(Qt::AlignLeft | Qt::AlignTop);
    form->setVerticalSpacing(fontMetrics().height() / 2);
    m_findingFields = {{SetupField::Network, m_network},   {SetupField::Data, m_data},
                       {SetupField::Platform, m_platform}, {SetupField::Strengths, m_strengths},
                       {SetupField::Targets, m_targets},   {SetupField::Project, m_project}};
    buildWhat(*form);
    buildHow(*form);

    auto *scroll = new QScrollArea;
    scroll->setWidget(m_form);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setMinimumWidth(m_form->minimumSizeHint().width() + scroll->verticalScrollBar()->sizeHint().width());
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(scroll, 1);
    auto *asked = new QVBoxLayout;
    const int gap = fontMetrics().height() / 2;
    asked->setContentsMargins(gap, 0, gap, gap);
    asked->addWidget(m_question);
    asked->addWidget(m_answer);
    layout->addLayout(asked);
    setQuestion({}, {});
    setNetworkFindings({});
    m_networkLink->setTextInteractionFlags(Qt::TextBrowserInteraction);
    m_networkLink->setObjectName(QStringLiteral("networkFindings"));
    m_networkLink->setTextFormat(Qt::RichText);
    connectFields();
    updateDependentFields();
}

int SetupPanel::addRow(QFormLayout &form, const QString &label, QWidget *field, QWidget *beside)
{
    auto *title = new QLabel(label);
    title->setBuddy(field);
    title->setFixedHeight(field->sizeHint().height());
    auto *row = new QHBoxLayout;
    row->addWidget(field, 1);
    if (beside)
        row->addWidget(beside);
    auto *column = new QVBoxLayout;
    column->setSpacing(fontMetrics().height() / 6);
    column->addLayout(row);
    for (auto shown = m_findingFields.begin(); shown != m_findingFields.end(); ++shown)
        if (shown.value() == field)
            column->addWidget(findingLabel(shown.key()));
    if (field == m_network)
        column->addWidget(m_networkLink);
    form.addRow(title, column);
    return form.rowCount() - 1;
}

NoteLabel *SetupPanel::findingLabel(SetupField field)
{
    auto *text = new NoteLabel;
    m_findingLabels.insert(field, text);
    return text;
}

void SetupPanel::buildWhat(QFormLayout &form)
{
    auto *browseNetwork = browseButton(tr("Choose an ONNX file"));
    connect(browseNetwork, &QToolButton::clicked, this, &SetupPanel::browseNetworkRequested);
    auto *browse = browseButton(tr("Choose a folder or file of data"));
    auto *choices = new QMenu(browse);
    choices->addAction(tr("Folder…"), this, &SetupPanel::browseDataFolderRequested);
    choices->addAction(tr("Archive or NumPy file…"), this, &SetupPanel::browseDataFileRequested);
    browse->setMenu(choices);
    browse->setPopupMode(QToolButton::InstantPopup);
    m_network->setToolTip(tr("A network of the zoo, options after a colon (resnet8:stem=2,width=8), or an ONNX file"));
    m_data->setToolTip(
        tr("The name of a data set, or the path of a folder, of a .tar.gz or .zip archive or of an .npz "
           "file: IDX, CIFAR, images in a folder for each class, or NumPy arrays. Options follow a colon, "
           "for example photos:image=3x64x64,skip_bad=yes"));
    m_platform->setToolTip(tr("A platform by name, or the path of its JSON file"));
    addRow(form, tr("&Network"), m_network, browseNetwork);
    addRow(form, tr("&Data"), m_data, browse);
    addRow(form, tr("&Platform"), m_platform);
    m_layout->setToolTip(
        tr("What it costs to bring a tensor from the memory layout of one unit into that of another. The published "
           "costs do not count it"));
    addRow(form, tr("La&youts"), m_layout);
    addRow(form, tr("&Objective"), m_objective);
}

void SetupPanel::buildHow(QFormLayout &form)
{
    m_strengths->setPlaceholderText(tr("automatic"));
    m_strengths->setAccessibleName(tr("Strengths"));
    m_strengths->setToolTip(
        tr("How much the cost counts in training: 0 not at all, 1 as much as the loss when all channels are on the "
           "reference unit. Leave it empty to have them chosen."));
    m_targets->setPlaceholderText(tr("none"));
    m_targets->setAccessibleName(tr("Targets"));
    m_targets->setToolTip(tr("Costs to aim at, in percent of that of all channels on the reference unit, for "
                             "example 50, 70: a mapping is trained for each"));
    m_start->setToolTip(tr("The measured mapping that a search starts from; without one every channel starts with "
                           "equal shares of all units"));
    m_points->setSpecialValueText(tr("preset"));
    m_points->setToolTip(
        tr("How many mappings to fine-tune, or, for the engine odimo, how many strengths to spread over the useful "
           "range"));
    m_engine->setToolTip(
        tr("How mappings are found; the entries of the list say more. Automatic is the quickest way to "
           "a whole front."));
    m_budget->setSuffix(tr(" min"));
    m_budget->setValue(SetupFields().budget_min);
    m_budget->setToolTip(tr("How long the whole front may take; epochs and images follow from a timed training step"));
    m_seed->setValue(static_cast<int>(SetupFields().seed));
    m_precision->setToolTip(
        tr("mixed computes the gradients of convolutions in bfloat16, which is faster on processors and GPUs that have "
           "it; the results of a mapped network stay exact. auto does so on processors that are fast at it."));
    m_seed->setToolTip(tr("The same seed gives the same front again"));
    auto *browse = browseButton(tr("Choose the project file"));
    connect(browse, &QToolButton::clicked, this, &SetupPanel::browseProjectRequested);
    m_project->setAccessibleName(tr("Project file"));
    m_project->setToolTip(tr("Everything the exploration finds is kept in this file; an existing project is extended"));

    addRow(form, tr("En&gine"), m_engine);
    addRow(form, tr("Pr&eset"), m_preset);
    addRow(form, tr("&Time"), m_budget);
    m_strengthsRow = addRow(form, tr("St&rengths"), m_strengths);
    m_startRow = addRow(form, tr("Start fro&m"), m_start);
    addRow(form, tr("T&argets"), m_targets);
    addRow(form, tr("Po&ints"), m_points);
    addRow(form, tr("&Seed"), m_seed);
    addRow(form, tr("De&vice"), m_device);
    addRow(form, tr("Pre&cision"), m_precision);
    addRow(form, tr("Project &file"), m_project, browse);
}

void SetupPanel::connectFields()
{
    const auto report = [this] {
        updateDependentFields();
        emit changed();
    };
    for (QComboBox *box :
         {m_network, m_data, m_platform, m_layout, m_objective, m_engine, m_start, m_preset, m_device, m_precision})
        connect(box, &QComboBox::currentTextChanged, this, report);
    for (QLineEdit *edit : {m_strengths, m_targets, m_project})
        connect(edit, &QLineEdit::textChanged, this, report);
    for (QSpinBox *box : {m_points, m_budget, m_seed})
        connect(box, &QSpinBox::valueChanged, this, report);
    connect(m_answer, &QPushButton::clicked, this, &SetupPanel::questionAnswered);
    connect(m_networkLink, &QLabel::linkActivated, this, &SetupPanel::showNetworkFindings);
}

void SetupPanel::updateDependentFields()
{
    auto *form = static_cast<QFormLayout *>(m_form->layout());
    form->setRowVisible(m_strengthsRow, hasStrengths());
    form->setRowVisible(m_startRow, hasStrengths());
    m_points->setEnabled(fields().strengths.isEmpty());
    m_budget->setEnabled(m_preset->currentText() == QLatin1String("quick"));
}

bool SetupPanel::hasStrengths() const
{
    return std::ranges::any_of(m_engines, [this](const EngineChoice &engine) {
        return engine.hasStrengths && engine.name == m_engine->currentData().toString();
    });
}

void SetupPanel::setStarts(const std::vector<StartChoice> &starts)
{
    if (starts == m_starts)
        return;
    m_starts = starts;
    const QVariant chosen = m_start->currentData();
    {
        const QSignalBlocker once(m_start);
        while (m_start->count() > 1)
            m_start->removeItem(1);
        for (const StartChoice &start : starts)
            m_start->addItem(start.text, start.run);
        m_start->setCurrentIndex(std::max(0, m_start->findData(chosen)));
    }
    if (m_start->currentData() != chosen)
        emit changed();
}

SetupFields SetupPanel::fields() const
{
    // Of an engine that has neither strengths nor a start they are kept, but do not count.
    const bool counts = hasStrengths();
    const QString project = m_project->text().trimmed();
    return {.network = NoteLabel::unbroken(m_network->currentText()).trimmed(),
            .data = NoteLabel::unbroken(m_data->currentText()).trimmed(),
            .platform = m_platform->currentText().trimmed(),
            .objective = m_objective->currentIndex() == 0 ? mapping::Objective::Latency : mapping::Objective::Energy,
            .engine = m_engine->currentData().toString(),
            .strengths = counts ? m_strengths->text().trimmed() : QString(),
            .targets = m_targets->text().trimmed(),
            .start = counts ? m_start->currentData().toLongLong() : 0,
            .points = m_points->isEnabled() ? m_points->value() : 0,
            .preset = m_preset->currentText(),
            .budget_min = m_budget->value(),
            .seed = static_cast<std::uint64_t>(m_seed->value()),
            .device = m_device->currentText(),
            .precision = m_precision->currentText(),
            .project = project.isEmpty() ? m_project->placeholderText() : project,
            .layout = m_layout->currentData().toString()};
}

void SetupPanel::setFields(const SetupFields &fields)
{
    {
        const QSignalBlocker once(this);
        m_network->setCurrentText(fields.network);
        m_data->setCurrentText(fields.data);
        m_platform->setCurrentText(fields.platform);
        m_layout->setCurrentIndex(std::max(0, m_layout->findData(fields.layout)));
        m_objective->setCurrentIndex(fields.objective == mapping::Objective::Latency ? 0 : 1);
        m_engine->setCurrentIndex(std::max(0, m_engine->findData(fields.engine)));
        m_strengths->setText(fields.strengths);
        m_targets->setText(fields.targets);
        m_start->setCurrentIndex(fields.start == 0 ? 0 : std::max(0, m_start->findData(fields.start)));
        m_points->setValue(fields.points);
        m_preset->setCurrentText(fields.preset);
        m_budget->setValue(fields.budget_min);
        m_seed->setValue(static_cast<int>(fields.seed));
        m_device->setCurrentText(fields.device);
        m_precision->setCurrentText(fields.precision);
        m_project->setText(fields.project);
        for (const QComboBox *field : {m_network, m_data, m_platform})
            field->lineEdit()->home(false); // Where the field is too narrow, the options at the end are hidden.
    }
    emit changed();
}

void SetupPanel::setField(QString SetupFields::*field, const QString &text)
{
    SetupFields changed = fields();
    changed.project = m_project->text();
    changed.*field = text;
    setFields(changed);
}

void SetupPanel::setSuggestedProject(const QString &path) { m_project->setPlaceholderText(path); }

void SetupPanel::setFindings(const QList<Finding> &findings)
{
    for (auto label = m_findingLabels.begin(); label != m_findingLabels.end(); ++label) {
        QStringList lines;
        bool hasErrors = false;
        for (const Finding &finding : findings) {
            if (finding.field != label.key())
                continue;
            lines << finding.text;
            hasErrors = hasErrors || finding.severity == Finding::Severity::Error;
        }
        const QString text = lines.join(QLatin1Char('\n'));
        if (hasErrors)
            label.value()->showError(text);
        else
            label.value()->showNote(text);
        m_findingFields[label.key()]->setAccessibleDescription(lines.join(QLatin1Char(' ')));
    }
}

void SetupPanel::setNetworkFindings(const QList<NetworkFinding> &findings)
{
    m_networkFindings = findings;
    m_networkLink->setText(QStringLiteral("<a href=\"#\">%1</a>").arg(tr("What the import found…")));
    m_networkLink->setVisible(!findings.isEmpty());
}

void SetupPanel::showNetworkFindings()
{
    auto *dialog = new FindingsDialog(m_network->currentText().trimmed(), m_networkFindings, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

QString SetupPanel::findingText(SetupField field) const
{
    const NoteLabel *label = m_findingLabels.value(field);
    return label ? label->text() : QString();
}

void SetupPanel::setQuestion(const QString &question, const QString &answer)
{
    m_question->showNote(question);
    m_answer->setText(answer);
    m_answer->setAccessibleDescription(question);
    m_answer->setVisible(!question.isEmpty());
}

QString SetupPanel::question() const { return m_question->text(); }

void SetupPanel::setStartAction(QAction &start) { static_cast<QVBoxLayout *>(layout())->addWidget(formFooter(start)); }

void SetupPanel::setRunning(bool running) { m_form->setEnabled(!running); }

} // namespace odimo::widgets
