// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLineEdit>

namespace odimo::widgets {

/// A line for a path or a name. While nobody writes in it, a path that is too long for it shows its end, the
/// file's name or both ends of that, and any other text its beginning; the tool tip then has the whole text, above the
/// usual one.
class PathEdit : public QLineEdit {
    Q_OBJECT

public:
    explicit PathEdit(QWidget *parent = nullptr);

    /// Shown quietly while the field is empty.
    void setSuggestion(const QString &path);
    QString suggestion() const { return m_suggestion; }
    /// What the field shows while nobody writes in it.
    QString shownText() const;

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    QRect textRectangle() const;

    QString m_suggestion;
};

} // namespace odimo::widgets
