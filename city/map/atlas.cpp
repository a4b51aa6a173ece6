#include "city/map/atlas.hpp"

#include <fmt/format.h>

#include "city/service/service.hpp"

namespace errand::city {
namespace {

constexpr double kLeastScore = 0.3;

std::span<const sqlite::Migration> migrations() {
    static const std::string first = std::string(R"sql(
        CREATE TABLE place (
            position INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE,
            document TEXT NOT NULL
        );
        CREATE TABLE weather (
            date TEXT PRIMARY KEY,
            document TEXT NOT NULL
        ) WITHOUT ROWID;
        CREATE TABLE saved_place (
            user TEXT NOT NULL,
            label TEXT NOT NULL,
            place TEXT NOT NULL,
            PRIMARY KEY (user, label)
        ) WITHOUT ROWID;
    )sql") + std::string(kAnswersTable);
    static const sqlite::Migration all[] = {{"places, weather, saved places, answers", first}};
    return all;
}

}  // namespace

Result<std::unique_ptr<Atlas>> Atlas::open(const std::string& home) {
    ERRAND_TRY(auto database, open_database(home, "map", migrations()));
    return std::unique_ptr<Atlas>(new Atlas(std::move(database)));
}

void Atlas::keep(std::vector<Place> places, std::vector<Weather> weather) {
    places_ = std::move(places);
    weather_ = std::move(weather);
    by_id_.clear();
    for (std::size_t i = 0; i < places_.size(); ++i) by_id_.emplace(places_[i].id, i);
    index_.reset();
}

Result<> Atlas::fill(const World& world) {
    ERRAND_TRY(auto transaction, sqlite::Transaction::begin(database_));
    ERRAND_TRY_VOID(
        database_.execute("DELETE FROM place; DELETE FROM weather; "
                          "DELETE FROM saved_place; DELETE FROM answered"));
    ERRAND_TRY(auto place, database_.prepare("INSERT INTO place VALUES (?, ?, ?)"));
    for (std::size_t i = 0; i < world.places.size(); ++i) {
        const auto document = json::write(json::encode(world.places[i]));
        place.with(i, world.places[i].id, document);
        ERRAND_TRY_VOID(place.run());
    }
    ERRAND_TRY(auto day, database_.prepare("INSERT OR REPLACE INTO weather VALUES (?, ?)"));
    for (const auto& weather : world.weather) {
        const auto document = json::write(json::encode(weather));
        day.with(weather.date, document);
        ERRAND_TRY_VOID(day.run());
    }
    ERRAND_TRY_VOID(transaction.commit());
    keep(world.places, world.weather);
    return {};
}

Result<> Atlas::load() {
    std::vector<Place> places;
    ERRAND_TRY(auto rows, database_.prepare("SELECT document FROM place ORDER BY position"));
    for (;;) {
        ERRAND_TRY(const bool found, rows.step());
        if (!found) break;
        ERRAND_TRY(auto place, json::read<Place>(rows.text(0)));
        places.push_back(std::move(place));
    }
    std::vector<Weather> weather;
    ERRAND_TRY(auto days, database_.prepare("SELECT document FROM weather"));
    for (;;) {
        ERRAND_TRY(const bool found, days.step());
        if (!found) break;
        ERRAND_TRY(auto day, json::read<Weather>(days.text(0)));
        weather.push_back(std::move(day));
    }
    keep(std::move(places), std::move(weather));
    return {};
}

const Place* Atlas::place(std::string_view id) const {
    const auto found = by_id_.find(std::string(id));
    return found == by_id_.end() ? nullptr : &places_[found->second];
}

const Place* Atlas::place_of_kind(std::string_view kind) const {
    const auto found = std::ranges::find(places_, kind, &Place::kind);
    return found == places_.end() ? nullptr : &*found;
}

const Weather* Atlas::weather(std::string_view date) const {
    const auto found = std::ranges::find(weather_, date, &Weather::date);
    return found == weather_.end() ? nullptr : &*found;
}

std::vector<Match> Atlas::find(std::string_view text) const {
    if (!index_) {
        index_ = std::make_unique<SearchIndex>();
        for (const auto& place : places_) {
            index_->add({{place.name.zh, 1},
                         {place.name.en, 1},
                         {place.address.zh, 0.9},
                         {place.address.en, 0.9},
                         {place.kind, 0.7}});
        }
        index_->finish();
    }
    return index_->search(text, kLeastScore);
}

Result<std::vector<SavedPlace>> Atlas::saved(const std::string& user) {
    ERRAND_TRY(auto rows, database_.prepare("SELECT label, place FROM saved_place WHERE user = ? "
                                            "ORDER BY label"));
    rows.with(user);
    std::vector<SavedPlace> all;
    for (;;) {
        ERRAND_TRY(const bool found, rows.step());
        if (!found) return all;
        all.push_back({std::string(rows.text(0)), std::string(rows.text(1))});
    }
}

Result<std::optional<std::string>> Atlas::label_of(const std::string& user,
                                                   const std::string& place) {
    ERRAND_TRY(const auto all, saved(user));
    for (const auto& one : all)
        if (one.place == place) return std::optional<std::string>(one.label);
    return std::optional<std::string>{};
}

Result<> Atlas::save(const std::string& user, const std::string& label, const std::string& place) {
    ERRAND_TRY(auto insert,
               database_.prepare("INSERT OR REPLACE INTO saved_place VALUES (?, ?, ?)"));
    insert.with(user, label, place);
    return insert.run();
}

}  // namespace errand::city
