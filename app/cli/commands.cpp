// SPDX-License-Identifier: Apache-2.0
#include "app/cli/commands.h"

#include <array>

namespace odimo::cli {

namespace {

constexpr std::array<Command, 19> table = {{
    {"explore", "Train a front of mappings and keep it in a project file",
     "  odimo explore --network resnet8:stem=2 --data fashion-mnist --project shirts.odimo\n"
     "  odimo explore --network resnet20 --data fashion-mnist --preset standard --strengths 0.1,0.5,2 --project "
     "a.odimo\n"
     "  odimo explore --network resnet8:stem=2 --data fashion-mnist --pin conv1=digital --max-latency 0.4 --project "
     "b.odimo\n"
     "  odimo explore --network net.onnx --data photos.zip --project photos.odimo\n"
     "  odimo explore --project shirts.odimo --resume\n",
     defineExplore},
    {"front", "Show the front of a project: accuracy against latency or energy",
     "  odimo front shirts.odimo\n  odimo front shirts.odimo --objective energy --json\n"
     "  odimo front shirts.odimo --instant --pin conv1=digital --min-accuracy 88\n"
     "  odimo front shirts.odimo --growth --csv growth.csv\n",
     defineFront},
    {"vary", "Vary the constants of the platform of a project: which chip is the best where, without training",
     "  odimo vary shirts.odimo\n"
     "  odimo vary shirts.odimo --vary digital.channels_at_once=8,16,32 --vary analog.columns=256,512\n"
     "  odimo vary shirts.odimo --vary analog.columns=128,256,512 --area \"1 + 0.002 * analog.columns\" --csv "
     "variants.csv\n",
     defineVary},
    {"show", "Show one run: its accuracy, its mapping layer by layer and what it costs",
     "  odimo show shirts.odimo --run 3\n  odimo show shirts.odimo --run 3 --trace run3.json\n"
     "  odimo show shirts.odimo --run 3 --epochs --csv epochs.csv\n",
     defineShow},
    {"compare", "Show what sets two runs apart (cost by layer, channels, accuracy, settings), or several projects",
     "  odimo compare shirts.odimo --run 3 --with 5\n  odimo compare shirts.odimo trousers.odimo hats.odimo\n"
     "  odimo compare shirts.odimo trousers.odimo --run 3 --run 2 -o comparison.html\n",
     defineCompare},
    {"edit", "Change the mapping of a run and see what that costs, without training",
     "  odimo edit shirts.odimo --run 3 --split conv1:digital=16 -o mapping.json\n"
     "  odimo edit shirts.odimo --run 3 --drop-stragglers --fill-blocks\n"
     "  odimo edit shirts.odimo --run 3 --explain conv1\n",
     defineEdit},
    {"measure", "Measure or fine-tune any mapping in a project that has its warm-up",
     "  odimo measure shirts.odimo --mapping run3/mapping.json\n"
     "  odimo measure shirts.odimo --predicted 0.08 --fine-tune\n"
     "  odimo measure shirts.odimo --run 9 --fine-tune --json\n",
     defineMeasure},
    {"rename", "Give a run a name of your own", "  odimo rename shirts.odimo --run 3 --name \"fast enough\"\n",
     defineRename},
    {"project", "Show what takes the space of a project, drop weights, rescue a damaged one",
     "  odimo project info shirts.odimo\n  odimo project prune shirts.odimo --dry-run\n"
     "  odimo project rescue damaged.odimo -o rescued.odimo\n",
     defineProject},
    {"evaluate", "Measure the accuracy of a run on the test images",
     "  odimo evaluate shirts.odimo --run 3 --numerics fake\n", defineEvaluate},
    {"report", "Write a report of a project: a web page, PDF, Markdown, CSV, JSON or LaTeX",
     "  odimo report shirts.odimo -o report.html\n  odimo report shirts.odimo -o report.pdf --run 3 --run 7\n",
     defineReport},
    {"export", "Write a run to a folder, for other programs",
     "  odimo export shirts.odimo --run 3 --target json -o run3\n"
     "  odimo export shirts.odimo --run 3 --target diana -o run3_diana\n",
     defineExport},
    {"verify", "Build and run an exported package, and compare every tensor",
     "  odimo verify run3_diana\n  odimo verify run3_diana --target host,rv32 --project shirts.odimo\n", defineVerify},
    {"verify-run", "Compute a run again, and say whether the result is the same",
     "  odimo verify-run shirts.odimo --run 3\n", defineVerifyRun},
    {"cost", "Cycles per unit, latency and energy of layers or of a network",
     "  odimo cost --platform diana --layers layers.json -o costs.json\n"
     "  odimo cost --platform diana --network resnet20\n"
     "  odimo cost --platform diana --network resnet20 --mapping run3/mapping.json --json\n",
     defineCost},
    {"network", "Show a network: layers, shapes, multiply-accumulates",
     "  odimo network resnet20\n  odimo network mobilenet_v1_025 --input 3x96x96 --classes 2 --json\n"
     "  odimo network net.onnx\n  odimo network net.onnx --logits images.npy -o logits.npy\n",
     defineNetwork},
    {"data", "Show a data set: images, classes, mean and deviation",
     "  odimo data fashion-mnist\n  odimo data synthetic:classes=4,size=16 --json\n"
     "  odimo data photos.zip:image=3x64x64 --skip-bad\n",
     defineData},
    {"platforms", "List the platforms and their units, or check a platform file",
     "  odimo platforms\n  odimo platforms check mysoc.json\n", definePlatforms},
    {"bench", "Time training steps and the instant front on this machine, or compare the engines",
     "  odimo bench\n  odimo bench --network resnet8 --batch 64 --json\n"
     "  odimo bench search --network resnet8:stem=2 --data fashion-mnist --epochs 10,3,2 -o results.md\n",
     defineBench},
}};

} // namespace

std::span<const Command> commands() { return table; }

} // namespace odimo::cli
