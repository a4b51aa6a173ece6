#include "sqlite/database.hpp"

#include <gtest/gtest.h>

#include <filesystem>

#include "base/id.hpp"
#include "sqlite/limits.hpp"

namespace errand::sqlite {
namespace {

struct SqliteTest : ::testing::Test {
    Database database = Database::in_memory().value();
    void SetUp() override {
        ASSERT_TRUE(database.execute("CREATE TABLE tea (name TEXT, cups INTEGER)"));
    }
    void add(std::string_view name, std::optional<int> cups) {
        auto insert = database.prepare("INSERT INTO tea VALUES (?, ?)").value();
        ASSERT_TRUE(insert.with(name, cups).run());
    }
};

TEST_F(SqliteTest, AStatementUsedAgainHasForgottenItsAnswerAndItsParameters) {
    add("oolong", 2);
    add("assam", 3);
    const auto* sql = "SELECT cups FROM tea WHERE name = ?";
    {
        auto select = database.prepare(sql).value();
        ASSERT_TRUE(select.with("oolong").step().value());  // half read
    }
    auto again = database.prepare(sql).value();
    EXPECT_FALSE(again.step().value());  // no parameter is bound
    EXPECT_TRUE(again.with("assam").step().value());
    EXPECT_EQ(again.integer(0), 3);
}

TEST_F(SqliteTest, TheSameTextTwiceAtOnceAreTwoStatements) {
    add("oolong", 2);
    add("assam", 3);
    const auto* sql = "SELECT cups FROM tea ORDER BY cups";
    auto outer = database.prepare(sql).value();
    ASSERT_TRUE(outer.step().value());
    auto inner = database.prepare(sql).value();
    ASSERT_TRUE(inner.step().value());
    ASSERT_TRUE(inner.step().value());
    EXPECT_EQ(inner.integer(0), 3);
    EXPECT_EQ(outer.integer(0), 2);
}

TEST_F(SqliteTest, AKeptStatementSeesAChangedTable) {
    add("oolong", 2);
    const auto* sql = "SELECT * FROM tea";
    {
        ASSERT_TRUE(database.prepare(sql).value().step().value());
    }
    ASSERT_TRUE(database.execute("ALTER TABLE tea ADD COLUMN price INTEGER DEFAULT 18"));
    auto again = database.prepare(sql).value();
    ASSERT_TRUE(again.step().value());
    EXPECT_EQ(again.integer(2), 18);
}

TEST_F(SqliteTest, KeepsOnlySoManyStatements) {
    for (std::size_t i = 0; i < 3 * kMaxIdleStatements; ++i) {
        auto select = database.prepare("SELECT " + std::to_string(i)).value();
        ASSERT_TRUE(select.step().value());
        EXPECT_EQ(select.integer(0), static_cast<std::int64_t>(i));
    }
}

TEST_F(SqliteTest, StaysWithADatabaseThatMoves) {
    {
        ASSERT_TRUE(database.prepare("SELECT 1").value().step().value());
    }
    auto moved = std::move(database);
    auto select = moved.prepare("SELECT 1").value();
    EXPECT_TRUE(select.step().value());
}

// What a crash leaves behind: the files as they are while the database is open.
TEST(Wal, ReservedRoomIsNoFrame) {
    const auto home = std::filesystem::temp_directory_path() / make_id("errand-wal");
    std::filesystem::create_directories(home);
    const auto file = home / "tea.db";
    auto database = Database::open(file).value();
    ASSERT_TRUE(database.execute("CREATE TABLE tea (name TEXT)"));
    constexpr int kPages = 64;
    ASSERT_TRUE(database.bound_wal(kPages));
    const auto reserved = std::filesystem::file_size(home / "tea.db-wal");
    EXPECT_GE(reserved, static_cast<std::uintmax_t>(kPages) * kPageBytes);
    ASSERT_TRUE(database.execute("INSERT INTO tea VALUES ('oolong')"));
    ASSERT_TRUE(database.execute("INSERT INTO tea VALUES ('assam')"));
    EXPECT_EQ(std::filesystem::file_size(home / "tea.db-wal"), reserved);  // it has not grown
    ASSERT_TRUE(database.bound_wal(kPages));                               // nothing is left to do
    for (const auto* name : {"tea.db", "tea.db-wal"})
        std::filesystem::copy_file(home / name, home / ("left-" + std::string(name)));
    auto left = Database::open(home / "left-tea.db").value();
    auto count = left.prepare("SELECT count(*) FROM tea").value();
    ASSERT_TRUE(count.step().value());
    EXPECT_EQ(count.integer(0), 2);
    std::filesystem::remove_all(home);
}

}  // namespace
}  // namespace errand::sqlite
