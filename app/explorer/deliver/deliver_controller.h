// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/explorer/deliver/code_presenter.h"
#include "app/explorer/deliver/export_controller.h"
#include "app/explorer/deliver/receipt_presenter.h"
#include "app/explorer/deliver/report_controller.h"

class QAction;

namespace odimo::explorer {

struct DeliverViews {
    QAction &exportCode;
    QAction &writeReport;
    widgets::CodeView &code;
    widgets::RunInspector &inspector;
    widgets::MessageBar &message;
    QWidget &window;
};

/// What leaves the program: reports, exports and their receipts, and the source of the selected run.
class DeliverController : public QObject {
    Q_OBJECT

public:
    DeliverController(const ProjectController &projects, SelectionModel &selection, Background &background,
                      const DeliverViews &views);
    ExportController &exports() { return m_exports; }
    ReportController &reports() { return m_reports; }

private:
    ExportController m_exports;
    CodePresenter m_code;
    ReceiptPresenter m_receipts;
    ReportController m_reports;
};

} // namespace odimo::explorer
