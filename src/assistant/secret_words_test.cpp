#include "assistant/secret_words.hpp"

#include <gtest/gtest.h>

namespace errand::assistant {
namespace {

TEST(SecretWords, AreKnownHoweverTheyAreWritten) {
    for (const auto* words : {"password",
                              "userPassword",
                              "api_key",
                              "apiKey",
                              "APIKey",
                              "API-key",
                              "PIN",
                              "pin2",
                              "PINCode",
                              "PINcode",
                              "OTPCode",
                              "CVVCode",
                              "cardCVV",
                              "otp_code",
                              "pass-word",
                              "pass_code",
                              "Pass phrase",
                              "P.I.N.",
                              "o t p",
                              "p-a-s-s-w-o-r-d",
                              "access-token",
                              "cardnumber",
                              "Card number",
                              "seed phrase",
                              "recoveryPhrase",
                              "pass\u200bword",
                              "p\u00adi\u00adn",
                              "\ufeffpwd",
                              "pa\u0301ssword",
                              "ｐａｓｓｗｏｒｄ",
                              "ＰＩＮＣｏｄｅ",
                              "userpassword",
                              "newpassword",
                              "USERPASSWORD",
                              "passwordconfirm",
                              "PASSWORDfield",
                              "Passwordfield",
                              "accesstoken",
                              "ACCESSTOKEN",
                              "refreshtoken2",
                              "clientsecret",
                              "myapikey",
                              "userpwd",
                              "debitcardnumber",
                              "登录密码",
                              "短信验证码",
                              "密\u200b码",
                              "密 码",
                              "密碼",
                              "驗證碼",
                              "口令"})
        EXPECT_TRUE(speaks_of_secrets(words)) << words;
}

TEST(SecretWords, AreNotSeenInOthers) {
    for (const auto* words : {"passenger",     "pint",
                              "pinterest",     "Pinterest",
                              "PINTEREST",     "tokens",
                              "tokenize",      "secretariat",
                              "passport",      "compass",
                              "upward",        "monkey",
                              "keyboard",      "postcard",
                              "verifications", "key",
                              "card",          "number",
                              "phone_number",  "spinning",
                              "verification",  "密度",
                              "secretary",     "shipping code",
                              "shippingCode",  "ShippingIn",
                              "postcode",      "Note to Ken",
                              "to_ken",        "p_in",
                              "pass",          "word",
                              "compass word",  "boarding pass",
                              "coupon code",   "opinion",
                              "HTTPInfo",      "",
                              "\xff\xfe"})
        EXPECT_FALSE(speaks_of_secrets(words)) << words;
}

}  // namespace
}  // namespace errand::assistant
