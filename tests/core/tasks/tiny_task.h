// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/files.h"
#include "core/network/zoo.h"
#include "core/protocol/task.h"
#include "tests/core/learn/test_device.h"

namespace odimo::tasks {

/// The warm-up of a tiny network that is trained for a moment, on 256 images, with 64 to validate.
inline protocol::Task tinyTask(const TemporaryFolder &folder)
{
    protocol::Task task{.kind = protocol::TaskKind::Warmup,
                        .name = "run 1",
                        .network =
                            network::zooNetwork("resnet8:width=4", {.input = network::Shape{1, 12, 12}, .classes = 4}),
                        .data = "synthetic:classes=4,size=12,train=320,test=120",
                        .platform = platform::loadPlatform("diana")};
    task.folder = folder.path().string();
    task.device = learn::testDeviceName();
    task.schedule.epochs = 5;
    task.schedule.batchSize = 32;
    task.schedule.learningRate = 0.05;
    task.schedule.validationFraction = 0.2;
    return task;
}

} // namespace odimo::tasks
