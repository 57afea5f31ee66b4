// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/deliver/export_values.h"
#include "widgets/deliver/receipt_values.h"

#include <QDialog>

#include <functional>

class QButtonGroup;
class QCheckBox;
class QLineEdit;
class QProgressBar;
class QPushButton;
class QScrollArea;
class QStandardItemModel;

namespace odimo::widgets {

class NoteLabel;
class ReceiptView;
class TableView;

/// Takes a run out of the program: what for, where to, what speaks against it, and, once it is written, whether it
/// computes what it should.
class ExportDialog : public QDialog {
    Q_OBJECT

public:
    ExportDialog(const QString &run, const QList<ExportTarget> &targets, QWidget *parent = nullptr);

    const ExportTarget &target() const;
    void setTarget(const QString &name);
    QString folder() const;
    void setFolder(const QString &folder);
    /// The user agrees to lose what is there.
    bool replaces() const;

    void setPlace(FolderPlace place);
    /// Nobody knows yet.
    void showChecking();
    void setRefusals(const QList<ExportRefusal> &refusals);
    /// The run cannot be read at all.
    void showObstacle(const QString &text);

    /// While something is being done the fields are locked; empty: nothing is.
    void showProgress(const QString &text);
    void showResult(const QString &text);
    void showError(const QString &text);
    void setReceipt(const ReceiptValues &receipt);

    QPushButton &exportButton() { return *m_export; }
    QPushButton &verifyButton() { return *m_verify; }
    QPushButton &stopButton() { return *m_stop; }
    QPushButton &openFolderButton() { return *m_openFolder; }
    QCheckBox &replaceBox() { return *m_replace; }
    QLineEdit &folderField() { return *m_folder; }
    const TableView &refusals() const { return *m_refusals; }
    const ReceiptView &receipt() const { return *m_receipt; }
    QString verdict() const; ///< What is said of the target.
    QString result() const;  ///< What became of the export.

    /// Asks for a folder; a file dialog unless it is replaced. Empty: none was chosen.
    std::function<QString(const QString &)> chooseFolder;

signals:
    void targetChanged();
    void folderChanged();
    void exportRequested();
    void verifyRequested();
    void stopRequested();
    void openFolderRequested();

private:
    QWidget *targetBox();
    QWidget *folderBox();
    QWidget *refusalBox();
    QWidget *resultBox();
    void connectButtons();
    void updateState();
    void showEnd();
    void browse();

    QList<ExportTarget> m_targets;
    FolderPlace m_place = FolderPlace::Free;
    bool m_isPossible = false; ///< Nothing speaks against the target.
    bool m_isBusy = false;

    QScrollArea *m_scroll = nullptr;
    QWidget *m_refusalBox = nullptr;
    QButtonGroup *m_targetButtons;
    QLineEdit *m_folder;
    QPushButton *m_browse;
    QCheckBox *m_replace;
    NoteLabel *m_placeNote;
    NoteLabel *m_verdict;
    TableView *m_refusals;
    QStandardItemModel *m_refusalModel;
    QPushButton *m_copy;
    NoteLabel *m_result;
    QProgressBar *m_progress;
    ReceiptView *m_receipt;
    QPushButton *m_openFolder;
    QPushButton *m_stop;
    QPushButton *m_verify;
    QPushButton *m_export;
};

} // namespace odimo::widgets
