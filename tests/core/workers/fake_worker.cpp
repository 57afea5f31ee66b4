// SPDX-License-Identifier: Apache-2.0
// Speaks the worker protocol and trains nothing. Results are functions of the task. Variables of the environment:
//   ODIMO_FAKE          what to do instead of working: crash, silent, protocol, babble (until it is ended),
//                       incomplete, misfit (a mapping of another network), missplit (likewise, of an epoch), lost
//                       (weights), fail, endless (a line), die (after the first epoch), die-late (before it has
//                       finished), stop (as by SIGSTOP, likewise), wait (for a command,
//                       likewise), deaf (stop before the task is read), linger (when done, until the file
//                       ODIMO_FAKE_GATE, a FIFO, is opened; then "left" is appended to the journal)
//   ODIMO_FAKE_ONCE     a file: only the worker that makes it behaves so
//   ODIMO_FAKE_WHERE    only in tasks whose "<kind> <name>" holds this text
//   ODIMO_FAKE_JOURNAL  a file to which "<kind> <name> from <content of the weights> at <checkpoint>" is appended, and
//                       " near <content>" if there is a neighbour
//   ODIMO_FAKE_STEP_MS  what a float step takes; a list, "270,30", for one timing after the other
//   ODIMO_FAKE_IMAGE_MS what an image takes in an epoch of training
//   ODIMO_FAKE_EXACT    if set, results hang on all that those of a training hang on: seed, threads, schedule, mapping
//                       and the weights it starts from; but not on the number of a run
#include "core/base/files.h"
#include "core/base/json_reader.h"
#include "core/mapping/cost/baselines.h"
#include "core/network/passes.h"
#include "core/protocol/event.h"
#include "core/protocol/task.h"
#include "tests/core/workers/standard_host.h"

#include <nlohmann/json.hpp>

#include <fcntl.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <iostream>
#include <sstream>

using namespace odimo;
using namespace odimo::protocol;

namespace {

std::string variable(const char *name)
{
    const char *value = std::getenv(name);
    return value ? value : "";
}

bool mayBehave()
{
    const std::string once = variable("ODIMO_FAKE_ONCE");
    return once.empty() || close(open(once.c_str(), O_CREAT | O_EXCL | O_WRONLY, 0600)) == 0;
}

void appendToJournal(const std::string &line)
{
    std::ofstream(variable("ODIMO_FAKE_JOURNAL"), std::ios::app) << line + "\n" << std::flush;
}

class FakeWorker {
public:
    /// `number`: of a task in a worker of several.
    FakeWorker(const Task &task, std::optional<int> number) : m_host(task.platform, number), m_given(task), m_task(task)
    {
        if (task.contents) {
            m_cache.emplace();
            m_carried.emplace(task, *m_cache, m_host);
            m_task = m_carried->fetch() ? m_carried->task() : task;
        }
    }

    int run()
    {
        writeJournal();
        if (behaves("crash"))
            crash();
        if (behaves("fail")) {
            send(Failed{.kind = ErrorKind::RunFailed, .message = "out of luck", .remedy = Remedy::OtherSeed});
            return 1;
        }
        if (behaves("babble")) {
            std::cout << "Loading model..." << std::endl;
            while (true)
                pause(); // It is the host that ends it, also where the host is slow.
        }
        if (behaves("endless"))
            while (std::cout << std::string(100'000, 'x'))
                ;
        send(Alive{});
        const bool finished = work();
        if (behaves("die-late"))
            std::raise(SIGKILL);
        send(Finished{.stopped = !finished});
        if (behaves("linger"))
            linger();
        return 0;
    }

private:
    std::string label() const { return std::string(nameOf(m_task.kind)) + " " + m_task.name; }

    bool behaves(const std::string &behaviour) const
    {
        return variable("ODIMO_FAKE") == behaviour && label().find(variable("ODIMO_FAKE_WHERE")) != std::string::npos &&
               mayBehave();
    }

    void send(const Event &event)
    {
        if (m_carried)
            m_carried->send(event);
        else
            m_host.send(event);
    }

    void writeJournal() const
    {
        const std::string weights = m_task.weights.empty() ? "" : readText(m_task.weights);
        const std::string checkpoint = m_task.checkpoint.empty() ? "" : readText(m_task.checkpoint);
        const std::string near = m_task.neighbour.empty() ? "" : " near <" + readText(m_task.neighbour) + ">";
        appendToJournal(label() + " from <" + weights + "> at <" + checkpoint + ">" + near);
    }

    static void linger()
    {
        std::ifstream(variable("ODIMO_FAKE_GATE")).get(); // Opening waits for the other side.
        appendToJournal("left");
    }

    [[noreturn]] void crash()
    {
        send(PhaseStarted{.phase = nameOf(m_task.kind), .epochs = m_task.schedule.epochs, .trainImages = 10});
        std::cerr << "first words\nlast words" << std::endl;
        std::signal(SIGSEGV, SIG_DFL); // A sanitizer would make it an exit.
        std::raise(SIGSEGV);
        std::abort();
    }

    bool work()
    {
        if (m_task.kind == TaskKind::Time) {
            const double step_ms = timedStep_ms();
            send(StepTimes{.floatStep_ms = step_ms, .searchStep_ms = step_ms, .finetuneStep_ms = step_ms});
            return true;
        }
        if (m_task.kind == TaskKind::Analyse) {
            analyse();
            return true;
        }
        if (m_task.kind == TaskKind::Preview) {
            preview();
            return true;
        }
        if (!train())
            return false;
        if (!behaves("incomplete"))
            sendResult();
        return true;
    }

    double timedStep_ms() const
    {
        std::istringstream given(variable("ODIMO_FAKE_STEP_MS"));
        std::istringstream journal(readText(variable("ODIMO_FAKE_JOURNAL")));
        std::string value = "0";
        for (std::string line, next; std::getline(journal, line);)
            if (line.starts_with(nameOf(TaskKind::Time)) && std::getline(given, next, ','))
                value = next;
        return std::stod(value);
    }

    double epoch_s() const
    {
        constexpr int all = 20'000; // The tests that ask have so many.
        const int images = m_task.schedule.trainImages > 0 ? m_task.schedule.trainImages : all;
        return std::stod("0" + variable("ODIMO_FAKE_IMAGE_MS")) * images / 1000;
    }

    static bool isExact() { return !variable("ODIMO_FAKE_EXACT").empty(); }

    /// What decides the result of a training; of a preview, with the mapping of that index.
    std::string cause(std::optional<std::size_t> index = {}) const
    {
        Task cause = m_given;
        cause.contents.reset();
        if (index)
            cause.mapping = m_task.mappings.at(*index);
        cause.name = cause.folder = cause.checkpoint = "";
        cause.mappings.clear();
        cause.weights = m_task.weights.empty() ? "" : readText(m_task.weights);
        cause.neighbour = m_task.neighbour.empty() ? "" : readText(m_task.neighbour);
        return std::to_string(std::hash<std::string>()(toJson(cause).dump()));
    }

    /// Of 100 images, or of 10,000 where small differences count.
    Measured measured(const char *split, std::int64_t correct, const std::string &cause) const
    {
        const bool exact = isExact();
        const auto shift = static_cast<std::int64_t>(std::hash<std::string>()(cause + split) % 100);
        return {.split = split,
                .numerics = m_task.kind == TaskKind::Warmup ? "float" : "fake",
                .correct = exact ? 100 * correct + shift : correct,
                .total = exact ? 10'000 : 100};
    }

    void analyse()
    {
        writeText(m_task.folder + "/analysed.safetensors", isExact() ? cause() : label());
        send(WeightsSaved{m_task.folder + "/analysed.safetensors"});
        if (!behaves("incomplete"))
            send(Analysed{mapping::weightCountSensitivity(
                mapping::makeCostTable(network::simplify(m_task.network), m_task.platform))});
    }

    /// Untrained, a mapping has what fine-tuning makes of it less 5 of 100. Its finding tells its validation images.
    void preview()
    {
        for (std::size_t i = 0; i < m_task.mappings.size(); ++i) {
            const std::string path = m_task.folder + "/preview-" + std::to_string(i) + ".safetensors";
            writeText(path, isExact() ? cause(i) : "preview " + std::to_string(i));
            const std::int64_t correct = accuracyOf(m_task.mappings[i]) - 5;
            send(Previewed{.index = static_cast<int>(i),
                           .validation = measured("validation", correct, cause(i)),
                           .test = measured("test", correct, cause(i)),
                           .path = path,
                           .findings = {std::to_string(correct) + " saturated"}});
        }
    }

    bool train()
    {
        const int epochs = m_task.schedule.epochs;
        const std::string phase = nameOf(m_task.kind);
        const int done = m_task.checkpoint.empty() ? 0 : std::stoi(readText(m_task.checkpoint));
        send(PhaseStarted{.phase = phase, .epochs = epochs, .trainImages = 10});
        if (done > 0)
            send(EpochFinished{.phase = phase, .epoch = done, .epochs = epochs, .checkpoint = m_task.checkpoint});
        for (int epoch = done + 1; epoch <= epochs; ++epoch) {
            send(Progress{.phase = phase,
                          .epoch = epoch,
                          .epochs = epochs,
                          .batch = 1,
                          .batches = 2,
                          .imagesPerSecond = 10,
                          .loss = 1});
            const std::string checkpoint = m_task.folder + "/" + phase + ".checkpoint";
            writeText(checkpoint, std::to_string(epoch));
            send(EpochFinished{.phase = phase,
                               .epoch = epoch,
                               .epochs = epochs,
                               .loss = 1.0 / epoch,
                               .seconds = epoch_s(),
                               .checkpoint = checkpoint,
                               .splits = splitsIn(epoch)});
            if (epoch == 1 && behaves("die"))
                std::raise(SIGKILL);
            if (epoch == 1 && behaves("stop"))
                std::raise(SIGSTOP);
            if (epoch == 1 && behaves("wait") && !waitForCommands())
                return false;
        }
        return true;
    }

    /// A search goes from all digital to what it finds.
    mapping::ChannelCounts splitsIn(int epoch) const
    {
        if (m_task.kind != TaskKind::Search)
            return {};
        if (behaves("missplit"))
            return {{"elsewhere", {1, 1}}};
        const mapping::CostTable table = mapping::makeCostTable(network::simplify(m_task.network), m_task.platform);
        return mapping::countsOf(epoch < m_task.schedule.epochs ? mapping::uniformMapping(table, 0) : foundMapping(),
                                 static_cast<int>(m_task.platform.units.size()));
    }

    /// True after Resume, false after Stop or when the host is gone.
    bool waitForCommands()
    {
        std::string line;
        while (std::getline(std::cin, line)) {
            const Command command = commandFromLine(line);
            if (std::holds_alternative<Pause>(command))
                send(Paused{});
            if (const auto *set = std::get_if<SetStrength>(&command))
                send(StrengthChanged{.strength = set->strength, .epoch = 1});
            if (std::holds_alternative<Resume>(command)) {
                send(Resumed{});
                return true;
            }
            if (std::holds_alternative<Stop>(command))
                return false;
        }
        return false;
    }

    void sendResult()
    {
        if (m_task.kind == TaskKind::Search)
            send(MappingFound{behaves("misfit") ? mapping::Mapping{.layers = {{"elsewhere", {0}}}} : foundMapping()});
        const std::string weights = m_task.folder + (m_task.kind == TaskKind::Warmup   ? "/warm.safetensors"
                                                     : m_task.kind == TaskKind::Search ? "/searched.safetensors"
                                                                                       : "/tuned.safetensors");
        if (!behaves("lost"))
            writeText(weights, isExact() ? cause() : label());
        send(WeightsSaved{weights});
        if (m_task.kind == TaskKind::Warmup) {
            send(measured("test", 95, cause()));
            return;
        }
        const std::int64_t correct = m_task.kind == TaskKind::Finetune ? accuracyOf(*m_task.mapping) : 80;
        send(measured("validation", correct, cause()));
        if (m_task.kind == TaskKind::Finetune)
            send(measured("test", correct, cause()));
    }

    /// All digital below 0.1, all analog from 1 on, in between the first half of each layer digital.
    mapping::Mapping foundMapping() const
    {
        const mapping::CostTable table = mapping::makeCostTable(network::simplify(m_task.network), m_task.platform);
        if (m_task.strength < 0.1 || m_task.strength >= 1)
            return mapping::uniformMapping(table, m_task.strength < 0.1 ? 0 : 1);
        mapping::Mapping mapping = mapping::uniformMapping(table, 1);
        for (mapping::LayerMapping &layer : mapping.layers)
            for (std::size_t channel = 0; channel < layer.unitOfChannel.size() / 2; ++channel)
                layer.unitOfChannel[channel] = 0;
        return mapping;
    }

    /// The more digital channels the better: 80 to 90 of 100.
    static std::int64_t accuracyOf(const mapping::Mapping &mapping)
    {
        std::size_t digital = 0;
        std::size_t all = 0;
        for (const mapping::LayerMapping &layer : mapping.layers)
            for (const int unit : layer.unitOfChannel) {
                digital += unit == 0 ? 1 : 0;
                ++all;
            }
        return static_cast<std::int64_t>(80 + 10 * digital / all);
    }

    samples::StandardHost m_host;
    Task m_given;
    Task m_task; ///< With the files of this worker.
    std::optional<transfer::ContentCache> m_cache;
    std::optional<transfer::CarriedTask> m_carried;
};

} // namespace

int main(int count, char **arguments)
{
    const std::string fake = variable("ODIMO_FAKE");
    if (fake == "silent") {
        std::cerr << "no device is free" << std::endl;
        return 3;
    }
    std::cout << Json{{"event", "hello"},      {"protocol", fake == "protocol" ? 999 : protocolVersion},
                      {"version", "0.0-fake"}, {"torch", "process " + std::to_string(::getpid())},
                      {"device", "cpu"},       {"threads", 1},
                      {"commit", ""},          {"host", "here"},
                      {"processor", "fake"},   {"accelerator", ""}}
                     .dump()
              << std::endl;
    if (fake == "deaf" && mayBehave())
        std::raise(SIGSTOP);
    const bool isSeveral = count > 1 && std::string(arguments[1]) == severalOption;
    std::string line;
    while (std::getline(std::cin, line)) {
        const Envelope envelope = isSeveral ? envelopeFromLine(line) : Envelope{0, line};
        const int code = FakeWorker(taskFromJson(parseJson(envelope.line, "task"), "task"),
                                    isSeveral ? std::optional(envelope.task) : std::nullopt)
                             .run();
        if (!isSeveral)
            return code;
    }
    return 0;
}
