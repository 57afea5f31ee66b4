// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/setup/setup_form.h"

#include "widgets/base/icons.h"
#include "widgets/base/note_label.h"
#include "widgets/setup/described_items.h"
#include "widgets/setup/path_edit.h"

#include <QComboBox>
#include <QCompleter>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QSpinBox>
#include <QToolButton>

#include <algorithm>

namespace odimo::widgets {

namespace {

/// A note that is as high as its lines: the layout of a form that is higher than its view would cut them.
class WholeNote : public NoteLabel {
public:
    using NoteLabel::NoteLabel;
    void fit()
    {
        setMinimumHeight(0); // heightForWidth() is never less.
        setMinimumHeight(text().isEmpty() ? 0 : heightForWidth(width()));
    }

protected:
    void resizeEvent(QResizeEvent *event) override
    {
        NoteLabel::resizeEvent(event);
        fit();
    }
};

/// The values of a field are read while they are typed; Return only asks for an answer at once.
class ReturnKey : public QObject {
public:
    ReturnKey(SetupForm &form, QObject *parent) : QObject(parent), m_form(form) {}

    bool eventFilter(QObject *, QEvent *event) override
    {
        if (event->type() != QEvent::KeyPress)
            return false;
        const int key = static_cast<const QKeyEvent *>(event)->key();
        if (key == Qt::Key_Return || key == Qt::Key_Enter)
            QMetaObject::invokeMethod(&m_form, &SetupForm::applied, Qt::QueuedConnection); // After the field's own.
        return false;
    }

private:
    SetupForm &m_form;
};

} // namespace

SetupForm::SetupForm(QWidget *parent) : QWidget(parent), m_layout(new QFormLayout(this))
{
    m_layout->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    m_layout->setRowWrapPolicy(QFormLayout::DontWrapRows);
    m_layout->setLabelAlignment(Qt::AlignLeft | Qt::AlignTop);
    m_layout->setVerticalSpacing(fontMetrics().height() / 2);
}

void SetupForm::addHeading(const QString &text)
{
    auto *label = new QLabel(text);
    QFont bold = font();
    bold.setBold(true);
    label->setFont(bold);
    if (m_layout->rowCount() > 0)
        label->setContentsMargins(0, fontMetrics().height() / 2, 0, 0);
    label->setSizePolicy(QSizePolicy::Preferred,
                         QSizePolicy::Fixed); // Else headings share what a tall window has left.
    m_layout->addRow(label);
}

void SetupForm::addWhole(QWidget *widget) { m_layout->addRow(widget); }

int SetupForm::addRow(const FormRow &row)
{
    auto *title = new QLabel(row.label);
    title->setBuddy(row.field);
    title->setFixedHeight(row.field->sizeHint().height());
    // The underlined letter stands apart from its neighbours, which the width of the text does not count.
    title->setContentsMargins(0, 0, fontMetrics().averageCharWidth() / 3, 0);
    auto *line = new QHBoxLayout;
    line->addWidget(row.field, 1);
    if (row.beside)
        line->addWidget(row.beside);
    auto *column = new QVBoxLayout;
    column->setSpacing(fontMetrics().height() / 6);
    column->addLayout(line);
    if (row.below)
        column->addWidget(row.below);
    if (row.finding) {
        auto *note = new WholeNote;
        m_findings.insert(*row.finding, note);
        m_fields.insert(*row.finding, row.field);
        column->addWidget(note);
    }
    m_layout->addRow(title, column);
    return m_layout->rowCount() - 1;
}

void SetupForm::setRowVisible(int row, bool visible) { m_layout->setRowVisible(row, visible); }

void SetupForm::setFindings(const QList<Finding> &findings)
{
    for (auto note = m_findings.begin(); note != m_findings.end(); ++note) {
        const auto isError = [&](const Finding &finding) {
            return finding.field == note.key() && finding.severity == Finding::Severity::Error;
        };
        const bool hasErrors = std::ranges::any_of(findings, isError); // They stand alone, in their colour.
        QStringList lines;
        for (const Finding &finding : findings)
            if (hasErrors ? isError(finding) : finding.field == note.key())
                lines << finding.text;
        const QString text = lines.join(QLatin1Char('\n'));
        if (hasErrors)
            note.value()->showError(text);
        else
            note.value()->showNote(text);
        static_cast<WholeNote *>(note.value())->fit();
        m_fields[note.key()]->setAccessibleDescription(lines.join(QLatin1Char(' ')));
    }
}

QString SetupForm::findingText(SetupField field) const
{
    const NoteLabel *note = m_findings.value(field);
    return note ? note->text() : QString();
}

void SetupForm::watch(QComboBox *box)
{
    connect(box, &QComboBox::currentTextChanged, this, &SetupForm::changed);
    if (box->lineEdit())
        box->lineEdit()->installEventFilter(new ReturnKey(*this, box));
}

void SetupForm::watch(QLineEdit *edit)
{
    connect(edit, &QLineEdit::textChanged, this, &SetupForm::changed);
    edit->installEventFilter(new ReturnKey(*this, edit));
}

void SetupForm::watch(QSpinBox *box)
{
    connect(box, &QSpinBox::valueChanged, this, &SetupForm::changed);
    box->installEventFilter(new ReturnKey(*this, box));
}

QComboBox *comboBox(const QStringList &items, const QString &name)
{
    auto *box = new QComboBox;
    box->addItems(items);
    box->setAccessibleName(name);
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box->setMinimumContentsLength(12);
    return box;
}

QComboBox *editableComboBox(const QStringList &items, const QStringList &descriptions, const QString &name)
{
    QComboBox *box = comboBox(items, name);
    for (qsizetype index = 0; index < std::min(items.size(), descriptions.size()); ++index)
        box->setItemData(static_cast<int>(index), descriptions[index], Qt::ToolTipRole);
    box->setEditable(true);
    box->setLineEdit(new PathEdit);
    box->setInsertPolicy(QComboBox::NoInsert);
    box->lineEdit()->setAccessibleName(name);
    // Written inline, a completion would turn a name that is whole into a longer one.
    box->completer()->setCompletionMode(QCompleter::PopupCompletion);
    showDescriptions(*box);
    return box;
}

QLineEdit *lineEdit(const QString &name, const QString &placeholder)
{
    auto *edit = new QLineEdit;
    edit->setAccessibleName(name);
    edit->setPlaceholderText(placeholder);
    return edit;
}

QSpinBox *spinBox(int least, int most, const QString &name)
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

void choose(QComboBox &box, const QVariant &data) { box.setCurrentIndex(std::max(0, box.findData(data))); }

} // namespace odimo::widgets
