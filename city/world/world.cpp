#include "city/world/world.hpp"

#include <fmt/format.h>

#include <fstream>
#include <iterator>

#include "city/limits.hpp"
#include "city/world/check.hpp"

namespace errand::city {
namespace {

struct Absent {
    std::string_view key;
    json::value value;
};

// Gives members that may be left out their empty value, so that what remains can be read strictly.
void fill(json::object& members, std::initializer_list<Absent> absent) {
    for (const auto& [key, empty] : absent) {
        if (const auto* found = members.if_contains(key); found == nullptr || found->is_null())
            members[key] = empty;
    }
}

// A default may be written as null or as a list of at most one value.
void flatten_default(json::object& option) {
    auto* given = option.if_contains("default");
    if (given == nullptr) return;
    if (given->is_null()) option.erase("default");
    if (const auto* list = given->if_array(); list != nullptr && list->size() <= 1) {
        const json::value only = list->empty() ? json::value("") : list->front();
        option["default"] = only;
    }
}

void normalise_option(json::value& option) {
    auto* members = option.if_object();
    if (members == nullptr) return;
    flatten_default(*members);
    auto* choices = members->if_contains("choices");
    if (choices == nullptr || !choices->is_array()) return;
    // A choice without a name is called what it is written as.
    for (auto& choice : choices->get_array()) {
        auto* one = choice.if_object();
        const auto* value = one == nullptr ? nullptr : one->if_contains("value");
        if (value == nullptr) continue;
        const auto text = commerce::read_option_value(*value, "value");
        if (text && !one->contains("name")) (*one)["name"] = *text;
    }
}

void normalise_item(json::value& item) {
    auto* members = item.if_object();
    if (members == nullptr) return;
    fill(*members, {{"stock", kUnlimitedStock},
                    {"tags", json::array{}},
                    {"attributes", json::object{}},
                    {"options", json::array{}}});
    if (auto* options = (*members)["options"].if_array())
        for (auto& option : *options) normalise_option(option);
}

void normalise_shop(json::object& shop) {
    fill(shop, {{"rating", 0},
                {"tags", json::array{}},
                {"minimum_order", "0.00"},
                {"packing_fee", "0.00"},
                {"delivery", json::object{}},
                {"coupons", json::array{}}});
    if (auto* delivery = shop["delivery"].if_object()) {
        fill(*delivery, {{"base_fee", "0.00"},
                         {"per_km", "0.00"},
                         {"prepare_minutes", 0},
                         {"minutes_per_km", 0}});
    }
    if (auto* items = shop.if_contains("items"); items != nullptr && items->is_array())
        for (auto& item : items->get_array()) normalise_item(item);
}

template <class T>
Result<std::vector<T>> decode_list(const json::object& members, std::string_view key) {
    const auto* found = members.if_contains(key);
    if (found == nullptr) return std::vector<T>{};
    return json::decode<std::vector<T>>(*found, json::Unknown::Refuse, std::string(key));
}

Result<std::string> text_at(const json::object& members, std::string_view key,
                            const std::string& path) {
    const auto* found = members.if_contains(key);
    if (found == nullptr) return fail(json::detail::missing_member(path, key));
    return json::decode<std::string>(*found, json::Unknown::Refuse,
                                     json::detail::member_path(path, key));
}

// Food is read in full; a shop of another service keeps its own form, of which only what every shop
// has is looked at.
Result<> decode_shop(const json::value& from, const std::string& path, World& into) {
    const auto* members = from.if_object();
    if (members == nullptr) return fail(json::detail::wrong_type(path, "an object", from));
    ERRAND_TRY(const auto service, text_at(*members, "service", path));
    if (service == "food") {
        ERRAND_TRY(auto shop, decode_food_shop(from, path));
        into.shops.push_back(std::move(shop));
        return {};
    }
    ERRAND_TRY_VOID(text_at(*members, "id", path));
    if (members->contains("place")) ERRAND_TRY_VOID(text_at(*members, "place", path));
    into.other_shops.push_back(from);
    return {};
}

Result<> refuse_unknown(const json::object& members) {
    static constexpr std::string_view kKnown[] = {"currency", "timezone", "weather", "places",
                                                  "shops",    "coupons",  "habits"};
    for (const auto& member : members) {
        if (std::ranges::find(kKnown, std::string_view(member.key())) == std::end(kKnown))
            return fail(json::detail::unknown_member("", member.key()));
    }
    for (const auto* key : {"places", "shops"}) {
        if (!members.contains(key)) return fail(json::detail::missing_member("", key));
    }
    return {};
}

}  // namespace

const Place* World::place(std::string_view id) const {
    const auto found = std::ranges::find(places, id, &Place::id);
    return found == places.end() ? nullptr : &*found;
}

const Place* World::place_of_kind(std::string_view kind) const {
    const auto found = std::ranges::find(places, kind, &Place::kind);
    return found == places.end() ? nullptr : &*found;
}

Result<FoodShop> decode_food_shop(const json::value& from, const std::string& path) {
    json::value shop = from;
    if (auto* members = shop.if_object()) normalise_shop(*members);
    return json::decode<FoodShop>(shop, json::Unknown::Refuse, path);
}

Result<World> decode_world(const json::value& from) {
    const auto* members = from.if_object();
    if (members == nullptr) return fail(json::detail::wrong_type("", "an object", from));
    ERRAND_TRY_VOID(refuse_unknown(*members));
    World world;
    ERRAND_TRY(world.currency, text_at(*members, "currency", ""));
    ERRAND_TRY(world.timezone, text_at(*members, "timezone", ""));
    ERRAND_TRY(world.weather, decode_list<Weather>(*members, "weather"));
    ERRAND_TRY(world.places, decode_list<Place>(*members, "places"));
    ERRAND_TRY(world.coupons, decode_list<Coupon>(*members, "coupons"));
    ERRAND_TRY(const auto shops, decode_list<json::value>(*members, "shops"));
    for (std::size_t i = 0; i < shops.size(); ++i)
        ERRAND_TRY_VOID(decode_shop(shops[i], fmt::format("shops.{}", i), world));
    if (const auto* habits = members->if_contains("habits")) world.habits = *habits;
    ERRAND_TRY_VOID(check_world(world));
    return world;
}

Result<World> read_world(const std::filesystem::path& file) {
    std::error_code error;
    const auto size = std::filesystem::file_size(file, error);
    if (error) {
        return fail(ErrorCode::NotFound,
                    fmt::format("cannot read the world {}: {}", file.string(), error.message()),
                    "Name a JSON file in the form of docs/city.md.");
    }
    if (size > kMaxWorldBytes) {
        return fail(ErrorCode::Exhausted, fmt::format("the world {} has more than {} bytes",
                                                      file.string(), kMaxWorldBytes));
    }
    std::ifstream stream(file, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(stream), {}};
    auto parsed = json::parse(text);
    if (parsed) {
        auto world = decode_world(*parsed);
        if (world) return world;
        parsed = fail(world.error());
    }
    return fail(parsed.error().code, fmt::format("{}: {}", file.string(), parsed.error().message),
                parsed.error().advice);
}

json::value encode_world(const World& world) {
    json::array shops;
    for (const auto& shop : world.shops) shops.push_back(json::encode(shop));
    for (const auto& shop : world.other_shops) shops.push_back(shop);
    json::object members{{"currency", world.currency},
                         {"timezone", world.timezone},
                         {"weather", json::encode(world.weather)},
                         {"places", json::encode(world.places)},
                         {"shops", std::move(shops)},
                         {"coupons", json::encode(world.coupons)}};
    if (!world.habits.is_null()) members["habits"] = world.habits;
    return members;
}

}  // namespace errand::city
