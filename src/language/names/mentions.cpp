// Owns: which names a sentence holds. Stretches that sound like a whole name are looked up at once;
// names that share enough of their grams are aligned with the sentence, which forgives slips.
#include <algorithm>
#include <cmath>
#include <tuple>

#include "language/names/catalogue.hpp"
#include "language/names/limits.hpp"

namespace errand::language::names {
namespace {

constexpr std::size_t kMostAligned = 128;
constexpr std::size_t kMostWindowHits = 512;
constexpr std::uint32_t kMostReadOfAWindow = 4'096;
constexpr std::ptrdiff_t kSlack = 2;      // units beside the place where a name should stand
constexpr std::size_t kLeastLetters = 3;  // of a word that is a name by itself
constexpr double kNearlyAsGood = 0.06;
constexpr std::uint8_t kPartGrams = 4;  // shared with a name of which only a part is said
constexpr double kLeastPart = 3;        // weight of such a part
constexpr double kInPart = 0.95;

double length_of(std::span<const Unit> units) {
    double sum = 0;
    for (const auto& unit : units) sum += unit.weight();
    return sum;
}

// One Chinese character or a short word by itself is no mention.
bool says_enough(std::span<const Unit> units) {
    if (units.size() > 1) return true;
    return units[0].kind == UnitKind::Word && units[0].letters.size() >= kLeastLetters;
}

bool alike(const Unit& a, const Unit& b) {
    if (a.kind != b.kind) return false;
    if (a.kind != UnitKind::Han) return a.letters.substr(0, 3) == b.letters.substr(0, 3);
    return a.character == b.character ||
           (a.readings.count > 0 && b.readings.count > 0 &&
            sound_class(a.readings.of[0]) == sound_class(b.readings.of[0]));
}

// Where in the sentence most units of the name stand, as the place of its first one.
std::ptrdiff_t likely_place(std::span<const Unit> name, std::span<const Unit> sentence) {
    std::vector<std::uint8_t> votes(name.size() + sentence.size());
    for (std::size_t i = 0; i < name.size(); ++i)
        for (std::size_t j = 0; j < sentence.size(); ++j)
            if (alike(name[i], sentence[j])) ++votes[name.size() + j - i];
    const auto most = std::ranges::max_element(votes);
    return most - votes.begin() - static_cast<std::ptrdiff_t>(name.size());
}

// The longest run of the sentence that the name, standing at `place`, has too, where it is the
// name's head or half of it and says enough by itself.
std::span<const Unit> common_part(std::span<const Unit> name, std::span<const Unit> sentence,
                                  std::ptrdiff_t place) {
    std::span<const Unit> best;
    std::size_t run = 0;
    for (std::size_t i = 0; i < name.size(); ++i) {
        const auto j = place + static_cast<std::ptrdiff_t>(i);
        const bool same = j >= 0 && j < static_cast<std::ptrdiff_t>(sentence.size()) &&
                          alike(name[i], sentence[static_cast<std::size_t>(j)]);
        run = same ? run + 1 : 0;
        const auto part = same ? sentence.subspan(static_cast<std::size_t>(j) + 1 - run, run)
                               : std::span<const Unit>();
        const bool head = run == i + 1;
        if (run > best.size() && run < name.size() && length_of(part) >= kLeastPart &&
            (head || run * 2 >= name.size()))
            best = part;
    }
    return best;
}

// Longer mentions first among those that are about as good.
double worth(const Mention& mention, double length) {
    return mention.score * std::sqrt(length);
}

bool overlap(const Mention& a, const Mention& b) {
    return a.begin < b.end && b.begin < a.end;
}

}  // namespace

// Every stretch of up to kMaxWindowUnits that sounds like a whole name or its core.
void Catalogue::windows(std::string_view sentence, const Units& units, Kinds kinds,
                        std::vector<Mention>& to) const {
    std::size_t hits = 0;
    for (std::size_t begin = 0; begin < units.all.size(); ++begin) {
        std::string letters;
        const auto most = std::min(units.all.size() - begin, kMaxWindowUnits);
        for (std::size_t size = 1; size <= most; ++size) {
            const std::span part{units.all.data() + begin, size};
            letters += letters_of(part.last(1));
            if (!says_enough(part)) continue;
            const auto key = sound_key(letters);
            const auto sound = static_cast<std::uint16_t>(key >> 16U);
            std::vector<NameId> ids;
            postings_.read(key, kMostReadOfAWindow, [&](std::uint32_t id) {
                const auto& entry = entries_[id];
                if ((entry.sound == sound || entry.core_sound == sound) && wanted(id, kinds) &&
                    ids.size() < kMostAligned)
                    ids.push_back(id);
            });
            if (ids.empty()) continue;
            const auto from = part.front().begin;
            const auto end = part.back().end;
            const Query query(read_units(sentence.substr(from, end - from)));
            for (const auto id : ids) {
                if (++hits > kMostWindowHits) return;
                to.push_back({from, end, id, query.score(read_units(name(id)))});
            }
        }
    }
}

std::vector<NameId> Catalogue::sentence_candidates(const Units& sentence, Kinds kinds) const {
    std::vector<Gram> grams;
    partial_grams(sentence.whole(), grams);
    std::ranges::sort(grams, {}, &Gram::key);
    const auto twice = std::ranges::unique(grams, {}, &Gram::key);
    grams.erase(twice.begin(), twice.end());
    std::vector<Listed> lists;
    for (const auto& gram : grams)
        if (const auto count = postings_.count(gram.key); count > 0)
            lists.push_back({gram.key, count, 1});
    count_grams(lists);
    // Two fifths of what the core has, or what a part of three characters has.
    const auto enough = [&](std::size_t i) {
        return (counts_[i] > 1 && counts_[i] * 5 >= partial_[i] * 2) || counts_[i] >= kPartGrams;
    };
    std::vector<Counted> found;
    for (const auto id : touched_)
        if (enough(id) && wanted(id, kinds) && found.size() < kMaxCounted)
            found.push_back({id, counts_[id] * counts_[id] * 16 / std::max<int>(partial_[id], 1)});
    forget_counts();
    const auto keep = std::min(found.size(), kMostAligned);
    std::ranges::nth_element(found, found.begin() + static_cast<std::ptrdiff_t>(keep),
                             std::ranges::greater{}, &Counted::rank);
    std::vector<NameId> ids;
    ids.reserve(keep);
    for (std::size_t i = 0; i < keep; ++i) ids.push_back(found[i].id);
    return ids;
}

void Catalogue::aligned(std::string_view text, const Units& sentence, Kinds kinds,
                        std::vector<Mention>& to) const {
    const auto all = sentence.whole();
    for (const auto id : sentence_candidates(sentence, kinds)) {
        const auto units = read_units(name(id));
        const auto core = units.head();
        const auto place = likely_place(core, all);
        if (const auto part = common_part(core, all, place); !part.empty()) {
            const auto from = part.front().begin;
            const auto end = part.back().end;
            const Query query(read_units(text.substr(from, end - from)));
            to.push_back({from, end, id, kInPart * query.score(units)});
        }
        const auto last = static_cast<std::ptrdiff_t>(all.size());
        const auto size = static_cast<std::ptrdiff_t>(core.size());
        const auto from = std::clamp<std::ptrdiff_t>(place - kSlack, 0, last);
        const auto until = std::clamp<std::ptrdiff_t>(place + size + kSlack, 0, last);
        if (from >= until) continue;
        const auto near =
            all.subspan(static_cast<std::size_t>(from), static_cast<std::size_t>(until - from));
        const auto fit = align(core, near);
        if (fit.begin >= fit.end) continue;
        const auto part = near.subspan(fit.begin, fit.end - fit.begin);
        if (!says_enough(part)) continue;
        const auto longer = std::max(length_of(core), length_of(part));
        to.push_back({part.front().begin, part.back().end, id,
                      std::max(0.0, 1 - static_cast<double>(fit.cost) / longer)});
    }
}

std::vector<Mention> Catalogue::mentions(std::string_view sentence, std::size_t count, Kinds kinds,
                                         double least) const {
    const auto units = read_units(sentence, kMaxSentenceUnits);
    std::vector<Mention> all;
    windows(sentence, units, kinds, all);
    aligned(sentence, units, kinds, all);
    std::erase_if(all, [&](const Mention& mention) { return mention.score < least; });
    const auto length = [&](const Mention& mention) {
        return length_of(
            read_units(sentence.substr(mention.begin, mention.end - mention.begin)).whole());
    };
    std::vector<std::pair<double, Mention>> ranked;
    ranked.reserve(all.size());
    for (const auto& mention : all) ranked.emplace_back(worth(mention, length(mention)), mention);
    std::ranges::sort(ranked, [](const auto& a, const auto& b) {
        return std::tuple(-a.first, a.second.begin, a.second.id) <
               std::tuple(-b.first, b.second.begin, b.second.id);
    });
    std::vector<Mention> kept;
    for (const auto& [worth, mention] : ranked) {
        std::size_t same = 0;
        bool hidden = kept.size() >= std::min(count, kMaxMatches);
        for (const auto& other : kept) {
            if (!overlap(mention, other)) continue;
            const bool here = other.begin == mention.begin && other.end == mention.end;
            hidden = hidden || !here || other.id == mention.id ||
                     mention.score < other.score - kNearlyAsGood || ++same >= kMaxNamesPerSpan;
        }
        if (!hidden) kept.push_back(mention);
    }
    std::ranges::sort(kept, [](const Mention& a, const Mention& b) {
        return std::tuple(a.begin, -a.score, a.id) < std::tuple(b.begin, -b.score, b.id);
    });
    return kept;
}

}  // namespace errand::language::names
