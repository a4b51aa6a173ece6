// What a person signs when a call pays: it always says who, what, where to and how much.
#include "commerce/purchase.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "commerce/call_approval.hpp"
#include "commerce/limits.hpp"

namespace errand::commerce {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;

Purchase roses() {
    return {.payee = "flowers",
            .domain = "shop.example",
            .items = {{"Roses", "r-12", 2, "70.00"}},
            .deliver_to = "1 Main St",
            .delivery = "shipping",
            .contact = {},
            .lines = {{"Subtotal", "70.00"}, {"Shipping", "5.00"}},
            .total = "75.00",
            .currency = "EUR",
            .pay_by = "card by tok",
            .notices = {}};
}

CallApproval call_for(const Purchase& purchase) {
    CallApproval call;
    call.service = "flowers";
    call.tool = "complete_checkout";
    call.effect = CallEffect::Pays;
    call.arguments = {{"checkout_id", "chk_1"}, {kPurchaseArgument, json::encode(purchase)}};
    call.expires = "2026-03-02T12:15:00Z";
    return call;
}

bool can_be_asked(const Purchase& purchase) {
    return describe(call_for(purchase), "en", TimeZone::utc()).has_value();
}

TEST(Purchase, TheCardSaysWhoWhatWhereAndHowMuch) {
    const auto lines = describe(call_for(roses()), "en", TimeZone::utc());
    ASSERT_TRUE(lines) << lines.error().message;
    EXPECT_THAT(*lines, Contains("Pay to: flowers [shop.example]"));
    EXPECT_THAT(*lines, Contains("  \"Roses\" × 2 [r-12]  70.00 EUR"));
    EXPECT_THAT(*lines, Contains("Deliver to: 1 Main St"));
    EXPECT_THAT(*lines, Contains("Total: 75.00 EUR"));
    EXPECT_THAT(*lines, Contains("Pays the total above"));
    EXPECT_THAT(*describe(call_for(roses()), "zh", TimeZone::utc()), Contains("合计:75.00 EUR"));
    auto nowhere = roses();
    nowhere.deliver_to.clear();
    EXPECT_THAT(*describe(call_for(nowhere), "en", TimeZone::utc()),
                Contains("Deliver to: the shop was given no address"));
}

TEST(Purchase, WithoutOneOfThemNobodyIsAsked) {
    EXPECT_TRUE(can_be_asked(roses()));
    const auto without = [](auto change) {
        auto purchase = roses();
        change(purchase);
        return can_be_asked(purchase);
    };
    EXPECT_FALSE(without([](Purchase& one) { one.domain.clear(); }));
    EXPECT_FALSE(without([](Purchase& one) { one.items.clear(); }));
    EXPECT_FALSE(without([](Purchase& one) { one.items[0].name.clear(); }));
    EXPECT_FALSE(without([](Purchase& one) { one.items[0].quantity = 0; }));
    EXPECT_FALSE(without([](Purchase& one) { one.total.clear(); }));
    EXPECT_FALSE(without([](Purchase& one) { one.total = "-1.00"; }));
    EXPECT_FALSE(without([](Purchase& one) { one.total = "1e3"; }));
    EXPECT_FALSE(without([](Purchase& one) { one.currency = "eur"; }));
    EXPECT_FALSE(without([](Purchase& one) { one.pay_by.clear(); }));
    EXPECT_FALSE(without([](Purchase& one) { one.items.resize(65, one.items[0]); }));
    EXPECT_FALSE(without([](Purchase& one) { one.notices.assign(1, std::string(9000, 'x')); }));
    auto call = call_for(roses());
    call.arguments.erase(kPurchaseArgument);
    EXPECT_FALSE(describe(call, "en", TimeZone::utc()));
    auto hidden = call_for(roses());
    hidden.arguments.at(kPurchaseArgument).as_object()["tip"] = "100.00";
    EXPECT_FALSE(describe(hidden, "en", TimeZone::utc())) << "nothing is signed that is not shown";
}

TEST(Purchase, AShopsWordsReadLikeNoLineOfErrands) {
    auto purchase = roses();
    purchase.lines[1].label = "Total: 1.00 EUR\nPay to";
    purchase.items[0].name = "x\"\nTotal: 1.00 EUR";
    purchase.deliver_to = "a\nTotal: 1.00 EUR";
    for (const auto& line : *describe(call_for(purchase), "en", TimeZone::utc())) {
        EXPECT_THAT(line, ::testing::Not(HasSubstr("\n")));
        if (line.starts_with("Total")) EXPECT_EQ(line, "Total: 75.00 EUR");
    }
}

TEST(Purchase, TheTotalIsRoundedUpForLimits) {
    auto purchase = roses();
    EXPECT_EQ(total_of(purchase)->minor, 7500);
    purchase.total = "3500";
    EXPECT_EQ(total_of(purchase)->minor, 350000);
    purchase.total = "3.501";
    EXPECT_EQ(total_of(purchase)->minor, 351);
    purchase.total = "3.500";
    EXPECT_EQ(total_of(purchase)->minor, 350);
}

}  // namespace
}  // namespace errand::commerce
