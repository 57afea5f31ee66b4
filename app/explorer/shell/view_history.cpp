// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/explorer/shell/view_history.h"

#include "app/explorer/base/selection_model.h"
#include "app/explorer/shell/view_area.h"

#include <chrono>

namespace odimo::explorer {

namespace {

constexpr std::size_t mostPlaces = 200;

} // namespace

ViewHistory::ViewHistory(ViewArea &views, SelectionModel &selection, QObject *parent)
    : QObject(parent), m_views(views), m_selection(selection)
{
    m_settled.setSingleShot(true);
    m_settled.setInterval(std::chrono::milliseconds(0));
    const auto settle = [this] {
        m_settled.start();
    };
    connect(&m_settled, &QTimer::timeout, this, &ViewHistory::record);
    connect(&views, &ViewArea::viewChanged, this, settle);
    connect(&selection, &SelectionModel::runChanged, this, settle);
    connect(&selection, &SelectionModel::layerChanged, this, settle);
}

void ViewHistory::begin()
{
    m_places.clear();
    m_at = 0;
    m_settled.start();
    emit changed();
}

ViewHistory::Place ViewHistory::place() const
{
    return {m_views.current().value_or(ViewId::Front), m_selection.run(), m_selection.layer()};
}

void ViewHistory::record()
{
    m_settled.stop();
    if (!m_places.empty() && m_places[m_at] == place())
        return;
    if (!m_places.empty())
        m_places.resize(m_at + 1); // From here the user goes elsewhere.
    if (m_places.size() == mostPlaces)
        m_places.erase(m_places.begin());
    m_places.push_back(place());
    m_at = m_places.size() - 1;
    emit changed();
}

void ViewHistory::back()
{
    record();
    if (canGoBack())
        go(m_at - 1);
}

void ViewHistory::forward()
{
    record();
    if (canGoForward())
        go(m_at + 1);
}

void ViewHistory::go(std::size_t at)
{
    m_at = at;
    const Place there = m_places[at];
    m_views.show(there.view);
    m_selection.setRun(there.run);
    m_selection.setLayer(there.layer);
    m_places[at] = place(); // A view or a run may be gone.
    m_settled.stop();
    emit changed();
}

} // namespace odimo::explorer
