// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/help/help_browser.h"
#include "widgets/help/help_pages.h"

#include <QWidget>

class QLineEdit;
class QListWidget;
class QListWidgetItem;
class QToolButton;
class QUrl;

namespace odimo::widgets {

/// The documentation: the contents, or what was found, and a page.
class HelpView : public QWidget {
    Q_OBJECT

public:
    explicit HelpView(std::vector<HelpPage> pages, HelpImages images, QWidget *parent = nullptr);

    /// A page and an anchor, as links name them; without an anchor the start of the page. Nothing happens if there is
    /// no such page.
    void show(const QString &topic);
    using QWidget::show;
    /// Page and anchor that are shown.
    QString topic() const { return m_at < m_visited.size() ? m_visited[m_at] : QString(); }

    QLineEdit &field() { return *m_field; }
    QListWidget &list() { return *m_list; }
    QTextBrowser &browser() { return *m_browser; }

signals:
    /// A link leads out of the documentation.
    void leaves(const QUrl &url);

private:
    void fillList();
    void listContents();
    void listFound(const QString &words);
    QListWidgetItem *addTopic(const QString &text, const QString &topic);
    void markShown();
    void follow(const QUrl &url);
    void go(std::size_t at);
    bool display(const QString &topic);
    void scrollTo(const QString &anchor);
    void markFound();
    const HelpPage *page(const QString &name) const;

    std::vector<HelpPage> m_pages;
    QToolButton *m_back;
    QToolButton *m_forward;
    QLineEdit *m_field;
    QListWidget *m_list;
    HelpBrowser *m_browser;
    std::vector<QString> m_visited;
    std::size_t m_at = 0;
    QString m_shownPage;
};

} // namespace odimo::widgets
