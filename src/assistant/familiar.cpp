#include "assistant/familiar.hpp"

#include "assistant/limits.hpp"

namespace errand::assistant {

using Kind = brain::KnownName::Kind;

void Familiar::see(const json::value& event) {
    const auto each = [&](std::string_view list, const auto& visit) {
        const auto* found = json::find(event, list);
        if (found == nullptr || !found->is_array()) return;
        for (const auto& one : found->get_array()) visit(one);
    };
    each("offers", [&](const json::value& offer) {
        take(json::find(offer, "shop.name"), Kind::Shop);
        take_items(json::find(offer, "items"));
    });
    each("orders", [&](const json::value& order) {
        take(json::find(order, "shop_name"), Kind::Shop);
        take_items(json::find(order, "items"));
    });
    take(json::find(event, "draft.shop_name"), Kind::Shop);
    take_items(json::find(event, "draft.items"));
}

void Familiar::take(const json::value* name, Kind kind) {
    if (name == nullptr) return;
    if (name->is_string()) add(std::string_view(name->get_string()), kind);
    add(json::string_at(*name, "zh"), kind);
    add(json::string_at(*name, "en"), kind);
}

void Familiar::take_items(const json::value* items) {
    if (items == nullptr || !items->is_array()) return;
    for (const auto& one : items->get_array()) take(json::find(one, "name"), Kind::Item);
}

void Familiar::add(std::string_view name, Kind kind) {
    if (name.empty() || known_.contains(std::string(name))) return;
    const auto id = catalogue_.add(name, static_cast<language::names::Kind>(kind));
    if (!id) return;  // too long, or nothing in it that could be said: it is not looked for
    known_.emplace(name);
    order_.push_back(*id);
    if (order_.size() <= kFamiliarNames) return;
    known_.erase(std::string(catalogue_.name(order_.front())));
    catalogue_.remove(order_.front());
    order_.pop_front();
}

std::vector<brain::KnownName> Familiar::in(std::string_view sentence) const {
    std::vector<brain::KnownName> found;
    if (known_.empty()) return found;
    for (const auto& mention : catalogue_.mentions(sentence, kNamesInSentence))
        found.push_back({.begin = mention.begin,
                         .end = mention.end,
                         .name = std::string(catalogue_.name(mention.id)),
                         .kind = static_cast<Kind>(catalogue_.kind(mention.id)),
                         .score = mention.score});
    return found;
}

}  // namespace errand::assistant
