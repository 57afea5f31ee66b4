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

/// What a program says on stderr; "" if it ends well. Fails the test if it is missing.
QString complaintsOf(const QString &program, const QStringList &arguments)
{
    QProcess process;
    process.start(program, arguments);
    if (!process.waitForFinished(120'000))
        return program + " did not end: " + process.errorString();
    const QString output = QString::fromUtf8(process.readAllStandardError());
    return process.exitCode() == 0 ? QString() : output + "(" + program + " failed)";
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
