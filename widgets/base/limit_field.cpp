// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/base/limit_field.h"

#include <QCheckBox>
#include <QDoubleSpinBox>
#include <QGridLayout>
#include <QSignalBlocker>
#include <QSlider>

#include <algorithm>
#include <cmath>

namespace odimo::widgets {

namespace {

constexpr int sliderSteps = 1000;
constexpr int significantDigits = 4;

int decimalsFor(double largest)
{
    return std::clamp(significantDigits - 1 - static_cast<int>(std::floor(std::log10(largest))), 0, 6);
}

} // namespace

LimitField::LimitField(const QString &name, const QString &unit, Open open, QWidget *parent)
    : QWidget(parent), m_isOn(new QCheckBox(name)), m_number(new QDoubleSpinBox), m_slider(new QSlider(Qt::Horizontal)),
      m_open(open)
{
    m_number->setSuffix(QStringLiteral(" ") + unit);
    m_number->setAccessibleName(name);
    m_number->setAlignment(Qt::AlignRight);
    m_slider->setRange(0, sliderSteps);
    m_slider->setPageStep(sliderSteps / 20);
    m_slider->setAccessibleName(name);
    m_isOn->setAccessibleName(name);
    auto *layout = new QGridLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setVerticalSpacing(0);
    layout->addWidget(m_isOn, 0, 0);
    layout->addWidget(m_number, 0, 1);
    layout->addWidget(m_slider, 1, 0, 1, 2);
    layout->setColumnStretch(0, 1);

    connect(m_slider, &QSlider::valueChanged, this, [this](int step) {
        const QSignalBlocker once(m_number);
        m_number->setValue(m_range.low + (m_range.high - m_range.low) * step / sliderSteps);
        emit changed();
    });
    connect(m_number, &QDoubleSpinBox::valueChanged, this, [this] {
        moveSlider();
        emit changed();
    });
    connect(m_isOn, &QCheckBox::toggled, this, [this](bool on) {
        m_number->setEnabled(on);
        m_slider->setEnabled(on);
        emit changed();
    });
    setRange({0, 1});
    setValue(std::nullopt);
}

void LimitField::setRange(const mapping::Interval &range)
{
    const std::optional<double> kept = value();
    m_range = {range.low < range.high ? range.low : 0, range.high};
    const int decimals = decimalsFor(range.high);
    {
        const QSignalBlocker quiet(m_number);
        m_number->setDecimals(decimals);
        m_number->setRange(std::pow(10, -decimals), 100 * range.high);
        m_number->setSingleStep((range.high - range.low) / 100);
    }
    setValue(kept);
}

void LimitField::setValue(std::optional<double> value)
{
    const QSignalBlocker quietBox(m_isOn);
    const QSignalBlocker quietNumber(m_number);
    m_isOn->setChecked(value.has_value());
    m_number->setEnabled(value.has_value());
    m_slider->setEnabled(value.has_value());
    m_number->setValue(value.value_or(m_open == Open::AtHighEnd ? m_range.high : m_range.low));
    moveSlider();
}

std::optional<double> LimitField::value() const
{
    return m_isOn->isChecked() ? std::optional(m_number->value()) : std::nullopt;
}

void LimitField::moveSlider()
{
    const QSignalBlocker quiet(m_slider);
    const double share = (m_number->value() - m_range.low) / (m_range.high - m_range.low);
    m_slider->setValue(static_cast<int>(std::lround(sliderSteps * std::clamp(share, 0.0, 1.0))));
}

} // namespace odimo::widgets
