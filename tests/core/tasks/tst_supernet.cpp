// SPDX-License-Identifier: Apache-2.0
// The tasks of an exploration for a chip whose units compute other operators, from the warm-up of all mappings at once.
#include "core/learn/model/trained_models.h"
#include "core/mapping/branch_tensors.h"
#include "core/mapping/cost/baselines.h"
#include "core/network/passes.h"
#include "tests/core/tasks/recording_session.h"
#include "tests/core/tasks/tiny_task.h"

#include <QTest>

#include <algorithm>
#include <cmath>

namespace odimo::tasks {

namespace {

constexpr int dwe = 1;
const std::string kernels = "stage1.block0.conv1@dwe.weight";

protocol::Task darksideTask(const TemporaryFolder &folder)
{
    protocol::Task task = tinyTask(folder);
    task.platform = platform::loadPlatform("darkside");
    task.schedule.supernet = protocol::Supernet::Fine;
    return task;
}

/// Warmed up and analysed once; the tests leave it as it is.
struct Warm {
    TemporaryFolder folder;
    protocol::Task task = darksideTask(folder);
    mapping::CostTable table = mapping::makeCostTable(network::simplify(task.network), task.platform);
    std::string warm;
    mapping::Sensitivity sensitivity;

    Warm()
    {
        warm = done(task).all<protocol::WeightsSaved>().front().path;
        task.weights = warm;
        task.kind = protocol::TaskKind::Analyse;
        const RecordingSession session = done(task);
        task.weights = session.all<protocol::WeightsSaved>().front().path;
        sensitivity = session.all<protocol::Analysed>().front().sensitivity;
    }

    mapping::TrainedNetwork load(const std::string &path) const
    {
        return mapping::loadTrainedNetwork(path, task.platform);
    }

    /// Half of the channels that may be computed depthwise are.
    mapping::Mapping half() const
    {
        mapping::Mapping mapping = mapping::referenceMapping(table);
        for (std::size_t i = 0; i < table.layers.size(); ++i)
            if (std::vector<int> &units = mapping.layers[i].unitOfChannel; table.layers[i].branches.size() > 1)
                std::fill(units.begin() + static_cast<std::ptrdiff_t>(units.size() / 2), units.end(), dwe);
        return mapping;
    }
};

const Warm &warm()
{
    static const Warm made;
    return made;
}

} // namespace

class TestSupernet : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theWarmUpTrainsAllMappings()
    {
        const mapping::TrainedNetwork trained = warm().load(warm().warm);
        QVERIFY(mapping::isSupernet(trained));
        QVERIFY(trained.branches.contains(kernels));
    }

    /// The order of the channels is that of the training, and the kernels are what was trained.
    void theAnalysisMeasuresCurves()
    {
        const mapping::TrainedNetwork before = warm().load(warm().warm), after = warm().load(warm().task.weights);
        QVERIFY(after.model.parameters == before.model.parameters);
        QVERIFY(after.branches == before.branches);
        QVERIFY(after.quantisation.has_value());
        mapping::checkSensitivity(warm().sensitivity, warm().table);
        for (std::size_t i = 0; i < warm().table.layers.size(); ++i) {
            const std::vector<double> &penalty = warm().sensitivity.layers[i].penalty[dwe];
            if (warm().table.layers[i].branches.size() < 2)
                continue;
            std::vector<double> parts = penalty; // 4 to 16 channels in 8 parts at most: some are alike.
            std::ranges::sort(parts);
            parts.erase(std::unique(parts.begin(), parts.end()), parts.end());
            QVERIFY(penalty.size() <= 8 || parts.size() <= 8);
        }
    }

    void mappingsArePreviewedAndTrained()
    {
        const TemporaryFolder folder;
        protocol::Task task = warm().task;
        task.folder = folder.path().string();
        task.kind = protocol::TaskKind::Preview;
        task.mappings = {warm().half()};
        const protocol::Previewed previewed = done(task).all<protocol::Previewed>().front();
        // Nothing is fitted: each kernel is what was trained, but for a factor.
        const std::vector<float> trained = warm().load(warm().warm).branches.at(kernels).values;
        const std::vector<float> scaled = warm().load(previewed.path).branches.at(kernels).values;
        for (std::size_t i = 0; i < trained.size(); ++i) {
            const std::size_t corner = i / 9 * 9;
            QVERIFY(std::abs(scaled[i] * trained[corner] - scaled[corner] * trained[i]) < 1e-4);
        }
        task.kind = protocol::TaskKind::Finetune;
        task.mapping = warm().half();
        task.schedule.epochs = 1;
        task.schedule.learningRate = 0.005;
        const RecordingSession session = done(task);
        const mapping::TrainedNetwork tuned = warm().load(session.all<protocol::WeightsSaved>().front().path);
        QVERIFY(tuned.branches.at(kernels).values != scaled);
        QVERIFY(session.all<protocol::Measured>().front().correct >= previewed.validation.correct);
    }

    /// With folded normalisations the branches would have one in common.
    void whereNothingNormalisesTheOperatorsOfTheNetworkTrain()
    {
        const TemporaryFolder folder;
        protocol::Task task = darksideTask(folder);
        task.network = network::simplify(task.network);
        task.schedule.epochs = 1;
        task.schedule.learningRate = 0.001;
        const RecordingSession session = done(task);
        const std::vector<protocol::Log> log = session.all<protocol::Log>();
        QVERIFY(std::ranges::any_of(log, [](const protocol::Log &line) {
            return line.text.find("with its own operators alone") != std::string::npos;
        }));
        QVERIFY(!mapping::isSupernet(warm().load(session.all<protocol::WeightsSaved>().front().path)));
    }
};

} // namespace odimo::tasks

QTEST_APPLESS_MAIN(odimo::tasks::TestSupernet)
#include "tst_supernet.moc"
