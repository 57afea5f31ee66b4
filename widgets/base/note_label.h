// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>

namespace odimo::widgets {

/// A quiet sentence about what stands above it, or an error in the colour of errors; hidden while there is neither.
class NoteLabel : public QLabel {
    Q_OBJECT

public:
    explicit NoteLabel(QWidget *parent = nullptr);
    void showNote(const QString &text);
    void showError(const QString &text);
    bool isError() const { return m_isError; }
    /// As it was given.
    QString text() const { return unbroken(QLabel::text()); }
    /// The text with places where a line may end, invisible ones, within long names and paths; `unbroken` takes them
    /// out again, from what somebody has copied.
    static QString breakable(const QString &text);
    static QString unbroken(QString text);

protected:
    void changeEvent(QEvent *event) override;

private:
    void show(const QString &text, bool isError);
    void recolor();

    bool m_isError = false;
};

} // namespace odimo::widgets
