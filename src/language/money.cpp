#include "language/money.hpp"

#include <fmt/format.h>

#include <cmath>
#include <string_view>
#include <unordered_set>

#include "language/numbers.hpp"

namespace errand::language {
namespace {

bool is_sign(const Text& text, std::size_t at) {
    static const std::unordered_set<std::string_view> all = {
        "¥", "$", "€", "£", "₹", "₩", "฿", "rmb", "cny", "usd", "gbp", "eur", "sgd", "hkd"};
    return at < text.size() && all.contains(text[at].text);
}

bool is_unit(const Text& text, std::size_t at) {
    static const std::unordered_set<std::string_view> all = {
        "块",   "元",    "圆",     "刀",      "yuan", "rmb",  "cny",   "kuai",
        "buck", "bucks", "dollar", "dollars", "usd",  "euro", "euros", "quid",
        "¥",    "$",     "€",      "£",       "gbp",  "eur",  "sgd",   "hkd"};
    return at < text.size() && all.contains(text[at].text);
}

std::int64_t minor_of(double amount) {
    return static_cast<std::int64_t>(std::llround(amount * 100));
}

// What may follow 块: 五 (half a 块), 5角, 钱.
void read_rest(const Text& text, Money& money) {
    const auto number = read_number(text, money.end);
    if (number && number->value < 10 && number->value >= 1) {
        auto end = number->end;
        const bool unit = text.is(end, "毛") || text.is(end, "角");
        const bool stands_alone = end >= text.size() || text[end].kind == TokenKind::Mark ||
                                  text.is(end, "以") || text.is(end, "之");
        if (unit || stands_alone) {
            money.minor += static_cast<std::int64_t>(number->value) * 10;
            money.end = unit ? end + 1 : end;
        }
    }
    if (text.is(money.end, "钱")) ++money.end;
}

}  // namespace

std::optional<Money> read_money(const Text& text, std::size_t at) {
    if (is_sign(text, at)) {
        const auto number = read_number(text, at + 1);
        if (!number) return std::nullopt;
        return Money{number->end, minor_of(number->value)};
    }
    const auto number = read_number(text, at);
    if (!number) return std::nullopt;
    Money money{number->end + 1, minor_of(number->value)};
    if (text.is(number->end, "毛") || text.is(number->end, "角")) {
        money.minor /= 10;
        if (text.is(money.end, "钱")) ++money.end;
        return money;
    }
    if (text.is(number->end, "人") && text.is(number->end + 1, "民") &&
        text.is(number->end + 2, "币"))
        return Money{number->end + 3, money.minor};
    if (!is_unit(text, number->end)) return std::nullopt;
    if (read_quantity(text, at) && !read_quantity(text, at)->bare) return std::nullopt;  // 两块蛋糕
    if (text[number->end].kind == TokenKind::Han) read_rest(text, money);
    return money;
}

std::string decimal(std::int64_t minor) {
    return fmt::format("{}{}.{:02}", minor < 0 ? "-" : "", std::abs(minor) / 100,
                       std::abs(minor) % 100);
}

}  // namespace errand::language
