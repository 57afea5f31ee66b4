// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/explorer/setup/layers_preview.h"

#include <QObject>
#include <QString>

#include <optional>

namespace odimo::widgets {
class LayersView;
class NetworkPanel;
class SetupPanel;
} // namespace odimo::widgets

namespace odimo::explorer {

class ExplorationController;
class ProjectController;
class SelectionModel;
class SetupController;
class ViewArea;
enum class ViewId;

/// What the preview follows, and where it is shown.
struct PreviewParts {
    const widgets::SetupPanel &setup;
    const SetupController &check;
    const ProjectController &projects;
    const ExplorationController &exploration;
    widgets::NetworkPanel &panel;
    widgets::LayersView &layers;
    SelectionModel &selection;
    ViewArea &area;
};

/// While no project is open, the network that the user has chosen in the setup is drawn, with what the import found and
/// what it costs on the reference unit, and its layers are listed, before anything is started.
class NetworkPreview : public QObject {
    Q_OBJECT

public:
    explicit NetworkPreview(const PreviewParts &parts, QObject *parent = nullptr);

    bool isShown() const { return m_isShown; }
    /// Until another network is chosen.
    void close();

signals:
    /// It has appeared or is gone.
    void shownChanged();

private:
    void follow();
    void begin();
    void end();
    void leaveView();
    bool isOfPreview() const;
    void draw();

    PreviewParts m_parts;
    LayersPreview m_layers;
    QString m_known; ///< The network that stood in the setup when nothing was shown; another one is the user's choice.
    std::optional<ViewId> m_before; ///< What was shown before the network.
    bool m_isShown = false;
};

} // namespace odimo::explorer
