// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/setup/setup_fields.h"

#include <QObject>

#include <vector>

class QComboBox;
class QLineEdit;
class QSpinBox;
class QStackedWidget;

namespace odimo::widgets {

class SetupForm;

/// How mappings are found: the engine, and the strengths, targets or number of points it aims at.
class MappingFields : public QObject {
    Q_OBJECT

public:
    MappingFields(SetupForm &form, const SetupChoices &choices, QObject *parent);

    void read(SetupFields &fields) const;
    void write(const SetupFields &fields);
    /// What a search of the engine that trains can start from. True if the choice is not among them any more.
    bool setStarts(const std::vector<StartChoice> &starts);
    /// Shows the fields that the others leave a meaning.
    void update();

private:
    enum class Aim { Automatic, List, Range };
    QWidget *rangePage();
    bool hasStrengths() const;
    Aim aim() const;
    /// As mapping::strengthsFromText reads them; empty if they are chosen automatically.
    QString strengths() const;
    void writeStrengths(const QString &strengths);

    SetupForm &m_form;
    std::vector<EngineChoice> m_engines;
    QComboBox *m_engine;
    QComboBox *m_aim;
    QLineEdit *m_strengths;
    QLineEdit *m_from;
    QLineEdit *m_to;
    QSpinBox *m_count;
    QStackedWidget *m_aimPages;
    QLineEdit *m_targets;
    QComboBox *m_start;
    std::vector<StartChoice> m_starts;
    QSpinBox *m_points;
    int m_strengthsRow = 0;
    int m_startRow = 0;
};

} // namespace odimo::widgets
