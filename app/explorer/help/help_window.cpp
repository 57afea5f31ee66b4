// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/explorer/help/help_window.h"

#include "app/explorer/help/action_links.h"
#include "app/explorer/help/help_contents.h"
#include "app/explorer/shell/action_registry.h"
#include "app/explorer/shell/help_topic.h"
#include "widgets/help/help_view.h"

#include <QAction>
#include <QDesktopServices>
#include <QLineEdit>
#include <QToolTip>

namespace odimo::explorer {

namespace {

const QString pageOfTheWindow = QStringLiteral("explorer.md");

} // namespace

HelpWindow::HelpWindow(const ActionRegistry &actions, QWidget &window, QObject *parent)
    : QObject(parent), m_actions(actions), m_window(window)
{
}

void HelpWindow::showForFocus()
{
    const QString topic = helpTopicOf(m_window.focusWidget());
    show(topic.isEmpty() ? pageOfTheWindow : topic);
}

void HelpWindow::make()
{
    std::vector<widgets::HelpPage> pages = helpPages();
    for (widgets::HelpPage &page : pages)
        page.markdown = withActionLinks(page.markdown, m_actions.specs());
    m_view = new widgets::HelpView(std::move(pages), helpImage, &m_window);
    m_view->setWindowFlag(Qt::Window);
    m_view->setWindowTitle(tr("Help - ODiMO Explorer"));
    m_view->resize(m_view->fontMetrics().averageCharWidth() * 150, m_view->fontMetrics().height() * 44);
    connect(m_view, &widgets::HelpView::leaves, this, &HelpWindow::leave);
}

void HelpWindow::leave(const QUrl &url)
{
    const std::optional<ActionId> id = actionOf(url, m_actions.specs());
    if (!id) {
        QDesktopServices::openUrl(url);
        return;
    }
    QAction &action = m_actions.action(*id);
    if (!action.isEnabled()) {
        QToolTip::showText(QCursor::pos(), action.toolTip(), m_view);
        return;
    }
    m_window.raise();
    m_window.activateWindow();
    action.trigger();
}

void HelpWindow::show(const QString &topic)
{
    if (!m_view)
        make();
    m_view->QWidget::show();
    m_view->raise();
    m_view->activateWindow();
    m_view->field().setFocus();
    m_view->show(topic);
}

} // namespace odimo::explorer
