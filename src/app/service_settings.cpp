#include "app/service_settings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>

#include "app/limits.hpp"
#include "app/service_name.hpp"
#include "app/setting.hpp"
#include "app/settings.hpp"
#include "base/log.hpp"
#include "base/printable.hpp"
#include "connectors/ucp/profile.hpp"
#include "net/url.hpp"

namespace errand::app {
namespace {

constexpr const char* kWhere = "docs/connecting.md shows every setting of a service";

// One [[service]] table being read.
class Reader {
  public:
    Reader(const toml::table& table, const std::string& file) : table_(table), file_(file) {}

    Result<server::ServiceEntry> read();

  private:
    Result<> known() const;
    Result<> name();
    Result<> one_way() const;
    Result<> command();
    Result<> address();
    Result<> key();
    Result<> shop();
    Result<> payment();
    Result<> effects();
    std::unexpected<Error> no(std::string_view key, std::string_view what) const {
        const auto* node = key.empty() ? nullptr : table_.get(key);
        const auto named = entry_.name.empty() ? std::string("a service")
                                               : fmt::format("service '{}'", entry_.name);
        return setting::wrong(file_, node == nullptr ? table_.source() : node->source(),
                              fmt::format("{}: {}", named, what), kWhere);
    }

    const toml::table& table_;
    const std::string& file_;
    server::ServiceEntry entry_;
};

Result<> Reader::known() const {
    for (const auto* secret : {"key", "api_key", "token"})
        if (table_.contains(secret))
            return no(secret,
                      "a key does not stand in the settings: name the variable that holds it with "
                      "'key_env', or its entry in the vault with 'key_vault'");
    return setting::only(table_,
                         {"name", "url", "command", "environment", "directory", "openapi",
                          "effects", "key_env", "key_vault", "ucp", "agent", "pay_with", "pay_type",
                          "pay_credential", "pay_details", "pay_token_env", "pay_token_vault"},
                         file_);
}

// The name stands in the vault's entries behind a slash.
Result<> Reader::name() {
    ERRAND_TRY_VOID(setting::read(table_, "name", file_, entry_.name));
    if (const auto shop = table_["ucp"].value<std::string>(); shop && entry_.name.empty())
        entry_.name = name_of_address(*shop);
    if (entry_.name.empty()) return no({}, "'name' is missing");
    const bool plain = entry_.name.size() <= kMaxServiceName &&
                       entry_.name.find_first_of("/ ") == std::string::npos &&
                       printable_line(entry_.name) == entry_.name;
    if (!plain)
        return no("name", fmt::format("'name' must be one word without '/', of at most {} bytes",
                                      kMaxServiceName));
    return {};
}

Result<> Reader::one_way() const {
    const bool command = table_.contains("command");
    const bool openapi = table_.contains("openapi");
    if (table_.contains("ucp")) {
        for (const auto* other : {"command", "openapi", "environment", "directory", "effects"})
            if (table_.contains(other))
                return no(other, fmt::format("'ucp' and '{}' exclude each other", other));
        return {};
    }
    for (const auto* of_shop : {"agent", "pay_with", "pay_type", "pay_credential", "pay_details",
                                "pay_token_env", "pay_token_vault"})
        if (table_.contains(of_shop)) return no(of_shop, fmt::format("'{}' needs 'ucp'", of_shop));
    if (!command && !openapi && !table_.contains("url"))
        return no({}, "'url' or 'command' is missing: where it is, or how it is started");
    if (command && (openapi || table_.contains("url")))
        return no("command", "'command' and an address exclude each other");
    if (openapi && !table_.contains("url"))
        return no("openapi", "'url' is missing: where the operations of 'openapi' are asked");
    for (const auto* of_command : {"environment", "directory"})
        if (!command && table_.contains(of_command))
            return no(of_command, fmt::format("'{}' needs a 'command'", of_command));
    return {};
}

Result<> Reader::command() {
    if (!table_.contains("command")) return {};
    if (table_.get("command")->is_string())
        return no("command",
                  "'command' must be a list of words, as [\"npx\", \"-y\", \"some-server\"]");
    ERRAND_TRY_VOID(setting::read(table_, "command", file_, entry_.command));
    if (entry_.command.empty() || entry_.command.front().empty())
        return no("command", "'command' is empty: name the program to start");
    if (entry_.command.size() > kMaxCommandWords)
        return no("command", "'command' has too many words");
    for (const auto& word : entry_.command)
        if (word.size() > kMaxCommandWordBytes || word.find('\0') != std::string::npos)
            return no("command", "a word of 'command' is too long, or has a zero in it");
    ERRAND_TRY_VOID(setting::read(table_, "environment", file_, entry_.environment));
    for (const auto& variable : entry_.environment) {
        const bool named = !variable.empty() && variable.size() <= kMaxServiceName &&
                           std::isdigit(static_cast<unsigned char>(variable.front())) == 0 &&
                           std::ranges::all_of(variable, [](unsigned char one) {
                               return one < 0x80 && (std::isalnum(one) != 0 || one == '_');
                           });
        if (!named)
            return no("environment",
                      "'environment' lists names of variables, as [\"GITHUB_TOKEN\"]; their "
                      "values are errand's own");
    }
    if (entry_.environment.size() > kMaxCommandWords)
        return no("environment", "'environment' has too many names");
    return setting::read(table_, "directory", file_, entry_.directory);
}

Result<> Reader::address() {
    ERRAND_TRY_VOID(setting::read(table_, "url", file_, entry_.url));
    ERRAND_TRY_VOID(setting::read(table_, "openapi", file_, entry_.openapi));
    if (entry_.url.empty()) return {};
    if (const auto url = net::parse_url(entry_.url); !url) return no("url", url.error().message);
    return {};
}

Result<> Reader::key() {
    using Kind = brain::model::KeySource::Kind;
    std::string variable;
    std::string stored;
    ERRAND_TRY_VOID(setting::read(table_, "key_env", file_, variable));
    ERRAND_TRY_VOID(setting::read(table_, "key_vault", file_, stored));
    if (variable.empty() && stored.empty()) return {};
    if (!variable.empty() && !stored.empty())
        return no("key_vault", "'key_env' and 'key_vault' exclude each other");
    const auto* named = variable.empty() ? "key_vault" : "key_env";
    if (!entry_.command.empty())
        return no(named, "a command gets its key as a variable: name it in 'environment'");
    const auto url = net::parse_url(entry_.ucp.empty() ? entry_.url : entry_.ucp);
    if (url && url->scheme == "http" && !net::is_loopback_host(url->host))
        return no(named, "the key would go where others can read it: use https");
    entry_.key = variable.empty() ? brain::model::KeySource{Kind::Vault, stored}
                                  : brain::model::KeySource{Kind::Environment, variable};
    return {};
}

Result<> Reader::shop() {
    ERRAND_TRY_VOID(setting::read(table_, "ucp", file_, entry_.ucp));
    ERRAND_TRY_VOID(setting::read(table_, "agent", file_, entry_.agent));
    if (!table_.contains("ucp")) return {};
    if (const auto url = connectors::ucp::shop_address(entry_.ucp); !url)
        return no("ucp", url.error().message);
    if (!entry_.url.empty())
        if (const auto url = connectors::ucp::shop_address(entry_.url); !url)
            return no("url", url.error().message);
    if (!entry_.agent.empty())
        if (const auto url = net::parse_url(entry_.agent); !url || url->scheme != "https")
            return no("agent", "'agent' must be an https address");
    return payment();
}

// What is paid with: which handler of the shop's, and where the token is.
Result<> Reader::payment() {
    using Kind = brain::model::KeySource::Kind;
    auto& paid = entry_.payment;
    std::string variable;
    std::string stored;
    ERRAND_TRY_VOID(setting::read(table_, "pay_with", file_, paid.handler));
    ERRAND_TRY_VOID(setting::read(table_, "pay_type", file_, paid.type));
    ERRAND_TRY_VOID(setting::read(table_, "pay_credential", file_, paid.credential));
    ERRAND_TRY_VOID(setting::read(table_, "pay_token_env", file_, variable));
    ERRAND_TRY_VOID(setting::read(table_, "pay_token_vault", file_, stored));
    const bool any = !paid.handler.empty() || !paid.type.empty() || !paid.credential.empty() ||
                     !variable.empty() || !stored.empty();
    if (!any) return {};
    if (const auto* node = table_.get("pay_details")) {
        const auto* details = node->as_table();
        if (details == nullptr)
            return no("pay_details", "'pay_details' must be a table, as { brand = \"visa\" }");
        for (const auto& [name, value] : *details) {
            const auto text = value.value_exact<std::string>();
            if (!text) return no("pay_details", "'pay_details' holds texts");
            paid.details.emplace(name.str(), *text);
        }
    }
    if (!variable.empty() && !stored.empty())
        return no("pay_token_vault", "'pay_token_env' and 'pay_token_vault' exclude each other");
    if (paid.handler.empty() || paid.type.empty() || (variable.empty() && stored.empty()))
        return no({},
                  "paying needs 'pay_with' (a handler of the shop), 'pay_type' (as \"card\") "
                  "and 'pay_token_env' or 'pay_token_vault'");
    paid.token = variable.empty() ? brain::model::KeySource{Kind::Vault, stored}
                                  : brain::model::KeySource{Kind::Environment, variable};
    return {};
}

Result<> Reader::effects() {
    const auto* node = table_.get("effects");
    if (node == nullptr) return {};
    const auto* list = node->as_table();
    if (list == nullptr)
        return no("effects", "'effects' must be a table, as { list_orders = \"reads\" }");
    for (const auto& [tool, value] : *list) {
        const auto text = value.value_exact<std::string>();
        auto effect = text ? json::decode<tool::Effect>(json::value(*text))
                           : Result<tool::Effect>(fail(ErrorCode::Invalid, "no text"));
        if (!effect)
            return no("effects",
                      fmt::format("'{}' must be \"reads\", \"changes\" or \"spends\"", tool.str()));
        entry_.effects.emplace(tool.str(), *effect);
    }
    return {};
}

Result<server::ServiceEntry> Reader::read() {
    ERRAND_TRY_VOID(known());
    ERRAND_TRY_VOID(name());
    ERRAND_TRY_VOID(one_way());
    ERRAND_TRY_VOID(command());
    ERRAND_TRY_VOID(address());
    ERRAND_TRY_VOID(shop());
    ERRAND_TRY_VOID(key());
    ERRAND_TRY_VOID(effects());
    return std::move(entry_);
}

// A TOML basic string.
std::string toml_text(std::string_view text) {
    std::string made = "\"";
    for (const char one : text) {
        const auto code = static_cast<unsigned char>(one);
        if (one == '"' || one == '\\') made += '\\';
        if (code < 0x20 || code == 0x7F)
            made += fmt::format("\\u{:04X}", code);
        else
            made += one;
    }
    return made + '"';
}

std::string toml_text(const std::vector<std::string>& list) {
    std::string made;
    for (const auto& one : list) made += (made.empty() ? "" : ", ") + toml_text(one);
    return "[" + made + "]";
}

}  // namespace

Result<> read_services(const toml::table& table, const std::string& file,
                       std::vector<server::ServiceEntry>& into) {
    const auto* node = table.get("service");
    if (node == nullptr) return {};
    const auto* list = node->as_array();
    if (list == nullptr)
        return setting::wrong(file, node->source(), "'service' must be [[service]]", kWhere);
    for (const auto& one : *list) {
        const auto* entry = one.as_table();
        if (entry == nullptr)
            return setting::wrong(file, one.source(), "'service' must be [[service]]", kWhere);
        ERRAND_TRY(auto service, Reader(*entry, file).read());
        if (std::ranges::find(into, service.name, &server::ServiceEntry::name) != into.end())
            return setting::wrong(file, one.source(),
                                  fmt::format("two services '{}'", service.name),
                                  "give one of them another name");
        if (into.size() >= kMaxServices)
            return setting::wrong(file, one.source(), "too many services", kWhere);
        into.push_back(std::move(service));
    }
    return {};
}

std::string write_service(const server::ServiceEntry& service) {
    std::string text = fmt::format("[[service]]\nname = {}\n", toml_text(service.name));
    const auto add = [&](std::string_view key, const auto& value) {
        if (!value.empty()) text += fmt::format("{} = {}\n", key, toml_text(value));
    };
    add("command", service.command);
    add("environment", service.environment);
    add("directory", service.directory);
    add("openapi", service.openapi);
    add("ucp", service.ucp);
    add("url", service.url);
    add("agent", service.agent);
    add("pay_with", service.payment.handler);
    add("pay_type", service.payment.type);
    add("pay_credential", service.payment.credential);
    using Kind = brain::model::KeySource::Kind;
    if (service.key.kind == Kind::Environment) add("key_env", service.key.name);
    if (service.key.kind == Kind::Vault) add("key_vault", service.key.name);
    std::string details;
    for (const auto& [name, value] : service.payment.details)
        details += fmt::format("{}{} = {}", details.empty() ? "" : ", ", toml_text(name),
                               toml_text(value));
    if (!details.empty()) text += fmt::format("pay_details = {{ {} }}\n", details);
    if (service.payment.token.kind == Kind::Environment)
        add("pay_token_env", service.payment.token.name);
    if (service.payment.token.kind == Kind::Vault)
        add("pay_token_vault", service.payment.token.name);
    std::string effects;
    for (const auto& [tool, effect] : service.effects)
        effects += fmt::format("{}{} = {}", effects.empty() ? "" : ", ", toml_text(tool),
                               toml_text(std::string_view(json::encode(effect).get_string())));
    if (!effects.empty()) text += fmt::format("effects = {{ {} }}\n", effects);
    return text;
}

namespace {

json::object shop_config(const server::ServiceEntry& service, const Paths& paths) {
    return {{"kind", "ucp"},
            {"name", service.name},
            {"shop", service.ucp},
            {"endpoint", service.url},
            {"agent", service.agent},
            {"signing_key", paths.shop_key().string()},
            {"pay_handler", service.payment.handler},
            {"pay_type", service.payment.type},
            {"pay_credential", service.payment.credential},
            {"pay_details", json::encode(service.payment.details)}};
}

}  // namespace

std::vector<std::string> missing_variables(const server::ServiceEntry& service) {
    std::vector<std::string> missing;
    for (const auto& name : service.environment)
        if (std::getenv(name.c_str()) == nullptr) missing.push_back(name);
    return missing;
}

json::object connector_config(const server::ServiceEntry& service,
                              const std::filesystem::path& home) {
    if (!service.ucp.empty()) return shop_config(service, Paths{home});
    json::object config{{"kind", service.openapi.empty() ? "mcp" : "openapi"},
                        {"name", service.name}};
    if (!service.url.empty()) config["url"] = service.url;
    if (!service.openapi.empty()) config["document"] = service.openapi;
    if (!service.effects.empty()) config["effects"] = json::encode(service.effects);
    if (service.command.empty()) return config;
    config["command"] = json::encode(service.command);
    json::object environment;
    for (const auto& name : service.environment) {
        if (const char* value = std::getenv(name.c_str()))
            environment[name] = value;
        else
            log::warn("the variable {} is not set: {} is started without it", name, service.name);
    }
    config["environment"] = std::move(environment);
    const char* own = std::getenv("HOME");
    if (!service.directory.empty())
        config["directory"] = (home / service.directory).string();
    else if (own != nullptr && *own != '\0')
        config["directory"] = own;
    return config;
}

}  // namespace errand::app
