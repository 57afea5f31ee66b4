// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/origin.h"
#include "widgets/base/theme.h"

#include <QFont>
#include <QImage>
#include <QPalette>
#include <QSizeF>
#include <QString>

#include <filesystem>
#include <functional>
#include <memory>

class QCPPainter;
class QCustomPlot;
class QWidget;

namespace odimo::widgets {

/// Drawings measure in units of which so many are an inch.
inline constexpr double unitsPerInch = 96;
inline constexpr double millimetresPerInch = 25.4;

/// How a drawing for a file is to look, whatever the window looks like.
struct FigureStyle {
    QPalette palette = lightPalette();
    QFont font = {};
    QSizeF size = {}; ///< In units; a drawing that needs more takes more.
};

/// A drawing that does not depend on the window any more.
struct Figure {
    QSizeF size; ///< In units.
    std::function<void(QCPPainter &)> paint;
};

/// The plot of a widget that nobody else uses.
Figure plotFigure(std::shared_ptr<QWidget> widget, QCustomPlot &plot, const QSizeF &size);

/// What a widget that nobody else uses paints.
Figure paintedFigure(const QSizeF &size, std::function<void(QPainter &)> paint);

/// The file that a figure is written to.
struct FigureFile {
    std::filesystem::path path = {}; ///< Its ending decides: .svg, .pdf or .png.
    QString title = {};
    Origin source = {};
    double width_mm = 0;                   ///< 0: as the figure has it.
    double dotsPerInch = 2 * unitsPerInch; ///< Of a .png.
};

/// The pixels of a .png; so few that other programs read them.
QSize pixelsOf(const QSizeF &size, const FigureFile &file);

/// The figure drawn with so many pixels.
QImage imageOf(const Figure &figure, const QSize &pixels);

/// Writes the figure with its title and where it comes from in the file's metadata; texts stay texts in .svg and .pdf.
/// Throws Error on another ending, and if the file cannot be written.
void writeFigure(const Figure &figure, const FigureFile &file);

} // namespace odimo::widgets
