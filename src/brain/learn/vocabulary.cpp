#include "brain/learn/vocabulary.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <utility>

#include "brain/learn/limits.hpp"

namespace errand::brain::learn {
namespace {

constexpr std::uint32_t kLeastOrigins = 2;
// Most rows of a classifier while it is trained.
constexpr std::size_t kMostKept = 1U << 18;

using Count = std::pair<std::uint64_t, std::uint32_t>;

// In how many origins each n-gram stands, where it is kept; ascending.
std::vector<Count> kept_of(std::span<const Grams> sentences, std::span<const std::size_t> origins) {
    OriginCounts counts;
    for (std::size_t i = 0; i < sentences.size(); ++i) {
        counts.add(sentences[i].words, origins[i]);
        counts.add(sentences[i].characters, origins[i]);
    }
    std::vector<Count> kept;
    for (const auto& [key, one] : counts.seen)
        if (one.origins >= kLeastOrigins) kept.emplace_back(key, one.origins);
    if (kept.size() > kMostKept) {
        std::ranges::sort(kept, [](const Count& a, const Count& b) {
            return a.second != b.second ? a.second > b.second : a.first < b.first;
        });
        kept.resize(kMostKept);
    }
    std::ranges::sort(kept);
    return kept;
}

float rarity_of(std::size_t origins, std::size_t with) {
    const auto share = (1.0 + static_cast<double>(origins)) / (1.0 + static_cast<double>(with));
    return static_cast<float>(1.0 + std::log(share));
}

}  // namespace

void Vocabulary::write(std::span<const Grams> sentences, std::span<const std::size_t> origins,
                       ByteWriter& to, std::span<const std::uint8_t> keep) {
    const auto total = std::set(origins.begin(), origins.end()).size();
    std::vector<std::uint64_t> keys;
    std::vector<float> rarities;
    std::size_t row = 0;
    for (const auto& [key, count] : kept_of(sentences, origins)) {
        if (!keep.empty() && keep[row++] == 0) continue;
        keys.push_back(key);
        rarities.push_back(rarity_of(total, count));
    }
    KeyTable::write(keys, to);
    to.array(rarities);
    to.value(rarity_of(total, 1));
}

Result<Vocabulary> Vocabulary::read(ByteReader& from) {
    Vocabulary made;
    ERRAND_TRY(made.table_, KeyTable::read(from));
    ERRAND_TRY(made.rarity_, from.numbers("rarities", kMaxRows));
    ERRAND_TRY(made.rarest_, from.number("the rarest"));
    if (made.rarity_.size() != made.table_.rows()) return corrupt("a key has no rarity");
    return made;
}

void Vocabulary::add(std::span<const std::uint64_t> keys, Sparse& to) const {
    const auto begin = static_cast<std::ptrdiff_t>(to.size());
    std::size_t unknown = 0;
    for (const auto key : keys) table_.prefetch(key);
    for (const auto key : keys) table_.prefetch_bucket(key);
    for (const auto key : keys) {
        if (const auto row = table_.find(key))
            to.push_back({*row, 1.0F});
        else
            ++unknown;
    }
    std::sort(to.begin() + begin, to.end(),
              [](const Entry& a, const Entry& b) { return a.row < b.row; });
    auto last = to.begin() + begin;
    for (auto one = last; one != to.end(); ++one) {
        if (last != to.begin() + begin && (last - 1)->row == one->row)
            (last - 1)->value += 1.0F;
        else
            *last++ = *one;
    }
    to.erase(last, to.end());
    float squares = static_cast<float>(unknown) * rarest_ * rarest_;
    for (auto one = to.begin() + begin; one != to.end(); ++one) {
        one->value = std::sqrt(one->value) * rarity_[one->row];
        squares += one->value * one->value;
    }
    if (!(squares > 0)) return;
    const float scale = std::sqrt(0.5F / squares);
    for (auto one = to.begin() + begin; one != to.end(); ++one) one->value *= scale;
}

Sparse Vocabulary::weigh(const Grams& grams) const {
    Sparse made;
    made.reserve(grams.words.size() + grams.characters.size());
    add(grams.words, made);
    add(grams.characters, made);
    return made;
}

}  // namespace errand::brain::learn
