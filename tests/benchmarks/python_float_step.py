#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Times one float training step (BatchNorm, SGD with momentum) of a CIFAR ResNet in Python PyTorch, as JSON.

The yardstick of `odimo bench`: the same network, batch and optimiser, written as a user of PyTorch would, in its default
memory format and with all cores."""

import argparse
import json
import os
import statistics
import time

import torch
from torch import nn
from torch.nn import functional


class Block(nn.Module):
    def __init__(self, in_channels, channels, stride):
        super().__init__()
        self.conv1 = nn.Conv2d(in_channels, channels, 3, stride, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(channels)
        self.conv2 = nn.Conv2d(channels, channels, 3, 1, 1, bias=False)
        self.bn2 = nn.BatchNorm2d(channels)
        self.downsample = None
        if stride != 1 or in_channels != channels:
            self.downsample = nn.Sequential(
                nn.Conv2d(in_channels, channels, 1, stride, bias=False), nn.BatchNorm2d(channels)
            )

    def forward(self, x):
        shortcut = x if self.downsample is None else self.downsample(x)
        y = functional.relu(self.bn1(self.conv1(x)))
        return functional.relu(self.bn2(self.conv2(y)) + shortcut)


def resnet20(classes):
    layers = [nn.Conv2d(3, 16, 3, 1, 1, bias=False), nn.BatchNorm2d(16), nn.ReLU()]
    in_channels = 16
    for stage, channels in enumerate((16, 32, 64)):
        for block in range(3):
            layers.append(Block(in_channels, channels, 2 if stage > 0 and block == 0 else 1))
            in_channels = channels
    return nn.Sequential(*layers, nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(64, classes))


def step(model, optimiser, images, labels):
    optimiser.zero_grad(set_to_none=True)
    functional.cross_entropy(model(images), labels).backward()
    optimiser.step()


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--batch", type=int, default=128)
    parser.add_argument("--repetitions", type=int, default=7)
    options = parser.parse_args()

    torch.set_num_threads(len(os.sched_getaffinity(0)))
    torch.manual_seed(1)
    model = resnet20(10).train()
    optimiser = torch.optim.SGD(model.parameters(), lr=0.1, momentum=0.9, nesterov=True, weight_decay=5e-4)
    images = torch.rand(options.batch, 3, 32, 32)
    labels = torch.randint(0, 10, (options.batch,))

    for _ in range(3):
        step(model, optimiser, images, labels)
    times = []
    for _ in range(options.repetitions):
        begin = time.perf_counter()
        step(model, optimiser, images, labels)
        times.append(1e3 * (time.perf_counter() - begin))
    print(
        json.dumps(
            {
                "float_step_ms": statistics.median(times),
                "repetitions": options.repetitions,
                "batch": options.batch,
                "torch": torch.__version__,
                "threads": torch.get_num_threads(),
            }
        )
    )


if __name__ == "__main__":
    main()
