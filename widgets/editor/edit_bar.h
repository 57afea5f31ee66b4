// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/editor/edit_summary.h"

#include <QWidget>

class QAction;
class QLabel;

namespace odimo::widgets {

class AccuracyBadge;

/// What can be done with an edited mapping.
struct EditActions {
    QAction &previousLayer;
    QAction &nextLayer;
    QAction &pinLayer; ///< Checkable.
    QAction &fillBlocks;
    QAction &dropStragglers;
    QAction &resetEdit;
    QAction &evaluate;
    QAction &fineTune;
};

/// The edited mapping in a line: what it came out of, cost and accuracy; and what else can be done with it.
class EditBar : public QWidget {
    Q_OBJECT

public:
    explicit EditBar(const EditActions &actions, QWidget *parent = nullptr);
    void setSummary(const EditSummary &summary);
    const AccuracyBadge &accuracy() const { return *m_accuracy; }
    QString text() const; ///< Title and costs as they are shown.

private:
    QLabel *m_title;
    QLabel *m_costs; ///< Of one image.
    AccuracyBadge *m_accuracy;
    QLabel *m_fill;
    QLabel *m_drop;
};

} // namespace odimo::widgets
