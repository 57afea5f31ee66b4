// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace odimo::widgets {

/// While it exists, labels and tool tips show their text as it is written. Qt takes text that looks like HTML for HTML
/// and opens the pictures it names; names and messages come from files of other people. A label with formatted text of
/// our own says so: setTextFormat(Qt::RichText).
class PlainText : public QObject {
    Q_OBJECT

public:
    /// Needs the application.
    explicit PlainText(QObject *parent = nullptr);
    bool eventFilter(QObject *object, QEvent *event) override;
};

} // namespace odimo::widgets
