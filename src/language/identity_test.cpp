#include "language/identity.hpp"

#include <gtest/gtest.h>

namespace errand::language {
namespace {

std::string found(std::string_view text) {
    static constexpr std::string_view kNames[] = {"id", "company", "card", "plate", "passport"};
    std::string all;
    for (const auto& paper : find_papers(text))
        all += (all.empty() ? "" : "|") + std::string(kNames[static_cast<int>(paper.kind)]) + " " +
               paper.value + (paper.valid ? "" : "?");
    return all;
}

TEST(IdentityCard, IsReadWithItsCheckDigit) {
    EXPECT_EQ(found("我的身份证号是11010519491231002x,谢谢"), "id 11010519491231002X");
    EXPECT_EQ(found("身份证440524188001010014"), "id 440524188001010014");
    EXPECT_EQ(found("110105194912310021"), "id 110105194912310021?");
    const auto card = read_identity_card("11010519491231002X");
    ASSERT_TRUE(card.has_value());
    EXPECT_EQ(card->year, 1949);
    EXPECT_EQ(card->month, 12);
    EXPECT_EQ(card->day, 31);
    EXPECT_TRUE(card->female);
    EXPECT_EQ(card->region, "110105");
    EXPECT_EQ(card->province, "北京");
}

TEST(IdentityCard, RefusesWrongDatesAndProvinces) {
    EXPECT_FALSE(read_identity_card("110105194902300023").has_value());
    EXPECT_FALSE(read_identity_card("110105194912310021").has_value());
    EXPECT_FALSE(read_identity_card("11010519491231002").has_value());
    EXPECT_FALSE(read_identity_card("").has_value());
    EXPECT_EQ(province_of("33"), "浙江");
    EXPECT_EQ(province_of("99"), "");
}

TEST(CreditCode, IsReadWithItsCheckCharacter) {
    EXPECT_EQ(found("税号:91350100M000100Y43"), "company 91350100M000100Y43");
    EXPECT_EQ(found("税号91350100m000100y44"), "company 91350100M000100Y44?");
    EXPECT_TRUE(valid_credit_code("91350100M000100Y43"));
    EXPECT_FALSE(valid_credit_code("91350100M000100I43"));
    EXPECT_FALSE(valid_credit_code(""));
}

TEST(BankCard, IsReadByItsSumOrInFours) {
    EXPECT_EQ(found("card 4111111111111111"), "card 4111111111111111");
    EXPECT_EQ(found("卡号6222 0212 3456 7890 127"), "card 6222021234567890127?");
    EXPECT_EQ(found("5500-0000-0000-0004"), "card 5500000000000004");
    EXPECT_EQ(found("3782 822463 10005"), "card 378282246310005");
    EXPECT_EQ(found("4111111111111112"), "");
    EXPECT_EQ(found("13912345678"), "");
    EXPECT_TRUE(luhn("79927398713"));
    EXPECT_FALSE(luhn("79927398710"));
    EXPECT_FALSE(luhn(""));
}

TEST(NumberPlate, IsReadByItsShape) {
    EXPECT_EQ(found("车牌京A12345"), "plate 京A12345");
    EXPECT_EQ(found("沪B·D1234的车"), "plate 沪BD1234");
    EXPECT_EQ(found("粤bd12345"), "plate 粤BD12345");
    EXPECT_EQ(found("粤Z1234港"), "plate 粤Z1234港");
    EXPECT_EQ(found("京A123"), "");
    EXPECT_EQ(found("京ABCDEF"), "");
}

TEST(Passport, IsReadByItsShapeOrItsName) {
    EXPECT_EQ(found("护照E12345678"), "passport E12345678");
    EXPECT_EQ(found("EA1234567"), "passport EA1234567");
    EXPECT_EQ(found("my passport number is 533380006"), "passport 533380006");
    EXPECT_EQ(found("533380006"), "");
}

TEST(Papers, AreBoundedByAnyInput) {
    EXPECT_EQ(found(std::string(20'000, '1')), "");
    std::string many;
    while (many.size() < 20'000) many += "1 ";
    EXPECT_EQ(found(many), "");
    EXPECT_EQ(found("\xff\xfe京"), "");
}

}  // namespace
}  // namespace errand::language
