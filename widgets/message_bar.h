// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QLabel;
class QToolButton;

namespace odimo::widgets {

/// A line on top of a view that says what went wrong, until it is closed or the next message comes.
class MessageBar : public QFrame {
    Q_OBJECT

public:
    explicit MessageBar(QWidget *parent = nullptr);
    void showError(const QString &text);
    void showInformation(const QString &text);
    QString text() const;

protected:
    void changeEvent(QEvent *event) override;

private:
    void show(const QString &icon, const QString &text);
    void recolor();

    QString m_iconName;
    QLabel *m_icon;
    QLabel *m_text;
    QToolButton *m_close;
};

} // namespace odimo::widgets
