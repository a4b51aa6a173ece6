#include "brain/model/settings.hpp"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <set>

#include "net/url.hpp"

namespace errand::brain::model {

namespace {

constexpr std::int64_t kMaxRate = 1'000'000'000;
constexpr std::array<std::string_view, 21> kKnown{"model",
                                                  "url",
                                                  "name",
                                                  "key_env",
                                                  "key_vault",
                                                  "stream",
                                                  "context_length",
                                                  "max_output",
                                                  "price_input",
                                                  "price_cached_input",
                                                  "price_output",
                                                  "currency",
                                                  "requests_per_minute",
                                                  "tokens_per_minute",
                                                  "first_token",
                                                  "next_token",
                                                  "turn",
                                                  "text_calls",
                                                  "opens_in_thought",
                                                  "allow_plain_http",
                                                  "extra"};

// Members that only the program itself sets.
constexpr std::array<std::string_view, 10> kOurs{"model",
                                                 "messages",
                                                 "tools",
                                                 "tool_choice",
                                                 "stream",
                                                 "stream_options",
                                                 "response_format",
                                                 "max_tokens",
                                                 "max_completion_tokens",
                                                 "parallel_tool_calls"};

std::unexpected<Error> wrong(const std::string& file, const toml::source_region& where,
                             std::string_view what) {
    return fail(ErrorCode::Invalid, fmt::format("{}:{}: {}", file, where.begin.line, what),
                "docs/models.md shows every setting of a model");
}

// One [[model]] table being read.
class Reader {
  public:
    Reader(const toml::table& table, const std::string& file) : table_(table), file_(file) {}

    Result<EndpointSettings> read();

  private:
    Result<> known() const;
    Result<> text(std::string_view key, std::string& into) const;
    Result<> flag(std::string_view key, bool& into) const;
    Result<> count(std::string_view key, std::int64_t most, std::int64_t& into) const;
    Result<> price(std::string_view key, std::int64_t& into) const;
    Result<> duration(std::string_view key, Millis& into) const;
    Result<> key_source(KeySource& into) const;
    Result<> prices(Prices& into) const;
    Result<> extra(json::object& into) const;
    Result<> address(const EndpointSettings& settings) const;
    std::unexpected<Error> no(std::string_view key, std::string_view what) const {
        const auto* node = table_.get(key);
        return wrong(file_, node == nullptr ? table_.source() : node->source(),
                     fmt::format("'{}' {}", key, what));
    }

    const toml::table& table_;
    const std::string& file_;
};

Result<> Reader::known() const {
    for (const auto& [key, node] : table_) {
        if (key.str() == "key" || key.str() == "api_key")
            return wrong(file_, key.source(),
                         "a key does not stand in the settings: name the variable that holds it "
                         "with 'key_env', or its entry in the vault with 'key_vault'");
        if (std::ranges::find(kKnown, key.str()) == kKnown.end())
            return wrong(file_, key.source(),
                         fmt::format("unknown setting '{}' of a model", key.str()));
    }
    return {};
}

Result<> Reader::text(std::string_view key, std::string& into) const {
    const auto* node = table_.get(key);
    if (node == nullptr) return {};
    const auto found = node->value_exact<std::string>();
    if (!found || found->empty() || found->size() > kMaxSettingBytes)
        return no(key, "must be a text");
    into = *found;
    return {};
}

Result<> Reader::flag(std::string_view key, bool& into) const {
    const auto* node = table_.get(key);
    if (node == nullptr) return {};
    const auto found = node->value_exact<bool>();
    if (!found) return no(key, "must be true or false");
    into = *found;
    return {};
}

Result<> Reader::count(std::string_view key, std::int64_t most, std::int64_t& into) const {
    const auto* node = table_.get(key);
    if (node == nullptr) return {};
    const auto found = node->value_exact<std::int64_t>();
    if (!found || *found < 1 || *found > most)
        return no(key, fmt::format("must be a number from 1 to {}", most));
    into = *found;
    return {};
}

// A text or a whole number; never a float, which has no exact tenth.
Result<> Reader::price(std::string_view key, std::int64_t& into) const {
    const auto* node = table_.get(key);
    if (node == nullptr) return {};
    std::string written;
    if (const auto whole = node->value_exact<std::int64_t>()) written = std::to_string(*whole);
    if (const auto found = node->value_exact<std::string>()) written = *found;
    const auto read = parse_price(written);
    if (!read) return no(key, "must be the price of a million tokens as a text, as \"0.8\"");
    into = *read;
    return {};
}

Result<> Reader::duration(std::string_view key, Millis& into) const {
    std::string written;
    ERRAND_TRY_VOID(text(key, written));
    if (written.empty()) return {};
    const auto read = parse_duration(written);
    if (!read || *read <= Millis(0) || *read > kMaxTurnTime)
        return no(key, "must be a duration such as \"30s\", at most an hour");
    into = *read;
    return {};
}

Result<> Reader::key_source(KeySource& into) const {
    std::string variable;
    std::string entry;
    ERRAND_TRY_VOID(text("key_env", variable));
    ERRAND_TRY_VOID(text("key_vault", entry));
    if (!variable.empty() && !entry.empty())
        return no("key_vault", "and 'key_env' exclude each other");
    if (!variable.empty()) into = {KeySource::Kind::Environment, variable};
    if (!entry.empty()) into = {KeySource::Kind::Vault, entry};
    return {};
}

Result<> Reader::prices(Prices& into) const {
    ERRAND_TRY_VOID(price("price_input", into.input));
    into.cached_input = into.input;
    ERRAND_TRY_VOID(price("price_cached_input", into.cached_input));
    ERRAND_TRY_VOID(price("price_output", into.output));
    ERRAND_TRY_VOID(text("currency", into.currency));
    const bool priced = into.input > 0 || into.cached_input > 0 || into.output > 0;
    if (priced && into.currency.empty())
        return no("currency", "is missing: prices need one, as \"CNY\"");
    const bool three_letters =
        into.currency.size() == 3 &&
        std::ranges::all_of(into.currency, [](char c) { return c >= 'A' && c <= 'Z'; });
    if (!into.currency.empty() && !three_letters)
        return no("currency", "must be three capital letters, as \"CNY\"");
    return {};
}

Result<> Reader::extra(json::object& into) const {
    const auto* node = table_.get("extra");
    if (node == nullptr) return {};
    const auto* members = node->as_table();
    if (members == nullptr) return no("extra", "must be a table");
    std::ostringstream written;
    written << toml::json_formatter(*members);
    auto parsed = json::parse(written.view());
    if (!parsed || !parsed->is_object()) return no("extra", "cannot be written as JSON");
    for (const auto own : kOurs)
        if (parsed->get_object().contains(own))
            return no("extra", fmt::format("may not set '{}'", own));
    into = std::move(parsed->get_object());
    return {};
}

Result<> Reader::address(const EndpointSettings& settings) const {
    const auto url = net::parse_url(settings.url);
    if (!url) return no("url", "is not an address: " + url.error().message);
    bool allowed = false;
    ERRAND_TRY_VOID(flag("allow_plain_http", allowed));
    const bool open = url->scheme == "http" && !net::is_loopback_host(url->host);
    if (open && settings.key.kind != KeySource::Kind::None && !allowed)
        return no("url",
                  "would send the key where others can read it: use https, or set "
                  "'allow_plain_http'");
    return {};
}

Result<EndpointSettings> Reader::read() {
    EndpointSettings settings;
    ERRAND_TRY_VOID(known());
    ERRAND_TRY_VOID(text("model", settings.model));
    if (settings.model.empty()) return wrong(file_, table_.source(), "a model without 'model'");
    settings.name = settings.model;
    ERRAND_TRY_VOID(text("name", settings.name));
    ERRAND_TRY_VOID(text("url", settings.url));
    if (settings.url.empty())
        return wrong(file_, table_.source(),
                     fmt::format("model '{}' without 'url'", settings.name));
    ERRAND_TRY_VOID(key_source(settings.key));
    ERRAND_TRY_VOID(address(settings));
    if (table_.contains("stream")) ERRAND_TRY_VOID(flag("stream", settings.stream.emplace(true)));
    ERRAND_TRY_VOID(count("context_length", kMaxTokens, settings.context_length));
    ERRAND_TRY_VOID(count("max_output", kMaxTokens, settings.max_output));
    ERRAND_TRY_VOID(prices(settings.prices));
    ERRAND_TRY_VOID(count("requests_per_minute", kMaxRate, settings.rate.requests_per_minute));
    ERRAND_TRY_VOID(count("tokens_per_minute", kMaxRate, settings.rate.tokens_per_minute));
    ERRAND_TRY_VOID(duration("first_token", settings.time.first_token));
    ERRAND_TRY_VOID(duration("next_token", settings.time.next_token));
    ERRAND_TRY_VOID(duration("turn", settings.time.turn));
    ERRAND_TRY_VOID(flag("text_calls", settings.text_calls));
    ERRAND_TRY_VOID(flag("opens_in_thought", settings.opens_in_thought));
    ERRAND_TRY_VOID(extra(settings.extra));
    return settings;
}

Result<std::vector<EndpointSettings>> read_list(const toml::table& table, const std::string& file) {
    std::vector<EndpointSettings> all;
    const auto* node = table.get("model");
    if (node == nullptr) return all;
    const auto* list = node->as_array();
    if (list == nullptr) return wrong(file, node->source(), "'model' must be [[model]]");
    for (const auto& one : *list) {
        const auto* entry = one.as_table();
        if (entry == nullptr) return wrong(file, one.source(), "'model' must be [[model]]");
        ERRAND_TRY(auto settings, Reader(*entry, file).read());
        if (std::ranges::find(all, settings.name, &EndpointSettings::name) != all.end())
            return wrong(file, one.source(), fmt::format("two models '{}'", settings.name));
        if (all.size() >= kMaxEndpoints) return wrong(file, one.source(), "too many models");
        all.push_back(std::move(settings));
    }
    return all;
}

}  // namespace

Result<std::vector<EndpointSettings>> parse_models(std::string_view text, const std::string& file) {
    try {
        return read_list(toml::parse(text, file), file);
    } catch (const toml::parse_error& error) {
        return wrong(file, error.source(), error.description());
    }
}

Result<Secret> find_key(const KeySource& source, const FindSecret& vault) {
    std::optional<std::string> found;
    std::string place;
    switch (source.kind) {
        case KeySource::Kind::None:
            return Secret{};
        case KeySource::Kind::Environment: {
            place = fmt::format("the variable {}", source.name);
            const char* value = std::getenv(source.name.c_str());
            if (value != nullptr && *value != '\0') found = value;
            break;
        }
        case KeySource::Kind::Vault: {
            place = fmt::format("the vault's entry '{}'", source.name);
            if (!vault) break;
            ERRAND_TRY(found, vault(source.name));
            break;
        }
    }
    if (!found)
        return fail(ErrorCode::NotFound, fmt::format("{} holds no key", place),
                    "set it, or leave the key out of the settings");
    const bool writable =
        !found->empty() && found->size() <= kMaxKeyBytes &&
        std::ranges::all_of(*found, [](unsigned char c) { return c > 0x20 && c < 0x7F; });
    if (!writable)
        return fail(ErrorCode::Invalid, fmt::format("{} holds no usable key", place),
                    "a key has letters, digits and signs, and no space or line break");
    return Secret(*std::move(found));
}

}  // namespace errand::brain::model
