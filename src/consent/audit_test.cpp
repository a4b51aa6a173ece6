// The audit finds every change that is made behind its back.
#include "consent/audit.hpp"

#include "consent/test_home.hpp"

namespace errand::consent {
namespace {

class AuditTest : public Home {
  protected:
    AuditTest() {
        for (int i = 1; i <= 5; ++i) {
            EXPECT_TRUE(store_->audit().append("me", "grant", {{"number", i}}));
            clock_.advance(std::chrono::seconds(1));
        }
    }
    // What somebody with the file and without our code could do.
    void tamper(const std::string& sql) {
        auto raw = *sqlite::Database::open(folder_ / "consent.db");
        ASSERT_TRUE(
            raw.execute("DROP TRIGGER audit_is_not_changed;"
                        "DROP TRIGGER audit_is_not_deleted;" +
                        sql));
    }
    std::string verdict() {
        const auto verified = store_->audit().verify("me");
        return verified ? "" : verified.error().message;
    }
    static std::string changed(int entry) {
        return "the audit was changed: entry " + std::to_string(entry) +
               " is not as it was written";
    }
};

TEST_F(AuditTest, IsNumberedChainedAndReadable) {
    const auto entries = *store_->audit().read("me", 0, 100);
    ASSERT_EQ(entries.size(), 5U);
    EXPECT_EQ(entries[0].previous, "");
    for (std::size_t i = 0; i < entries.size(); ++i) {
        EXPECT_EQ(entries[i].seq, i + 1);
        if (i > 0) EXPECT_EQ(entries[i].previous, entries[i - 1].hash);
    }
    EXPECT_EQ(entries[0].at, "2026-03-02T03:40:00.000Z");
    EXPECT_EQ(store_->audit().read("me", 3, 1)->at(0).seq, 4U);
    EXPECT_TRUE(store_->audit().read("you", 0, 100)->empty());
    EXPECT_EQ(verdict(), "");
    EXPECT_TRUE(store_->audit().verify("you"));
}

TEST_F(AuditTest, HashesStayWhatTheyAre) {
    EXPECT_EQ(store_->audit().read("me", 0, 1)->at(0).hash,
              "22-UH9fItJ3QRRV6Btd0yUhqsaBldPWxDQ9VKCj5in0");
}

TEST_F(AuditTest, GoesOnAfterARestart) {
    reopen();
    ASSERT_TRUE(store_->audit().append("me", "pay", {}));
    EXPECT_EQ(store_->audit().read("me", 5, 1)->at(0).seq, 6U);
    EXPECT_EQ(verdict(), "");
}

TEST_F(AuditTest, TheDatabaseRefusesToChangeIt) {
    auto raw = *sqlite::Database::open(folder_ / "consent.db");
    EXPECT_FALSE(raw.execute("UPDATE audit SET data = '{}' WHERE seq = 2"));
    EXPECT_FALSE(raw.execute("DELETE FROM audit WHERE seq = 2"));
}

TEST_F(AuditTest, FindsAChangedEntry) {
    tamper("UPDATE audit SET data = '{\"number\":9}' WHERE seq = 3");
    EXPECT_EQ(verdict(), changed(3));
}
TEST_F(AuditTest, FindsAChangedTime) {
    tamper("UPDATE audit SET at = '2026-01-01T00:00:00.000Z' WHERE seq = 5");
    EXPECT_EQ(verdict(), changed(5));
}
TEST_F(AuditTest, FindsAChangedKind) {
    tamper("UPDATE audit SET kind = 'pay' WHERE seq = 1");
    EXPECT_EQ(verdict(), changed(1));
}
TEST_F(AuditTest, FindsAMissingEntry) {
    tamper("DELETE FROM audit WHERE seq = 2");
    EXPECT_EQ(verdict(), changed(2));
}
TEST_F(AuditTest, FindsAMissingEnd) {
    tamper("DELETE FROM audit WHERE seq > 3");
    EXPECT_EQ(verdict(), changed(4));
}
TEST_F(AuditTest, FindsAnAddedEnd) {
    tamper("INSERT INTO audit SELECT user, 6, at, kind, data, hash, 'x' FROM audit WHERE seq = 5");
    EXPECT_EQ(verdict(), changed(6));
}
TEST_F(AuditTest, FindsExchangedEntries) {
    tamper(
        "UPDATE audit SET seq = 99 WHERE seq = 2; UPDATE audit SET seq = 2 WHERE seq = 3;"
        "UPDATE audit SET seq = 3 WHERE seq = 99;");
    EXPECT_EQ(verdict(), changed(2));
}
TEST_F(AuditTest, FindsUnreadableData) {
    tamper("UPDATE audit SET data = 'x' WHERE seq = 4");
    EXPECT_NE(verdict(), "");
}

TEST_F(AuditTest, LongOnesAreVerifiedWhole) {
    auto memory = *Store::in_memory(clock_, "UTC");
    for (int i = 0; i < 2500; ++i) ASSERT_TRUE(memory->audit().append("me", "grant", {}));
    EXPECT_TRUE(memory->audit().verify("me"));
    EXPECT_EQ(memory->audit().read("me", 0, 100'000)->size(), 1000U);
    EXPECT_FALSE(memory->audit().append("me", "big", {{"text", std::string(70'000, 'x')}}));
}

}  // namespace
}  // namespace errand::consent
