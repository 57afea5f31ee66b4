// SPDX-License-Identifier: Apache-2.0
#include "core/host/files/work_folder.h"

#include "core/base/files.h"
#include "tests/core/base/error_message.h"

#include <QTest>

#include <functional>
#include <memory>
#include <thread>
#include <utility>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/syscall.h>
#include <unistd.h>

using namespace odimo;
using namespace odimo::host;

namespace {

/// What another process does between the opening of the lock's file and the lock; once.
std::function<void()> beforeTheLock;
/// And before a file is removed; once.
std::function<void()> beforeTheRemoval;

} // namespace

/// In place of the one of the C library.
extern "C" int flock(int file, int operation) noexcept
{
    if (const auto act = std::exchange(beforeTheLock, {}))
        act();
    return static_cast<int>(syscall(SYS_flock, file, operation));
}

extern "C" int unlinkat(int folder, const char *name, int flags) noexcept
{
    if (const auto act = std::exchange(beforeTheRemoval, {}))
        act();
    return static_cast<int>(syscall(SYS_unlinkat, folder, name, flags));
}

class TestWorkFolder : public QObject {
    Q_OBJECT

private:
    TemporaryFolder m_folder;
    std::filesystem::path m_project = m_folder.path() / "x.odimo";

private slots:
    void onlyOneHoldsIt()
    {
        const WorkFolder first(m_project);
        const QString message = errorMessage([&] { const WorkFolder second(m_project); });
        QVERIFY2(message.contains("is being explored by another program"), qPrintable(message));
    }

    void whoLooksSeesIt()
    {
        QVERIFY(!isExplored(m_project));
        {
            const WorkFolder folder(m_project);
            QVERIFY(isExplored(m_project));
        }
        QVERIFY(!isExplored(m_project));
        QVERIFY(!isExplored(m_folder.path() / "nowhere" / "x.odimo"));
    }

    void aLookDoesNotKeepAnExplorationAway()
    {
        std::filesystem::create_directory(m_project.string() + ".runs");
        const std::string lock = m_project.string() + ".runs/lock";
        const int look = open(lock.c_str(), O_CREAT | O_RDWR, 0644);
        QCOMPARE(flock(look, LOCK_SH), 0);
        std::jthread ends([look] {
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
            close(look);
        });
        const WorkFolder folder(m_project);
    }

    void itIsHeldUntilItsFileIsGone()
    {
        auto first = std::make_unique<WorkFolder>(m_project);
        QString message;
        beforeTheRemoval = [&] {
            message = errorMessage([&] { const WorkFolder second(m_project); });
        };
        first.reset();
        QVERIFY2(message.contains("is being explored"), qPrintable(message));
    }

    void aLockWhoseFileIsGoneIsNotHeld()
    {
        auto first = std::make_unique<WorkFolder>(m_project);
        beforeTheLock = [&] {
            first.reset();
        };
        const WorkFolder second(m_project);
        QVERIFY(errorMessage([&] { const WorkFolder third(m_project); }).contains("is being explored"));
    }

    /// The one before has ended and removed its file, and a third has made a new one: two would hold a lock.
    void aLockOfAnEarlierFileIsNotHeld()
    {
        auto first = std::make_unique<WorkFolder>(m_project);
        std::unique_ptr<WorkFolder> third;
        beforeTheLock = [&] {
            first.reset();
            third = std::make_unique<WorkFolder>(m_project);
        };
        const QString message = errorMessage([&] { const WorkFolder second(m_project); });
        QVERIFY2(message.contains("is being explored"), qPrintable(message));
        QVERIFY(third);
    }
};

QTEST_APPLESS_MAIN(TestWorkFolder)
#include "tst_work_folder.moc"
