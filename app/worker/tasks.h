// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <istream>
#include <ostream>

namespace odimo::worker {

/// Does the task that the first line of `input` is; its events go to `output`. Lines that follow are commands, which a
/// thread of its own reads: if the input ends, the host is gone, and the work stops at the next batch. That thread may
/// wait for input when this returns, so the process has to end then. Returns the exit code.
int doOneTask(std::istream &input, std::ostream &output);

/// Does the tasks of numbered lines (protocol::Envelope), each on a thread of its own: the first line of a number is
/// its task, those after it are its commands. When the input has ended, or makes no sense, all stop at the next batch.
/// Returns the exit code.
int doSeveralTasks(std::istream &input, std::ostream &output);

} // namespace odimo::worker
