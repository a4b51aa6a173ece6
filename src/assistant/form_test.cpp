#include "assistant/form.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "assistant/form_texts.hpp"

namespace errand::assistant {
namespace {

Result<std::vector<Field>> form(std::string_view properties) {
    return read_form(
        json::object{{"type", "object"}, {"properties", json::parse(properties).value()}});
}

Field field(std::string_view schema) {
    return form(R"({"a": )" + std::string(schema) + "}").value().front();
}

std::string value(const Field& field, std::string_view said) {
    const auto read = read_value(field, said);
    return read ? json::write(*read) : "refused: " + read.error().advice;
}

TEST(Form, ReadsEachKindOfField) {
    EXPECT_EQ(value(field(R"({"type": "number"})"), " 2.5 "), "2.5E0");
    EXPECT_EQ(value(field(R"({"type": "integer", "maximum": 9})"), "9"), "9");
    EXPECT_EQ(value(field(R"({"type": "integer"})"), "2.5"), "refused: integer");
    EXPECT_EQ(value(field(R"({"type": "boolean"})"), "是的"), "true");
    EXPECT_EQ(value(field(R"({"type": "boolean"})"), "不要"), "false");
    EXPECT_EQ(value(field(R"({"type": "boolean"})"), "perhaps"), "refused: yes_no");
    EXPECT_EQ(value(field(R"({"type": "string", "format": "email"})"), "ada"), "refused: email");
    EXPECT_EQ(value(field(R"({"type": "string", "format": "date"})"), "2026-03-02"),
              R"("2026-03-02")");
    EXPECT_EQ(value(field(R"({"type": "string", "format": "date"})"), "2026-13-02"),
              "refused: date");
    const auto one =
        field(R"({"type": "string", "enum": ["r", "g"], "enumNames": ["Red", "Green"]})");
    EXPECT_EQ(value(one, "green"), R"("g")");
    EXPECT_EQ(value(one, "1"), R"("r")");
    EXPECT_EQ(value(one, "blue"), "refused: choice");
    const auto some = field(
        R"({"type": "array", "maxItems": 2, "items": {"anyOf": [{"const": "r", "title": "红"},
            {"const": "g", "title": "绿"}, {"const": "b", "title": "蓝"}]}})");
    EXPECT_EQ(value(some, "红、蓝"), R"(["r","b"])");
    EXPECT_FALSE(read_value(some, "红,绿,蓝")) << "at most two";
    EXPECT_EQ(shown_value(some, json::array{"r", "b"}), "红, 蓝");
}

TEST(Form, BoundsHold) {
    EXPECT_FALSE(read_value(field(R"({"type": "integer", "maximum": 9})"), "10"));
    EXPECT_FALSE(read_value(field(R"({"type": "string", "maxLength": 3})"), "four"));
    EXPECT_FALSE(read_value(field(R"({"type": "number"})"), "inf"));
    EXPECT_FALSE(read_value(field(R"({"type": "integer"})"), "1e300"));
}

TEST(Form, RefusesWhatAPersonCannotBeAsked) {
    for (const auto* one : {R"({"type": "object"})", R"({"type": "array"})", R"({})", R"(7)",
                            R"x({"type": "string", "pattern": "(?=a)"})x"})
        EXPECT_FALSE(form(R"({"a": )" + std::string(one) + "}")) << one;
    EXPECT_FALSE(read_form(json::object{{"type", "string"}}));
    EXPECT_FALSE(read_form(nullptr));
    json::object many;
    for (int i = 0; i < 17; ++i) many["f" + std::to_string(i)] = {{"type", "string"}};
    EXPECT_FALSE(form(json::write(many)));
}

TEST(Form, KnowsASecretByItsName) {
    for (const auto* name :
         {"password", "userPassword", "api_key", "apiKey", "API-key", "PIN", "access-token",
          "登录密码", "短信验证码", "Card number", "seed phrase"})
        EXPECT_TRUE(speaks_of_secrets(name)) << name;
    for (const auto* name : {"passenger", "pint", "tokens", "key", "card", "number", "phone_number",
                             "spinning", "verification", "密度", "secretary"})
        EXPECT_FALSE(speaks_of_secrets(name)) << name;
    const auto refused = form(R"({"x": {"type": "string", "format": "password"}})");
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::Denied);
}

TEST(Form, EveryLineOfAServiceIsMarked) {
    const auto words =
        form_texts::marked("a\n\nb\r\n" + std::string(500, 'c') + std::string("\n汉字\u2028x\x07"));
    std::istringstream lines(words);
    for (std::string line; std::getline(lines, line);) EXPECT_TRUE(line.starts_with("> ")) << line;
    EXPECT_LT(form_texts::marked(std::string(100'000, '\n')).size(), 200U);
    EXPECT_LT(form_texts::marked(std::string(100'000, 'x')).size(), 2'000U);
}

}  // namespace
}  // namespace errand::assistant
