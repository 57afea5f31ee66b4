// SPDX-License-Identifier: Apache-2.0
#include "core/host/plan/named_files.h"

#include <QTest>

using namespace odimo::host;

class TestNamedFiles : public QObject {
    Q_OBJECT

private slots:
    void filesAreNamedWithoutTheirOptions()
    {
        const std::vector<std::string> files = filesNamedBy({.network = "a:b/net.onnx:input=3x8x8,output=y",
                                                             .data = "photos.zip:image=3x8x8,skip_bad=yes",
                                                             .platform = "chips/mine.json"});
        QCOMPARE(files, (std::vector<std::string>{"a:b/net.onnx", "photos.zip", "chips/mine.json"}));
    }

    void aPlatformWhoseChannelsMayBeLeftOutIsOfTheSameFile()
    {
        QCOMPARE(filesNamedBy({.network = "resnet8", .data = "synthetic", .platform = "chips/mine.json+none"}),
                 std::vector<std::string>{"chips/mine.json"});
        QVERIFY(filesNamedBy({.network = "resnet8", .data = "synthetic", .platform = "diana+none"}).empty());
    }

    void whatTheProgramBringsIsNoFile()
    {
        const std::vector<std::string> files = filesNamedBy(
            {.network = "resnet8:input=3x8x8", .data = "synthetic:classes=3,train=20", .platform = "diana"});
        QVERIFY(files.empty());
    }

    /// As somebody types it.
    void halfWrittenOptionsNameTheSameFile()
    {
        for (const std::string data : {"photos.zip", "synthetic"})
            for (const char *options :
                 {":", ":i", ":image", ":image=", ":image=3x8x8,", ":image=3x8x8,t", ":test=0.2,x"}) {
                const std::vector<std::string> files =
                    filesNamedBy({.network = "resnet8", .data = data + options, .platform = "diana"});
                const bool isPath = files.size() == 1 && files[0].starts_with(data);
                QVERIFY2(data == "synthetic" || isPath, options);
            }
    }
};

QTEST_APPLESS_MAIN(TestNamedFiles)
#include "tst_named_files.moc"
