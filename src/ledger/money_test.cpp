#include "ledger/money.hpp"

#include <gtest/gtest.h>

namespace errand::ledger {
namespace {

TEST(CurrencyCode, IsThreeCapitalLetters) {
    for (const auto* text : {"EUR", " eur ", "Euro", "ＥＵＲ"})
        EXPECT_EQ(currency_code_of(text), "EUR") << text;
    EXPECT_EQ(currency_code_of("人民币"), "CNY");
    for (const auto* text : {"", "E*", "EU", "EURO2", "\"EU", "???", "E R", "é"})
        EXPECT_FALSE(currency_code_of(text)) << text;
}

TEST(ToHundredth, RoundsHalvesAwayFromZero) {
    const auto rounded = [](const char* text) {
        return invoice::to_string(to_hundredth(*invoice::parse_decimal(text)));
    };
    EXPECT_EQ(rounded("0.004"), "0.00");
    EXPECT_EQ(rounded("-0.004"), "0.00");
    EXPECT_EQ(rounded("0.005"), "0.01");
    EXPECT_EQ(rounded("-0.005"), "-0.01");
    EXPECT_EQ(rounded("119.014"), "119.01");
}

}  // namespace
}  // namespace errand::ledger
