// SPDX-License-Identifier: Apache-2.0
// The tasks of the instant front, from the warm network to a fine-tuning that starts from its neighbour.

#include "core/base/files.h"
#include "core/mapping/cost/baselines.h"
#include "core/mapping/trained_network.h"
#include "core/network/passes.h"
#include "core/network/zoo.h"
#include "tests/core/base/error_message.h"
#include "tests/core/learn/test_device.h"
#include "tests/core/tasks/recording_session.h"
#include "tests/core/tasks/tiny_task.h"

#include <ATen/Context.h>
#include <QTest>

#include <cstdlib>

#include <algorithm>

namespace odimo::tasks {

namespace {

/// Every second channel on each of two units.
mapping::Mapping alternating(const mapping::CostTable &table)
{
    mapping::Mapping mapping = mapping::uniformMapping(table, 0);
    for (mapping::LayerMapping &layer : mapping.layers)
        for (std::size_t c = 0; c < layer.unitOfChannel.size(); c += 2)
            layer.unitOfChannel[c] = 1;
    return mapping;
}

/// A tiny network that was trained for a moment and analysed.
struct Analysed {
    TemporaryFolder folder;
    protocol::Task task = tinyTask(folder);
    mapping::CostTable table = mapping::makeCostTable(network::simplify(task.network), task.platform);
    mapping::Sensitivity sensitivity;

    Analysed()
    {
        task.weights = done(task).all<protocol::WeightsSaved>().front().path;
        task.kind = protocol::TaskKind::Analyse;
        const RecordingSession session = done(task);
        task.weights = session.all<protocol::WeightsSaved>().front().path;
        sensitivity = session.all<protocol::Analysed>().front().sensitivity;
    }

    protocol::Task preview(std::vector<mapping::Mapping> mappings) const
    {
        protocol::Task made = task;
        made.kind = protocol::TaskKind::Preview;
        made.mappings = std::move(mappings);
        return made;
    }

    protocol::Task finetuning(const mapping::Mapping &mapping, const std::string &weights) const
    {
        protocol::Task made = task;
        made.kind = protocol::TaskKind::Finetune;
        made.mapping = mapping;
        made.weights = weights;
        made.schedule.epochs = 1;
        made.schedule.learningRate = 0.005;
        return made;
    }
};

/// The one of all tests, which leave it as it is.
const Analysed &analysed()
{
    static const Analysed once;
    return once;
}

/// A copy of a weights file that takes every class for the next one.
std::string confused(const std::string &path)
{
    mapping::TrainedNetwork network = mapping::loadTrainedNetwork(path, analysed().task.platform);
    const std::string last = analysed().table.layers.back().layer.geometry.name;
    for (const char *parameter : {".weight", ".bias"}) {
        std::vector<float> &values = network.model.parameters.at(last + parameter).values;
        std::ranges::rotate(values, values.begin() + static_cast<std::ptrdiff_t>(values.size() / 4));
    }
    const std::filesystem::path copy = analysed().folder.path() / "confused.safetensors";
    mapping::saveTrainedNetwork(copy, network, analysed().task.platform);
    return copy.string();
}

} // namespace

class TestPreview : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void kernelsOfAGpuRepeatUnlessAskedOtherwise()
    {
        at::globalContext().setBenchmarkCuDNN(true);
        const protocol::Task preview = analysed().preview({mapping::uniformMapping(analysed().table, 0)});
        done(preview);
        QVERIFY(at::globalContext().deterministicCuDNN());
        QVERIFY(!at::globalContext().benchmarkCuDNN());
        setenv("ODIMO_FASTEST_KERNELS", "1", 1);
        done(preview);
        unsetenv("ODIMO_FASTEST_KERNELS");
        QVERIFY(!at::globalContext().deterministicCuDNN());
        QVERIFY(at::globalContext().benchmarkCuDNN());
    }

    void analysisKeepsTheWeightsAndQuantisesThem()
    {
        mapping::checkSensitivity(analysed().sensitivity, analysed().table);
        QCOMPARE(analysed().sensitivity.images, 256); // the training part of 320
        const mapping::TrainedNetwork saved =
            mapping::loadTrainedNetwork(analysed().task.weights, analysed().task.platform);
        QVERIFY(!saved.mapping);
        QVERIFY(saved.quantisation.has_value());
    }

    void showsWhatAnEvaluationOfTheSavedFileFinds()
    {
        const mapping::Mapping shared = alternating(analysed().table);
        const mapping::Mapping precise =
            mapping::uniformMapping(analysed().table, analysed().task.platform.referenceUnit());
        const RecordingSession session = done(analysed().preview({shared, precise}));
        const std::vector<protocol::Previewed> previews = session.all<protocol::Previewed>();
        QCOMPARE(previews.size(), std::size_t{2});
        QVERIFY(session.all<protocol::WeightsSaved>().empty());
        for (const protocol::Previewed &preview : previews) {
            protocol::Task evaluation = analysed().task;
            evaluation.kind = protocol::TaskKind::Evaluate;
            evaluation.weights = preview.path;
            const protocol::Measured measured = done(evaluation).all<protocol::Measured>().front();
            QCOMPARE(measured.correct, preview.test.correct);
            QCOMPARE(measured.total, preview.test.total);
            QCOMPARE(measured.loss, preview.test.loss);
            QCOMPARE(preview.validation.split, std::string("validation"));
            QCOMPARE(preview.validation.total, std::int64_t{64});
        }
        QCOMPARE(previews[1].index, 1);
        QVERIFY(mapping::loadTrainedNetwork(previews[0].path, analysed().task.platform).mapping == shared);
    }

    void biasesThatDoNotFitAreAFinding()
    {
        const mapping::Mapping shared = alternating(analysed().table);
        QVERIFY(done(analysed().preview({shared})).all<protocol::Previewed>().front().findings.empty());

        mapping::TrainedNetwork trained =
            mapping::loadTrainedNetwork(analysed().task.weights, analysed().task.platform);
        const std::string layer = analysed().table.layers[1].layer.geometry.name;
        for (float &bias : trained.model.parameters.at(layer + ".bias").values)
            bias = 3000;
        protocol::Task biased = analysed().preview({shared});
        biased.weights = (analysed().folder.path() / "biased.safetensors").string();
        mapping::saveTrainedNetwork(biased.weights, trained, analysed().task.platform);
        const protocol::Previewed preview = done(biased).all<protocol::Previewed>().front();
        QCOMPARE(preview.findings.size(), std::size_t{1});
        const std::string finding = preview.findings.front();
        QVERIFY2(finding.starts_with("Before training: "), finding.c_str());
        QVERIFY2(finding.find("biases on the unit analog do not fit") != std::string::npos, finding.c_str());

        const RecordingSession tuned = done(analysed().finetuning(shared, preview.path));
        const std::vector<protocol::Log> log = tuned.all<protocol::Log>();
        QVERIFY(std::ranges::any_of(log, [](const protocol::Log &line) {
            return line.level == "finding" && line.text.starts_with("After training: ") &&
                   line.text.find("do not fit") != std::string::npos;
        }));
    }

    void finetuningTakesAPreviewedFileAsItIs()
    {
        const mapping::Mapping shared = alternating(analysed().table);
        const protocol::Previewed preview = done(analysed().preview({shared})).all<protocol::Previewed>().front();
        protocol::Task task = analysed().finetuning(shared, preview.path);
        task.schedule.learningRate = 1e-12; // Nothing moves.
        const protocol::Measured measured = done(task).all<protocol::Measured>().front();
        QCOMPARE(measured.split, std::string("validation"));
        QCOMPARE(measured.correct, preview.validation.correct);
    }

    void finetuningStartsFromTheBetterOfItsOwnAndItsNeighboursWeights()
    {
        const mapping::Mapping shared = alternating(analysed().table);
        mapping::Mapping beside = shared;
        beside.layers.back().unitOfChannel.assign(beside.layers.back().unitOfChannel.size(),
                                                  analysed().task.platform.referenceUnit());
        const protocol::Previewed preview = done(analysed().preview({shared})).all<protocol::Previewed>().front();
        const std::string tuned =
            done(analysed().finetuning(beside, analysed().task.weights)).all<protocol::WeightsSaved>().front().path;
        const std::filesystem::path neighbour = analysed().folder.path() / "neighbour.safetensors";
        std::filesystem::copy_file(tuned, neighbour);
        protocol::Task task = analysed().finetuning(shared, preview.path);
        task.neighbour = neighbour.string();
        const RecordingSession session = done(task);
        const std::vector<protocol::Log> logs = session.all<protocol::Log>();
        QCOMPARE(logs.size(), std::size_t{1});
        QVERIFY(logs.front().text.find(" starts from ") != std::string::npos);
        const protocol::Measured measured = session.all<protocol::Measured>().front();
        QVERIFY(measured.correct >= preview.validation.correct);
        const auto saved = session.all<protocol::WeightsSaved>().front().path;
        QVERIFY(mapping::loadTrainedNetwork(saved, analysed().task.platform).mapping == shared);

        const auto choice = [&](const std::string &own, const std::string &other) {
            protocol::Task made = analysed().finetuning(shared, own);
            made.neighbour = other;
            return done(made).all<protocol::Log>().front().text;
        };
        const std::string fromOwn = choice(preview.path, confused(neighbour.string()));
        QVERIFY2(fromOwn.find(" starts from its own weights") != std::string::npos, fromOwn.c_str());
        const std::string fromOther = choice(confused(preview.path), neighbour.string());
        QVERIFY2(fromOther.find(" starts from its neighbour's weights") != std::string::npos, fromOther.c_str());
    }

    void refusesWhatCannotBePreviewed()
    {
        const auto message = [](const protocol::Task &task) {
            return errorMessage([&] { done(task); });
        };
        QVERIFY(message(analysed().preview({})).contains("has no mappings"));
        mapping::Mapping foreign = alternating(analysed().table);
        foreign.layers.pop_back();
        QVERIFY(!message(analysed().preview({foreign})).isEmpty());
        const mapping::Mapping shared = alternating(analysed().table);
        protocol::Task withoutMapping = analysed().finetuning(shared, analysed().task.weights);
        withoutMapping.neighbour = analysed().task.weights;
        QVERIFY(message(withoutMapping).contains("no mapped network"));
        protocol::Task missing = analysed().task;
        missing.kind = protocol::TaskKind::Analyse;
        missing.weights = (analysed().folder.path() / "missing.safetensors").string();
        QVERIFY(message(missing).contains("missing.safetensors"));
    }
};

} // namespace odimo::tasks

QTEST_APPLESS_MAIN(odimo::tasks::TestPreview)
#include "tst_preview.moc"
