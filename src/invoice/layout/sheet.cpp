#include "invoice/layout/sheet.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <optional>

#include "invoice/layout/fold.hpp"
#include "invoice/limits.hpp"
#include "language/letters.hpp"
#include "language/text.hpp"

namespace errand::invoice::layout {
namespace {

// How far a word's middle may be from its row's, in heights.
constexpr double kRowSlack = 0.42;
// Upright characters: how far aside, and how far below one another, in heights.
constexpr double kUprightAside = 0.6;
constexpr double kUprightBelow = 4.5;
// A gap that is a space between two Latin words, in heights.
constexpr double kSpace = 0.04;

double overlap(double a, double b, double c, double d) {
    const double shorter = std::min(b - a, d - c);
    return shorter <= 0 ? 0 : std::clamp((std::min(b, d) - std::max(a, c)) / shorter, 0.0, 1.0);
}

Box box_of(const document::Word& word) {
    return {word.left, word.top, word.right, word.bottom};
}

// Han and full-width characters are twice as wide as others.
double breadth(char32_t letter) {
    return letter >= 0x2E80 ? 2 : 1;
}

}  // namespace

double beside(const Box& one, const Box& other) {
    return overlap(one.top, one.bottom, other.top, other.bottom);
}

double under(const Box& one, const Box& other) {
    return overlap(one.left, one.right, other.left, other.right);
}

Box around(const Box& one, const Box& other) {
    return {std::min(one.left, other.left), std::min(one.top, other.top),
            std::max(one.right, other.right), std::max(one.bottom, other.bottom)};
}

std::u32string folded(std::string_view text) {
    std::u32string out;
    const language::Letters letters(text);
    for (std::size_t at = 0; at < letters.size(); ++at)
        if (letters[at] > U' ' && !language::is_blank(letters[at])) out += base_letter(letters[at]);
    return out;
}

Sheet::Sheet(const document::Page& page, const std::vector<std::u32string>& uprights)
    : width_(page.width), height_(page.height), from_picture_(page.from_picture) {
    for (const auto& word : page.words) {
        if (words_.size() == kMaxPageWords) break;
        const bool placed = std::isfinite(word.left) && std::isfinite(word.right) &&
                            std::isfinite(word.top) && std::isfinite(word.bottom);
        if (!placed || word.right <= word.left || word.bottom <= word.top) continue;
        if (word.text.size() > kMaxWordBytes) continue;
        words_.push_back(word);
        words_.back().text = without_radicals(word.text);
    }
    taken_.assign(words_.size(), false);
    take_uprights(uprights);
    make_rows();
}

void Sheet::take_uprights(const std::vector<std::u32string>& uprights) {
    std::vector<std::pair<char32_t, std::size_t>> singles;
    for (std::size_t at = 0; at < words_.size(); ++at)
        if (const auto text = folded(words_[at].text); text.size() == 1)
            singles.emplace_back(text.front(), at);
    const auto next = [&](char32_t letter, const Box& above) {
        std::optional<std::size_t> best;
        for (const auto& [its, word] : singles) {
            const auto box = box_of(words_[word]);
            if (its != letter || taken_[word]) continue;
            const double down = box.middle() - above.middle();
            const double em = std::max(box.height(), above.height());
            if (down < em * 0.5 || down > em * kUprightBelow) continue;
            if (std::abs(box.centre() - above.centre()) > em * kUprightAside) continue;
            if (!best || box.top < words_[*best].top) best = word;
        }
        return best;
    };
    for (std::size_t label = 0; label < uprights.size(); ++label)
        for (const auto& [letter, start] : singles) {
            if (letter != uprights[label].front() || taken_[start]) continue;
            std::vector<std::size_t> words{start};
            auto box = box_of(words_[start]);
            for (std::size_t at = 1; at < uprights[label].size(); ++at) {
                const auto word = next(uprights[label][at], box_of(words_[words.back()]));
                if (!word) break;
                words.push_back(*word);
                box = around(box, box_of(words_[*word]));
            }
            if (words.size() != uprights[label].size()) continue;
            for (const auto word : words) taken_[word] = true;
            found_.push_back({label, box});
        }
}

void Sheet::make_rows() {
    std::vector<std::size_t> order(words_.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::erase_if(order, [&](std::size_t word) { return taken_[word]; });
    std::ranges::sort(order, {}, [&](std::size_t word) {
        return std::pair(words_[word].top + words_[word].bottom, word);
    });
    std::vector<std::vector<std::size_t>> rows;
    std::vector<Box> boxes;  // of each row's first word
    for (const auto word : order) {
        const auto box = box_of(words_[word]);
        std::optional<std::size_t> best;
        double nearest = std::numeric_limits<double>::max();
        for (std::size_t back = 1; back <= std::min<std::size_t>(3, rows.size()); ++back) {
            const auto& row = boxes[rows.size() - back];
            const double away = std::abs(row.middle() - box.middle());
            if (away > kRowSlack * std::min(row.height(), box.height()) || away >= nearest)
                continue;
            nearest = away;
            best = rows.size() - back;
        }
        if (!best) {
            rows.emplace_back();
            boxes.push_back(box);
            best = rows.size() - 1;
        }
        rows[*best].push_back(word);
    }
    for (auto& words : rows) {
        std::ranges::sort(words, {},
                          [&](std::size_t word) { return std::pair(words_[word].left, word); });
        Row row;
        std::vector<double> heights;
        for (const auto word : words) {
            const auto box = box_of(words_[word]);
            row.box = heights.empty() ? box : around(row.box, box);
            heights.push_back(box.height());
            add_letters(row, word);
        }
        std::ranges::nth_element(heights, heights.begin() + std::ssize(heights) / 2);
        row.em = heights[heights.size() / 2];
        if (!row.letters.empty()) rows_.push_back(std::move(row));
    }
}

void Sheet::add_letters(Row& row, std::size_t word) const {
    const auto& its = words_[word];
    const language::Letters letters(its.text);
    double all = 0;
    for (std::size_t at = 0; at < letters.size(); ++at) all += breadth(letters.written(at));
    double done = 0;
    bool first = true;
    for (std::size_t at = 0; at < letters.size(); ++at) {
        const double from = its.left + (its.right - its.left) * done / all;
        done += breadth(letters.written(at));
        const double to = its.left + (its.right - its.left) * done / all;
        if (letters[at] <= U' ' || language::is_blank(letters[at])) {
            first = true;
            continue;
        }
        const auto place = letters.place(at, at + 1);
        row.letters.push_back({base_letter(letters[at]),
                               first,
                               word,
                               place.begin,
                               place.end,
                               {from, its.top, to, its.bottom}});
        row.text += row.letters.back().folded;
        first = false;
    }
}

std::string Sheet::text(Span span) const {
    std::string out;
    const auto& letters = rows_[span.row].letters;
    for (auto at = span.begin; at < span.end && at < letters.size(); ++at) {
        const auto& letter = letters[at];
        if (at > span.begin && letter.first) {
            const auto& before = letters[at - 1];
            const double gap = letter.box.left - before.box.right;
            // A recognizer's boxes are narrower than its characters.
            const bool one = language::is_han(letter.folded);
            const bool other = language::is_han(before.folded);
            const bool han = from_picture_ ? one || other : one && other;
            if (letter.word == before.word || (!han && gap > kSpace * letter.box.height()))
                out += ' ';
        }
        out.append(words_[letter.word].text, letter.begin, letter.end - letter.begin);
    }
    return out;
}

Box Sheet::box(Span span) const {
    const auto& letters = rows_[span.row].letters;
    Box box = letters[span.begin].box;
    for (auto at = span.begin; at < span.end; ++at) box = around(box, letters[at].box);
    return box;
}

int Sheet::confidence(Span span) const {
    int worst = 100;
    const auto& letters = rows_[span.row].letters;
    for (auto at = span.begin; at < span.end; ++at)
        worst = std::min(worst, words_[letters[at].word].confidence);
    return worst;
}

std::size_t Sheet::run_end(Span span, double gap) const {
    const auto& row = rows_[span.row];
    for (auto at = span.begin + 1; at < span.end; ++at)
        if (row.letters[at].box.left - row.letters[at - 1].box.right > gap * row.em) return at;
    return span.end;
}

std::vector<Span> Sheet::runs(std::size_t row, double gap) const {
    std::vector<Span> all;
    const auto size = rows_[row].letters.size();
    for (std::size_t at = 0; at < size;) {
        const auto end = run_end({row, at, size}, gap);
        all.push_back({row, at, end});
        at = end;
    }
    return all;
}

}  // namespace errand::invoice::layout
