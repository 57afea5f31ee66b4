// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/setup/start_page.h"

#include <QAction>
#include <QCommandLinkButton>
#include <QFileInfo>
#include <QGridLayout>
#include <QLabel>
#include <QScrollArea>
#include <QVBoxLayout>

namespace odimo::widgets {

namespace {

constexpr int recentColumns = 2;

QLabel *heading(const QString &text, double factor, const QFont &base)
{
    auto *label = new QLabel(text);
    QFont font = base;
    font.setPointSizeF(font.pointSizeF() * factor);
    font.setBold(true);
    label->setFont(font);
    return label;
}

/// A large button with the explanation of the action.
QCommandLinkButton *actionLink(QAction &action, QWidget *parent)
{
    auto *link = new QCommandLinkButton(parent);
    const auto follow = [link, &action] {
        QString text = action.text(); // Its letter belongs to a field of the setup, which stands beside this page.
        link->setText(text.remove(QLatin1Char('&')));
        link->setDescription(action.statusTip());
        link->setIcon(action.icon());
        link->setEnabled(action.isEnabled());
    };
    follow();
    QObject::connect(&action, &QAction::changed, link, follow);
    QObject::connect(link, &QCommandLinkButton::clicked, &action, &QAction::trigger);
    return link;
}

} // namespace

StartPage::StartPage(const QList<QAction *> &actions, QWidget *parent)
    : QWidget(parent), m_recent(new QWidget), m_recentList(new QGridLayout(m_recent))
{
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    const int gap = fontMetrics().height();
    auto *text =
        new QLabel(tr("ODiMO Explorer splits every layer of a neural network between the compute units of a chip. "
                      "It trains the network while it decides, channel by channel, which unit computes what. "
                      "The result is a front of networks from the most accurate to the cheapest, to choose from."));
    text->setWordWrap(true);
    text->setMinimumWidth(fontMetrics().averageCharWidth() * 40);

    auto *column = new QWidget;
    column->setMaximumWidth(fontMetrics().averageCharWidth() * 90);
    auto *layout = new QVBoxLayout(column);
    layout->setSpacing(gap / 2);
    layout->addStretch(2);
    layout->addWidget(heading(tr("ODiMO Explorer"), 2.0, font()));
    layout->addWidget(text);
    layout->addSpacing(gap);
    for (QAction *action : actions)
        layout->addWidget(actionLink(*action, column));
    layout->addWidget(m_recent);
    layout->addStretch(3);
    m_recentList->setContentsMargins(0, gap, 0, 0);
    for (int place = 0; place < recentColumns; ++place)
        m_recentList->setColumnStretch(place, 1);
    m_recentList->setSpacing(gap / 4);

    auto *page = new QWidget;
    auto *center = new QHBoxLayout(page);
    center->addStretch(1);
    center->addWidget(column, 8);
    center->addStretch(1);
    auto *scroll = new QScrollArea;
    scroll->setWidget(page);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    page->setBackgroundRole(QPalette::Base);
    scroll->viewport()->setBackgroundRole(QPalette::Base);
    auto *whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->addWidget(scroll);
    setRecent({});
}

void StartPage::setRecent(const std::vector<RecentProject> &projects)
{
    m_projects = projects;
    showRecent();
}

void StartPage::showRecent()
{
    while (QLayoutItem *item = m_recentList->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    m_recent->setVisible(!m_projects.empty());
    m_recentList->addWidget(heading(tr("Recent projects"), 1.2, font()), 0, 0, 1, recentColumns);
    for (std::size_t index = 0; index < m_projects.size(); ++index) {
        const auto at = static_cast<int>(index);
        m_recentList->addWidget(entryOf(m_projects[index], at + 1), 1 + at / recentColumns, at % recentColumns);
    }
}

QWidget *StartPage::entryOf(const RecentProject &project, int number)
{
    const QFileInfo file(project.path);
    const QString folder = file.absolutePath();
    const int side = fontMetrics().height();
    QString detail = fontMetrics().elidedText(folder, Qt::ElideMiddle, 14 * side);
    if (project.isMissing)
        detail = tr("Missing: %1").arg(detail);
    else if (number <= 9)
        detail += QLatin1Char('\n') + tr("Ctrl+%1").arg(number);
    QFont bold = font();
    bold.setBold(true);
    const QString name = QFontMetrics(bold).elidedText(file.fileName(), Qt::ElideMiddle, 12 * side);
    auto *button = new QCommandLinkButton(name, detail);
    button->setEnabled(!project.isMissing);
    button->setAccessibleName(tr("Open %1").arg(project.path));
    button->setToolTip(project.path);
    button->setIcon(frontThumbnail(project.front, palette()));
    button->setIconSize(QSize(5 * side, 3 * side));
    connect(button, &QCommandLinkButton::clicked, this, [this, path = project.path] { emit openRequested(path); });
    return button;
}

void StartPage::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange)
        showRecent(); // The pictures have the colours of the palette.
    QWidget::changeEvent(event);
}

} // namespace odimo::widgets
