// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/editor/edit_bar.h"

#include <QWidget>

namespace odimo::widgets {

class EmptyState;
class LayerEditor;
class NoteLabel;
class SplitView;

/// The layers of a mapping as a table, and the current one in an editor beside it.
class LayersView : public QWidget {
    Q_OBJECT

public:
    explicit LayersView(const EditActions &actions, QWidget *parent = nullptr);

    SplitView &table() { return *m_table; }
    LayerEditor &editor() { return *m_editor; }
    EditBar &bar() { return *m_bar; }
    NoteLabel &note() { return *m_note; } ///< Above the layers.
    EmptyState &emptyState() { return *m_emptyState; }

private:
    SplitView *m_table;
    LayerEditor *m_editor;
    EditBar *m_bar;
    NoteLabel *m_note;
    EmptyState *m_emptyState;
};

} // namespace odimo::widgets
