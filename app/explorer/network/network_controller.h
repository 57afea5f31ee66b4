// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/host/front/instant_front.h"
#include "core/mapping/mapping.h"

#include <QObject>

#include <filesystem>
#include <memory>
#include <optional>

namespace odimo::widgets {
class NetworkPanel;
struct NetworkSource;
} // namespace odimo::widgets

namespace odimo::explorer {

class ActionRegistry;
class Background;
class ProjectController;
class SelectionModel;

/// Shows the network of the open project with the mapping of the selected run, as soon as there is one, and lays it out
/// in the background.
class NetworkController : public QObject {
    Q_OBJECT

public:
    NetworkController(ProjectController &projects, SelectionModel &selection, Background &background,
                      const ActionRegistry &actions, widgets::NetworkPanel &panel, QObject *parent = nullptr);

    /// True while values or places are computed.
    bool isBusy() const { return m_jobs > 0; }

signals:
    void failed(const QString &message);

private:
    void connectActions(const ActionRegistry &actions);
    void close();
    void showRun();
    void compute();
    template <typename Work, typename Done>
    void inBackground(Work work, Done done);

    ProjectController &m_projects;
    SelectionModel &m_selection;
    Background &m_background;
    widgets::NetworkPanel &m_panel;
    std::shared_ptr<const widgets::NetworkSource> m_source; ///< Null until it is computed.
    std::filesystem::path m_sourceOf;                       ///< The project.
    std::shared_ptr<const host::InstantFront> m_analysed;   ///< What the source knows the sensitivity from.
    qint64 m_run = 0;                                       ///< Whose mapping is shown; 0: none.
    std::optional<mapping::Mapping> m_mapping;
    int m_request = 0;
    int m_jobs = 0;
};

} // namespace odimo::explorer
