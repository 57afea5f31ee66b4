// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/mapping/cost/layer_explanation.h"

#include <QTextBrowser>

namespace odimo::widgets {

/// How a number comes about: for each part of it the formulas, the numbers in them, and what they give.
class ExplanationView : public QTextBrowser {
    Q_OBJECT

public:
    explicit ExplanationView(QWidget *parent = nullptr);
    void setParts(const std::vector<mapping::ExplainedPart> &parts);
    const std::vector<mapping::ExplainedPart> &parts() const { return m_parts; }

signals:
    /// The user wants to read where a formula comes from: a page of the help and, behind "#", its section.
    void pageWanted(const QString &topic);

protected:
    void changeEvent(QEvent *event) override;

private:
    void show();

    std::vector<mapping::ExplainedPart> m_parts;
    QString m_shown;
};

} // namespace odimo::widgets
