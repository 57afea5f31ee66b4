// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/explorer/project/project_controller.h"

#include "app/explorer/base/background.h"
#include "core/base/overloaded.h"

#include <algorithm>

namespace odimo::explorer {

namespace {

bool equal(const project::LogLine &one, const project::LogLine &other)
{
    return one.run == other.run && one.at == other.at && one.level == other.level && one.text == other.text;
}

} // namespace

ProjectController::ProjectController(Background &background, QObject *parent)
    : QObject(parent), m_background(background)
{
}

void ProjectController::open(const std::filesystem::path &path)
{
    m_path = path;
    m_loading = true;
    m_waiting.clear();
    const int request = ++m_request;
    m_stop.request_stop();
    m_stop = {};
    emit loadingStarted();
    m_background.run(
        *this, [path, stop = m_stop.get_token()] { return readProject(path, stop); },
        [this, request](ProjectValues values) {
            if (request == m_request)
                take(std::move(values));
        },
        [this, request](const QString &message) {
            if (request != m_request)
                return;
            m_loading = false;
            m_path = m_project ? m_project->path : std::filesystem::path();
            emit openFailed(message);
        });
}

void ProjectController::cancelLoading()
{
    if (!m_loading)
        return;
    endLoading();
    m_path = m_project ? m_project->path : std::filesystem::path();
    emit loadingCancelled();
}

/// Whatever is still read is dropped.
void ProjectController::endLoading()
{
    ++m_request;
    m_stop.request_stop();
    m_loading = false;
    m_waiting.clear();
}

void ProjectController::close()
{
    endLoading();
    m_project.reset();
    m_path.clear();
    emit closed();
}

void ProjectController::take(ProjectValues values)
{
    m_project = std::move(values);
    m_loading = false;
    emit opened();
    for (const host::Notice &notice : std::exchange(m_waiting, {}))
        apply(notice);
}

void ProjectController::refresh()
{
    if (m_loading || !m_project)
        return;
    m_background.run(
        *this, [path = m_project->path] { return readProject(path); },
        [this, request = m_request](ProjectValues values) {
            if (request == m_request)
                merge(std::move(values));
        },
        [](const QString &) {});
}

void ProjectController::merge(ProjectValues values)
{
    const ProjectValues before = std::exchange(*m_project, std::move(values));
    for (const project::Run &run : m_project->runs) {
        const project::Run *known = before.find(run.id);
        if (!known || *known != run || before.isExplored != m_project->isExplored ||
            before.nameOf(run.id) != m_project->nameOf(run.id))
            emit runChanged(run.id);
    }
    for (const auto &[run, epochs] : m_project->epochs)
        if (const auto known = before.epochs.find(run);
            known == before.epochs.end() || known->second.size() != epochs.size())
            emit epochsChanged(run);
    for (std::size_t line = before.log.size(); line < m_project->log.size(); ++line)
        emit logAdded(m_project->log[line]);
    emit frontsChanged();
}

void ProjectController::nameRun(qint64 run, const std::string &name)
{
    if (!m_project)
        return;
    if (name.empty())
        m_project->runNames.erase(run);
    else
        m_project->runNames[run] = name;
    emit runChanged(run);
    emit namesChanged();
}

void ProjectController::receive(const host::Notice &notice)
{
    if (m_loading)
        m_waiting.push_back(notice);
    else if (m_project)
        apply(notice);
}

void ProjectController::apply(const host::Notice &notice)
{
    std::visit(Overloaded{[](const host::ProjectReady &) {}, [](const host::PlanMade &) {},
                          [](const host::RunProgress &) {}, [](const host::OverallProgress &) {},
                          [this](const host::RunChanged &changed) {
                              put(*m_project, changed.run);
                              emit runChanged(changed.run.id);
                          },
                          [this](const host::EpochStored &stored) {
                              put(*m_project, stored.epoch);
                              emit epochsChanged(stored.epoch.run);
                          },
                          [this](const host::FrontChanged &changed) { takeFront(changed.front); },
                          [this](const host::LogAdded &added) {
                              addLog(added.line);
                          }},
               notice);
}

void ProjectController::addLog(const project::LogLine &line)
{
    // Lines that came while the file was being read may be in it already.
    if (std::ranges::any_of(m_project->log, [&](const project::LogLine &other) { return equal(line, other); }))
        return;
    m_project->log.push_back(line);
    emit logAdded(line);
}

void ProjectController::takeFront(const host::Front &front)
{
    switch (front.objective) {
    case mapping::Objective::Latency:
        m_project->fronts.latency = front;
        break;
    case mapping::Objective::Energy:
        m_project->fronts.energy = front;
        break;
    }
    emit frontsChanged();
    rereadFronts();
}

/// The notice brings the front for one objective; the other one is read from the file.
void ProjectController::rereadFronts()
{
    if (m_rereading) {
        m_rereadAgain = true;
        return;
    }
    m_rereading = true;
    m_rereadAgain = false;
    const auto finish = [this, request = m_request] {
        m_rereading = false;
        if (m_rereadAgain && m_project)
            rereadFronts();
        return request == m_request;
    };
    m_background.run(
        *this, [path = m_project->path] { return readFronts(path); },
        [this, finish](Fronts fronts) {
            if (!finish() || !m_project)
                return;
            m_project->fronts = std::move(fronts);
            emit frontsChanged();
        },
        [finish](const QString &) { finish(); });
}

} // namespace odimo::explorer
