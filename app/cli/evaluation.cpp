// SPDX-License-Identifier: Apache-2.0
#include "app/cli/evaluation.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/data/containers/npy.h"
#include "core/host/deliver/trained_run.h"
#include "core/host/front/integer_evaluation.h"
#include "core/host/plan/inputs.h"
#include "core/host/plan/threads.h"
#include "core/integer/ideal_array.h"
#include "core/integer/integerise.h"

#include <algorithm>

namespace odimo::cli {

namespace {

/// Evaluates one run in several ways; what these share is made once.
class Evaluating {
public:
    Evaluating(const project::Project &project, const project::Run &run, const std::string &data,
               const WorkerOptions &options)
        : m_setup(project.setup()), m_run(run), m_options(options),
          m_data(data.empty() ? m_setup.data : host::fitted(data, m_setup.network.inputShape(), host::Fit::Offered)),
          m_own{host::trainedNetworkOf(run, project), m_setup.platform}
    {
        if (data.empty())
            announceData(m_setup);
    }

    Evaluation run(const Computation &computation, bool isCompared)
    {
        const bool isFloat = computation.numerics == Numerics::Float;
        if (!isFloat && (!m_own.trained.mapping || !m_own.trained.quantisation))
            throw Error("Run " + std::to_string(m_run.id) + " has no mapping to quantise", ErrorKind::BadInput,
                        Remedy::FloatNumerics);
        const bool isChanged = computation.array == Array::Ideal && integer::hasConverters(m_setup.platform);
        const integer::OnPlatform network =
            isChanged ? integer::withoutConverters(m_own.trained, m_setup.platform) : m_own;
        if (computation.numerics == Numerics::Integer)
            return inIntegers(computation, network);
        return inWorker(computation, network, isCompared);
    }

private:
    Evaluation inIntegers(const Computation &computation, const integer::OnPlatform &network)
    {
        if (!m_dataset) {
            m_dataset = data::loadDataset(m_data);
            host::checkFit(m_setup.network, data::summarise(*m_dataset), m_data);
        }
        const integer::QuantisedNetwork quantised =
            integer::integerise(network.trained, *network.trained.mapping, network.platform);
        host::IntegerEvaluation made =
            host::evaluateIntegers(quantised, m_dataset->test, "test", host::availableCores());
        return {computation, made.measured, std::move(made.logits)};
    }

    Evaluation inWorker(const Computation &computation, const integer::OnPlatform &network, bool isCompared)
    {
        protocol::Task task{.kind = protocol::TaskKind::Evaluate,
                            .name = "run " + std::to_string(m_run.id),
                            .network = m_setup.network,
                            .data = m_data,
                            .platform = network.platform};
        task.seed = m_run.seed;
        task.numerics = computation.numerics == Numerics::Float ? protocol::Numerics::Float : protocol::Numerics::Fake;
        const TemporaryFolder folder;
        const std::filesystem::path weights = folder.path() / "weights.safetensors";
        mapping::saveTrainedNetwork(weights, network.trained, network.platform);
        task.weights = weights.string();
        if (isCompared)
            task.folder = folder.path().string();
        Evaluation made{computation, {}, {}};
        runInterruptibly(task, m_options, [&](const protocol::Event &event) {
            if (const auto *measured = std::get_if<protocol::Measured>(&event))
                made.measured = *measured;
            if (const auto *saved = std::get_if<protocol::LogitsSaved>(&event))
                made.logits = data::readFloatArray(saved->path, "").values;
        });
        if (made.measured.total == 0)
            throw Error("The worker ended without a measurement", ErrorKind::RunFailed);
        const auto classes = static_cast<std::size_t>(m_setup.network.classes());
        if (isCompared && made.logits.size() != static_cast<std::size_t>(made.measured.total) * classes)
            throw Error("The worker measured " + std::to_string(made.measured.total) + " images and wrote " +
                            std::to_string(made.logits.size()) + " logits of " + std::to_string(classes) + " classes",
                        ErrorKind::RunFailed);
        return made;
    }

    const project::Setup &m_setup;
    const project::Run &m_run;
    const WorkerOptions &m_options;
    const std::string m_data;
    const integer::OnPlatform m_own;
    std::optional<data::Dataset> m_dataset;
};

} // namespace

std::vector<Evaluation> evaluate(const project::Project &project, const project::Run &run,
                                 const std::vector<Computation> &computations, const std::string &data,
                                 const WorkerOptions &options)
{
    Evaluating evaluating(project, run, data, options);
    std::vector<Evaluation> evaluations;
    for (const Computation &computation : computations)
        evaluations.push_back(evaluating.run(computation, computations.size() > 1));
    return evaluations;
}

} // namespace odimo::cli
