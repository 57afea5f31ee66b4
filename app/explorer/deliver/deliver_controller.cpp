// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/explorer/deliver/deliver_controller.h"

#include "widgets/code/code_view.h"

#include <QAction>

namespace odimo::explorer {

DeliverController::DeliverController(const ProjectController &projects, SelectionModel &selection,
                                     Background &background, const DeliverViews &views)
    : m_exports(projects, selection, background, views.message, views.window),
      m_code(projects, selection, background, views.code), m_receipts(projects, selection, background, views.inspector),
      m_reports(projects, background, views.message, views.window)
{
    views.code.offer(views.exportCode);
    connect(&views.exportCode, &QAction::triggered, &m_exports, &ExportController::open);
    connect(&views.writeReport, &QAction::triggered, &m_reports, &ReportController::choose);
    connect(&m_exports, &ExportController::receiptStored, &m_receipts, &ReceiptPresenter::show);
}

} // namespace odimo::explorer
