#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <fstream>

#include "journal/journal_for_tests.hpp"
#include "journal/limits.hpp"
#include "sqlite/database.hpp"

namespace errand::journal {
namespace {

const Time kNow = Time(Millis(1'772'423'400'000));

class JournalTest : public testing::Test {
  protected:
    void SetUp() override { open(); }
    void TearDown() override { close(); }

    void open() {
        auto opened = open_sqlite(folder_.path() / "journal.db", loop_.get_executor());
        ASSERT_TRUE(opened) << opened.error().message;
        journal_ = *std::move(opened);
        epoch_ = take_lease();
    }
    void close() {
        journal_.reset();
        loop_.restart();
        loop_.poll();
    }
    std::uint64_t take_lease() { return run(journal_->take_lease("test")).value(); }
    template <class T>
    T run(async::Awaitable<T> work) {
        return await(loop_, std::move(work));
    }

    Begun begin(const std::string& user, const std::string& key = {}) {
        std::optional<Result<>> done;
        auto begun =
            run(journal_->begin({user, "talk", "food", 2, {{"say", "tea"}}, key, epoch_, kNow},
                                [&](Result<> result) { done = std::move(result); }));
        while (!done) loop_.run_one();
        EXPECT_TRUE(*done) << done->error().message;
        return begun.value();
    }
    Result<> append(Append append) {
        std::optional<Result<>> done;
        journal_->append(std::move(append), [&](Result<> result) { done = std::move(result); });
        loop_.restart();
        while (!done) loop_.run_one();
        return *done;
    }
    Append value_append(std::uint64_t flow, std::uint64_t seq) const {
        Append made;
        made.flow = flow;
        made.expected_seq = seq;
        made.lease_epoch = epoch_;
        made.now = kNow;
        write_value(made.records, "0", {{"seq", seq}});
        return made;
    }

    ScratchFolder folder_;
    boost::asio::io_context loop_;
    std::unique_ptr<Journal> journal_;
    std::uint64_t epoch_ = 0;
};

TEST_F(JournalTest, NumbersFlowsByUser) {
    EXPECT_EQ(begin("ann").info.number, 1U);
    EXPECT_EQ(begin("bob").info.number, 1U);
    EXPECT_EQ(begin("ann").info.number, 2U);
    close();
    open();
    EXPECT_EQ(begin("ann").info.number, 3U);
    EXPECT_EQ(run(journal_->flow_by_number("ann", 3))->id, 4U);
    EXPECT_EQ(run(journal_->flow_by_number("ann", 9)).error().code, ErrorCode::NotFound);
}

TEST_F(JournalTest, TheSameKeyBeginsTheSameFlow) {
    const auto first = begin("ann", "k1");
    const auto again = begin("ann", "k1");
    EXPECT_TRUE(first.fresh);
    EXPECT_FALSE(again.fresh);
    EXPECT_EQ(again.info.id, first.info.id);
    EXPECT_EQ(again.salt, first.salt);
    EXPECT_NE(begin("bob", "k1").info.id, first.info.id);
}

TEST_F(JournalTest, TheSameKeyAtTheSameTimeBeginsOneFlow) {
    std::vector<std::uint64_t> durable;
    for (int at = 0; at < 2; ++at) {
        const auto begun = run(journal_->begin({"ann", "talk", "food", 1, {}, "k", epoch_, kNow},
                                               [&](const Result<>& done) {
                                                   ASSERT_TRUE(done);
                                                   durable.push_back(1);
                                               }));
        EXPECT_EQ(begun->info.id, 1U);
    }
    loop_.restart();
    while (durable.size() < 2) loop_.run_one();
}

TEST_F(JournalTest, WhatAFlowBeginsWithIsPublishedInTheSameWriteAndOnce) {
    std::vector<std::uint64_t> heard;
    const auto following =
        journal_->subscribe("ann", [&](const Event& event) { heard.push_back(event.seq); });
    for (int at = 0; at < 2; ++at) {
        std::optional<Result<>> done;
        NewFlow flow{"ann", "talk", "food", 1, {}, "k", epoch_, kNow};
        flow.events.push_back({{"kind", "said"}});
        const auto begun = run(
            journal_->begin(std::move(flow), [&](Result<> result) { done = std::move(result); }));
        EXPECT_EQ(begun->fresh, at == 0);
        loop_.restart();
        while (!done) loop_.run_one();
        EXPECT_TRUE(*done);
    }
    EXPECT_EQ(heard, std::vector<std::uint64_t>{1});
    const auto all = run(journal_->events({.user = "ann"}));
    ASSERT_EQ(all->size(), 1U);
    EXPECT_EQ(all->front().errand, 0U);
    EXPECT_EQ(all->front().conversation, "talk");
}

TEST_F(JournalTest, AFlowWhoseEventCannotBeKeptIsNotBegun) {
    NewFlow flow{"ann", "talk", "food", 1, {}, "", epoch_, kNow};
    flow.events.push_back({{"kind", "\xff"}});
    const auto begun = run(journal_->begin(std::move(flow), [](const Result<>&) {}));
    ASSERT_FALSE(begun);
    EXPECT_EQ(begun.error().code, ErrorCode::Invalid);
    EXPECT_EQ(begin("ann").info.number, 1U);
}

TEST_F(JournalTest, AppendsAreConditionalOnSequence) {
    const auto flow = begin("ann").info.id;
    EXPECT_TRUE(append(value_append(flow, 0)));
    EXPECT_EQ(append(value_append(flow, 0)).error().code, ErrorCode::Conflict);
    EXPECT_EQ(append(value_append(flow, 2)).error().code, ErrorCode::Conflict);
    EXPECT_TRUE(append(value_append(flow, 1)));
    EXPECT_EQ(append(value_append(99, 0)).error().code, ErrorCode::NotFound);
    EXPECT_EQ(run(journal_->records(flow))->size(), 2U);
    EXPECT_EQ(run(journal_->load(flow))->seq, 2U);
}

TEST_F(JournalTest, AStaleLeaseIsRefusedAndChangesNothing) {
    const auto flow = begin("ann").info.id;
    const auto old = value_append(flow, 0);
    epoch_ = take_lease();
    auto stale = old;
    stale.events.push_back({{"kind", "reply"}});
    EXPECT_EQ(append(stale).error().code, ErrorCode::Denied);
    EXPECT_TRUE(run(journal_->records(flow))->empty());
    EXPECT_EQ(run(journal_->last_event("ann")).value(), 0U);
    EXPECT_TRUE(append(value_append(flow, 0)));
}

TEST_F(JournalTest, ASecondJournalOverTheSameFileTakesTheLease) {
    const auto flow = begin("ann").info.id;
    auto other = open_sqlite(folder_.path() / "journal.db", loop_.get_executor()).value();
    EXPECT_EQ(run(other->take_lease("other")).value(), epoch_ + 1);
    EXPECT_EQ(append(value_append(flow, 0)).error().code, ErrorCode::Denied);
    EXPECT_EQ(run(other->load(flow))->seq, 0U);
}

TEST_F(JournalTest, AFailedAppendDoesNotDisturbItsGroup) {
    const auto flow = begin("ann").info.id;
    std::vector<bool> done;
    for (const std::uint64_t seq : {0U, 7U, 1U}) {
        auto one = value_append(flow, seq);
        one.events.push_back({{"kind", "reply"}, {"seq", seq}});
        journal_->append(std::move(one),
                         [&](const Result<>& result) { done.push_back(result.has_value()); });
    }
    loop_.restart();
    while (done.size() < 3) loop_.run_one();
    EXPECT_EQ(done, (std::vector<bool>{true, false, true}));
    const auto events = run(journal_->events({.user = "ann"})).value();
    ASSERT_EQ(events.size(), 2U);
    EXPECT_EQ(events[0].seq, 1U);
    EXPECT_EQ(events[1].seq, 2U);
}

TEST_F(JournalTest, AnAppendThatFailsHalfWayIsUndoneAlone) {
    const auto flow = begin("ann").info.id;
    const auto other = begin("ann").info.id;
    // The row that the second append is about to write is there already, by somebody else's hand.
    ASSERT_TRUE(sqlite::Database::open(folder_.path() / "journal.db")
                    ->execute("INSERT INTO records VALUES(" + std::to_string(other) + ",1,'[]')"));
    std::vector<bool> done;
    for (const auto& [to, seq] : {std::pair{flow, 0U}, {other, 0U}, {flow, 1U}}) {
        auto one = value_append(to, seq);
        one.events.push_back({{"kind", "reply"}, {"flow", to}});
        journal_->append(std::move(one),
                         [&](const Result<>& result) { done.push_back(result.has_value()); });
    }
    loop_.restart();
    while (done.size() < 3) loop_.run_one();
    EXPECT_EQ(done, (std::vector<bool>{true, false, true}));
    EXPECT_EQ(run(journal_->load(flow))->seq, 2U);
    EXPECT_EQ(run(journal_->flow(other))->state, State::Running);
    EXPECT_EQ(run(journal_->last_event("ann")).value(), 2U);
    const auto stored = run(journal_->load(other));
    EXPECT_EQ(stored.error().code, ErrorCode::Corrupt);
}

TEST_F(JournalTest, EventsAreNumberedByUserAndReadByConversation) {
    const auto flow = begin("ann").info;
    auto one = value_append(flow.id, 0);
    one.events.push_back({{"kind", "reply"}, {"text", "hello"}});
    ASSERT_TRUE(append(one));
    EXPECT_EQ(run(journal_->publish("ann", "other", {{"kind", "reply"}})).value(), 2U);
    EXPECT_EQ(run(journal_->publish("bob", "talk", {{"kind", "reply"}})).value(), 1U);
    const auto talk = run(journal_->events({.user = "ann", .conversation = "talk"})).value();
    ASSERT_EQ(talk.size(), 1U);
    EXPECT_EQ(
        json::write(to_json(talk[0])),
        R"({"seq":1,"at":"2026-03-02T03:50:00.000Z","errand":1,"kind":"reply","text":"hello"})");
    EXPECT_EQ(run(journal_->events({.user = "ann", .after = 1}))->size(), 1U);
    EXPECT_EQ(run(journal_->last_event("ann")).value(), 2U);
}

// A sentence asks for the live errands of its conversation and the last that ended. The quickest of
// many looks counts, so that a busy machine does not.
TEST_F(JournalTest, AnOldConversationIsLookedAtAsQuicklyAsANewOne) {
    begin("me");
    const auto look = [&](bool live) {
        FlowQuery query{.user = "me", .conversation = "talk"};
        query.live_only = live;
        query.ended_only = !live;
        query.newest_first = true;
        query.limit = 1;
        auto quickest = std::chrono::steady_clock::duration::max();
        for (int i = 0; i < 30; ++i) {
            const auto begun = std::chrono::steady_clock::now();
            EXPECT_EQ(run(journal_->flows(query)).value().size(), 1U);
            quickest = std::min(quickest, std::chrono::steady_clock::now() - begun);
        }
        return quickest;
    };
    const auto fill = [&](int from, int to) {
        auto file = sqlite::Database::open(folder_.path() / "journal.db");
        ASSERT_TRUE(file);
        ASSERT_TRUE(file->execute(fmt::format(
            "WITH RECURSIVE n(i) AS (SELECT {} UNION ALL SELECT i+1 FROM n WHERE i<{})"
            " INSERT INTO flows SELECT i, user, i, conversation, type, 0, 2, 1, 0, NULL, 0, 0,"
            " NULL, '{{}}', '{{}}', '{{}}' FROM n, flows WHERE flows.number=1",
            from, to)));
    };
    fill(100, 101);
    const auto new_live = look(true);
    const auto new_ended = look(false);
    fill(102, 20'000);
    EXPECT_LT(look(true), 10 * new_live);
    EXPECT_LT(look(false), 10 * new_ended);
}

TEST_F(JournalTest, SubscribersHearWhatIsCommittedInOrder) {
    std::vector<std::uint64_t> heard;
    auto subscription =
        journal_->subscribe("ann", [&](const Event& event) { heard.push_back(event.seq); });
    (void)run(journal_->publish("ann", "talk", {{"kind", "reply"}}));
    (void)run(journal_->publish("bob", "talk", {{"kind", "reply"}}));
    (void)run(journal_->publish("ann", "talk", {{"kind", "reply"}}));
    subscription = {};
    (void)run(journal_->publish("ann", "talk", {{"kind", "reply"}}));
    EXPECT_EQ(heard, (std::vector<std::uint64_t>{1, 2}));
}

TEST_F(JournalTest, SignalsAreKeptOnceByKeyUntilConsumed) {
    const auto flow = begin("ann").info.id;
    const auto first = run(journal_->add_signal({flow, "act", {{"n", 1}}, "a"})).value();
    ASSERT_TRUE(first);
    EXPECT_EQ(first->ordinal, 1U);
    EXPECT_FALSE(run(journal_->add_signal({flow, "act", {{"n", 1}}, "a"})).value());
    EXPECT_EQ(run(journal_->add_signal({flow, "act", {}, ""})).value()->ordinal, 2U);
    EXPECT_EQ(run(journal_->load(flow))->signals.size(), 2U);
    auto one = value_append(flow, 0);
    one.state = State::Waiting;
    one.consumed = {1};
    ASSERT_TRUE(append(one));
    const auto left = run(journal_->load(flow))->signals;
    ASSERT_EQ(left.size(), 1U);
    EXPECT_EQ(left[0].ordinal, 2U);
    EXPECT_EQ(run(journal_->unfinished(0, 10)).value(), (std::vector<std::uint64_t>{flow}));
    EXPECT_FALSE(run(journal_->add_signal({flow, "act", {}, "a"})).value());
}

TEST_F(JournalTest, AnEndedFlowTakesNoSignals) {
    const auto flow = begin("ann").info.id;
    auto end = value_append(flow, 0);
    end.state = State::Ended;
    end.outcome = json::object{{"status", "done"}};
    ASSERT_TRUE(append(end));
    EXPECT_EQ(run(journal_->add_signal({flow, "act", {}, ""})).error().code, ErrorCode::Conflict);
    EXPECT_EQ(run(journal_->add_signal({77, "act", {}, ""})).error().code, ErrorCode::NotFound);
    EXPECT_TRUE(run(journal_->unfinished(0, 10))->empty());
    EXPECT_EQ(json::write(run(journal_->flow(flow))->outcome), R"({"status":"done"})");
    EXPECT_TRUE(run(journal_->flows({.user = "ann", .live_only = true}))->empty());
    EXPECT_EQ(run(journal_->flows({.user = "ann", .conversation = "talk"}))->size(), 1U);
}

TEST_F(JournalTest, DueFlowsComeInTheOrderOfTheirTimes) {
    for (const int minute : {3, 1, 2}) {
        auto parked = value_append(begin("ann").info.id, 0);
        parked.state = State::Waiting;
        parked.wake_at = kNow + std::chrono::minutes(minute);
        ASSERT_TRUE(append(parked));
    }
    EXPECT_EQ(run(journal_->next_wake(kNow)).value(), kNow + std::chrono::minutes(1));
    const auto due =
        run(journal_->due(kNow + std::chrono::minutes(2), {Time::min(), 0}, 10)).value();
    ASSERT_EQ(due.size(), 2U);
    EXPECT_EQ(due[0].flow, 2U);
    EXPECT_EQ(due[1].flow, 3U);
    EXPECT_EQ(run(journal_->due(kNow + std::chrono::minutes(2), due[0], 10))->size(), 1U);
    EXPECT_EQ(run(journal_->next_wake(kNow + std::chrono::hours(1))).value(), std::nullopt);
}

TEST_F(JournalTest, ASegmentBeginsAtItsCheckpoint) {
    const auto flow = begin("ann").info.id;
    ASSERT_TRUE(append(value_append(flow, 0)));
    auto checkpoint = value_append(flow, 1);
    checkpoint.records.clear();
    checkpoint.begins_segment = true;
    write_record(checkpoint.records,
                 {.type = RecordType::Checkpoint, .data = {{"n", 1}}, .segment = 1});
    ASSERT_TRUE(append(checkpoint));
    ASSERT_TRUE(append(value_append(flow, 2)));
    EXPECT_EQ(run(journal_->records(flow))->size(), 3U);
    EXPECT_EQ(run(journal_->records(flow, 1))->size(), 2U);
    const auto stored = run(journal_->load(flow)).value();
    ASSERT_EQ(stored.records.size(), 2U);
    EXPECT_EQ(stored.records[0].type, RecordType::Checkpoint);
}

TEST_F(JournalTest, RefusesWhatItCouldNotReadAgain) {
    const auto flow = begin("ann").info.id;
    auto broken = value_append(flow, 0);
    broken.records = "[\"v\",\"0\",\"\xff\"]";
    EXPECT_EQ(append(broken).error().code, ErrorCode::Invalid);
    auto large = value_append(flow, 0);
    large.records = '"' + std::string(kMaxPayload, 'a') + '"';
    EXPECT_EQ(append(large).error().code, ErrorCode::Invalid);
    EXPECT_TRUE(append(value_append(flow, 0)));
}

TEST(JournalOpen, SaysWhatIsWrongWithTheFile) {
    boost::asio::io_context loop;
    ScratchFolder folder;
    const auto missing = open_sqlite(folder.path() / "no" / "journal.db", loop.get_executor());
    ASSERT_FALSE(missing);
    EXPECT_EQ(missing.error().code, ErrorCode::NotFound);
    EXPECT_THAT(missing.error().message, testing::HasSubstr("no/journal.db"));

    const auto file = folder.path() / "text.db";
    std::ofstream(file) << std::string(5000, 'x');
    const auto text = open_sqlite(file, loop.get_executor());
    ASSERT_FALSE(text);
    EXPECT_EQ(text.error().code, ErrorCode::Corrupt);
    EXPECT_FALSE(text.error().advice.empty());
}

TEST(JournalOpen, RefusesASchemaFromTheFuture) {
    boost::asio::io_context loop;
    ScratchFolder folder;
    const auto file = folder.path() / "journal.db";
    ASSERT_TRUE(sqlite::Database::open(file)->execute("PRAGMA user_version=99"));
    const auto opened = open_sqlite(file, loop.get_executor());
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().code, ErrorCode::Conflict);
    EXPECT_THAT(opened.error().message, testing::HasSubstr("version 99"));
}

TEST(Record, EveryTypeIsReadAsItWasWritten) {
    const std::vector<Record> all{
        {.type = RecordType::Intent,
         .step = "0",
         .name = "pay",
         .kind = "spend",
         .data = {{"a", 1}}},
        {.type = RecordType::Value, .step = "0", .data = {{"text", "奶茶 \"\n\""}, {"x", 0.1}}},
        {.type = RecordType::Failure,
         .step = "1.0.2",
         .error = {ErrorCode::Denied, "no", "insufficient_funds"}},
        {.type = RecordType::Recorded, .step = "2", .name = "now", .data = 17},
        {.type = RecordType::Wait, .step = "3", .until = kNow},
        {.type = RecordType::Wait, .step = "4"},
        {.type = RecordType::Signal, .step = "4", .name = "act", .data = {1, 2}, .signal = 9},
        {.type = RecordType::Cancelled, .step = "5", .signal = 10},
        {.type = RecordType::Emitted},
        {.type = RecordType::Checkpoint, .data = nullptr, .segment = 2, .spent = true},
    };
    std::string text;
    for (const auto& record : all) write_record(text, record);
    const auto read = read_records(text, 3);
    ASSERT_TRUE(read) << read.error().message;
    ASSERT_EQ(read->size(), all.size());
    std::string again;
    for (std::size_t at = 0; at < all.size(); ++at) {
        EXPECT_EQ((*read)[at].append, 3U);
        EXPECT_EQ((*read)[at].type, all[at].type);
        EXPECT_EQ((*read)[at].data, all[at].data);
        EXPECT_EQ((*read)[at].error, all[at].error);
        write_record(again, (*read)[at]);
    }
    EXPECT_EQ(again, text);
}

TEST(Record, IllFormedTextIsCorrupt) {
    for (const auto* text : {"[", "1", "[]", R"(["?"])", R"(["v"])", R"(["i","0","z","pay",1])",
                             R"(["c","1",true,null])", R"(["w","0","soon"])"}) {
        const auto read = read_records(text, 1);
        ASSERT_FALSE(read) << text;
        EXPECT_EQ(read.error().code, ErrorCode::Corrupt);
    }
}

}  // namespace
}  // namespace errand::journal
