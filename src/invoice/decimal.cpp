#include "invoice/decimal.hpp"

#include <algorithm>
#include <array>

#include "document/trim.hpp"

namespace errand::invoice {
namespace {

constexpr int kPlaces = 12;
constexpr int kMaxWhole = 18;

// Full-width digits and marks to ASCII; signs of currency and spaces dropped.
std::string plain(std::string_view text) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const auto rest = text.substr(at);
        // U+FF10..U+FF19 and the marks beside them are EF BC xx.
        if (rest.size() >= 3 && rest[0] == '\xef' && rest[1] == '\xbc') {
            out += static_cast<char>(static_cast<unsigned char>(rest[2]) - 0x60);
            at += 3;
        } else {
            out += rest[0];
            ++at;
        }
    }
    for (const std::string_view sign : {"¥", "￥", "€", "$", "\u00a0", " "})
        for (auto found = out.find(sign); found != std::string::npos; found = out.find(sign))
            out.erase(found, sign.size());
    return out;
}

bool digits(std::string_view text) {
    return std::ranges::all_of(text, [](char one) { return one >= '0' && one <= '9'; });
}

// "1,234,567" without its commas; nothing where they stand elsewhere.
std::optional<std::string> without_commas(std::string_view whole) {
    if (whole.find(',') == std::string_view::npos) return std::string(whole);
    std::string out;
    for (bool first = true; !whole.empty(); first = false) {
        const auto part = whole.substr(0, whole.find(','));
        if (first ? part.empty() || part.size() > 3 : part.size() != 3) return std::nullopt;
        out += part;
        if (part.size() == whole.size()) break;
        whole.remove_prefix(part.size() + 1);
        if (whole.empty()) return std::nullopt;
    }
    return out;
}

}  // namespace

std::optional<Decimal> parse_decimal(std::string_view raw) {
    if (raw.size() > 128) return std::nullopt;
    const auto cleaned = plain(document::trim(raw));
    std::string_view text = cleaned;
    const bool negative = text.starts_with('-');
    if (negative || text.starts_with('+')) text.remove_prefix(1);
    const auto point = text.find('.');
    auto whole = without_commas(text.substr(0, point));
    auto part =
        point == std::string_view::npos ? std::string{} : std::string(text.substr(point + 1));
    if (!whole || (whole->empty() && part.empty()) || !digits(*whole) || !digits(part))
        return std::nullopt;
    whole->erase(0, std::min(whole->find_first_not_of('0'), whole->size()));
    if (whole->size() > kMaxWhole) return std::nullopt;
    const bool up = part.size() > kPlaces && part[kPlaces] >= '5';
    part.resize(kPlaces, '0');
    Wide units = 0;
    for (const char digit : *whole + part) units = units * 10 + (digit - '0');
    if (up) ++units;
    return Decimal{negative ? -units : units};
}

Decimal from_hundredths(long long hundredths) {
    return {static_cast<Wide>(hundredths) * 10'000'000'000LL};
}

std::string to_string(Decimal value) {
    std::string text;
    Wide rest = value.units < 0 ? -value.units : value.units;
    for (int at = 0; rest > 0 || at <= kPlaces; ++at) {
        if (at == kPlaces) text += '.';
        text += static_cast<char>('0' + static_cast<int>(rest % 10));
        rest /= 10;
    }
    if (value.units < 0) text += '-';
    std::ranges::reverse(text);
    const auto point = text.find('.');
    const auto last = text.find_last_not_of('0');
    text.resize(std::max(point + 3, last + 1));
    return text;
}

std::optional<Decimal> parse_written(std::string_view text) {
    constexpr std::size_t kMaxDigits = 38;  // what a Wide holds
    const bool negative = text.starts_with('-');
    const auto plain = text.substr(negative ? 1 : 0);
    const auto point = plain.find('.');
    if (point == std::string_view::npos || point == 0) return std::nullopt;
    const auto whole = plain.substr(0, point);
    std::string part(plain.substr(point + 1));
    if (part.size() > kPlaces || whole.size() + kPlaces > kMaxDigits || !digits(whole) ||
        !digits(part))
        return std::nullopt;
    part.resize(kPlaces, '0');
    Wide units = 0;
    for (const char digit : std::string(whole) + part) units = units * 10 + (digit - '0');
    const Decimal value{negative ? -units : units};
    if (to_string(value) != text) return std::nullopt;
    return value;
}

}  // namespace errand::invoice
