// SPDX-License-Identifier: Apache-2.0
#include "core/base/files.h"

#include <QProcess>
#include <QStandardPaths>
#include <QTest>

using namespace odimo;

namespace {

QStringList sources(const std::string &folder)
{
    QStringList made;
    for (const auto &entry : std::filesystem::directory_iterator(resourcePath("diana/hal/" + folder)))
        if (entry.path().extension() == ".c")
            made << QString::fromStdString(entry.path().string());
    return made;
}

const QStringList strict = {"-std=c11", "-O2",        "-Wall",        "-Wextra",      "-Wpedantic",
                            "-Wshadow", "-Wvla",      "-Wconversion", "-Wcast-align", "-Wmissing-prototypes",
                            "-Werror",  "-fno-common"};
const QStringList forTheChip = {"-march=rv32imc", "-mabi=ilp32", "--specs=picolibc.specs"};

struct Ran {
    QString output;
    QString complaints; ///< "" if it ended well.
};

Ran ran(const QString &program, const QStringList &arguments)
{
    QProcess process;
    process.setStandardInputFile(QProcess::nullDevice());
    process.start(program, arguments);
    if (!process.waitForFinished(120'000))
        return {{}, program + " did not end: " + process.errorString()};
    const QString complaints = QString::fromUtf8(process.readAllStandardError());
    return {QString::fromUtf8(process.readAllStandardOutput()),
            process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0
                ? QString()
                : complaints + "(" + program + " failed)"};
}

QString complaintsOf(const QString &program, const QStringList &arguments)
{
    return ran(program, arguments).complaints;
}

/// Flash and memory of the emulated machine.
const QStringList forTheEmulator = {"--crt0=semihost",
                                    "--oslib=semihost",
                                    "-Wl,--defsym=__flash=0x80000000",
                                    "-Wl,--defsym=__flash_size=0x200000",
                                    "-Wl,--defsym=__ram=0x80200000",
                                    "-Wl,--defsym=__ram_size=0x200000",
                                    "-Wl,--defsym=__stack_size=0x4000"};
const QStringList emulator = {"-machine",
                              "virt",
                              "-cpu",
                              "rv32",
                              "-m",
                              "64M",
                              "-bios",
                              "none",
                              "-nographic",
                              "-monitor",
                              "none",
                              "-serial",
                              "none",
                              "-chardev",
                              "stdio,id=console",
                              "-semihosting-config",
                              "enable=on,target=native,chardev=console",
                              "-icount",
                              "shift=0",
                              "-kernel"};

/// What smoke.c tells: lines of a name, a checksum and a number of instructions.
class Smoke {
public:
    QString built(const QString &compiler, const QStringList &options) const
    {
        return complaintsOf(compiler,
                            strict + options + sources("cpu") + sources("ref") +
                                QStringList{"-I", QString::fromStdString(resourcePath("diana/hal").string()),
                                            ODIMO_TEST_DATA "/core/deploy/diana/hal/smoke.c", "-o", program()});
    }
    QString program() const { return QString::fromStdString((m_folder.path() / "smoke").string()); }

private:
    TemporaryFolder m_folder;
};

QStringList checksumsOf(const QString &output)
{
    QStringList made;
    for (const QString &line : output.split('\n', Qt::SkipEmptyParts))
        made << line.section(' ', 0, -2);
    return made;
}

} // namespace

/// The C that every exported package holds.
class TestPackageCode : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void compilesWithoutAWarning_data()
    {
        QTest::addColumn<QString>("compiler");
        QTest::addColumn<QStringList>("options");
        QTest::addColumn<QString>("folder");
        for (const char *folder : {"cpu", "ref", "soc"}) {
            QTest::addRow("gcc %s", folder) << "gcc" << QStringList() << folder;
            QTest::addRow("clang %s", folder) << "clang" << QStringList() << folder;
            QTest::addRow("riscv64 %s", folder) << "riscv64-unknown-elf-gcc" << forTheChip << folder;
        }
    }

    void compilesWithoutAWarning()
    {
        QFETCH(QString, compiler);
        QFETCH(QStringList, options);
        QFETCH(QString, folder);
        if (QStandardPaths::findExecutable(compiler).isEmpty())
            QSKIP(qPrintable(compiler + " is not installed; packaging/packages has its package."));
        const TemporaryFolder out;
        const QStringList files = sources(folder.toStdString());
        QVERIFY(!files.isEmpty());
        for (const QString &file : files) {
            const QString object = QString::fromStdString((out.path() / "object.o").string());
            QCOMPARE(complaintsOf(compiler, strict + options + QStringList{"-c", file, "-o", object}), QString());
        }
    }

    /// The host, with and without sanitizers, and the chip's host core under emulation, which counts instructions.
    void computesTheSameEverywhere()
    {
        const Smoke plain, sanitised, emulated;
        QCOMPARE(plain.built("gcc", {}), QString());
        const QStringList checksums = checksumsOf(ran(plain.program(), {}).output);
        QCOMPARE(checksums.size(), 15);
        QCOMPARE(QSet<QString>(checksums.begin(), checksums.end()).size(), 15);

        QCOMPARE(sanitised.built("gcc", {"-fsanitize=address,undefined", "-fno-sanitize-recover=all"}), QString());
        const Ran checked = ran(sanitised.program(), {});
        QCOMPARE(checked.complaints, QString());
        QCOMPARE(checksumsOf(checked.output), checksums);

        for (const char *tool : {"riscv64-unknown-elf-gcc", "qemu-system-riscv32"})
            if (QStandardPaths::findExecutable(tool).isEmpty())
                QSKIP(qPrintable(QString(tool) + " is not installed; packaging/packages has its package."));
        QCOMPARE(emulated.built("riscv64-unknown-elf-gcc", forTheChip + forTheEmulator), QString());
        const Ran counted = ran("qemu-system-riscv32", emulator + QStringList{emulated.program()});
        QCOMPARE(counted.complaints, QString());
        QCOMPARE(checksumsOf(counted.output), checksums);
        for (const QString &line : counted.output.split('\n', Qt::SkipEmptyParts))
            QVERIFY2(line.section(' ', -1).toInt() > 1000, qPrintable(line));
    }

    /// The units reach only a part of L2: the linker says when a network is too large for it.
    void theLinkerSaysWhatDoesNotFit()
    {
        if (QStandardPaths::findExecutable("riscv64-unknown-elf-gcc").isEmpty())
            QSKIP("riscv64-unknown-elf-gcc is not installed; packaging/packages has its package.");
        const TemporaryFolder out;
        const auto link = [&](int bytes) {
            const auto source = out.path() / "main.c";
            writeText(source, "#include <stdint.h>\n"
                              "__attribute__((section(\".l2_data\"))) uint8_t arena[" +
                                  std::to_string(bytes) + "];\nint main(void) { return arena[0]; }\n");
            const QString script = QString::fromStdString(resourcePath("diana/ld/diana.ld").string());
            return complaintsOf("riscv64-unknown-elf-gcc",
                                forTheChip + QStringList{"-nostartfiles", "-T", script} + sources("cpu") +
                                    sources("soc") +
                                    QStringList{QString::fromStdString(source.string()), "-o",
                                                QString::fromStdString((out.path() / "chip.elf").string())});
        };
        const int most = 447 * 1024; // The public kernels keep 1 KiB.
        QCOMPARE(link(most), QString());
        const QString complaint = link(most + 1008);
        QVERIFY2(complaint.contains("region `SHARED' overflowed by 1008 bytes"), qPrintable(complaint));
    }
};

QTEST_GUILESS_MAIN(TestPackageCode)
#include "tst_package_code.moc"
