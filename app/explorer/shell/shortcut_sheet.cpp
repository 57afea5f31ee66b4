// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/explorer/shell/shortcut_sheet.h"

#include "app/explorer/shell/action_registry.h"

#include <QAction>
#include <QCoreApplication>
#include <QDialog>
#include <QDialogButtonBox>
#include <QGridLayout>
#include <QLabel>
#include <QScrollArea>

#include <algorithm>
#include <array>
#include <vector>

namespace odimo::explorer {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(odimo::explorer::ShortcutSheet)
};

struct Line {
    QString text;
    QString keys;
};

struct Group {
    QString title;
    std::vector<Line> lines;
};

std::vector<Group> groupsOf(const ActionRegistry &actions)
{
    std::vector<Group> groups;
    for (const ActionSpec &spec : actions.specs()) {
        const QAction &action = actions.action(spec.id);
        if (spec.shortcut.isEmpty() || !action.isVisible())
            continue;
        const QString title = menuTitle(spec.menu).remove(QLatin1Char('&'));
        if (groups.empty() || groups.back().title != title)
            groups.push_back({title, {}});
        groups.back().lines.push_back({spec.plainText(), spec.shortcut.toString(QKeySequence::NativeText)});
    }
    groups.push_back({Text::tr("Everywhere"),
                      {{Text::tr("Open a recent project"), Text::tr("Ctrl+1 to 9")},
                       {Text::tr("Next or previous field"), Text::tr("Tab, Shift+Tab")},
                       {Text::tr("Menu of the selected row"), Text::tr("Menu, Shift+F10")},
                       {Text::tr("Point before or after, in a plot"), Text::tr("Left, Right")},
                       {Text::tr("Play or stop, in the replay"), Text::tr("Space")},
                       {Text::tr("Zoom at the pointer, in a plot"), Text::tr("Wheel")}}});
    return groups;
}

QLabel *keyLabel(const QString &keys)
{
    auto *label = new QLabel(keys);
    label->setFrameStyle(int(QFrame::StyledPanel) | int(QFrame::Plain));
    label->setForegroundRole(QPalette::Text);
    label->setBackgroundRole(QPalette::Base);
    label->setAutoFillBackground(true);
    label->setAlignment(Qt::AlignCenter);
    label->setMargin(label->fontMetrics().averageCharWidth() / 2);
    return label;
}

void addGroup(QGridLayout &grid, const Group &group)
{
    auto *title = new QLabel(group.title);
    QFont bold = title->font();
    bold.setBold(true);
    title->setFont(bold);
    const int gap = title->fontMetrics().height() / 2;
    int row = grid.rowCount();
    if (row > 1)
        grid.setRowMinimumHeight(row++, gap);
    grid.addWidget(title, row++, 0, 1, 2);
    for (const Line &line : group.lines) {
        grid.addWidget(new QLabel(line.text), row, 0);
        grid.addWidget(keyLabel(line.keys), row++, 1);
    }
}

/// The groups in their order, in columns of about the same height.
QWidget *columnsOf(const std::vector<Group> &groups)
{
    constexpr std::size_t columns = 3;
    auto *page = new QWidget;
    auto *row = new QHBoxLayout(page);
    std::array<std::size_t, columns> heights{};
    std::array<QGridLayout *, columns> grids{};
    for (QGridLayout *&grid : grids) {
        grid = new QGridLayout;
        grid->setHorizontalSpacing(page->fontMetrics().height());
        grid->setVerticalSpacing(page->fontMetrics().height() / 4);
        auto *column = new QVBoxLayout;
        column->addLayout(grid);
        column->addStretch(1);
        row->addLayout(column);
        row->addSpacing(page->fontMetrics().height());
    }
    for (const Group &group : groups) {
        const auto column = static_cast<std::size_t>(std::ranges::min_element(heights) - heights.begin());
        addGroup(*grids[column], group);
        heights[column] += group.lines.size() + 2;
    }
    return page;
}

} // namespace

void showShortcutSheet(const ActionRegistry &actions, QWidget *parent)
{
    QDialog sheet(parent);
    sheet.setWindowTitle(Text::tr("Keyboard shortcuts"));
    auto *scroll = new QScrollArea;
    scroll->setWidget(columnsOf(groupsOf(actions)));
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setAccessibleName(Text::tr("Keyboard shortcuts"));
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    QObject::connect(buttons, &QDialogButtonBox::rejected, &sheet, &QDialog::reject);
    auto *layout = new QVBoxLayout(&sheet);
    layout->addWidget(scroll);
    layout->addWidget(buttons);
    const QSize wanted = scroll->widget()->sizeHint() + QSize(2, 2) * sheet.fontMetrics().height();
    sheet.resize(wanted.width(), wanted.height() + buttons->sizeHint().height() + sheet.fontMetrics().height());
    sheet.exec();
}

} // namespace odimo::explorer
