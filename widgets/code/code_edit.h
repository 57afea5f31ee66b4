// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPlainTextEdit>

namespace odimo::widgets {

class CHighlighter;

/// C source to read, with line numbers and one range of lines that is marked.
class CodeEdit : public QPlainTextEdit {
    Q_OBJECT

public:
    explicit CodeEdit(QWidget *parent = nullptr);

    void setCode(const QString &text);
    /// Lines from 0; an empty range marks none.
    void markLines(int first, int last);
    int firstMarkedLine() const { return m_firstMarked; }
    int lastMarkedLine() const { return m_lastMarked; } ///< Below the first: none is marked.
    /// Puts the cursor at the beginning of the line and the line near the top.
    void goTo(int line);
    int currentLine() const;
    int firstVisibleLine() const;
    /// Selects the next place of the text, from the beginning again behind the last; false if there is none.
    bool findNext(const QString &text, bool backward = false);

protected:
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    class LineNumbers;

    int numbersWidth() const;
    void placeNumbers();
    void paintNumbers(const QRect &area);
    /// Calls with the number and place of each line that can be seen.
    template <typename Call>
    void forVisibleLines(Call call) const;

    LineNumbers *m_numbers;
    CHighlighter *m_highlighter;
    int m_firstMarked = 0;
    int m_lastMarked = -1;
};

} // namespace odimo::widgets
