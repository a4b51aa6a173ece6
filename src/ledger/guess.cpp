// Which kind of expense an invoice is: what the document is, a company's own rules, tax codes,
// classes and words of its goods, its seller; the money in its lines decides between them.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

#include "document/trim.hpp"
#include "language/text.hpp"
#include "ledger/category_tables.hpp"
#include "ledger/limits.hpp"
#include "ledger/word_list.hpp"

namespace errand::ledger {
namespace {

using invoice::Decimal;
using invoice::Format;
using invoice::Invoice;
using invoice::Line;

// Accents of Latin letters dropped: U+00C0 to U+017F, by the letter they stand on.
char plain_letter(char32_t letter) {
    constexpr std::string_view kLatin1 =
        "aaaaaaaceeeeiiiidnooooo*ouuuuytsaaaaaaaceeeeiiiidnooooo/ouuuuyty";
    constexpr std::string_view kExtended =
        "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiijjjjkkklllllll"
        "lllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";
    static_assert(kLatin1.size() == 0x40 && kExtended.size() == 0x80);
    if (letter >= 0xC0 && letter <= 0xFF) return kLatin1[letter - 0xC0];
    if (letter >= 0x100 && letter <= 0x17F) return kExtended[letter - 0x100];
    return '\0';
}

// Half width, lower case, simplified, without accents; at most kMaxGuessedBytes are read.
std::string plain(std::string_view text) {
    const auto normal = language::normalise(text.substr(0, kMaxGuessedBytes));
    std::string out;
    for (std::size_t at = 0; at < normal.size(); ++at) {
        const auto byte = static_cast<unsigned char>(normal[at]);
        const bool latin = byte >= 0xC3 && byte <= 0xC5 && at + 1 < normal.size();
        if (!latin) {
            out += normal[at];
            continue;
        }
        const auto next = static_cast<unsigned char>(normal[++at]);
        out += plain_letter(static_cast<char32_t>(byte & 0x1FU) << 6U | (next & 0x3FU));
    }
    return out;
}

bool is_letter(char one) {
    return (one >= 'a' && one <= 'z') || (one >= '0' && one <= '9');
}

struct Found {
    Category category = Category::Other;
    int confidence = 0;
    std::string_view word;
    std::size_t end = 0;
};

// Where `word` (see WordRow) stands in `text`; npos where it does not.
std::size_t place_of(std::string_view text, std::string_view word) {
    const bool anywhere = word.starts_with('~');
    if (anywhere) word.remove_prefix(1);
    const bool whole = word.ends_with('$');
    if (whole) word.remove_suffix(1);
    const bool latin = is_letter(word.front());
    for (auto at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) {
        const auto end = at + word.size();
        const bool begins = !latin || anywhere || at == 0 || !is_letter(text[at - 1]);
        const bool ends = !whole || end == text.size() || !is_letter(text[end]);
        if (begins && ends) return at;
    }
    return std::string_view::npos;
}

// The longest word wins; of equal ones the later, since a Chinese name ends in what the thing is.
std::optional<Found> find_word(std::string_view text, std::span<const WordRow> rows) {
    std::optional<Found> best;
    if (text.empty()) return best;
    for (const auto& row : rows) {
        auto list = row.words;
        while (const auto taken = take_word(list)) {
            const auto word = *taken;
            const auto at = place_of(text, word);
            if (at == std::string_view::npos) continue;
            const auto end = at + word.size();
            if (!best || std::pair(word.size(), end) > std::pair(best->word.size(), best->end))
                best = {row.category, row.confidence, word, end};
        }
    }
    return best;
}

// The row in whose list the whole text stands.
const WordRow* find_class(std::string_view text, std::span<const WordRow> rows) {
    for (const auto& row : rows)
        if (is_listed(row.words, text)) return &row;
    return nullptr;
}

const CodeRow* find_code(std::string_view code, std::span<const CodeRow> rows) {
    const CodeRow* best = nullptr;
    for (const auto& row : rows)
        if (code.starts_with(row.prefix) &&
            (best == nullptr || row.prefix.size() > best->prefix.size()))
            best = &row;
    return best;
}

const CodeRow* find_code(std::string_view code) {
    if (code.size() == 19) return find_code(code, tax_codes());
    if (code.size() == 8) return find_code(code, unspsc_codes());
    return nullptr;
}

// "*餐饮服务*餐费" in its two parts; the class may be missing.
struct Goods {
    std::string group;
    std::string name;
};
Goods goods_of(std::string_view written) {
    const auto text = plain(document::trim(written));
    const auto second = text.starts_with('*') ? text.find('*', 1) : std::string::npos;
    if (second == std::string::npos) return {{}, text};
    return {text.substr(1, second - 1), text.substr(second + 1)};
}

// A word beside a code or class that leaves more than one possibility.
Guess joined(Guess broad, const std::optional<Found>& word) {
    if (!word || broad.confidence >= kStrong) return broad;
    if (word->category == broad.category)
        return {broad.category, std::max(kStrong, broad.confidence), broad.because};
    // What the goods are called says more than a class that holds many things.
    if (word->confidence > broad.confidence)
        return {word->category, word->confidence, fmt::format("“{}”", word->word)};
    return {broad.category, broad.confidence - 10, broad.because};
}

Guess guess_line(const Line& line) {
    const auto goods = goods_of(line.name);
    const auto word = find_word(goods.name, goods_words());
    if (const auto* code = find_code(line.tax_code)) {
        const Guess by_code{code->category, code->confidence, line.tax_code};
        const auto* group = find_class(goods.group, goods_classes());
        if (by_code.confidence >= kStrong || group == nullptr ||
            group->confidence <= by_code.confidence)
            return joined(by_code, word);
    }
    if (!goods.group.empty()) {
        if (const auto* group = find_class(goods.group, goods_classes()))
            return joined({group->category, group->confidence, "*" + goods.group + "*"}, word);
        // A class that the table does not have is a name like any other.
        if (const auto by_group = find_word(goods.group, goods_words()))
            return joined({by_group->category, by_group->confidence, "*" + goods.group + "*"},
                          word);
    }
    if (word) return {word->category, word->confidence, fmt::format("“{}”", word->word)};
    return {};
}

bool fits(const CategoryRule& rule, const Invoice& invoice) {
    const auto contains = [](std::string_view text, std::string_view part) {
        return part.empty() || plain(text).find(plain(part)) != std::string::npos;
    };
    if (rule.whole_seller)
        return plain(document::trim(invoice.seller.value)) == plain(document::trim(rule.seller));
    if (!contains(invoice.seller.value, rule.seller)) return false;
    if (rule.tax_code.empty() && rule.goods.empty()) return true;
    const auto& lines = invoice.lines.value;
    return std::any_of(
        lines.begin(),
        lines.begin() + static_cast<std::ptrdiff_t>(std::min(lines.size(), kMaxGuessedLines)),
        [&](const Line& line) {
            return line.tax_code.starts_with(rule.tax_code) && contains(line.name, rule.goods);
        });
}

std::optional<Guess> by_document(const Invoice& invoice) {
    if (invoice.format == Format::RailXbrl) return Guess{Category::Travel, 100, "铁路电子客票"};
    if (invoice.format == Format::AirXbrl)
        return Guess{Category::Travel, 100, "航空运输电子客票行程单"};
    for (const auto* field : {&invoice.kind, &invoice.business})
        if (const auto found = find_word(plain(field->value), document_words()))
            return Guess{found->category, found->confidence, field->value};
    return std::nullopt;
}

struct Share {
    Decimal money;
    Guess best;
};

// Of the lines' guesses, the one with most money.
Guess weigh(const std::vector<Line>& lines) {
    std::map<Category, Share> shares;
    Decimal whole;
    const auto count = std::min(lines.size(), kMaxGuessedLines);
    for (std::size_t at = 0; at < count; ++at) {
        const auto guess = guess_line(lines[at]);
        const auto money = lines[at].amount.value_or(invoice::from_hundredths(1));
        if (guess.confidence == 0) {
            whole = whole + money.absolute();
            continue;
        }
        auto& share = shares[guess.category];
        share.money = share.money + money;
        if (guess.confidence > share.best.confidence) share.best = guess;
    }
    if (shares.empty()) return {};
    for (auto& [category, share] : shares) {
        share.money = share.money.absolute();
        whole = whole + share.money;
    }
    const auto most =
        std::ranges::max_element(shares, {}, [](const auto& one) { return one.second.money; });
    auto guess = most->second.best;
    // Less than seven tenths of the money is a doubt; nine tenths are none.
    if (most->second.money.units * 10 < whole.units * 7)
        guess.confidence = std::min(guess.confidence, 55);
    else if (most->second.money.units * 10 < whole.units * 9)
        guess.confidence = std::min(guess.confidence, 78);
    return guess;
}

}  // namespace

Guess guess_category(const Invoice& invoice, const std::vector<CategoryRule>& rules) {
    for (const auto& rule : rules)
        if (fits(rule, invoice))
            if (const auto category = category_named(rule.category))
                return {*category, 100,
                        rule.goods + (rule.goods.empty() ? "" : " ") + rule.tax_code + rule.seller};
    const auto document = by_document(invoice);
    if (document && document->confidence >= kStrong) return *document;
    auto guess = weigh(invoice.lines.value);
    const auto seller = find_word(plain(invoice.seller.value), seller_words());
    if (document && document->confidence > guess.confidence) guess = *document;
    if (guess.confidence == 0) {
        if (seller) return {seller->category, seller->confidence, invoice.seller.value};
        if (const auto remark = find_word(plain(invoice.remark.value), goods_words()))
            return {remark->category, 50, fmt::format("“{}”", remark->word)};
        return {};
    }
    // Two hints that agree, neither of which is sure.
    if (seller && seller->category == guess.category && guess.confidence < kStrong)
        guess.confidence = std::min(kStrong, guess.confidence + 15);
    return guess;
}

}  // namespace errand::ledger
