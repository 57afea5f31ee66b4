// SPDX-License-Identifier: Apache-2.0
#include "core/base/files.h"

#include <QMimeDatabase>
#include <QTemporaryDir>
#include <QTest>

using namespace odimo;

/// What a desktop takes a file for once the package is installed.
class TestMimeType : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    static inline const QString projectType = QStringLiteral("application/x-odimo-project");

    static QString typeOf(const QByteArray &content) { return QMimeDatabase().mimeTypeForData(content).name(); }

    /// The head of a database of SQLite with an application_id.
    static QByteArray database(const QByteArray &application)
    {
        QByteArray head("SQLite format 3\0", 16);
        head += QByteArray(100 - head.size(), '\0');
        return head.replace(68, 4, application);
    }

private slots:
    void initTestCase()
    {
        const std::filesystem::path types = m_folder.filePath("mime/packages").toStdString();
        std::filesystem::create_directories(types);
        std::filesystem::copy_file(ODIMO_TEST_DATA "/../packaging/desktop/odimo-explorer.mime.xml",
                                   types / "odimo-explorer.xml");
        qputenv("XDG_DATA_DIRS", m_folder.path().toUtf8());
        qputenv("XDG_DATA_HOME", m_folder.path().toUtf8());
        QVERIFY(QMimeDatabase().mimeTypeForName(projectType).isValid());
    }

    void aProjectIsKnownByItsName()
    {
        QCOMPARE(QMimeDatabase().mimeTypeForFile("first.odimo", QMimeDatabase::MatchExtension).name(), projectType);
    }

    void aProjectIsKnownByItsContent()
    {
        QFile sample(ODIMO_TEST_DATA "/../projects/fashion-resnet8.odimo");
        QVERIFY(sample.open(QIODevice::ReadOnly));
        QCOMPARE(typeOf(sample.read(4096)), projectType);
        QCOMPARE(typeOf(database("ODiM")), projectType);
    }

    void otherDatabasesAreNot()
    {
        QVERIFY(typeOf(database("odim")) != projectType);
        QVERIFY(typeOf(database(QByteArray(4, '\0'))) != projectType);
        QVERIFY(typeOf(QByteArray(68, ' ') + "ODiM") != projectType);
    }
};

QTEST_GUILESS_MAIN(TestMimeType)
#include "tst_mime_type.moc"
