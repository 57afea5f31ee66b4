// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/protocol/envelope.h"
#include "core/transfer/carried_task.h"

#include <iostream>
#include <string>
#include <thread>

namespace odimo::samples {

/// The host of a fake worker, at the other end of its standard streams.
class StandardHost : public transfer::HostLine {
public:
    /// `number`: of a task in a worker of several.
    StandardHost(const platform::Platform &platform, std::optional<int> number) : m_platform(platform), m_number(number)
    {
    }

    void send(const protocol::Event &event) override
    {
        const std::string line = protocol::toLine(event, m_platform);
        std::cout << (m_number ? protocol::toLine(protocol::Envelope{*m_number, line}) : line) << std::endl;
    }

    std::optional<protocol::ContentPart> nextPart() override
    {
        std::string line;
        while (std::getline(std::cin, line)) {
            const protocol::Command command =
                protocol::commandFromLine(m_number ? protocol::envelopeFromLine(line).line : line);
            if (const auto *part = std::get_if<protocol::ContentPart>(&command))
                return *part;
        }
        return std::nullopt;
    }

    bool wait(std::chrono::milliseconds time) override
    {
        std::this_thread::sleep_for(time); // Another process is at work on the same file.
        return true;
    }

private:
    platform::Platform m_platform;
    std::optional<int> m_number;
};

} // namespace odimo::samples
