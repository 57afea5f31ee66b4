// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/vary/variants_values.h"

#include <QObject>

#include <filesystem>

namespace odimo::widgets {
class VariantsView;
} // namespace odimo::widgets

namespace odimo::explorer {

class Background;
class ProjectController;

/// Offers the constants of the open project's platform, and computes the fronts of the variants that are asked for in
/// the background.
class VariantsController : public QObject {
    Q_OBJECT

public:
    VariantsController(const ProjectController &projects, Background &background, widgets::VariantsView &view,
                       QObject *parent = nullptr);

    bool isWorking() const { return m_isWorking; }

private:
    void show();
    void compute();

    const ProjectController &m_projects;
    Background &m_background;
    widgets::VariantsView &m_view;
    std::filesystem::path m_shown; ///< The project whose constants the view has; empty: none.
    int m_request = 0;
    bool m_isWorking = false;
};

} // namespace odimo::explorer
