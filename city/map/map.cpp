#include "city/map/map.hpp"

#include <fmt/format.h>

#include <cmath>

#include "city/limits.hpp"

namespace errand::city {
namespace {

using tool::CallResult;
using tool::refusal;

// Riding through a city, traffic lights included.
constexpr double kKmPerHour = 18;

constexpr std::string_view kPlaceSchema = R"({"type": "object",
    "properties": {"id": {"type": "string"},
                   "name": {"type": ["string", "object"]},
                   "address": {"type": ["string", "object"]},
                   "lat": {"type": "number"}, "lon": {"type": "number"},
                   "kind": {"type": "string"}},
    "required": ["id", "name", "address", "lat", "lon", "kind"]})";

json::value list_schema(std::string_view key, json::value element) {
    return json::object{{"type", "object"},
                        {"properties", {{key, {{"type", "array"}, {"items", std::move(element)}}}}},
                        {"required", json::array{json::value(key)}}};
}

json::value saved_schema() {
    return json::object{
        {"type", "object"},
        {"properties", {{"label", {{"type", "string"}}}, {"place", schema(kPlaceSchema)}}},
        {"required", {"label", "place"}}};
}

CallResult no_place(std::string_view id) {
    return refusal("unknown_place", fmt::format("There is no place '{}'.", id),
                   "Use an id that find_place or saved_places gave.");
}

ServiceTool reading(std::string name, std::string title, std::string description, json::value input,
                    json::value output, Handler handle) {
    tool::Tool tool{"map",
                    std::move(name),
                    std::move(title),
                    std::move(description),
                    std::move(input),
                    std::move(output),
                    tool::Effect::Reads,
                    true};
    return {std::move(tool), "map:read", std::move(handle)};
}

Result<CallResult> saved_places(Atlas& atlas, const std::string& user) {
    ERRAND_TRY(const auto saved, atlas.saved(user));
    json::array places;
    for (const auto& [label, id] : saved) {
        if (const auto* place = atlas.place(id))
            places.push_back({{"label", label}, {"place", json::encode(*place)}});
    }
    return CallResult{json::object{{"places", std::move(places)}}};
}

Result<CallResult> save_place(Atlas& atlas, const json::object& arguments, const Caller& caller) {
    const std::string label(json::string_at(arguments, "label"));
    const std::string id(json::string_at(arguments, "place"));
    return once(atlas.database(), "save_place", arguments, caller, [&]() -> Result<CallResult> {
        const auto* place = atlas.place(id);
        if (place == nullptr) return no_place(id);
        ERRAND_TRY(const auto saved, atlas.saved(caller.user));
        if (saved.size() >= kMaxSavedPlaces)
            return refusal("too_many", fmt::format("At most {} places are kept.", kMaxSavedPlaces));
        ERRAND_TRY_VOID(atlas.save(caller.user, label, id));
        return CallResult{json::object{{"label", label}, {"place", json::encode(*place)}}};
    });
}

CallResult find_place(const Atlas& atlas, const json::object& arguments) {
    const auto* limit = arguments.if_contains("limit");
    const auto most = limit == nullptr ? 10 : limit->to_number<int>();
    json::array places;
    for (const auto& match : atlas.find(json::string_at(arguments, "text"))) {
        if (places.size() >= static_cast<std::size_t>(most)) break;
        auto place = json::encode(atlas.places()[match.document]);
        place.as_object()["score"] = std::round(match.score * 1000) / 1000;
        places.push_back(std::move(place));
    }
    return {json::object{{"places", std::move(places)}}};
}

CallResult route(const Atlas& atlas, const json::object& arguments) {
    const std::string from_id(json::string_at(arguments, "from"));
    const std::string to_id(json::string_at(arguments, "to"));
    const auto* from = atlas.place(from_id);
    const auto* to = atlas.place(to_id);
    if (from == nullptr) return no_place(from_id);
    if (to == nullptr) return no_place(to_id);
    const double km = distance_km(from->position(), to->position());
    return {json::object{{"distance_km", std::round(km * 1000) / 1000},
                         {"minutes", static_cast<int>(std::ceil(km / kKmPerHour * 60))}}};
}

CallResult weather(const Atlas& atlas, const json::object& arguments, const Clock& clock,
                   const TimeZone& zone) {
    std::string date(json::string_at(arguments, "date"));
    if (date.empty()) date = zone.format(clock.now()).substr(0, 10);
    const auto* found = atlas.weather(date);
    if (found == nullptr) {
        return refusal("unknown_date", fmt::format("There is no forecast for {}.", date),
                       "Ask for a day of the next weeks, as 2026-03-02.");
    }
    return {json::encode(*found)};
}

constexpr std::string_view kSaveInput = R"({"type": "object", "additionalProperties": false,
    "properties": {"label": {"type": "string", "minLength": 1, "maxLength": 100},
                   "place": {"type": "string"}, "idempotency_key": {"type": "string"}},
    "required": ["label", "place"]})";
constexpr std::string_view kFindInput = R"({"type": "object", "additionalProperties": false,
    "properties": {"text": {"type": "string", "minLength": 1, "maxLength": 1000},
                   "limit": {"type": "integer", "minimum": 1, "maximum": 50}},
    "required": ["text"]})";
constexpr std::string_view kRouteInput = R"({"type": "object", "additionalProperties": false,
    "properties": {"from": {"type": "string"}, "to": {"type": "string"}}, "required": ["from", "to"]})";
constexpr std::string_view kRouteOutput = R"({"type": "object",
    "properties": {"distance_km": {"type": "number"}, "minutes": {"type": "integer"}},
    "required": ["distance_km", "minutes"]})";
constexpr std::string_view kWeatherInput = R"({"type": "object", "additionalProperties": false,
    "properties": {"date": {"type": "string"}}})";
constexpr std::string_view kWeatherOutput = R"({"type": "object",
    "properties": {"date": {"type": "string"}, "kind": {"type": "string"},
                   "low": {"type": "number"}, "high": {"type": "number"}},
    "required": ["date", "kind"]})";

}  // namespace

std::vector<ServiceTool> map_tools(Atlas& atlas, const Clock& clock, const TimeZone& zone) {
    std::vector<ServiceTool> tools;
    tools.push_back(reading(
        "saved_places", "Saved places", "The user's own places, such as home and office.",
        schema(R"({"type": "object", "additionalProperties": false})"),
        list_schema("places", saved_schema()), [&atlas](const json::object&, const Caller& caller) {
            return saved_places(atlas, caller.user);
        }));
    auto save =
        reading("save_place", "Save a place", "Keeps a place under the user's label for it.",
                schema(kSaveInput), saved_schema(),
                [&atlas](const json::object& arguments, const Caller& caller) {
                    return save_place(atlas, arguments, caller);
                });
    save.tool.effect = tool::Effect::Changes;
    tools.push_back(std::move(save));
    tools.push_back(reading("find_place", "Find a place",
                            "Places whose name or address is like the text, best first.",
                            schema(kFindInput), list_schema("places", schema(kPlaceSchema)),
                            [&atlas](const json::object& arguments, const Caller&) {
                                return Result<CallResult>(find_place(atlas, arguments));
                            }));
    tools.push_back(reading("route", "Route",
                            "How far it is from one place to another, and how long "
                            "a ride takes.",
                            schema(kRouteInput), schema(kRouteOutput),
                            [&atlas](const json::object& arguments, const Caller&) {
                                return Result<CallResult>(route(atlas, arguments));
                            }));
    tools.push_back(reading("weather", "Weather", "The weather of a day; without a date, today's.",
                            schema(kWeatherInput), schema(kWeatherOutput),
                            [&atlas, &clock, &zone](const json::object& arguments, const Caller&) {
                                return Result<CallResult>(weather(atlas, arguments, clock, zone));
                            }));
    return tools;
}

}  // namespace errand::city
