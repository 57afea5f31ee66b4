// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/explorer/shell/close_dialog.h"

#include <QCoreApplication>
#include <QMessageBox>
#include <QPushButton>

namespace odimo::explorer {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(odimo::explorer::CloseDialog)
};

} // namespace

CloseChoice askToClose(QWidget *parent)
{
    QMessageBox box(QMessageBox::Question, Text::tr("Exploration in progress"), Text::tr("An exploration is running."),
                    QMessageBox::NoButton, parent);
    box.setInformativeText(Text::tr(
        "Everything trained so far is kept in the project, and stopped runs can be finished later. If you keep "
        "training, the window closes and the program ends when the front is done."));
    const auto *stop = box.addButton(Text::tr("Stop at the next batch and close"), QMessageBox::AcceptRole);
    const auto *keep = box.addButton(Text::tr("Keep training"), QMessageBox::ActionRole);
    box.setDefaultButton(box.addButton(QMessageBox::Cancel));
    box.exec();
    if (box.clickedButton() == stop)
        return CloseChoice::StopAndClose;
    return box.clickedButton() == keep ? CloseChoice::KeepTraining : CloseChoice::StayOpen;
}

} // namespace odimo::explorer
