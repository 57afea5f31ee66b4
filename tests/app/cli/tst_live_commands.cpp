// SPDX-License-Identifier: Apache-2.0
#include "app/cli/live_commands.h"
#include "core/base/error.h"

#include <QTest>

#include <array>
#include <future>
#include <new>
#include <vector>

#include <unistd.h>

using namespace odimo;
using namespace odimo::cli;

namespace {

/// Stdin is what is written here, as long as it lives.
class WrittenInput {
public:
    WrittenInput() : m_before(dup(STDIN_FILENO))
    {
        std::array<int, 2> ends{};
        if (pipe(ends.data()) != 0)
            qFatal("no pipe");
        dup2(ends[0], STDIN_FILENO);
        close(ends[0]);
        m_end = ends[1];
    }
    ~WrittenInput()
    {
        close(m_end);
        dup2(m_before, STDIN_FILENO);
        close(m_before);
    }
    WrittenInput(const WrittenInput &) = delete;
    WrittenInput &operator=(const WrittenInput &) = delete;

    bool write(const std::string &text) const
    {
        return ::write(m_end, text.data(), text.size()) == static_cast<ssize_t>(text.size());
    }

private:
    int m_before, m_end = -1;
};

} // namespace

class TestLiveCommands : public QObject {
    Q_OBJECT

private slots:
    void complainsOfWhateverALineThrowsAndReadsOn()
    {
        const WrittenInput input;
        std::vector<std::string> complaints;
        std::promise<void> readOn;
        {
            const LiveCommands commands(
                [&](const std::string &line) {
                    if (line == "wrong")
                        throw Error("no such command");
                    if (line == "fault")
                        throw std::out_of_range("index 7");
                    if (line == "memory")
                        throw std::bad_alloc();
                    readOn.set_value();
                },
                [&](const std::string &message) { complaints.push_back(message); });
            QVERIFY(input.write("wrong\nfault\nmem"));
            QVERIFY(input.write("ory\nstop\n"));
            readOn.get_future().wait();
        }
        QCOMPARE(complaints.size(), std::size_t(3));
        QCOMPARE(complaints[0], std::string("no such command"));
        QVERIFY2(complaints[1].find("index 7") != std::string::npos, complaints[1].c_str());
        QVERIFY2(complaints[2].starts_with("there is not enough memory"), complaints[2].c_str());
    }
};

QTEST_MAIN(TestLiveCommands)
#include "tst_live_commands.moc"
