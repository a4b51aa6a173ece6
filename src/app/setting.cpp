#include "app/setting.hpp"

#include <fmt/format.h>

namespace errand::app::setting {

std::unexpected<Error> wrong(const std::string& file, const toml::source_region& where,
                             std::string_view what, std::string advice) {
    return fail(ErrorCode::Invalid, fmt::format("{}:{}: {}", file, where.begin.line, what),
                std::move(advice));
}

Result<> only(const toml::table& table, const std::set<std::string_view>& known,
              const std::string& file) {
    for (const auto& [key, node] : table) {
        if (!known.contains(key.str()))
            return wrong(file, key.source(), fmt::format("unknown setting '{}'", key.str()));
    }
    return {};
}

Result<> read(const toml::table& table, std::string_view key, const std::string& file,
              std::string& into) {
    const auto* node = table.get(key);
    if (node == nullptr) return {};
    const auto text = node->value_exact<std::string>();
    if (!text || text->empty())
        return wrong(file, node->source(), fmt::format("'{}' must be a text", key));
    into = *text;
    return {};
}

Result<> read(const toml::table& table, std::string_view key, const std::string& file,
              std::vector<std::string>& into) {
    const auto* node = table.get(key);
    if (node == nullptr) return {};
    const auto refused = [&](const toml::source_region& where) {
        return wrong(file, where,
                     fmt::format("'{}' must be a list of texts, as [\"one\", \"two\"]", key));
    };
    const auto* list = node->as_array();
    if (list == nullptr) return refused(node->source());
    for (const auto& one : *list) {
        auto text = one.value_exact<std::string>();
        if (!text) return refused(one.source());
        into.push_back(*std::move(text));
    }
    return {};
}

}  // namespace errand::app::setting
