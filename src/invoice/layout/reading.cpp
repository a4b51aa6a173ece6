#include "invoice/layout/reading.hpp"

#include <algorithm>

#include "document/trim.hpp"
#include "language/letters.hpp"

namespace errand::invoice::layout {
namespace {

// A recognizer's best word is still no statement.
constexpr int kMaxRecognized = 95;

// The digit that a recognizer took for a letter.
char32_t digit_of(char32_t letter, bool from_picture) {
    if (language::is_digit(letter) || !from_picture) return letter;
    switch (letter) {
        case U'o':
        case U'd':
            return U'0';
        case U'l':
        case U'i':
        case U'|':
            return U'1';
        case U'b':
            return U'6';
        case U's':
            return U'5';
        default:
            return letter;
    }
}

}  // namespace

int Page::confidence(Span span, int confidence) const {
    if (!sheet.from_picture()) return confidence;
    return std::clamp(std::min({sheet.confidence(span), kMaxRecognized, confidence}), 1, 100);
}

Span Page::beside(const Hit& hit, double lead, double gap) const {
    const auto direct = hits.after(hit, lead, gap);
    if (!direct.empty()) return direct;
    // Forms are often filled a little higher or lower than they are printed.
    Span best;
    double nearest = lead * sheet.rows()[hit.span.row].em;
    for (std::size_t at = 0; at < sheet.rows().size(); ++at) {
        const auto& row = sheet.rows()[at];
        if (at == hit.span.row || layout::beside(row.box, hit.box) < 0.2) continue;
        for (std::size_t letter = 0; letter < row.letters.size(); ++letter) {
            const auto& box = row.letters[letter].box;
            const double away = box.left - hit.box.right;
            if (away < -0.3 * row.em || away >= nearest || hits.labelled(at, letter)) continue;
            // What has a label of its own in its row belongs to that one.
            if (letter > 0 && hits.labelled(at, letter - 1)) break;
            Span span{at, letter, letter};
            while (span.end < row.letters.size() && !hits.labelled(at, span.end)) ++span.end;
            span.end = sheet.run_end(span, gap);
            best = span;
            nearest = away;
            break;
        }
    }
    return best;
}

Span Page::below(const Hit& hit, double depth, double gap) const {
    for (std::size_t at = hit.span.row + 1; at < sheet.rows().size(); ++at) {
        const auto& row = sheet.rows()[at];
        const double down = row.box.top - hit.box.bottom;
        if (down > depth * sheet.rows()[hit.span.row].em) break;
        for (const auto& run : sheet.runs(at, gap)) {
            if (under(sheet.box(run), hit.box) < 0.1) continue;
            if (hits.labelled(at, run.begin)) return {};
            return run;
        }
    }
    return {};
}

std::string leading_digits(const Page& page, Span span) {
    std::string digits;
    const auto& row = page.sheet.rows()[span.row];
    for (auto at = span.begin; at < span.end; ++at) {
        const auto digit = digit_of(row.text[at], page.sheet.from_picture());
        if (!language::is_digit(digit)) break;
        digits += static_cast<char>(digit);
    }
    return digits;
}

std::string without_spaces(std::string_view text) {
    std::string out;
    for (const char one : text)
        if (one != ' ') out += one;
    return out;
}

std::string trimmed_value(std::string_view text) {
    auto value = document::trim(text);
    while (!value.empty()) {
        const auto before = value.size();
        for (const std::string_view mark :
             {":", "：", ";", "；", "|", "_", ",", "，", "、", "”", "“", "\"", "'", "‘", "’"}) {
            if (value.starts_with(mark)) value.remove_prefix(mark.size());
            if (value.ends_with(mark)) value.remove_suffix(mark.size());
        }
        value = document::trim(value);
        if (value.size() == before) break;
    }
    return std::string(value);
}

std::optional<Decimal> yuan(std::string_view text) {
    auto plain = without_spaces(text);
    bool negative = false;
    for (bool again = true; again;) {
        again = false;
        for (const std::string_view sign :
             {"¥", "￥", "CNY", "RMB", "人民币", "-", "−", "－", "+", ":", "："})
            if (plain.starts_with(sign)) {
                negative = negative || sign == "-" || sign == "−" || sign == "－";
                plain.erase(0, sign.size());
                again = true;
            }
    }
    for (const std::string_view sign : {"元", "圆", "CNY"})
        if (plain.ends_with(sign)) plain.resize(plain.size() - sign.size());
    // A point is often recognised as a comma; two digits behind one are no thousands.
    if (const auto comma = plain.rfind(','); comma != std::string::npos &&
                                             comma + 3 == plain.size() &&
                                             plain.find('.') == std::string::npos)
        plain[comma] = '.';
    const auto read = parse_decimal(plain);
    if (!read || !negative) return read;
    return -*read;
}

}  // namespace errand::invoice::layout
