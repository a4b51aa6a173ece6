#include "assistant/assistant.hpp"

#include "assistant/assistant_for_tests.hpp"

namespace errand::assistant {
namespace {

using brain::Intent;
using testing::act;
using testing::AssistantHouse;
using testing::choose;
using testing::grant;
using testing::text_of;

class AssistantTest : public ::testing::Test {
  protected:
    // To the approval ask of the first errand.
    void buy_until_approval() {
        house.grant("food");
        house.grant("pay");
        ASSERT_TRUE(house.say("buy tea"));
        ASSERT_TRUE(house.answer(house.last_ask(), choose(1)));
        ASSERT_EQ(json::string_at(house.last("ask"), "type"), "approval");
    }

    void allow_small_payments() { testing::allow_small_payments(house); }
    void a_minute_later() {
        house.clock.advance(Millis(60'000));
        house.engine().wake_timers();
        house.settle();
    }
    // What counts against the limits.
    std::int64_t counted() { return house.consent->spending().spent_today("me", "CNY")->minor; }

    AssistantHouse house;
};

TEST_F(AssistantTest, WholeErrand) {
    buy_until_approval();
    const auto ask = house.last("ask");
    EXPECT_EQ(json::string_at(ask, "id"), "1.2");
    EXPECT_EQ(json::string_at(*json::find(ask, "draft"), "total"), "18.00");
    const auto taken = house.answer("1.2", house.yes(ask));
    ASSERT_TRUE(taken) << taken.error().message;
    EXPECT_EQ(json::string_at(house.last("result"), "status"), "done")
        << text_of(house.last("result"));
    EXPECT_EQ(house.town.payments.size(), 1U);
    EXPECT_EQ(house.consent->spending().spent_today("me", "CNY")->minor, 1800);
    EXPECT_TRUE(house.consent->audit().verify("me"));
}

TEST_F(AssistantTest, TamperedSignatureIsRefusedAndTheAskStaysOpen) {
    buy_until_approval();
    const auto ask = house.last("ask");
    const auto stranger = *crypto::PrivateKey::generate();
    const auto refused = house.answer("1.2", house.yes(ask, &stranger));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::Invalid);
    auto other = ask;
    other.at("approval").get_object()["amount"] = "1.00";
    EXPECT_FALSE(house.answer("1.2", house.yes(other)));
    EXPECT_TRUE(house.town.payments.empty());
    ASSERT_TRUE(house.answer("1.2", house.yes(ask)));
    EXPECT_EQ(house.town.payments.size(), 1U);
}

TEST_F(AssistantTest, StoppedBetweenTheOrderAndThePaymentNothingCounts) {
    buy_until_approval();
    house.town.meanwhile["place"] = [this]() -> async::Awaitable<> {
        EXPECT_TRUE(co_await house.engine().cancel(1));
    };
    ASSERT_TRUE(house.answer("1.2", house.yes(house.last("ask"))));
    EXPECT_TRUE(house.town.payments.empty());
    EXPECT_EQ(house.consent->spending().spent_today("me", "CNY")->minor, 0);
}

TEST_F(AssistantTest, OneAnswerWins) {
    buy_until_approval();
    const auto yes = house.yes(house.last("ask"));
    ASSERT_TRUE(house.answer("1.2", yes));
    Reply no;
    no.approve = false;
    const auto second = house.answer("1.2", no);
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().code, ErrorCode::Conflict);
    EXPECT_TRUE(house.answer("1.2", yes)) << "the same answer sent twice is the same answer";
    house.kill();
    house.start();
    EXPECT_TRUE(house.answer("1.2", yes)) << "also after a restart";
    EXPECT_FALSE(house.answer("1.2", no));
    EXPECT_EQ(house.town.payments.size(), 1U);
}

TEST_F(AssistantTest, AnswersAreChecked) {
    buy_until_approval();
    EXPECT_EQ(house.answer("1.1", choose(1)).error().code, ErrorCode::Conflict);
    EXPECT_EQ(house.answer("1.7", choose(1)).error().code, ErrorCode::NotFound);
    EXPECT_EQ(house.answer("7.1", choose(1)).error().code, ErrorCode::NotFound);
    EXPECT_EQ(house.answer("x", choose(1)).error().code, ErrorCode::NotFound);
    EXPECT_EQ(house.answer("1.2", choose(1)).error().code, ErrorCode::Invalid);
    EXPECT_EQ(house.answer("1.2", Reply{}).error().code, ErrorCode::Invalid);
    Reply unsigned_yes;
    unsigned_yes.approve = true;
    EXPECT_EQ(house.answer("1.2", unsigned_yes).error().code, ErrorCode::Invalid);
    EXPECT_TRUE(house.town.payments.empty());
}

TEST_F(AssistantTest, YesInWordsPaysNothing) {
    buy_until_approval();
    ASSERT_TRUE(house.say("yes"));
    EXPECT_TRUE(house.town.payments.empty());
    EXPECT_EQ(json::string_at(house.last("ask"), "id"), "1.2");
    EXPECT_EQ(house.events_of("ask").size(), 3U) << "the approval is shown again";
}

TEST_F(AssistantTest, NoInWordsDeclines) {
    buy_until_approval();
    ASSERT_TRUE(house.say("no"));
    EXPECT_EQ(json::string_at(house.last("result"), "status"), "declined");
    EXPECT_TRUE(house.town.payments.empty());
}

TEST_F(AssistantTest, SayingTwiceWithOneKeyIsOnce) {
    house.grant("food");
    const auto first = house.say("buy tea", "k1");
    const auto second = house.say("buy tea", "k1");
    ASSERT_TRUE(first && second);
    EXPECT_EQ(first->seq, second->seq);
    house.kill();
    house.start();
    ASSERT_TRUE(house.say("buy tea", "k1"));
    EXPECT_EQ(house.events_of("ask").size(), 1U);
    EXPECT_EQ(house.brain.asked, 1);
    EXPECT_EQ(house.say("something else", "k1").error().code, ErrorCode::Conflict);
}

TEST_F(AssistantTest, AReplyIsGivenOnceToo) {
    ASSERT_TRUE(house.say("help", "k1"));
    ASSERT_TRUE(house.say("help", "k1"));
    house.kill();
    house.start();
    ASSERT_TRUE(house.say("help", "k1"));
    EXPECT_EQ(house.events_of("reply").size(), 1U);
    EXPECT_NE(text_of(house.last("reply")).find("buy tea"), std::string::npos);
}

TEST_F(AssistantTest, GrantIsAskedForAtFirstUse) {
    ASSERT_TRUE(house.say("buy tea"));
    const auto ask = house.last("ask");
    EXPECT_EQ(json::string_at(ask, "type"), "grant");
    EXPECT_EQ(json::string_at(ask, "service"), "food");
    EXPECT_EQ(house.town.calls["menu"], 0);
    ASSERT_TRUE(house.answer(house.last_ask(), grant(true)));
    EXPECT_EQ(house.town.calls["menu"], 1);
    EXPECT_EQ(json::string_at(house.last("ask"), "type"), "choice");
    EXPECT_TRUE(*house.consent->grants().covers("me", "food", {}));
}

TEST_F(AssistantTest, GrantRefused) {
    ASSERT_TRUE(house.say("buy tea"));
    ASSERT_TRUE(house.answer(house.last_ask(), grant(false)));
    EXPECT_EQ(json::string_at(house.last("result"), "status"), "declined");
    EXPECT_EQ(house.town.calls["menu"], 0);
}

TEST_F(AssistantTest, WhatIsSaidDuringAGrantIsKept) {
    ASSERT_TRUE(house.say("buy tea"));
    house.brain.learn("with sugar", act(Intent::Edit));
    ASSERT_TRUE(house.say("with sugar"));
    EXPECT_EQ(text_of(house.last("reply")).substr(0, 5), "Noted");
    ASSERT_TRUE(house.say("yes"));
    EXPECT_EQ(json::string_at(house.last("ask"), "type"), "choice");
    EXPECT_EQ(text_of(house.last("reply")), "Heard: with sugar");
}

TEST_F(AssistantTest, StoppedDuringAGrant) {
    ASSERT_TRUE(house.say("buy tea"));
    ASSERT_TRUE(house.say("stop"));
    EXPECT_EQ(json::string_at(house.last("result"), "status"), "cancelled");
    EXPECT_FALSE(*house.consent->grants().covers("me", "food", {}));
}

TEST_F(AssistantTest, SignInElsewhere) {
    house.sign_in.page = "https://example.org/sign-in";
    ASSERT_TRUE(house.say("buy tea"));
    const auto ask = house.last("ask");
    EXPECT_EQ(json::string_at(ask, "sign_in"), house.sign_in.page);
    EXPECT_FALSE(house.answer(house.last_ask(), grant(true))) << "the page decides";
    const auto back = journal::await(house.loop, house.assistant().signed_in("me food", "code=1"));
    ASSERT_TRUE(back);
    house.settle();
    EXPECT_EQ(json::string_at(house.last("ask"), "type"), "choice");
}

TEST_F(AssistantTest, OneGrantServesTwoErrands) {
    ASSERT_TRUE(house.say("buy tea"));
    ASSERT_TRUE(house.say("buy tea"));
    ASSERT_TRUE(house.answer("1.1", grant(true)));
    EXPECT_EQ(house.town.calls["menu"], 2);
    EXPECT_EQ(house.answer("2.1", grant(true)).error().code, ErrorCode::Conflict);
}

TEST_F(AssistantTest, TwoActsInOneSentence) {
    house.grant("food");
    house.brain.learn("two teas apart", {act(Intent::Start, "food"), act(Intent::Start, "food")});
    ASSERT_TRUE(house.say("two teas apart"));
    EXPECT_EQ(house.events_of("ask").size(), 2U);
}

TEST_F(AssistantTest, WordsGoToTheErrandThatAskedLast) {
    house.grant("food");
    ASSERT_TRUE(house.say("buy tea"));
    ASSERT_TRUE(house.say("buy tea"));
    ASSERT_TRUE(house.answer("1.1", choose(1)));  // errand 1 asks for approval: it asked last
    house.brain.learn("warmer", act(Intent::Edit));
    ASSERT_TRUE(house.say("warmer"));
    EXPECT_EQ(house.last("reply").at("errand").get_uint64(), 1U);
    auto second = act(Intent::Edit);
    second.errand = 2;
    house.brain.learn("the second warmer", second);
    ASSERT_TRUE(house.say("the second warmer"));
    EXPECT_EQ(house.last("reply").at("errand").get_uint64(), 2U);
}

TEST_F(AssistantTest, ErrandsOfAnotherConversationAreNotMeant) {
    house.grant("food");
    ASSERT_TRUE(house.say("buy tea"));
    ASSERT_TRUE(house.say("stop", {}, "me", "elsewhere"));
    EXPECT_TRUE(house.events_of("result").empty());
}

TEST_F(AssistantTest, HonestWhereItCannot) {
    house.brain.learn("a ride", act(Intent::Start, "ride"));
    ASSERT_TRUE(house.say("a ride"));
    EXPECT_NE(text_of(house.last("reply")).find("cannot do that yet"), std::string::npos);
    ASSERT_TRUE(house.say("gibberish"));
    EXPECT_NE(text_of(house.last("reply")).find("buy tea"), std::string::npos);
    EXPECT_EQ(house.say("").error().code, ErrorCode::Invalid);
}

TEST_F(AssistantTest, PayingIsPermittedBeforeAnythingIsOrdered) {
    for (const bool permitted : {true, false}) {
        AssistantHouse one;
        one.grant("food");
        ASSERT_TRUE(one.say("buy tea"));
        ASSERT_TRUE(one.answer(one.last_ask(), choose(1)));
        ASSERT_TRUE(one.answer(one.last_ask(), one.yes(one.last("ask"))));
        EXPECT_EQ(json::string_at(one.last("ask"), "service"), "pay");
        EXPECT_TRUE(one.town.orders.empty());
        ASSERT_TRUE(one.answer(one.last_ask(), grant(permitted)));
        EXPECT_EQ(json::string_at(one.last("result"), "status"), permitted ? "done" : "declined");
        EXPECT_EQ(one.town.orders.size(), permitted ? 1U : 0U);
    }
}

TEST_F(AssistantTest, AYesAboveTheLimitOrdersNothing) {
    consent::Limits limits;
    limits.per_payment = commerce::Money{1000};
    limits.currency = "CNY";
    ASSERT_TRUE(house.consent->set_limits("me", limits));
    buy_until_approval();
    EXPECT_NE(text_of(house.last("reply")).find("limit for one payment"), std::string::npos);
    ASSERT_TRUE(house.answer(house.last_ask(), house.yes(house.last("ask"))));
    EXPECT_EQ(json::string_at(house.last("result"), "status"), "declined");
    EXPECT_TRUE(house.town.orders.empty());
    EXPECT_TRUE(house.town.payments.empty());
}

TEST_F(AssistantTest, ALimitMayBeRaisedBeforeTheYes) {
    consent::Limits limits;
    limits.per_day = commerce::Money{1000};
    limits.currency = "CNY";
    ASSERT_TRUE(house.consent->set_limits("me", limits));
    buy_until_approval();
    ASSERT_TRUE(house.consent->set_limits("me", {}));
    ASSERT_TRUE(house.answer(house.last_ask(), house.yes(house.last("ask"))));
    EXPECT_EQ(json::string_at(house.last("result"), "status"), "done");
}

TEST_F(AssistantTest, AllowanceAnswersAtOnce) {
    allow_small_payments();
    ASSERT_TRUE(house.say("buy tea"));
    ASSERT_TRUE(house.answer(house.last_ask(), choose(1)));
    EXPECT_EQ(json::string_at(house.last("result"), "status"), "done");
    EXPECT_EQ(json::string_at(house.last("progress"), "allowance"), "alw1");
    EXPECT_EQ(house.town.payments.size(), 1U);
}

TEST_F(AssistantTest, RefusedPaymentIsReleased) {
    house.town.refusals["pay"] = "insufficient_funds";
    buy_until_approval();
    ASSERT_TRUE(house.answer("1.2", house.yes(house.last("ask"))));
    EXPECT_NE(text_of(house.last("result")).find("insufficient_funds"), std::string::npos);
    EXPECT_EQ(house.consent->spending().spent_today("me", "CNY")->minor, 0);
}

TEST_F(AssistantTest, LostAnswerOfPayIsLookedUp) {
    buy_until_approval();
    house.town.effect_first = true;
    house.town.failures["pay"] = {{ErrorCode::Timeout, "no answer", {}}};
    ASSERT_TRUE(house.answer("1.2", house.yes(house.last("ask"))));
    EXPECT_EQ(json::string_at(house.last("result"), "status"), "done");
    EXPECT_EQ(house.town.payments.size(), 1U);
    EXPECT_EQ(house.town.calls["pay"], 1);
}

// The order may have been placed by the attempt before: what follows the new permission is the same
// call.
TEST_F(AssistantTest, APermissionThatIsMissedAfterALostAnswerMakesNoSecondCall) {
    buy_until_approval();
    house.town.effect_first = true;
    house.town.failures["place"] = {{ErrorCode::Timeout, "no answer", {}},
                                    {ErrorCode::Denied, "the token is not taken", {}}};
    ASSERT_TRUE(house.answer("1.2", house.yes(house.last("ask"))));
    EXPECT_EQ(json::string_at(house.last("ask"), "service"), "food");
    ASSERT_TRUE(house.answer(house.last_ask(), grant(true)));
    EXPECT_EQ(json::string_at(house.last("result"), "status"), "done");
    EXPECT_EQ(house.town.orders.size(), 1U);
    EXPECT_EQ(house.town.calls["place"], 3);
}

// Nor does a no to it say that nothing was paid.
TEST_F(AssistantTest, ARefusedPermissionAfterALostAnswerIsNoAnswer) {
    buy_until_approval();
    house.town.failures["pay"] = {{ErrorCode::Timeout, "no answer", {}},
                                  {ErrorCode::Denied, "the token is not taken", {}}};
    ASSERT_TRUE(house.answer("1.2", house.yes(house.last("ask"))));
    EXPECT_EQ(json::string_at(house.last("ask"), "service"), "pay");
    ASSERT_TRUE(house.answer(house.last_ask(), grant(false)));
    EXPECT_TRUE(house.last("result").is_null());
    EXPECT_NE(text_of(house.last("progress")).find("nothing is paid twice"), std::string::npos);
    // It stays so: what is certain of a later round says nothing of the first.
    house.town.failures["pay"] = {{ErrorCode::Denied, "the token is not taken", {}}};
    a_minute_later();
    ASSERT_EQ(json::string_at(house.last("ask"), "service"), "pay");
    ASSERT_TRUE(house.answer(house.last_ask(), grant(false)));
    EXPECT_TRUE(house.last("result").is_null()) << text_of(house.last("result"));
    EXPECT_EQ(counted(), 1800);
    house.town.failures["pay"] = {{ErrorCode::Denied, "the token is not taken", {}}};
    a_minute_later();
    ASSERT_TRUE(house.say("stop"));
    EXPECT_TRUE(house.last("result").is_null()) << text_of(house.last("result"));
    EXPECT_EQ(counted(), 1800);
    a_minute_later();
    EXPECT_EQ(json::string_at(house.last("result"), "status"), "done");
    EXPECT_EQ(house.town.payments.size(), 1U);
}

// The first attempt may be under way still, whatever became of those that never got there.
TEST_F(AssistantTest, WhatTimedOutIsNotTakenForUnpaid) {
    buy_until_approval();
    house.town.failures["pay"] = {{ErrorCode::Timeout, "no answer", {}},
                                  {ErrorCode::Unavailable, "refused", {}},
                                  {ErrorCode::Unavailable, "refused", {}}};
    ASSERT_TRUE(house.answer("1.2", house.yes(house.last("ask"))));
    EXPECT_TRUE(house.last("result").is_null()) << text_of(house.last("result"));
    EXPECT_EQ(counted(), 1800);
    a_minute_later();
    EXPECT_EQ(json::string_at(house.last("result"), "status"), "done");
}

TEST_F(AssistantTest, WhatNeverGotThereIsUnpaidAtOnce) {
    buy_until_approval();
    house.town.failures["pay"] = {{ErrorCode::Unavailable, "refused", {}},
                                  {ErrorCode::Unavailable, "refused", {}},
                                  {ErrorCode::Unavailable, "refused", {}}};
    ASSERT_TRUE(house.answer("1.2", house.yes(house.last("ask"))));
    EXPECT_NE(text_of(house.last("result")).find("not_paid"), std::string::npos);
    EXPECT_EQ(counted(), 0);
}

// A refusal says what became of its own attempt. After a minute, with the service refusing and
// knowing of no payment, it is certain.
TEST_F(AssistantTest, ARefusalBehindALostAnswerIsNoAnswerYet) {
    buy_until_approval();
    house.town.failures["pay"] = {{ErrorCode::Timeout, "no answer", {}}};
    house.town.refusals["pay"] = "insufficient_funds";
    ASSERT_TRUE(house.answer("1.2", house.yes(house.last("ask"))));
    EXPECT_TRUE(house.last("result").is_null()) << text_of(house.last("result"));
    EXPECT_EQ(counted(), 1800);
    a_minute_later();
    EXPECT_NE(text_of(house.last("result")).find("not_paid"), std::string::npos);
    EXPECT_EQ(counted(), 0);
}

TEST_F(AssistantTest, AnErrorThatIsNoneIsNoRefusal) {
    house.town.beside["pay"] = {{"ok", true}, {"error", nullptr}};
    buy_until_approval();
    ASSERT_TRUE(house.answer("1.2", house.yes(house.last("ask"))));
    EXPECT_EQ(json::string_at(house.last("result"), "status"), "done");
    EXPECT_EQ(counted(), 1800);
}

TEST_F(AssistantTest, WithdrawnGrantIsAskedForAgain) {
    buy_until_approval();
    ASSERT_TRUE(house.consent->withdraw("me", "pay"));
    ASSERT_TRUE(house.answer("1.2", house.yes(house.last("ask"))));
    EXPECT_EQ(json::string_at(house.last("ask"), "service"), "pay");
    ASSERT_TRUE(house.answer(house.last_ask(), grant(true)));
    EXPECT_EQ(json::string_at(house.last("result"), "status"), "done");
    EXPECT_EQ(house.town.payments.size(), 1U);
}

TEST_F(AssistantTest, ReplyFollowsTheSentencesLanguage) {
    house.grant("food");
    ASSERT_TRUE(house.say("买茶"));
    EXPECT_EQ(text_of(house.last("ask")), "要这个吗?");
}

TEST_F(AssistantTest, AnotherUsersAskDoesNotExist) {
    ASSERT_TRUE(house.consent->users().add("you", "Asia/Shanghai"));
    house.grant("food");
    ASSERT_TRUE(house.say("buy tea"));
    EXPECT_EQ(house.answer("1.1", choose(1), "you").error().code, ErrorCode::NotFound);
    EXPECT_TRUE(house.events("you").empty());
}

}  // namespace
}  // namespace errand::assistant
