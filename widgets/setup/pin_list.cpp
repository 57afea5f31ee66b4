// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/setup/pin_list.h"

#include "widgets/base/icons.h"

#include <QAction>
#include <QHBoxLayout>
#include <QListWidget>
#include <QMenu>
#include <QSignalBlocker>
#include <QToolButton>

namespace odimo::widgets {

namespace {

constexpr int shownLines = 5;

QToolButton *button(const QString &icon, const QString &text)
{
    auto *made = new QToolButton;
    made->setIcon(themedIcon(icon));
    made->setText(text);
    made->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    return made;
}

} // namespace

PinList::PinList(QWidget *parent)
    : QWidget(parent), m_list(new QListWidget), m_add(button(QStringLiteral("pin"), tr("Pin a layer"))),
      m_remove(button(QStringLiteral("close"), tr("Remove"))), m_layers(new QMenu(this))
{
    m_list->setAccessibleName(tr("Pins"));
    m_list->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_list->setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::EditKeyPressed |
                            QAbstractItemView::SelectedClicked);
    m_list->setFixedHeight(m_list->fontMetrics().height() * shownLines * 5 / 4);
    m_list->setToolTip(tr("Double-click a pin to change it. Channels stand in brackets: conv1[0-7]=analog"));
    m_add->setMenu(m_layers);
    m_add->setPopupMode(QToolButton::InstantPopup);
    m_add->setToolTip(tr("Choose a layer and the unit that all its channels shall be on"));
    m_remove->setToolTip(tr("Remove the selected pins"));
    auto *remove = new QAction(this);
    remove->setShortcut(QKeySequence::Delete);
    remove->setShortcutContext(Qt::WidgetShortcut);
    m_list->addAction(remove);

    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_add);
    buttons->addWidget(m_remove);
    buttons->addStretch(1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_list);
    layout->addLayout(buttons);
    connect(remove, &QAction::triggered, this, &PinList::removeSelected);
    connect(m_remove, &QToolButton::clicked, this, &PinList::removeSelected);
    connect(m_list, &QListWidget::itemSelectionChanged, this, &PinList::updateButtons);
    connect(m_list, &QListWidget::itemChanged, this, &PinList::changed);
    updateButtons();
}

void PinList::setLayers(const std::vector<SteerableLayer> &layers)
{
    m_layers->clear();
    for (const SteerableLayer &layer : layers) {
        QMenu *units = m_layers->addMenu(layer.name);
        for (const QString &unit : layer.units)
            units->addAction(tr("on %1").arg(unit), this, [this, name = layer.name, unit] {
                append(QStringLiteral("%1=%2").arg(name, unit));
                emit changed();
            });
    }
    updateButtons();
}

void PinList::setPins(const QStringList &pins)
{
    if (pins == this->pins())
        return;
    m_list->clear();
    for (const QString &pin : pins)
        append(pin);
    updateButtons();
}

QStringList PinList::pins() const
{
    QStringList pins;
    for (int row = 0; row < m_list->count(); ++row)
        if (const QString pin = m_list->item(row)->text().trimmed(); !pin.isEmpty())
            pins << pin;
    return pins;
}

void PinList::append(const QString &pin)
{
    const QSignalBlocker quiet(m_list);
    auto *item = new QListWidgetItem(pin, m_list);
    item->setFlags(item->flags() | Qt::ItemIsEditable);
}

void PinList::removeSelected()
{
    qDeleteAll(m_list->selectedItems());
    updateButtons();
    emit changed();
}

void PinList::updateButtons()
{
    m_add->setEnabled(!m_layers->isEmpty());
    m_remove->setEnabled(!m_list->selectedItems().isEmpty());
}

} // namespace odimo::widgets
