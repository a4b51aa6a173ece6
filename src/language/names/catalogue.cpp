#include "language/names/catalogue.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "language/names/limits.hpp"

namespace errand::language::names {
namespace {

// How many lists there are, by how many names: few names need little memory.
constexpr std::array<std::pair<std::size_t, std::size_t>, 4> kSteps = {{{1U << 10U, 1U << 13U},
                                                                        {1U << 14U, 1U << 16U},
                                                                        {1U << 17U, 1U << 19U},
                                                                        {kMaxNames, 1U << 20U}}};

std::size_t buckets_for(std::size_t names) {
    for (const auto& [most, buckets] : kSteps)
        if (names <= most) return buckets;
    return kSteps.back().second;
}

// What a gram that is shared counts, common or rare.
std::uint8_t weight_of(GramKind kind, std::uint32_t names) {
    constexpr std::array<std::uint8_t, 8> kWeights = {10, 8, 8, 4, 2, 2, 2, 2};
    const unsigned rare = names < 1'000 ? 2 : names < 16'000 ? 1 : 0;
    return static_cast<std::uint8_t>(kWeights[static_cast<std::size_t>(kind)] + rare);
}

}  // namespace

Catalogue::Catalogue() : postings_(kSteps.front().second) {}

Result<NameId> Catalogue::add(std::string_view name, Kind kind) {
    if (name.size() > kMaxNameBytes)
        return fail(ErrorCode::Invalid, "the name is too long", "shorten it to 255 bytes");
    if (kind > 31) return fail(ErrorCode::Invalid, "there are 32 kinds of names");
    const auto units = read_units(name);
    if (units.all.empty())
        return fail(ErrorCode::Invalid, "the name has no letter, character or digit");
    if (free_.empty() && entries_.size() >= kMaxNames)
        return fail(ErrorCode::Exhausted, "the catalogue of names is full",
                    "remove names that are not used");
    if (size_ + 1 > kSteps.front().first) reserve(size_ + 1);
    auto id = static_cast<NameId>(entries_.size());
    if (free_.empty()) {
        entries_.emplace_back();
        partial_.push_back(0);
    } else {
        id = free_.back();
        free_.pop_back();
    }
    entries_[id].text = texts_.add(name);
    entries_[id].kind = kind;
    index(id, units);
    ++size_;
    return id;
}

void Catalogue::index(NameId id, const Units& units) {
    std::vector<Gram> grams;
    partial_grams(units.head(), grams);
    const auto partial = grams.size();
    grams.clear();
    grams_of_name(units, grams);
    for (const auto& gram : grams) postings_.add(gram.key, id);
    auto& entry = entries_[id];
    entry.units = static_cast<std::uint8_t>(units.core);
    entry.sound = static_cast<std::uint16_t>(sound_key(letters_of(units.whole())) >> 16U);
    entry.core_sound = static_cast<std::uint16_t>(sound_key(letters_of(units.head())) >> 16U);
    partial_[id] = static_cast<std::uint8_t>(std::min<std::size_t>(partial, 0xFF));
}

bool Catalogue::remove(NameId id) {
    if (id >= entries_.size() || entries_[id].units == 0) return false;
    entries_[id].units = 0;
    partial_[id] = 0;
    --size_;
    ++dead_;
    // Half of what is in the lists is gone: index what is left anew, which frees the rest.
    if (dead_ > 1'024 && dead_ > size_) rebuild(buckets_for(size_));
    return true;
}

std::string_view Catalogue::name(NameId id) const {
    if (id >= entries_.size() || entries_[id].units == 0) return {};
    return texts_.at(entries_[id].text);
}

std::size_t Catalogue::bytes() const {
    return sizeof *this + entries_.capacity() * sizeof(Entry) + partial_.capacity() +
           counts_.capacity() + free_.capacity() * sizeof(NameId) + texts_.bytes() +
           postings_.bytes();
}

void Catalogue::reserve(std::size_t names) {
    const auto buckets = buckets_for(std::min(names, kMaxNames));
    if (buckets > postings_.buckets()) rebuild(buckets);
}

void Catalogue::rebuild(std::size_t buckets) {
    const auto before = std::exchange(texts_, Texts{});
    postings_ = Postings(buckets);
    free_.clear();
    dead_ = 0;
    for (std::size_t i = entries_.size(); i-- > 0;)
        if (entries_[i].units == 0) free_.push_back(static_cast<NameId>(i));
    for (std::size_t i = 0; i < entries_.size(); ++i) {
        if (entries_[i].units == 0) continue;
        const auto text = before.at(entries_[i].text);
        entries_[i].text = texts_.add(text);
        index(static_cast<NameId>(i), read_units(text));
    }
}

// Counts, for each name, the grams it shares with the query: rarest lists first, since common ones
// tell little; more of them only while no name has many of the rare ones.
void Catalogue::count_grams(std::vector<Listed>& lists) const {
    std::ranges::sort(lists, {}, &Listed::count);
    counts_.resize(entries_.size());
    unsigned possible = 0;
    for (const auto& list : lists) possible += list.weight;
    unsigned best = 0;
    std::size_t read = 0;
    for (const auto& list : lists) {
        const bool found = best * 5 > std::min(possible, 0xFFU) * 2;
        const auto most = found ? kEnoughPostings : kMaxPostingsRead;
        if (read > 0 && read + list.count > most) break;
        const auto at_most = std::min<std::size_t>(list.count, kMaxPostingsRead);
        read += at_most;
        postings_.read(list.key, static_cast<std::uint32_t>(at_most), [&](std::uint32_t id) {
            auto& count = counts_[id];
            if (count == 0) touched_.push_back(id);
            const unsigned sum = std::min(count + unsigned{list.weight}, 0xFFU);
            count = static_cast<std::uint8_t>(sum);
            best = std::max(best, sum);
        });
    }
}

void Catalogue::forget_counts() const {
    for (const auto id : touched_) counts_[id] = 0;
    touched_.clear();
}

// Those with the highest counts; among equals, those about as long as the query.
std::vector<Catalogue::Counted> Catalogue::counted(std::size_t size, Kinds kinds) const {
    std::array<std::size_t, 256> with{};
    for (const auto id : touched_) ++with[counts_[id]];
    std::size_t bar = 255;
    for (std::size_t over = with[bar]; bar > 1 && over < kMaxCandidates; over += with[bar]) --bar;
    std::vector<Counted> found;
    std::size_t at_the_bar = 0;
    const auto long_as = static_cast<int>(std::min<std::size_t>(size, 0xFF));
    for (const auto id : touched_) {
        const int count = counts_[id];
        if (count < static_cast<int>(bar) || !wanted(id, kinds)) continue;
        if (count == static_cast<int>(bar) && ++at_the_bar > kMaxCounted) continue;
        const auto apart = std::abs(static_cast<int>(entries_[id].units) - long_as);
        found.push_back({id, count * 8 - std::min(apart, 23)});
    }
    forget_counts();
    return found;
}

std::vector<NameId> Catalogue::candidates(const Units& query, Kinds kinds) const {
    std::vector<Gram> grams;
    grams_of_query(query, grams);
    std::ranges::sort(grams, {}, &Gram::key);
    const auto twice = std::ranges::unique(grams, {}, &Gram::key);
    grams.erase(twice.begin(), twice.end());
    std::vector<Listed> lists;
    for (const auto& gram : grams)
        if (const auto count = postings_.count(gram.key); count > 0)
            lists.push_back({gram.key, count, weight_of(gram.kind, count)});
    count_grams(lists);
    auto found = counted(query.all.size(), kinds);
    const auto keep = std::min(found.size(), kMaxCandidates);
    std::ranges::nth_element(found, found.begin() + static_cast<std::ptrdiff_t>(keep),
                             std::ranges::greater{}, &Counted::rank);
    std::vector<NameId> ids;
    const auto most = keep > 0 ? std::ranges::max(found, {}, &Counted::rank).rank : 0;
    for (std::size_t i = 0; i < keep; ++i)
        if (found[i].rank * 5 >= most * 2) ids.push_back(found[i].id);
    return ids;
}

std::vector<Match> Catalogue::match(std::string_view text, std::size_t count, Kinds kinds,
                                    double least) const {
    const Query query(read_units(text));
    std::vector<Match> matches;
    for (const auto id : candidates(query.units(), kinds)) {
        const auto score = query.score(read_units(name(id)));
        if (score >= least) matches.push_back({id, score});
    }
    std::ranges::sort(matches, [](const Match& a, const Match& b) {
        return a.score != b.score ? a.score > b.score : a.id < b.id;
    });
    if (matches.size() > std::min(count, kMaxMatches)) matches.resize(std::min(count, kMaxMatches));
    return matches;
}

}  // namespace errand::language::names
