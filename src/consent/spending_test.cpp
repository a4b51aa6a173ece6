// Limits: reserved before, settled or released after, refusing when in doubt.
#include "consent/spending.hpp"

#include <map>
#include <random>

#include "consent/test_home.hpp"

namespace errand::consent {
namespace {

using commerce::Money;

class SpendingTest : public Home {
  protected:
    void limit(std::optional<Money> per_payment, std::optional<Money> per_day) {
        ASSERT_TRUE(store_->set_limits("me", {per_payment, per_day, "CNY"}));
    }
    std::string reserve(const std::string& key, Money amount, const std::string& currency = "CNY") {
        const auto done =
            store_->spending().reserve({"me", key, "s1", amount, currency, std::nullopt});
        if (done) return "";
        return done.error().advice.empty() ? std::string(to_string(done.error().code))
                                           : done.error().advice;
    }
    Money spent() { return *store_->spending().spent_today("me", "CNY"); }
};

TEST_F(SpendingTest, WithoutLimitsEverythingIsCountedAndNothingRefused) {
    EXPECT_EQ(reserve("k1", Money{999'999}), "");
    EXPECT_EQ(spent(), Money{999'999});
    EXPECT_EQ(*store_->spending().limits("me"), Limits{});
}

TEST_F(SpendingTest, APaymentAndADayAreBounded) {
    limit(Money{5000}, Money{8000});
    EXPECT_EQ(reserve("k1", Money{5001}), "over_limit_payment");
    EXPECT_EQ(reserve("k2", Money{5000}), "");
    EXPECT_EQ(reserve("k3", Money{3001}), "over_limit_day");
    EXPECT_EQ(reserve("k4", Money{3000}), "");
    EXPECT_EQ(reserve("k5", Money{1}), "over_limit_day");
    EXPECT_EQ(reserve("k6", Money{0}), "");
    EXPECT_EQ(reserve("k7", Money{1}, "USD"), "over_limit_currency");
    EXPECT_EQ(reserve("k8", Money{-1}), "invalid");
}

TEST_F(SpendingTest, OneKeyIsOnePayment) {
    limit({}, Money{5000});
    EXPECT_EQ(reserve("k1", Money{3000}), "");
    EXPECT_EQ(reserve("k1", Money{3000}), "");
    EXPECT_EQ(spent(), Money{3000});
    EXPECT_EQ(reserve("k1", Money{3001}), "conflict");
    EXPECT_TRUE(store_->spending().settle("me", "k1"));
    EXPECT_TRUE(store_->spending().settle("me", "k1"));
    EXPECT_EQ(reserve("k1", Money{3000}), "");
    EXPECT_EQ(spent(), Money{3000});
    EXPECT_EQ(store_->spending().release("me", "k1").error().code, ErrorCode::Conflict);
    EXPECT_EQ(store_->spending().settle("me", "none").error().code, ErrorCode::NotFound);
}

TEST_F(SpendingTest, OnlyWhatIsCertainlyUnpaidIsGivenBack) {
    limit({}, Money{5000});
    EXPECT_EQ(reserve("k1", Money{3000}), "");
    EXPECT_EQ(reserve("k2", Money{3000}), "over_limit_day");
    EXPECT_TRUE(store_->spending().release("me", "k1"));
    EXPECT_EQ(reserve("k2", Money{3000}), "");
    // Reserved anew, the released one is checked anew.
    EXPECT_EQ(reserve("k1", Money{3000}), "over_limit_day");
}

TEST_F(SpendingTest, WhatWasPaidAfterAllCounts) {
    limit({}, Money{5000});
    EXPECT_EQ(reserve("k1", Money{3000}), "");
    EXPECT_TRUE(store_->spending().release("me", "k1"));
    EXPECT_TRUE(store_->spending().settle("me", "k1"));
    EXPECT_EQ(spent(), Money{3000});
    EXPECT_EQ(reserve("k2", Money{3000}), "over_limit_day");
}

TEST_F(SpendingTest, SurvivesARestart) {
    limit({}, Money{5000});
    EXPECT_EQ(reserve("k1", Money{3000}), "");
    reopen();
    EXPECT_EQ(spent(), Money{3000});
    EXPECT_EQ(reserve("k2", Money{3000}), "over_limit_day");
    EXPECT_TRUE(store_->spending().settle("me", "k1"));
    reopen();
    EXPECT_EQ(store_->spending().list("me", 10)->at(0).state, SpendingState::Settled);
}

TEST_F(SpendingTest, TheDayIsTheUsersOwn) {
    limit({}, Money{5000});
    clock_.set(*parse_time("2026-03-02T23:59:59+08:00"));  // still 2 March there, as in UTC
    EXPECT_EQ(reserve("k1", Money{5000}), "");
    EXPECT_EQ(reserve("k2", Money{1}), "over_limit_day");
    clock_.advance(std::chrono::seconds(1));  // 3 March there, 2 March in UTC
    EXPECT_EQ(reserve("k2", Money{5000}), "");
    EXPECT_EQ(store_->spending().list("me", 10)->at(0).day, "2026-03-03");
    // A clock set back gives nothing back.
    clock_.advance(-std::chrono::hours(1));
    EXPECT_EQ(reserve("k3", Money{1}), "over_limit_day");
}

TEST_F(SpendingTest, UsersDoNotShareLimits) {
    ASSERT_TRUE(store_->users().add("you", "Europe/Berlin"));
    limit({}, Money{100});
    EXPECT_EQ(reserve("k1", Money{100}), "");
    EXPECT_TRUE(store_->spending().reserve({"you", "k1", "s1", Money{9999}, "CNY", {}}));
    EXPECT_EQ(spent(), Money{100});
    EXPECT_FALSE(store_->spending().reserve({"nobody", "k1", "s1", Money{1}, "CNY", {}}));
}

TEST_F(SpendingTest, RefusesLimitsThatMeanNothing) {
    EXPECT_FALSE(store_->set_limits("me", {Money{-1}, {}, "CNY"}));
    EXPECT_FALSE(store_->set_limits("me", {Money{1}, {}, ""}));
    EXPECT_TRUE(store_->set_limits("me", {}));
}

// Whatever happens in whatever order, what counts never exceeds the day's limit, and equals a plain
// model's sum.
TEST_F(SpendingTest, HoldsTheLimitOverAnyHistory) {
    auto memory = *Store::in_memory(clock_, "Asia/Shanghai");
    auto& spending = memory->spending();
    ASSERT_TRUE(memory->set_limits("me", {Money{4000}, Money{10'000}, "CNY"}));
    std::mt19937 random(11);
    const auto pick = [&](int most) { return std::uniform_int_distribution(0, most)(random); };
    std::map<std::string, std::pair<Money, SpendingState>> model;
    for (int i = 0; i < 3000; ++i) {
        const auto key = "k" + std::to_string(pick(40));
        const auto known = model.find(key);
        switch (pick(2)) {
            case 0: {
                const Money amount = known == model.end() ? Money{pick(5000)} : known->second.first;
                if (spending.reserve({"me", key, "s1", amount, "CNY", {}}) &&
                    (known == model.end() || known->second.second == SpendingState::Released)) {
                    model[key] = {amount, SpendingState::Reserved};
                }
                break;
            }
            case 1:
                // A released one that is paid after all may pass the limit.
                if (known != model.end() && known->second.second != SpendingState::Released &&
                    spending.settle("me", key))
                    model.at(key).second = SpendingState::Settled;
                break;
            default:
                // Settled ones stay, so free some room by releasing only.
                if (known != model.end() && known->second.second == SpendingState::Reserved &&
                    spending.release("me", key)) {
                    model.at(key).second = SpendingState::Released;
                }
        }
        Money sum;
        for (const auto& [name, one] : model) {
            if (one.second != SpendingState::Released) sum += one.first;
        }
        ASSERT_EQ(*spending.spent_today("me", "CNY"), sum);
        ASSERT_LE(sum, Money{10'000});
    }
}

}  // namespace
}  // namespace errand::consent
