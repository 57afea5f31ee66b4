// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QSyntaxHighlighter>

class QPalette;

namespace odimo::widgets {

/// What a part of C source is.
enum class CodePart { Plain, Comment, Text, Number, Keyword, Type, Preprocessor, Function };

/// Each stands out from the background of texts by 4.5:1 in both themes.
QColor codeColor(CodePart part, const QPalette &palette);

/// Colours C: comments, texts, numbers, keywords, types, functions that are defined or called, the preprocessor.
class CHighlighter : public QSyntaxHighlighter {
public:
    explicit CHighlighter(QTextDocument *document);
    /// Of the theme.
    void setPalette(const QPalette &palette);

protected:
    void highlightBlock(const QString &line) override;

private:
    void paint(qsizetype from, qsizetype length, CodePart part);
    /// Behind the comment that begins at `from`, or goes on from the line before.
    qsizetype paintComment(const QString &line, qsizetype from, qsizetype searchFrom);

    QPalette m_palette;
};

} // namespace odimo::widgets
