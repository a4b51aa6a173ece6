// Where to: the place that was said, the last order's, or home.
#include <algorithm>
#include <array>

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

// The label that words stand for: "家里" is home.
std::string label_of(std::string_view words) {
    static constexpr std::array<std::string_view, 7> kHome = {"home",  "家",      "家里",    "我家",
                                                              "house", "my home", "my place"};
    static constexpr std::array<std::string_view, 8> kOffice = {
        "office", "公司", "单位", "办公室", "work", "my office", "the office", "company"};
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
        return is_chinese(lead) ? !before.ends_with("不") && !before.ends_with("别")
                                : before.empty() || before.back() == ' ';
    });
}

// A saved place that the sentence names behind such a word, by its label or its own name: "for the
// team at the studio".
std::optional<Place> mentioned(const SavedPlaces& saved, std::string_view sentence) {
    constexpr std::size_t kLetters = 2;
    const auto words = normalise(sentence);
    const SavedPlace* found = nullptr;
    std::size_t length = 0;
    for (const auto& one : saved.places)
        for (const auto& name :
             {normalise(one.label), normalise(one.place.name.zh), normalise(one.place.name.en)}) {
            if (characters(name).size() < kLetters || name.size() <= length) continue;
            for (auto at = words.find(name); at != std::string::npos;
                 at = words.find(name, at + 1)) {
                const auto end = at + name.size();
                const bool whole = is_chinese(name) || end == words.size() || words[end] == ' ';
                if (!whole || !leads_there(std::string_view(words).substr(0, at))) continue;
                found = &one;
                length = name.size();
                break;
            }
        }
    if (found == nullptr) return std::nullopt;
    return place_of(found->place, found->label);
}

// "前台" of 公司前台: the place, and where in it.
std::string spot_in(const std::string& words, const SavedPlaces& saved) {
    static constexpr std::array<std::string_view, 12> kSpots = {
        "前台",   "门口",   "楼下", "大堂",   "门卫",   "保安室",
        "门卫室", "大门口", "大厅", "传达室", "收发室", "工位"};
    for (const auto spot : kSpots) {
        if (!words.ends_with(spot) || words.size() == spot.size()) continue;
        auto place = words.substr(0, words.size() - spot.size());
        if (place.ends_with("的")) place.resize(place.size() - std::string_view("的").size());
        if (saved_as(saved, place)) return place;
    }
    return {};
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
    if (draft_.place_said.empty()) draft_.place = mentioned(*saved, errand_.begun_with());
    if (draft_.place) co_return true;
    if (draft_.place_said.empty()) {
        const auto known = co_await errand_.known();
        draft_.place = last_place(known, *saved);
        if (!draft_.place) draft_.place = usual_place(*saved);
        if (!draft_.place)
            ask("deliver_to", texts::ask_place(), labels(*saved, errand_.language()));
        co_return draft_.place.has_value();
    }
    if (const auto place = spot_in(draft_.place_said, *saved); !place.empty()) {
        draft_.note += (draft_.note.empty() ? "" : ";") + ("送到" + draft_.place_said);
        draft_.place_said = place;
    }
    draft_.place = saved_as(*saved, draft_.place_said);
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
