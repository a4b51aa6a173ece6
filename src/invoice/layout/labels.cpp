#include "invoice/layout/labels.hpp"

#include <algorithm>

#include "language/letters.hpp"
#include "language/text.hpp"

namespace errand::invoice::layout {
namespace {

// The widest gap inside one label, in ems: "名      称".
constexpr double kInsideGap = 6;
// Shorter sayings are never read with a letter that differs.
constexpr std::size_t kMinInexactHan = 4;
constexpr std::size_t kMinInexactLatin = 8;

bool word_letter(char32_t letter) {
    return language::is_latin(letter) || language::is_digit(letter);
}

// Latin sayings begin and end where words do; "Kunde" in "Muster-Kunde" does not.
bool at_words_ends(const Row& row, std::size_t begin, std::size_t end) {
    const auto& text = row.text;
    if (word_letter(text[begin]) && begin > 0 && !row.letters[begin].first &&
        (word_letter(text[begin - 1]) || text[begin - 1] == U'-'))
        return false;
    return end == text.size() || !language::is_latin(text[end - 1]) ||
           !language::is_latin(text[end]) || row.letters[end].first;
}

// Words that are also parts of names and sentences announce something only before a colon, or alone
// between two gaps.
bool stands_alone(const Row& row, const Saying& saying, std::size_t begin, std::size_t end) {
    using enum Label;
    if (!language::is_latin(saying.text.front())) return true;
    // "du 5 mai", not "Café du Lac".
    if (saying.label == WeakDate && saying.text.size() <= 3)
        return end < row.text.size() && language::is_digit(row.text[end]);
    if (saying.label != BuyerBlock && saying.label != SellerBlock && saying.label != OtherBlock &&
        saying.label != Name)
        return true;
    constexpr double kApart = 0.8;
    const auto gap = [&](std::size_t at) {
        return row.letters[at].box.left - row.letters[at - 1].box.right > kApart * row.em;
    };
    if (begin > 0 && !gap(begin)) return false;
    if (end == row.text.size() || row.text[end] == U':') return true;
    return gap(end) && saying.text.size() > 3;
}

bool close_together(const Row& row, std::size_t begin, std::size_t end) {
    for (auto at = begin + 1; at < end; ++at)
        if (row.letters[at].box.left - row.letters[at - 1].box.right > kInsideGap * row.em)
            return false;
    return true;
}

bool reads(const Row& row, std::size_t begin, std::u32string_view saying, bool exact) {
    if (row.text.size() - begin < saying.size()) return false;
    const auto there = std::u32string_view(row.text).substr(begin, saying.size());
    if (exact) return there == saying;
    const bool han = language::is_han(saying.front());
    if (saying.size() < (han ? kMinInexactHan : kMinInexactLatin)) return false;
    std::size_t other = 0;
    for (std::size_t at = 0; at < saying.size() && other <= 1; ++at) {
        if (there[at] == saying[at]) continue;
        // A digit of a value is no misread letter of its label.
        if (language::is_han(there[at]) != language::is_han(saying[at]) ||
            language::is_digit(there[at]))
            return false;
        ++other;
    }
    return other <= 1;
}

}  // namespace

std::vector<Saying> sayings_of(std::span<const SayingsOf> all) {
    std::vector<Saying> sayings;
    for (const auto& [label, texts] : all)
        for (std::size_t at = 0; at < texts.size();) {
            const auto end = std::min(texts.find(U' ', at), texts.size());
            if (end > at) sayings.push_back({texts.substr(at, end - at), label});
            at = end + 1;
        }
    return sayings;
}

Hits::Hits(const Sheet& sheet, std::span<const Saying> sayings) : sheet_(sheet) {
    for (const auto& saying : sayings) by_first_[saying.text.front()].push_back(&saying);
    for (const auto& row : sheet.rows()) covered_.emplace_back(row.letters.size(), false);
    for (std::size_t row = 0; row < covered_.size(); ++row) {
        scan(row, {});
        if (sheet.from_picture()) scan(row, sayings);
    }
    std::ranges::sort(hits_, {},
                      [](const Hit& hit) { return std::pair(hit.span.row, hit.span.begin); });
}

// "Kunde USt-IdNr. DE123": a party's label before its id's.
bool Hits::before_id(std::size_t row, const Saying& saying, std::size_t end) const {
    const auto& its = sheet_.rows()[row];
    if (saying.label != Label::BuyerBlock && saying.label != Label::SellerBlock) return false;
    if (end >= its.text.size() || !its.letters[end].first) return false;
    const auto same = by_first_.find(its.text[end]);
    return same != by_first_.end() && std::ranges::any_of(same->second, [&](const Saying* next) {
               return next->label == Label::TaxId && reads(its, end, next->text, true) &&
                      at_words_ends(its, end, end + next->text.size());
           });
}

const Saying* Hits::longest(std::size_t row, std::size_t at, const Saying& saying,
                            const Saying* best, bool exact) const {
    const auto& its = sheet_.rows()[row];
    if (best != nullptr && saying.text.size() <= best->text.size()) return best;
    if (!reads(its, at, saying.text, exact)) return best;
    const auto end = at + saying.text.size();
    if (!at_words_ends(its, at, end) || !close_together(its, at, end)) return best;
    if (!stands_alone(its, saying, at, end) && !before_id(row, saying, end)) return best;
    for (auto letter = at; letter < end; ++letter)
        if (covered_[row][letter]) return best;
    return &saying;
}

void Hits::scan(std::size_t row, std::span<const Saying> inexact) {
    const auto& its = sheet_.rows()[row];
    for (std::size_t at = 0; at < its.text.size(); ++at) {
        if (covered_[row][at]) continue;
        const Saying* best = nullptr;
        if (const auto same = by_first_.find(its.text[at]);
            inexact.empty() && same != by_first_.end())
            for (const auto* saying : same->second) best = longest(row, at, *saying, best, true);
        for (const auto& saying : inexact) best = longest(row, at, saying, best, false);
        if (best == nullptr) continue;
        const Span span{row, at, at + best->text.size()};
        std::fill(covered_[row].begin() + static_cast<std::ptrdiff_t>(span.begin),
                  covered_[row].begin() + static_cast<std::ptrdiff_t>(span.end), true);
        hits_.push_back({best->label, best->text, span, sheet_.box(span)});
        at = span.end - 1;
    }
}

std::vector<const Hit*> Hits::of(Label label) const {
    std::vector<const Hit*> found;
    for (const auto& hit : hits_)
        if (hit.label == label) found.push_back(&hit);
    return found;
}

const Hit* Hits::first(Label label) const {
    const auto found = std::ranges::find(hits_, label, &Hit::label);
    return found == hits_.end() ? nullptr : &*found;
}

bool Hits::labelled(std::size_t row, std::size_t letter) const {
    return covered_[row][letter];
}

Span Hits::after(const Hit& hit, double lead, double gap) const {
    const auto& row = sheet_.rows()[hit.span.row];
    Span span{hit.span.row, hit.span.end, hit.span.end};
    const auto skipped = [](char32_t letter) {
        return letter == U':' || letter == U'：' || letter == U';' || letter == U'|' ||
               letter == U'*' || letter == U'.' || letter == U'_';
    };
    double from = hit.box.right;
    while (span.begin < row.letters.size() && skipped(row.text[span.begin]) &&
           !labelled(span.row, span.begin))
        from = row.letters[span.begin++].box.right;
    span.end = span.begin;
    while (span.end < row.letters.size() && !labelled(span.row, span.end)) ++span.end;
    if (span.empty() || row.letters[span.begin].box.left - from > lead * row.em)
        return {span.row, span.begin, span.begin};
    span.end = sheet_.run_end(span, gap);
    return span;
}

}  // namespace errand::invoice::layout
