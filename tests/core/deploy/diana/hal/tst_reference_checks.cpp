// SPDX-License-Identifier: Apache-2.0
#include "tests/core/deploy/diana/hal/chip_programs.h"

#include <QTest>

#include <algorithm>

using namespace odimo::samples;

namespace {

/// Both units loaded, the array at work on [0, 65536) and [65536, ...).
void besideTheArray(const std::function<void()> &next)
{
    const diana_job job = job3x3();
    diana_open(1);
    diana_layer("split");
    loadAnalog(0, 1024);
    loadDigital(131072, 4096);
    diana_ana_conv2d_start(0, 65536, cells, &job);
    next();
}

} // namespace

Q_DECLARE_METATYPE(std::function<void()>)

/// What would be a race, a wrong address or garbage on the chip ends the program and says so.
class TestReferenceChecks : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatIsRightRuns()
    {
        const auto right = [](const std::function<void()> &program) {
            const Ended ended = run(program);
            return ended.message.empty() ? ended.status : -1;
        };
        QCOMPARE(right([] { digital(); }), 0);
        QCOMPARE(right([] { depthwise([](diana_job &) {}); }), 0);
        QCOMPARE(right([] { analog(); }), 0);
        QCOMPARE(right([] { dense([](diana_job &) {}); }), 0);
        QCOMPARE(right([] {
                     besideTheArray([] {
                         const diana_job job = job3x3();
                         diana_dig_conv2d_start(131072, 139264, weights.data(), &job);
                         diana_dig_wait();
                         diana_dig_store_start(output.data(), 139264, 64);
                         diana_dig_wait();
                         diana_ana_wait();
                         diana_ana_store_start(output.data(), 65536, 64);
                         diana_ana_wait();
                         diana_close();
                         diana_open(0); // A second image.
                         diana_close();
                     });
                 }),
                 0);
    }

    void endsWithASentence_data()
    {
        QTest::addColumn<std::function<void()>>("program");
        QTest::addColumn<QString>("message");
        const auto row = [](const char *name, const std::function<void()> &program, const char *message) {
            QTest::newRow(name) << program << QString(message);
        };
        // Opening, closing and waiting.
        row(
            "not open", [] { loadDigital(0, 16); }, "digital load: the units are not open");
        row(
            "open twice", [] { diana_open(0), diana_open(0); }, "diana_open: the units are open already");
        row(
            "close twice", [] { diana_open(0), diana_close(), diana_close(); }, "diana_close: the units are not open");
        row(
            "close too early",
            [] {
                diana_open(0);
                diana_dig_load_start(0, input.data(), 16);
                diana_close();
            },
            "diana_close: the wait for digital load on the digital unit is missing");
        row(
            "close while the array works", [] { besideTheArray([] { diana_close(); }); },
            "diana: layer split, diana_close: the wait for analog conv2d on the analog unit is missing");
        row(
            "wait without a job", [] { diana_open(0), diana_dig_wait(); }, "diana_dig_wait: the digital unit is idle");
        row(
            "wait for the other unit",
            [] { diana_open(1), diana_dig_load_start(0, input.data(), 16), diana_ana_wait(); },
            "diana_ana_wait: the analog unit is idle");
        row(
            "busy",
            [] {
                diana_open(0);
                diana_layer("conv2");
                diana_dig_load_start(0, input.data(), 16);
                const diana_job job = job3x3();
                diana_dig_conv2d_start(0, 4096, weights.data(), &job);
            },
            "diana: layer conv2, digital conv2d: the digital unit is still busy with digital load");
        row(
            "busy array", [] { besideTheArray([] { diana_ana_store_start(output.data(), 65536, 1); }); },
            "analog store: the analog unit is still busy with analog conv2d");

        // Addresses.
        row(
            "L1 out of range", [] { digital({}, 0, DIANA_L1_BYTES - 16); },
            "layer conv1, digital conv2d: L1 addresses 262128 to 263152 are out of range: L1 has 262144 bytes");
        row(
            "far out of L1", [] { diana_open(0), loadDigital(0xFFFFFFF0U, 64); }, "are out of range");
        row(
            "L1 misaligned", [] { digital({}, 0, 4104); }, "L1 address 4104 is no multiple of 16");
        row(
            "L1 of the array misaligned", [] { analog({}, 0, 65552); }, "L1 address 65552 is no multiple of 64");
        row(
            "L2 misaligned", [] { diana_open(0), diana_dig_load_start(0, input.data() + 2, 16); },
            "an address of L2 is no multiple of 4");
        row(
            "no L2", [] { diana_open(0), diana_dig_load_start(0, nullptr, 16); }, "a null pointer for L2");
        row(
            "L2 out of reach",
            [] {
                diana_open(0);
                diana_reachable(input.data(), 4096);
                diana_dig_load_start(0, input.data() + 4080, 32);
            },
            "digital load: 32 bytes of L2 are not in the memory that the units reach");
        row(
            "nine pieces of L2",
            [] {
                diana_open(0);
                for (int i = 0; i < 9; ++i)
                    diana_reachable(input.data(), 16);
            },
            "diana_reachable: more than 8 pieces of memory");
        row(
            "no whole words", [] { diana_open(0), diana_dig_load_start(0, input.data(), 24); },
            "24 bytes are no multiple of 16");
        row(
            "nothing to move", [] { diana_open(0), diana_dig_load_start(0, input.data(), 0); }, "nothing to do");
        row(
            "never written", [] { digital({}, 0, 4096, 112); },
            "digital conv2d: reads L1 address 112, which nobody has written");
        row(
            "output of a job that has not been waited for",
            [] {
                besideTheArray([] {
                    diana_ana_wait();
                    const diana_job job = job3x3();
                    diana_ana_conv2d_start(0, 131072, cells, &job);
                    diana_dig_store_start(output.data(), 131072, 16);
                });
            },
            "digital store: reads L1 bytes that analog conv2d on the other unit is writing");
        row(
            "onto its own input", [] { digital({}, 0, 64); }, "its output lies over its input in L1");
        row(
            "the array onto its own input", [] { analog({}, 0, 64); }, "its output lies over its input in L1");
        row(
            "a sum onto half of its input",
            [] {
                diana_open(0);
                loadDigital(0, 256);
                diana_dig_add_start(0, 128, 16, 64, 0);
            },
            "digital add: its output lies over a part of its input in L1");

        // Both units.
        row(
            "writes what the array reads", [] { besideTheArray([] { diana_dig_load_start(4080, input.data(), 16); }); },
            "digital load: writes L1 bytes that analog conv2d on the other unit uses");
        row(
            "writes what the array writes",
            [] { besideTheArray([] { diana_dig_load_start(65536, input.data(), 16); }); },
            "digital load: writes L1 bytes that analog conv2d on the other unit uses");
        row(
            "the array writes what is read",
            [] {
                diana_open(1);
                loadAnalog(0, 1024);
                diana_dig_store_start(output.data(), 0, 32);
                diana_ana_load_start(0, input.data(), 1);
            },
            "analog load: writes L1 bytes that digital store on the other unit uses");
        row(
            "stores onto weights",
            [] { besideTheArray([] { diana_dig_store_start(weights.data() + 64, 131072, 16); }); },
            "digital store: writes L2 bytes that analog conv2d on the other unit uses");
        row(
            "loads what is being stored",
            [] {
                diana_open(1);
                loadDigital(0, 64);
                diana_dig_store_start(output.data(), 0, 64);
                diana_ana_load_start(4096, output.data(), 1);
            },
            "analog load: reads L2 bytes that digital store on the other unit is writing");

        // The host core.
        row(
            "weights changed",
            [] {
                besideTheArray([] {
                    weights[100] = 1;
                    diana_ana_wait();
                });
            },
            "layer split, analog conv2d: the L2 bytes that it reads have changed between its start and its wait");
        row(
            "reads what is being stored",
            [] {
                diana_open(0);
                loadDigital(0, 64);
                diana_dig_store_start(output.data(), 0, 64);
                diana_cpu_crc32(output.data() + 60, 16);
            },
            "host core: reads L2 bytes that digital store on the digital unit is writing");
        row(
            "writes what is being loaded",
            [] {
                diana_open(0);
                diana_dig_load_start(0, input.data(), 64);
                const diana_shape shape{1, 1, 10, 16};
                const diana_part part{0, 1, 0, 1};
                diana_cpu_zero_padding(input.data() + 48, &shape, &part);
            },
            "host core: writes L2 bytes that digital load on the digital unit uses");
    }

    void endsWithASentence()
    {
        QFETCH(std::function<void()>, program);
        QFETCH(QString, message);
        QCOMPARE(faultOfEnd(program, message.toStdString()), std::string());
    }

    /// What is read too early is poison on every run.
    void aStoreArrivesAtItsWait()
    {
        output.fill(7);
        diana_open(0);
        loadDigital(0, 64);
        diana_dig_store_start(output.data(), 0, 16);
        QCOMPARE(output[3], std::int8_t{0x5A});
        diana_dig_wait();
        QCOMPARE(output[3], std::int8_t{1});
        QCOMPARE(output[16], std::int8_t{7});
        diana_close();
    }

    void columnsBeyondTheWidthAreGarbage()
    {
        const diana_job job = [] {
            diana_job made = job3x3();
            made.ox = 9, made.ix = 16;
            return made;
        }();
        diana_open(0);
        loadDigital(0, 2048);
        diana_dig_conv2d_start(0, 4096, weights.data(), &job);
        diana_dig_wait();
        diana_dig_store_start(output.data(), 4096, 16);
        diana_dig_wait();
        diana_close();
        QCOMPARE(output[8 ^ 3], std::int8_t{0});
        QCOMPARE(output[9 ^ 3], std::int8_t{0x5A});
    }
};

QTEST_APPLESS_MAIN(TestReferenceChecks)
#include "tst_reference_checks.moc"
