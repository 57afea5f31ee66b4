// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/base/form_footer.h"

#include "widgets/base/empty_state.h"

#include <QAction>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace odimo::widgets {

QWidget *formFooter(QAction &action)
{
    auto *foot = new QWidget;
    auto *reason = new QLabel;
    reason->setWordWrap(true);
    reason->setAlignment(Qt::AlignCenter);
    reason->setForegroundRole(QPalette::PlaceholderText);
    QSizePolicy steady = reason->sizePolicy();
    steady.setRetainSizeWhenHidden(true); // Else the button would jump whenever the reason comes and goes.
    reason->setSizePolicy(steady);
    reason->setMinimumHeight(reason->fontMetrics().height());
    const int gap = foot->fontMetrics().height() / 2;
    auto *layout = new QVBoxLayout(foot);
    layout->setContentsMargins(gap, 0, gap, gap);
    layout->addWidget(actionButton(action, foot));
    layout->addWidget(reason);
    const auto explain = [reason, &action] {
        reason->setText(action.isEnabled() ? QString() : action.toolTip());
        reason->setVisible(!reason->text().isEmpty());
    };
    QObject::connect(&action, &QAction::changed, reason, explain);
    explain();
    return foot;
}

} // namespace odimo::widgets
