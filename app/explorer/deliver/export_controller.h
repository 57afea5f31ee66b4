// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/explorer/deliver/delivery.h"
#include "core/deploy/verify/package_reader.h"

#include <QObject>

#include <functional>
#include <optional>
#include <stop_token>

namespace odimo::widgets {
class ExportDialog;
class MessageBar;
} // namespace odimo::widgets

namespace odimo::explorer {

class Background;
class ProjectController;
class SelectionModel;

/// Exports the selected run by a dialog, and verifies what was exported. The dialog can be closed meanwhile: then the
/// window says how it ended.
class ExportController : public QObject {
    Q_OBJECT

public:
    ExportController(const ProjectController &projects, const SelectionModel &selection, Background &background,
                     widgets::MessageBar &message, QWidget &window);
    ~ExportController() override;

    /// Opens the dialog for the selected run, or shows it again while it is busy.
    void open();
    bool isBusy() const { return m_busy; }
    widgets::ExportDialog *dialog() const { return m_dialog; }

    /// Shows a folder to the user; the system's file manager unless it is replaced.
    std::function<void(const QString &folder)> openFolder;

signals:
    /// The receipt of a run was stored.
    void receiptStored(const odimo::explorer::RunInFile &run);

private:
    void connectDialog();
    void chooseTarget();
    void propose();
    void check();
    void exportRun();
    void verify();
    void verifyNext();
    void takeResult(const deploy::Receipt &receipt);
    void keepReceipt();
    void showReceipt();
    void end(const QString &result);
    void fail(const QString &message);

    const ProjectController &m_projects;
    const SelectionModel &m_selection;
    Background &m_background;
    widgets::MessageBar &m_message;
    QWidget &m_window;

    widgets::ExportDialog *m_dialog = nullptr;
    RunInFile m_run;
    QString m_runTitle;
    QString m_proposed; ///< The folder that the program has put there.
    int m_checks = 0;
    bool m_busy = false;

    deploy::ReadPackage m_package;
    deploy::Receipt m_receipt; ///< As far as it is known.
    std::stop_source m_stop;
};

} // namespace odimo::explorer
