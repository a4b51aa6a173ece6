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

// Latin sayings begin and end where words do.
bool at_words_ends(const Row& row, std::size_t begin, std::size_t end) {
    const auto& text = row.text;
    if (word_letter(text[begin]) && begin > 0 && word_letter(text[begin - 1]) &&
        !row.letters[begin].first)
        return false;
    return end == text.size() || !language::is_latin(text[end - 1]) ||
           !language::is_latin(text[end]) || row.letters[end].first;
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
    for (std::size_t at = 0; at < saying.size() && other <= 1; ++at)
        if (there[at] != saying[at]) ++other;
    return other <= 1;
}

}  // namespace

Hits::Hits(const Sheet& sheet, std::span<const Saying> sayings) : sheet_(sheet) {
    for (const auto& row : sheet.rows()) covered_.emplace_back(row.letters.size(), false);
    for (std::size_t row = 0; row < covered_.size(); ++row) {
        scan(row, sayings, true);
        if (sheet.from_picture()) scan(row, sayings, false);
    }
    std::ranges::sort(hits_, {},
                      [](const Hit& hit) { return std::pair(hit.span.row, hit.span.begin); });
}

void Hits::scan(std::size_t row, std::span<const Saying> sayings, bool exact) {
    const auto& its = sheet_.rows()[row];
    for (std::size_t at = 0; at < its.text.size(); ++at) {
        if (covered_[row][at]) continue;
        const Saying* best = nullptr;
        for (const auto& saying : sayings) {
            if (exact && saying.text.front() != its.text[at]) continue;
            if (best != nullptr && saying.text.size() <= best->text.size()) continue;
            if (!reads(its, at, saying.text, exact)) continue;
            const auto end = at + saying.text.size();
            if (!at_words_ends(its, at, end) || !close_together(its, at, end)) continue;
            if (std::any_of(covered_[row].begin() + static_cast<std::ptrdiff_t>(at),
                            covered_[row].begin() + static_cast<std::ptrdiff_t>(end),
                            [](bool taken) { return taken; }))
                continue;
            best = &saying;
        }
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
