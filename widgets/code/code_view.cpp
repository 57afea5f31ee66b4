// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/code/code_view.h"

#include "widgets/base/empty_state.h"
#include "widgets/base/note_label.h"
#include "widgets/code/code_edit.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QShortcut>
#include <QVBoxLayout>

namespace odimo::widgets {

CodeView::CodeView(QWidget *parent)
    : QWidget(parent), m_head(new QHBoxLayout), m_title(new QLabel), m_functions(new QComboBox),
      m_search(new QLineEdit), m_notFound(new NoteLabel), m_edit(new CodeEdit), m_emptyState(nullptr)
{
    buildHead();
    auto *content = new QWidget;
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(m_head);
    layout->addWidget(m_edit, 1);
    m_edit->setAccessibleName(tr("Source of the network in C"));
    m_emptyState = new EmptyState(*content, QStringLiteral("code"));
    auto *whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->addWidget(m_emptyState);
    connect(m_edit, &QPlainTextEdit::cursorPositionChanged, this, &CodeView::followCursor);
    connect(m_functions, &QComboBox::activated, this, &CodeView::goToSection);
    connect(m_search, &QLineEdit::returnPressed, this, [this] { find(false); });
    const auto onKey = [this](const QKeySequence &key, auto call) {
        auto *shortcut = new QShortcut(key, this);
        shortcut->setContext(Qt::WidgetWithChildrenShortcut);
        connect(shortcut, &QShortcut::activated, this, call);
    };
    onKey(QKeySequence::Find, [this] {
        m_search->setFocus(Qt::ShortcutFocusReason);
        m_search->selectAll();
    });
    onKey(QKeySequence::FindNext, [this] { find(false); });
    onKey(QKeySequence::FindPrevious, [this] { find(true); });
}

void CodeView::buildHead()
{
    const int gap = fontMetrics().height() / 2;
    m_head->setContentsMargins(gap, gap, gap, gap);
    m_head->setSpacing(gap);
    QFont bold = font();
    bold.setBold(true);
    m_title->setFont(bold);
    m_title->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_title->setToolTip(tr("src/network.c, as an export writes it"));
    constexpr int characters = 20;
    m_functions->setAccessibleName(tr("Function of the source"));
    m_functions->setToolTip(tr("Go to the function of a layer"));
    m_functions->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_functions->setMinimumContentsLength(characters);
    m_search->setPlaceholderText(tr("Find (Ctrl+F)"));
    m_search->setAccessibleName(tr("Find in the source"));
    m_search->setClearButtonEnabled(true);
    m_search->setMinimumWidth(fontMetrics().averageCharWidth() * characters);
    m_search->setMaximumWidth(fontMetrics().averageCharWidth() * characters * 2);
    m_head->addWidget(m_title, 1);
    m_head->addWidget(m_functions);
    m_head->addWidget(m_search);
    m_head->addWidget(m_notFound);
}

void CodeView::offer(QAction &action) { m_head->addWidget(actionButton(action, this)); }

void CodeView::showCode(const CodeValues &code)
{
    const QScopedValueRollback moving(m_isMoving, true);
    m_code = code;
    m_title->setText(code.title);
    m_functions->clear();
    for (const CodeSection &section : code.sections)
        m_functions->addItem(section.name);
    m_edit->setCode(code.text);
    m_emptyState->showContent();
}

void CodeView::showText(const QString &title, const QString &text)
{
    m_code = {};
    m_emptyState->showText(title, text);
}

int CodeView::sectionAt(int line) const
{
    for (qsizetype i = 0; i < m_code.sections.size(); ++i)
        if (line >= m_code.sections[i].firstLine && line <= m_code.sections[i].lastLine)
            return static_cast<int>(i);
    return -1;
}

void CodeView::setLayer(const QString &layer)
{
    for (qsizetype i = 0; i < m_code.sections.size(); ++i) {
        const CodeSection &section = m_code.sections[i];
        if (section.name != layer)
            continue;
        m_edit->markLines(section.firstLine, section.lastLine);
        m_functions->setCurrentIndex(static_cast<int>(i));
        if (sectionAt(m_edit->currentLine()) != i) {
            const QScopedValueRollback moving(m_isMoving, true);
            m_edit->goTo(section.firstLine);
        }
        return;
    }
    m_edit->markLines(0, -1);
}

void CodeView::goToSection(int section)
{
    m_edit->goTo(m_code.sections[section].firstLine); // followCursor() does the rest.
    m_edit->setFocus(Qt::OtherFocusReason);
}

void CodeView::followCursor()
{
    const int at = sectionAt(m_edit->currentLine());
    if (m_isMoving || at < 0)
        return;
    const CodeSection &section = m_code.sections[at];
    m_functions->setCurrentIndex(at);
    m_edit->markLines(section.firstLine, section.lastLine);
    if (section.isLayer)
        emit layerChosen(section.name);
}

void CodeView::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    emit becameVisible();
}

void CodeView::find(bool backward)
{
    m_edit->findNext(m_search->text(), backward) ? m_notFound->showNote({}) : m_notFound->showError(tr("Not found"));
}

} // namespace odimo::widgets
