// Which pages are one invoice, its number and its day.
#include "invoice/layout/plain.hpp"

#include <algorithm>
#include <array>

#include "invoice/setting.hpp"
#include "language/letters.hpp"

namespace errand::invoice::layout {
namespace {

constexpr std::size_t kMaxNumber = 40;
// Labels and values in two columns may stand far apart.
constexpr double kLead = 40;

bool has_digit(std::string_view text) {
    return std::ranges::any_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

// The word at a letter, without marks at its ends.
Span word_at(const Row& row, std::size_t row_index, std::size_t at, std::size_t end) {
    Span word{row_index, at, at + 1};
    while (word.end < end && !row.letters[word.end].first) ++word.end;
    const auto mark = [](char32_t c) { return c == U',' || c == U';' || c == U':' || c == U'.'; };
    while (word.end > word.begin && mark(row.text[word.end - 1])) --word.end;
    return word;
}

// What stands between a title and its number: "No.", "#", "n°", "(380)".
std::size_t skip_fillers(const Row& row, std::size_t at, std::size_t end) {
    constexpr auto kFillers = std::to_array<std::u32string_view>(
        {U"nummer", U"number", U"numero", U"num", U"no", U"nr", U"n°", U"nº", U"n", U"#", U"№",
         U":", U".", U"-", U"º", U"°"});
    for (bool again = true; again && at < end;) {
        again = false;
        if (row.text[at] == U'(') {
            const auto close = row.text.find(U')', at);
            if (close != std::u32string::npos && close < end && close - at < 8) {
                at = close + 1;
                again = true;
                continue;
            }
        }
        for (const auto filler : kFillers) {
            const auto after = at + filler.size();
            if (after > end || row.text.compare(at, filler.size(), filler) != 0) continue;
            const bool letters = language::is_latin(filler.back());
            if (letters && after < end && !row.letters[after].first &&
                (language::is_latin(row.text[after]) || language::is_digit(row.text[after])))
                continue;
            at = after;
            again = true;
            break;
        }
    }
    return at;
}

bool is_series(std::string_view text) {
    return text.size() <= 4 &&
           std::ranges::all_of(text, [](char c) { return c >= 'A' && c <= 'Z'; });
}

// "Nr. 4711" further on in a title's row: "Rechnung für Mai Nr. 4711".
std::size_t number_word(const Row& row, std::size_t at) {
    constexpr auto kWords =
        std::to_array<std::u32string_view>({U"nr.", U"no.", U"n°", U"nº", U"#", U"nr:", U"no:"});
    for (; at < row.text.size(); ++at)
        if (row.letters[at].first)
            for (const auto word : kWords)
                if (row.text.compare(at, word.size(), word) == 0) return at;
    return row.text.size();
}

// A number at the beginning of a span: a word with a digit that is no day.
std::optional<Span> number_in(const Page& page, Span span, const Style& style) {
    if (span.empty()) return std::nullopt;
    const auto& row = page.sheet.rows()[span.row];
    const auto at = skip_fillers(row, span.begin, span.end);
    if (at >= span.end) return std::nullopt;
    auto word = word_at(row, span.row, at, span.end);
    if (word.empty()) return std::nullopt;
    // "RE 2018-001": letters of a series before the number.
    if (is_series(page.text(word)) && word.end < span.end &&
        language::is_digit(row.text[word.end]) &&
        row.letters[word.end].box.left - row.letters[word.end - 1].box.right < 0.6 * row.em) {
        const auto next = word_at(row, span.row, word.end, span.end);
        if (has_digit(page.text(next))) word.end = next.end;
    }
    const auto text = page.text(word);
    if (!has_digit(text) || text.size() > kMaxNumber) return std::nullopt;
    if (text.find('@') != std::string::npos || text.find('%') != std::string::npos)
        return std::nullopt;
    if (const auto day = day_at(row, span.row, word.begin, style.month_first);
        day && day->span.end >= word.end)
        return std::nullopt;
    return word;
}

// Several sheets of one invoice, and where each value was found on them.
class Plain {
  public:
    Plain(const std::vector<Page>& pages, const Style& style) : pages_(pages), style_(style) {}

    void read_number(TextField& field) const {
        for (const auto& page : pages_)
            for (const auto* hit : page.hits.of(Label::Number)) {
                auto word = number_in(page, page.hits.after(*hit, kLead, 1), style_);
                if (!word) word = number_in(page, page.below(*hit, 2.5), style_);
                if (word) put(field, page.text(*word), page.source(), page.confidence(*word));
            }
        if (field.has()) return;
        for (const auto& page : pages_)
            for (const auto* hit : page.hits.of(Label::WeakNumber)) {
                auto word = number_in(page, page.hits.after(*hit, 4, 1.5), style_);
                if (!word) {
                    const auto& row = page.sheet.rows()[hit->span.row];
                    const auto at = number_word(row, hit->span.end);
                    word = number_in(page, {hit->span.row, at, row.letters.size()}, style_);
                }
                if (!word || word->end - word->begin < 3) continue;
                put(field, page.text(*word), page.source(), page.confidence(*word, kComputed));
            }
    }

    void read_date(DayField& field) const {
        for (const auto& page : pages_)
            for (const auto* hit : page.hits.of(Label::Date)) take_day(page, *hit, kCertain, field);
        if (field.has()) return;
        for (const auto& page : pages_) {
            // "Invoice 4711 of 5 May 2025": the day in the title's own row.
            for (const auto* hit : page.hits.of(Label::WeakNumber)) {
                const Span rest{hit->span.row, hit->span.end,
                                page.sheet.rows()[hit->span.row].letters.size()};
                if (const auto day = day_in(page, rest, style_))
                    put(field, day->day, page.source(), page.confidence(day->span, kComputed));
            }
            for (const auto* hit : page.hits.of(Label::WeakDate))
                take_day(page, *hit, kComputed, field);
        }
        if (field.has()) return;
        for (const auto& page : pages_)
            if (guess_day(page, field)) return;
    }

  private:
    void take_day(const Page& page, const Hit& hit, int confidence, DayField& field) const {
        for (const auto& span : {page.hits.after(hit, kLead, 2), page.below(hit, 2.5)}) {
            if (span.empty()) continue;
            const auto day = day_in(page, {span.row, span.begin, span.end}, style_);
            if (!day || day->span.begin > span.begin + 2) continue;
            return put(field, day->day, page.source(), page.confidence(day->span, confidence));
        }
    }

    // The first day that nothing announces as another.
    bool guess_day(const Page& page, DayField& field) const {
        for (std::size_t row = 0; row < page.sheet.rows().size(); ++row) {
            const auto& its = page.sheet.rows()[row];
            for (std::size_t at = 0; at < its.text.size(); ++at) {
                const auto day = day_at(its, row, at, style_.month_first);
                if (!day) continue;
                const bool other = std::ranges::any_of(page.hits.all(), [&](const Hit& hit) {
                    return hit.label == Label::Other && hit.span.row == row && hit.span.end <= at;
                });
                if (other) continue;
                put(field, day->day, page.source(), page.confidence(day->span, kGuessed));
                return true;
            }
        }
        return false;
    }

    const std::vector<Page>& pages_;
    const Style& style_;
};

// A title: it begins its row or stands apart in it and ends there, before its number or before
// nothing; or it is larger than what the page is written in. "A credit note will then be issued"
// is none of these.
bool is_title(const Page& page, const Hit& hit, const Style& style) {
    const auto& row = page.sheet.rows()[hit.span.row];
    const auto apart = [&](std::size_t at) {
        return row.letters[at].box.left - row.letters[at - 1].box.right > row.em;
    };
    if (hit.span.begin > 0 && !apart(hit.span.begin)) return false;
    const auto end = hit.span.end;
    if (end == row.letters.size() || row.text[end] == U':' || apart(end)) return true;
    if (number_in(page, {hit.span.row, end, row.letters.size()}, style)) return true;
    std::vector<double> sizes;
    for (const auto& one : page.sheet.rows()) sizes.push_back(one.em);
    std::ranges::nth_element(sizes, sizes.begin() + std::ssize(sizes) / 2);
    return hit.box.height() > 1.3 * sizes[sizes.size() / 2];
}

bool says_credit(const std::vector<Page>& pages, const Style& style) {
    constexpr auto kTitles = std::to_array<std::u32string_view>(
        {U"creditnote", U"creditmemo", U"rechnungskorrektur", U"stornorechnung", U"avoir",
         U"notadicredito", U"notadecredito", U"kreditfaktura", U"creditnota"});
    return std::ranges::any_of(pages, [&](const Page& page) {
        return std::ranges::any_of(page.hits.of(Label::WeakNumber), [&](const Hit* hit) {
            return std::ranges::find(kTitles, hit->text) != kTitles.end() &&
                   is_title(page, *hit, style);
        });
    });
}

std::optional<Invoice> read_one(const std::vector<Page>& pages, const Style& style) {
    Invoice invoice;
    invoice.format = Format::Plain;
    const Plain plain(pages, style);
    plain.read_number(invoice.number);
    plain.read_date(invoice.date);
    read_plain_sums(pages, style, invoice);
    read_currency(pages, invoice);
    read_plain_parties(pages, invoice);
    invoice.credit =
        says_credit(pages, style) || (invoice.gross.has() && invoice.gross.value < Decimal{});
    // A page with neither is a letter, a delivery note or a list.
    if (!invoice.gross.has() || (!invoice.number.has() && !invoice.date.has())) return std::nullopt;
    const bool titled = std::ranges::any_of(pages, [](const Page& page) {
        return page.hits.first(Label::WeakNumber) != nullptr ||
               page.hits.first(Label::Number) != nullptr;
    });
    if (!titled) return std::nullopt;
    return invoice;
}

}  // namespace

std::vector<Invoice> read_plain(const std::vector<document::Page>& documents,
                                std::vector<std::size_t>& unread) {
    std::vector<Sheet> sheets;
    sheets.reserve(documents.size());
    for (const auto& document : documents)
        sheets.emplace_back(document, std::vector<std::u32string>{});
    std::vector<Hits> hits;
    hits.reserve(sheets.size());
    for (const auto& sheet : sheets) hits.emplace_back(sheet, plain_labels());
    const auto style = style_of(sheets);
    // A page with a number of its own, and that not the one before, begins another invoice.
    std::vector<std::vector<Page>> groups;
    std::string before;
    for (std::size_t at = 0; at < sheets.size(); ++at) {
        const Page page{sheets[at], hits[at]};
        TextField number;
        Plain({page}, style).read_number(number);
        const bool other = number.confidence > kComputed && number.value != before;
        if (groups.empty() || (other && !before.empty())) groups.emplace_back();
        if (number.confidence > kComputed) before = number.value;
        groups.back().push_back(page);
    }
    std::vector<Invoice> found;
    std::size_t first = 0;
    for (const auto& group : groups) {
        if (auto invoice = read_one(group, style))
            found.push_back(*std::move(invoice));
        else
            for (std::size_t at = 0; at < group.size(); ++at) unread.push_back(first + at);
        first += group.size();
    }
    return found;
}

}  // namespace errand::invoice::layout
