// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/setup/setup_fields.h"

#include <QList>
#include <QMap>
#include <QWidget>

#include <optional>

class QComboBox;
class QFormLayout;
class QLineEdit;
class QSpinBox;
class QToolButton;

namespace odimo::widgets {

class NoteLabel;

/// A row of the form: a labelled field, with a small button beside it, and below it what is found about it.
struct FormRow {
    QString label;
    QWidget *field = nullptr;
    QWidget *beside = nullptr;
    std::optional<SetupField> finding = {};
    QWidget *below = nullptr;
};

/// The rows of the setup under their headings, in one column of labels and one of fields, with the findings about them.
class SetupForm : public QWidget {
    Q_OBJECT

public:
    explicit SetupForm(QWidget *parent = nullptr);

    void addHeading(const QString &text);
    /// A row without a label.
    void addWhole(QWidget *widget);
    /// Returns the number of the row.
    int addRow(const FormRow &row);
    void setRowVisible(int row, bool visible);

    void setFindings(const QList<Finding> &findings);
    /// The text below a field; empty if there is none.
    QString findingText(SetupField field) const;

    /// Tells `changed` of each change of the field, and `applied` when Return is pressed in it.
    void watch(QComboBox *box);
    void watch(QLineEdit *edit);
    void watch(QSpinBox *box);

signals:
    void changed();
    void applied();

private:
    QFormLayout *m_layout;
    QMap<SetupField, NoteLabel *> m_findings;
    QMap<SetupField, QWidget *> m_fields; ///< That they are about.
};

/// Fields with their names for assistive technology.
QComboBox *comboBox(const QStringList &items, const QString &name);
/// Its entries are suggestions; their tool tips stand beside them in the list.
QComboBox *editableComboBox(const QStringList &items, const QStringList &descriptions, const QString &name);
QLineEdit *lineEdit(const QString &name, const QString &placeholder);
QSpinBox *spinBox(int least, int most, const QString &name);
QToolButton *browseButton(const QString &name);
/// Chooses the entry with these data, the first one if there is none.
void choose(QComboBox &box, const QVariant &data);

} // namespace odimo::widgets
