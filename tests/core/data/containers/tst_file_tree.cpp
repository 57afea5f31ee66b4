// SPDX-License-Identifier: Apache-2.0
#include "core/base/files.h"
#include "core/data/containers/file_tree.h"
#include "tests/core/base/error_message.h"
#include "tests/core/data/sample_archives.h"

#include <QTest>

using namespace odimo;
using namespace odimo::data;

namespace {

std::vector<std::string> pathsOf(const FileTree &tree)
{
    std::vector<std::string> paths;
    for (const FileTree::File &file : tree.files())
        paths.push_back(file.path);
    return paths;
}

} // namespace

class TestFileTree : public QObject {
    Q_OBJECT

private slots:
    void seesFoldersAndArchivesAlike()
    {
        const TemporaryFolder folder;
        const auto plain = folder.path() / "plain";
        samples::write(plain / "a/2.txt", {2});
        samples::write(plain / "a/10.txt", {1, 0});
        samples::write(plain / "b.txt", {3});
        samples::write(plain / ".hidden/x.txt", {4});
        samples::write(plain / "__MACOSX/a/2.txt", {5});
        std::filesystem::create_directory(plain / "empty");
        const std::vector<std::string> expected = {"a/10.txt", "a/2.txt", "b.txt"};
        const std::vector<std::filesystem::path> places = {
            plain, samples::packFolder(plain, folder.path() / "p.zip"),
            samples::packFolder(plain, folder.path() / "p.tar.gz", "top/of/all/")};
        for (const auto &place : places) {
            const auto tree = openFileTree(place);
            QCOMPARE(pathsOf(*tree), expected);
            QCOMPARE(tree->folders(), (std::vector<std::string>{"a", "empty"}));
            QCOMPARE(tree->files()[0].size, std::uint64_t{2});
            QVERIFY(tree->find("a/2.txt") == std::size_t{1});
            QVERIFY(!tree->find("a/3.txt"));
            QVERIFY(tree->readAll(std::vector<std::size_t>{2, 0}) == (std::vector<samples::Bytes>{{3}, {1, 0}}));
        }
    }

    void visitsOnlyWhatIsWanted()
    {
        const TemporaryFolder folder;
        const auto path = samples::writeArchive(
            folder.path() / "a.tar.gz",
            {{.path = "c", .bytes = {3}}, {.path = "b", .bytes = {2}}, {.path = "a", .bytes = {1}}});
        std::vector<std::size_t> visited;
        openFileTree(path)->visit(std::vector<std::size_t>{0, 2},
                                  [&](std::size_t file, const FileTree::Content &) { visited.push_back(file); });
        QCOMPARE(visited, (std::vector<std::size_t>{2, 0})); // in the order of the archive
    }

    void keyFollowsTheContent()
    {
        const TemporaryFolder folder;
        const auto file = samples::write(folder.path() / "plain/a.txt", {1, 2});
        const auto first = openFileTree(folder.path() / "plain")->contentKey();
        QCOMPARE(openFileTree(folder.path() / "plain")->contentKey(), first);
        std::filesystem::last_write_time(file, std::filesystem::last_write_time(file) + std::chrono::nanoseconds(1000));
        QVERIFY(openFileTree(folder.path() / "plain")->contentKey() != first);

        const auto zip = samples::packFolder(folder.path() / "plain", folder.path() / "a.zip");
        const auto packed = openFileTree(zip)->contentKey();
        std::filesystem::rename(zip, folder.path() / "b.zip");
        QCOMPARE(openFileTree(folder.path() / "b.zip")->contentKey(), packed);
    }

    void endsWhereLinksLeadRoundAndRound()
    {
        const TemporaryFolder folder;
        samples::write(folder.path() / "a/1.txt", {1});
        samples::write(folder.path() / "b.txt", {1});
        std::filesystem::create_directory_symlink("..", folder.path() / "a/up");
        QVERIFY(openFileTree(folder.path())->find("a/1.txt"));
    }

    void namesAFileThatVanishes()
    {
        const TemporaryFolder folder;
        samples::write(folder.path() / "a.txt", {1});
        samples::write(folder.path() / "b.txt", {1});
        const auto tree = openFileTree(folder.path());
        std::filesystem::remove(folder.path() / "a.txt");
        const QString message = errorMessage([&] { tree->read(0); });
        QVERIFY2(message.contains("a.txt cannot be read: No such file"), qPrintable(message));
    }

    void refusesAFileThatIsThereTwice()
    {
        const TemporaryFolder folder;
        const auto path = samples::writeArchive(folder.path() / "a.tar",
                                                {{.path = "a", .bytes = {3}}, {.path = "./a", .bytes = {2}}});
        const QString message = errorMessage([&] { openFileTree(path); });
        QVERIFY2(message.contains("holds the file 'a' twice"), qPrintable(message));
    }
};

QTEST_APPLESS_MAIN(TestFileTree)
#include "tst_file_tree.moc"
