// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/explorer/setup/step_timer.h"

#include "app/explorer/base/background.h"
#include "core/data/dataset.h"
#include "core/host/flow/step_timing.h"
#include "core/host/plan/make_plan.h"
#include "core/host/plan/validate.h"

namespace odimo::explorer {

StepTimer::StepTimer(Background &background, host::KnownTimes known, QObject *parent)
    : QObject(parent), m_background(background), m_known(std::move(known))
{
}

StepTimer::~StepTimer() { stop(); }

void StepTimer::time(const host::Settings &settings)
{
    if (m_control)
        return;
    m_control = std::make_shared<workers::Control>();
    const auto control = m_control;
    m_background.run(
        *this,
        [settings, control, known = m_known] {
            const host::Inputs inputs = host::validate(settings, data::summarise(data::loadDataset(settings.data)));
            const host::Plan untimed = host::makePlan(settings, inputs, std::nullopt);
            known.keep(settings, inputs, untimed,
                       host::timeSteps(settings, inputs, untimed, host::checkedLaunch(settings), *control,
                                       [](const protocol::Log &) {}));
            return true;
        },
        [this](bool) {
            m_control.reset();
            emit timed();
        },
        [this, control](const QString &message) {
            m_control.reset();
            if (control->request() != workers::Request::Stop)
                emit failed(message);
        });
}

void StepTimer::stop()
{
    if (m_control)
        m_control->stop();
}

} // namespace odimo::explorer
