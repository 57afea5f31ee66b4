// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

namespace odimo::widgets {

/// A function of a source, and the layer that it computes.
struct CodeSection {
    QString name;         ///< Of the layer or other step.
    bool isLayer = false; ///< Which can be selected.
    int firstLine = 0;    ///< From 0, with the comment above it.
    int lastLine = 0;
};

/// Source code, function by function.
struct CodeValues {
    QString title; ///< "Run 5: instant 63.4 %"
    QString text;
    QList<CodeSection> sections; ///< In the order of lines.
};

} // namespace odimo::widgets
