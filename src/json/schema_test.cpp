// What the official suite does not say: the words of our errors, refusals, and the bounds.
#include "json/schema.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <chrono>

#include "json/limits.hpp"
#include "json/schema_value.hpp"

namespace errand::json {
namespace {

Schema compiled(std::string_view text) {
    auto schema = Schema::compile(*parse(text));
    EXPECT_TRUE(schema) << schema.error().message;
    return schema ? *schema : Schema::any();
}
std::string refused(std::string_view text) {
    const auto schema = Schema::compile(*parse(text));
    return schema ? "" : schema.error().message;
}
// Empty where the value is right.
std::string wrong(const Schema& schema, std::string_view text) {
    const auto checked = schema.validate(*parse(text));
    return checked ? "" : checked.error().message;
}

TEST(Schema, ChecksAToolsArguments) {
    const auto schema = compiled(R"({
      "$schema": "https://json-schema.org/draft/2020-12/schema", "type": "object",
      "properties": {
        "shop": {"type": "string", "minLength": 1, "description": "a shop's id"},
        "items": {"type": "array", "minItems": 1, "maxItems": 3, "items": {"$ref": "#/$defs/item"}},
        "note": {"type": ["string", "null"], "maxLength": 4}},
      "required": ["shop", "items"], "additionalProperties": false,
      "$defs": {"item": {"type": "object", "required": ["id", "quantity"],
        "properties": {"id": {"type": "string"},
                       "quantity": {"type": "integer", "minimum": 1, "maximum": 100},
                       "size": {"enum": ["small", "large"]}}}}})");
    EXPECT_EQ(wrong(schema, R"({"shop":"s1","items":[{"id":"i1","quantity":2,"size":"small"}]})"),
              "");
    EXPECT_EQ(wrong(schema, R"({"shop":"s1","items":[{"id":"i1","quantity":2.0}],"note":null})"),
              "");
    EXPECT_EQ(wrong(schema, R"({"items":[{"id":"i1","quantity":2}]})"), "missing field 'shop'");
    EXPECT_EQ(wrong(schema, R"({"shop":"s1","items":[],"tip":1})"),
              "items must have at least 1 elements");
    EXPECT_EQ(wrong(schema, R"({"shop":"s1","items":[{"id":"i1","quantity":2}],"tip":1})"),
              "unknown field 'tip'");
    EXPECT_EQ(wrong(schema, R"({"shop":"s1","items":[{"id":"i1","quantity":2},{"id":"i2"}]})"),
              "missing field 'items.1.quantity'");
    EXPECT_EQ(wrong(schema, R"({"shop":"s1","items":[{"id":"i1","quantity":"2"}]})"),
              "items.0.quantity must be a whole number");
    EXPECT_EQ(wrong(schema, R"({"shop":"s1","items":[{"id":"i1","quantity":0}]})"),
              "items.0.quantity must be at least 1");
    EXPECT_EQ(wrong(schema, R"({"shop":"s1","items":[{"id":"i1","quantity":1,"size":"huge"}]})"),
              R"(items.0.size must be one of ["small","large"])");
    // Four characters, twelve bytes.
    EXPECT_EQ(wrong(schema, R"({"shop":"s1","items":[{"id":"i","quantity":1}],"note":"不要吸管"})"),
              "");
    EXPECT_EQ(
        wrong(schema, R"({"shop":"s1","items":[{"id":"i","quantity":1}],"note":"不要吸管!"})"),
        "note must have at most 4 characters");
    EXPECT_EQ(wrong(schema, "[]"), "the value must be an object");
}

TEST(Schema, RefusesWhatItDoesNotUnderstandByName) {
    EXPECT_EQ(refused(R"({"properties":{"a":{"unevaluatedProperties":false}}})"),
              "schema #/properties/a: the keyword 'unevaluatedProperties' is not supported");
    EXPECT_EQ(refused(R"({"$dynamicRef":"#a"})"),
              "schema #: the keyword '$dynamicRef' is not supported");
    EXPECT_EQ(refused(R"({"tpye":"string"})"), "schema #: the keyword 'tpye' is not supported");
    EXPECT_EQ(refused(R"({"$defs":{"unused":{"dependencies":{}}}})"),
              "schema #/$defs/unused/dependencies: 'dependencies' is not supported");
    EXPECT_EQ(refused(R"({"items":[{}]})"),
              "schema #/items: 'items' as a list is not supported: it is prefixItems here");
    EXPECT_EQ(refused(R"({"properties":{"a":{"$id":"b"}}})"),
              "schema #/properties/a/$id: a nested '$id' is not supported");
    EXPECT_EQ(refused(R"({"$schema":"http://json-schema.org/draft-03/schema#"})"),
              "schema #/$schema: the dialect 'http://json-schema.org/draft-03/schema' is not "
              "supported");
    EXPECT_EQ(refused(R"({"x-hint":{"anything":1},"type":"string","format":"uri"})"), "");
}

TEST(Schema, NeverFetches) {
    EXPECT_EQ(refused(R"({"$ref":"https://example.com/a.json"})"),
              "schema #/$ref: the $ref 'https://example.com/a.json' leaves the document");
    EXPECT_EQ(refused(R"({"$ref":"file:///etc/passwd#/a"})"),
              "schema #/$ref: the $ref 'file:///etc/passwd#/a' leaves the document");
    EXPECT_EQ(refused(R"({"$id":"https://example.com/a","$ref":"https://example.com/b"})"),
              "schema #/$ref: the $ref 'https://example.com/b' leaves the document");
    EXPECT_EQ(refused(R"({"$id":"https://example.com/a#","properties":
                         {"b":{"$ref":"https://example.com/a#/$defs/c"}},"$defs":{"c":true}})"),
              "");
    EXPECT_EQ(refused(R"({"$ref":"#/$defs/none"})"), "schema #/$ref: nothing is at '#/$defs/none'");
    EXPECT_EQ(refused(R"({"$ref":"#none"})"), "schema #/$ref: there is no $anchor 'none'");
}

TEST(Schema, RefusesWhatIsNoSchema) {
    for (const auto* text : {"1",
                             "null",
                             "[]",
                             "\"a\"",
                             R"({"type":"text"})",
                             R"({"type":[]})",
                             R"({"type":1})",
                             R"({"properties":[]})",
                             R"({"properties":{"a":1}})",
                             R"({"required":"a"})",
                             R"({"required":[1]})",
                             R"({"minLength":-1})",
                             R"({"minLength":1.5})",
                             R"({"minimum":"1"})",
                             R"({"multipleOf":0})",
                             R"({"multipleOf":-1})",
                             R"({"enum":1})",
                             R"({"allOf":[]})",
                             R"({"anyOf":{}})",
                             R"({"pattern":1})",
                             R"({"pattern":"("})",
                             R"({"uniqueItems":1})",
                             R"({"$ref":1})",
                             R"({"$defs":{"a":7}})",
                             R"({"not":7})",
                             R"({"maxItems":1e300})",
                             R"({"$anchor":"a","not":{"$anchor":"a"}})"}) {
        EXPECT_NE(refused(text), "") << text;
    }
}

TEST(Schema, RefusesToGoRoundForEver) {
    EXPECT_NE(refused(R"({"$ref":"#"})"), "");
    EXPECT_NE(refused(R"({"anyOf":[{"type":"string"},{"$ref":"#"}]})"), "");
    EXPECT_NE(refused(R"({"$ref":"#/$defs/a","$defs":{"a":{"not":{"$ref":"#/$defs/b"}},
                          "b":{"if":{"$ref":"#/$defs/a"}}}})"),
              "");
    // A list of lists of lists is no circle: each step goes into the value.
    const auto nested = compiled(R"({"type":"array","items":{"$ref":"#"}})");
    EXPECT_EQ(wrong(nested, "[[],[[]]]"), "");
    EXPECT_EQ(wrong(nested, "[[],[[1]]]"), "1.0.0 must be a list");
}

TEST(Schema, PatternsAreSafe) {
    const auto chinese = compiled(R"({"pattern":"^[\\u4e00-\\u9fa5]{2,4}$"})");
    EXPECT_EQ(wrong(chinese, "\"奶茶\""), "");
    EXPECT_EQ(wrong(chinese, "\"tea\""),
              "the value must match the pattern '^[\\x{4e00}-\\x{9fa5}]{2,4}$'");
    EXPECT_NE(refused(R"j({"pattern":"(?=a)"})j"), "");
    EXPECT_NE(refused(R"j({"pattern":"(a)\\1"})j"), "");
    EXPECT_NE(refused(R"j({"pattern":"((a{1,1000}){1,1000}){1,1000}"})j"), "");
    // Exponential for a matcher that backtracks.
    const auto evil = compiled(R"j({"pattern":"^(a+)+$"})j");
    const auto begun = std::chrono::steady_clock::now();
    EXPECT_NE(wrong(evil, "\"" + std::string(50'000, 'a') + "b\""), "");
    EXPECT_LT(std::chrono::steady_clock::now() - begun, std::chrono::seconds(5));
}

TEST(Schema, NumbersAreExact) {
    const auto price = compiled(R"({"multipleOf":0.01})");
    for (const auto* text : {"0.07", "19.99", "1e15", "4.35", "0", "-0.29", "123456789.12"}) {
        EXPECT_EQ(wrong(price, text), "") << text;
    }
    EXPECT_EQ(wrong(price, "0.075"), "the value must be a multiple of 0.01");
    const auto large =
        compiled(R"({"maximum":9007199254740993,"exclusiveMinimum":-9007199254740993})");
    EXPECT_EQ(wrong(large, "9007199254740993"), "");
    EXPECT_NE(wrong(large, "9007199254740994"), "");
    EXPECT_NE(wrong(large, "-9007199254740993"), "");
    EXPECT_EQ(wrong(large, "-9007199254740992"), "");
    const auto whole = compiled(R"({"type":"integer"})");
    EXPECT_EQ(wrong(whole, "1e300"), "");
    EXPECT_EQ(wrong(whole, "18446744073709551615"), "");
    EXPECT_NE(wrong(whole, "1.5"), "");
    EXPECT_TRUE(schema::is_multiple(*parse("1e308"), *parse("1e-308")));
    EXPECT_FALSE(schema::is_multiple(*parse("1e-308"), *parse("1e308")));
}

TEST(Schema, EqualityIsThatOfJson) {
    const auto same = [](std::string_view left, std::string_view right) {
        return schema::identity(*parse(left)) == schema::identity(*parse(right));
    };
    EXPECT_TRUE(same("1", "1.0"));
    EXPECT_TRUE(same("0", "-0.0"));
    EXPECT_TRUE(same(R"({"a":1,"b":[2]})", R"({"b":[2.0],"a":1e0})"));
    EXPECT_TRUE(same("18446744073709551615", "18446744073709551615"));
    EXPECT_FALSE(same("1", "true"));
    EXPECT_FALSE(same("1", "\"1\""));
    EXPECT_FALSE(same(R"(["a","b"])", R"(["ab"])"));
    EXPECT_FALSE(same(R"([["a"],"b"])", R"(["a",["b"]])"));
    EXPECT_FALSE(same("9007199254740992", "9007199254740993"));
    EXPECT_FALSE(same("{}", "[]"));
}

TEST(Schema, OfSeveralFormsTheOneThatFitsLongestIsNamed) {
    const auto schema = compiled(R"({"type":"object","properties":{"pay":{"oneOf":[
        {"type":"object","required":["card"],"properties":{"card":{"type":"string"}}},
        {"type":"object","required":["wallet"],"properties":{"wallet":
            {"type":"object","required":["id"]}}}]}}})");
    EXPECT_EQ(wrong(schema, R"({"pay":{"wallet":{"id":1}}})"), "");
    EXPECT_EQ(wrong(schema, R"({"pay":{"card":"x","wallet":{"id":1}}})"),
              "pay has several forms of which only one is allowed");
    EXPECT_EQ(wrong(schema, R"({"pay":{"wallet":{}}})"), "missing field 'pay.wallet.id'");
    EXPECT_EQ(wrong(schema, R"({"pay":1})"),
              "pay has none of the 2 forms that are allowed; the first: pay must be an object");
}

TEST(Schema, BoundsTheWork) {
    // Each level doubles the work: 2^40 steps without a bound.
    std::string doubling = R"({"$ref":"#/$defs/d0","$defs":{)";
    for (int i = 0; i < 40; ++i) {
        const auto next = fmt::format(R"({{"$ref":"#/$defs/d{}"}})", i + 1);
        doubling += fmt::format(R"("d{0}":{{"allOf":[{1},{1}]}},)", i, next);
    }
    doubling += R"("d40":{"type":"string"}}})";
    const auto schema = compiled(doubling);
    EXPECT_EQ(schema.validate(*parse("\"a\"")).error().code, ErrorCode::Exhausted);

    // A long chain of references neither overflows the stack when it is compiled nor when applied.
    std::string chain = R"({"$ref":"#/$defs/c0","$defs":{)";
    for (int i = 0; i < 5000; ++i) {
        chain +=
            "\"c" + std::to_string(i) + R"(":{"$ref":"#/$defs/c)" + std::to_string(i + 1) + "\"},";
    }
    chain += R"("c5000":{"type":"string"}}})";
    EXPECT_EQ(compiled(chain).validate(*parse("\"a\"")).error().code, ErrorCode::Exhausted);
}

TEST(Schema, BoundsItsSize) {
    value deep = object{};
    for (std::size_t i = 0; i < kMaxSchemaDepth + 10; ++i) deep = object{{"not", deep}};
    EXPECT_FALSE(Schema::compile(deep));
    object many;
    for (std::size_t i = 0; i < kMaxSchemaNodes + 10; ++i) many[std::to_string(i)] = true;
    EXPECT_FALSE(Schema::compile(object{{"$defs", many}}));
    EXPECT_NE(refused(R"({"pattern":")" + std::string(kMaxPatternBytes + 1, 'a') + "\"}"), "");
}

TEST(Schema, ReadsOlderDraftsAsTheyWereMeant) {
    const auto pair = compiled(R"({"$schema":"http://json-schema.org/draft-07/schema#",
        "items":[{"type":"string"},{"type":"integer"}],"additionalItems":false,
        "definitions":{"a":{"type":"string"}}})");
    EXPECT_EQ(wrong(pair, R"(["a",1])"), "");
    EXPECT_EQ(wrong(pair, R"(["a","b"])"), "1 must be a whole number");
    EXPECT_EQ(wrong(pair, R"(["a",1,2])"), "2 is not allowed");
    const auto needs = compiled(R"({"$schema":"http://json-schema.org/draft-07/schema#",
        "dependencies":{"card":["owner"],"iban":{"required":["bank"]}}})");
    EXPECT_EQ(wrong(needs, R"({"card":1})"), "missing field 'owner'");
    EXPECT_EQ(wrong(needs, R"({"iban":1})"), "missing field 'bank'");
    EXPECT_EQ(wrong(needs, R"({"iban":1,"bank":1})"), "");
    // A $ref stood alone then, and does not now.
    const std::string alone = R"("properties":{"a":{"$ref":"#/definitions/b","maxLength":1}},
        "definitions":{"b":{"type":"string"}}})";
    EXPECT_EQ(wrong(compiled(R"({"$schema":"http://json-schema.org/draft-07/schema#",)" + alone),
                    R"({"a":"xyz"})"),
              "");
    EXPECT_EQ(wrong(compiled("{" + alone), R"({"a":"xyz"})"), "a must have at most 1 characters");
}

TEST(Schema, AnyTakesEverything) {
    for (const auto* text : {"1", "null", "{}", "[1,\"a\"]"}) {
        EXPECT_EQ(wrong(Schema::any(), text), "");
        EXPECT_EQ(wrong(compiled("true"), text), "");
        EXPECT_EQ(wrong(compiled("false"), text), "the value is not allowed");
    }
}

}  // namespace
}  // namespace errand::json
