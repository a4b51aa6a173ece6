#include "eval/world.hpp"

#include <algorithm>

#include "eval/evidence.hpp"

namespace errand::eval {
namespace {

const json::array& list_at(const json::value& of, std::string_view key) {
    static const json::array none;
    const auto* found = of.is_object() ? of.get_object().if_contains(key) : nullptr;
    return found != nullptr && found->is_array() ? found->get_array() : none;
}

const json::value* find_option(const json::value& world, std::string_view item,
                               std::string_view key) {
    const auto* found = find_item(world, item);
    if (found == nullptr) return nullptr;
    for (const auto& option : list_at(*found, "options")) {
        if (json::string_at(option, "key") == key) return &option;
    }
    return nullptr;
}

// A value is written as text or as a number.
std::string text_of(const json::value* value) {
    if (value == nullptr) return {};
    if (value->is_string()) return std::string(value->get_string());
    return value->is_number() ? json::write(*value) : std::string{};
}

}  // namespace

const json::value* find_shop(const json::value& world, const json::value& shop) {
    const auto names = texts_of(shop);
    for (const auto& one : list_at(world, "shops")) {
        const auto known = texts_of(one.get_object().contains("name") ? one.at("name") : one);
        for (const auto& name : names) {
            if (name == json::string_at(one, "id")) return &one;
            if (std::ranges::find(known, name) != known.end()) return &one;
        }
    }
    return nullptr;
}

const json::value* find_item(const json::value& world, std::string_view id) {
    for (const auto& shop : list_at(world, "shops")) {
        for (const auto& item : list_at(shop, "items")) {
            if (json::string_at(item, "id") == id) return &item;
        }
    }
    return nullptr;
}

std::string default_option(const json::value& world, std::string_view item, std::string_view key) {
    const auto* option = find_option(world, item, key);
    return option == nullptr ? std::string{} : text_of(json::find(*option, "default"));
}

bool means_option(const json::value& world, std::string_view item, std::string_view key,
                  std::string_view said, std::string_view chosen) {
    if (said == chosen) return true;
    const auto* option = find_option(world, item, key);
    if (option == nullptr) return contains_text(chosen, said);
    for (const auto& choice : list_at(*option, "choices")) {
        const auto* name = json::find(choice, "name");
        const bool is_chosen = text_of(json::find(choice, "value")) == chosen ||
                               (name != nullptr && contains_text(*name, chosen));
        if (is_chosen && (text_of(json::find(choice, "value")) == said ||
                          (name != nullptr && contains_text(*name, said))))
            return true;
    }
    return false;
}

}  // namespace errand::eval
