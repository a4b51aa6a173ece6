#include "invoice/layout/face.hpp"

#include <algorithm>
#include <array>

#include "invoice/checks.hpp"
#include "invoice/setting.hpp"
#include "language/letters.hpp"

namespace errand::invoice::layout {
namespace {

// Lengths that numbers of Chinese invoices have: fully digital 20, VAT 8, receipts 10.
bool is_number_length(std::size_t length) {
    return length == 8 || length == 10 || length == 20;
}
bool is_code_length(std::size_t length) {
    return length == 8 || length == 10 || length == 12;
}

struct Kind {
    std::u32string_view said;
    std::string_view kind;
    Format format;
};
// The first that the page says; longer ones before what they contain.
constexpr auto kKinds = std::to_array<Kind>({
    {U"铁路电子客票", "电子发票（铁路电子客票）", Format::RailFace},
    {U"航空运输电子客票行程单", "电子发票（航空运输电子客票行程单）", Format::AirFace},
    {U"电子发票(增值税专用发票)", "电子发票（增值税专用发票）", Format::Face},
    {U"电子发票(普通发票)", "电子发票（普通发票）", Format::Face},
    {U"增值税电子专用发票", "增值税电子专用发票", Format::Face},
    {U"增值税电子普通发票", "增值税电子普通发票", Format::Face},
    {U"增值税专用发票", "增值税专用发票", Format::Face},
    {U"增值税普通发票", "增值税普通发票", Format::Face},
    {U"机动车销售统一发票", "机动车销售统一发票", Format::Face},
    {U"二手车销售统一发票", "二手车销售统一发票", Format::Face},
    {U"医疗门诊收费票据", "医疗门诊收费票据", Format::Face},
    {U"医疗住院收费票据", "医疗住院收费票据", Format::Face},
    {U"非税收入统一票据", "非税收入统一票据", Format::Face},
    {U"非税收入", "非税收入票据", Format::Face},
    {U"公益事业捐赠", "公益事业捐赠票据", Format::Face},
    {U"资金往来结算票据", "资金往来结算票据", Format::Face},
    {U"财政电子票据", "财政电子票据", Format::Face},
    {U"通用机打发票", "通用机打发票", Format::Face},
    {U"定额发票", "定额发票", Format::Face},
});

void read_kind(const Page& page, Invoice& invoice) {
    invoice.format = Format::Face;
    for (const auto& kind : kKinds)
        for (std::size_t at = 0; at < page.sheet.rows().size(); ++at) {
            const auto begin = page.sheet.rows()[at].text.find(kind.said);
            if (begin == std::u32string::npos) continue;
            const Span span{at, begin, begin + kind.said.size()};
            invoice.format = kind.format;
            return put(invoice.kind, std::string(kind.kind), page.source(), page.confidence(span));
        }
    // A stamp often stands over the title.
    if (page.hits.first(Label::Fuel) != nullptr || page.hits.first(Label::Fund) != nullptr)
        invoice.format = Format::AirFace;
    else if (page.hits.first(Label::Fare) != nullptr)
        invoice.format = Format::RailFace;
}

// The digits behind each label of a kind; the first of a length that such numbers have.
void read_digits(const Page& page, Label label, bool (*fits)(std::size_t), TextField& field) {
    for (const auto* hit : page.hits.of(label)) {
        const auto span = page.beside(*hit);
        if (span.empty()) continue;
        const auto digits = leading_digits(page, span);
        if (fits(digits.size()))
            put(field, digits, page.source(), page.confidence(span));
        else if (digits.size() >= 6 && digits.size() <= 24)
            put(field, digits, page.source(), page.confidence(span, kGuessed));
    }
}

// Numbers whose labels the page does not have as text: a word of twenty digits, or one of eight
// below or beside one of ten or twelve.
void guess_number(const Page& page, Invoice& invoice) {
    std::string code;
    for (std::size_t at = 0; at < page.sheet.rows().size(); ++at)
        for (const auto& run : page.sheet.runs(at, 0.5)) {
            if (page.hits.labelled(at, run.begin)) continue;
            if (run.begin > 0 && page.hits.labelled(at, run.begin - 1)) continue;
            const auto text = page.text(run);
            if (!std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; })) continue;
            if (text.size() == 20)
                return put(invoice.number, text, page.source(), page.confidence(run, kGuessed));
            if ((text.size() == 12 || text.size() == 10) && code.empty()) code = text;
            if (text.size() == 8 && !code.empty()) {
                put(invoice.code, code, page.source(), page.confidence(run, kGuessed));
                return put(invoice.number, text, page.source(), page.confidence(run, kGuessed));
            }
        }
}

void read_date(const Page& page, Invoice& invoice) {
    for (const auto* hit : page.hits.of(Label::Date)) {
        const auto span = page.beside(*hit, 8, 3);
        if (span.empty()) continue;
        const auto text = page.text(span);
        const auto day =
            parse_day(text.find("年") == std::string::npos ? text : without_spaces(text));
        if (day) put(invoice.date, *day, page.source(), page.confidence(span));
    }
    if (invoice.date.has()) return;
    for (std::size_t at = 0; at < page.sheet.rows().size(); ++at)
        for (const auto& run : page.sheet.runs(at, 3)) {
            const auto text = without_spaces(page.text(run));
            const auto year = text.find("年");
            if (year == std::string::npos || year < 4) continue;
            if (const auto day = parse_day(std::string_view(text).substr(year - 4)))
                return put(invoice.date, *day, page.source(), page.confidence(run, kGuessed));
        }
}

void read_check_code(const Page& page, Invoice& invoice) {
    const auto* hit = page.hits.first(Label::CheckCode);
    if (hit == nullptr) return;
    const auto span = page.beside(*hit, 8, 3);
    if (span.empty()) return;
    const auto digits = leading_digits(page, span);
    if (digits.size() == 20)
        return put(invoice.check_code, digits, page.source(), page.confidence(span));
    // Receipts have six letters and digits.
    const auto text =
        without_spaces(page.text({span.row, span.begin, page.sheet.run_end(span, 0.8)}));
    if (text.size() >= 4 && text.size() <= 20)
        put(invoice.check_code, text, page.source(), page.confidence(span));
}

void read_text(const Page& page, Label label, double gap, TextField& field) {
    for (const auto* hit : page.hits.of(label)) {
        const auto span = page.hits.after(*hit, 5, gap);
        if (span.empty()) continue;
        const auto text = trimmed_value(page.text(span));
        if (!text.empty() && text.size() <= 512)
            return put(field, text, page.source(), page.confidence(span));
    }
}

void read_reversed(const Page& page, Invoice& invoice) {
    for (const auto* hit : page.hits.of(Label::Reverses)) {
        const auto span = page.hits.after(*hit, 5, 2);
        if (span.empty()) continue;
        if (const auto digits = leading_digits(page, span); digits.size() >= 8)
            put(invoice.reverses, digits, page.source(), page.confidence(span));
    }
    if (invoice.reverses.has()) return;
    // The older forms' sentence has a code before the number: 对应正数发票代码:…号码:….
    const auto& rows = page.sheet.rows();
    for (std::size_t row = 0; row < rows.size(); ++row)
        for (const auto span : page.sheet.runs(row, 3))
            if (const auto digits = reversed_number(page.text(span)); digits.size() >= 8)
                return put(invoice.reverses, digits, page.source(), page.confidence(span));
}

}  // namespace

bool is_face(const Hits& hits) {
    std::size_t says = 0;
    for (const auto& hit : hits.all())
        if (hit.label != Label::Other && hit.text.size() >= 3) ++says;
    return says >= 3;
}

Span title_in(const Sheet& sheet, std::size_t row) {
    // A province, or a copy's name, may stand around it: 湖北增值税电子普通发票.
    constexpr std::size_t kAround = 6;
    const auto& text = sheet.rows()[row].text;
    for (const auto& run : sheet.runs(row, 1.5))
        for (const auto& kind : kKinds) {
            const auto its = std::u32string_view(text).substr(run.begin, run.end - run.begin);
            if (its.size() <= kind.said.size() + kAround && its.find(U':') == its.npos &&
                its.find(kind.said) != its.npos)
                return run;
        }
    return {};
}

Invoice read_face(const Page& page) {
    Invoice invoice;
    read_kind(page, invoice);
    read_digits(page, Label::Number, is_number_length, invoice.number);
    read_digits(page, Label::Code, is_code_length, invoice.code);
    if (!invoice.number.has()) guess_number(page, invoice);
    // A number of twenty digits has no code.
    if (invoice.number.value.size() == 20) invoice.code = {};
    read_date(page, invoice);
    read_check_code(page, invoice);
    read_parties(page, invoice);
    read_sums(page, invoice);
    read_table(page, invoice);
    read_text(page, Label::Drawer, 1.5, invoice.drawer);
    read_reversed(page, invoice);
    read_ticket(page, invoice);
    finish_chinese(invoice, page.source());
    return invoice;
}

}  // namespace errand::invoice::layout
