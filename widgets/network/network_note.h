// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QAction;
class QLabel;

namespace odimo::widgets {

/// A line above a network about the whole of it, with a button for more; hidden while there is nothing to say.
class NetworkNote : public QWidget {
    Q_OBJECT

public:
    explicit NetworkNote(QWidget *parent = nullptr);
    void showNote(const QString &text);
    QString text() const;
    /// The button is seen while the action can be used.
    void offer(QAction &action);

private:
    QLabel *m_text;
};

} // namespace odimo::widgets
