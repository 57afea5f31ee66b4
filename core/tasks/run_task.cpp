// SPDX-License-Identifier: Apache-2.0
#include "core/tasks/run_task.h"

#include "core/base/error.h"
#include "core/base/machine.h"
#include "core/base/version.h"
#include "core/tasks/task_context.h"

#include <ATen/Context.h>
#include <ATen/Parallel.h>
#include <torch/version.h>

#include <algorithm>
#include <cstdlib>
#include <new>
#include <thread>

namespace odimo::tasks {

namespace {

void dispatch(const protocol::Task &task, learn::Session &session)
{
    switch (task.kind) {
    case protocol::TaskKind::Warmup:
        return warmUp(makeContext(task, session));
    case protocol::TaskKind::Analyse:
        return analyse(makeContext(task, session));
    case protocol::TaskKind::Preview:
        return preview(makeContext(task, session));
    case protocol::TaskKind::Search:
        return search(makeContext(task, session));
    case protocol::TaskKind::Finetune:
        return finetune(makeContext(task, session));
    case protocol::TaskKind::Evaluate:
        return evaluateWeights(makeContext(task, session));
    case protocol::TaskKind::Logits:
        return computeLogits(task, session);
    case protocol::TaskKind::Time:
        return timeSteps(task, session);
    }
}

/// Set for whom a GPU should rather be fast than repeat its results.
constexpr const char *fastestVariable = "ODIMO_FASTEST_KERNELS";

/// LibTorch itself counts physical cores, which virtual machines misreport.
int allThreads()
{
    static const int threads = std::getenv("OMP_NUM_THREADS")
                                   ? at::get_num_threads()
                                   : static_cast<int>(std::max(1u, std::thread::hardware_concurrency()));
    return threads;
}

/// LibTorch 1.13 has a class of its own for it only on a GPU.
bool isLackOfMemory(const c10::Error &error)
{
    const std::string text = error.what_without_backtrace();
    return text.find("can't allocate memory") != std::string::npos || text.find("out of memory") != std::string::npos;
}

} // namespace

void useAllCores() { at::set_num_threads(allThreads()); }

protocol::Hello hello()
{
    return {.protocol = protocol::protocolVersion,
            .version = version(),
            .torch = TORCH_VERSION,
            .device = at::hasCUDA() ? "cuda" : "cpu",
            .threads = at::get_num_threads(),
            .commit = commit(),
            .host = hostName(),
            .processor = processorName(),
            .accelerator = at::hasCUDA() ? acceleratorNames() : ""};
}

void runTask(const protocol::Task &task, learn::Session &session)
{
    at::set_num_threads(task.threads > 0 ? task.threads : allThreads());
    at::globalContext().setFlushDenormal(true);
    const bool repeats = !std::getenv(fastestVariable);
    at::globalContext().setDeterministicCuDNN(repeats);
    at::globalContext().setBenchmarkCuDNN(!repeats); // It chooses by time, so now one algorithm and now another.
    try {
        dispatch(task, session);
        session.send(protocol::Finished{false});
    } catch (const learn::StoppedByHost &) {
        session.send(protocol::Finished{true});
    } catch (const std::bad_alloc &) {
        throw Error("Memory ran out in " + task.name, ErrorKind::RunFailed, Remedy::LessMemory);
    } catch (const c10::Error &error) {
        if (isLackOfMemory(error))
            throw Error("Memory ran out in " + task.name, ErrorKind::RunFailed, Remedy::LessMemory);
        throw Error("LibTorch could not go on in " + task.name + ": " + error.what_without_backtrace(),
                    ErrorKind::RunFailed);
    }
}

} // namespace odimo::tasks
