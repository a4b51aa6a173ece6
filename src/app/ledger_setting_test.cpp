#include "app/ledger_setting.hpp"

#include <gtest/gtest.h>

namespace errand::app {
namespace {

TEST(LedgerRates, AreCheckedBeforeAnythingIsRead) {
    const auto rates = ledger_rates({"eur=7.85", "USD=7.1"}, "CNY");
    ASSERT_TRUE(rates) << rates.error().message;
    ASSERT_EQ(rates->size(), 2U);
    EXPECT_EQ(rates->at(0).filter.currency, "EUR");
    EXPECT_EQ(rates->at(0).value, "7.85");
    for (const auto* bad : {"foo", "=7", "EUR=", "EUR=7,85", "EUR=-1", "EUR=0", "EURO2=1", "CNY=1"})
        EXPECT_EQ(ledger_rates({bad}, "CNY").error().code, ErrorCode::Invalid) << bad;
    EXPECT_FALSE(ledger_rates({"EUR=7", "eur=8"}, "CNY"));
}

TEST(LedgerSetting, TakesACurrencysCodeAlone) {
    LedgerOptions options;
    options.currency = "eur";
    EXPECT_EQ(ledger_setting(options)->currency, "EUR");
    options.currency = "E\"";
    EXPECT_EQ(ledger_setting(options).error().code, ErrorCode::Invalid);
}

}  // namespace
}  // namespace errand::app
