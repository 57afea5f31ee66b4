// SPDX-License-Identifier: Apache-2.0
#include "core/network/zoo.h"
#include "core/project/project.h"
#include "tests/flow/session.h"

#include <QTest>

#include <fstream>

using namespace odimo;
using namespace odimo::flow;
namespace fs = std::filesystem;

namespace {

/// Replaces the value of an option, or adds the option.
QStringList with(QStringList arguments, const QString &option, const QString &value)
{
    const qsizetype at = arguments.indexOf(option);
    if (at < 0)
        return arguments << option << value;
    arguments[at + 1] = value;
    return arguments;
}

/// An IDX file of bytes: its shape as the header has it, then `size` zeros.
void writeIdx(const fs::path &file, const std::vector<std::uint32_t> &shape, std::size_t size)
{
    std::string bytes = {0, 0, 0x08, static_cast<char>(shape.size())};
    for (const std::uint32_t extent : shape)
        for (int shift = 24; shift >= 0; shift -= 8)
            bytes += static_cast<char>(extent >> shift & 0xff);
    writeText(file, bytes + std::string(size, '\0'));
}

/// A folder of IDX data: `images` training images of 16x16 announced, their pixels cut to `pixelBytes`, and `labels`
/// labels.
QString idxFolder(const fs::path &folder, std::uint32_t images, std::size_t pixelBytes, std::uint32_t labels)
{
    fs::create_directories(folder);
    writeIdx(folder / "train-images-idx3-ubyte", {images, 16, 16}, pixelBytes);
    writeIdx(folder / "train-labels-idx1-ubyte", {labels}, labels);
    writeIdx(folder / "t10k-images-idx3-ubyte", {images, 16, 16}, images * std::size_t{256});
    writeIdx(folder / "t10k-labels-idx1-ubyte", {images}, images);
    return QString::fromStdString(folder.string());
}

/// A program that answers in place of a worker.
QString script(const fs::path &file, const std::string &line)
{
    writeText(file, "#!/bin/sh\n" + line + "\nread -r task\n");
    fs::permissions(file, fs::perms::owner_all);
    return QString::fromStdString(file.string());
}

/// A project whose file says that a later version of the program wrote it.
void makeNewerProject(const fs::path &file)
{
    project::Project::create(file, {.networkName = "resnet8",
                                    .network = network::zooNetwork("resnet8"),
                                    .data = "synthetic",
                                    .classes = {},
                                    .platform = platform::loadPlatform("diana"),
                                    .provenance = {}});
    constexpr int userVersionOffset = 60; // https://www.sqlite.org/fileformat.html, 1.3: big-endian.
    std::fstream stream(file, std::ios::binary | std::ios::in | std::ios::out);
    stream.seekp(userVersionOffset);
    stream.write("\0\0\x03\xe7", 4);
}

} // namespace

class TestBadInput : public QObject {
    Q_OBJECT

private slots:
    void optionsAreCheckedBeforeAnythingIsWritten_data()
    {
        QTest::addColumn<QString>("option");
        QTest::addColumn<QString>("value");
        QTest::addColumn<QStringList>("words");
        QTest::newRow("network") << "--network"
                                 << "resnet9" << QStringList{"resnet9", "resnet20", "ds_cnn"};
        QTest::newRow("network option") << "--network"
                                        << "resnet8:depth=3" << QStringList{"depth"};
        QTest::newRow("network input") << "--network"
                                       << "resnet8:input=3x32x32" << QStringList{"3x32x32", "1x16x16"};
        QTest::newRow("network classes") << "--network"
                                         << "resnet8:classes=7" << QStringList{"7"};
        QTest::newRow("platform") << "--platform"
                                  << "dyana" << QStringList{"dyana", "diana"};
        QTest::newRow("data") << "--data"
                              << "imagenet" << QStringList{"imagenet", "fashion-mnist"};
        QTest::newRow("data option") << "--data"
                                     << "synthetic:size=x" << QStringList{"size", "'x'"};
        QTest::newRow("preset") << "--preset"
                                << "slow" << QStringList{"slow", "quick", "standard", "paper"};
        QTest::newRow("objective") << "--objective"
                                   << "power" << QStringList{"power", "energy"};
        QTest::newRow("negative strength") << "--strengths"
                                           << "0.1,-2" << QStringList{"-2", "negative"};
        QTest::newRow("strength in words") << "--strengths"
                                           << "much" << QStringList{"much", "not a number"};
        QTest::newRow("strength not a number") << "--strengths"
                                               << "nan" << QStringList{"nan", "not a number"};
        QTest::newRow("epochs") << "--epochs"
                                << "0,1,1" << QStringList{"0 epochs", "trained weights"};
        QTest::newRow("images") << "--images"
                                << "-5" << QStringList{"-5"};
        QTest::newRow("budget") << "--budget"
                                << "-1" << QStringList{"-1"};
        QTest::newRow("device") << "--device"
                                << "tpu" << QStringList{"tpu", "cuda"};
        QTest::newRow("jobs") << "--jobs"
                              << "-1" << QStringList{"-1"};
        QTest::newRow("cost rule") << "--cost-rule"
                                   << "mean" << QStringList{"mean", "joint-staircase", "published"};
        QTest::newRow("quantiser") << "--quantiser"
                                   << "best" << QStringList{"best", "corrected", "published"};
        QTest::newRow("worker") << "--worker"
                                << "/nowhere/odimo-worker" << QStringList{"/nowhere/odimo-worker"};
        QTest::newRow("executor quote") << "--executor"
                                        << "ssh 'host" << QStringList{"quote"};
    }

    void optionsAreCheckedBeforeAnythingIsWritten()
    {
        QFETCH(QString, option);
        QFETCH(QString, value);
        QFETCH(QStringList, words);
        const Session session;
        const Ended ended = cli::runOdimo(with(session.explore("a.odimo"), option, value));
        for (const QString &word : words)
            QVERIFY2(ended.errors.contains(word.toUtf8()), ended.errors.constData());
        QCOMPARE(ended.exitCode, 2);
        QCOMPARE(ended.output, "");
        QVERIFY(!fs::exists(session.path("a.odimo")));
    }

    void badDataFilesAreNamed_data()
    {
        QTest::addColumn<int>("images");
        QTest::addColumn<int>("pixelBytes");
        QTest::addColumn<int>("labels");
        QTest::addColumn<QStringList>("words");
        QTest::newRow("truncated") << 8 << 1000 << 8 << QStringList{"train-images-idx3-ubyte"};
        QTest::newRow("fewer labels") << 8 << 8 * 256 << 5 << QStringList{"8", "5", "labels"};
    }

    void badDataFilesAreNamed()
    {
        QFETCH(int, images);
        QFETCH(int, pixelBytes);
        QFETCH(int, labels);
        QFETCH(QStringList, words);
        const Session session;
        const QString folder = idxFolder(session.path("data"), static_cast<std::uint32_t>(images),
                                         static_cast<std::size_t>(pixelBytes), static_cast<std::uint32_t>(labels));
        const Ended ended = cli::runOdimo(with(session.explore("a.odimo"), "--data", folder));
        for (const QString &word : words)
            QVERIFY2(ended.errors.contains(word.toUtf8()), ended.errors.constData());
        QCOMPARE(ended.exitCode, 2);
        QVERIFY(!fs::exists(session.path("a.odimo")));
    }

    void aFolderWithoutDataNamesTheMissingFile()
    {
        const Session session;
        fs::create_directories(session.path("data"));
        const Ended ended = cli::runOdimo(with(session.explore("a.odimo"), "--data", session.file("data")));
        QCOMPARE(ended.exitCode, 2);
        QVERIFY2(ended.errors.contains("train-images-idx3-ubyte"), ended.errors.constData());
    }

    void aPlatformFileThatMakesNoSenseIsNamed()
    {
        const Session session;
        writeText(session.path("chip.json"), "{\"schema\": 1, \"name\": ");
        const Ended ended = cli::runOdimo(with(session.explore("a.odimo"), "--platform", session.file("chip.json")));
        QCOMPARE(ended.exitCode, 2);
        QVERIFY2(ended.errors.contains("chip.json"), ended.errors.constData());
        QVERIFY(!fs::exists(session.path("a.odimo")));
    }

    void aProjectInAFolderThatIsNotThereIsNamed()
    {
        const Session session;
        const Ended ended = cli::runOdimo(session.explore("missing/a.odimo"));
        QCOMPARE(ended.exitCode, 2);
        QVERIFY2(ended.errors.contains("missing"), ended.errors.constData());
        QVERIFY(!fs::exists(session.path("missing")));
    }

    void whatIsNoProjectIsLeftAsItIs()
    {
        const Session session;
        writeText(session.path("a.odimo"), "a letter to a friend");
        for (const QStringList &arguments : {session.explore("a.odimo"), session.explore("a.odimo") << "--resume",
                                             QStringList{"front", session.file("a.odimo")},
                                             QStringList{"show", session.file("a.odimo"), "--run", "1"}}) {
            const Ended ended = cli::runOdimo(arguments);
            QCOMPARE(ended.exitCode, 2);
            QVERIFY2(ended.errors.contains("a.odimo"), ended.errors.constData());
        }
        QCOMPARE(readText(session.path("a.odimo")), "a letter to a friend");
    }

    void aNewerProjectIsLeftAsItIsAndItsVersionNamed()
    {
        const Session session;
        makeNewerProject(session.path("a.odimo"));
        const std::vector<std::byte> before = readBytes(session.path("a.odimo"));
        for (const QStringList &arguments :
             {with(session.explore("a.odimo"), "--network", "resnet8"), session.explore("a.odimo") << "--resume"}) {
            const Ended ended = cli::runOdimo(arguments);
            QCOMPARE(ended.exitCode, 2);
            QVERIFY2(ended.errors.contains("999"), ended.errors.constData());
        }
        QVERIFY(readBytes(session.path("a.odimo")) == before);
    }

    void aProjectAboutSomethingElseIsKept()
    {
        const Session session;
        QCOMPARE(cli::runOdimo(session.explore("a.odimo")).exitCode, 0);
        const std::string front = frontOf(session.file("a.odimo")).dump();
        const Ended ended = cli::runOdimo(with(session.explore("a.odimo"), "--network", "resnet8:width=8,stem=2"));
        QCOMPARE(ended.exitCode, 2);
        QVERIFY2(ended.errors.contains("resnet8:width=16,stem=2"), ended.errors.constData());
        QCOMPARE(frontOf(session.file("a.odimo")).dump(), front);
    }

    void thereIsNothingToResumeWithoutAProject()
    {
        const Session session;
        const Ended ended = cli::runOdimo(session.explore("a.odimo") << "--resume");
        QCOMPARE(ended.exitCode, 2);
        QVERIFY2(ended.errors.contains("a.odimo"), ended.errors.constData());
        QVERIFY(!fs::exists(session.path("a.odimo")));
    }

    void whatIsNoWorkerIsNamedAndNothingIsLost_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QStringList>("words");
        QTest::newRow("another protocol version")
            << R"(echo '{"event": "hello", "protocol": 99, "version": "9.0", "torch": "9", "device": "cpu", "threads": 1}')"
            << QStringList{"99", "protocol"};
        QTest::newRow("no worker") << "echo good morning; exit 0" << QStringList{"no worker", "exit code 0"};
        QTest::newRow("ends at once") << "echo no memory >&2; exit 7" << QStringList{"exit code 7", "no memory"};
    }

    void whatIsNoWorkerIsNamedAndNothingIsLost()
    {
        QFETCH(QString, line);
        QFETCH(QStringList, words);
        const Session session;
        const QString worker = script(session.path("worker"), line.toStdString());
        const Ended ended = cli::runOdimo(with(session.explore("a.odimo", "1,1,1"), "--worker", worker));
        for (const QString &word : words)
            QVERIFY2(ended.errors.contains(word.toUtf8()), ended.errors.constData());
        QCOMPARE(ended.exitCode, 2);

        const Ended mended = cli::runOdimo(session.explore("a.odimo", "1,1,1"));
        QVERIFY2(mended.exitCode == 0, mended.errors.constData());
    }

    void aWorkerOfSeveralTasksNamesALineThatIsNone()
    {
        QProcess worker;
        worker.start(cli::programPath("odimo-worker"), {"--several"});
        worker.write("good morning\n");
        worker.closeWriteChannel();
        const Ended ended = cli::collect(worker);
        QCOMPARE(ended.exitCode, 2);
        QVERIFY2(ended.errors.contains("envelope is no valid JSON"), ended.errors.constData());
        QVERIFY(ended.output.startsWith("{\"event\":\"hello\""));
    }

    void anExecutorThatFailsIsNamed_data()
    {
        QTest::addColumn<QString>("executor");
        QTest::newRow("fails") << "false";
        QTest::newRow("is not there") << "no-such-launcher --gpu";
    }

    void anExecutorThatFailsIsNamed()
    {
        QFETCH(QString, executor);
        const Session session;
        const Ended ended = cli::runOdimo(with(session.explore("a.odimo"), "--executor", executor));
        QCOMPARE(ended.exitCode, 2);
        QVERIFY2(ended.errors.contains(executor.toUtf8()), ended.errors.constData());
    }

    void withoutAPlanNoProjectStays()
    {
        const Session session;
        QStringList arguments = with(session.explore("a.odimo"), "--executor", "false");
        arguments.remove(arguments.indexOf("--images"), 2); // Then steps are timed first.
        const Ended ended = cli::runOdimo(arguments);
        QCOMPARE(ended.exitCode, 2);
        QVERIFY2(ended.errors.contains("false"), ended.errors.constData());
        QVERIFY(!fs::exists(session.path("a.odimo")));
        QVERIFY(!fs::exists(session.path("a.odimo.runs")));
    }

    void wordsBeforeTheWorkerAreRun()
    {
        const Session session;
        const Ended ended = cli::runOdimo(with(session.explore("a.odimo"), "--executor", "env ODIMO_TEST=1"));
        QVERIFY2(ended.exitCode == 0, ended.errors.constData());
    }
};

QTEST_GUILESS_MAIN(TestBadInput)
#include "tst_bad_input.moc"
