#include "brain/embedded/scene.hpp"

#include <algorithm>
#include <charconv>
#include <ranges>

#include "brain/embedded/limits.hpp"
#include "language/text.hpp"

namespace errand::brain::embedded {
namespace {

// A name is a string or {"zh", "en"}.
void add_names(const json::value* from, std::vector<std::string>& to) {
    if (from == nullptr) return;
    const auto add = [&](std::string_view name) {
        if (!name.empty()) to.emplace_back(name);
    };
    if (from->is_string()) add(from->get_string());
    if (from->is_object()) {
        add(json::string_at(*from, "zh"));
        add(json::string_at(*from, "en"));
    }
}

std::string joined_names(const json::value* from) {
    std::vector<std::string> names;
    add_names(from, names);
    std::string joined;
    for (const auto& name : names) joined += (joined.empty() ? "" : " | ") + name;
    return joined;
}

double number_at(const json::value& from, std::string_view path) {
    const auto* found = json::find(from, path);
    if (found == nullptr) return 0;
    if (found->is_number()) return found->to_number<double>();
    double value = 0;
    if (found->is_string()) {
        const std::string_view text = found->get_string();
        std::from_chars(text.data(), text.data() + text.size(), value);
    }
    return value;
}

template <class Each>
void for_each(const json::value& from, std::string_view path, Each each) {
    const auto* found = json::find(from, path);
    if (found == nullptr || !found->is_array()) return;
    std::size_t count = 0;
    for (const auto& one : found->get_array())
        if (++count <= kMaxSeen) each(one);
}

OfferSeen offer_of(const json::value& from) {
    OfferSeen offer;
    const auto* shop = json::find(from, "shop");
    if (shop != nullptr)
        offer.shop = joined_names(shop->is_object() && json::find(*shop, "name") != nullptr
                                      ? json::find(*shop, "name")
                                      : shop);
    for_each(from, "items",
             [&](const json::value& item) { add_names(json::find(item, "name"), offer.items); });
    offer.total = number_at(from, "total");
    offer.eta_minutes = number_at(from, "eta_minutes");
    offer.rating = number_at(from, "shop.rating");
    offer.distance_km = number_at(from, "shop.distance_km");
    return offer;
}

ErrandSeen errand_of(const OpenErrand& open) {
    ErrandSeen seen{open.number, open.skill};
    seen.asked_last = open.asked_last;
    seen.title = json::string_at(open.view, "title");
    if (const auto* ask = json::find(open.view, "ask"); ask != nullptr && ask->is_object()) {
        seen.ask = json::string_at(*ask, "type");
        seen.slot = json::string_at(*ask, "slot");
        for_each(*ask, "offers",
                 [&](const json::value& offer) { seen.offers.push_back(offer_of(offer)); });
    }
    if (const auto* draft = json::find(open.view, "draft"); draft != nullptr) {
        const auto* shop = json::find(*draft, "shop");
        if (shop != nullptr && shop->is_object() && json::find(*shop, "name") != nullptr)
            shop = json::find(*shop, "name");
        seen.shop = joined_names(shop);
        for_each(*draft, "items", [&](const json::value& item) {
            const auto quantity = static_cast<int>(number_at(item, "quantity"));
            seen.draft.push_back({joined_names(json::find(item, "name")), std::max(1, quantity)});
        });
        if (const auto* choices = json::find(*draft, "choices");
            choices != nullptr && choices->is_array())
            for (const auto& choice : choices->get_array())
                if (choice.is_string() && seen.choices.size() < kMaxKnownNames)
                    seen.choices.emplace_back(choice.get_string());
    }
    bool any_order = false;
    for_each(open.view, "orders", [&](const json::value&) { any_order = true; });
    seen.ordered = open.status == "done" || (any_order && seen.ask.empty());
    return seen;
}

void split_names(const std::string& joined, std::vector<std::string>& to) {
    std::size_t at = 0;
    while (at < joined.size()) {
        const auto end = std::min(joined.find(" | ", at), joined.size());
        if (end > at) to.push_back(joined.substr(at, end - at));
        at = end + 3;
    }
}

// The words or characters that a name is compared by.
std::vector<std::string> parts_of(std::string_view name) {
    std::vector<std::string> parts;
    for (const auto& token : language::read_text(name).tokens) {
        if (token.kind == language::TokenKind::Mark) continue;
        auto part = token.text;
        if (token.kind == language::TokenKind::Word && part.size() > 3 && part.ends_with('s'))
            part.pop_back();
        parts.push_back(std::move(part));
    }
    return parts;
}

bool has_letters(std::string_view text) {
    return std::ranges::any_of(
        text, [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); });
}

}  // namespace

const ErrandSeen* Scene::focus() const {
    const ErrandSeen* best = nullptr;
    const auto rank = [](const ErrandSeen& errand) {
        return (errand.asked_last ? 4 : 0) + (errand.open() ? 2 : 0);
    };
    for (const auto& errand : errands)
        if (best == nullptr || rank(errand) >= rank(*best)) best = &errand;
    return best;
}

Scene scene_of(const Context& context) {
    Scene scene;
    const auto count = std::min(context.errands.size(), kMaxSeen);
    for (auto i = context.errands.size() - count; i < context.errands.size(); ++i)
        scene.errands.push_back(errand_of(context.errands[i]));
    scene.labels = context.address_labels;
    for (const auto& known : context.known | std::views::take(kMaxKnownNames)) {
        auto& names = known.kind == KnownName::Kind::Item     ? scene.items
                      : known.kind == KnownName::Kind::Choice ? scene.choices
                                                              : scene.shops;
        names.push_back(known.name);
    }
    for (const auto& errand : scene.errands) {
        split_names(errand.shop, scene.shops);
        if (errand.open())
            scene.choices.insert(scene.choices.end(), errand.choices.begin(), errand.choices.end());
        for (const auto& item : errand.draft) split_names(item.name, scene.items);
        for (const auto& offer : errand.offers) {
            split_names(offer.shop, scene.shops);
            scene.items.insert(scene.items.end(), offer.items.begin(), offer.items.end());
        }
    }
    return scene;
}

std::string spelled(std::string_view text, const Context& context) {
    std::string out;
    std::size_t at = 0;
    for (const auto& known : context.known) {
        const auto fits = known.begin >= at && known.begin < known.end && known.end <= text.size();
        if (!fits || known.score < kSameName || known.score >= 1) continue;
        const auto said = text.substr(known.begin, known.end - known.begin);
        // A part of the name ("宫保鸡丁" for "宫保鸡丁盖饭") stays a part: it may be meant.
        const bool pinyin = has_letters(said) && !has_letters(known.name);
        if (!pinyin && parts_of(said).size() != parts_of(known.name).size()) continue;
        out.append(text.substr(at, known.begin - at)).append(known.name);
        at = known.end;
    }
    return out.append(text.substr(at));
}

std::string apart(std::string_view text) {
    const auto letter = [&](std::size_t at) {
        return at < text.size() &&
               ((text[at] >= 'a' && text[at] <= 'z') || (text[at] >= 'A' && text[at] <= 'Z'));
    };
    std::string out;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const bool between = at > 0 && letter(at - 1) && letter(at + 1);
        const bool begins = at == 0 || text[at - 1] == ' ';
        if (begins && (text.substr(at).starts_with("w/ ") || text.substr(at).starts_with("w "))) {
            out += "with";
            at += text[at + 1] == '/' ? 1 : 0;
            continue;
        }
        if (text[at] == '-' && between) {
            out += ' ';
        } else if (between && (text.substr(at).starts_with("'s fine") ||
                               text.substr(at).starts_with("'s ok") ||
                               text.substr(at).starts_with("'s good"))) {
            ++at;
        } else {
            out += text[at];
        }
    }
    return out;
}

double mention(std::string_view said, std::string_view name) {
    const auto wanted = parts_of(said);
    const auto there = parts_of(name);
    if (wanted.empty() || there.empty()) return 0;
    std::size_t found = 0;
    for (const auto& part : wanted)
        if (std::ranges::find(there, part) != there.end()) ++found;
    return static_cast<double>(found) / static_cast<double>(wanted.size());
}

}  // namespace errand::brain::embedded
