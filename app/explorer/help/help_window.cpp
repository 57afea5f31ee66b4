// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/explorer/help/help_window.h"

#include "app/explorer/shell/help_topic.h"
#include "widgets/help/help_view.h"

#include <QDesktopServices>
#include <QDir>
#include <QFile>
#include <QLineEdit>
#include <QVBoxLayout>
#include <QWidget>

/// Resources of a static library are only linked in when asked for; the macro must stand outside of namespaces.
static void registerHelp() { Q_INIT_RESOURCE(help); }

namespace odimo::explorer {

namespace {

const QString firstPage = QStringLiteral("explorer.md");

} // namespace

std::vector<widgets::HelpPage> helpPages()
{
    registerHelp();
    std::vector<widgets::HelpPage> pages;
    const QDir folder(QStringLiteral(":/help"));
    for (const QString &name : folder.entryList()) {
        QFile file(folder.filePath(name));
        if (file.open(QIODevice::ReadOnly))
            pages.push_back({name, QString::fromUtf8(file.readAll())});
    }
    std::ranges::stable_partition(pages, [](const widgets::HelpPage &page) { return page.name == firstPage; });
    return pages;
}

HelpWindow::HelpWindow(QWidget &window, QObject *parent) : QObject(parent), m_window(window) {}

void HelpWindow::showForFocus()
{
    const QString topic = helpTopicOf(m_window.focusWidget());
    show(topic.isEmpty() ? firstPage : topic);
}

void HelpWindow::show(const QString &topic)
{
    if (!m_view) {
        m_view = new widgets::HelpView(helpPages(), &m_window);
        m_view->setWindowFlag(Qt::Window);
        m_view->setWindowTitle(tr("Help - ODiMO Explorer"));
        m_view->resize(m_view->fontMetrics().averageCharWidth() * 150, m_view->fontMetrics().height() * 44);
        connect(m_view, &widgets::HelpView::leaves, this, [](const QUrl &url) { QDesktopServices::openUrl(url); });
    }
    m_view->QWidget::show();
    m_view->raise();
    m_view->activateWindow();
    m_view->field().setFocus();
    m_view->show(topic);
}

} // namespace odimo::explorer
