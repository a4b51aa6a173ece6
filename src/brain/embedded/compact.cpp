#include "brain/embedded/compact.hpp"

#include <fmt/format.h>

#include "json/json.hpp"

namespace errand::brain::embedded {
namespace {

template <class Enum>
std::string name_of(Enum value) {
    return std::string(json::encode(value).as_string());
}

std::string option(const OptionWish& wish) {
    if (wish.key.empty()) return "?" + wish.text;
    return wish.key + "=" + wish.value;
}

std::string item(const ItemWish& wish) {
    std::string out;
    if (wish.quantity) out = std::to_string(*wish.quantity) + " ";
    if (wish.every) out += "all";
    if (wish.position) out += fmt::format("#{}", *wish.position);
    if (!wish.every && !wish.position) out += wish.name.empty() ? "it" : wish.name;
    std::string options;
    for (const auto& one : wish.options) options += (options.empty() ? "" : ",") + option(one);
    return options.empty() ? out : out + "[" + options + "]";
}

std::string budget(const Budget& wish) {
    return wish.amount + " " + name_of(wish.scope);
}

std::string edit(const Edit& one) {
    switch (one.operation) {
        case Operation::AddItems:
            return "add " + item(one.item);
        case Operation::RemoveItems:
            return "remove " + item(one.item);
        case Operation::SetQuantity:
            return "quantity " + item(one.item);
        case Operation::ChangeQuantity:
            return fmt::format("{:+} {}", one.delta, item(one.item));
        case Operation::SetOptions:
            return "options " + item(one.item);
        case Operation::ReplaceItem:
            return item(one.item) + " -> " + (one.with ? item(*one.with) : std::string("?"));
        case Operation::SetBudget:
            return "budget " + (one.budget ? budget(*one.budget) : std::string("none"));
        case Operation::OtherShop:
            return "other_shop";
        case Operation::MoreOffers:
            return "more_offers";
        case Operation::SetShop:
            return "shop " + one.text;
        case Operation::SetAddress:
            return "to " + one.text;
        case Operation::SetTime:
            return "when " + one.text;
        case Operation::SetNote:
            return "note " + one.text;
        case Operation::SetPreference:
            return "prefer " + one.text;
    }
    return "?";
}

}  // namespace

std::string compact(const Act& act) {
    auto out = name_of(act.intent);
    if (act.intent == Intent::Start) out += " " + act.skill;
    if (act.intent == Intent::SmallTalk) out += " " + act.text;
    if (act.intent == Intent::RevokeGrant && !act.service.empty()) out += " " + act.service;
    if (act.errand) out += fmt::format(" @{}", *act.errand);
    std::string fields;
    const auto add = [&](const std::string& field) {
        fields += (fields.empty() ? "" : "; ") + field;
    };
    const auto& slots = act.slots;
    for (const auto& one : slots.items) add(item(one));
    if (slots.choice) add(fmt::format("choice {}", *slots.choice));
    if (slots.shop) add("shop " + *slots.shop);
    if (slots.deliver_to) add("to " + *slots.deliver_to);
    if (slots.when) add("when " + *slots.when);
    if (slots.budget) add("budget " + budget(*slots.budget));
    if (slots.preference) add("prefer " + *slots.preference);
    for (const auto& one : slots.avoid) add("avoid " + one);
    if (slots.note) add("note " + *slots.note);
    if (slots.any) add("any");
    for (const auto& one : act.edits) add(edit(one));
    return fields.empty() ? out : out + ": " + fields;
}

std::string compact(const Understanding& understanding) {
    std::string out;
    for (const auto& act : understanding.acts) out += (out.empty() ? "" : "\n") + compact(act);
    return out;
}

}  // namespace errand::brain::embedded
