// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/help/help_view.h"

#include "widgets/base/icons.h"

#include <QAbstractTextDocumentLayout>
#include <QLineEdit>
#include <QListWidget>
#include <QScrollBar>
#include <QSplitter>
#include <QTextBlock>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace odimo::widgets {

namespace {

constexpr int topicRole = Qt::UserRole;

QToolButton *button(const QString &icon, const QString &name, const QKeySequence &key)
{
    auto *made = new QToolButton;
    made->setIcon(themedIcon(icon));
    made->setAutoRaise(true);
    made->setShortcut(key);
    made->setToolTip(QStringLiteral("%1 (%2)").arg(name, key.toString(QKeySequence::NativeText)));
    made->setAccessibleName(name);
    made->setEnabled(false);
    return made;
}

} // namespace

HelpView::HelpView(std::vector<HelpPage> pages, HelpImages images, QWidget *parent)
    : QWidget(parent), m_pages(std::move(pages)),
      m_back(button(QStringLiteral("back"), tr("Back"), QKeySequence::Back)),
      m_forward(button(QStringLiteral("forward"), tr("Forward"), QKeySequence::Forward)), m_field(new QLineEdit),
      m_list(new QListWidget), m_browser(new HelpBrowser(std::move(images)))
{
    m_field->setPlaceholderText(tr("Search all pages"));
    m_field->setAccessibleName(tr("Search the help"));
    m_field->setClearButtonEnabled(true);
    m_list->setAccessibleName(tr("Pages and what was found"));
    m_list->setWordWrap(true);
    m_browser->setAccessibleName(tr("Page of the help"));
    const int gap = fontMetrics().height();
    m_browser->document()->setDocumentMargin(gap);

    auto *bar = new QHBoxLayout;
    bar->addWidget(m_back);
    bar->addWidget(m_forward);
    bar->addWidget(m_field, 1);
    auto *left = new QWidget;
    auto *column = new QVBoxLayout(left);
    column->setContentsMargins(gap / 2, gap / 2, 0, gap / 2);
    column->addLayout(bar);
    column->addWidget(m_list, 1);
    auto *split = new QSplitter;
    split->addWidget(left);
    split->addWidget(m_browser);
    split->setStretchFactor(1, 1);
    split->setChildrenCollapsible(false);
    left->setMinimumWidth(fontMetrics().averageCharWidth() * 36);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(split);

    connect(m_field, &QLineEdit::textChanged, this, &HelpView::fillList);
    connect(m_field, &QLineEdit::returnPressed, this, [this] {
        if (m_list->count() > 0)
            m_list->setCurrentRow(0);
    });
    connect(m_list, &QListWidget::currentItemChanged, this, [this](const QListWidgetItem *item) {
        if (item)
            show(item->data(topicRole).toString());
    });
    connect(m_browser, &QTextBrowser::anchorClicked, this, &HelpView::follow);
    connect(m_back, &QToolButton::clicked, this, [this] { go(m_at - 1); });
    connect(m_forward, &QToolButton::clicked, this, [this] { go(m_at + 1); });
    fillList();
}

const HelpPage *HelpView::page(const QString &name) const
{
    const auto found = std::ranges::find(m_pages, name, &HelpPage::name);
    return found == m_pages.end() ? nullptr : &*found;
}

QListWidgetItem *HelpView::addTopic(const QString &text, const QString &topic)
{
    auto *item = new QListWidgetItem(text, m_list);
    item->setData(topicRole, topic);
    return item;
}

void HelpView::listContents()
{
    QString group;
    for (const HelpPage &each : m_pages) {
        if (each.group != group) {
            group = each.group;
            auto *heading = new QListWidgetItem(group, m_list);
            heading->setFlags(Qt::NoItemFlags);
            QFont font = m_list->font();
            font.setBold(true);
            heading->setFont(font);
        }
        addTopic(titleOf(each), each.name);
    }
}

void HelpView::listFound(const QString &words)
{
    for (const HelpSection &section : findSections(m_pages, words)) {
        if (section.anchor.isEmpty())
            addTopic(section.title, section.page);
        else
            addTopic(tr("%1\n    in %2").arg(section.title, titleOf(*page(section.page))),
                     section.page + QLatin1Char('#') + section.anchor);
    }
    if (m_list->count() == 0) {
        m_list->addItem(tr("Nothing found"));
        m_list->item(0)->setFlags(Qt::NoItemFlags);
    }
}

void HelpView::fillList()
{
    const QSignalBlocker quiet(m_list);
    m_list->clear();
    if (const QString words = m_field->text().trimmed(); words.isEmpty())
        listContents();
    else
        listFound(words);
    markShown();
    markFound();
}

/// The contents say where the reader is, whatever led there.
void HelpView::markShown()
{
    if (!m_field->text().trimmed().isEmpty())
        return;
    const QSignalBlocker quiet(m_list);
    for (int row = 0; row < m_list->count(); ++row)
        if (m_list->item(row)->data(topicRole) == m_shownPage)
            m_list->setCurrentRow(row);
}

void HelpView::show(const QString &topic)
{
    if (topic == this->topic() || !display(topic))
        return;
    if (!m_visited.empty())
        m_visited.resize(m_at + 1);
    m_visited.push_back(topic);
    m_at = m_visited.size() - 1;
    m_back->setEnabled(m_at > 0);
    m_forward->setEnabled(false);
}

void HelpView::go(std::size_t at)
{
    m_at = at;
    display(m_visited[at]);
    m_back->setEnabled(m_at > 0);
    m_forward->setEnabled(m_at + 1 < m_visited.size());
}

void HelpView::follow(const QUrl &url)
{
    if (!url.isRelative()) {
        emit leaves(url);
        return;
    }
    const QString name = url.path().isEmpty() ? m_shownPage : url.path();
    show(url.hasFragment() ? name + QLatin1Char('#') + url.fragment() : name);
}

bool HelpView::display(const QString &topic)
{
    const QString name = topic.section(QLatin1Char('#'), 0, 0);
    const HelpPage *shown = page(name);
    if (!shown)
        return false;
    if (m_shownPage != name) {
        m_browser->showPage(shown->markdown);
        m_shownPage = name;
        markShown();
    }
    markFound();
    scrollTo(topic.section(QLatin1Char('#'), 1));
    return true;
}

void HelpView::scrollTo(const QString &anchor)
{
    double top = 0;
    const QTextDocument &document = *m_browser->document();
    for (QTextBlock block = document.begin(); block.isValid() && !anchor.isEmpty(); block = block.next())
        if (block.blockFormat().headingLevel() > 0 &&
            (anchorOf(block.text()) == anchor || block.text().startsWith(anchor + QLatin1Char(' ')))) {
            top = document.documentLayout()->blockBoundingRect(block).top();
            break;
        }
    m_browser->verticalScrollBar()->setValue(static_cast<int>(top));
}

void HelpView::markFound()
{
    QList<QTextEdit::ExtraSelection> marks;
    for (const QString &word : m_field->text().split(QLatin1Char(' '), Qt::SkipEmptyParts)) {
        QTextCursor found = m_browser->document()->find(word);
        while (!found.isNull()) {
            QTextEdit::ExtraSelection mark;
            mark.cursor = found;
            mark.format.setBackground(palette().brush(QPalette::Highlight));
            mark.format.setForeground(palette().brush(QPalette::HighlightedText));
            marks << mark;
            found = m_browser->document()->find(word, found);
        }
    }
    m_browser->setExtraSelections(marks);
}

} // namespace odimo::widgets
