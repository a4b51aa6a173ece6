#include "synthetic/amount.hpp"

#include <fmt/format.h>

#include <array>
#include <cstdlib>

namespace errand::synthetic {
namespace {

__extension__ using Wide = __int128;

// The whole yuan in characters: "壹仟零伍", by groups of four digits.
std::string capital_whole(long long whole) {
    constexpr std::array<const char*, 10> kDigits{"零", "壹", "贰", "叁", "肆",
                                                  "伍", "陆", "柒", "捌", "玖"};
    constexpr std::array<const char*, 4> kPlaces{"", "拾", "佰", "仟"};
    constexpr std::array<const char*, 3> kGroups{"", "万", "亿"};
    const auto digits = std::to_string(whole);
    std::string out;
    bool zero = false;
    bool group_says = false;
    for (std::size_t at = 0; at < digits.size(); ++at) {
        const auto from_right = digits.size() - 1 - at;
        const auto digit = static_cast<std::size_t>(digits[at] - '0');
        if (digit == 0) {
            zero = true;
        } else {
            if (zero && !out.empty()) out += "零";
            zero = false;
            group_says = true;
            out += kDigits.at(digit);
            out += kPlaces.at(from_right % 4);
        }
        if (from_right % 4 == 0) {
            if (group_says) out += kGroups.at(from_right / 4);
            group_says = false;
        }
    }
    return out;
}

}  // namespace

Cents part_of(Cents amount, long long numerator, long long denominator) {
    const Wide twice = Wide{2} * amount * numerator;
    const Wide whole = (twice < 0 ? -twice : twice) / denominator;
    const auto rounded = static_cast<Cents>((whole + 1) / 2);
    return twice < 0 ? -rounded : rounded;
}

std::string plain(Cents amount) {
    const auto size = std::llabs(amount);
    return fmt::format("{}{}.{:02}", amount < 0 ? "-" : "", size / 100, size % 100);
}

std::string grouped(Cents amount, std::string_view thousands, std::string_view point) {
    const auto size = std::llabs(amount);
    auto whole = std::to_string(size / 100);
    for (auto at = static_cast<long>(whole.size()) - 3; at > 0; at -= 3)
        whole.insert(static_cast<std::size_t>(at), thousands);
    return fmt::format("{}{}{}{:02}", amount < 0 ? "-" : "", whole, point, size % 100);
}

std::string capital(Cents amount) {
    constexpr std::array<const char*, 10> kDigits{"零", "壹", "贰", "叁", "肆",
                                                  "伍", "陆", "柒", "捌", "玖"};
    const auto size = std::llabs(amount);
    const auto tenths = static_cast<std::size_t>(size / 10 % 10);
    const auto hundredths = static_cast<std::size_t>(size % 10);
    std::string out = amount < 0 ? "(负数)" : "";
    if (size >= 100) out += capital_whole(size / 100) + "圆";
    if (tenths == 0 && hundredths == 0) return out + (size < 100 ? "零圆整" : "整");
    if (tenths != 0)
        out += std::string(kDigits.at(tenths)) + "角";
    else if (size >= 100)
        out += "零";
    if (hundredths == 0) return out + "整";
    return out + kDigits.at(hundredths) + "分";
}

std::string quotient(long long numerator, long long denominator, int places) {
    const bool negative = (numerator < 0) != (denominator < 0) && numerator != 0;
    Wide scale = 1;
    for (int at = 0; at < places; ++at) scale *= 10;
    const Wide top = Wide{std::llabs(numerator)} * scale * 2;
    const Wide rounded = (top / std::llabs(denominator) + 1) / 2;
    std::string out = fmt::format("{}", static_cast<unsigned long long>(rounded / scale));
    auto rest = fmt::format("{}", static_cast<unsigned long long>(rounded % scale));
    rest.insert(0, static_cast<std::size_t>(places) - rest.size(), '0');
    rest.resize(rest.find_last_not_of('0') + 1);
    if (!rest.empty()) out += "." + rest;
    return (negative ? "-" : "") + out;
}

}  // namespace errand::synthetic
