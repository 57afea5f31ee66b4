// SPDX-License-Identifier: Apache-2.0
#include "tests/core/deploy/diana/hal/chip_programs.h"

#include <QTest>

#include <algorithm>

using namespace odimo::samples;

Q_DECLARE_METATYPE(std::function<void()>)

/// Jobs that the units do not have end the program, which says so.
class TestReferenceLimits : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void endsWithASentence_data()
    {
        QTest::addColumn<std::function<void()>>("program");
        QTest::addColumn<QString>("message");
        const auto row = [](const char *name, const std::function<void()> &program, const char *message) {
            QTest::newRow(name) << program << QString(message);
        };
        const auto digitalJob = [&](const char *name, const Change &change, const char *message) {
            row(
                name, [change] { digital(change); }, message);
        };
        const auto analogJob = [&](const char *name, const Change &change, const char *message) {
            row(
                name, [change] { analog(change); }, message);
        };

        digitalJob(
            "kernel", [](diana_job &job) { job.fx = 2; }, "a kernel of side 2; the sides are 1, 3, 5 and 7");
        digitalJob(
            "stride", [](diana_job &job) { job.stride = 3; }, "a stride of 3; it is 1 or 2");
        digitalJob(
            "no stride", [](diana_job &job) { job.stride = 0; }, "a stride of 0; it is 1 or 2");
        digitalJob(
            "padding", [](diana_job &job) { job.pad_t = 2; }, "padding of 2 and 1 for a kernel of side 3");
        digitalJob(
            "shift", [](diana_job &job) { job.shift = 32; }, "a shift of 32; it is 0 to 31");
        digitalJob(
            "relu", [](diana_job &job) { job.relu = 2; }, "relu is 2; it is 0 or 1");
        digitalJob(
            "no channels", [](diana_job &job) { job.k = 0; }, "2 input and 0 output channels");
        digitalJob(
            "no image", [](diana_job &job) { job.iy = 0; }, "an input of 0 x 16");
        digitalJob(
            "a halo row missing", [](diana_job &job) { job.pad_b = 0; },
            "4 output rows need 6 of the input, which has 5 with its padding");
        digitalJob(
            "a halo column missing", [](diana_job &job) { job.pad_l = 0; },
            "16 output columns need 18 of the input, which has 17 with its padding");
        digitalJob(
            "garbage beyond the width", [](diana_job &job) { job.ix = job.ox = 15; },
            "column 15 of row 0 of channel 0, beyond the width 15, is padding but not zero");
        digitalJob(
            "weights", [](diana_job &job) { job.k = 16 * 190; }, "weights of 66880 bytes; the weight memory has 65536");
        row(
            "depthwise channels", [] { depthwise([](diana_job &job) { job.k = 3; }); },
            "digital dwconv2d: 2 input and 3 output channels");
        row(
            "planes behind a depthwise layer",
            [] {
                diana_open(0);
                diana_job job = job3x3();
                job.c = job.k = 1;
                loadDigital(0, 64);
                diana_dig_dwconv2d_start(0, DIANA_L1_BYTES - 15 * 64, weights.data(), &job);
            },
            "are out of range");
        row(
            "outputs of a dense job", [] { dense([](diana_job &job) { job.k = 17; }); },
            "digital dense: 64 inputs and 17 outputs; there are 1 to 16 outputs");
        row(
            "weights of a dense job", [] { dense([](diana_job &job) { job.c = 4081; }); },
            "weights of 65792 bytes; the weight memory has 65536");
        row(
            "shift of a sum", [] { diana_open(0), loadDigital(0, 64), diana_dig_add_start(0, 0, 0, 64, 40); },
            "digital add: a shift of 40; it is 0 to 31");
        row(
            "a sum of no whole words", [] { diana_open(0), loadDigital(0, 64), diana_dig_add_start(0, 0, 0, 40, 0); },
            "digital add: 40 bytes are no multiple of 16");
        analogJob(
            "rows", [](diana_job &job) { job.c = 129; }, "analog conv2d: 1161 rows; the array has 1152");
        analogJob(
            "columns", [](diana_job &job) { job.k = 513; }, "analog conv2d: 513 columns; the array has 512");
        analogJob(
            "unroll", [](diana_job &job) { job.ox_unroll = 8; }, "ox_unroll is 8; it is 1, 2 or 4");
        analogJob(
            "unrolled rows", [](diana_job &job) { job.c = 128, job.ox_unroll = 2; },
            "ox_unroll 2 makes 1536 rows; the array has 1152");
        analogJob(
            "unrolled columns", [](diana_job &job) { job.k = 300, job.ox_unroll = 2; },
            "ox_unroll 2 makes 600 columns; the array has 512");
        analogJob(
            "unrolled width", [](diana_job &job) { job.ix = job.ox = 15, job.ox_unroll = 2; },
            "ox_unroll 2 does not divide 15 columns");
        analogJob(
            "divisor", [](diana_job &job) { job.adc_div = 0; }, "a divisor of 0; it is 1 or more");
        row(
            "eight bits for the array", [] { input[70] = -65, analog(); },
            "analog conv2d: input codes from -65 to 1, which 7 bits do not hold");
        row(
            "signs and eight bits for the array", [] { input[70] = -1, input[71] = 64, analog(); },
            "input codes from -1 to 64, which 7 bits do not hold");
    }

    void endsWithASentence()
    {
        QFETCH(std::function<void()>, program);
        QFETCH(QString, message);
        QCOMPARE(faultOfEnd(program, message.toStdString()), std::string());
    }
};

QTEST_APPLESS_MAIN(TestReferenceLimits)
#include "tst_reference_limits.moc"
