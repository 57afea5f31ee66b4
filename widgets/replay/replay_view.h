// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/mapping/cost/cost.h"
#include "widgets/replay/replay_player.h"
#include "widgets/replay/replay_values.h"

#include <QWidget>

class QAction;
class QComboBox;
class QHBoxLayout;
class QLabel;
class QSlider;
class QToolButton;

namespace odimo::widgets {

class EmptyState;
class ObjectiveChooser;
class ReplayCanvas;

/// What is replayed.
enum class ReplaySubject { Channels, Front };

/// The actions that the view has buttons for.
struct ReplayActions {
    QAction *play; ///< Checkable.
    QAction *first;
    QAction *previous;
    QAction *next;
    QAction *last;
    QAction *live; ///< Checkable: the newest moment is shown as it comes.
    QAction *save;
};

/// Plays back how a search moved channels between the units, or how the front grew, and follows what is in work. Space
/// plays and stops, the arrow keys, Home and End go from moment to moment.
class ReplayView : public QWidget {
    Q_OBJECT

public:
    explicit ReplayView(const ReplayActions &actions, QWidget *parent = nullptr);

    ReplaySubject subject() const;
    void setSubject(ReplaySubject subject);
    /// What the costs of the front are; of channels both are told.
    mapping::Objective objective() const;
    /// `key` tells one replay from another: the same one keeps the moment that is shown, unless that is the newest.
    void showReplay(const QString &key, const ReplayValues &values);
    /// Why there is none.
    void showText(const QString &title, const QString &text);
    /// Whether its actions can be used: before it is shown for the first time it does not know.
    void setUsable(bool usable);

    const ReplayValues &values() const { return m_values; }
    const QString &key() const { return m_key; } ///< Of what is shown; empty if nothing is.

    ReplayPlayer &player() { return m_player; }
    ReplayCanvas &canvas() { return *m_canvas; }
    EmptyState &emptyState() { return *m_state; }

signals:
    void subjectChanged(); ///< Or the objective.
    /// The user has chosen what is shown.
    void subjectChosen();
    void shown();
    void described(const QString &text);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    QHBoxLayout *subjectBar();
    QHBoxLayout *playBar();
    void connectActions();
    void showMoment();

    ReplayActions m_actions;
    ReplayPlayer m_player;
    ReplayValues m_values;
    QString m_key;
    QComboBox *m_subject;
    ObjectiveChooser *m_objective;
    ReplayCanvas *m_canvas;
    EmptyState *m_state;
    QSlider *m_slider;
    QLabel *m_place;
    QLabel *m_status;
    QComboBox *m_speed;
    QToolButton *m_live;
};

} // namespace odimo::widgets
