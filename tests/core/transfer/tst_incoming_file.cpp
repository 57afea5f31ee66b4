// SPDX-License-Identifier: Apache-2.0
#include "core/base/files.h"
#include "core/data/containers/base64.h"
#include "core/transfer/incoming_file.h"
#include "tests/core/base/error_message.h"

#include <QTest>

using namespace odimo;
using namespace odimo::transfer;
using data::base64;

/// A file is what was sent, or it is none.
class TestIncomingFile : public QObject {
    Q_OBJECT

private:
    std::filesystem::path goal() const { return m_folder.path() / "whole"; }
    std::filesystem::path partial() const { return m_folder.path() / "whole.part"; }
    IncomingFile incoming() const { return {goal(), m_digest, static_cast<std::int64_t>(m_text.size())}; }

    TemporaryFolder m_folder;
    const std::string m_text = "seven and eleven";
    std::string m_digest;

private slots:
    void initTestCase()
    {
        writeText(goal(), m_text);
        m_digest = data::sha256OfFile(goal());
    }

    void init()
    {
        std::filesystem::remove(goal());
        std::filesystem::remove(partial());
    }

    void partsMakeTheFile()
    {
        IncomingFile file = incoming();
        QVERIFY(file.isMine());
        file.add(0, base64(m_text.substr(0, 5)));
        QCOMPARE(file.offset(), std::int64_t(5));
        QVERIFY(!file.isWhole());
        QVERIFY(!std::filesystem::exists(goal()));
        file.add(5, base64(m_text.substr(5)));
        QVERIFY(file.isWhole());
        file.keep();
        QCOMPARE(readText(goal()), m_text);
        QVERIFY(!std::filesystem::exists(partial()));
    }

    void aLaterTryGoesOnWithWhatHasCome()
    {
        incoming().add(0, base64(m_text.substr(0, 5)));
        IncomingFile file = incoming();
        QCOMPARE(file.offset(), std::int64_t(5));
        file.add(5, base64(m_text.substr(5)));
        file.keep();
        QCOMPARE(readText(goal()), m_text);
    }

    void theBeginningBeginsAgain()
    {
        writeText(partial(), "nine");
        IncomingFile file = incoming();
        QCOMPARE(file.offset(), std::int64_t(4));
        file.add(0, base64(m_text));
        file.keep();
        QCOMPARE(readText(goal()), m_text);
    }

    void whatArrivedDamagedIsRefusedAndGone()
    {
        IncomingFile file = incoming();
        std::string damaged = m_text;
        damaged[3] ^= 1;
        file.add(0, base64(damaged));
        const QString message = errorMessage([&] { file.keep(); });
        QVERIFY2(message.startsWith("whole has arrived damaged: its SHA-256 is "), qPrintable(message));
        QVERIFY(message.contains(QString::fromStdString(m_digest)));
        QVERIFY(!std::filesystem::exists(goal()));
        QVERIFY(!std::filesystem::exists(partial()));
    }

    void partsFollowEachOther()
    {
        IncomingFile file = incoming();
        QVERIFY(errorMessage([&] { file.add(1, base64("x")); }).contains("where 16 from 0 on are missing"));
        QVERIFY(errorMessage([&] { file.add(0, base64(m_text + "x")); }).contains("has 17 bytes from 0 on"));
        QVERIFY(errorMessage([&] { file.add(0, "?"); }).contains("no base64"));
    }

    void oneReceivesAtATime()
    {
        {
            const IncomingFile first = incoming();
            QVERIFY(!incoming().isMine());
        }
        QVERIFY(incoming().isMine());
    }

    void aLinkInItsPlaceIsNotFollowed()
    {
        std::filesystem::create_symlink(m_folder.path() / "elsewhere", partial());
        QVERIFY(errorMessage([&] { incoming(); }).contains("cannot be written"));
        QVERIFY(!std::filesystem::exists(m_folder.path() / "elsewhere"));
    }

    void nothingIsAFileToo()
    {
        IncomingFile file(goal(), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", 0);
        QVERIFY(file.isWhole());
        file.keep();
        QCOMPARE(readText(goal()), "");
    }
};

QTEST_APPLESS_MAIN(TestIncomingFile)
#include "tst_incoming_file.moc"
