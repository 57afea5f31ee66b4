// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/help/help_pages.h"

#include <QObject>

class QWidget;

namespace odimo::widgets {
class HelpView;
}

namespace odimo::explorer {

/// The pages of docs that are part of the program.
std::vector<widgets::HelpPage> helpPages();

/// The window of the help, beside the main window; made when it is asked for.
class HelpWindow : public QObject {
    Q_OBJECT

public:
    explicit HelpWindow(QWidget &window, QObject *parent = nullptr);

    /// The page about what has the focus in the main window.
    void showForFocus();
    void show(const QString &topic);
    /// Null as long as it was not asked for.
    widgets::HelpView *view() const { return m_view; }

private:
    QWidget &m_window;
    widgets::HelpView *m_view = nullptr;
};

} // namespace odimo::explorer
