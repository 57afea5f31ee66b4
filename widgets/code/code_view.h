// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/code/code_values.h"

#include <QWidget>

class QAction;
class QComboBox;
class QHBoxLayout;
class QLabel;
class QLineEdit;

namespace odimo::widgets {

class CodeEdit;
class EmptyState;
class NoteLabel;

/// The source of an exported network, tied to its layers: choosing one shows its function, and a click into a function
/// chooses its layer.
class CodeView : public QWidget {
    Q_OBJECT

public:
    explicit CodeView(QWidget *parent = nullptr);

    void showCode(const CodeValues &code);
    /// Instead of code, why there is none.
    void showText(const QString &title, const QString &text);
    /// Marks the function of the layer and shows it, unless the cursor is in it. Unknown or empty: marks none.
    void setLayer(const QString &layer);
    /// Adds a button to the head.
    void offer(QAction &action);

    CodeEdit &edit() { return *m_edit; }
    EmptyState &emptyState() { return *m_emptyState; }

signals:
    /// The user went into the function of a layer.
    void layerChosen(const QString &layer);
    void becameVisible();

protected:
    void showEvent(QShowEvent *event) override;

private:
    void buildHead();
    void followCursor();
    void goToSection(int section);
    void find(bool backward);
    int sectionAt(int line) const; ///< -1: none.

    CodeValues m_code;
    QHBoxLayout *m_head;
    QLabel *m_title;
    QComboBox *m_functions;
    QLineEdit *m_search;
    NoteLabel *m_notFound;
    CodeEdit *m_edit;
    EmptyState *m_emptyState;
    bool m_isMoving = false; ///< The view itself moves the cursor.
};

} // namespace odimo::widgets
