// SPDX-License-Identifier: Apache-2.0
#include "core/host/files/new_file.h"

#include "core/base/files.h"

#include <QTest>

using namespace odimo;
using namespace odimo::host;

class TestNewFile : public QObject {
    Q_OBJECT

private:
    TemporaryFolder m_folder;
    std::filesystem::path m_path = m_folder.path() / "x.odimo";

private slots:
    void init() { writeText(m_path, "made"); }

    void goesUnlessItIsKept()
    {
        {
            NewFile made(m_path);
            made.keep();
        }
        QCOMPARE(readText(m_path), std::string("made"));
        writeText(m_path.string() + "-wal", "its log");
        {
            const NewFile made(m_path);
        }
        QVERIFY(std::filesystem::is_empty(m_folder.path()));
    }

    void anotherOfItsNameStays()
    {
        {
            const NewFile made(m_path);
            std::filesystem::rename(m_path, m_folder.path() / "moved.odimo");
            writeText(m_path, "of somebody else");
        }
        QCOMPARE(readText(m_path), std::string("of somebody else"));
        QCOMPARE(readText(m_folder.path() / "moved.odimo"), std::string("made"));
        std::filesystem::remove(m_folder.path() / "moved.odimo");
    }
};

QTEST_APPLESS_MAIN(TestNewFile)
#include "tst_new_file.moc"
