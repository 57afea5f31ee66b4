// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/explorer/figures/view_content.h"

#include <QDialog>

#include <functional>
#include <vector>

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QLabel;

namespace odimo::explorer {

class LengthField;
class SavePreview;
struct PreviewValues;

/// Asks what is to be written, as what kind of file, and how large, and shows how it will look.
class SaveDialog : public QDialog {
    Q_OBJECT

public:
    using Previews = std::function<PreviewValues(const SaveChoice &)>;

    /// Of these contents, which must not be empty.
    SaveDialog(const std::vector<Content> &offered, const SaveChoice &choice, Previews previews,
               QWidget *parent = nullptr);
    SaveChoice choice() const;

private:
    void fill(const std::vector<Content> &offered);
    void build();
    void showKinds();
    void usePreset();
    void changeUnit();
    void changeResolution();
    void showChoice();
    double pixelsPerInch() const;

    SaveChoice m_first;
    Previews m_previews;
    QComboBox *m_content;
    QComboBox *m_kind;
    QCheckBox *m_inView;
    QComboBox *m_preset;
    LengthField *m_width;
    LengthField *m_height;
    QComboBox *m_unit;
    QDoubleSpinBox *m_text;
    QDoubleSpinBox *m_resolution;
    QComboBox *m_colors;
    QLabel *m_size;
    SavePreview *m_preview;
};

} // namespace odimo::explorer
