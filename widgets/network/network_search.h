// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/network/shown_network.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QToolButton;

namespace odimo::widgets {

/// A field for a part of a name, operation or shape, with buttons for kinds of layers and the number of matches.
class NetworkSearch : public QWidget {
    Q_OBJECT

public:
    explicit NetworkSearch(QWidget *parent = nullptr);
    NodeQuery query() const;
    QLineEdit &field() { return *m_field; }
    /// `current` is the number of the match that is shown, from 1; 0 if none is.
    void showCount(int current, int count);
    void clear();

signals:
    void queryChanged();
    void nextWanted();
    void previousWanted();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QToolButton *addChip(NodeKind kind, const QString &text, const QString &hint);

    QLineEdit *m_field;
    QLabel *m_count;
    std::vector<std::pair<NodeKind, QToolButton *>> m_chips;
};

} // namespace odimo::widgets
