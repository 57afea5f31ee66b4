// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/explorer/shell/command_palette.h"

#include "app/explorer/shell/action_registry.h"
#include "app/explorer/shell/fuzzy_match.h"

#include <QAction>
#include <QCoreApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLineEdit>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <tuple>
#include <vector>

namespace odimo::explorer {

namespace {

enum Column { Name, Reason, Shortcut };
constexpr int shownRows = 14;
constexpr int actionRole = Qt::UserRole;

struct Found {
    QAction *action;
    int score;
};

/// Names count more than descriptions, of which only what was typed as a whole counts.
std::optional<int> scoreOf(const QString &typed, const QAction &action)
{
    constexpr int forWholeName = 1000;
    if (const std::optional<int> score = fuzzyScore(typed, action.iconText()))
        return *score + (typed.compare(action.iconText(), Qt::CaseInsensitive) == 0 ? forWholeName : 1);
    return action.statusTip().contains(typed.trimmed(), Qt::CaseInsensitive) ? std::optional(0) : std::nullopt;
}

} // namespace

CommandPalette::CommandPalette(const ActionRegistry &actions, QWidget &window)
    : QDialog(&window), m_actions(actions), m_field(new QLineEdit), m_list(new QTreeWidget)
{
    setWindowTitle(tr("Command Palette"));
    setWindowModality(Qt::WindowModal);
    m_field->setPlaceholderText(tr("Type a part of what you want to do"));
    m_field->setAccessibleName(tr("Search for an action"));
    m_field->setClearButtonEnabled(true);
    m_field->installEventFilter(this);
    m_list->setAccessibleName(tr("Actions"));
    m_list->setColumnCount(3);
    m_list->setHeaderHidden(true);
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->setAllColumnsShowFocus(true);
    m_list->setFocusPolicy(Qt::NoFocus); // The field has the keys.
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->header()->setStretchLastSection(false);
    m_list->header()->setSectionResizeMode(Name, QHeaderView::ResizeToContents);
    m_list->header()->setSectionResizeMode(Reason, QHeaderView::Stretch);
    m_list->header()->setSectionResizeMode(Shortcut, QHeaderView::ResizeToContents);
    const int height = fontMetrics().height();
    m_list->setMinimumSize(fontMetrics().averageCharWidth() * 120, height * shownRows * 3 / 2);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(height / 2, height / 2, height / 2, height / 2);
    layout->addWidget(m_field);
    layout->addWidget(m_list);
    connect(m_field, &QLineEdit::textChanged, this, &CommandPalette::fill);
    connect(m_field, &QLineEdit::returnPressed, this, &CommandPalette::trigger);
    connect(m_list, &QTreeWidget::itemClicked, this, &CommandPalette::trigger);
}

void CommandPalette::popUp()
{
    m_field->clear();
    fill();
    m_field->setFocus();
    open();
}

void CommandPalette::fill()
{
    std::vector<Found> found;
    for (const ActionSpec &spec : m_actions.specs()) {
        QAction &action = m_actions.action(spec.id);
        const std::optional<int> score = scoreOf(m_field->text(), action);
        if (score && action.isVisible() && spec.id != ActionId::ShowPalette)
            found.push_back({&action, *score});
    }
    std::ranges::stable_sort(found, [](const Found &one, const Found &other) {
        // Of names that hold what was typed equally well, the shorter one is nearer to it.
        const auto rank = [](const auto &each) {
            return std::tuple(each.score, each.action->isEnabled(), -each.action->iconText().size());
        };
        return rank(one) > rank(other);
    });
    m_list->clear();
    for (const auto &[action, score] : found) {
        auto *item = new QTreeWidgetItem(m_list);
        item->setIcon(Name, action->icon());
        item->setText(Name, action->iconText());
        item->setText(Reason, action->isEnabled() ? action->statusTip() : action->toolTip());
        item->setToolTip(Reason, item->text(Reason));
        item->setText(Shortcut, action->shortcut().toString(QKeySequence::NativeText));
        item->setTextAlignment(Shortcut, Qt::AlignRight | Qt::AlignVCenter);
        item->setData(Name, actionRole, QVariant::fromValue(action));
        item->setForeground(Reason, palette().brush(QPalette::PlaceholderText));
        if (!action->isEnabled())
            item->setForeground(Name, palette().brush(QPalette::Disabled, QPalette::Text));
    }
    m_list->setCurrentItem(m_list->topLevelItem(0));
}

void CommandPalette::trigger()
{
    const QTreeWidgetItem *item = m_list->currentItem();
    auto *action = item ? item->data(Name, actionRole).value<QAction *>() : nullptr;
    if (!action || !action->isEnabled())
        return;
    accept();
    // The focus is where it was before: some actions act on what has it.
    QMetaObject::invokeMethod(action, &QAction::trigger, Qt::QueuedConnection);
}

bool CommandPalette::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_field && event->type() == QEvent::KeyPress) {
        switch (static_cast<QKeyEvent *>(event)->key()) {
        case Qt::Key_Up:
        case Qt::Key_Down:
        case Qt::Key_PageUp:
        case Qt::Key_PageDown:
            QCoreApplication::sendEvent(m_list, event);
            return true;
        default:
            break;
        }
    }
    return QDialog::eventFilter(watched, event);
}

} // namespace odimo::explorer
