// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

class QAction;

namespace odimo::widgets {
class FindingsView;
class SetupPanel;
} // namespace odimo::widgets

namespace odimo::explorer {

class DockLayout;
class SetupController;

/// Shows what the import of the network in the setup found, and brings it to the front when the user asks for it.
class FindingsPresenter : public QObject {
    Q_OBJECT

public:
    FindingsPresenter(const widgets::SetupPanel &panel, const SetupController &setup, const QAction &read,
                      widgets::FindingsView &view, DockLayout &docks, QObject *parent = nullptr);

private:
    void show();

    const widgets::SetupPanel &m_panel;
    const SetupController &m_setup;
    widgets::FindingsView &m_view;
};

} // namespace odimo::explorer
