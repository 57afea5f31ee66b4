// SPDX-License-Identifier: Apache-2.0
#include "core/deploy/interop/interop_files.h"

#include "core/deploy/interop/numpy_file.h"
#include "tests/core/deploy/diana/lowering/chip_samples.h"
#include "tests/core/deploy/onnx/onnx_interpreter.h"

#include <QTest>

#include <cstring>

using namespace odimo;

class TestInteropFiles : public QObject {
    Q_OBJECT

private slots:
    /// A digital layer of 16 channels has both; one on both units is HTVM's sum, and not there for DORY.
    void addsWhatEachToolTakes()
    {
        const integer::QuantisedNetwork network = twoLayers(samples::chipPlatform());
        const integer::CodeTensor input = integer::inputCodes(network, samples::drawnImage(network.network, 5));
        const std::vector<integer::CodeTensor> tensors = integer::execute(network, input);
        deploy::PackageFiles files = deploy::commonFiles();
        const std::string before = files.at("interop/htvm/NOTES.md").text;
        deploy::addInteropFiles(files, network, input);

        // What HTVM's driver compares: the file, computed for input.npy, gives output.npy.
        const auto values = samples::interpretOnnx(files.at("interop/htvm/network.onnx").text, "input",
                                                   floats(files.at("interop/htvm/input.npy").text, {1, 16, 2, 16}));
        const std::string output = files.at("interop/htvm/output.npy").text.substr(128);
        QCOMPARE(output.size(), tensors.back().codes.size());
        for (std::size_t i = 0; i < output.size(); ++i) {
            QCOMPARE(static_cast<int>(static_cast<signed char>(output[i])), static_cast<int>(tensors.back().codes[i]));
            QCOMPARE(values.at("classes").values[i], static_cast<float>(tensors.back().codes[i]));
        }
        const std::string &notes = files.at("interop/htvm/NOTES.md").text;
        QVERIFY(notes.starts_with(before));
        QVERIFY(
            notes.ends_with("no time\nis saved:\n\n* second|layer\n\nOn the host core, with the same codes:\n\n"
                            "| layer | rule | why |\n|---|---|---|\n| classes | size | reads 16 codes and gives 10; "
                            "the units take multiples of 4 |\n"));

        const std::string folder = "interop/dory/01_first_layer/";
        for (const char *name : {"network.onnx", "config.json", "input.txt", "out_layer0.txt"})
            QVERIFY(files.contains(folder + name));
        QVERIFY(files.at(folder + "out_layer0.txt")
                    .text.starts_with("# 01_first_layer (shape [1, 16, 2, 16]),\n" +
                                      std::to_string(tensors[1].codes[0]) + ",\n"));
        const std::string &dory = files.at("interop/dory/NOTES.md").text;
        QVERIFY(dory.find("| 01_first_layer | 16 | 16 |\n") != std::string::npos);
        QVERIFY(dory.find("| second\\|layer | units | channels on two units") != std::string::npos);
        QVERIFY(!files.contains("interop/dory/02_second_layer/network.onnx"));
        for (const auto &[path, file] : files)
            QVERIFY2(!file.meaning.empty(), path.c_str());
    }

    void leavesNotesAloneWhereHtvmCannot()
    {
        const integer::QuantisedNetwork network = twoLayers(samples::drawnPlatform(samples::DrawnArray::Adc, 20));
        deploy::PackageFiles files = deploy::commonFiles();
        deploy::addInteropFiles(files, network, integer::inputCodes(network, samples::drawnImage(network.network, 5)));
        QVERIFY(!files.contains("interop/htvm/network.onnx"));
        QVERIFY(!files.contains("interop/htvm/input.npy"));
        const std::string &notes = files.at("interop/htvm/NOTES.md").text;
        QVERIFY2(notes.find("| second\\|layer | row groups | 8 readings of the array") != std::string::npos,
                 notes.c_str());
    }

    /// By the definition of the format (numpy.lib.format, version 1.0).
    void writesNumpyFiles()
    {
        const integer::CodeTensor codes{{1, 1, 3}, {1, -2, 127}};
        const std::string bytes = deploy::numpyBytes(codes);
        QCOMPARE(bytes.substr(0, 10), std::string("\x93NUMPY\x01\x00\x76\x00", 10));
        QCOMPARE(bytes.size(), std::size_t{128 + 3});
        QVERIFY(bytes.substr(10).starts_with("{'descr': '|i1', 'fortran_order': False, 'shape': (1, 3), }  "));
        QCOMPARE(bytes[127], '\n');
        QCOMPARE(bytes.substr(128), std::string("\x01\xfe\x7f"));
        QCOMPARE(floats(deploy::numpyFloats(codes), {1, 1, 1, 3}).values, (std::vector<float>{1, -2, 127}));
        QVERIFY(deploy::numpyFloats(codes).substr(10).starts_with(
            "{'descr': '<f4', 'fortran_order': False, 'shape': (1, 1, 1, 3), }"));
    }

private:
    static integer::QuantisedNetwork twoLayers(const platform::Platform &platform)
    {
        network::Network network("two", {16, 2, 16});
        int last = network.add("first.layer", samples::chipConvolution(16, 3), {0});
        last = network.add("second|layer", samples::chipConvolution(16, 3), {last});
        last = network.add("mean", network::GlobalAveragePool{}, {last});
        network.add("classes", network::FullyConnected{.outFeatures = 10}, {last});
        samples::DrawnMapped drawn = samples::chipMapped(network, 1, samples::DrawnSplit::AllDigital, platform);
        for (std::size_t c = 0; c < 16; c += 2)
            drawn.mapping.layers[1].unitOfChannel[c] = 1;
        drawn.trained = integer::mapped(drawn.trained, drawn.mapping, drawn.platform);
        return integer::integerise(drawn.trained, drawn.mapping, drawn.platform);
    }

    /// The last values of a file of numpy; this machine's numbers are little endian.
    static samples::OnnxTensor floats(const std::string &file, const std::vector<int> &shape)
    {
        samples::OnnxTensor made{shape, {}};
        made.values.resize(static_cast<std::size_t>(shape[0] * shape[1] * shape[2] * shape[3]));
        const std::size_t bytes = made.values.size() * sizeof(float);
        std::memcpy(made.values.data(), file.data() + file.size() - bytes, bytes);
        return made;
    }
};

QTEST_GUILESS_MAIN(TestInteropFiles)
#include "tst_interop_files.moc"
