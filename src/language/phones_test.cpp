#include "language/phones.hpp"

#include <gtest/gtest.h>

#include "language/limits.hpp"

namespace errand::language {
namespace {

// The numbers of a text as they were written, joined by "|".
std::string found(std::string_view text) {
    std::string all;
    for (const auto& phone : find_phones(text))
        all += (all.empty() ? "" : "|") +
               std::string(text.substr(phone.place.begin, phone.place.end - phone.place.begin));
    return all;
}

TEST(Phones, AreFoundInBothLanguages) {
    EXPECT_EQ(found("call me at 212-555-0187, not before nine"), "212-555-0187");
    EXPECT_EQ(found("手机13912345678，座机0571-88886666"), "13912345678|0571-88886666");
    EXPECT_EQ(found("打１３９１２３４５６７８"), "１３９１２３４５６７８");
    EXPECT_EQ(found("+44 20 7946 0018 or (020) 7946 0018"), "+44 20 7946 0018|(020) 7946 0018");
    EXPECT_EQ(found("电话:(010) 6598-0408;传真:010-65980409"), "(010) 6598-0408|010-65980409");
    EXPECT_EQ(found("tel:+4930901820"), "+4930901820");
    EXPECT_EQ(found("01 42 68 53 00"), "01 42 68 53 00");
}

TEST(Phones, KeepCountryNumberAndExtensionApart) {
    const auto british = find_phones("+44 (0)20 7946 0018 ext 12");
    ASSERT_EQ(british.size(), 1U);
    EXPECT_EQ(british[0].country_code, "44");
    EXPECT_EQ(british[0].digits, "2079460018");
    EXPECT_EQ(british[0].extension, "12");
    EXPECT_EQ(british[0].dialled(), "+442079460018");
    const auto chinese = find_phones("010-65980408转8001");
    ASSERT_EQ(chinese.size(), 1U);
    EXPECT_EQ(chinese[0].digits, "01065980408");
    EXPECT_EQ(chinese[0].extension, "8001");
    EXPECT_EQ(find_phones("021-68804868-603")[0].extension, "603");
    EXPECT_EQ(find_phones("0086 13912345678")[0].dialled(), "+8613912345678");
    EXPECT_EQ(find_phones("+8613912345678")[0].dialled(), "+8613912345678");
    EXPECT_EQ(find_phones("1-212-555-0187")[0].country_code, "1");
    EXPECT_EQ(find_phones("011 49 30 901820")[0].country_code, "49");
}

TEST(Phones, SayHowSureTheyAre) {
    const auto sure = [](std::string_view text) { return find_phones(text).at(0).confidence; };
    EXPECT_EQ(sure("13912345678"), 1);
    EXPECT_EQ(sure("+33 1 42 68 53 00"), 1);
    EXPECT_EQ(sure("12 34 56 78"), 0.7);
    EXPECT_EQ(sure("28093064"), 0.4);
}

TEST(Phones, AreNotWhatLooksLikeThem) {
    for (const std::string_view text : {"2026-11-28",
                                        "28/11/2026",
                                        "11.28.2026",
                                        "2025-2026",
                                        "3.14159265",
                                        "10.0.0.138",
                                        "1.234.567",
                                        "-13912345678",
                                        "1234567%",
                                        "order number 12345678",
                                        "卡号是12345678",
                                        "4111 1111 1111 1111",
                                        "3782 822463 10005",
                                        "078-05-1120",
                                        "112-3456",
                                        "S/N A-1234567",
                                        "x12345678",
                                        "12345678x9",
                                        "http://a.com/13912345678",
                                        "me@13912345678.com",
                                        "13912345678@139.com",
                                        "#13912345678",
                                        "1234567-abc",
                                        "¥1234567",
                                        "1234567元",
                                        "(12 (34)) 567",
                                        "12+34567890",
                                        "00 1A 2B 3C 4D 5E 6F 70",
                                        "0 1 2 3 4 5 6 7",
                                        "123456"})
        EXPECT_EQ(found(text), "") << text;
}

TEST(Phones, EndWhereTheNumberEnds) {
    EXPECT_EQ(found("(914) 349-8600 04/21/2026"), "(914) 349-8600");
    EXPECT_EQ(found("13912345678 13812345678"), "13912345678|13812345678");
    EXPECT_EQ(found("19) 35831647"), "35831647");
    EXPECT_EQ(found("(19 35831647"), "19 35831647");
    EXPECT_EQ(found("212-555-0187.\nThanks"), "212-555-0187");
}

TEST(Phones, AreBoundedByAnyInput) {
    std::string row;
    while (row.size() < 2 * kMaxSentenceBytes) row += "(1 ";
    EXPECT_EQ(found(row), "");
    EXPECT_EQ(found(std::string(9'000, '1')), "");
    EXPECT_EQ(found("\xff(\xfe+"), "");
}

TEST(Phones, KnowCallingCodes) {
    EXPECT_TRUE(is_calling_code("86"));
    EXPECT_TRUE(is_calling_code("1"));
    EXPECT_TRUE(is_calling_code("971"));
    EXPECT_FALSE(is_calling_code("0"));
    EXPECT_FALSE(is_calling_code("999"));
}

}  // namespace
}  // namespace errand::language
