// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/replay/replay_view.h"

#include "widgets/base/action_obstacle.h"
#include "widgets/base/empty_state.h"
#include "widgets/base/icons.h"
#include "widgets/base/objective_chooser.h"
#include "widgets/base/view_bar.h"
#include "widgets/replay/replay_canvas.h"

#include <QAction>
#include <QComboBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLocale>
#include <QSignalBlocker>
#include <QSlider>
#include <QToolButton>

#include <algorithm>
#include <array>
#include <utility>

namespace odimo::widgets {

namespace {

constexpr std::array speeds{0.5, 1.0, 2.0, 5.0, 10.0}; ///< Moments a second.
constexpr int usualSpeed = 2;                          ///< Index.

QToolButton *buttonOf(QAction &action)
{
    auto *button = new QToolButton;
    button->setDefaultAction(&action);
    button->setAutoRaise(true);
    button->setAccessibleName(action.iconText());
    return button;
}

} // namespace

ReplayView::ReplayView(const ReplayActions &actions, QWidget *parent)
    : QWidget(parent), m_actions(actions), m_subject(new QComboBox),
      m_objective(new ObjectiveChooser(tr("Cost of the front"))), m_canvas(new ReplayCanvas), m_state(nullptr),
      m_slider(new QSlider(Qt::Horizontal)), m_place(new QLabel), m_status(new QLabel), m_speed(new QComboBox),
      m_live(nullptr)
{
    auto *content = new QWidget;
    auto *inner = new QVBoxLayout(content);
    inner->setContentsMargins(0, 0, 0, 0);
    inner->setSpacing(0);
    inner->addWidget(m_canvas, 1);
    inner->addLayout(playBar());
    m_state = new EmptyState(*content, QStringLiteral("replay"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(subjectBar());
    layout->addWidget(m_state, 1);
    connectActions();
    showText(tr("Nothing to replay"), tr("Open a project to see how its front grew."));
}

QHBoxLayout *ReplayView::subjectBar()
{
    m_subject->addItem(tr("Channels of a search"), static_cast<int>(ReplaySubject::Channels));
    m_subject->addItem(tr("Growth of the front"), static_cast<int>(ReplaySubject::Front));
    m_subject->setAccessibleName(tr("What is replayed"));
    auto *label = new QLabel(tr("Re&play:"));
    label->setBuddy(m_subject);
    QHBoxLayout *bar = viewBar(*this);
    bar->addWidget(label);
    bar->addWidget(m_subject);
    bar->addWidget(m_objective);
    bar->addStretch(1);
    bar->addWidget(m_status);
    bar->addWidget(buttonOf(*m_actions.save));
    connect(m_subject, &QComboBox::currentIndexChanged, this, [this] {
        m_objective->setVisible(subject() == ReplaySubject::Front);
        emit subjectChanged();
    });
    connect(m_subject, &QComboBox::activated, this, &ReplayView::subjectChosen);
    connect(m_objective, &QComboBox::currentIndexChanged, this, &ReplayView::subjectChanged);
    m_objective->hide();
    return bar;
}

QHBoxLayout *ReplayView::playBar()
{
    QHBoxLayout *bar = viewBar(*this);
    for (QAction *action : {m_actions.first, m_actions.previous, m_actions.play, m_actions.next, m_actions.last})
        bar->addWidget(buttonOf(*action));
    m_slider->setAccessibleName(tr("Moment of the replay"));
    m_slider->setPageStep(1);
    bar->addWidget(m_slider, 1);
    m_place->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    bar->addWidget(m_place);
    auto *label = new QLabel(tr("Sp&eed:"));
    label->setBuddy(m_speed);
    for (const double speed : speeds)
        m_speed->addItem(tr("%1 a second").arg(QLocale().toString(speed)), speed);
    m_speed->setCurrentIndex(usualSpeed);
    m_speed->setAccessibleName(tr("Speed of the replay"));
    bar->addWidget(label);
    bar->addWidget(m_speed);
    m_live = buttonOf(*m_actions.live);
    m_live->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    bar->addWidget(m_live);
    connect(m_slider, &QSlider::valueChanged, &m_player, &ReplayPlayer::seek);
    connect(m_speed, &QComboBox::currentIndexChanged, this,
            [this] { m_player.setMomentsPerSecond(m_speed->currentData().toDouble()); });
    return bar;
}

void ReplayView::connectActions()
{
    connect(m_actions.play, &QAction::triggered, this, [this](bool plays) {
        m_player.setPlaying(plays);
        m_actions.play->setChecked(m_player.isPlaying()); // A single moment is no play.
    });
    connect(m_actions.first, &QAction::triggered, &m_player, &ReplayPlayer::first);
    connect(m_actions.previous, &QAction::triggered, &m_player, &ReplayPlayer::previous);
    connect(m_actions.next, &QAction::triggered, &m_player, &ReplayPlayer::next);
    connect(m_actions.last, &QAction::triggered, &m_player, &ReplayPlayer::last);
    connect(m_actions.live, &QAction::triggered, this, [this] {
        m_player.setPlaying(false);
        m_player.last();
        m_actions.live->setChecked(true); // It is left by looking back.
    });
    connect(&m_player, &ReplayPlayer::changed, this, &ReplayView::showMoment);
    connect(&m_player, &ReplayPlayer::playingChanged, this, [this](bool plays) {
        m_actions.play->setChecked(plays);
        m_actions.play->setIcon(themedIcon(plays ? QStringLiteral("pause") : QStringLiteral("start")));
    });
    connect(m_canvas, &ReplayCanvas::sought, this, [this](int moment) {
        m_player.setPlaying(false);
        m_player.seek(moment);
    });
}

ReplaySubject ReplayView::subject() const { return static_cast<ReplaySubject>(m_subject->currentData().toInt()); }

void ReplayView::setSubject(ReplaySubject subject)
{
    m_subject->setCurrentIndex(m_subject->findData(static_cast<int>(subject)));
}

mapping::Objective ReplayView::objective() const { return m_objective->objective(); }

void ReplayView::showReplay(const QString &key, const ReplayValues &values)
{
    m_values = values;
    m_state->showContent();
    m_status->setText(values.note);
    setUsable(true);
    if (std::exchange(m_key, key) == key)
        m_player.setMoments(values.count());
    else
        m_player.restart(values.count());
}

void ReplayView::showText(const QString &title, const QString &text)
{
    m_values = {};
    m_key.clear();
    m_player.restart(0);
    m_status->clear();
    m_state->showText(title, text);
    setUsable(false);
}

void ReplayView::setUsable(bool usable)
{
    for (QAction *action :
         {m_actions.play, m_actions.first, m_actions.previous, m_actions.next, m_actions.last, m_actions.save})
        setObstacle(*action, usable ? QString() : tr("There is nothing to replay yet"));
    setObstacle(*m_actions.live, m_values.isLive ? QString() : tr("Nothing that the replay shows is in work"));
    m_live->setVisible(m_values.isLive);
}

void ReplayView::showMoment()
{
    const int moment = m_player.moment();
    {
        const QSignalBlocker blocker(m_slider);
        m_slider->setRange(0, std::max(0, m_player.moments() - 1));
        m_slider->setValue(std::max(0, moment));
    }
    m_actions.live->setChecked(m_values.isLive && m_player.follows());
    m_canvas->show(m_values, moment);
    const QLocale locale;
    const QString most = locale.toString(m_player.moments());
    m_place->setText(moment < 0 ? QString() : tr("%1 of %2").arg(locale.toString(moment + 1), most));
    m_place->setMinimumWidth(fontMetrics().horizontalAdvance(tr("%1 of %2").arg(most, most)));
    if (moment < 0)
        return;
    const ReplayMoment &shown = m_values.moments[static_cast<std::size_t>(moment)];
    m_slider->setAccessibleDescription(shown.label + QStringLiteral(": ") + shown.caption);
    if (isVisible() && !m_player.isPlaying())
        emit described(shown.label + QStringLiteral(": ") + shown.caption);
}

void ReplayView::keyPressEvent(QKeyEvent *event)
{
    if (event->modifiers() & ~Qt::KeypadModifier)
        return QWidget::keyPressEvent(event);
    switch (event->key()) {
    case Qt::Key_Space:
        return m_actions.play->trigger();
    case Qt::Key_Left:
        return m_player.previous();
    case Qt::Key_Right:
        return m_player.next();
    case Qt::Key_Home:
        return m_player.first();
    case Qt::Key_End:
        return m_player.last();
    default:
        return QWidget::keyPressEvent(event);
    }
}

void ReplayView::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    emit shown();
}

} // namespace odimo::widgets
