// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/explorer/shell/view_id.h"

#include <QTabWidget>

#include <optional>
#include <vector>

class QAction;

namespace odimo::explorer {

class ActionRegistry;

/// "front", "network", "layers", "timeline", "curves", "compare", "code" or "replay"; absent for any other name.
std::optional<ViewId> viewFromName(const QString &name);

/// The centre of the window: the views of a project, each a tab. A view that is not added has neither tab nor menu
/// entry. Tabs have icons where there is room for all of them.
class ViewArea : public QTabWidget {
    Q_OBJECT

public:
    explicit ViewArea(const ActionRegistry &actions, QWidget *parent = nullptr);

    /// Its tab stands where ViewId has it and is called as its action in the table of actions.
    void add(ViewId id, QWidget &view);
    /// Nothing happens if there is no such view.
    void show(ViewId id);
    using QTabWidget::show;
    /// Absent as long as there is no view.
    std::optional<ViewId> current() const;

protected:
    void resizeEvent(QResizeEvent *event) override;

signals:
    /// Another view is shown.
    void viewChanged(odimo::explorer::ViewId id);

private:
    QAction &actionOf(ViewId id) const;
    void tellCurrent();
    void fitIcons();

    const ActionRegistry &m_actions;
    std::vector<ViewId> m_views; ///< In the order of the tabs.
    bool m_hasIcons = true;
    std::optional<ViewId> m_told; ///< What was shown when that was last said.
};

} // namespace odimo::explorer
