#include "invoice/json.hpp"

#include <gtest/gtest.h>

#include "invoice/answer.hpp"

namespace errand::invoice {
namespace {

// Every field, with values at their edges.
Invoice full() {
    Invoice one;
    one.format = Format::OfdFields;
    one.credit = true;
    one.files = {{"", std::string(64, 'a'), "ofd"}};
    int at = 0;
    boost::mp11::mp_for_each<
        boost::describe::describe_members<Invoice, boost::describe::mod_public>>([&](auto member) {
        auto& field = one.*member.pointer;
        field.source = static_cast<Source>(at % 4);
        field.confidence = 1 + at++ % 100;
        using Value = std::remove_cvref_t<decltype(field.value)>;
        if constexpr (std::is_same_v<Value, std::string>)
            field.value = std::string(member.name) + " \"甲\"\n\t\x01";
        else if constexpr (std::is_same_v<Value, Day>)
            field.value = *parse_day("2024-02-29");
        else
            field.value =
                Decimal{at % 2 == 0 ? Wide{1} : -Wide{999'999'999'999'999'999} * 1'000'000'000'000};
    });
    Line line;
    line.name = "货";
    line.quantity = Decimal{1};
    line.tax = parse_decimal("-0.000000000001");
    one.lines = {{line, {}}, Source::Text, 55};
    return one;
}

json::value written(const Invoice& one) {
    return json::encode(one);
}

TEST(InvoiceJson, LosesNothing) {
    const auto one = full();
    const auto text = json::write(written(one));
    const auto again = json::read<Invoice>(text);
    ASSERT_TRUE(again) << again.error().message;
    EXPECT_EQ(json::write(written(*again)), text);
    EXPECT_EQ(again->format, Format::OfdFields);
    EXPECT_TRUE(again->credit);
    EXPECT_EQ(again->number.value, one.number.value);
    EXPECT_EQ(again->number.source, one.number.source);
    EXPECT_EQ(again->date.value, one.date.value);
    EXPECT_EQ(again->gross.value, one.gross.value);
    EXPECT_EQ(again->plate.confidence, one.plate.confidence);
    ASSERT_EQ(again->lines.value.size(), 2U);
    EXPECT_EQ(again->lines.value[0].tax, one.lines.value[0].tax);
    EXPECT_FALSE(again->lines.value[1].amount.has_value());
    const auto empty = json::read<Invoice>(json::write(written({})));
    ASSERT_TRUE(empty);
    EXPECT_FALSE(empty->number.has());
}

TEST(InvoiceJson, IsCheckedWhereItIsRead) {
    const auto refused = [](std::string_view member) {
        return !json::read<Invoice>("{" + std::string(member) + "}");
    };
    EXPECT_FALSE(refused(R"("gross":{"value":"1.00","source":"xml","confidence":100})"));
    for (const auto* member :
         {R"("gross":{"value":"1","source":"xml","confidence":100})",
          R"("gross":{"value":1.0,"source":"xml","confidence":100})",
          R"("gross":{"value":"1e9","source":"xml","confidence":100})",
          R"("gross":{"value":"-0.00","source":"xml","confidence":100})",
          R"("gross":{"value":"1.00","source":"guess","confidence":100})",
          R"("gross":{"value":"1.00","source":"xml","confidence":101})",
          R"("gross":{"value":"1.00","source":"xml","confidence":0})",
          R"("gross":{"value":"1.00","source":"xml"})",
          R"("date":{"value":"2025-02-29","source":"xml","confidence":100})",
          R"("date":{"value":"2025-1-1","source":"xml","confidence":100})", R"("format":"pdf")",
          R"("lines":{"value":[{"amount":1}],"source":"xml","confidence":100})", R"("other":1)"})
        EXPECT_TRUE(refused(member)) << member;
}

TEST(InvoiceJson, AmountsOfAnySizeComeBack) {
    for (const Wide units :
         {Wide{0}, Wide{1}, Wide{-1}, Wide{10'000'000'000}, Wide{123'456'789'012'345'678},
          Wide{123'456'789'012'345'678} * 100'000'000'000'000'000})
        EXPECT_EQ(parse_written(to_string(Decimal{units})), Decimal{units});
    for (const auto* text : {"", "-", ".", "1.", ".50", "1.0", "1.000", "01.00", "+1.00",
                             "1,000.00", "99999999999999999999999999999.00", "1.0000000000001"})
        EXPECT_FALSE(parse_written(text)) << text;
}

TEST(WellFormed, ReplacesWhatIsNotText) {
    EXPECT_EQ(well_formed("abc甲"), "abc甲");
    EXPECT_EQ(well_formed("a\xff"
                          "b\xe7\x94"),
              "a\ufffdb\ufffd\ufffd");
    EXPECT_EQ(well_formed("\xf0\x9f\x98\x80"), "\xf0\x9f\x98\x80");
}

// The answer's bytes.
std::string answered(Opened opened, const document::Budget& left) {
    std::string bytes;
    EXPECT_TRUE(write_answer(std::move(opened), left, [&](std::string_view piece) {
        bytes += piece;
        return true;
    }));
    return bytes;
}

Result<Opened> put_together(std::string_view bytes, std::size_t piece,
                            const document::Budget& budget = {}) {
    Answer answer(budget);
    for (std::size_t at = 0; at < bytes.size(); at += piece)
        ERRAND_TRY_VOID(answer.add(bytes.substr(at, piece)));
    return answer.take();
}

Opened example() {
    auto one = full();
    one.seller.value = "a\xff";
    return {{{one}, {{Fault::Unverified, "", "x"}, {Fault::Unreadable, "/broken", "y"}}},
            {{"/a", "first"}, {"/empty", ""}, {"/b", std::string(1000, 'b')}}};
}

TEST(Answer, ComesInPiecesOfAnySize) {
    const document::Budget left{1000, 10};
    const auto bytes = answered(example(), left);
    for (const std::size_t piece : {1UL, 7UL, 1000UL, bytes.size()}) {
        const auto opened = put_together(bytes, piece);
        ASSERT_TRUE(opened) << opened.error().message;
        ASSERT_EQ(opened->inner.size(), 3U);
        EXPECT_EQ(opened->inner[0].bytes, "first");
        EXPECT_EQ(opened->inner[1].bytes, "");
        EXPECT_EQ(opened->inner[2].bytes, std::string(1000, 'b'));
        EXPECT_EQ(opened->reading.findings.size(), 2U);
        EXPECT_EQ(opened->reading.invoices.at(0).seller.value, "a\ufffd");
    }
}

TEST(Answer, IsNotBelieved) {
    const auto whole = answered(example(), {});
    EXPECT_FALSE(put_together(whole.substr(0, whole.size() - 1), 100));
    EXPECT_FALSE(put_together(whole + "x", 100));
    EXPECT_FALSE(put_together("", 1));
    EXPECT_FALSE(put_together(std::string(8, '\0'), 8));
    EXPECT_FALSE(put_together(std::string(8, '\xff'), 8));
    EXPECT_EQ(put_together(whole, 100, {900, 10}).error().code, ErrorCode::Exhausted);
    EXPECT_EQ(put_together(whole, 100, {9000, 2}).error().code, ErrorCode::Exhausted);
    const auto refused = [](Opened opened) {
        return !put_together(answered(std::move(opened), {}), 100);
    };
    EXPECT_FALSE(refused(example()));
    EXPECT_TRUE(refused({}));
    auto of_another = example();
    of_another.reading.findings[0].file = "another.pdf";
    EXPECT_TRUE(refused(of_another));
    auto elsewhere = example();
    elsewhere.reading.invoices[0].files[0].path = "/b";
    EXPECT_TRUE(refused(elsewhere));
    auto nowhere = example();
    nowhere.reading.invoices[0].files.clear();
    EXPECT_TRUE(refused(nowhere));
    auto said = example();
    said.reading.invoices[0].gross.source = Source::User;
    EXPECT_TRUE(refused(said));
    auto outside = example();
    outside.inner[0].path = "a";
    EXPECT_TRUE(refused(outside));
}

TEST(Answer, SaysSoWhereThereIsTooMuchToTell) {
    auto much = example();
    much.reading.invoices[0].remark = {std::string(document::kMaxReadingBytes, 'x'), Source::Xml,
                                       kCertain};
    const auto opened = put_together(answered(std::move(much), {}), 65536);
    ASSERT_TRUE(opened);
    EXPECT_TRUE(opened->reading.invoices.empty());
    ASSERT_EQ(opened->reading.findings.size(), 1U);
    EXPECT_EQ(opened->reading.findings[0].fault, Fault::TooLarge);
}

}  // namespace
}  // namespace errand::invoice
