// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/network/network_note.h"

#include "widgets/base/empty_state.h"
#include "widgets/base/view_bar.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace odimo::widgets {

NetworkNote::NetworkNote(QWidget *parent) : QWidget(parent), m_text(new QLabel)
{
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    QHBoxLayout *bar = viewBar(*this);
    bar->addWidget(m_text, 1);
    setLayout(bar);
    hide();
}

void NetworkNote::showNote(const QString &text)
{
    m_text->setText(text);
    setVisible(!text.isEmpty());
}

QString NetworkNote::text() const { return m_text->text(); }

void NetworkNote::offer(QAction &action)
{
    QPushButton *button = actionButton(action, this);
    layout()->addWidget(button);
    const auto follow = [button, &action] {
        button->setVisible(action.isEnabled());
    };
    connect(&action, &QAction::changed, button, follow);
    follow();
}

} // namespace odimo::widgets
