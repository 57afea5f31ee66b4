// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/editor/layers_view.h"

#include "widgets/base/empty_state.h"
#include "widgets/base/note_label.h"
#include "widgets/editor/layer_editor.h"
#include "widgets/layers/split_view.h"

#include <QSplitter>
#include <QVBoxLayout>

namespace odimo::widgets {

LayersView::LayersView(const EditActions &actions, QWidget *parent)
    : QWidget(parent), m_table(new SplitView(nullptr, LayerColumns::All)), m_editor(new LayerEditor(actions)),
      m_bar(new EditBar(actions)), m_note(new NoteLabel)
{
    auto *splitter = new QSplitter;
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(m_table);
    splitter->addWidget(m_editor);
    splitter->setStretchFactor(0, 1);
    splitter->setStretchFactor(1, 1);
    auto *content = new QWidget;
    auto *contentLayout = new QVBoxLayout(content);
    contentLayout->setContentsMargins(0, 0, 0, 0);
    contentLayout->setSpacing(0);
    contentLayout->addWidget(m_bar);
    m_note->setMargin(fontMetrics().averageCharWidth());
    contentLayout->addWidget(m_note);
    contentLayout->addWidget(splitter, 1);
    m_emptyState = new EmptyState(*content, QStringLiteral("inspector"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_emptyState);
}

} // namespace odimo::widgets
