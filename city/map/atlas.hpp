// Owns: the places of the city, which of them users have saved under a label, and the weather; with
// their database `map.db`. Strand: the city's one thread.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "city/search/index.hpp"
#include "city/world/world.hpp"
#include "sqlite/database.hpp"

namespace errand::city {

struct SavedPlace {
    std::string label;
    std::string place;
};

class Atlas {
  public:
    // `home` is the folder of the databases, or empty for one in memory.
    static Result<std::unique_ptr<Atlas>> open(const std::string& home);

    // Replaces everything by the world's, and forgets what users saved.
    Result<> fill(const World& world);
    // Reads what the database holds. After `open` one of the two must be called.
    Result<> load();

    const Place* place(std::string_view id) const;
    const std::vector<Place>& places() const { return places_; }
    const Place* place_of_kind(std::string_view kind) const;
    // The weather of a day such as 2026-03-02, or null.
    const Weather* weather(std::string_view date) const;
    // Best first.
    std::vector<Match> find(std::string_view text) const;

    // By label.
    Result<std::vector<SavedPlace>> saved(const std::string& user);
    // The label under which the user saved this place; the first of several.
    Result<std::optional<std::string>> label_of(const std::string& user, const std::string& place);
    Result<> save(const std::string& user, const std::string& label, const std::string& place);

    sqlite::Database& database() { return database_; }

  private:
    explicit Atlas(sqlite::Database database) : database_(std::move(database)) {}
    void keep(std::vector<Place> places, std::vector<Weather> weather);

    sqlite::Database database_;
    std::vector<Place> places_;
    std::unordered_map<std::string, std::size_t> by_id_;
    std::vector<Weather> weather_;
    mutable std::unique_ptr<SearchIndex> index_;  // built when first asked for
};

}  // namespace errand::city
