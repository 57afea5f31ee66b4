// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QPalette>
#include <QString>

#include <optional>

class QApplication;

namespace odimo::widgets {

/// What the user chose; System keeps the platform's own style and colours.
enum class Theme { System, Light, Dark };

QString themeName(Theme theme); ///< "system", "light", "dark"
std::optional<Theme> themeFromName(const QString &name);

/// The complete Fusion palette of Light or Dark.
QPalette lightPalette();
QPalette darkPalette();

/// Sets style and palette of the whole program; open windows follow at once.
void applyTheme(QApplication &application, Theme theme);

bool isDark(const QPalette &palette);

/// Colours of the plots. Each stands out from the background by at least 3:1, texts by 4.5:1, in both themes.
struct PlotColors {
    QColor background;
    QColor text;
    QColor grid; ///< Decoration only, below the 3:1 of the others.
    QColor front;
    QColor dominated;
    QColor baseline;
    QColor selection;
    QColor prediction;
    QColor training;
    QColor validation;
};
PlotColors plotColors(const QPalette &palette);

/// The colour of the front of another project, by its place among them: of Okabe and Ito; shapes tell more of them
/// apart.
QColor overlayColor(int index, const QPalette &palette);

/// Colours of one compute unit. The outline stands out from the background by 3:1, `text` from `fill` by 4.5:1.
struct UnitColors {
    QColor fill;
    QColor outline;
    QColor text;
    bool hatched = false; ///< The second channel beside colour.
};
/// Unit 0 is blue and plain, unit 1 orange and hatched (Okabe and Ito), further ones grey and hatched.
UnitColors unitColors(int unit, const QPalette &palette);

/// The colour of error messages on a window's background.
QColor errorTextColor(const QPalette &palette);

/// The colour of what has passed a check, on a window's background.
QColor successTextColor(const QPalette &palette);

/// WCAG 2.1 contrast ratio, 1 to 21.
double contrastRatio(const QColor &one, const QColor &other);

} // namespace odimo::widgets
