// SPDX-License-Identifier: Apache-2.0
#include "core/base/files.h"
#include "tests/core/base/error_message.h"
#include "tests/core/onnx/model_builder.h"

#include <QTest>

using namespace odimo;
using namespace odimo::onnx;

namespace fs = std::filesystem;

namespace {

struct Place {
    std::string location;
    std::string offset = "0";
    std::string length = "12";
};

/// A 1x1 convolution from three channels to one, its weights in another file.
ModelBuilder withExternalWeights(const std::vector<Place> &places)
{
    ModelBuilder model(17, {1, 3, 1, 1});
    std::string last;
    for (const Place &place : places) {
        const std::string name = "w" + std::to_string(model.proto.graph().initializer_size());
        ::onnx::TensorProto &tensor = model.tensor(name, {3, 3, 1, 1}, ::onnx::TensorProto::FLOAT);
        tensor.set_dims(0, 1);
        tensor.set_data_location(::onnx::TensorProto::EXTERNAL);
        for (const auto &[key, value] :
             {std::pair("location", place.location), {"offset", place.offset}, {"length", place.length}})
            if (!value.empty()) {
                auto *entry = tensor.add_external_data();
                entry->set_key(key);
                entry->set_value(value);
            }
        last = model.node("Conv", {"x", name});
    }
    model.output(last);
    return model;
}

} // namespace

class TestExternalData : public QObject {
    Q_OBJECT

    TemporaryFolder m_root;
    fs::path m_folder = m_root.path() / "model";

    Import importFrom(const std::vector<Place> &places) const
    {
        writeText(m_folder / "net.onnx", withExternalWeights(places).bytes());
        return importModel(m_folder / "net.onnx");
    }

private slots:
    void initTestCase()
    {
        fs::create_directories(m_folder / "sub");
        std::string bytes;
        for (const float value : {9.0F, 1.0F, 2.0F, 3.0F})
            bytes.append(reinterpret_cast<const char *>(&value), sizeof value);
        for (const fs::path &path : {m_folder / "w.bin", m_folder / "sub" / "w.bin", m_root.path() / "secret.bin"})
            writeText(path, bytes);
        writeText(m_folder / "pointer.bin",
                  "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1234567\n");
        fs::create_symlink(m_root.path() / "secret.bin", m_folder / "link.bin");
        fs::create_symlink(m_root.path(), m_folder / "up");
        fs::create_symlink("w.bin", m_folder / "inner.bin");
        fs::create_symlink("none.bin", m_folder / "gone.bin");
    }

    void readsFilesOfTheModelsFolder_data()
    {
        QTest::addColumn<QString>("location");
        QTest::addColumn<QString>("length");
        QTest::newRow("beside the model") << "w.bin"
                                          << "12";
        QTest::newRow("up to the end") << "w.bin"
                                       << "";
        QTest::newRow("in a folder below") << "sub/w.bin"
                                           << "12";
        QTest::newRow("a link that stays inside") << "inner.bin"
                                                  << "12";
    }
    void readsFilesOfTheModelsFolder()
    {
        QFETCH(QString, location);
        QFETCH(QString, length);
        const Import import = importFrom({{location.toStdString(), "4", length.toStdString()}});
        QVERIFY2(import.model.has_value(), findingsText(import).c_str());
        // One score becomes two, the first of zeros.
        QCOMPARE(import.model->parameters.at("Conv1.weight").values, (std::vector<float>{0, 0, 0, 1, 2, 3}));
    }

    void readsAModelNamedByARelativePath()
    {
        importFrom({{"w.bin"}});
        const fs::path before = fs::current_path();
        fs::current_path(m_folder);
        const QString message = errorMessage([] { QVERIFY(importModel("net.onnx").model.has_value()); });
        fs::current_path(before);
        QCOMPARE(message, QString());
    }

    void refusesOtherPlaces_data()
    {
        QTest::addColumn<QString>("location");
        QTest::addColumn<QString>("offset");
        QTest::addColumn<QString>("length");
        QTest::addColumn<QString>("reason");
        const auto row = [](const char *tag, const QString &location, const char *offset, const char *length,
                            const char *reason) {
            QTest::newRow(tag) << location << offset << length << reason;
        };
        row("absolute", "/etc/passwd", "0", "12", "outside of the model's own folder");
        row("upwards", "../secret.bin", "0", "12", "outside of the model's own folder");
        row("upwards in the middle", "sub/../../secret.bin", "0", "12", "outside of the model's own folder");
        row("link out", "link.bin", "0", "12", "a link that leads outside");
        row("folder link out", "up/secret.bin", "0", "12", "a link that leads outside");
        row("a folder", "sub", "0", "12", "no readable file");
        row("no location", "", "0", "12", "outside of the model's own folder");
        row("dangling link", "gone.bin", "0", "12", "no readable file");
        row("pointer", "pointer.bin", "0", "12", "pointer of Git LFS, not the file itself (1,234,567 bytes)");
        row("beyond the end", "w.bin", "8", "12", "does not have");
        row("offset beyond the end", "w.bin", "18446744073709551615", "12", "does not have");
        row("other length", "w.bin", "0", "16", "does not have");
        row("negative offset", "w.bin", "-4", "12", "its external data is \"-4\"; it must be a whole number");
        row("words", "w.bin", "zero", "12", "it must be a whole number");
    }
    void refusesOtherPlaces()
    {
        QFETCH(QString, location);
        QFETCH(QString, offset);
        QFETCH(QString, length);
        QFETCH(QString, reason);
        const QString message = errorMessage([&] {
            importFrom({{location.toStdString(), offset.toStdString(), length.toStdString()}});
        });
        QVERIFY2(message.contains("\"w0\"") && message.contains(reason), qPrintable(message));
    }

    void refusesTensorsThatOverlap()
    {
        const QString message = errorMessage([&] { importFrom({{"w.bin"}, {"w.bin"}}); });
        QVERIFY2(message.contains("overlap"), qPrintable(message));
    }

    void refusesOtherFilesForAModelInMemory()
    {
        QVERIFY(errorMessage([] { withExternalWeights({{"w.bin"}}).import(); }).contains("only the model itself"));
    }
};

QTEST_APPLESS_MAIN(TestExternalData)
#include "tst_external_data.moc"
