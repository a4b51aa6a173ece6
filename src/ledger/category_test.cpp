#include "ledger/category.hpp"

#include <gtest/gtest.h>

#include "ledger/ledger_for_tests.hpp"

namespace errand::ledger {
namespace {

Guess guess(const std::string& goods, const std::string& seller = {},
            const std::string& tax_code = {}) {
    auto one = invoice_of({"1", "2025-01-01", seller, goods, "100", "6", "CNY", {}});
    one.lines.value[0].tax_code = tax_code;
    return guess_category(one);
}

TEST(Category, IsKnownByTheClassOfTheGoods) {
    for (const auto& [goods, category] : std::vector<std::pair<std::string, Category>>{
             {"*餐饮服务*餐费", Category::Meals},
             {"*住宿服务*住宿费", Category::Lodging},
             {"*电信服务*通信服务费", Category::Communication},
             {"*物流辅助服务*收派服务费", Category::Courier},
             {"*汽油*92号车用汽油", Category::Vehicle},
             {"*经营租赁*通行费", Category::Vehicle},
             {"*经营租赁*房屋租金", Category::Rent},
             {"*信息技术服务*软件服务费", Category::Software},
             {"*会议展览服务*会议费", Category::Conference},
             {"*运输服务*客运服务费", Category::Transport},
             {"*经纪代理服务*代订机票费", Category::Travel},
             {"*纸制品*A4复印纸", Category::Office},
             {"*鉴证咨询服务*审计费", Category::Professional},
             {"*供电*电费", Category::Utilities},
             {"*计算机外部设备*打印机", Category::Equipment},
             {"*广告服务*广告发布费", Category::Advertising},
             {"*保险服务*保险费", Category::Finance}}) {
        EXPECT_EQ(guess(goods).category, category) << goods;
        EXPECT_GE(guess(goods).confidence, 70) << goods;
    }
}

TEST(Category, IsKnownByWordsInOtherLanguages) {
    for (const auto& [goods, category] : std::vector<std::pair<std::string, Category>>{
             {"Hotel room, 2 nights", Category::Lodging},
             {"Übernachtung mit Frühstück", Category::Lodging},
             {"Pernottamento camera doppia", Category::Lodging},
             {"Business lunch", Category::Meals},
             {"Geschäftsessen", Category::Meals},
             {"Taxi Flughafen", Category::Transport},
             {"Druckerpapier A4", Category::Office},
             {"Stromlieferung März", Category::Utilities},
             {"Consulenza fiscale", Category::Professional},
             {"Software licence 2025", Category::Software},
             {"Gasolina Magna", Category::Vehicle},
             {"Peaje autopista", Category::Vehicle},
             {"Billet de train Paris-Lyon", Category::Travel},
             {"Alquiler de oficina", Category::Rent},
             {"Versand DHL Paket", Category::Courier}})
        EXPECT_EQ(guess(goods).category, category) << goods;
}

TEST(Category, IsKnownByTaxCode) {
    EXPECT_EQ(guess("费用", "", "3070401000000000000").category, Category::Meals);
    EXPECT_EQ(guess("费用", "", "3040409030000000000").category, Category::Courier);
    EXPECT_EQ(guess("费用", "", "1100301010000000000").category, Category::Utilities);
    // UNSPSC, as CFDI has it.
    EXPECT_EQ(guess("Consumo", "", "90101500").category, Category::Meals);
    EXPECT_EQ(guess("Servicio", "", "78111800").category, Category::Transport);
}

TEST(Category, TheDocumentItselfComesFirst) {
    auto ticket = invoice_of({"1", "2025-01-01", "", "", "100", "9", "CNY", {}});
    ticket.format = invoice::Format::RailXbrl;
    EXPECT_EQ(guess_category(ticket).category, Category::Travel);
    EXPECT_EQ(guess_category(ticket).confidence, 100);
    auto toll = invoice_of({"1", "2025-01-01", "", "*经营租赁*租赁费", "100", "9", "CNY", {}});
    invoice::set(toll.business, "通行费");
    EXPECT_EQ(guess_category(toll).category, Category::Vehicle);
}

TEST(Category, IsDoubtfulWhereNothingTells) {
    EXPECT_EQ(guess("X-77").confidence, 0);
    EXPECT_EQ(guess("X-77").category, Category::Other);
    const auto seller = guess("X-77", "某某大酒店有限公司");
    EXPECT_EQ(seller.category, Category::Lodging);
    EXPECT_LT(seller.confidence, 70);
    // A class that holds many things says less than what the thing is called.
    EXPECT_LT(guess("*现代服务*服务费").confidence, 70);
    EXPECT_EQ(guess("*现代服务*快递费").category, Category::Courier);
    // Part of a word is no word.
    EXPECT_EQ(guess("Capacitor 10uF").category, Category::Materials);
    EXPECT_NE(guess("Scartaxis").category, Category::Transport);
}

TEST(Category, OfSeveralLinesTheMoneyDecides) {
    auto one = invoice_of({"1", "2025-01-01", "", "*住宿服务*住宿费", "900", "0", "CNY", {}});
    invoice::Line meal;
    meal.name = "*餐饮服务*早餐";
    meal.amount = invoice::parse_decimal("60");
    one.lines.value.push_back(meal);
    EXPECT_EQ(guess_category(one).category, Category::Lodging);
    EXPECT_GE(guess_category(one).confidence, 90);
    one.lines.value[1].amount = invoice::parse_decimal("1000");
    EXPECT_EQ(guess_category(one).category, Category::Meals);
    EXPECT_LT(guess_category(one).confidence, 70);
}

TEST(Category, ACompanysOwnRulesComeFirst) {
    const auto rules = read_category_rules(
        R"({"rules": [{"goods": "猫粮", "category": "福利"}, {"tax_code": "30704", "category": "gifts"},
            {"seller": "acme", "category": "IT"}]})");
    ASSERT_TRUE(rules);
    auto one = invoice_of({"1", "2025-01-01", "Acme GmbH", "Dinge", "900", "0", "EUR", {}});
    EXPECT_EQ(guess_category(one, *rules).category, Category::Software);
    one.lines.value[0].tax_code = "3070401000000000000";
    EXPECT_EQ(guess_category(one, *rules).category, Category::Gifts);
    EXPECT_EQ(guess_category(one, *rules).confidence, 100);
    for (const auto* bad :
         {"", "[]", R"({"rules": [{"goods": "x", "category": "no such thing"}]})",
          R"({"rules": [{"seller": " ", "category": "meals"}]})",
          R"({"rules": [{"goods": "\u3000", "seller": "acme", "category": "meals"}]})",
          R"({"rules": [{"category": "meals"}]})", R"({"rules": [{"good": "x"}]})"})
        EXPECT_FALSE(read_category_rules(bad)) << bad;
}

TEST(Category, ARuleOfAWholeSellerIsNotOneOfOthersNamedLikeIt) {
    CategoryRule rule;
    rule.seller = "Amazon";
    rule.category = "office";
    rule.whole_seller = true;
    const auto of = [&](const std::string& seller) {
        return guess_category(invoice_of({"1", "2025-01-01", seller, "Dinge", "9", "0", "EUR", {}}),
                              {rule})
            .category;
    };
    EXPECT_EQ(of("AMAZON "), Category::Office);
    EXPECT_NE(of("Amazon Web Services"), Category::Office);
}

TEST(Category, HasNamesInBothLanguages) {
    for (const auto category : all_categories())
        for (const auto* language : {"zh", "en"})
            EXPECT_EQ(category_named(name_of(category, language)), category);
    EXPECT_EQ(category_named("差旅费"), Category::Travel);
    EXPECT_EQ(category_named("Travel expenses"), Category::Travel);
    EXPECT_EQ(category_named("打车"), Category::Transport);
    EXPECT_EQ(category_named("meals"), Category::Meals);
    EXPECT_EQ(category_named("软件"), Category::Software);
    EXPECT_FALSE(category_named("nonsense"));
    EXPECT_FALSE(category_named(""));
}

}  // namespace
}  // namespace errand::ledger
