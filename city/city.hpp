// Owns: one city: its clock, its services and their databases, and how it begins anew.
// Strand: one thread. Must stay true: a city that began has a whole world; one whose beginning was
// cut off begins anew at the next start.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "city/door/faults.hpp"
#include "city/food/food.hpp"
#include "city/map/atlas.hpp"
#include "city/pay/pay.hpp"
#include "city/sign_in/authority.hpp"

namespace errand::city {

inline constexpr std::uint64_t kDefaultSeed = 1;
inline constexpr std::string_view kDefaultUser = "me";

struct UserLimits {
    std::optional<commerce::Money> per_payment;
    std::optional<commerce::Money> per_day;
};
BOOST_DESCRIBE_STRUCT(UserLimits, (), (per_payment, per_day))

// `addresses`: label to a place's id. `orders`: what the user ordered before. `grants` and `memory`
// are the assistant's; they are read so that a scenario's user can be sent as it is.
struct UserSetup {
    std::optional<std::string> id;
    std::optional<std::map<std::string, std::string>> addresses;
    std::optional<commerce::Money> wallet;
    std::optional<UserLimits> limits;
    std::optional<crypto::Jwk> public_key;
    std::optional<std::vector<json::value>> orders;
    std::optional<json::value> grants;
    std::optional<json::value> memory;
};
BOOST_DESCRIBE_STRUCT(UserSetup, (),
                      (id, addresses, wallet, limits, public_key, orders, grants, memory))

// `world` is the object itself or the path of its file; without it `seed` makes one.
struct ResetRequest {
    std::optional<json::value> world;
    std::optional<std::uint64_t> seed;
    std::optional<std::string> now;
    std::optional<std::vector<UserSetup>> users;
};
BOOST_DESCRIBE_STRUCT(ResetRequest, (), (world, seed, now, users))

struct CityOptions {
    std::string home;  // empty: everything in memory
    std::uint64_t seed = kDefaultSeed;
    std::optional<std::filesystem::path> world;
    std::optional<Time> now;
};

class City {
  public:
    // Takes up what the home holds, or begins with the options' world. Unavailable where another
    // city has the home.
    static Result<std::unique_ptr<City>> open(const CityOptions& options);
    ~City();

    // Ends every order, payment and sign-in and begins anew. Where the request is wrong nothing has
    // changed, except for an earlier order that fits no shop: that is found when the world stands.
    Result<> reset(const ResetRequest& request);
    Result<> set_clock(Time now);
    Result<> advance_clock(Millis by);
    Result<json::object> records();
    Result<> sign_up(const std::string& user, const crypto::Jwk& key);

    const ShiftedClock& clock() const { return clock_; }
    const TimeZone& zone() const { return food_->zone(); }
    Atlas& atlas() { return *atlas_; }
    Food& food() { return *food_; }
    Pay& pay() { return *pay_; }
    Authority& authority() { return *authority_; }
    Faults& faults() { return *faults_; }

  private:
    City() = default;
    Result<> lock(const std::string& home);
    Result<> begin(const World& world, const std::vector<UserSetup>& users);
    Result<> add_user(const UserSetup& user);
    Result<> save_clock();
    Result<> restore_clock();
    Result<World> make_world(const ResetRequest& request, Time now) const;

    ShiftedClock clock_;
    std::unique_ptr<Atlas> atlas_;
    std::unique_ptr<Food> food_;
    std::unique_ptr<Pay> pay_;
    std::unique_ptr<Authority> authority_;
    std::unique_ptr<Faults> faults_;
    int lock_ = -1;
};

}  // namespace errand::city
