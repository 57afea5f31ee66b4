// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/base/theme.h"

#include <QApplication>
#include <QStyle>
#include <QStyleFactory>
#include <QToolTip>

#include <algorithm>
#include <array>
#include <cmath>

namespace odimo::widgets {

namespace {

struct Shades {
    const char *window, *base, *alternate, *button, *text, *faint, *disabled, *highlight, *link, *toolTip;
    const char *light, *midlight, *mid, *dark, *shadow;
};

QPalette paletteOf(const Shades &shades)
{
    QPalette palette;
    const QColor text(shades.text);
    palette.setColor(QPalette::Window, QColor(shades.window));
    palette.setColor(QPalette::WindowText, text);
    palette.setColor(QPalette::Base, QColor(shades.base));
    palette.setColor(QPalette::AlternateBase, QColor(shades.alternate));
    palette.setColor(QPalette::Text, text);
    palette.setColor(QPalette::Button, QColor(shades.button));
    palette.setColor(QPalette::ButtonText, text);
    palette.setColor(QPalette::BrightText, Qt::white);
    palette.setColor(QPalette::ToolTipBase, QColor(shades.toolTip));
    palette.setColor(QPalette::ToolTipText, text);
    palette.setColor(QPalette::PlaceholderText, QColor(shades.faint));
    palette.setColor(QPalette::Link, QColor(shades.link));
    palette.setColor(QPalette::LinkVisited, QColor(shades.link));
    palette.setColor(QPalette::Highlight, QColor(shades.highlight));
    palette.setColor(QPalette::HighlightedText, Qt::white);
    palette.setColor(QPalette::Light, QColor(shades.light));
    palette.setColor(QPalette::Midlight, QColor(shades.midlight));
    palette.setColor(QPalette::Mid, QColor(shades.mid));
    palette.setColor(QPalette::Dark, QColor(shades.dark));
    palette.setColor(QPalette::Shadow, QColor(shades.shadow));
    const QColor disabled(shades.disabled);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::ToolTipText,
                            QPalette::HighlightedText, QPalette::PlaceholderText, QPalette::Link})
        palette.setColor(QPalette::Disabled, role, disabled);
    palette.setColor(QPalette::Disabled, QPalette::Highlight, QColor(shades.mid));
    palette.setColor(QPalette::Disabled, QPalette::Base, QColor(shades.window));
    return palette;
}

double channelLuminance(double value)
{
    return value <= 0.03928 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

double luminance(const QColor &color)
{
    return 0.2126 * channelLuminance(color.redF()) + 0.7152 * channelLuminance(color.greenF()) +
           0.0722 * channelLuminance(color.blueF());
}

} // namespace

QString themeName(Theme theme)
{
    switch (theme) {
    case Theme::System:
        return QStringLiteral("system");
    case Theme::Light:
        return QStringLiteral("light");
    case Theme::Dark:
        return QStringLiteral("dark");
    }
    return {};
}

std::optional<Theme> themeFromName(const QString &name)
{
    for (const Theme theme : {Theme::System, Theme::Light, Theme::Dark})
        if (themeName(theme) == name)
            return theme;
    return std::nullopt;
}

QPalette lightPalette()
{
    return paletteOf({.window = "#f4f5f7",
                      .base = "#ffffff",
                      .alternate = "#f6f8fa",
                      .button = "#eceef1",
                      .text = "#1b1f24",
                      .faint = "#5b6673",
                      .disabled = "#8d96a1",
                      .highlight = "#0b62a8",
                      .link = "#0b5a9c",
                      .toolTip = "#ffffff",
                      .light = "#ffffff",
                      .midlight = "#f0f2f4",
                      .mid = "#c3c9d0",
                      .dark = "#9aa3ad",
                      .shadow = "#70787f"});
}

QPalette darkPalette()
{
    return paletteOf({.window = "#23272e",
                      .base = "#191c21",
                      .alternate = "#1f2329",
                      .button = "#323841",
                      .text = "#e7eaee",
                      .faint = "#a3adb9",
                      .disabled = "#747d89",
                      .highlight = "#2b6cab",
                      .link = "#79b8f3",
                      .toolTip = "#323841",
                      .light = "#49515c",
                      .midlight = "#3c434d",
                      .mid = "#454c57",
                      .dark = "#15181c",
                      .shadow = "#0c0e10"});
}

void applyTheme(QApplication &, Theme theme)
{
    static const QString platformStyle = QApplication::style()->objectName();
    QApplication::setStyle(QStyleFactory::create(theme == Theme::System ? platformStyle : QStringLiteral("Fusion")));
    switch (theme) {
    case Theme::System:
        QApplication::setPalette(QPalette());
        break;
    case Theme::Light:
        QApplication::setPalette(lightPalette());
        break;
    case Theme::Dark:
        QApplication::setPalette(darkPalette());
        break;
    }
    QToolTip::setPalette(QApplication::palette());
}

bool isDark(const QPalette &palette) { return palette.color(QPalette::Window).lightness() < 128; }

PlotColors plotColors(const QPalette &palette)
{
    const bool dark = isDark(palette);
    return {.background = palette.color(QPalette::Base),
            .text = palette.color(QPalette::Text),
            .grid = QColor(dark ? "#343a43" : "#e3e6ea"),
            .front = palette.color(QPalette::Text),
            .dominated = QColor(dark ? "#7f8995" : "#7d8792"),
            .baseline = QColor(dark ? "#16b88a" : "#00845f"),
            .selection = QColor(dark ? "#79b8f3" : "#0b62a8"),
            .prediction = QColor(dark ? "#c3a0f5" : "#7645b8"),
            .training = QColor(dark ? "#a3adb9" : "#5b6673"),
            .validation = QColor(dark ? "#d88fb8" : "#a8487c")};
}

QColor overlayColor(int index, const QPalette &palette)
{
    static constexpr std::array light = {"#b34f00", "#0072b2", "#a8487c", "#7a6a00", "#00788a"};
    static constexpr std::array dark = {"#f28c4b", "#56b4e9", "#d88fb8", "#f0e442", "#5ccfdc"};
    const auto at = static_cast<std::size_t>(index) % light.size();
    return QColor(isDark(palette) ? dark[at] : light[at]);
}

UnitColors unitColors(int unit, const QPalette &palette)
{
    const bool dark = isDark(palette);
    switch (unit) {
    case 0:
        return {QColor("#0072b2"), QColor(dark ? "#56b4e9" : "#005a8e"), Qt::white, false};
    case 1:
        return {QColor("#e69f00"), QColor(dark ? "#f2c55c" : "#966800"), Qt::black, true};
    default:
        return {QColor("#999999"), QColor(dark ? "#c4c4c4" : "#666666"), Qt::black, true};
    }
}

QColor errorTextColor(const QPalette &palette) { return QColor(isDark(palette) ? "#ff9d8a" : "#a3260d"); }

QColor successTextColor(const QPalette &palette) { return QColor(isDark(palette) ? "#5fd39a" : "#0b6b41"); }

double contrastRatio(const QColor &one, const QColor &other)
{
    const auto [low, high] = std::minmax({luminance(one), luminance(other)});
    return (high + 0.05) / (low + 0.05);
}

} // namespace odimo::widgets
