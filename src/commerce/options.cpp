#include "commerce/options.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "commerce/limits.hpp"

namespace errand::commerce {
namespace {

constexpr std::string_view kAlwaysList = "extra";

std::map<std::string, std::vector<std::string>> in_order(const Options& options) {
    std::map<std::string, std::vector<std::string>> sorted;
    for (auto [key, values] : options) {
        if (values.empty()) continue;
        std::ranges::sort(values);
        sorted.emplace(key, std::move(values));
    }
    return sorted;
}

}  // namespace

bool Options::operator==(const Options& other) const {
    return in_order(*this) == in_order(other);
}

const std::string& Options::one(const std::string& key) const {
    static const std::string none;
    const auto found = find(key);
    return found == end() || found->second.empty() ? none : found->second.front();
}

Result<std::string> read_option_value(const json::value& from, const std::string& path) {
    if (const auto* text = from.if_string()) return std::string(*text);
    if (!from.is_number()) return fail(json::detail::wrong_type(path, "a string", from));
    ERRAND_TRY(auto text, json::canonical(from));
    return text;
}

}  // namespace errand::commerce

namespace errand::json::detail {

Result<commerce::Options> Decoder<commerce::Options>::decode(const value& from, Unknown,
                                                             const std::string& path) {
    if (!from.is_object()) return fail(wrong_type(path, "an object of options", from));
    commerce::Options options;
    for (const auto& member : from.get_object()) {
        const auto at = member_path(path, member.key());
        auto& values = options[std::string(member.key())];
        const auto* list = member.value().if_array();
        if (list == nullptr) {
            ERRAND_TRY(auto one, commerce::read_option_value(member.value(), at));
            values.push_back(std::move(one));
            continue;
        }
        if (list->size() > commerce::kMaxOptionValues) {
            return fail(ErrorCode::Exhausted, fmt::format("{} has too many values", at));
        }
        for (const auto& element : *list) {
            ERRAND_TRY(auto one,
                       commerce::read_option_value(element, element_path(at, values.size())));
            values.push_back(std::move(one));
        }
    }
    return options;
}

value Encoder<commerce::Options>::encode(const commerce::Options& from) {
    object members;
    for (const auto& [key, values] : from) {
        if (values.empty()) continue;
        if (values.size() == 1 && key != commerce::kAlwaysList) {
            members.emplace(key, values.front());
        } else {
            members.emplace(key, Encoder<std::vector<std::string>>::encode(values));
        }
    }
    return members;
}

}  // namespace errand::json::detail
