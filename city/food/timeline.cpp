#include "city/food/timeline.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "city/limits.hpp"

namespace errand::city {
namespace {

using commerce::OrderState;

constexpr std::array<const char*, 12> kCouriers{"陈师傅", "李师傅", "王师傅", "赵师傅",
                                                "周师傅", "吴师傅", "郑师傅", "孙师傅",
                                                "何师傅", "林师傅", "徐师傅", "马师傅"};

constexpr std::array<const char*, 12> kEnglishCouriers{
    "Alex R.", "Bea T.",  "Chidi O.", "Dana W.", "Eli M.",  "Farah K.",
    "Gus L.",  "Hana S.", "Ivan P.",  "Joy N.",  "Kofi A.", "Lena B."};

// FNV-1a: the same courier for one order on every machine.
std::uint64_t number_of(std::string_view text) {
    std::uint64_t hash = 0xcbf29ce484222325ULL;
    for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
    return hash;
}

}  // namespace

Timeline make_timeline(Time paid, int kitchen_minutes, int total_minutes) {
    Timeline timeline;
    timeline.accepted = paid;
    timeline.delivered = paid + std::chrono::minutes(std::max(1, total_minutes));
    timeline.delivering =
        std::min(paid + std::chrono::minutes(std::max(1, kitchen_minutes)), timeline.delivered);
    timeline.preparing = std::min(Time(paid + kAcceptedTime), timeline.delivering);
    return timeline;
}

OrderState state_at(const Timeline& timeline, Time now) {
    if (now >= timeline.delivered) return OrderState::Delivered;
    if (now >= timeline.delivering) return OrderState::Delivering;
    if (now >= timeline.preparing) return OrderState::Preparing;
    return OrderState::Accepted;
}

double progress_at(const Timeline& timeline, Time now) {
    const auto way = (timeline.delivered - timeline.delivering).count();
    if (now <= timeline.delivering) return 0;
    if (way <= 0 || now >= timeline.delivered) return 1;
    const auto done = (now - timeline.delivering).count();
    return std::round(static_cast<double>(done) / static_cast<double>(way) * 1000) / 1000;
}

std::optional<commerce::Courier> courier_at(const Timeline& timeline, const std::string& order,
                                            Time now, bool chinese) {
    const auto state = state_at(timeline, now);
    if (state != OrderState::Preparing && state != OrderState::Delivering) return std::nullopt;
    const auto number = number_of(order);
    commerce::Courier courier;
    courier.name = (chinese ? kCouriers : kEnglishCouriers)[number % kCouriers.size()];
    courier.phone = fmt::format("1380000{:04}", number / kCouriers.size() % 10'000);
    courier.progress = progress_at(timeline, now);
    courier.minutes_left =
        static_cast<int>(std::chrono::ceil<std::chrono::minutes>(timeline.delivered - now).count());
    return courier;
}

bool can_cancel(OrderState state) {
    return state == OrderState::Placed || state == OrderState::Accepted ||
           state == OrderState::Preparing;
}

commerce::Money refund_at(OrderState state, commerce::Money total, commerce::Money items_sum) {
    if (state == OrderState::Accepted) return total;
    if (state == OrderState::Preparing) return std::min(total, commerce::share(items_sum, 1, 2));
    return {};
}

}  // namespace errand::city
