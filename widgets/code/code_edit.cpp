// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/code/code_edit.h"

#include "widgets/base/theme.h"
#include "widgets/code/c_highlighter.h"

#include <QFontDatabase>
#include <QPainter>
#include <QScrollBar>
#include <QTextBlock>

namespace odimo::widgets {

/// The column beside the text.
class CodeEdit::LineNumbers : public QWidget {
public:
    explicit LineNumbers(CodeEdit &edit) : QWidget(&edit), m_edit(edit) {}
    QSize sizeHint() const override { return {m_edit.numbersWidth(), 0}; }

protected:
    void paintEvent(QPaintEvent *event) override { m_edit.paintNumbers(event->rect()); }
    void wheelEvent(QWheelEvent *event) override { m_edit.wheelEvent(event); }

private:
    CodeEdit &m_edit;
};

CodeEdit::CodeEdit(QWidget *parent)
    : QPlainTextEdit(parent), m_numbers(new LineNumbers(*this)), m_highlighter(new CHighlighter(document()))
{
    setReadOnly(true);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setLineWrapMode(QPlainTextEdit::NoWrap);
    setFrameShape(QFrame::NoFrame);
    QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    font.setPointSizeF(this->font().pointSizeF());
    setFont(font);
    m_highlighter->setPalette(palette());
    connect(this, &QPlainTextEdit::blockCountChanged, this, &CodeEdit::placeNumbers);
    connect(this, &QPlainTextEdit::updateRequest, this, [this](const QRect &area, int scrolled) {
        scrolled != 0 ? m_numbers->scroll(0, scrolled)
                      : m_numbers->update(0, area.y(), m_numbers->width(), area.height());
    });
    connect(this, &QPlainTextEdit::cursorPositionChanged, this, [this] { m_numbers->update(); });
    placeNumbers();
}

void CodeEdit::setCode(const QString &text)
{
    setPlainText(text);
    markLines(0, -1);
}

void CodeEdit::markLines(int first, int last)
{
    m_firstMarked = first;
    m_lastMarked = last;
    viewport()->update();
    m_numbers->update();
}

void CodeEdit::goTo(int line)
{
    QTextCursor cursor(document()->findBlockByNumber(line));
    setTextCursor(cursor);
    verticalScrollBar()->setValue(line);
    horizontalScrollBar()->setValue(0);
}

int CodeEdit::currentLine() const { return textCursor().blockNumber(); }
int CodeEdit::firstVisibleLine() const { return firstVisibleBlock().blockNumber(); }

bool CodeEdit::findNext(const QString &text, bool backward)
{
    const QTextDocument::FindFlags flags =
        backward ? QTextDocument::FindFlags(QTextDocument::FindBackward) : QTextDocument::FindFlags();
    if (text.isEmpty())
        return true;
    QTextCursor found = document()->find(text, textCursor(), flags);
    if (found.isNull()) {
        QTextCursor end(document());
        end.movePosition(backward ? QTextCursor::End : QTextCursor::Start);
        found = document()->find(text, end, flags);
    }
    if (found.isNull())
        return false;
    setTextCursor(found);
    centerCursor();
    return true;
}

template <typename Call>
void CodeEdit::forVisibleLines(Call call) const
{
    QTextBlock block = firstVisibleBlock();
    double top = blockBoundingGeometry(block).translated(contentOffset()).top();
    for (; block.isValid() && top <= viewport()->height(); block = block.next()) {
        const double height = blockBoundingRect(block).height();
        call(block.blockNumber(), QRectF(0, top, viewport()->width(), height));
        top += height;
    }
}

/// The mark lies below the text, from edge to edge.
void CodeEdit::paintEvent(QPaintEvent *event)
{
    {
        QColor background = palette().color(QPalette::Highlight);
        background.setAlphaF(isDark(palette()) ? 0.22F : 0.10F);
        QPainter painter(viewport());
        forVisibleLines([&](int line, const QRectF &area) {
            if (line >= m_firstMarked && line <= m_lastMarked)
                painter.fillRect(area, background);
        });
    }
    QPlainTextEdit::paintEvent(event);
}

int CodeEdit::numbersWidth() const
{
    const auto digits = QString::number(qMax(100, blockCount())).size();
    return fontMetrics().horizontalAdvance(QLatin1Char('9')) * static_cast<int>(digits + 2);
}

void CodeEdit::placeNumbers()
{
    setViewportMargins(numbersWidth(), 0, 0, 0);
    const QRect area = contentsRect();
    m_numbers->setGeometry(area.left(), area.top(), numbersWidth(), area.height());
}

void CodeEdit::paintNumbers(const QRect &area)
{
    QPainter painter(m_numbers);
    painter.fillRect(area, palette().color(QPalette::AlternateBase));
    painter.setFont(font());
    const int margin = fontMetrics().horizontalAdvance(QLatin1Char('9'));
    forVisibleLines([&](int line, const QRectF &place) {
        const bool marked = line >= m_firstMarked && line <= m_lastMarked;
        painter.setPen(palette().color(marked ? QPalette::Text : QPalette::PlaceholderText));
        painter.drawText(QRectF(0, place.top(), numbersWidth() - margin, place.height()),
                         Qt::AlignRight | Qt::AlignVCenter, QString::number(line + 1));
    });
}

void CodeEdit::changeEvent(QEvent *event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        m_highlighter->setPalette(palette());
    if (event->type() == QEvent::FontChange)
        placeNumbers();
}

void CodeEdit::resizeEvent(QResizeEvent *event)
{
    QPlainTextEdit::resizeEvent(event);
    placeNumbers();
}

} // namespace odimo::widgets
