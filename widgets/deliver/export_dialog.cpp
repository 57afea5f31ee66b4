// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/deliver/export_dialog.h"

#include "widgets/base/airy_rows.h"
#include "widgets/base/note_label.h"
#include "widgets/base/table_view.h"
#include "widgets/deliver/receipt_view.h"

#include <QButtonGroup>
#include <QCheckBox>
#include <QDialogButtonBox>
#include <QFileDialog>
#include <QFormLayout>
#include <QGroupBox>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QRadioButton>
#include <QScreen>
#include <QScrollArea>
#include <QStandardItemModel>
#include <QVBoxLayout>

namespace odimo::widgets {

ExportDialog::ExportDialog(const QString &run, const QList<ExportTarget> &targets, QWidget *parent)
    : QDialog(parent), m_targets(targets), m_targetButtons(new QButtonGroup(this)), m_folder(new QLineEdit),
      m_browse(new QPushButton(tr("&Browse..."))), m_replace(new QCheckBox(tr("&Replace the export that is there"))),
      m_placeNote(new NoteLabel), m_verdict(new NoteLabel), m_refusals(new TableView),
      m_refusalModel(new QStandardItemModel(0, 5, this)), m_copy(new QPushButton(tr("&Copy"))), m_result(new NoteLabel),
      m_progress(new QProgressBar), m_receipt(new ReceiptView), m_openFolder(new QPushButton(tr("&Open Folder"))),
      m_stop(new QPushButton(tr("S&top"))), m_verify(new QPushButton(tr("&Verify"))),
      m_export(new QPushButton(tr("&Export")))
{
    setWindowTitle(tr("Export Code - %1").arg(run));
    chooseFolder = [this](const QString &from) {
        return QFileDialog::getExistingDirectory(this, tr("The folder of the export"), from);
    };
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    buttons->addButton(m_verify, QDialogButtonBox::ActionRole);
    buttons->addButton(m_export, QDialogButtonBox::ActionRole);
    m_export->setDefault(true);
    buttons->button(QDialogButtonBox::Close)->setAutoDefault(false);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);

    auto *title = new QLabel(run);
    QFont bold = font();
    bold.setPointSizeF(bold.pointSizeF() * 1.2);
    bold.setBold(true);
    title->setFont(bold);
    auto *content = new QWidget;
    auto *parts = new QVBoxLayout(content);
    parts->setContentsMargins(0, 0, 0, 0);
    parts->setSpacing(fontMetrics().height() / 2);
    parts->addWidget(title);
    parts->addWidget(targetBox());
    parts->addWidget(folderBox());
    parts->addWidget(m_verdict);
    parts->addWidget(refusalBox(), 1);
    parts->addWidget(resultBox());
    parts->addStretch(0);
    m_scroll = new QScrollArea; // For small screens and large letters.
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setWidgetResizable(true);
    m_scroll->setWidget(content);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_scroll, 1);
    layout->addWidget(buttons);
    connectButtons();
    showProgress({});
    showChecking();
    const QSize wanted(fontMetrics().averageCharWidth() * 140, fontMetrics().height() * 34);
    resize(wanted.boundedTo(screen()->availableSize() * 0.9));
}

QWidget *ExportDialog::targetBox()
{
    auto *box = new QGroupBox(tr("Export as"));
    auto *grid = new QGridLayout(box);
    grid->setColumnStretch(1, 1);
    grid->setHorizontalSpacing(fontMetrics().height());
    for (int i = 0; i < m_targets.size(); ++i) {
        auto *button = new QRadioButton(m_targets[i].title);
        button->setAccessibleDescription(m_targets[i].description);
        m_targetButtons->addButton(button, i);
        button->setFocusPolicy(Qt::ClickFocus); // Tab goes to the chosen one, not to the first.
        connect(button, &QRadioButton::toggled, button,
                [button](bool isChosen) { button->setFocusPolicy(isChosen ? Qt::StrongFocus : Qt::ClickFocus); });
        auto *description = new QLabel(m_targets[i].description);
        description->setForegroundRole(QPalette::PlaceholderText);
        description->setWordWrap(true);
        grid->addWidget(button, i, 0);
        grid->addWidget(description, i, 1);
    }
    m_targetButtons->button(0)->setChecked(true);
    return box;
}

QWidget *ExportDialog::folderBox()
{
    auto *box = new QGroupBox(tr("Into"));
    auto *grid = new QGridLayout(box);
    auto *label = new QLabel(tr("&Folder:"));
    label->setBuddy(m_folder);
    m_folder->setAccessibleName(tr("Folder of the export"));
    m_browse->setAutoDefault(false);
    grid->addWidget(label, 0, 0);
    grid->addWidget(m_folder, 0, 1);
    grid->addWidget(m_browse, 0, 2);
    grid->addWidget(m_placeNote, 1, 1, 1, 2);
    grid->addWidget(m_replace, 2, 1, 1, 2);
    grid->setColumnStretch(1, 1);
    return box;
}

QWidget *ExportDialog::refusalBox()
{
    m_refusalModel->setHorizontalHeaderLabels(
        {tr("Layer"), tr("Rule"), tr("In the network"), tr("Possible"), tr("What to do")});
    m_refusals->setModel(m_refusalModel);
    m_refusals->setItemDelegate(new AiryRows(m_refusals));
    m_refusals->setWordWrap(true);
    m_refusals->setMinimumHeight(fontMetrics().height() * 10);
    m_refusals->setAccessibleName(tr("What speaks against the export"));
    m_refusals->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft);
    m_refusals->horizontalHeader()->setStretchLastSection(true);
    m_refusals->verticalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_copy->setAutoDefault(false);
    connect(m_copy, &QPushButton::clicked, m_refusals, &TableView::copy);
    m_refusalBox = new QWidget;
    auto *layout = new QVBoxLayout(m_refusalBox);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_refusals, 1);
    layout->addWidget(m_copy, 0, Qt::AlignRight);
    return m_refusalBox;
}

QWidget *ExportDialog::resultBox()
{
    auto *box = new QWidget;
    auto *grid = new QGridLayout(box);
    grid->setContentsMargins(0, 0, 0, 0);
    m_progress->setRange(0, 0); // How long it takes nobody knows.
    m_progress->setTextVisible(false);
    m_progress->setMaximumHeight(fontMetrics().height() / 2);
    m_progress->setAccessibleName(tr("Progress"));
    for (QPushButton *button : {m_openFolder, m_stop, m_verify})
        button->setAutoDefault(false);
    m_openFolder->hide();
    grid->addWidget(m_result, 0, 0);
    grid->addWidget(m_openFolder, 0, 1, Qt::AlignTop);
    grid->addWidget(m_stop, 0, 2, Qt::AlignTop);
    grid->addWidget(m_progress, 1, 0, 1, 3);
    grid->addWidget(m_receipt, 2, 0, 1, 3);
    grid->setColumnStretch(0, 1);
    return box;
}

void ExportDialog::connectButtons()
{
    connect(m_targetButtons, &QButtonGroup::idToggled, this, [this](int, bool checked) {
        if (!checked)
            return;
        m_result->showNote({});
        m_openFolder->hide();
        setReceipt({});
        emit targetChanged();
    });
    connect(m_folder, &QLineEdit::textChanged, this, [this] {
        m_replace->setChecked(false);
        emit folderChanged();
        updateState();
    });
    connect(m_browse, &QPushButton::clicked, this, &ExportDialog::browse);
    connect(m_replace, &QCheckBox::toggled, this, &ExportDialog::updateState);
    connect(m_export, &QPushButton::clicked, this, &ExportDialog::exportRequested);
    connect(m_verify, &QPushButton::clicked, this, &ExportDialog::verifyRequested);
    connect(m_stop, &QPushButton::clicked, this, &ExportDialog::stopRequested);
    connect(m_openFolder, &QPushButton::clicked, this, &ExportDialog::openFolderRequested);
}

const ExportTarget &ExportDialog::target() const { return m_targets[m_targetButtons->checkedId()]; }

void ExportDialog::setTarget(const QString &name)
{
    for (int i = 0; i < m_targets.size(); ++i)
        if (m_targets[i].name == name)
            m_targetButtons->button(i)->setChecked(true);
}

QString ExportDialog::folder() const { return m_folder->text().trimmed(); }
void ExportDialog::setFolder(const QString &folder) { m_folder->setText(folder); }
bool ExportDialog::replaces() const { return m_replace->isChecked(); }
QString ExportDialog::verdict() const { return m_verdict->text(); }
QString ExportDialog::result() const { return m_result->text(); }

void ExportDialog::setPlace(FolderPlace place)
{
    m_place = place;
    updateState();
}

void ExportDialog::showChecking()
{
    m_isPossible = false;
    m_refusalModel->removeRows(0, m_refusalModel->rowCount());
    m_verdict->showNote(tr("Looking whether anything speaks against it..."));
    updateState();
}

void ExportDialog::setRefusals(const QList<ExportRefusal> &refusals)
{
    m_isPossible = refusals.isEmpty();
    m_refusalModel->removeRows(0, m_refusalModel->rowCount());
    for (const ExportRefusal &refusal : refusals) {
        QList<QStandardItem *> row;
        const QString layer = refusal.layer.isEmpty() ? tr("whole network") : refusal.layer;
        for (const QString &text : {layer, refusal.rule, refusal.value, refusal.limit, refusal.remedy}) {
            row << new QStandardItem(text);
            row.last()->setTextAlignment(Qt::AlignLeft | Qt::AlignTop);
        }
        m_refusalModel->appendRow(row);
    }
    m_refusals->horizontalHeader()->setMaximumSectionSize(fontMetrics().averageCharWidth() * 24);
    m_refusals->resizeColumnsToContents();
    m_refusals->horizontalHeader()->setMaximumSectionSize(-1);
    if (m_isPossible)
        m_verdict->showNote(tr("Nothing speaks against it."));
    else
        m_verdict->showError(refusals.size() == 1
                                 ? tr("One thing speaks against it, so nothing is written:")
                                 : tr("%1 things speak against it, so nothing is written:").arg(refusals.size()));
    updateState();
}

void ExportDialog::showObstacle(const QString &text)
{
    setRefusals({});
    m_isPossible = false;
    m_verdict->showError(text);
    updateState();
}

void ExportDialog::showProgress(const QString &text)
{
    m_isBusy = !text.isEmpty();
    if (m_isBusy) {
        m_result->showNote(text);
        m_openFolder->hide();
    }
    updateState();
    if (m_isBusy)
        showEnd();
}

void ExportDialog::showResult(const QString &text)
{
    showProgress({});
    m_result->showNote(text);
    m_openFolder->show();
    showEnd();
}

void ExportDialog::showError(const QString &text)
{
    showProgress({});
    m_result->showError(text);
    m_openFolder->hide();
    showEnd();
}

/// What has become of it is at the end, which a small screen may not show.
void ExportDialog::showEnd()
{
    m_scroll->widget()->layout()->activate();
    m_scroll->ensureWidgetVisible(m_receipt->isVisible() ? static_cast<QWidget *>(m_receipt) : m_result);
}

void ExportDialog::setReceipt(const ReceiptValues &receipt)
{
    m_receipt->setReceipt(receipt);
    m_receipt->setVisible(!receipt.rows.isEmpty());
}

void ExportDialog::updateState()
{
    const bool exists = m_place == FolderPlace::Export || m_place == FolderPlace::Package;
    if (folder().isEmpty())
        m_placeNote->showError(tr("Name a folder."));
    else if (m_place == FolderPlace::Taken)
        m_placeNote->showError(tr("There is something else than an export; choose another folder."));
    else
        m_placeNote->showNote(exists ? tr("There is an export in this folder.") : QString());
    m_replace->setVisible(exists);
    m_refusalBox->setVisible(m_refusalModel->rowCount() > 0);
    m_progress->setVisible(m_isBusy);
    m_stop->setVisible(m_isBusy);
    for (QAbstractButton *button : m_targetButtons->buttons())
        button->setEnabled(!m_isBusy);
    for (QWidget *field :
         {static_cast<QWidget *>(m_folder), static_cast<QWidget *>(m_browse), static_cast<QWidget *>(m_replace)})
        field->setEnabled(!m_isBusy);
    const bool hasPlace = !folder().isEmpty() && m_place != FolderPlace::Taken && (!exists || replaces());
    m_export->setEnabled(m_isPossible && !m_isBusy && hasPlace);
    m_verify->setVisible(target().isVerifiable);
    m_verify->setEnabled(!m_isBusy && m_place == FolderPlace::Package);
    m_verify->setToolTip(m_place == FolderPlace::Package
                             ? tr("Builds the code in this folder and compares all that it computes")
                             : tr("Export the code first"));
}

void ExportDialog::browse()
{
    const QString chosen = chooseFolder(folder());
    if (!chosen.isEmpty())
        setFolder(chosen);
}

} // namespace odimo::widgets
