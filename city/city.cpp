#include "city/city.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <charconv>

#include "city/limits.hpp"

namespace errand::city {
namespace {

std::chrono::sys_days date_of(const TimeZone& zone, Time now) {
    const auto day = std::chrono::floor<std::chrono::days>(zone.to_local(now));
    return std::chrono::sys_days(day.time_since_epoch());
}

// The assistant's own words for places are home and office; a world calls them by their kind.
std::map<std::string, std::string> default_addresses(const World& world) {
    std::map<std::string, std::string> addresses;
    for (const auto* kind : {"home", "office"})
        if (const auto* place = world.place_of_kind(kind)) addresses.emplace(kind, place->id);
    return addresses;
}

// What is asked of users is checked before anything is forgotten.
Result<> check_users(std::vector<UserSetup>& users, const World& world) {
    if (users.size() > kMaxUsers) return fail(ErrorCode::Exhausted, "too many users");
    std::set<std::string> ids;
    for (std::size_t i = 0; i < users.size(); ++i) {
        auto& user = users[i];
        if (!user.id) user.id = std::string(kDefaultUser);
        if (user.id->empty() || user.id->size() > kMaxUserBytes || !ids.insert(*user.id).second)
            return fail(ErrorCode::Invalid,
                        fmt::format("users.{}.id is empty, too long or doubled", i));
        if (!user.addresses) user.addresses = default_addresses(world);
        for (const auto& [label, place] : *user.addresses) {
            if (world.place(place) == nullptr) {
                return fail(ErrorCode::Invalid,
                            fmt::format("users.{}.addresses.{} is '{}', which is no place's id", i,
                                        label, place));
            }
        }
        if (user.wallet && user.wallet->negative())
            return fail(ErrorCode::Invalid, fmt::format("users.{}.wallet is negative", i));
        if (user.public_key) {
            ERRAND_TRY([[maybe_unused]] const auto key,
                       crypto::PublicKey::from_jwk(*user.public_key));
        }
    }
    return {};
}

}  // namespace

City::~City() {
    if (lock_ >= 0) ::close(lock_);
}

Result<> City::lock(const std::string& home) {
    if (home.empty()) return {};
    std::error_code error;
    std::filesystem::create_directories(home, error);
    if (error) {
        return fail(ErrorCode::Unavailable,
                    fmt::format("cannot make {}: {}", home, error.message()));
    }
    // The databases hold what one person ordered.
    std::filesystem::permissions(home, std::filesystem::perms::owner_all, error);
    const auto file = std::filesystem::path(home) / "city.lock";
    lock_ = ::open(file.c_str(), O_CREAT | O_RDWR | O_CLOEXEC, 0600);
    if (lock_ < 0 || ::flock(lock_, LOCK_EX | LOCK_NB) != 0) {
        return fail(ErrorCode::Unavailable, fmt::format("another city uses {}", home),
                    "Stop it, or choose another --home.");
    }
    return {};
}

Result<std::unique_ptr<City>> City::open(const CityOptions& options) {
    std::unique_ptr<City> city(new City());
    ERRAND_TRY_VOID(city->lock(options.home));
    ERRAND_TRY(city->authority_, Authority::open(options.home, city->clock_));
    ERRAND_TRY(city->atlas_, Atlas::open(options.home));
    ERRAND_TRY(city->food_, Food::open(options.home, *city->atlas_, city->clock_));
    ERRAND_TRY(city->pay_, Pay::open(options.home, *city->food_, city->clock_));
    city->faults_ = std::make_unique<Faults>(*city->food_);
    ERRAND_TRY_VOID(city->restore_clock());
    if (options.now) ERRAND_TRY_VOID(city->set_clock(*options.now));
    ERRAND_TRY(const auto begun, city->authority_->setting("begun"));
    if (begun == "yes") {
        ERRAND_TRY_VOID(city->atlas_->load());
        ERRAND_TRY_VOID(city->food_->load());
        ERRAND_TRY_VOID(city->pay_->settle());
        return city;
    }
    ResetRequest first;
    if (options.world) {
        first.world = options.world->string();
    } else {
        first.seed = options.seed;
    }
    ERRAND_TRY_VOID(city->reset(first));
    return city;
}

Result<World> City::make_world(const ResetRequest& request, Time now) const {
    if (request.world && request.world->is_string())
        return read_world(std::string(request.world->get_string()));
    if (request.world && !request.world->is_null()) return decode_world(*request.world);
    ERRAND_TRY(const auto zone, TimeZone::find("Asia/Shanghai"));
    return generate_world(request.seed.value_or(kDefaultSeed), date_of(zone, now));
}

Result<> City::reset(const ResetRequest& request) {
    auto now = clock_.now();
    if (request.now) {
        ERRAND_TRY(now, parse_time(*request.now));
    }
    ERRAND_TRY(const auto world, make_world(request, now));
    auto users = request.users.value_or(std::vector<UserSetup>(1));
    ERRAND_TRY_VOID(check_users(users, world));
    if (request.now) ERRAND_TRY_VOID(set_clock(now));
    return begin(world, users);
}

Result<> City::begin(const World& world, const std::vector<UserSetup>& users) {
    ERRAND_TRY_VOID(authority_->set_setting("begun", "no"));
    ERRAND_TRY_VOID(authority_->clear());
    faults_->clear();
    ERRAND_TRY_VOID(atlas_->fill(world));
    ERRAND_TRY_VOID(food_->fill(world));
    ERRAND_TRY_VOID(pay_->clear());
    for (const auto& user : users) ERRAND_TRY_VOID(add_user(user));
    return authority_->set_setting("begun", "yes");
}

Result<> City::add_user(const UserSetup& user) {
    Account account;
    account.user = *user.id;
    account.balance = user.wallet.value_or(commerce::Money{kDefaultWalletMinor});
    if (user.limits) {
        account.per_payment = user.limits->per_payment;
        account.per_day = user.limits->per_day;
    }
    account.public_key = user.public_key;
    ERRAND_TRY_VOID(pay_->add_account(account));
    for (const auto& [label, place] : *user.addresses)
        ERRAND_TRY_VOID(atlas_->save(*user.id, label, place));
    int nth = 0;
    for (const auto& order : user.orders.value_or(std::vector<json::value>{}))
        ERRAND_TRY_VOID(food_->add_earlier(*user.id, order, nth++));
    return {};
}

Result<> City::save_clock() {
    const auto offset = clock_.now() - SystemClock().now();
    return authority_->set_setting("clock_offset_ms", std::to_string(offset.count()));
}

Result<> City::restore_clock() {
    ERRAND_TRY(const auto stored, authority_->setting("clock_offset_ms"));
    if (!stored) return {};
    std::int64_t offset = 0;
    const auto* end = stored->data() + stored->size();
    if (std::from_chars(stored->data(), end, offset).ptr != end)
        return fail(ErrorCode::Corrupt, "the stored clock cannot be read");
    clock_.advance(Millis(offset));
    return {};
}

Result<> City::set_clock(Time now) {
    clock_.set(now);
    return save_clock();
}

Result<> City::advance_clock(Millis by) {
    clock_.advance(by);
    return save_clock();
}

Result<json::object> City::records() {
    ERRAND_TRY(auto orders, food_->records());
    ERRAND_TRY(auto payments, pay_->payment_records());
    ERRAND_TRY(auto refunds, pay_->refund_records());
    return json::object{{"orders", std::move(orders)},
                        {"payments", std::move(payments)},
                        {"refunds", std::move(refunds)}};
}

Result<> City::sign_up(const std::string& user, const crypto::Jwk& key) {
    return pay_->sign_up(user, key);
}

}  // namespace errand::city
