// SPDX-License-Identifier: Apache-2.0
#include "core/base/files.h"
#include "core/base/origin.h"
#include "core/base/version.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace odimo;

class TestOrigin : public QObject {
    Q_OBJECT

private slots:
    void readsBackWhatItWrote()
    {
        const Origin written{.project = "/home/ü/a \"b\" <c> & d.odimo",
                             .view = "front",
                             .run = 3,
                             .runs = {3, 5},
                             .layer = "/layer1/conv}"};
        const std::string line = originLine(written);
        QVERIFY(line.find(version()) != std::string::npos);
        QVERIFY2(std::ranges::all_of(line, [](char letter) { return letter >= ' ' && letter <= '~'; }),
                 "files of several encodings take it");
        QCOMPARE(line.find_first_of("<>&"), std::string::npos);
        QVERIFY(originIn("# title\n# " + line + "\nrun,mapping\n1,\"}\"\n") == written);
        QVERIFY(originIn(line + " -->") == written);
    }

    void aProjectHasOnePathHoweverItIsNamed()
    {
        const QTemporaryDir folder;
        const std::filesystem::path at = std::filesystem::canonical(folder.path().toStdString());
        writeText(at / "a.odimo", "");
        std::filesystem::create_directory_symlink(at, at / "link");
        QCOMPARE(projectPath(at / "link" / ".." / at.filename() / "a.odimo"), (at / "a.odimo").string());
        QCOMPARE(projectPath(at / "link" / "a.odimo"), (at / "a.odimo").string());
        QCOMPARE(projectPath(at / "." / "gone.odimo"), (at / "gone.odimo").string());
    }

    void otherFilesHaveNone()
    {
        for (const char *text : {"", "odimo-source: ", "odimo-source: {\"project\": 3}", "odimo-source: {\"project\"",
                                 "odimo-source: {\"view\": \"front\"}", "run,mapping\n1,2\n"})
            QVERIFY2(!originIn(text), text);
    }

    void aFileThatNestsWithoutEndLeadsBackOrNot()
    {
        const std::string nested = std::string(500'000, '[') + std::string(500'000, ']');
        QVERIFY(!originIn("odimo-source: {\"project\": " + nested + "}"));
        const std::optional<Origin> origin =
            originIn("odimo-source: {\"project\": \"a.odimo\", \"runs\": [3, " + nested + "], \"view\": \"front\"}");
        QVERIFY(origin && origin->project == "a.odimo" && origin->view == "front" && origin->runs.front() == 3);
    }
};

QTEST_MAIN(TestOrigin)
#include "tst_origin.moc"
