// Owns: the world that a seed gives. Pure; any thread. Must stay true: the same seed and date give
// the same world on every machine, so nothing here uses the library's distributions or hashes.
#include <fmt/format.h>

#include <cmath>

#include "base/check.hpp"
#include "city/world/check.hpp"
#include "city/world/menu_data.hpp"
#include "city/world/option_data.hpp"
#include "city/world/place_data.hpp"
#include "city/world/world.hpp"

namespace errand::city {
namespace {

using commerce::Money;

constexpr Position kCenter{30.2741, 120.1551};
constexpr double kCityKm = 7.0;  // from side to side
constexpr int kHomes = 90;
constexpr int kOffices = 70;
constexpr std::size_t kItemsPerShop = 23;
constexpr int kWeatherDays = 30;

// SplitMix64 (Steele, Lea, Flood 2014).
class Dice {
  public:
    explicit Dice(std::uint64_t seed) : state_(seed) {}
    std::uint64_t roll() {
        std::uint64_t mixed = state_ += 0x9e3779b97f4a7c15ULL;
        mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9ULL;
        mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111ebULL;
        return mixed ^ (mixed >> 31);
    }
    // From low to high, both included.
    int between(int low, int high) {
        return low + static_cast<int>(roll() % static_cast<std::uint64_t>(high - low + 1));
    }
    double share() { return static_cast<double>(roll() >> 11) * 0x1.0p-53; }
    bool chance(int percent) { return between(1, 100) <= percent; }
    const auto& one_of(const auto& all) { return all[roll() % std::size(all)]; }

  private:
    std::uint64_t state_;
};

// To so many decimal places, written as shortly as possible.
double rounded(double value, int places) {
    const double scale = std::pow(10.0, places);
    return std::round(value * scale) / scale;
}

Money yuan(int many) {
    return Money{std::int64_t{many} * 100};
}
Money half_yuans(int many) {
    return Money{std::int64_t{many} * 50};
}

class Generator {
  public:
    Generator(std::uint64_t seed, std::chrono::sys_days date) : dice_(seed), date_(date) {}

    World make() {
        world_.currency = "CNY";
        world_.timezone = "Asia/Shanghai";
        make_weather();
        make_places();
        for (const auto& kind : menu::kinds())
            for (int nth = 0; nth < kind.shops; ++nth) make_shop(kind, nth);
        make_platform_coupons();
        const auto checked = check_world(world_);
        ERRAND_CHECK(checked.has_value());
        return std::move(world_);
    }

  private:
    std::string date_after(int days) const {
        const std::chrono::year_month_day day(date_ + std::chrono::days(days));
        return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(day.year()),
                           static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day()));
    }

    void make_weather() {
        static constexpr const char* kSkies[] = {"sunny",  "sunny", "cloudy",
                                                 "cloudy", "rain",  "fog"};
        for (int day = 0; day < kWeatherDays; ++day) {
            const int low = dice_.between(4, 20);
            world_.weather.push_back({date_after(day), dice_.one_of(kSkies),
                                      static_cast<double>(low),
                                      static_cast<double>(low + dice_.between(4, 10))});
        }
    }

    // Streets form a grid, half of them from west to east; a house number says how far along.
    Place on_street(std::size_t street, double along, std::string kind) {
        const auto& name = names::streets()[street];
        const auto lines = names::streets().size() / 2;
        const auto line = street / 2;
        const double across = (static_cast<double>(line) + 0.5) / static_cast<double>(lines);
        const double east = street % 2 == 0 ? along : across;
        const double north = street % 2 == 0 ? across : along;
        const double degree_km = 111.195;
        Place place;
        place.id = fmt::format("p{}", world_.places.size() + 1);
        place.lat = rounded(kCenter.lat + (north - 0.5) * kCityKm / degree_km, 6);
        place.lon = rounded(
            kCenter.lon + (east - 0.5) * kCityKm / (degree_km * std::cos(kCenter.lat * 0.0174533)),
            6);
        const int number = 1 + static_cast<int>(along * 900);
        place.address = {fmt::format("{}{}号", name.zh, number),
                         fmt::format("{} {}", number, name.en)};
        place.kind = std::move(kind);
        return place;
    }

    Place anywhere(std::string kind) {
        const auto street = dice_.roll() % names::streets().size();
        return on_street(street, dice_.share(), std::move(kind));
    }

    void add_building(Place place, std::span<const names::Name> first,
                      std::span<const names::Name> last, std::size_t nth) {
        // Walking both lists at different paces gives every pair once before one repeats.
        const auto& name = first[nth % first.size()];
        const auto& ending = last[(nth / first.size() + nth) % last.size()];
        place.name = {fmt::format("{}{}", name.zh, ending.zh),
                      fmt::format("{} {}", name.en, ending.en)};
        place.address.zh += place.name.zh;
        place.address.en += ", " + place.name.en;
        world_.places.push_back(std::move(place));
    }

    void make_places() {
        // The first home and the first office are near the middle: they are the default user's.
        const auto middle = names::streets().size() / 2;
        add_building(on_street(middle, 0.42, "home"), names::home_names(), names::home_endings(),
                     0);
        add_building(on_street(middle + 3, 0.56, "office"), names::office_names(),
                     names::office_endings(), 0);
        for (std::size_t i = 1; i < kHomes; ++i)
            add_building(anywhere("home"), names::home_names(), names::home_endings(), i);
        for (std::size_t i = 1; i < kOffices; ++i)
            add_building(anywhere("office"), names::office_names(), names::office_endings(), i);
        for (const auto& landmark : names::landmarks()) {
            auto place = anywhere(landmark.kind);
            place.name = {landmark.zh, landmark.en};
            world_.places.push_back(std::move(place));
        }
    }

    // Shops gather in the middle of the city: the mean of two throws.
    std::string make_shop_place(const commerce::LocalName& name) {
        const auto street = dice_.roll() % names::streets().size();
        auto place = on_street(street, (dice_.share() + dice_.share()) / 2, "shop");
        place.name = name;
        world_.places.push_back(place);
        return place.id;
    }

    void make_shop(const menu::Kind& kind, int nth) {
        FoodShop shop;
        const auto& name =
            names::shop_names()[(world_.shops.size() * 7) % names::shop_names().size()];
        shop.id = fmt::format("{}-{}", kind.id, nth + 1);
        shop.service = "food";
        shop.name = {fmt::format("{}{}", name.zh, kind.zh), fmt::format("{} {}", name.en, kind.en)};
        shop.place = make_shop_place(shop.name);
        shop.rating = rounded(dice_.between(39, 49) / 10.0, 1);
        shop.tags = words(kind.tags);
        // Every third shop of a kind never closes, so that the city can be tried at any hour.
        if (nth % 3 == 0) {
            shop.hours = {{"00:00", "24:00"}};
        } else {
            shop.hours = {{kind.opens, kind.closes}};
        }
        shop.minimum_order = yuan(kind.minimum_order);
        shop.packing_fee = half_yuans(dice_.between(0, 4));
        shop.delivery = delivery(kind);
        make_items(kind, shop);
        make_shop_coupons(shop);
        world_.shops.push_back(std::move(shop));
    }

    DeliveryRule delivery(const menu::Kind& kind) {
        DeliveryRule rule;
        rule.base_fee = half_yuans(dice_.between(2, 8));
        rule.per_km = half_yuans(dice_.between(1, 3));
        if (dice_.chance(60)) rule.free_from = yuan(5 * dice_.between(8, 20));
        rule.prepare_minutes = kind.prepare_minutes + dice_.between(-3, 5);
        rule.minutes_per_km = dice_.between(3, 5);
        return rule;
    }

    void make_items(const menu::Kind& kind, FoodShop& shop) {
        const auto dishes = kind.dishes();
        // What makes the kind (its first dishes) is sold everywhere; of the rest each shop leaves
        // out some.
        const auto spare = dishes.size() - std::min(dishes.size(), kItemsPerShop);
        const std::size_t dropped = spare == 0 ? 0 : dice_.roll() % (spare + 1);
        std::vector<std::size_t> chosen(dishes.size());
        for (std::size_t i = 0; i < chosen.size(); ++i) chosen[i] = i;
        for (std::size_t i = 0; i < dropped; ++i) {
            const auto at = 3 + dice_.roll() % (chosen.size() - 3);
            chosen.erase(chosen.begin() + static_cast<std::ptrdiff_t>(at));
        }
        const int level = dice_.between(90, 112);  // how dear this shop is, in per cent
        for (const auto at : chosen) shop.items.push_back(item(dishes[at], shop, level));
    }

    commerce::Item item(const menu::Dish& dish, const FoodShop& shop, int level) {
        commerce::Item made;
        made.id = fmt::format("{}-{}", shop.id, shop.items.size() + 1);
        made.name = {dish.zh, dish.en};
        // To the half yuan, as menus are written.
        made.price = half_yuans(std::max(1, (dish.price * level + 250) / 500));
        made.stock = dice_.chance(3) ? 0 : dice_.between(8, 200);
        made.tags = words(dish.tags);
        made.options = menu::options_of(dish.options);
        made.attributes["sold_this_month"] = dice_.between(5, 900);
        return made;
    }

    void make_shop_coupons(FoodShop& shop) {
        const int count = dice_.between(0, 2);
        for (int i = 0; i < count; ++i) {
            Coupon coupon;
            const int from = (i + 1) * dice_.between(25, 45);
            coupon.id = fmt::format("{}-c{}", shop.id, i + 1);
            coupon.from = yuan(from);
            coupon.off = Money{std::max(200, from * dice_.between(8, 16) / 50 * 50)};
            coupon.until = date_after(dice_.between(5, 60));
            if (dice_.chance(30)) coupon.most_per_user = 1;
            shop.coupons.push_back(std::move(coupon));
        }
    }

    void make_platform_coupons() {
        const auto coupon = [&](int nth, int off, int from, int days, std::optional<int> most) {
            world_.coupons.push_back({fmt::format("platform-{}", nth), std::nullopt, yuan(off),
                                      yuan(from), date_after(days), most});
        };
        coupon(1, 3, 25, 30, 3);
        coupon(2, 6, 60, 30, 1);
        coupon(3, 15, 150, 14, 1);
        coupon(4, 2, 15, 60, std::nullopt);
    }

    static std::vector<std::string> words(std::string_view text) {
        std::vector<std::string> all;
        while (!text.empty()) {
            const auto space = text.find(' ');
            all.emplace_back(text.substr(0, space));
            text = space == std::string_view::npos ? std::string_view{} : text.substr(space + 1);
        }
        return all;
    }

    Dice dice_;
    std::chrono::sys_days date_;
    World world_;
};

}  // namespace

World generate_world(std::uint64_t seed, std::chrono::sys_days date) {
    return Generator(seed, date).make();
}

}  // namespace errand::city
