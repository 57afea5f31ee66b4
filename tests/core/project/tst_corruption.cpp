// SPDX-License-Identifier: Apache-2.0
#include "core/base/random.h"
#include "core/project/integrity.h"
#include "core/project/rescue.h"
#include "tests/core/base/asked_number.h"
#include "tests/core/project/kept_run.h"

#include <QTest>

using namespace odimo;
using namespace odimo::project;

namespace {

constexpr std::size_t page = 4096;

/// Damages files as disks, transfers and other programs do; the same seed, the same damage.
class Damager {
public:
    explicit Damager(std::uint64_t seed) : m_random(seed) {}

    std::string damaged(const std::string &whole)
    {
        std::string bytes = whole;
        switch (m_random.below(8)) {
        case 0:
            for (int bit = m_random.below(8); bit >= 0; --bit) {
                char &byte = bytes[place(bytes, 1)];
                byte = static_cast<char>(byte ^ (1 << m_random.below(8)));
            }
            break;
        case 1: // Of the header of the file, which says how to read the rest.
            bytes[static_cast<std::size_t>(m_random.below(100))] = static_cast<char>(m_random.below(256));
            break;
        case 2:
            bytes.resize(place(bytes, 1));
            break;
        case 3: {
            const std::size_t at = place(bytes, page);
            bytes.replace(at, page, page, '\0');
            break;
        }
        case 4: {
            const std::size_t from = place(bytes, page), to = place(bytes, page);
            const std::string moved = bytes.substr(from, page);
            bytes.replace(from, page, bytes, to, page);
            bytes.replace(to, page, moved);
            break;
        }
        case 5:
            bytes += noise(1 + m_random.below(3 * static_cast<int>(page)));
            break;
        case 6: {
            const std::string other = noise(1 + m_random.below(600));
            const std::size_t at = place(bytes, 1);
            bytes.replace(at, std::min(other.size(), bytes.size() - at), other);
            break;
        }
        default: // A part of the file was lost, and what follows moved up.
            bytes.erase(place(bytes, 1), static_cast<std::size_t>(1 + m_random.below(2 * static_cast<int>(page))));
        }
        return bytes;
    }

private:
    /// Where something of `size` begins, at a multiple of it.
    std::size_t place(const std::string &bytes, std::size_t size)
    {
        return static_cast<std::size_t>(m_random.below(static_cast<int>(bytes.size() / size))) * size;
    }

    std::string noise(int size)
    {
        std::string bytes;
        for (int i = 0; i < size; ++i)
            bytes += static_cast<char>(m_random.below(256));
        return bytes;
    }

    Random m_random;
};

} // namespace

/// Whatever happens to a project file: it opens, it is refused in words, or what is whole of it is rescued.
class TestCorruption : public QObject {
    Q_OBJECT

private:
    TemporaryFolder m_folder;
    std::filesystem::path m_path = m_folder.path() / "x.odimo";
    std::filesystem::path m_rescued = m_folder.path() / "rescued.odimo";

    void makeProject() const
    {
        Project project = Project::create(m_path, samples::setup());
        project.storeDocument("plan", R"({"epochs":7})");
        for (const char *unit : {"digital", "analog", "digital"}) {
            const std::int64_t id = samples::addKeptRun(project, unit, 8000, m_folder.path() / "weights");
            project.addEpoch(samples::searchEpoch(project, id, 1));
        }
        project.storeAnalysis(1, mapping::weightCountSensitivity(project.costTable()));
    }

    /// Everything that a project can be asked.
    void read(const std::filesystem::path &path) const
    {
        const Project project = Project::open(path, Access::ReadOnly);
        for (const Run &run : project.runs()) {
            project.epochs(run.id);
            project.analysis(run.id);
            project.executions(run.id);
            if (project.hasWeights(run.id, "tuned"))
                project.extractWeights(run.id, "tuned", m_folder.path() / "copy");
        }
        project.log();
        project.document("plan");
    }

    /// The words of a refusal; they name the file.
    template <typename Work>
    QString refusal(Work work) const
    {
        QString message = errorMessage(work);
        [&] {
            QVERIFY2(message.isEmpty() || message.contains(".odimo") || message.contains("network"),
                     qPrintable(message));
        }();
        return message;
    }

private slots:
    void everyDamagedFileOpensOrIsRefusedOrRescued()
    {
        makeProject();
        const std::string whole = readText(m_path);
        const int times = askedNumber("ODIMO_CORRUPTIONS", 100);
        Damager damager(static_cast<std::uint64_t>(askedNumber("ODIMO_CORRUPTIONS_FROM", 1)));
        int opened = 0, rescued = 0, lost = 0;
        for (int i = 0; i < times; ++i) {
            for (const char *ending : {"", "-wal", "-shm", "-journal"})
                std::filesystem::remove(m_path.string() + ending);
            const std::string bytes = damager.damaged(whole);
            writeText(m_path, bytes);
            std::filesystem::remove(m_rescued);
            const QString reading = refusal([&] { read(m_path); });
            const QString checking = refusal([&] { requireIntegrity(m_path); });
            QVERIFY2(reading.isEmpty() || !checking.isEmpty(), qPrintable(QString("damage %1: ").arg(i) + reading));
            const QString rescuing = refusal([&] { rescue(m_path, m_rescued); });
            if (rescuing.isEmpty())
                QVERIFY2(damageOf(m_rescued).empty(), qPrintable(QString("damage %1").arg(i)));
            ++(reading.isEmpty() ? opened : rescuing.isEmpty() ? rescued : lost);
            refusal([&] { Project::open(m_path, Access::ReadWrite).storeDocument("plan", "{}"); });
        }
        qInfo("%d damaged files: %d open, %d refused and rescued, %d refused", times, opened, rescued, lost);
        QVERIFY(opened > 0 && rescued > 0 && lost > 0);
    }
};

QTEST_APPLESS_MAIN(TestCorruption)
#include "tst_corruption.moc"
