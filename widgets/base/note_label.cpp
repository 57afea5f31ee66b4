// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/base/note_label.h"

#include "widgets/base/theme.h"

#include <QEvent>
#include <QRegularExpression>

namespace odimo::widgets {

namespace {

constexpr QChar zeroWidthSpace(0x200B);

} // namespace

NoteLabel::NoteLabel(QWidget *parent) : QLabel(parent)
{
    setWordWrap(true);
    setAlignment(Qt::AlignLeft | Qt::AlignTop);
    setTextInteractionFlags(Qt::TextSelectableByMouse);
    setVisible(false);
}

void NoteLabel::showNote(const QString &text) { show(text, false); }

void NoteLabel::showError(const QString &text) { show(text, true); }

void NoteLabel::show(const QString &text, bool isError)
{
    m_isError = isError && !text.isEmpty();
    setForegroundRole(m_isError ? QPalette::WindowText : QPalette::PlaceholderText);
    setText(breakable(text));
    setVisible(!text.isEmpty());
    recolor();
}

QString NoteLabel::breakable(const QString &text)
{
    static const QRegularExpression longWords(QStringLiteral("\\S{20,}"));
    static const QRegularExpression places(QStringLiteral("(?<=[,:/._-])(?=\\S)|(?<=[^,:/._\\x{200B}-]{16})(?=\\S)"));
    QString broken;
    qsizetype end = 0;
    for (const QRegularExpressionMatch &word : longWords.globalMatch(text)) {
        broken += text.sliced(end, word.capturedStart() - end) + word.captured().replace(places, zeroWidthSpace);
        end = word.capturedEnd();
    }
    return broken + text.sliced(end);
}

QString NoteLabel::unbroken(QString text) { return text.remove(zeroWidthSpace); }

void NoteLabel::recolor()
{
    const QColor color = errorTextColor(palette());
    if (palette().color(QPalette::WindowText) == color)
        return;
    QPalette own; // All other roles stay those of the window, and so does the role of notes.
    own.setColor(QPalette::WindowText, color);
    setPalette(own);
}

void NoteLabel::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange)
        recolor();
    QLabel::changeEvent(event);
}

} // namespace odimo::widgets
