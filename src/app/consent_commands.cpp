// The commands about consent: grants, limits, allow, approve. What is signed is signed here, in the
// client, with the key of this home.
#include <fmt/format.h>

#include "app/cards.hpp"
#include "app/commands.hpp"
#include "app/exit_code.hpp"
#include "app/limits.hpp"
#include "app/listing.hpp"
#include "app/session.hpp"
#include "base/encoding.hpp"
#include "base/id.hpp"

namespace errand::app {
namespace {

client::Call call_of(std::string method, std::string path) {
    client::Call call;
    call.method = std::move(method);
    call.path = std::move(path);
    return call;
}

int print(const Result<json::value>& answer, bool as_json, const Lines& lines) {
    if (!answer) return report(answer.error());
    if (as_json) {
        fmt::print("{}\n", json::write_pretty(*answer));
    } else {
        fmt::print("{}", join(lines));
    }
    return kOk;
}

// The person reads the lines and answers; --yes answers for them.
std::function<bool(const Lines&)> asking(const Program& program, bool yes) {
    return [&program, yes](const Lines& lines) {
        const auto card = box(program.style.say("请确认", "Please confirm"), lines, program.style);
        fmt::print(stderr, "{}", join(card));
        return yes || confirm(program.style, program.style.say("签名同意?", "Sign it?"));
    };
}

async::Awaitable<Result<json::value>> find_ask(client::JsonDoor& door, std::string id) {
    ERRAND_CO_TRY(auto ask, co_await door.get("/v1/asks/" + percent_encode(id)));
    if (json::string_at(ask, "type") != "approval")
        co_return fail(ErrorCode::Invalid, fmt::format("ask {} is no approval", id),
                       "a choice or a question is answered in the chat");
    co_return ask;
}

async::Awaitable<Result<int>> approve_one(net::Client& client, const Program& program,
                                          const ApproveOptions& options) {
    ERRAND_CO_TRY(auto connection, co_await connect(client, program.connect_options()));
    client::Api api(client, connection.assistant.door);
    ERRAND_CO_TRY(const auto ask, co_await find_ask(api, options.ask));
    fmt::print(stderr, "{}", join(whose_words(ask, program.style)));
    ERRAND_CO_TRY(auto body, sign(ask, *connection.key, program.style.language, program.zone,
                                  asking(program, options.yes)));
    const bool agreed = body.at("approve").get_bool();
    if (options.print) {
        fmt::print("{}\n", json::write(body));
        co_return agreed ? kOk : kErrandDeclined;
    }
    ERRAND_CO_TRY_VOID(co_await api.answer(options.ask, std::move(body), make_id("approve")));
    fmt::print("{}\n", agreed ? program.style.say("已签名,正在办理。", "Signed; it is being done.")
                              : program.style.say("已拒绝。", "Refused."));
    co_return agreed ? kOk : kErrandDeclined;
}

async::Awaitable<Result<int>> make_rule(net::Client& client, const Program& program,
                                        const AllowOptions& options) {
    ERRAND_CO_TRY(auto connection, co_await connect(client, program.connect_options()));
    commerce::Allowance rule;
    rule.id = make_id("alw");
    rule.user = "me";
    rule.payees = options.payees;
    ERRAND_CO_TRY(rule.per_payment, commerce::parse_money(options.per_payment));
    ERRAND_CO_TRY(rule.per_day, commerce::parse_money(options.per_day));
    rule.currency = options.currency;
    ERRAND_CO_TRY(const auto now, co_await time_there(client, connection.sandbox));
    rule.issued = format_time(now);
    rule.expires = format_time(now + std::chrono::hours(24) * options.days);
    commerce::KeyApprover approver(*connection.key, program.style.language, program.zone,
                                   asking(program, options.yes));
    ERRAND_CO_TRY(const auto given, approver.present(rule));
    if (!given) co_return static_cast<int>(kErrandDeclined);
    client::JsonDoor door(client, connection.assistant.door);
    ERRAND_CO_TRY_VOID(co_await door.post("/v1/allowances", json::encode(*given)));
    if (options.json) {
        fmt::print("{}\n", json::write_pretty(json::encode(*given)));
    } else {
        fmt::print("{}\n", rule.id);
    }
    co_return static_cast<int>(kOk);
}

// An amount, or null for "none".
Result<json::value> limit_value(const std::string& text) {
    if (text == "none") return json::value(nullptr);
    ERRAND_TRY(const auto amount, commerce::parse_money(text));
    return json::value(commerce::to_string(amount));
}

// The limits that stand now, with what the person named changed: the door replaces all of them.
async::Awaitable<Result<json::value>> set_limits(net::Client& client, const Program& program,
                                                 const LimitsOptions& options) {
    ERRAND_CO_TRY(auto connection, co_await connect(client, program.connect_options()));
    client::JsonDoor door(client, connection.assistant.door);
    ERRAND_CO_TRY(auto now, co_await door.get("/v1/limits"));
    json::object wanted;
    for (const auto* key : {"per_payment", "per_day"}) {
        const auto* kept = json::find(now, key);
        wanted[key] = kept == nullptr ? json::value(nullptr) : *kept;
    }
    if (!options.per_payment.empty()) {
        ERRAND_CO_TRY(wanted["per_payment"], limit_value(options.per_payment));
    }
    if (!options.per_day.empty()) {
        ERRAND_CO_TRY(wanted["per_day"], limit_value(options.per_day));
    }
    auto call = call_of("PUT", "/v1/limits");
    call.body = std::move(wanted);
    co_return co_await door.call(std::move(call));
}

}  // namespace

int grants(const Program& program, const GrantsOptions& options) {
    if (!options.withdraw.empty()) {
        const auto answer =
            ask_door(program, call_of("DELETE", "/v1/grants/" + percent_encode(options.withdraw)));
        return print(answer, options.json,
                     {std::string(program.style.say("已收回授权。", "Permission withdrawn."))});
    }
    const auto answer = ask_door(program, call_of("GET", "/v1/grants"));
    return print(answer, options.json,
                 answer ? grant_lines(*answer, program.style, program.zone) : Lines{});
}

int limits(const Program& program, const LimitsOptions& options) {
    if (options.per_payment.empty() && options.per_day.empty()) {
        const auto answer = ask_door(program, call_of("GET", "/v1/limits"));
        return print(answer, options.json, answer ? limit_lines(*answer, program.style) : Lines{});
    }
    Loop loop;
    net::Client client(loop.context().get_executor());
    const auto answer = loop.block(set_limits(client, program, options));
    return print(answer, options.json,
                 {std::string(program.style.say("已更新上限。", "Limits updated."))});
}

int allow_list(const Program& program, const ListOptions& options) {
    const auto answer = ask_door(program, call_of("GET", "/v1/allowances"));
    return print(answer, options.json,
                 answer ? allowance_lines(*answer, program.style, program.zone) : Lines{});
}

int allow_revoke(const Program& program, const std::string& id) {
    const auto answer =
        ask_door(program, call_of("DELETE", "/v1/allowances/" + percent_encode(id)));
    return print(answer, false,
                 {std::string(program.style.say("已收回规则。", "Rule withdrawn."))});
}

int allow_make(const Program& program, const AllowOptions& options) {
    Loop loop;
    net::Client client(loop.context().get_executor());
    const auto status = loop.block(make_rule(client, program, options));
    return status ? *status : report(status.error());
}

int approve(const Program& program, const ApproveOptions& options) {
    Loop loop;
    net::Client client(loop.context().get_executor());
    const auto status = loop.block(approve_one(client, program, options));
    return status ? *status : report(status.error());
}

}  // namespace errand::app
