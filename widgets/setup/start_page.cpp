// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/setup/start_page.h"

#include <QAction>
#include <QCommandLinkButton>
#include <QFileInfo>
#include <QLabel>
#include <QVBoxLayout>

namespace odimo::widgets {

namespace {

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
        link->setText(action.text());
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
    : QWidget(parent), m_recent(new QWidget), m_recentList(new QVBoxLayout(m_recent))
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
    column->setMaximumWidth(fontMetrics().averageCharWidth() * 74);
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
    m_recentList->setSpacing(0);

    auto *center = new QHBoxLayout(this);
    center->addStretch(1);
    center->addWidget(column, 8);
    center->addStretch(1);
    setRecent({});
}

void StartPage::setRecent(const QStringList &paths)
{
    while (QLayoutItem *item = m_recentList->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    m_recent->setVisible(!paths.isEmpty());
    m_recentList->addWidget(heading(tr("Recent projects"), 1.2, font()));
    for (const QString &path : paths) {
        const QFileInfo file(path);
        auto *button =
            new QCommandLinkButton(file.fileName(), file.exists() ? file.absolutePath() : tr("%1 (missing)").arg(path));
        button->setEnabled(file.exists());
        button->setAccessibleName(tr("Open %1").arg(path));
        button->setIcon({});
        connect(button, &QCommandLinkButton::clicked, this, [this, path] { emit openRequested(path); });
        m_recentList->addWidget(button);
    }
}

} // namespace odimo::widgets
