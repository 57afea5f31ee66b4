// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/explorer/shell/help_dialogs.h"

#include "app/explorer/shell/action_registry.h"
#include "core/base/version.h"

#include <QCoreApplication>
#include <QMessageBox>

namespace odimo::explorer {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(odimo::explorer::HelpDialogs)
};

/// A dialog with formatted text, which only this program writes: all other text is plain.
void showOwnText(const QString &title, const QString &text, QWidget *parent)
{
    QMessageBox box(QMessageBox::NoIcon, title, {}, QMessageBox::Close, parent);
    box.setTextFormat(Qt::RichText);
    box.setText(text);
    box.exec();
}

} // namespace

void showShortcuts(const ActionRegistry &actions, QWidget *parent)
{
    showOwnText(Text::tr("Keyboard shortcuts"), actions.shortcutSheet(), parent);
}

void showAbout(QWidget *parent)
{
    showOwnText(Text::tr("About ODiMO Explorer"),
                Text::tr("<b>ODiMO Explorer %1</b><p>Splits the layers of neural networks over the compute units "
                         "of a chip and shows what that means for accuracy, latency and energy.</p><p>It works "
                         "offline and sends nothing anywhere.</p><p>Licence: GPL 3.0 or later.</p>")
                    .arg(QString::fromLatin1(version())),
                parent);
}

} // namespace odimo::explorer
