// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/explorer/figures/save_dialog.h"

#include "app/explorer/figures/length_field.h"
#include "app/explorer/figures/save_preview.h"
#include "app/explorer/figures/save_size.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>

#include <algorithm>
#include <utility>

namespace odimo::explorer {

namespace {

QDoubleSpinBox *numberField(const SaveLimits &limits, double value, const QString &unit, const QString &name)
{
    auto *field = new QDoubleSpinBox;
    field->setRange(limits.least, limits.most);
    field->setDecimals(0);
    field->setValue(value);
    field->setSuffix(QLatin1Char(' ') + unit);
    field->setAccessibleName(name);
    return field;
}

QComboBox *chooser(const QString &name)
{
    auto *box = new QComboBox;
    box->setAccessibleName(name);
    return box;
}

} // namespace

SaveDialog::SaveDialog(const std::vector<Content> &offered, const SaveChoice &choice, Previews previews,
                       QWidget *parent)
    : QDialog(parent), m_first(choice), m_previews(std::move(previews)), m_content(chooser(tr("What is written"))),
      m_kind(chooser(tr("Kind of file"))), m_inView(new QCheckBox(tr("&Only the points in view"))),
      m_preset(chooser(tr("Size"))), m_width(new LengthField(widthLimits_mm, choice.width_mm, tr("Width"))),
      m_height(new LengthField(heightLimits_mm, choice.height_mm, tr("Height"))),
      m_unit(chooser(tr("Unit of lengths"))),
      m_text(numberField(textLimits_pt, choice.text_pt, tr("pt"), tr("Size of the text"))),
      m_resolution(numberField(resolutionLimits, choice.dotsPerInch, tr("dpi"), tr("Resolution"))),
      m_colors(chooser(tr("Colours"))), m_size(new QLabel), m_preview(new SavePreview)
{
    setWindowTitle(tr("Save View As"));
    fill(offered);
    build();
    showKinds();
    changeUnit();
    connect(m_content, &QComboBox::currentIndexChanged, this, &SaveDialog::showKinds);
    connect(m_kind, &QComboBox::currentIndexChanged, this, &SaveDialog::changeResolution);
    connect(m_preset, &QComboBox::activated, this, &SaveDialog::usePreset);
    connect(m_unit, &QComboBox::currentIndexChanged, this, &SaveDialog::changeUnit);
    connect(m_resolution, &QDoubleSpinBox::valueChanged, this, &SaveDialog::changeResolution);
    for (QDoubleSpinBox *field : std::initializer_list<QDoubleSpinBox *>{m_width, m_height, m_text})
        connect(field, &QDoubleSpinBox::valueChanged, this, &SaveDialog::showChoice);
    connect(m_colors, &QComboBox::currentIndexChanged, this, &SaveDialog::showChoice);
    connect(m_inView, &QCheckBox::toggled, this, &SaveDialog::showChoice);
}

void SaveDialog::fill(const std::vector<Content> &offered)
{
    for (const Content content : offered)
        m_content->addItem(titleOf(content), static_cast<int>(content));
    m_content->setCurrentIndex(std::max(0, m_content->findData(static_cast<int>(m_first.content))));
    for (const SizePreset &preset : sizePresets())
        m_preset->addItem(preset.name);
    m_preset->addItem(tr("Other"));
    m_unit->addItem(tr("mm"));
    m_unit->addItem(tr("px"));
    m_unit->setCurrentIndex(m_first.isInPixels ? 1 : 0);
    m_unit->setToolTip(tr("Pixels of the resolution in a PNG; 96 are an inch in other files"));
    m_colors->addItem(tr("Light"), false);
    m_colors->addItem(tr("Dark"), true);
    m_colors->setCurrentIndex(m_first.isDark ? 1 : 0);
}

void SaveDialog::build()
{
    auto *size = new QHBoxLayout;
    size->addWidget(m_width, 1);
    size->addWidget(new QLabel(QStringLiteral("×")));
    size->addWidget(m_height, 1);
    size->addWidget(m_unit);
    auto *form = new QFormLayout;
    form->addRow(tr("W&hat:"), m_content);
    form->addRow(tr("&As:"), m_kind);
    m_inView->setToolTip(
        tr("Values of the points that the zoom shows and that are not faint; otherwise of all points"));
    form->addRow(QString(), m_inView);
    form->addRow(tr("Si&ze:"), m_preset);
    form->addRow(tr("&Width, height:"), size);
    form->addRow(tr("&Text:"), m_text);
    form->addRow(tr("&Resolution:"), m_resolution);
    form->addRow(tr("&Colours:"), m_colors);
    qobject_cast<QLabel *>(form->labelForField(size))->setBuddy(m_width);
    m_size->setForegroundRole(QPalette::PlaceholderText);
    m_size->setAlignment(Qt::AlignHCenter);
    auto *shown = new QVBoxLayout;
    shown->addWidget(m_preview, 1);
    shown->addWidget(m_size);
    auto *columns = new QHBoxLayout;
    columns->addLayout(form);
    columns->addSpacing(fontMetrics().averageCharWidth() * 2);
    columns->addLayout(shown, 1);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Save | QDialogButtonBox::Cancel);
    buttons->button(QDialogButtonBox::Save)->setText(tr("&Save..."));
    buttons->button(QDialogButtonBox::Save)->setDefault(true);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->addLayout(columns, 1);
    layout->addWidget(buttons);
}

/// Of the content; the kind stays where it can.
void SaveDialog::showKinds()
{
    const QVariant before =
        m_kind->currentIndex() < 0 ? QVariant(static_cast<int>(m_first.kind)) : m_kind->currentData();
    const QSignalBlocker blocker(m_kind);
    m_kind->clear();
    for (const FileKind kind : kindsOf(static_cast<Content>(m_content->currentData().toInt())))
        m_kind->addItem(titleOf(kind), static_cast<int>(kind));
    m_kind->setCurrentIndex(std::max(0, m_kind->findData(before)));
    changeResolution();
}

void SaveDialog::usePreset()
{
    const std::vector<SizePreset> presets = sizePresets();
    const auto at = static_cast<std::size_t>(std::max(0, m_preset->currentIndex()));
    if (at >= presets.size()) // What the fields say.
        return m_width->setFocus();
    m_text->setValue(presets[at].text_pt);
    m_resolution->setValue(presets[at].dotsPerInch);
    m_width->setLength_mm(presets[at].width_mm);
    m_height->setLength_mm(presets[at].height_mm);
    showChoice();
}

double SaveDialog::pixelsPerInch() const
{
    const bool hasDots = static_cast<FileKind>(m_kind->currentData().toInt()) == FileKind::Png;
    return hasDots ? m_resolution->value() : widgets::unitsPerInch;
}

void SaveDialog::changeUnit()
{
    const LengthUnit unit = m_unit->currentIndex() == 1 ? LengthUnit::Pixels : LengthUnit::Millimetres;
    for (LengthField *field : {m_width, m_height})
        field->setUnit(unit, pixelsPerInch());
    showChoice();
}

void SaveDialog::changeResolution()
{
    for (LengthField *field : {m_width, m_height})
        field->setPixelsPerInch(pixelsPerInch());
    showChoice();
}

void SaveDialog::showChoice()
{
    const SaveChoice chosen = choice();
    const bool picture = isPicture(chosen.kind);
    const bool hasOwnShape = chosen.content == Content::Network;
    for (QWidget *field : std::initializer_list<QWidget *>{m_preset, m_width, m_unit, m_colors})
        field->setEnabled(picture);
    m_height->setEnabled(picture && !hasOwnShape);
    m_text->setEnabled(picture && !hasOwnShape);
    m_resolution->setEnabled(chosen.kind == FileKind::Png);
    m_inView->setEnabled(chosen.content == Content::Front && !picture);
    const std::vector<SizePreset> presets = sizePresets();
    const auto preset = std::ranges::find_if(presets, [&](const SizePreset &one) { return isOf(chosen, one); });
    m_preset->setCurrentIndex(static_cast<int>(preset - presets.begin()));

    const PreviewValues shown = m_previews(chosen);
    m_preview->show(shown);
    m_size->clear();
    if (!shown.figure)
        return;
    const QSize pixels =
        widgets::pixelsOf(shown.figure->size, {.width_mm = chosen.width_mm, .dotsPerInch = chosen.dotsPerInch});
    const double height_mm = chosen.width_mm * shown.figure->size.height() / shown.figure->size.width();
    const auto number = [this](double value) {
        return locale().toString(value, 'f', 0);
    };
    const QString millimetres = tr("%1 × %2 mm").arg(number(chosen.width_mm), number(height_mm));
    m_size->setText(chosen.kind == FileKind::Png
                        ? tr("%1, %2 × %3 pixels").arg(millimetres, number(pixels.width()), number(pixels.height()))
                        : millimetres);
}

SaveChoice SaveDialog::choice() const
{
    return {.content = static_cast<Content>(m_content->currentData().toInt()),
            .kind = static_cast<FileKind>(m_kind->currentData().toInt()),
            .width_mm = m_width->length_mm(),
            .height_mm = m_height->length_mm(),
            .text_pt = m_text->value(),
            .dotsPerInch = m_resolution->value(),
            .isDark = m_colors->currentData().toBool(),
            .isInViewOnly = m_inView->isChecked(),
            .isInPixels = m_unit->currentIndex() == 1};
}

} // namespace odimo::explorer
