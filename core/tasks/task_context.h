// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/data/containers/npy.h"
#include "core/data/dataset.h"
#include "core/learn/train/evaluation.h"
#include "core/learn/train/session.h"
#include "core/learn/train/training.h"
#include "core/mapping/cost/cost.h"
#include "core/mapping/trained_network.h"
#include "core/protocol/task.h"

#include <filesystem>

namespace odimo::tasks {

/// What every task that trains or measures needs.
struct TaskContext {
    const protocol::Task &task;
    learn::Session &session;
    torch::Device device;
    data::Dataset data;
    data::Split split;
    mapping::CostTable table; ///< Of the simplified network.
};

TaskContext makeContext(const protocol::Task &task, learn::Session &session);

/// The setup of the task's one phase; its checkpoint lies in the task's folder.
learn::TrainingSetup trainingSetup(const TaskContext &context, const std::string &phase, learn::Selection selection);

/// Evaluates and sends Measured.
learn::Score measureOnTest(const TaskContext &context, learn::TrainableModel &model, protocol::Numerics numerics);
learn::Score measureOnValidation(const TaskContext &context, learn::TrainableModel &model, protocol::Numerics numerics);
/// The same without sending it.
protocol::Measured testScore(const TaskContext &context, learn::TrainableModel &model, protocol::Numerics numerics);
protocol::Measured validationScore(const TaskContext &context, learn::TrainableModel &model,
                                   protocol::Numerics numerics);
/// Of a mapped network as it stands.
protocol::Measured validationScore(const TaskContext &context, const mapping::TrainedNetwork &trained);
/// More correct answers to the same images or, with as many, a lower loss.
bool isBetter(const protocol::Measured &one, const protocol::Measured &other);

/// Writes the file into the task's folder and sends WeightsSaved.
void saveWeights(const TaskContext &context, const std::string &fileName, const mapping::TrainedNetwork &trained);

/// Writes logits.npy into the task's folder and sends LogitsSaved.
void saveLogits(const protocol::Task &task, const data::FloatArray &logits, learn::Session &session);

/// The task's weights; with a quantisation made now if the file has none.
mapping::TrainedNetwork loadCalibrated(const TaskContext &context);

/// Training images of all classes as one batch, for learn::recalibrated; 512, or as many as a modest memory holds.
torch::Tensor recalibrationImages(const TaskContext &context);

// The tasks, one a file.
void warmUp(const TaskContext &context);
void analyse(const TaskContext &context);
void preview(const TaskContext &context);
void search(const TaskContext &context);
void finetune(const TaskContext &context);
void evaluateWeights(const TaskContext &context);
void computeLogits(const protocol::Task &task, learn::Session &session);
void timeSteps(const protocol::Task &task, learn::Session &session);

} // namespace odimo::tasks
