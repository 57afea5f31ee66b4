// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/code/c_highlighter.h"

#include "widgets/base/theme.h"

#include <QRegularExpression>
#include <QSet>

namespace odimo::widgets {

namespace {

constexpr int withinComment = 1; // The state of a line at its end.

bool isKeyword(const QString &word)
{
    static const QSet<QString> keywords{"break",    "case",   "const",  "continue", "default", "do",
                                        "else",     "enum",   "extern", "for",      "goto",    "if",
                                        "register", "return", "sizeof", "static",   "struct",  "switch",
                                        "typedef",  "union",  "while",  "volatile"};
    return keywords.contains(word);
}

bool isType(const QString &word)
{
    static const QSet<QString> types{"char", "double", "float", "int", "long", "short", "signed", "unsigned", "void"};
    static const QRegularExpression named(QStringLiteral("^(net|diana)_(tile|pass|group|rows|channels|scale|addition|"
                                                         "block|window|store|shape|job|part|pool|requant)$|_t$"));
    return types.contains(word) || named.match(word).hasMatch();
}

CodePart partOf(const QString &word, const QString &behind)
{
    if (word.at(0).isDigit())
        return CodePart::Number;
    if (isKeyword(word))
        return CodePart::Keyword;
    if (isType(word))
        return CodePart::Type;
    return behind.startsWith(QLatin1Char('(')) ? CodePart::Function : CodePart::Plain;
}

} // namespace

QColor codeColor(CodePart part, const QPalette &palette)
{
    const bool dark = isDark(palette);
    switch (part) {
    case CodePart::Comment:
        return QColor(dark ? "#9db39d" : "#4d6650");
    case CodePart::Text:
        return QColor(dark ? "#f0a884" : "#93380f");
    case CodePart::Number:
        return QColor(dark ? "#d3a8ea" : "#75318c");
    case CodePart::Keyword:
        return QColor(dark ? "#79b8f3" : "#0b5394");
    case CodePart::Type:
        return QColor(dark ? "#5fcfc0" : "#00665c");
    case CodePart::Preprocessor:
        return QColor(dark ? "#e0c26a" : "#6b5200");
    case CodePart::Function:
        return QColor(dark ? "#ffd9a0" : "#6b3d00");
    case CodePart::Plain:
        break;
    }
    return palette.color(QPalette::Text);
}

CHighlighter::CHighlighter(QTextDocument *document) : QSyntaxHighlighter(document) {}

void CHighlighter::setPalette(const QPalette &palette)
{
    m_palette = palette;
    rehighlight();
}

void CHighlighter::paint(qsizetype from, qsizetype length, CodePart part)
{
    QTextCharFormat format;
    format.setForeground(codeColor(part, m_palette));
    if (part == CodePart::Comment)
        format.setFontItalic(true);
    setFormat(static_cast<int>(from), static_cast<int>(length), format);
}

qsizetype CHighlighter::paintComment(const QString &line, qsizetype from, qsizetype searchFrom)
{
    const qsizetype end = line.indexOf(QLatin1String("*/"), searchFrom);
    const qsizetype behind = end < 0 ? line.size() : end + 2;
    setCurrentBlockState(end < 0 ? withinComment : 0);
    paint(from, behind - from, CodePart::Comment);
    return behind;
}

void CHighlighter::highlightBlock(const QString &line)
{
    static const QRegularExpression tokens(
        QStringLiteral(R"(/\*|//|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[A-Za-z_0-9]+|^\s*#\s*\w+)"));
    setCurrentBlockState(0);
    qsizetype at = previousBlockState() == withinComment ? paintComment(line, 0, 0) : 0;
    for (auto token = tokens.match(line, at); token.hasMatch(); token = tokens.match(line, at)) {
        const QString text = token.captured();
        const qsizetype from = token.capturedStart();
        at = token.capturedEnd();
        if (text == QLatin1String("/*"))
            at = paintComment(line, from, at);
        else if (text == QLatin1String("//"))
            paint(from, (at = line.size()) - from, CodePart::Comment);
        else if (text.trimmed().startsWith(QLatin1Char('#')))
            paint(from, at - from, CodePart::Preprocessor);
        else if (text.startsWith(QLatin1Char('"')) || text.startsWith(QLatin1Char('\'')))
            paint(from, at - from, CodePart::Text);
        else
            paint(from, at - from, partOf(text, line.mid(at)));
    }
}

} // namespace odimo::widgets
