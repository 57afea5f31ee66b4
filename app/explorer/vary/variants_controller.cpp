// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/explorer/vary/variants_controller.h"

#include "app/explorer/base/background.h"
#include "app/explorer/project/project_controller.h"
#include "app/explorer/vary/variants_presentation.h"
#include "core/host/vary/varied_fronts.h"
#include "core/platform/operating_points.h"
#include "widgets/base/format.h"
#include "widgets/vary/variants_view.h"

#include <algorithm>

namespace odimo::explorer {

VariantsController::VariantsController(const ProjectController &projects, Background &background,
                                       widgets::VariantsView &view, QObject *parent)
    : QObject(parent), m_projects(projects), m_background(background), m_view(view)
{
    connect(&projects, &ProjectController::opened, this, &VariantsController::show);
    connect(&projects, &ProjectController::closed, this, &VariantsController::show);
    connect(&projects, &ProjectController::frontsChanged, this, &VariantsController::show);
    connect(&view, &widgets::VariantsView::wanted, this, &VariantsController::compute);
    show();
}

void VariantsController::show()
{
    const ProjectValues *project = m_projects.project();
    if (project && project->fronts.prediction && project->path == m_shown)
        return; // What the user wrote stays.
    ++m_request;
    m_isWorking = false;
    m_shown.clear();
    if (!project) {
        m_view.showText(tr("No project is open"),
                        tr("Of a project with an analysis you see here what its network could do on chips with other "
                           "constants."));
        return;
    }
    if (!project->fronts.prediction) {
        m_view.showText(tr("There is no analysis yet"),
                        tr("The engine instant begins with one. From it the front of every chip with other constants "
                           "follows without training."));
        return;
    }
    m_shown = project->path;
    const platform::Platform &platform = project->setup.platform;
    m_view.setFields(
        variationFields(platform, project->settings ? project->settings->objective : mapping::Objective::Latency),
        !platform::operatingPointsOf(platform).empty());
}

void VariantsController::compute()
{
    const int request = ++m_request;
    const widgets::VariationFields fields = m_view.fields();
    const bool varies = std::ranges::any_of(
        fields.constants, [](const widgets::VariableConstant &constant) { return !constant.values.isEmpty(); });
    if (!varies && !fields.operatingPoints) {
        m_isWorking = false;
        m_view.showNote(tr("Write values behind a constant first."), false);
        return;
    }
    m_isWorking = true;
    m_view.showNote(tr("Computing the fronts..."), false);
    m_background.run(
        *this,
        [path = m_shown, fields] {
            const project::Project project = project::Project::open(path, project::Access::ReadOnly);
            return variantsValues(host::variedFronts(project, variationOf(fields), fields.objective, {}));
        },
        [this, request](const widgets::VariantsValues &values) {
            if (request != m_request)
                return;
            m_isWorking = false;
            m_view.showVariants(values);
        },
        [this, request](const QString &message) {
            if (request != m_request)
                return;
            m_isWorking = false;
            m_view.showNote(widgets::sentence(message), true);
        });
}

} // namespace odimo::explorer
