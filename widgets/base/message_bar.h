// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QAction;
class QLabel;
class QToolButton;

namespace odimo::widgets {

/// A line on top of a view that says what went wrong, until it is closed or the next message comes.
class MessageBar : public QFrame {
    Q_OBJECT

public:
    explicit MessageBar(QWidget *parent = nullptr);
    void showError(const QString &text);
    /// With a button that does the action, under a name that suits the message, while the action is enabled.
    void showError(const QString &text, QAction &remedy, const QString &name);
    void showInformation(const QString &text);
    /// The same with a button, as for errors.
    void showInformation(const QString &text, QAction &remedy, const QString &name);
    QString text() const;

protected:
    void changeEvent(QEvent *event) override;

private:
    void show(const QString &icon, const QString &text);
    void offer(QAction &remedy, const QString &name);
    void recolor();

    QString m_iconName;
    QLabel *m_icon;
    QLabel *m_text;
    QToolButton *m_remedy;
    QToolButton *m_close;
    QMetaObject::Connection m_following; ///< Of the remedy by its button.
    QMetaObject::Connection m_triggering;
};

} // namespace odimo::widgets
