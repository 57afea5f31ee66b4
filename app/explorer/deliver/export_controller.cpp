// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/explorer/deliver/export_controller.h"

#include "app/explorer/base/background.h"
#include "app/explorer/base/selection_model.h"
#include "app/explorer/project/presentation.h"
#include "app/explorer/project/project_controller.h"
#include "core/deploy/verify/verify.h"
#include "widgets/base/format.h"
#include "widgets/base/message_bar.h"
#include "widgets/deliver/export_dialog.h"
#include "widgets/runs/runs_model.h"

#include <QDesktopServices>
#include <QDir>
#include <QLocale>
#include <QPushButton>
#include <QUrl>

namespace odimo::explorer {

ExportController::ExportController(const ProjectController &projects, const SelectionModel &selection,
                                   Background &background, widgets::MessageBar &message, QWidget &window)
    : m_projects(projects), m_selection(selection), m_background(background), m_message(message), m_window(window)
{
    openFolder = [](const QString &folder) {
        QDesktopServices::openUrl(QUrl::fromLocalFile(folder));
    };
}

/// What is being verified would keep the program from ending.
ExportController::~ExportController() { m_stop.request_stop(); }

void ExportController::open()
{
    const ProjectValues *project = m_projects.project();
    const project::Run *run = project ? project->find(m_selection.run()) : nullptr;
    if (!m_busy && run) {
        delete m_dialog;
        m_run = {project->path, run->id};
        m_runTitle = widgets::runTitle(run->id, runName(*project, *run));
        m_dialog = new widgets::ExportDialog(m_runTitle, exportTargets(), &m_window);
        connectDialog();
        m_dialog->setTarget(exportTargets().back().name);
    }
    if (!m_dialog)
        return;
    m_dialog->show();
    m_dialog->raise();
    m_dialog->activateWindow();
}

void ExportController::connectDialog()
{
    using widgets::ExportDialog;
    m_proposed.clear();
    connect(m_dialog, &QObject::destroyed, this, [this](const QObject *dialog) {
        if (dialog == m_dialog)
            m_dialog = nullptr;
    });
    connect(m_dialog, &ExportDialog::targetChanged, this, &ExportController::chooseTarget);
    connect(m_dialog, &ExportDialog::folderChanged, this, [this] { m_dialog->setPlace(placeOf(m_dialog->folder())); });
    connect(m_dialog, &ExportDialog::exportRequested, this, &ExportController::exportRun);
    connect(m_dialog, &ExportDialog::verifyRequested, this, &ExportController::verify);
    connect(m_dialog, &ExportDialog::stopRequested, this, [this] { m_stop.request_stop(); });
    connect(m_dialog, &ExportDialog::openFolderRequested, this, [this] { openFolder(m_dialog->folder()); });
}

void ExportController::chooseTarget()
{
    propose();
    check();
}

/// Unless the user has named a folder.
void ExportController::propose()
{
    if (!m_proposed.isEmpty() && m_dialog->folder() != m_proposed)
        return;
    m_proposed = QDir::toNativeSeparators(proposedFolder(m_run, m_dialog->target().name));
    m_dialog->setFolder(m_proposed);
}

void ExportController::check()
{
    m_dialog->showChecking();
    const int number = ++m_checks;
    m_background.run(
        *m_dialog, [run = m_run, target = m_dialog->target().name] { return refusalsOf(run, target); },
        [this, number](const QList<widgets::ExportRefusal> &refusals) {
            if (number == m_checks)
                m_dialog->setRefusals(refusals);
        },
        [this, number](const QString &message) {
            if (number == m_checks)
                m_dialog->showObstacle(widgets::sentence(message));
        });
}

void ExportController::exportRun()
{
    m_busy = true;
    m_dialog->setReceipt({});
    m_dialog->showProgress(tr("Writing..."));
    m_dialog->stopButton().hide(); // It takes a second at most.
    const QString folder = m_dialog->folder();
    m_background.run(
        *this,
        [run = m_run, target = m_dialog->target().name, folder, replaces = m_dialog->replaces()] {
            return exportCode(run, target, folder, replaces);
        },
        [this, folder](int files) {
            end(tr("%1 is in %2: %3 files.").arg(m_runTitle, folder, QLocale().toString(files)));
            m_dialog->replaceBox().setChecked(false);
            m_dialog->setPlace(placeOf(folder));
        },
        [this](const QString &message) { fail(widgets::sentence(message)); });
}

void ExportController::verify()
{
    m_busy = true;
    m_stop = {};
    m_receipt = {};
    m_dialog->showProgress(tr("Reading the package..."));
    m_background.run(
        *this, [folder = m_dialog->folder().toStdString()] { return deploy::readPackage(folder); },
        [this](const deploy::ReadPackage &package) {
            m_package = package;
            m_receipt.networkHash = package.networkHash;
            m_receipt.memory = package.memory;
            verifyNext();
        },
        [this](const QString &message) { fail(widgets::sentence(message)); });
}

void ExportController::verifyNext()
{
    const auto targets = deploy::verifyTargets();
    const std::size_t done = m_receipt.targets.size();
    if (m_stop.stop_requested())
        return fail(tr("Verifying was stopped; no receipt is kept."));
    if (done == targets.size())
        return keepReceipt();
    m_dialog->showProgress(tr("Building and running it on target %1 (%2 of %3)...")
                               .arg(QString::fromUtf8(targets[done].name))
                               .arg(done + 1)
                               .arg(targets.size()));
    showReceipt();
    m_background.run(
        *this,
        [package = m_package, name = std::string(targets[done].name), stop = m_stop.get_token()] {
            return deploy::verifyPackage(package, {.targets = {name}, .stop = stop});
        },
        [this](const deploy::Receipt &receipt) { takeResult(receipt); },
        [this](const QString &message) { fail(widgets::sentence(message)); });
}

void ExportController::takeResult(const deploy::Receipt &receipt)
{
    m_receipt.targets.push_back(receipt.targets.front());
    verifyNext();
}

/// What is known, what is being found out, and what waits.
void ExportController::showReceipt()
{
    widgets::ReceiptValues values = receiptValues(m_receipt);
    const auto targets = deploy::verifyTargets();
    for (std::size_t i = m_receipt.targets.size(); i < targets.size(); ++i)
        values.rows << widgets::ReceiptRow{QString::fromUtf8(targets[i].name),
                                           QString::fromUtf8(targets[i].title),
                                           i == m_receipt.targets.size() && m_busy ? widgets::CheckState::Running
                                                                                   : widgets::CheckState::Waiting,
                                           {}};
    m_dialog->setReceipt(values);
}

void ExportController::keepReceipt()
{
    m_busy = false;
    showReceipt();
    const bool passed = m_receipt.isPassed();
    m_background.run(
        *this,
        [run = m_run, receipt = m_receipt] {
            storeReceipt(run, receipt);
            return run;
        },
        [this, passed](const RunInFile &run) {
            const QString result =
                passed ? tr("The code of %1 computes what it should.") : tr("The code of %1 failed.");
            passed ? end(result.arg(m_runTitle)) : fail(result.arg(m_runTitle));
            emit receiptStored(run);
        },
        [this](const QString &message) { fail(tr("The receipt was not kept. %1").arg(widgets::sentence(message))); });
}

void ExportController::end(const QString &result)
{
    m_busy = false;
    m_dialog->showResult(result);
    if (!m_dialog->isVisible())
        m_message.showInformation(result);
}

void ExportController::fail(const QString &message)
{
    m_busy = false;
    m_dialog->showError(message);
    if (!m_dialog->isVisible())
        m_message.showError(message);
}

} // namespace odimo::explorer
