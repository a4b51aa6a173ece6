#include "brain/learn/gazetteer.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <map>
#include <set>

#include "brain/learn/hash.hpp"
#include "brain/learn/limits.hpp"

namespace errand::brain::learn {
namespace {

constexpr std::uint64_t kStart = 0x6A2E77EE;

}  // namespace

Result<> Gazetteer::write(std::span<const ListEntry> entries, ByteWriter& to) {
    std::set<std::string> names;
    for (const auto& entry : entries) names.insert(entry.list);
    if (names.size() > kMaxLists) return fail(ErrorCode::Exhausted, "there are too many lists");
    std::map<std::uint64_t, std::uint64_t> rows;
    for (const auto& entry : entries) {
        const auto text = language::read_text(entry.text);
        if (text.size() == 0 || text.size() > kMaxEntryTokens) continue;
        auto key = kStart;
        for (std::size_t i = 0; i < text.size(); ++i) key = joined(key, hashed(text[i].text));
        const auto list = std::distance(names.begin(), names.find(entry.list));
        rows[key] |= std::uint64_t{1} << list;
    }
    std::vector<std::uint64_t> keys, lists;
    for (const auto& [key, mask] : rows) {
        keys.push_back(key);
        lists.push_back(mask);
    }
    KeyTable::write(keys, to);
    to.array(lists);
    return {};
}

Result<Gazetteer> Gazetteer::read(ByteReader& from) {
    Gazetteer made;
    ERRAND_TRY(made.table_, KeyTable::read(from));
    ERRAND_TRY(made.lists_, from.array<std::uint64_t>("lists", kMaxRows));
    if (made.lists_.size() != made.table_.rows())
        return corrupt("the lists do not fit their entries");
    return made;
}

std::vector<Listed> Gazetteer::find(const language::Text& text) const {
    std::vector<Listed> made;
    if (lists_.empty()) return made;
    const auto count = std::min(text.size(), kMaxSentenceTokens);
    std::vector<std::uint64_t> words;
    words.reserve(count);
    for (std::size_t i = 0; i < count; ++i) words.push_back(hashed(text[i].text));
    std::array<std::uint32_t, kMaxLists> covered{};  // by list: where its last entry ends
    for (std::uint32_t begin = 0; begin < count; ++begin) {
        std::array<std::uint64_t, kMaxEntryTokens> found{};  // by length
        auto key = kStart;
        const auto most = std::min<std::size_t>(kMaxEntryTokens, count - begin);
        for (std::size_t size = 0; size < most; ++size) {
            key = joined(key, words[begin + size]);
            if (const auto row = table_.find(key)) found[size] = lists_[*row];
        }
        for (auto size = most; size > 0; --size)
            for (auto left = found[size - 1]; left != 0; left &= left - 1) {
                const auto list = static_cast<std::uint32_t>(std::countr_zero(left));
                if (covered[list] > begin) continue;
                covered[list] = begin + static_cast<std::uint32_t>(size);
                made.push_back({begin, covered[list], list});
            }
    }
    return made;
}

}  // namespace errand::brain::learn
