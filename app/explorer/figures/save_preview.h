// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/base/figure.h"

#include <QWidget>

#include <optional>

namespace odimo::explorer {

/// What a file will show: its picture, or how its text begins.
struct PreviewValues {
    std::optional<widgets::Figure> figure = {};
    QString text = {}; ///< If there is no figure.
};

class SavePreview : public QWidget {
    Q_OBJECT

public:
    explicit SavePreview(QWidget *parent = nullptr);
    void show(const PreviewValues &values);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    PreviewValues m_values;
};

} // namespace odimo::explorer
