#include "brain/model/budget.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>

#include "brain/model/limits.hpp"
#include "brain/model/usage.hpp"

namespace errand::brain::model {
namespace {

using ::testing::HasSubstr;

const Prices kPrices{
    .input = 800'000, .cached_input = 160'000, .output = 2'000'000, .currency = "CNY"};

TEST(Cost, IsExact) {
    EXPECT_EQ(to_string(cost_of({.prompt = 1, .completion = 0}, kPrices)), "0.0000008");
    EXPECT_EQ(to_string(cost_of({.prompt = 1'000'000, .completion = 500'000}, kPrices)), "1.80");
    EXPECT_EQ(to_string(cost_of({.prompt = 1000, .completion = 3, .cached = 400}, kPrices)),
              "0.00055");
    Cost sum;
    for (int i = 0; i < 1'000'000; ++i) sum += cost_of({.prompt = 1, .completion = 0}, kPrices);
    EXPECT_EQ(to_string(sum), "0.80");
    EXPECT_EQ(hundredths_up(*parse_cost("0.8000000001")), 81);
    EXPECT_EQ(hundredths_up(*parse_cost("0.80")), 80);
}

TEST(Cost, IsReadAsItIsWritten) {
    for (const auto* text : {"0.00", "5.00", "0.0042", "123456.123456789012", "0.000000000001"}) {
        const auto cost = parse_cost(text);
        ASSERT_TRUE(cost) << text;
        EXPECT_EQ(to_string(*cost), text);
        EXPECT_EQ(json::decode<Cost>(json::encode(*cost)).value(), *cost);
    }
    for (const auto* text :
         {"", "-1", "1e3", "1.", ".5", "1.0000000000001", "99999999999999999999", "1,5", " 1"})
        EXPECT_FALSE(parse_cost(text)) << text;
    EXPECT_EQ(*parse_price("0.000001"), 1);
    EXPECT_FALSE(parse_price("0.0000001"));
    EXPECT_FALSE(parse_price("10001"));
}

TEST(Cost, StaysAtItsEnd) {
    const Cost most{std::numeric_limits<std::int64_t>::max()};
    EXPECT_EQ(most + most, most);
    EXPECT_EQ(Cost{1} - Cost{2}, Cost{});
    const Usage all{.prompt = std::numeric_limits<std::int64_t>::max(), .completion = kMaxTokens};
    EXPECT_GT(cost_of(all, {.input = kMaxPriceMicro,
                            .cached_input = 0,
                            .output = kMaxPriceMicro,
                            .currency = "CNY"})
                  .pico,
              0);
}

TEST(Budget, TurnsAreCountedAndLimited) {
    Budget budget({.turns = 2});
    EXPECT_TRUE(budget.begin_turn());
    EXPECT_TRUE(budget.begin_turn());
    const auto third = budget.begin_turn();
    ASSERT_FALSE(third);
    EXPECT_EQ(third.error().code, ErrorCode::Denied);
    EXPECT_EQ(budget.spent().turns, 2);
    // Goes on where an earlier process stopped.
    Budget again({.turns = 3}, budget.spent());
    EXPECT_TRUE(again.begin_turn());
    EXPECT_FALSE(again.begin_turn());
}

TEST(Budget, WhatIsHeldCountsAsUsed) {
    Budget budget({.tokens = 1000, .cost = parse_cost("0.01").value(), .currency = "CNY"});
    const Quote quote{600, *parse_cost("0.004"), "CNY"};
    ASSERT_TRUE(budget.hold(quote));
    EXPECT_FALSE(budget.hold(quote)) << "600 and 600 are more than 1000";
    budget.settle(quote, spent_by({.prompt = 100, .completion = 50}, kPrices));
    EXPECT_EQ(budget.spent().usage.total(), 150);
    EXPECT_TRUE(budget.hold(quote));
    budget.settle(quote, {});
    EXPECT_TRUE(budget.hold({850, *parse_cost("0.009"), "CNY"}));
}

TEST(Budget, MoneyIsHard) {
    Budget budget({.cost = parse_cost("0.01").value(), .currency = "CNY"});
    EXPECT_FALSE(budget.hold({1, *parse_cost("0.0100000001"), "CNY"}));
    EXPECT_TRUE(budget.hold({1, *parse_cost("0.01"), "CNY"}));
    const auto more = budget.hold({1, Cost{1}, "CNY"});
    ASSERT_FALSE(more);
    EXPECT_THAT(more.error().message, HasSubstr("0.01 CNY"));
    const auto foreign = Budget({.cost = Cost{1}, .currency = "CNY"}).hold({1, Cost{}, "USD"});
    EXPECT_FALSE(foreign);
    EXPECT_TRUE(budget.hold({1, Cost{}, ""})) << "what costs nothing is no matter of money";
}

TEST(Budget, MoreThanWasHeldCountsToo) {
    Budget budget({.tokens = 1000});
    ASSERT_TRUE(budget.hold({500, {}, ""}));
    budget.settle({500, {}, ""}, spent_by({.prompt = 2000, .completion = 1}, {}));
    EXPECT_FALSE(budget.begin_turn());
}

TEST(Spent, AddsUpByCurrencyAndIsRecorded) {
    auto spent = spent_by({.prompt = 10, .completion = 5, .estimated = true}, kPrices);
    spent += spent_by({.prompt = 10, .completion = 5},
                      {.input = 1'000'000, .cached_input = 0, .output = 0, .currency = "USD"});
    EXPECT_EQ(spent.attempts, 2);
    EXPECT_EQ(spent.usage.prompt, 20);
    EXPECT_TRUE(spent.usage.estimated);
    EXPECT_EQ(to_string(spent.in("CNY")), "0.000018");
    EXPECT_EQ(to_string(spent.in("USD")), "0.00001");
    EXPECT_EQ(spent.in("EUR"), Cost{});
    EXPECT_EQ(json::read<Spent>(json::write(json::encode(spent))).value(), spent);
}

TEST(ReadUsage, IsLiberalAndBounded) {
    const auto usage = [](std::string_view text) {
        Counted counted;
        read_usage(*json::parse(text), counted);
        return settle_usage(counted, {}, true);
    };
    EXPECT_EQ(usage(R"({"prompt_tokens":"12","completion_tokens":3.0})"),
              (Usage{.prompt = 12, .completion = 3}));
    EXPECT_EQ(usage(R"({"input_tokens":12,"output_tokens":3})"),
              (Usage{.prompt = 12, .completion = 3}));
    EXPECT_EQ(usage(R"({"prompt_tokens":12,"prompt_cache_hit_tokens":99})").cached, 12);
    EXPECT_EQ(usage(R"({"prompt_tokens":99999999999999999999})").prompt, kMaxTokens);
    EXPECT_EQ(usage(R"({"prompt_tokens":"99999999999999999999"})").prompt, kMaxTokens);
    for (const auto* text : {"null", "{}", "[]", R"({"prompt_tokens":-1})",
                             R"({"prompt_tokens":"x"})", R"({"prompt_tokens":1.5})"}) {
        Counted counted;
        EXPECT_FALSE(read_usage(*json::parse(text), counted)) << text;
        EXPECT_EQ(counted, Counted{}) << text;
    }
}

TEST(SettleUsage, BelievesACountWhereItCanBeOne) {
    const Usage estimate{.prompt = 20, .completion = 8, .reasoning = 2};
    const auto settled = [&](Counted counted, bool final) {
        return settle_usage(counted, estimate, final);
    };
    EXPECT_EQ(settled({.prompt = 9, .completion = 4}, true), (Usage{.prompt = 9, .completion = 4}));
    EXPECT_EQ(settled({.prompt = 9, .completion = 4}, false),
              (Usage{.prompt = 9, .completion = 8, .reasoning = 2, .estimated = true}));
    EXPECT_EQ(settled({.prompt = 9, .completion = 40}, false),
              (Usage{.prompt = 9, .completion = 40}));
    for (const bool final : {true, false}) {
        const Usage whole{.prompt = 20, .completion = 8, .reasoning = 2, .estimated = true};
        EXPECT_EQ(settled({.prompt = 0, .completion = 0}, final), whole);
        EXPECT_EQ(settled({}, final), whole);
    }
    EXPECT_EQ(settle_usage({.prompt = 9, .completion = 0}, {.prompt = 20}, true),
              (Usage{.prompt = 9}));
}

}  // namespace
}  // namespace errand::brain::model
