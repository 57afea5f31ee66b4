// SPDX-License-Identifier: Apache-2.0
#include "core/base/files.h"
#include "core/base/json.h"
#include "core/data/packed.h"
#include "tests/core/base/error_message.h"

#include <QTest>

#include <nlohmann/json.hpp>

#include <cstring>

using namespace odimo;
using namespace odimo::data;

/// A data set as one file is the data set.
class TestPacked : public QObject {
    Q_OBJECT

private:
    std::filesystem::path path() const { return m_folder.path() / "data:1"; }

    static std::string packed(const Dataset &dataset)
    {
        std::string bytes;
        writePacked(dataset, [&](std::string_view piece) { bytes += piece; });
        return bytes;
    }

    Dataset throughAFile(const Dataset &dataset) const
    {
        writeText(path(), packed(dataset));
        return loadDataset(path().string());
    }

    TemporaryFolder m_folder;

private slots:
    void whatComesBackIsTheSame_data()
    {
        QTest::addColumn<QString>("data");
        QTest::newRow("pixels") << "synthetic:train=30,test=11";
        QTest::newRow("features") << "synthetic:values=features,height=7,width=3,train=30,test=11";
        QTest::newRow("normalised") << "synthetic:train=30,test=11,channels=3,normalise=imagenet,augment=shift+flip";
    }
    void whatComesBackIsTheSame()
    {
        QFETCH(QString, data);
        const Dataset dataset = loadDataset(data.toStdString());
        const Dataset back = throughAFile(dataset);
        QCOMPARE(back.name, dataset.name);
        QCOMPARE(back.classes, dataset.classes);
        QVERIFY(back.augmentation == dataset.augmentation);
        QVERIFY(back.train.kind == dataset.train.kind);
        QVERIFY(back.test.normalisation == dataset.test.normalisation);
        QCOMPARE(digestOf(back), digestOf(dataset));
        QCOMPARE(packed(back), packed(dataset));
    }

    void floatsStandWhereTheyCanBeRead()
    {
        const Dataset back = throughAFile(loadDataset("synthetic:values=features,height=7,width=3,train=31,test=11"));
        for (const Images *images : {&back.train, &back.test})
            QCOMPARE(reinterpret_cast<std::uintptr_t>(images->pixels.data()) % alignof(float), std::uintptr_t(0));
    }

    void otherFilesAreNone()
    {
        QVERIFY(!readPacked(m_folder.path()));
        QVERIFY(!readPacked("/nowhere"));
        writeText(path(), "PK");
        QVERIFY(!readPacked(path()));
    }

    void damageIsNamed_data()
    {
        QTest::addColumn<int>("kept");
        QTest::addColumn<QString>("message");
        QTest::newRow("description") << 100 << "is damaged: it ends before its data";
        QTest::newRow("pixels") << -1 << "is damaged: it ends before its data";
    }
    void damageIsNamed()
    {
        QFETCH(int, kept);
        QFETCH(QString, message);
        std::string bytes = packed(loadDataset("synthetic:train=30,test=11"));
        bytes.resize(kept < 0 ? bytes.size() - 1 : static_cast<std::size_t>(kept));
        writeText(path(), bytes);
        QCOMPARE(errorMessage([&] { readPacked(path()); }), QString::fromStdString(path().string()) + " " + message);
    }

    /// A file of somebody else says what it likes of itself.
    void whatDoesNotFitIsRefused_data()
    {
        QTest::addColumn<QString>("change");
        QTest::addColumn<QString>("message");
        const auto row = [](const char *name, const char *change, const char *message) {
            QTest::newRow(name) << change << message;
        };
        row("a number of bytes that is 0 in 64 bits",
            R"({"train": {"channels": 4194304, "height": 2097152, "width": 2097152, "normalisation": []}})",
            "train has images of 4194304x2097152x2097152, which are too large to hold");
        row("figures of too few channels", R"({"train": {"normalisation": [{"mean": 0, "deviation": 1}]}})",
            "train is normalised by 1 channels; its images have 3");
        row("no deviation", R"({"train": {"channels": 1, "normalisation": [{"mean": 0, "deviation": 0}]}})",
            "train.normalisation has a deviation that is not above 0");
        row("no images", R"({"train": {"labels": []}})", "train has no images");
        row("other test images", R"({"test": {"width": 7}})", "the training images are not like the test images");
        row("endless shift", R"({"shift": 2147483647})", "shift is 2147483647");
    }
    void whatDoesNotFitIsRefused()
    {
        QFETCH(QString, change);
        QFETCH(QString, message);
        std::string bytes = packed(loadDataset("synthetic:train=30,test=11,channels=3,normalise=imagenet"));
        std::uint64_t size = 0; // Of the description, which follows.
        std::memcpy(&size, bytes.data() + 8, sizeof size);
        Json description = Json::parse(bytes.substr(16, size));
        description.merge_patch(Json::parse(change.toStdString()));
        const std::string text = description.dump();
        size = text.size();
        std::memcpy(bytes.data() + 8, &size, sizeof size);
        writeText(path(), bytes.substr(0, 16) + text + std::string(1 << 20, '\0'));
        const QString found = errorMessage([&] { readPacked(path()); });
        QVERIFY2(found.contains(message), qPrintable(found));
    }

    void aLabelOfNoClassIsRefused()
    {
        Dataset dataset = loadDataset("synthetic:train=30,test=11");
        dataset.test.labels[3] = 10;
        writeText(path(), packed(dataset));
        QVERIFY(errorMessage([&] { readPacked(path()); }).contains("test.labels has a label that stands for no class"));
    }
};

QTEST_APPLESS_MAIN(TestPacked)
#include "tst_packed.moc"
