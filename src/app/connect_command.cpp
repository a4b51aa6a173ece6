// `errand connect`, `errand services`, `errand disconnect`.
#include <fmt/format.h>
#include <termios.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <iostream>

#include "app/commands.hpp"
#include "app/exit_code.hpp"
#include "app/limits.hpp"
#include "app/listing.hpp"
#include "app/service_name.hpp"
#include "app/service_settings.hpp"
#include "app/service_trial.hpp"
#include "app/services_file.hpp"
#include "base/printable.hpp"
#include "consent/store.hpp"

namespace errand::app {
namespace {

using Kind = brain::model::KeySource::Kind;

bool is_address(const std::string& word) {
    return word.starts_with("http://") || word.starts_with("https://");
}

// What stands in the vault for a service's key.
std::string vault_entry(const std::string& service) {
    return "key." + service;
}

std::string derived_name(const server::ServiceEntry& entry) {
    if (!entry.command.empty()) return name_of_command(entry.command);
    auto name = name_of_address(entry.ucp.empty() ? entry.url : entry.ucp);
    if (name.empty() && !entry.openapi.empty()) name = name_of_command({entry.openapi});
    return name;
}

std::string absolute(const std::string& path) {
    return std::filesystem::absolute(path).string();
}

// How the service is reached.
Result<> add_way(Loop& loop, net::Client& client, const ConnectServiceOptions& options,
                 server::ServiceEntry& entry) {
    const bool address = options.what.size() == 1 && is_address(options.what.front());
    if (!options.openapi.empty()) {
        if (!options.what.empty() && !address)
            return fail(ErrorCode::Invalid, "beside --openapi stands the server's address, if any");
        entry.openapi = is_address(options.openapi) ? options.openapi : absolute(options.openapi);
        if (address) {
            entry.url = options.what.front();
        } else {
            ERRAND_TRY(entry.url, loop.block(server_of_document(client, entry.openapi)));
        }
        return {};
    }
    if (options.what.empty())
        return fail(ErrorCode::Invalid, "which service?",
                    "errand connect URL, errand connect -- COMMAND ARGUMENT…, or errand connect "
                    "--openapi DOCUMENT");
    if (!address && (options.ucp || !options.endpoint.empty()))
        return fail(ErrorCode::Invalid, "with --ucp stands the shop's address",
                    "errand connect https://shop.example --ucp");
    if (!address) {
        entry.command = options.what;
    } else if (options.ucp || !options.endpoint.empty() ||
               loop.block(is_shop(client, options.what.front())).value_or(false)) {
        entry.ucp = options.what.front();
        entry.url = options.endpoint;
    } else {
        entry.url = options.what.front();
    }
    return {};
}

// What the command line asks for, as a person would write it into the settings; the same rules
// hold.
Result<server::ServiceEntry> entry_of(Loop& loop, net::Client& client,
                                      const ConnectServiceOptions& options) {
    server::ServiceEntry entry;
    ERRAND_TRY_VOID(add_way(loop, client, options, entry));
    entry.name = options.name.empty() ? derived_name(entry) : options.name;
    if (entry.name.empty())
        return fail(ErrorCode::Invalid, "what shall the service be called?", "add --name NAME");
    entry.environment = options.environment;
    if (!options.directory.empty()) entry.directory = absolute(options.directory);
    if (!options.key_env.empty()) entry.key = {Kind::Environment, options.key_env};
    if (options.key) entry.key = {Kind::Vault, vault_entry(entry.name)};
    ERRAND_TRY(auto read, parse_settings(write_service(entry), "the command line"));
    return std::move(read.services.front());
}

// One line from the terminal, not shown; from a pipe, as it comes.
Result<std::string> read_key(const Style& style) {
    termios before{};
    const bool terminal = ::isatty(STDIN_FILENO) != 0 && ::tcgetattr(STDIN_FILENO, &before) == 0;
    if (terminal) {
        fmt::print(stderr, "{} ", style.say("密钥(不显示):", "Key (not shown):"));
        auto hidden = before;
        hidden.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden);
    }
    std::string line;
    std::getline(std::cin, line);
    if (terminal) {
        ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &before);
        fmt::print(stderr, "\n");
    }
    while (line.ends_with('\r') || line.ends_with(' ')) line.pop_back();
    if (line.empty() || line.size() > kMaxKeyLine)
        return fail(ErrorCode::Invalid, "no key was given", "type it, or send it through a pipe");
    return line;
}

// Of this home. The assistant may have it open too.
Result<std::unique_ptr<consent::Store>> open_store(const Program& program) {
    static const SystemClock clock;
    return consent::Store::open(program.paths.home, clock, program.settings.time_zone);
}

// The key, and where it is to be kept once the service is; empty where it has none.
Result<std::string> key_for(const Program& program, const server::ServiceEntry& entry,
                            bool from_person) {
    if (from_person) return read_key(program.style);
    ERRAND_TRY(const auto key, brain::model::find_key(entry.key, {}));
    return key.reveal();
}

std::string counted(const std::vector<tool::Tool>& tools, const Style& style) {
    const auto of = [&](tool::Effect effect) {
        return std::ranges::count(tools, effect, &tool::Tool::effect);
    };
    return fmt::format(
        fmt::runtime(style.say("{} 个工具:{} 个只读,{} 个更改,{} 个按花钱对待",
                               "{} tools: {} read, {} change, {} count as spending")),
        tools.size(), of(tool::Effect::Reads), of(tool::Effect::Changes), of(tool::Effect::Spends));
}

Lines found_lines(const server::ServiceEntry& entry, const Trial& trial, const Style& style) {
    Lines lines;
    lines.push_back(fmt::format("{}: {}{}{}", style.bold(entry.name), trial.speaks,
                                trial.title.empty() ? "" : ", ", printable_line(trial.title)));
    if (!trial.tools.empty() || !trial.sign_in) lines.push_back(counted(trial.tools, style));
    std::size_t shown = 0;
    for (const auto& tool : trial.tools) {
        if (++shown > kToolsShown) {
            lines.emplace_back("  …");
            break;
        }
        const auto effect = json::encode(tool.effect);
        lines.push_back(fmt::format("  {:<8} {}", std::string_view(effect.get_string()),
                                    printable_line(tool.name)));
    }
    if (trial.sign_in)
        lines.push_back(
            fmt::format("{} {}",
                        style.say("要登录,第一次用到时打开这里的页面:",
                                  "It wants a sign-in, whose page opens at the first use:"),
                        printable_line(trial.issuer)));
    if (trial.wants_key)
        lines.emplace_back(style.say("它要密钥:--key 或 --key-env 给它。",
                                     "It wants a key: give it one with --key or --key-env."));
    if (!trial.left_out.empty())
        lines.push_back(fmt::format(
            fmt::runtime(style.say("{} 个操作用不了,例如 {}", "{} operations are left out, as {}")),
            trial.left_out.size(), printable_line(trial.left_out.front())));
    lines.emplace_back(style.say("第一次用到时会先问你准不准用。",
                                 "errand asks for the permission to use it at the first need."));
    return lines;
}

// Whether an assistant that runs has taken it up now.
async::Awaitable<Result<json::value>> tell_assistant(net::Client& client, Paths paths) {
    ERRAND_CO_TRY(const auto running, co_await find_assistant(client, std::move(paths)));
    client::JsonDoor door(client, running.door);
    co_return co_await door.post("/v1/services", json::object{});
}

std::string_view when(const Result<json::value>& told, const std::string& name,
                      const Style& style) {
    const auto* names = told ? json::find(*told, "taken_up") : nullptr;
    const bool now =
        names != nullptr && names->is_array() &&
        std::ranges::find(names->get_array(), json::value(name)) != names->get_array().end();
    if (now)
        return style.say("正在运行的助手已经用上它。", "The running assistant has taken it up.");
    return style.say("助手下次启动时用上它。", "It is taken up at the assistant's next start.");
}

Result<> check_new(const Program& program, const server::ServiceEntry& entry) {
    if (const auto missing = missing_variables(entry); !missing.empty())
        return fail(
            ErrorCode::Invalid,
            fmt::format("the variable {} is not set, which the service is to be given",
                        missing.front()),
            fmt::format("export {}=…, here and where the assistant is started", missing.front()));
    if (std::ranges::find(program.settings.services, entry.name, &server::ServiceEntry::name) !=
        program.settings.services.end())
        return fail(ErrorCode::Conflict,
                    fmt::format("a service '{}' is connected already", entry.name),
                    fmt::format("choose another --name, or take it out first: errand disconnect {}",
                                entry.name));
    return {};
}

Result<> keep(const Program& program, const server::ServiceEntry& entry, const std::string& key) {
    ERRAND_TRY_VOID(add_service(program.paths, entry));
    if (entry.key.kind != Kind::Vault) return {};
    ERRAND_TRY(const auto store, open_store(program));
    return store->vault().put(std::string(consent::kDefaultUser), entry.key.name, key);
}

Result<> try_and_keep(const Program& program, const ConnectServiceOptions& options) {
    const auto& style = program.style;
    Loop loop;
    net::Client client(loop.context().get_executor());
    ERRAND_TRY(const auto entry, entry_of(loop, client, options));
    ERRAND_TRY_VOID(check_new(program, entry));
    ERRAND_TRY(const auto key, key_for(program, entry, options.key));
    const auto trial = loop.block(try_service(client, entry, program.paths.home, key));
    if (!trial && !options.anyway)
        return fail(trial.error().code, printable_line(trial.error().message),
                    fmt::format("{}{}nothing was kept; --anyway keeps the service all the same",
                                trial.error().advice, trial.error().advice.empty() ? "" : "; "));
    if (trial)
        fmt::print("{}", join(found_lines(entry, *trial, style)));
    else
        fmt::print("{}\n", printable_line(trial.error().message));
    ERRAND_TRY_VOID(keep(program, entry, key));
    const auto told = loop.block(tell_assistant(client, program.paths));
    fmt::print("{} {}\n{}\n", style.say("已写入", "Written to"), program.paths.services().string(),
               when(told, entry.name, style));
    if (program.settings.services.empty())
        fmt::print("{}\n", style.say("有了自己的服务,从下次启动起不再用沙盒城市。",
                                     "With a service of your own the sandbox city is not used any "
                                     "more, from the next start on."));
    return {};
}

std::string how(const server::ServiceEntry* entry, const json::value& service) {
    if (entry == nullptr || entry->command.empty())
        return std::string(json::string_at(service, "url"));
    std::string words;
    for (const auto& word : entry->command) words += (words.empty() ? "" : " ") + word;
    return words;
}

std::string state_of(const json::value& service, const Style& style) {
    const auto state = json::string_at(service, "state");
    if (state == "permission") return std::string(style.say("等许可", "waits for permission"));
    if (state == "sign_in") return std::string(style.say("要重新登录", "wants a new sign-in"));
    if (state == "ready") return std::string(style.say("可用", "ready"));
    return fmt::format("{}: {}", style.say("不可用", "failed"),
                       json::string_at(service, "problem"));
}

std::string tools_of(const json::value& service) {
    const auto* tools = json::find(service, "tools");
    return tools != nullptr && tools->is_array() ? std::to_string(tools->get_array().size()) : "–";
}

std::string permission_of(const json::value& service, const Style& style) {
    const auto* granted = json::find(service, "granted");
    if (granted == nullptr || !granted->is_bool() || !granted->get_bool())
        return std::string(style.say("未许可", "not given yet"));
    std::string scopes;
    if (const auto* list = json::find(service, "scopes"); list != nullptr && list->is_array())
        for (const auto& one : list->get_array())
            if (one.is_string()) scopes += " " + std::string(one.get_string());
    return std::string(style.say("已许可", "given")) + printable_line(scopes);
}

Lines service_lines(const json::value& answer, const Program& program) {
    const auto& style = program.style;
    const auto& known = program.settings.services;
    std::vector<std::vector<std::string>> rows;
    for (const auto& service : list_in(answer)) {
        const auto name = json::string_at(service, "name");
        const auto found = std::ranges::find(known, name, &server::ServiceEntry::name);
        rows.push_back({std::string(name), tools_of(service), permission_of(service, style),
                        how(found == known.end() ? nullptr : &*found, service),
                        state_of(service, style)});
    }
    if (rows.empty()) return {std::string(style.say("没有服务。", "No services."))};
    if (style.language == "zh") return table({"服务", "工具", "许可", "如何", "状态"}, rows, style);
    return table({"service", "tools", "permission", "how", "state"}, rows, style);
}

// What everybody here has granted to it, and its key.
Result<> forget(const Program& program, const std::string& name) {
    if (!std::filesystem::exists(program.paths.home / "consent.db")) return {};
    ERRAND_TRY(const auto store, open_store(program));
    ERRAND_TRY(const auto users, store->users().all());
    for (const auto& user : users) {
        auto withdrawn = store->withdraw(user.id, name);
        if (!withdrawn && withdrawn.error().code != ErrorCode::NotFound) return withdrawn;
        ERRAND_TRY_VOID(store->vault().remove(user.id, vault_entry(name)));
    }
    return {};
}

}  // namespace

int connect_service(const Program& program, const ConnectServiceOptions& options) {
    const auto kept = try_and_keep(program, options);
    return kept ? kOk : report(kept.error());
}

int services(const Program& program, const ListOptions& options) {
    client::Call call;
    call.path = "/v1/services?look=true";
    const auto answer = ask_door(program, std::move(call));
    if (!answer) return report(answer.error());
    fmt::print("{}", options.json ? json::write_pretty(*answer) + "\n"
                                  : join(service_lines(*answer, program)));
    return kOk;
}

int disconnect_service(const Program& program, const std::string& name) {
    if (const auto removed = remove_service(program.paths, name); !removed)
        return report(removed.error());
    if (const auto forgotten = forget(program, name); !forgotten) return report(forgotten.error());
    fmt::print("{}\n", program.style.say(
                           "已断开,许可已收回;正在运行的助手下次启动时不再有它。",
                           "Disconnected, its permission withdrawn; an assistant that runs is "
                           "without it from its next start on."));
    return kOk;
}

}  // namespace errand::app
