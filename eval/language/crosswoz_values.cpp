#include "eval/language/crosswoz_values.hpp"

#include <fmt/format.h>
#include <re2/re2.h>

#include <algorithm>
#include <set>

#include "brain/learn/hash.hpp"
#include "language/numbers.hpp"

namespace errand::eval::language::crosswoz {
namespace {

using brain::learn::hashed;
using brain::learn::joined;
using errand::language::Text;

constexpr std::uint64_t kRoot = 1;
// Tokens of a name.
constexpr std::size_t kLongestName = 48;

// A number, "一个半"; a unit; what stands between two numbers; a bound. The words may stop at any
// of the parts that are optional.
const RE2& amount_pattern() {
    static const RE2 pattern(R"((\d+(?:\.\d+)?|[零一二两三四五六七八九十百千半]+)\s*)"
                             R"((?:个?(小时|钟头|天|日)|个|元钱|块钱|元|块|分钟|分)?\s*)"
                             R"((?:(?:-|—|–|~|～|到|至|、|,|，)+\s*)"
                             R"((\d+(?:\.\d+)?|[零一二两三四五六七八九十百千半]+)\s*)"
                             R"((?:个?(小时|钟头|天|日)|个|元钱|块钱|元|块|分钟|分)?)?\s*)"
                             R"((?:之间|左右)?\s*)"
                             R"((及?以上|之上|起|及?以下|之下|以内|之内|内)?)");
    return pattern;
}

std::string number_of(std::string_view said) {
    if (said == "半") return "0.5";
    const auto number = errand::language::read_number(errand::language::read_text(said), 0);
    return number && !number->digits ? fmt::format("{}", number->value) : std::string(said);
}

std::string unit_of(std::string_view said) {
    if (said == "钟头") return "小时";
    return said == "日" ? "天" : std::string(said);
}

std::string_view bound_of(std::string_view said) {
    if (said.empty()) return "";
    return said.ends_with("上") || said == "起" ? "以上" : "以下";
}

}  // namespace

std::string amount_of(std::string_view slot, std::string_view said) {
    const auto text = errand::language::normalise(said);
    std::string low, low_unit, high, high_unit, bound;
    if (!RE2::FullMatch(text, amount_pattern(), &low, &low_unit, &high, &high_unit, &bound))
        return {};
    low = number_of(low);
    if (!high.empty()) high = number_of(high);
    if (slot == "游玩时间") {
        high_unit = unit_of(high_unit);
        low_unit = low_unit.empty() ? high_unit : unit_of(low_unit);
        if (low_unit.empty()) return {};
        if (high.empty()) return low + low_unit;
        return fmt::format("{}{} - {}{}", low, low_unit, high,
                           high_unit.empty() ? low_unit : high_unit);
    }
    if (!low_unit.empty() || !high_unit.empty()) return {};
    if (slot == "评分") return high.empty() ? fmt::format("{}分{}", low, bound_of(bound)) : "";
    if (slot != "人均消费" && slot != "门票" && slot != "价格") return {};
    if (high.empty()) return fmt::format("{}元{}", low, bound_of(bound));
    return fmt::format("{}-{}元", low, high);
}

Values::Values(std::span<const Entry> entries) {
    for (const auto& entry : entries) {
        const auto text = errand::language::read_text(entry.name);
        if (text.size() == 0 || text.size() > kLongestName) continue;
        auto key = kRoot;
        for (const auto& token : text.tokens) {
            key = joined(key, hashed(token.text));
            nodes_.try_emplace(key);
        }
        auto& node = nodes_[key];
        if (std::ranges::count(node.names, entry.name) == 0) node.names.push_back(entry.name);
        std::set<std::string, std::less<>> kinds{entry.kind};
        for (std::string_view rest = node.kind; !rest.empty();) {
            const auto end = std::min(rest.find('+'), rest.size());
            kinds.emplace(rest.substr(0, end));
            rest.remove_prefix(std::min(end + 1, rest.size()));
        }
        node.kind = fmt::format("{}", fmt::join(kinds, "+"));
    }
}

std::vector<Mention> Values::mentions(const Text& text) const {
    std::vector<Mention> made;
    for (std::size_t at = 0; at < text.size();) {
        Mention best{at, at, {}};
        auto key = kRoot;
        const auto last = std::min(text.size(), at + kLongestName);
        for (std::size_t end = at; end < last; ++end) {
            key = joined(key, hashed(text[end].text));
            const auto found = nodes_.find(key);
            if (found == nodes_.end()) break;
            if (!found->second.kind.empty()) best = {at, end + 1, found->second.kind};
        }
        at = std::max(at + 1, best.end);
        if (best.end > best.begin) made.push_back(std::move(best));
    }
    return made;
}

std::string Values::value_of(std::string_view slot, std::string_view said) const {
    if (auto amount = amount_of(slot, said); !amount.empty()) return amount;
    auto key = kRoot;
    const auto text = errand::language::read_text(said);
    for (const auto& token : text.tokens) key = joined(key, hashed(token.text));
    const auto found = nodes_.find(key);
    // "高档" is the kind of hotel that is written "高档型".
    if ((found == nodes_.end() || found->second.names.empty()) && slot == "酒店类型" &&
        !said.ends_with("型"))
        return fmt::format("{}型", said);
    if (found == nodes_.end() || found->second.names.empty()) return std::string(said);
    const auto& names = found->second.names;
    return std::ranges::count(names, said) != 0 ? std::string(said) : names.front();
}

}  // namespace errand::eval::language::crosswoz
