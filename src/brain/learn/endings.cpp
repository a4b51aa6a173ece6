#include "brain/learn/endings.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string>

#include "brain/learn/hash.hpp"
#include "brain/learn/limits.hpp"

namespace errand::brain::learn {
namespace {

using language::TokenKind;

constexpr std::uint64_t kLast = 0x1A57, kFirst = 0xF125;
constexpr std::uint32_t kLeastEntries = 2;
// The second list counts where its share of entries is at least this part of the first's.
constexpr float kSecond = 0.3F;

bool is_han(const language::Text& text, std::size_t at) {
    return text[at].kind == TokenKind::Han;
}

// 0 where the token says nothing there.
std::uint64_t last_key(const language::Text& text, std::size_t at) {
    const auto word = hashed(text[at].text);
    if (!is_han(text, at)) return text[at].kind == TokenKind::Word ? joined(kLast, word) : 0;
    if (at == 0 || !is_han(text, at - 1)) return 0;
    return joined(joined(kLast, hashed(text[at - 1].text)), word);
}

std::uint64_t first_key(const language::Text& text, std::size_t at) {
    const auto word = hashed(text[at].text);
    if (!is_han(text, at)) return text[at].kind == TokenKind::Word ? joined(kFirst, word) : 0;
    if (at + 1 >= text.size() || !is_han(text, at + 1)) return 0;
    return joined(joined(kFirst, word), hashed(text[at + 1].text));
}

// The keys of an entry: of its end, and of what stands before.
std::set<std::uint64_t> keys_of(const language::Text& text) {
    std::set<std::uint64_t> made{last_key(text, text.size() - 1)};
    if (is_han(text, 0))
        made.insert(first_key(text, 0));
    else
        for (std::size_t i = 0; i + 1 < text.size(); ++i) made.insert(first_key(text, i));
    made.erase(0);
    return made;
}

using Counts = std::map<std::uint8_t, std::uint32_t>;

Alike likeliest(const Counts& counts, std::span<const std::uint32_t> sizes) {
    std::vector<std::pair<float, std::uint8_t>> shares;
    for (const auto& [list, count] : counts)
        if (count >= kLeastEntries)
            shares.emplace_back(-static_cast<float>(count) / static_cast<float>(sizes[list]), list);
    std::ranges::sort(shares);
    Alike made{kNoList, kNoList};
    if (!shares.empty()) made[0] = shares[0].second;
    if (shares.size() > 1 && shares[1].first <= kSecond * shares[0].first)
        made[1] = shares[1].second;
    return made;
}

}  // namespace

void Endings::write(std::span<const ListEntry> entries, ByteWriter& to) {
    std::map<std::string, std::set<std::string>> lists;
    for (const auto& entry : entries) lists[entry.list].insert(entry.text);
    std::map<std::uint64_t, Counts> seen;
    std::vector<std::uint32_t> sizes;
    for (const auto& [name, texts] : lists) {
        const auto list = static_cast<std::uint8_t>(sizes.size());
        sizes.push_back(static_cast<std::uint32_t>(texts.size()));
        for (const auto& one : texts) {
            const auto text = language::read_text(one);
            if (text.size() == 0 || text.size() > kMaxEntryTokens) continue;
            for (const auto key : keys_of(text)) ++seen[key][list];
        }
    }
    std::vector<std::uint64_t> keys;
    std::vector<std::uint8_t> alike;
    for (const auto& [key, counts] : seen) {
        const auto best = likeliest(counts, sizes);
        if (best[0] == kNoList) continue;
        keys.push_back(key);
        alike.insert(alike.end(), best.begin(), best.end());
    }
    KeyTable::write(keys, to);
    to.array(alike);
}

Result<Endings> Endings::read(ByteReader& from) {
    Endings made;
    ERRAND_TRY(made.table_, KeyTable::read(from));
    ERRAND_TRY(made.lists_, from.array<std::uint8_t>("endings", 2 * kMaxRows));
    if (made.lists_.size() != 2 * made.table_.rows())
        return corrupt("the endings do not fit their keys");
    return made;
}

Alike Endings::alike(std::uint64_t key) const {
    if (key == 0) return {kNoList, kNoList};
    const auto row = table_.find(key);
    if (!row) return {kNoList, kNoList};
    return {lists_[std::size_t{*row} * 2], lists_[std::size_t{*row} * 2 + 1]};
}

std::vector<Ending> Endings::find(const language::Text& text) const {
    std::vector<Ending> made(std::min(text.size(), kMaxSentenceTokens));
    if (lists_.empty()) return made;
    for (std::size_t i = 0; i < made.size(); ++i)
        made[i] = {alike(last_key(text, i)), alike(first_key(text, i))};
    return made;
}

}  // namespace errand::brain::learn
