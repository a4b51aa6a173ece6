// Owns: approvals and payments. Part of Errand; strand as in errand.hpp.
// Must stay true: the amount is reserved before and the approval checked; one approval pays once,
// under one idempotency key; what may have been paid counts as paid until it is certain.
#include <fmt/format.h>

#include <algorithm>

#include "assistant/calls.hpp"
#include "assistant/errand.hpp"
#include "assistant/limits.hpp"
#include "assistant/present.hpp"
#include "assistant/services.hpp"
#include "base/id.hpp"
#include "base/log.hpp"
#include "tool/tool.hpp"

namespace errand::assistant {
namespace {

constexpr std::string_view kPayService = "pay";

// {"approved": SignedApproval} under an allowance, or {"approval": Approval} to be signed, with
// {"failed"} beside it where a limit is in the way, which the person may lift before the yes.
// `by_model`: a model had a say in it, in words that may be a stranger's; then no rule stands for
// the yes.
Result<json::value> prepare(Services& services, const std::string& user,
                            const commerce::SignedDraft& signed_draft, bool by_model) {
    ERRAND_TRY(const auto draft, commerce::read_draft(signed_draft.draft));
    const auto within = services.consent.spending().check(user, draft.total, draft.currency);
    const auto now = services.clock.now();
    const auto id = make_id("apv");
    ERRAND_TRY(const auto rule, services.consent.allowances().find_applicable(
                                    user, draft.payee.id, draft.total, draft.currency));
    if (rule && within && !by_model) {
        auto derived =
            commerce::derive_approval(signed_draft, rule->allowance, id, now, rule->spent_today);
        if (derived) return json::object{{"approved", json::encode(*derived)}};
        log::info("an allowance does not cover a payment: {}", derived.error().message);
    }
    ERRAND_TRY(const auto approval,
               commerce::make_approval(signed_draft, user, id, now, kApprovalLifetime));
    json::object prepared{{"approval", json::encode(approval)}};
    if (!within) prepared["limit"] = encode_error(within.error());
    return prepared;
}

// That the order is what the approval's draft says, in every part that a person reads.
Result<commerce::Draft> check_order(const commerce::Order& order,
                                    const commerce::SignedApproval& approval) {
    ERRAND_TRY(auto draft, commerce::check_consistent(approval.approval));
    const bool same = order.draft == draft.id && order.total == draft.total &&
                      order.currency == draft.currency && order.shop == draft.shop &&
                      order.items == draft.items &&
                      order.deliver_to.place == draft.deliver_to.place;
    if (!same)
        return fail(ErrorCode::Conflict, "the order is not the one that was agreed to",
                    "draft_mismatch");
    return draft;
}

Call pay_call(const commerce::Order& order, const commerce::SignedApproval& approval,
              const std::string& key) {
    json::object arguments{{"order", order.id},
                           {"approval", json::encode(approval.approval)},
                           {"idempotency_key", key}};
    if (approval.signature) arguments["signature"] = *approval.signature;
    if (approval.allowance) arguments["allowance"] = json::encode(*approval.allowance);
    Call call{.service = std::string(kPayService), .tool = "pay", .key = key};
    call.arguments = std::move(arguments);
    call.options.kind = flow::Kind::Spend;
    call.options.look_up = LookUp{.tool = "payment", .member = "payment"};
    return call;
}

bool unknown(const Error& error) {
    return flow::outcome_unknown(error) || error.code == ErrorCode::Timeout ||
           error.code == ErrorCode::Unavailable || error.code == ErrorCode::Corrupt;
}

// Another shop among the offers shown that is called the same.
bool name_is_shared(const json::array& offers, const commerce::Payee& payee) {
    return std::ranges::any_of(offers, [&](const json::value& offer) {
        const auto* shop = json::find(offer, "shop");
        if (shop == nullptr || json::string_at(*shop, "id") == payee.id) return false;
        const auto* called = json::find(*shop, "name");
        return called != nullptr && (present::name(*called, "zh") == payee.name.in("zh") ||
                                     present::name(*called, "en") == payee.name.in("en"));
    });
}

}  // namespace

flow::Task<Result<>> Errand::permitted_to_pay() {
    auto& services = services_;
    const auto user = flow_.user();
    const auto granted = co_await flow_.recorded("grant.pay", [&services, user] {
        const auto live = services.consent.grants().live(user, std::string(kPayService));
        return json::value(live && live->has_value());
    });
    if (granted.is_bool() && granted.get_bool()) co_return Result<>();
    co_return co_await ensure_grant(std::string(kPayService), MissingGrant{});
}

flow::Task<Result<std::optional<commerce::SignedApproval>>> Errand::ask_approval(
    commerce::SignedDraft draft, Text title) {
    auto& services = services_;
    const auto user = flow_.user();
    const bool by_model = this->by_model();
    const auto made = co_await flow_.recorded("approval", [&services, user, draft, by_model] {
        auto prepared = prepare(services, user, draft, by_model);
        return prepared ? *std::move(prepared) : encode_error(prepared.error());
    });
    if (auto failed = decode_error(made)) co_return fail(*std::move(failed));
    using Yes = std::optional<commerce::SignedApproval>;
    if (const auto* approved = json::find(made, "approved")) {
        ERRAND_CO_TRY(auto derived, json::decode<commerce::SignedApproval>(*approved));
        close_ask();
        ERRAND_CO_TRY_VOID(co_await permitted_to_pay());
        const auto amount = commerce::shown(commerce::to_string(derived.approval.amount),
                                            derived.approval.currency);
        progress(
            {fmt::format("按你设定的小额规则确认:{},{}。",
                         present::name(json::encode(derived.approval.payee.name), "zh"), amount),
             fmt::format("Approved under your rule for small payments: {}, {}.",
                         present::name(json::encode(derived.approval.payee.name), "en"), amount)},
            {{"allowance", derived.approval.allowance.value_or("")}});
        co_return Yes(std::move(derived));
    }
    ERRAND_CO_TRY(const auto approval, json::decode<commerce::Approval>(made.at("approval")));
    json::object ask{{"type", "approval"},
                     {"text", say(title)},
                     {"draft", approval.draft},
                     {"approval", made.at("approval")}};
    const bool shared = name_is_shared(offers_, approval.payee);
    if (shared) ask["payee_shares_name"] = true;
    if (auto zone = TimeZone::find(services_.time_zone))
        if (auto lines = commerce::describe(approval, language_, *zone, shared))
            ask["lines"] = json::encode(*lines);
    if (const auto* limit = json::find(made, "limit"))
        if (const auto error = decode_error(*limit)) {
            ask["warning"] = say(present::over_limit(*error));
            reply(present::over_limit(*error));
        }
    open_ask(std::move(ask));
    co_return Yes();
}

// What stands between a verified yes and what is done on the strength of it, so that nothing is
// ordered that cannot be paid.
flow::Task<Result<>> Errand::may_go_on(commerce::Approval approval) {
    auto& services = services_;
    const auto user = flow_.user();
    const auto amount = approval.amount;
    const auto currency = approval.currency;
    const auto checked =
        co_await flow_.recorded("limits.check", [&services, user, amount, currency] {
            const auto within = services.consent.spending().check(user, amount, currency);
            return within ? json::value(nullptr) : encode_error(within.error());
        });
    if (auto error = decode_error(checked)) {
        reply(present::over_limit(*error));
        co_return fail(*std::move(error));
    }
    co_return co_await permitted_to_pay();
}

flow::Task<Result<>> Errand::reserve(std::string key, commerce::Order order,
                                     commerce::SignedApproval approval) {
    auto& services = services_;
    const auto user = flow_.user();
    commerce::PaymentDemand demand{.user = user,
                                   .payee = approval.approval.payee.id,
                                   .amount = order.total,
                                   .currency = order.currency,
                                   .draft_hash = approval.approval.draft_hash,
                                   .spent_today = {}};
    // Errand's own books, durable before this returns and the same for the same key: no intent is
    // needed.
    const auto reserved =
        co_await flow_.recorded("limits.reserve", [&services, key, approval, demand] {
            const auto begun = services.consent.begin_payment(key, approval, demand);
            return begun ? json::value(nullptr) : encode_error(begun.error());
        });
    if (auto error = decode_error(reserved)) co_return fail(*std::move(error));
    co_return Result<>();
}

flow::Task<> Errand::settle(std::string key, json::object details) {
    auto& services = services_;
    const auto user = flow_.user();
    const auto settled = co_await flow_.recorded("limits.settle", [&services, user, key, details] {
        const auto ended = services.consent.settle_payment(user, key, details);
        return ended ? json::value(nullptr) : encode_error(ended.error());
    });
    // The amount then goes on counting, which is the safe side.
    if (const auto error = decode_error(settled))
        log::error("errand {}: a payment could not be settled: {}", flow_.number(), error->message);
}

// That nothing was paid is durable before the amount is given back, or a crash could ask for the
// payment once more when its amount no longer counts: a step, unlike settle().
flow::Task<> Errand::release(std::string key, json::object details) {
    auto& services = services_;
    const auto user = flow_.user();
    flow::Effect effect = [&services, user, key, details](
                              const flow::StepContext&) -> async::Awaitable<Result<json::value>> {
        ERRAND_CO_TRY_VOID(services.consent.release_payment(user, key, details));
        co_return json::value(nullptr);
    };
    const auto released =
        co_await flow_.step("limits.release", json::object{{"key", key}},
                            flow::StepOptions{.kind = flow::Kind::Change}, std::move(effect));
    if (!released)
        log::error("errand {}: an unpaid amount could not be released: {}", flow_.number(),
                   released.error().message);
}

// Pays, or says that the person stopped the errand before anything was asked of the pay service.
flow::Task<std::optional<Result<json::value>>> Errand::pay_unless_cancelled(Call call) {
    try {
        co_return co_await pay_until_known(std::move(call));
    } catch (const flow::Cancelled&) {
        co_return std::nullopt;
    }
}

// One attempt and its repetitions, with the same key all the way.
flow::Task<Result<json::value>> Errand::pay_step(Call call) {
    std::vector<Call> one;
    one.push_back(std::move(call));
    auto results = co_await call_all(std::move(one));
    co_return std::move(results.front());
}

// Until the service has said whether it was paid. What the person says meanwhile is kept.
flow::Task<Result<json::value>> Errand::pay_until_known(Call call) {
    auto paid = co_await pay_step(call);
    for (int round = 0; round < kPayRounds; ++round) {
        if (paid || !unknown(paid.error())) co_return paid;
        call.in_doubt = true;  // whatever is certain of a later round says nothing of this one
        const bool may_be_under_way = paid.error().code == ErrorCode::Timeout;
        auto found = co_await read(call.service, "payment", {{"idempotency_key", call.key}});
        const auto* payment = found ? json::find(*found, "payment") : nullptr;
        if (payment != nullptr && payment->is_object()) co_return found;
        if (payment != nullptr && !may_be_under_way)
            co_return fail(ErrorCode::Unavailable, "the payment service did not take the payment",
                           "not_paid");
        progress({"支付服务没有回应,我在确认结果,不会重复付款。",
                  "The payment service does not answer. I am finding out; nothing is paid twice."});
        for (;;) {
            auto signal = co_await flow_.next(kPayAgainAfter);
            if (signal.name == "timer") break;
            kept_.push_back(std::move(signal));
        }
        paid = co_await pay_step(call);
    }
    if (paid || !unknown(paid.error())) co_return paid;
    co_return fail(ErrorCode::Timeout, "it is not known whether this was paid",
                   std::string(flow::kOutcomeUnknown));
}

flow::Task<Result<commerce::Payment>> Errand::pay(commerce::Order order,
                                                  commerce::SignedApproval approval) {
    ERRAND_CO_TRY(const auto draft, check_order(order, approval));
    const auto key = "pay:" + approval.approval.id;
    ERRAND_CO_TRY_VOID(co_await reserve(key, order, approval));
    auto answer = co_await pay_unless_cancelled(pay_call(order, approval, key));
    json::object details{{"errand", flow_.number()},
                         {"order", order.id},
                         {"payee", draft.payee.id},
                         {"amount", json::encode(order.total)},
                         {"currency", order.currency}};
    if (!answer) {
        details["reason"] = "cancelled";
        co_await release(key, std::move(details));
        throw flow::Cancelled();
    }
    auto& paid = *answer;
    if (!paid && paid.error().code == ErrorCode::Timeout) co_return fail(std::move(paid).error());
    if (!paid) {
        details["reason"] = paid.error().message;
        co_await release(key, std::move(details));
        co_return fail(std::move(paid).error());
    }
    if (const auto* refusal = tool::refusal_in(*paid)) {
        const std::string code(json::string_at(*refusal, "code"));
        details["reason"] = code;
        co_await release(key, std::move(details));
        co_return fail(ErrorCode::Denied, std::string(json::string_at(*refusal, "message")), code);
    }
    if (const auto* made = json::find(*paid, "payment.id")) details["payment"] = *made;
    co_await settle(key, std::move(details));
    const auto* payment = json::find(*paid, "payment");
    if (payment == nullptr)
        co_return fail(ErrorCode::Corrupt, "the payment service answered without a payment",
                       std::string(flow::kOutcomeUnknown));
    co_return json::decode<commerce::Payment>(*payment, json::Unknown::Ignore);
}

}  // namespace errand::assistant
