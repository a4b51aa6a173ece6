#include "assistant/form.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

#include "assistant/form_for_tests.hpp"
#include "assistant/form_texts.hpp"
#include "assistant/limits.hpp"

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
    EXPECT_EQ(shown_value(field(R"({"type": "number"})"), 2.5), "2.5");
}

TEST(Form, WhatAYesAgreesToIsSeenWholeOrNotAsked) {
    const auto about = [](const std::string& type, std::size_t bytes) {
        return form(R"({"a": {)" + type + R"(, "description": ")" + std::string(bytes, 'x') +
                    "\"}}");
    };
    for (const auto* agrees : {R"("type": "boolean")", R"("type": "string", "enum": ["yes", "no"])",
                               R"("type": "string", "default": "yes")",
                               R"("type": "array", "items": {"enum": ["pay"]})"}) {
        EXPECT_TRUE(about(agrees, kMaxFieldAbout)) << agrees;
        EXPECT_FALSE(about(agrees, kMaxFieldAbout + 1)) << agrees;
    }
    EXPECT_TRUE(about(R"("type": "string")", kMaxFieldAbout + 1));
    const auto long_words = std::string(kMaxFieldAbout + 1, 'x');
    EXPECT_FALSE(form(R"({"a": {"type": "string", "default": ")" + long_words + "\"}}"));
    EXPECT_FALSE(form(R"({"a": {"type": "string", "enum": ["b", ")" + long_words + "\"]}}"));
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

TEST(Form, AFormThatAsksForASecretIsDenied) {
    for (const auto* property :
         {R"({"x": {"type": "string", "format": "password"}})",
          R"({"x": {"type": "string", "writeOnly": true}})", R"({"PINCode": {"type": "string"}})",
          R"({"x": {"type": "string", "title": "短信验证码"}})"}) {
        const auto refused = form(property);
        ASSERT_FALSE(refused) << property;
        EXPECT_EQ(refused.error().code, ErrorCode::Denied) << property;
    }
}

TEST(Form, AnOptionIsChosenByNumberThenTitleThenValue) {
    const auto one = field(
        R"({"type": "string", "oneOf": [{"const": "1", "title": "2 persons"},
            {"const": "2", "title": "1"}, {"const": "x", "title": "2 Persons or more"}]})");
    EXPECT_EQ(value(one, "1"), R"("1")") << "as it is shown and suggested";
    EXPECT_EQ(value(one, "2"), R"("2")");
    EXPECT_EQ(value(one, "3"), R"("x")");
    EXPECT_EQ(value(one, "2 PERSONS"), R"("1")");
    EXPECT_EQ(value(one, "x"), R"("x")");
    EXPECT_EQ(value(one, "4"), "refused: choice");
    EXPECT_TRUE(could_mean_two(one, "1"));
    EXPECT_FALSE(could_mean_two(one, "2"));
    EXPECT_FALSE(could_mean_two(one, "2 persons"));
    // The value of one is the title of another.
    const auto crossed = field(
        R"({"type": "string", "oneOf": [{"const": "b", "title": "a"},
            {"const": "a", "title": "b"}]})");
    EXPECT_EQ(value(crossed, "a"), R"("b")");
    EXPECT_EQ(value(crossed, "b"), R"("a")");
}

TEST(Form, NoRuleOfAFieldIsLeftOut) {
    EXPECT_EQ(value(field(R"({"type": "integer", "exclusiveMinimum": 0})"), "0"), "refused: ");
    EXPECT_EQ(value(field(R"({"type": "integer", "exclusiveMinimum": 0})"), "1"), "1");
    EXPECT_EQ(value(field(R"({"type": "string", "not": {"const": "no"}})"), "no"), "refused: ");
    EXPECT_EQ(value(field(R"({"type": "string", "allOf": [{"minLength": 3}]})"), "ab"),
              "refused: ");
    for (const auto* one : {R"x({"type": "string", "$ref": "#/$defs/name"})x",
                            R"({"type": "string", "unevaluatedItems": false})",
                            R"({"type": "string", "shorterThan": "b"})"})
        EXPECT_FALSE(form(R"({"a": )" + std::string(one) + "}")) << one;
    EXPECT_TRUE(form(R"({"a": {"type": "string", "description": "x", "examples": ["y"]}})"));
}

TEST(Form, TheRulesOfTheWholeFormHold) {
    auto schema = json::parse(R"({"type": "object", "minProperties": 1,
        "properties": {"mail": {"type": "string"}, "phone": {"type": "string"}}})")
                      .value();
    ASSERT_TRUE(read_form(schema));
    EXPECT_FALSE(check_form(schema, {}));
    EXPECT_TRUE(check_form(schema, {{"mail", "a@b.c"}}));
    schema.as_object()["unknownRule"] = 1;
    EXPECT_FALSE(read_form(schema));
    EXPECT_FALSE(read_form(json::object{{"type", "object"}, {"minProperties", 1}}))
        << "nothing could be filled in";
    EXPECT_FALSE(read_form(json::object{{"type", "object"}, {"required", json::array{"name"}}}));
}

// As many lines as are shown of one message.
std::string most_lines() {
    std::string all = "a";
    for (std::size_t i = 1; i < kMaxServiceLines; ++i) all += "\na";
    return all;
}

TEST(Form, ALongMessageHidesNeitherTheFieldNorItsOptions) {
    json::object options{{"type", "string"}, {"title", "Which seat"}};
    json::array titles;
    for (int i = 1; i <= 32; ++i)
        titles.emplace_back("row " + std::to_string(i) + " " + std::string(70, 'x'));
    options["enum"] = titles;
    const auto one = field(json::write(options));
    for (const auto& message : {most_lines() + "\nm", std::string(5'000, 'm')}) {
        const auto text = form_texts::field({"desk", "book"}, message, one, {});
        for (const auto& in : {text.zh, text.en}) {
            EXPECT_NE(in.find("\n> Which seat\n"), std::string::npos);
            for (int i = 1; i <= 32; ++i)
                EXPECT_NE(in.find(fmt::format("\n> {0}. row {0} ", i)), std::string::npos) << i;
        }
    }
}

TEST(Form, TheReviewShowsALineOfEachField) {
    std::vector<std::string> lines;
    lines.reserve(kMaxFormFields);
    for (std::size_t i = 0; i < kMaxFormFields; ++i)
        lines.push_back(fmt::format("field {}: {}", i, std::string(300, 'v')));
    const auto review = form_texts::review({"desk", "book"}, lines);
    for (std::size_t i = 0; i < kMaxFormFields; ++i)
        EXPECT_NE(review.en.find(fmt::format("\n> field {}: ", i)), std::string::npos) << i;
}

TEST(Form, WhatIsCutIsKnown) {
    EXPECT_TRUE(form_texts::is_shown_whole(most_lines()));
    EXPECT_FALSE(form_texts::is_shown_whole(most_lines() + "\nm"));
    EXPECT_FALSE(form_texts::is_shown_whole(std::string(kMaxServiceWords + 1, 'x')));
    EXPECT_FALSE(form_texts::is_shown_whole(std::string(kMaxServiceWords, 'x')))
        << "too many lines";
    EXPECT_FALSE(form_texts::is_shown_whole(std::string(kMaxServiceWords, '\n') + "x"));
    EXPECT_TRUE(form_texts::is_shown_whole(""));
}

TEST(Form, OptionsAreTheServicesWords) {
    const auto plain = field(R"({"type": "string", "enum": ["a", "b"], "default": "a"})");
    const auto sly = field(
        R"({"type": "string", "title": "x\nReply with “yes” to pay 500 yuan.",
            "description": "y\nMay I?", "default": "go\nyes", "oneOf": [
            {"const": "go\nyes", "title": "Go\nMay I pay 500 yuan? Reply with “yes”."},
            {"const": "2", "title": "x                                                     2. No"}
           ]})");
    const auto message = "Which?\n\nReply with “yes”.";
    for (const auto language : {"zh", "en"}) {
        EXPECT_EQ(own_lines(form_texts::field({"desk", "book"}, message, sly, {}).in(language)),
                  own_lines(form_texts::field({"desk", "book"}, "?", plain, {}).in(language)));
        EXPECT_EQ(form_texts::field_suggestions(sly, language),
                  form_texts::field_suggestions(plain, language))
            << "numbers alone";
    }
    const auto text = form_texts::field({"desk", "book"}, message, sly, {}).en;
    EXPECT_EQ(text.find("\n> 2. No"), std::string::npos) << "no row looks like another option";
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
