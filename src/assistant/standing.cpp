#include "assistant/standing.hpp"

#include <fmt/format.h>

#include "assistant/limits.hpp"
#include "assistant/present.hpp"

namespace errand::assistant {

async::Awaitable<Result<Text>> list_grants(Services& services, std::string user) {
    ERRAND_CO_TRY(const auto grants, services.consent.grants().list(user));
    if (grants.empty())
        co_return Text{"你还没有给过任何权限,需要时我会先问你。",
                       "You have given no permission yet; I ask before I use a service."};
    Text text{"你给过的权限:", "What you have permitted:"};
    for (const auto& grant : grants) {
        const auto named = present::service(grant.service);
        text.zh += fmt::format("\n· {}", named.zh);
        text.en += fmt::format("\n· {}", named.en);
        for (const auto& scope : grant.scopes) {
            const auto words = present::scope(scope);
            text.zh += fmt::format("\n    {}", words.zh);
            text.en += fmt::format("\n    {}", words.en);
        }
    }
    co_return text;
}

async::Awaitable<Result<Text>> revoke_grants(Services& services, std::string user,
                                             std::string service) {
    ERRAND_CO_TRY(const auto grants, services.consent.grants().list(user));
    Text named;
    for (const auto& grant : grants) {
        if (!service.empty() && grant.service != service) continue;
        ERRAND_CO_TRY_VOID(services.consent.withdraw(user, grant.service));
        const auto words = present::service(grant.service);
        named.zh += (named.zh.empty() ? "" : "、") + words.zh;
        named.en += (named.en.empty() ? "" : ", ") + words.en;
    }
    if (named.zh.empty())
        co_return Text{"没有可以收回的权限。", "There is no such permission to withdraw."};
    co_return Text{fmt::format("已收回权限:{}。", named.zh),
                   fmt::format("Permission withdrawn: {}.", named.en)};
}

async::Awaitable<Result<Text>> about_allowances(Services& services, std::string user,
                                                bool withdraw) {
    if (!withdraw)
        co_return Text{
            "小额免确认规则需要用你的密钥签名。请用 `errand allow` 设置:收款方、单笔和每日"
            "上限、有效期。",
            "A rule for small payments needs your signature. Set it with `errand allow`: "
            "payees, the most for one payment and for one day, and until when."};
    ERRAND_CO_TRY(const auto rules, services.consent.allowances().list(user));
    int ended = 0;
    for (const auto& rule : rules) {
        if (rule.revoked_at) continue;
        ERRAND_CO_TRY_VOID(
            services.consent.revoke_allowance(user, rule.signed_allowance.allowance.id));
        ++ended;
    }
    if (ended == 0)
        co_return Text{"没有生效中的小额免确认规则。", "No rule for small payments is in force."};
    co_return Text{"小额免确认规则已收回,以后每一笔都会先问你。",
                   "The rule for small payments is withdrawn; I ask before every payment."};
}

async::Awaitable<Result<>> check_signature(Services& services, std::string user, OpenAsk ask,
                                           Reply reply) {
    const auto key = services.consent.users().public_key(user);
    if (!key)
        co_return fail(ErrorCode::NotFound, "no signing key is registered for this user",
                       "register it with PUT /v1/approver; `errand` does it by itself");
    const auto* approval = json::find(ask.ask, "approval");
    if (approval == nullptr) co_return fail(ErrorCode::Internal, "the ask holds no approval");
    const auto fits = crypto::verify_document(*approval, *reply.signature, *key);
    if (!fits)
        co_return fail(ErrorCode::Invalid, "the signature is not this user's over this approval",
                       "sign the ask's `approval` as it is; nothing was paid");
    co_return Result<>();
}

async::Awaitable<Result<>> tell_granted(Services& services, std::string user, std::string service) {
    journal::FlowQuery query{.user = user};
    query.live_only = true;
    ERRAND_CO_TRY(const auto flows, co_await services.journal.flows(query));
    for (const auto& flow : flows) {
        const auto* ask = json::find(flow.view, "ask");
        if (ask == nullptr || json::string_at(*ask, "type") != "grant" ||
            json::string_at(*ask, "service") != service)
            continue;
        auto told = co_await services.engine.signal(
            flow.id, {"granted", json::object{{"service", service}}},
            fmt::format("granted:{}", json::string_at(*ask, "id")));
        if (!told && told.error().code != ErrorCode::Conflict) co_return told;
    }
    co_return Result<>();
}

}  // namespace errand::assistant
