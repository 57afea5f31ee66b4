// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/explorer/shell/about_dialog.h"

#include "core/base/version.h"

#include <QCoreApplication>
#include <QMessageBox>

namespace odimo::explorer {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(odimo::explorer::AboutDialog)
};

} // namespace

void showAbout(QWidget *parent)
{
    QMessageBox box(QMessageBox::NoIcon, Text::tr("About ODiMO Explorer"), {}, QMessageBox::Close, parent);
    box.setTextFormat(Qt::RichText); // Only this program writes it: all other text is plain.
    box.setText(Text::tr("<b>ODiMO Explorer %1</b><p>Splits the layers of neural networks over the compute units "
                         "of a chip and shows what that means for accuracy, latency and energy.</p><p>It works "
                         "offline and sends nothing anywhere.</p><p>Licence: GPL 3.0 or later.</p>")
                    .arg(QString::fromStdString(fullVersion())));
    box.exec();
}

} // namespace odimo::explorer
