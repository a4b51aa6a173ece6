// What is said about times, on the clock of the place.
#include <fmt/format.h>

#include <charconv>

#include "skills/food/texts.hpp"

namespace errand::skills::food::texts {

namespace {

std::optional<int> whole(std::string_view digits) {
    int value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (error != std::errc{} || end != digits.data() + digits.size()) return std::nullopt;
    return value;
}

}  // namespace

std::string hour(const std::string& moment) {
    return moment.size() >= 16 && moment[10] == 'T' ? moment.substr(11, 5) : moment;
}

std::string clock(Time moment, const std::string& zone_of) {
    constexpr std::size_t kOffset = 6;  // "+08:00"
    if (zone_of.size() < kOffset || zone_of.find('T') == std::string::npos) return {};
    auto local = moment;
    const auto offset = std::string_view(zone_of).substr(zone_of.size() - kOffset);
    if (!zone_of.ends_with('Z')) {
        const auto hours = whole(offset.substr(1, 2));
        const auto minutes = whole(offset.substr(4, 2));
        if ((offset[0] != '+' && offset[0] != '-') || !hours || !minutes) return {};
        const auto by = std::chrono::hours(*hours) + std::chrono::minutes(*minutes);
        local = offset[0] == '+' ? local + by : local - by;
    }
    return hour(format_time(local));
}

std::string hour_at(const std::string& moment, const std::string& zone_of) {
    if (const auto time = parse_time(moment))
        if (auto there = clock(*time, zone_of); !there.empty()) return there;
    return hour(moment);
}

Text none_in_time(int within_minutes, const Offer& fastest) {
    return {fmt::format("现在没有一家能在 {} 分钟内送到,最快的「{}」要约 {} 分钟。", within_minutes,
                        fastest.shop_name.in("zh"), fastest.eta_minutes),
            fmt::format("No shop can be there within {} min now; the fastest, {}, takes about {}.",
                        within_minutes, fastest.shop_name.in("en"), fastest.eta_minutes)};
}

Text when_is_a_wish(const std::string& when, const std::string& clock) {
    const auto at = hour_at(when, clock);
    return {
        fmt::format("外卖只能现在下单;我把时间({})写进了给店家的备注,不能保证准点。", at),
        fmt::format("Delivery can only be ordered for now; the time ({}) goes into the note to the "
                    "shop, without a promise.",
                    at)};
}

Text scheduled(const std::string& when, const std::string& clock) {
    const auto at = hour_at(when, clock);
    const auto time = when.size() >= 16 ? when.substr(5, 5) + " " + at : when;
    return {
        fmt::format("好,这一单要 {} 送到:外卖都是现下现送,我提前一小时来找方案请你确认。"
                    "想现在就送,说一声就行。",
                    time),
        fmt::format("All right, for {}. Shops deliver at once, so I will come back with offers one "
                    "hour before. Say so if you want it now instead.",
                    time)};
}

}  // namespace errand::skills::food::texts
