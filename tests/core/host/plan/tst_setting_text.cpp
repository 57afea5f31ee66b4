// SPDX-License-Identifier: Apache-2.0
#include "core/base/error.h"
#include "core/host/plan/setting_text.h"

#include <QTest>

using namespace odimo;
using namespace odimo::host;

class TestSettingText : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void epochsAreReadBack()
    {
        const Epochs epochs{.warmup = 0, .search = 3, .finetune = 2};
        QCOMPARE(QString::fromStdString(textOf(epochs)), QStringLiteral("0, 3, 2"));
        QVERIFY(epochsFromText(textOf(epochs)) == epochs);
        for (const char *wrong : {"", "1,2", "1,2,3,4", "-1,2,3", "1,0,3", "a,b,c", "1.5,2,3"})
            QVERIFY_EXCEPTION_THROWN(epochsFromText(wrong), Error);
    }

    void threadsAreReadBack()
    {
        const Threads threads{.alone = 8, .beside = 2};
        QVERIFY(threadsFromText(textOf(threads)) == threads);
        QVERIFY((threadsFromText("4") == Threads{.alone = 4, .beside = 4}));
        for (const char *wrong : {"", "0", "1,0", "1,2,3", "two"})
            QVERIFY_EXCEPTION_THROWN(threadsFromText(wrong), Error);
    }

    void allImagesAre0()
    {
        QCOMPARE(imagesFromText("all"), 0);
        QCOMPARE(imagesFromText("5000"), 5000);
        for (const char *wrong : {"", "-1", "many", "1e3"})
            QVERIFY_EXCEPTION_THROWN(imagesFromText(wrong), Error);
    }
};

QTEST_APPLESS_MAIN(TestSettingText)
#include "tst_setting_text.moc"
