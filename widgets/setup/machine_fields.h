// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/setup/setup_fields.h"

#include <QObject>

class QComboBox;
class QPlainTextEdit;
class QSpinBox;

namespace odimo::widgets {

class PathEdit;
class SetupForm;

/// Where it is computed, and where the results are kept.
class MachineFields : public QObject {
    Q_OBJECT

public:
    MachineFields(SetupForm &form, const SetupChoices &choices, QObject *parent);

    void read(SetupFields &fields) const;
    void write(const SetupFields &fields);
    /// As the user wrote it; empty: the suggested one.
    QString writtenProject() const;
    void setSuggestedProject(const QString &path);

signals:
    void browseProjectRequested();

private:
    QComboBox *m_device;
    QComboBox *m_precision;
    QSpinBox *m_jobs;
    QPlainTextEdit *m_executors; ///< A line for each.
    PathEdit *m_project;
};

} // namespace odimo::widgets
