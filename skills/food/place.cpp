// Where to: the place that was said, the last order's, or home.
#include <algorithm>
#include <array>

#include "brain/embedded/embedded.hpp"
#include "language/kin.hpp"
#include "skills/food/food_errand.hpp"
#include "skills/food/limits.hpp"
#include "skills/food/wording.hpp"

namespace errand::skills::food {

namespace {

struct FoundPlace {
    static constexpr bool kDefaults = true;
    std::string id;
    commerce::LocalName name;
    commerce::LocalName address;
};
BOOST_DESCRIBE_STRUCT(FoundPlace, (), (id, name, address))

struct FoundPlaces {
    std::vector<FoundPlace> places;
};
BOOST_DESCRIBE_STRUCT(FoundPlaces, (), (places))

struct SavedPlace {
    std::string label;
    FoundPlace place;
};
BOOST_DESCRIBE_STRUCT(SavedPlace, (), (label, place))

struct SavedPlaces {
    std::vector<SavedPlace> places;
};
BOOST_DESCRIBE_STRUCT(SavedPlaces, (), (places))

Place place_of(const FoundPlace& found, const std::string& label) {
    return {found.id, label, found.name.empty() ? found.address : found.name};
}

constexpr std::array<std::string_view, 7> kHome = {"home",  "家",      "家里",    "我家",
                                                   "house", "my home", "my place"};
constexpr std::array<std::string_view, 8> kOffice = {
    "office", "公司", "单位", "办公室", "work", "my office", "the office", "company"};

// The label that words stand for: "家里" is home.
std::string label_of(std::string_view words) {
    auto plain = normalise(words);
    if (std::ranges::find(kHome, plain) != kHome.end()) return "home";
    if (std::ranges::find(kOffice, plain) != kOffice.end()) return "office";
    return plain;
}

// The words hold this label, and in English not as a part of a word.
bool names_whole(std::string_view words, std::string_view label) {
    const auto at = words.find(label);
    if (at == std::string_view::npos) return false;
    if (is_chinese(label)) return true;
    const auto end = at + label.size();
    return (at == 0 || words[at - 1] == ' ') && (end == words.size() || words[end] == ' ');
}

double fit(const FoundPlace& place, const Said& said) {
    double best = std::max(said.likeness(place.name), said.likeness(place.address));
    for (const auto* name : {&place.name, &place.address})
        for (const auto& one : {normalise(name->zh), normalise(name->en)})
            if (!one.empty() && one.contains(said.all().front())) best = std::max(best, 0.9);
    return best;
}

// The place of a person close to one: "my mum's" is what was saved as 妈妈家. Nothing where two
// saved places fit as well.
std::optional<Place> saved_of(const SavedPlaces& saved, language::Kin who) {
    const SavedPlace* found = nullptr;
    for (const auto& one : saved.places) {
        if ((language::kin_in(one.label) & who) == 0) continue;
        if (found != nullptr) return std::nullopt;
        found = &one;
    }
    if (found == nullptr) return std::nullopt;
    return place_of(found->place, found->label);
}

std::optional<Place> usual_place(const SavedPlaces& saved);

std::optional<Place> saved_as(const SavedPlaces& saved, const std::string& words) {
    if (words == "me") return usual_place(saved);
    const auto label = label_of(words);
    for (const auto& one : saved.places)
        if (label_of(one.label) == label) return place_of(one.place, one.label);
    if (const auto who = language::kin_in(words); who != 0) return saved_of(saved, who);
    // A label within what was said: "送到健身房那里".
    const SavedPlace* longest = nullptr;
    for (const auto& one : saved.places) {
        const auto own = normalise(one.label);
        const bool named = own.size() > 3 && names_whole(label, own);
        if (named && (longest == nullptr || own.size() > longest->label.size())) longest = &one;
    }
    if (longest != nullptr) return place_of(longest->place, longest->label);
    const Said said(words);
    for (const auto& one : saved.places)
        if (fit(one.place, said) >= kMatch) return place_of(one.place, one.label);
    return std::nullopt;
}

std::optional<Place> saved_with_id(const SavedPlaces& saved, std::string_view id) {
    for (const auto& one : saved.places)
        if (one.place.id == id) return place_of(one.place, one.label);
    return std::nullopt;
}

// Where this person's latest errand went or is to go, if that place is still saved.
std::optional<Place> last_place(const json::value& known, const SavedPlaces& saved) {
    const auto* earlier = json::find(known, "earlier");
    if (earlier == nullptr || !earlier->is_array()) return std::nullopt;
    for (const auto& one : earlier->get_array()) {
        const auto* ordered = json::find(one, "orders.0.deliver_to.place");
        if (ordered != nullptr && ordered->is_string())
            if (auto place = saved_with_id(saved, ordered->get_string())) return place;
        const auto* draft = json::find(one, "draft");
        const auto label = draft == nullptr ? "" : json::string_at(*draft, "deliver_to");
        if (label.empty()) continue;
        if (auto place = saved_as(saved, std::string(label))) return place;
    }
    return std::nullopt;
}

// Where the person is, where that is known, or home.
std::optional<Place> usual_place(const SavedPlaces& saved) {
    for (const auto& one : saved.places)
        if (one.label == "here") return place_of(one.place, one.label);
    for (const auto& one : saved.places)
        if (label_of(one.label) == "home") return place_of(one.place, one.label);
    if (saved.places.size() == 1)
        return place_of(saved.places.front().place, saved.places.front().label);
    return std::nullopt;
}

std::vector<std::string> labels(const SavedPlaces& saved, const std::string& language) {
    std::vector<std::string> all;
    for (const auto& one : saved.places)
        if (all.size() < kMaxSuggestions)
            all.push_back(texts::place(place_of(one.place, one.label)).in(language));
    return all;
}

// What stands right before a place that something goes to.
bool leads_there(std::string_view before) {
    if (before.ends_with(' ')) before.remove_suffix(1);
    for (const std::string_view word : {"the", "my", "our", "its"})
        if (before.ends_with(word) && before.size() > word.size()) {
            before.remove_suffix(word.size() + 1);
            break;
        }
    static constexpr std::array<std::string_view, 10> kLeads = {"to", "for", "at", "in", "送",
                                                                "到", "给",  "去", "寄", "往"};
    return std::ranges::any_of(kLeads, [&](std::string_view lead) {
        if (!before.ends_with(lead)) return false;
        before.remove_suffix(lead.size());
        return is_chinese(lead) || before.empty() || before.back() == ' ';
    });
}

// How a sentence, normalised, may call a saved place.
std::vector<std::string> names_of(const SavedPlace& saved) {
    return {normalise(saved.label), normalise(saved.place.name.zh), normalise(saved.place.name.en)};
}

// The first byte where the sentence names it as a whole, and `counts` says that it counts.
template <class Counts>
std::size_t named_at(std::string_view words, std::string_view name, Counts counts) {
    for (auto at = words.find(name); at != std::string_view::npos; at = words.find(name, at + 1)) {
        const auto end = at + name.size();
        const bool whole = is_chinese(name) || end == words.size() || words[end] == ' ';
        if (whole && counts(at)) return at;
    }
    return std::string_view::npos;
}

// A saved place that the sentence names behind such a word, by its label or its own name: "for the
// team at the studio".
std::optional<Place> mentioned(const SavedPlaces& saved, std::string_view words) {
    constexpr std::size_t kLetters = 2;
    const SavedPlace* found = nullptr;
    std::size_t length = 0;
    for (const auto& one : saved.places)
        for (const auto& name : names_of(one)) {
            if (characters(name).size() < kLetters || name.size() <= length) continue;
            const auto at = named_at(words, name, [&](std::size_t begin) {
                return leads_there(words.substr(0, begin));
            });
            if (at == std::string_view::npos) continue;
            found = &one;
            length = name.size();
        }
    if (found == nullptr) return std::nullopt;
    return place_of(found->place, found->label);
}

// Without those where the sentence says that nobody is: "I'm not going to the office today".
SavedPlaces without_denied(SavedPlaces saved, std::string_view words) {
    std::erase_if(saved.places, [&](const SavedPlace& one) {
        auto names = names_of(one);
        const auto label = label_of(one.label);
        if (label == "home") names.insert(names.end(), kHome.begin(), kHome.end());
        if (label == "office") names.insert(names.end(), kOffice.begin(), kOffice.end());
        return std::ranges::any_of(names, [&](const std::string& name) {
            return !name.empty() && named_at(words, name, [&](std::size_t at) {
                                        return brain::embedded::is_place_denied(words, name, at);
                                    }) != std::string_view::npos;
        });
    });
    return saved;
}

// Where in a place something is left: both languages' words, the first of them written to the shop.
struct Spot {
    std::vector<std::string_view> zh;
    std::vector<std::string_view> en;
};

const std::vector<Spot>& spots() {
    static const std::vector<Spot> all = {
        {{"前台", "服务台"}, {"front desk", "reception desk", "reception"}},
        {{"大堂", "大厅"}, {"lobby", "entrance hall"}},
        {{"楼下"}, {"ground floor", "downstairs"}},
        {{"大门口", "大门"}, {"main gate", "front gate", "gate"}},
        {{"门口"}, {"front door", "door", "doorstep"}},
        {{"门卫", "门卫室", "保安室", "传达室"}, {"guard's room", "security desk", "guardhouse"}},
        {{"收发室"}, {"mailroom", "mail room"}},
        {{"工位"}, {"desk"}},
    };
    return all;
}

// A place, and where in it.
struct Within {
    std::string place;
    commerce::LocalName spot;
};

// "公司的" and "the office's" without what joins them to the spot.
std::string without_join(std::string place) {
    for (const std::string_view end : {"的", "'s", " "})
        if (place.ends_with(end)) place.resize(place.size() - end.size());
    return place;
}

// What is left of the words without the spot, in the order that each language has: 公司前台,
// "office front desk", "front desk of the office".
std::optional<std::string> place_beside(const std::string& words, std::string_view spot) {
    const bool apart = !is_chinese(spot);
    const std::string behind = (apart ? " " : "") + std::string(spot);
    if (words.ends_with(behind) && words.size() > behind.size())
        return without_join(words.substr(0, words.size() - behind.size()));
    if (!apart) return std::nullopt;
    for (const std::string_view join : {" of ", " at ", " in "})
        for (const std::string_view lead : {"", "the ", "my "}) {
            const auto front = std::string(lead) + std::string(spot) + std::string(join);
            if (words.starts_with(front) && words.size() > front.size())
                return words.substr(front.size());
        }
    return std::nullopt;
}

// "公司前台" where 公司 is a saved place.
std::optional<Within> within(const std::string& words, const SavedPlaces& saved) {
    for (const auto& spot : spots())
        for (const auto* ways : {&spot.zh, &spot.en})
            for (const auto way : *ways) {
                const auto place = place_beside(words, way);
                if (!place || !saved_as(saved, *place)) continue;
                return Within{*place,
                              {std::string(is_chinese(way) ? way : spot.zh.front()),
                               std::string(is_chinese(way) ? spot.en.front() : way)}};
            }
    return std::nullopt;
}

}  // namespace

// False where it had to be asked for, or the errand ended.
flow::Task<bool> FoodErrand::settle_place() {
    if (draft_.place) co_return true;
    auto answer = co_await errand_.read("map", "saved_places", {});
    const auto value = taken(std::move(answer), "map");
    if (!value) co_return false;
    const auto saved = decoded<SavedPlaces>(*value, "map");
    if (!saved) co_return false;
    if (draft_.place_said.empty()) {
        const auto words = normalise(errand_.begun_with());
        const auto possible = without_denied(*saved, words);
        draft_.place = mentioned(possible, words);
        if (draft_.place) co_return true;
        const auto known = co_await errand_.known();
        draft_.place = last_place(known, possible);
        if (!draft_.place) draft_.place = usual_place(possible);
        if (!draft_.place)
            ask("deliver_to", texts::ask_place(), labels(*saved, errand_.language()));
        co_return draft_.place.has_value();
    }
    const auto inside = within(draft_.place_said, *saved);
    draft_.place = saved_as(*saved, inside ? inside->place : draft_.place_said);
    if (draft_.place && inside) draft_.place->spot = inside->spot;
    // Where somebody lives is not to be guessed at.
    const bool personal = language::kin_in(draft_.place_said) != 0;
    if (!draft_.place && !personal) draft_.place = co_await find_place(draft_.place_said);
    if (!draft_.place && !ended_)
        ask("deliver_to", texts::place_not_found(draft_.place_said),
            labels(*saved, errand_.language()));
    co_return draft_.place.has_value();
}

flow::Task<std::optional<Place>> FoodErrand::find_place(std::string words) {
    auto answer = co_await errand_.read("map", "find_place", {{"text", words}, {"limit", 5}});
    const auto value = taken(std::move(answer), "map");
    if (!value) co_return std::nullopt;
    if (is_refusal(*value)) co_return std::nullopt;
    const auto found = decoded<FoundPlaces>(*value, "map");
    if (!found || found->places.empty()) co_return std::nullopt;
    const Said said(words);
    const auto best = std::ranges::max_element(
        found->places, {}, [&](const FoundPlace& place) { return fit(place, said); });
    if (fit(*best, said) < kNear) co_return std::nullopt;
    co_return place_of(*best, {});
}

}  // namespace errand::skills::food
