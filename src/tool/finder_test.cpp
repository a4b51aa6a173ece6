#include "tool/finder.hpp"

#include <gtest/gtest.h>

#include "tool/concepts.hpp"
#include "tool/limits.hpp"
#include "tool/words.hpp"

namespace errand::tool {
namespace {

struct Tools {
    Finder finder;
    ToolId weather = finder.add({"WeatherService", "The latest forecast for a place.", {}}).value();
    ToolId film = finder.add({"cinema_tickets", "Sessions, seats and tickets.", {}}).value();
    ToolId bank = finder.add({"ledger", "Reads what an account holds.", {"iban"}}).value();
    ToolId silent = finder.add({"zq", "Does a thing.", {}}).value();

    ToolId best(std::string_view request) const {
        const auto found = finder.find(request, 1);
        return found.empty() ? ~ToolId{0} : found[0].tool;
    }
};

TEST(Finder, FindsByNameDescriptionAndParameters) {
    const Tools tools;
    EXPECT_EQ(tools.best("weather in Paris"), tools.weather);
    EXPECT_EQ(tools.best("two seats for tonight's session"), tools.film);
    EXPECT_EQ(tools.best("is this iban right"), tools.bank);
}

TEST(Finder, FindsByWordsOfTheSameFamilyInBothLanguages) {
    const Tools tools;
    EXPECT_EQ(tools.best("do I need an umbrella"), tools.weather);
    EXPECT_EQ(tools.best("明天会下雨吗"), tools.weather);
    EXPECT_EQ(tools.best("今晚想看电影"), tools.film);
    EXPECT_TRUE(tools.finder.find("", 5).empty());
    EXPECT_TRUE(tools.finder.find("你们", 5).empty());
}

TEST(Finder, FindsWhatIsCalledSoInTheOtherLanguage) {
    Finder finder;
    const auto keep = finder.add({"a", "Restores a cancelled subscription.", {}}).value();
    const auto ticket = finder.add({"b", "取消一张车票。", {}}).value();
    (void)finder.add({"c", "Measures a carpet.", {}}).value();
    EXPECT_EQ(finder.find("恢复我的订阅", 1).at(0).tool, keep);
    EXPECT_EQ(finder.find("call off the ticket", 1).at(0).tool, ticket);
}

TEST(Senses, TheLongestExpressionIsTakenAndMeansTheSameInBothLanguages) {
    const auto of = [](std::string_view text) {
        std::vector<std::uint16_t> all;
        for (const auto* senses : senses_in(words_of(text)))
            all.insert(all.end(), senses->begin(), senses->end());
        return all;
    };
    EXPECT_EQ(of("牛奶"), of("milk"));
    EXPECT_NE(of("牛奶"), of("牛"));
    EXPECT_EQ(of("get rid"), of("discard"));
    EXPECT_TRUE(of("get").empty());
    EXPECT_TRUE(of("").empty());
}

TEST(Finder, LearnsFromExamplesAndFromUse) {
    Tools tools;
    ASSERT_TRUE(tools.finder.add_example(tools.silent, "defragment the gramophone"));
    ASSERT_TRUE(tools.finder.add_example(tools.silent, "my gramophone is fragmented again"));
    ASSERT_TRUE(tools.finder.add_example(tools.weather, "sunshine in Rome"));
    EXPECT_NE(tools.best("gramophone trouble"), tools.silent);
    tools.finder.train();
    EXPECT_EQ(tools.best("gramophone trouble"), tools.silent);
    ASSERT_TRUE(tools.finder.learn(tools.bank, "how deep is my pocket"));
    EXPECT_EQ(tools.best("how deep is the pocket"), tools.bank);
    // One that has no example keeps its place.
    EXPECT_EQ(tools.best("two seats for tonight's session"), tools.film);
}

TEST(Finder, TrainingIsTheSameEveryTime) {
    const auto shares = [] {
        Tools tools;
        (void)tools.finder.add_example(tools.silent, "one thing or another");
        (void)tools.finder.add_example(tools.bank, "another account");
        tools.finder.train();
        return tools.finder.find("another thing for my account", 1).at(0).share;
    };
    EXPECT_EQ(shares(), shares());
}

TEST(Finder, WhatIsRemovedIsNotFoundAndItsIdServesAnother) {
    Tools tools;
    ASSERT_TRUE(tools.finder.learn(tools.weather, "sunshine in Rome"));
    EXPECT_TRUE(tools.finder.remove(tools.weather));
    EXPECT_FALSE(tools.finder.remove(tools.weather));
    EXPECT_NE(tools.best("sunshine in Rome, the forecast"), tools.weather);
    EXPECT_EQ(tools.finder.add_example(tools.weather, "x").error().code, ErrorCode::Invalid);
    const auto again = tools.finder.add({"mail", "Sends letters.", {}}).value();
    EXPECT_EQ(again, tools.weather);
    EXPECT_NE(tools.best("sunshine in Rome"), again);
    EXPECT_EQ(tools.best("send a letter"), again);
    EXPECT_EQ(tools.finder.size(), 4U);
}

TEST(Finder, IsBounded) {
    Finder finder;
    for (std::size_t i = 0; i < kMaxTools; ++i) ASSERT_TRUE(finder.add({"t", "", {}}));
    EXPECT_EQ(finder.add({"t", "", {}}).error().code, ErrorCode::Exhausted);
}

TEST(Describe, TakesParametersFromTheSchema) {
    Tool tool;
    tool.name = "quote";
    tool.title = "Price";
    tool.description = "What it costs.";
    tool.input_schema =
        json::parse(R"({"type":"object","properties":{"shop_id":{"description":"which shop"},
            "count":{}}})")
            .value();
    const auto made = describe(tool);
    EXPECT_EQ(made.text, "Price. What it costs.");
    EXPECT_EQ(made.parameters, (std::vector<std::string>{"shop_id which shop", "count"}));
}

TEST(Words, LoseTheirEndingsAndTheCommonOnes) {
    EXPECT_EQ(stem_of("bookings"), stem_of("book"));
    EXPECT_EQ(stem_of("recipes"), stem_of("recipe"));
    EXPECT_EQ(stem_of("currencies"), stem_of("currency"));
    EXPECT_EQ(stem_of("gas"), stem_of("gas"));
    const auto words = words_of("Can you find the carpark_lots near PizzaHut 在哪里");
    EXPECT_EQ(words.words, (std::vector<std::string>{"carpark", "lots", "near", "pizza", "hut"}));
    EXPECT_EQ(words.han, std::vector<std::string>{"在哪里"});
}

}  // namespace
}  // namespace errand::tool
