#include "connectors/ucp/ucp.hpp"

#include <fmt/format.h>

#include "base/printable.hpp"
#include "connectors/ucp/answers.hpp"
#include "connectors/ucp/channel.hpp"
#include "connectors/ucp/limits.hpp"
#include "connectors/ucp/paying.hpp"
#include "connectors/ucp/requests.hpp"
#include "json/schema.hpp"

namespace errand::connectors::ucp {

namespace {

// Where no profile of errand is published: a name that belongs to nobody (RFC 2606).
constexpr std::string_view kNoAgent = "https://errand.invalid/ucp-profile.json";
constexpr int kConflict = 409;

struct Options {
    std::string name;
    net::Url shop;
    std::optional<net::Url> endpoint;
    Agent agent{.profile = std::string(kNoAgent), .key = {}};
    std::optional<PayBy> pay_by;
};

// A checkout as it stands, or the shop's refusal to show it.
struct Looked {
    Basket checkout;
    std::optional<tool::CallResult> refused;
};

// A checkout with what pays for it and all that a person has to see, or why it cannot be bought
// here.
struct Payable {
    Instrument instrument;
    std::string token;
    commerce::Purchase purchase;
    std::optional<tool::CallResult> refused;
};

class UcpConnector final : public tool::Connector {
  public:
    UcpConnector(Surroundings surroundings, Options options)
        : surroundings_(std::move(surroundings)), options_(std::move(options)) {}

    const std::string& service() const override { return options_.name; }
    async::Awaitable<Result<std::vector<tool::Tool>>> tools(std::string user) override;
    async::Awaitable<Result<tool::CallResult>> call(std::string tool, json::object arguments,
                                                    tool::CallContext context) override;
    async::Awaitable<Result<tool::CallResult>> prepare(std::string tool, json::object arguments,
                                                       tool::CallContext context) override;

  private:
    using Called = Result<tool::CallResult>;

    async::Awaitable<Result<>> meet_shop();
    Result<const Operation*> operation_for(const std::string& tool) const;
    async::Awaitable<Result<Answer>> ask(const Operation& operation, std::string id,
                                         json::object body, const tool::CallContext& context);
    async::Awaitable<Result<Looked>> look(std::string_view how, std::string id,
                                          const tool::CallContext& context);
    async::Awaitable<Result<Payable>> payable(const Basket& checkout,
                                              const tool::CallContext& context);
    async::Awaitable<Called> update(const Operation& operation, json::object arguments,
                                    const tool::CallContext& context);
    Called answered(const Operation& operation, const Answer& answer, std::string_view id,
                    const tool::CallContext& context) const;
    async::Awaitable<Called> complete(json::object arguments, const tool::CallContext& context);
    async::Awaitable<Called> pay(const Basket& checkout, const Instrument& instrument,
                                 std::string token, const commerce::Purchase& is_signed,
                                 const tool::CallContext& context);
    async::Awaitable<Called> refused_to_complete(Answer refusal, std::string id,
                                                 const commerce::Purchase& is_signed,
                                                 const tool::CallContext& context);
    std::optional<Called> if_completed(const Basket& checkout,
                                       const commerce::Purchase& is_signed) const;
    Called completed(const Answer& answer, const Basket& checkout,
                     const commerce::Purchase& is_signed) const;

    Surroundings surroundings_;
    Options options_;
    std::shared_ptr<const Terms> terms_;
    std::shared_ptr<Channel> channel_;
    std::chrono::steady_clock::time_point met_;
};

// Models like to write null for what they leave out.
Result<json::object> fitting(const Operation& operation, const json::value& wanted,
                             const json::object& arguments) {
    json::object kept;
    for (const auto& argument : arguments)
        if (!argument.value().is_null()) kept.insert(argument);
    ERRAND_TRY(const auto schema, json::Schema::compile(wanted));
    if (const auto fits = schema.validate(kept); !fits)
        return fail(ErrorCode::Invalid, fmt::format("the arguments of '{}' do not fit: {}",
                                                    operation.name, fits.error().message));
    return kept;
}

std::string cannot_pay(const Options& options) {
    if (options.pay_by)
        return "the shop does not take what errand was given to pay with, or its token is missing";
    return "errand holds no card, and the shop lists no way to pay of this person's that needs "
           "none";
}

tool::CallResult cannot_be_paid(const Basket& checkout, const Options& options) {
    return refusal_about(checkout, "cannot_pay", cannot_pay(options),
                         "the person can finish it at the shop");
}

// A checkout that was read, as the answer to what was asked before.
Answer answer_showing(const Basket& checkout) {
    return {.status = 200, .body = json::encode(checkout).as_object()};
}

// What an earlier attempt did, as the shop shows it.
tool::CallResult seen_done(const Operation& operation, const Basket& checkout) {
    return {shown_basket(operation, answer_showing(checkout), checkout)};
}

async::Awaitable<Result<>> UcpConnector::meet_shop() {
    const auto now = std::chrono::steady_clock::now();
    if (terms_ && now - met_ < kProfileFresh) co_return Result<>();
    ERRAND_CO_TRY(auto terms,
                  co_await meet(surroundings_.client, options_.shop, options_.endpoint));
    channel_ = terms.transport == Transport::Rest
                   ? rest_channel(surroundings_.client, terms, options_.agent)
                   : mcp_channel(surroundings_.client, terms, options_.agent);
    terms_ = std::make_shared<const Terms>(std::move(terms));
    met_ = now;
    co_return Result<>();
}

Result<const Operation*> UcpConnector::operation_for(const std::string& tool) const {
    const auto* operation = find_operation(tool);
    if (operation == nullptr || !terms_->has(operation->capability))
        return fail(ErrorCode::NotFound, fmt::format("the shop has no tool '{}'", tool));
    return operation;
}

async::Awaitable<Result<std::vector<tool::Tool>>> UcpConnector::tools(std::string) {
    ERRAND_CO_TRY_VOID(co_await meet_shop());
    co_return tools_of(*terms_, options_.name);
}

async::Awaitable<Result<Answer>> UcpConnector::ask(const Operation& operation, std::string id,
                                                   json::object body,
                                                   const tool::CallContext& context) {
    const auto channel = channel_;  // another call may meet the shop anew meanwhile
    Asked asked{.operation = &operation,
                .id = std::move(id),
                .body = std::move(body),
                .idempotency_key = context.idempotency_key,
                .api_key = {},
                .deadline = context.deadline};
    ERRAND_CO_TRY(asked.api_key,
                  co_await surroundings_.credentials.token(context.user, options_.name));
    co_return co_await channel->ask(std::move(asked));
}

async::Awaitable<Result<Looked>> UcpConnector::look(std::string_view how, std::string id,
                                                    const tool::CallContext& context) {
    ERRAND_CO_TRY(const auto answer, co_await ask(*find_operation(how), id, {}, context));
    if (is_refusal(answer)) co_return Looked{{}, refusal_of(answer)};
    ERRAND_CO_TRY(auto basket, basket_in(answer, *terms_, id));
    co_return Looked{std::move(basket), {}};
}

async::Awaitable<Result<Payable>> UcpConnector::payable(const Basket& checkout,
                                                        const tool::CallContext& context) {
    Payable made;
    if (const auto obstacle = obstacle_to(checkout, *terms_)) {
        made.refused = refusal_about(checkout, obstacle->code, obstacle->message);
        co_return made;
    }
    ERRAND_CO_TRY(made.token,
                  co_await surroundings_.credentials.payment_token(context.user, options_.name));
    const Payer payer{
        .has_token = !made.token.empty(),
        .account_is_own = surroundings_.credentials.account_is_own(context.user, options_.name)};
    auto instrument = instrument_for(checkout, *terms_, options_.pay_by, payer);
    if (!instrument) {
        made.refused = cannot_be_paid(checkout, options_);
        co_return made;
    }
    made.purchase = purchase_of(checkout, *instrument, options_.name, options_.shop.authority());
    made.instrument = *std::move(instrument);
    co_return made;
}

async::Awaitable<UcpConnector::Called> UcpConnector::update(const Operation& operation,
                                                            json::object arguments,
                                                            const tool::CallContext& context) {
    const std::string id(json::string_at(arguments, operation.id));
    const auto* how = operation.resource == "cart" ? "get_cart" : "get_checkout";
    ERRAND_CO_TRY(const auto looked, co_await look(how, id, context));
    if (looked.refused) co_return *looked.refused;
    // What is sent is made of this reading, so after an earlier attempt that was carried out it
    // would be another request under the same key, which shops refuse.
    if (context.in_doubt && is_as_wanted(arguments, looked.checkout))
        co_return seen_done(operation, looked.checkout);
    ERRAND_CO_TRY(auto body, changed_body(operation, arguments, looked.checkout, *terms_));
    ERRAND_CO_TRY(const auto answer, co_await ask(operation, id, std::move(body), context));
    if (answer.status == kConflict && context.in_doubt) {
        ERRAND_CO_TRY(const auto again, co_await look(how, id, context));
        if (!again.refused && is_as_wanted(arguments, again.checkout))
            co_return seen_done(operation, again.checkout);
    }
    co_return answered(operation, answer, id, context);
}

// Shops answer a conflict as long as they are at an earlier attempt.
UcpConnector::Called UcpConnector::answered(const Operation& operation, const Answer& answer,
                                            std::string_view id,
                                            const tool::CallContext& context) const {
    if (answer.status == kConflict && context.in_doubt && operation.effect != tool::Effect::Reads)
        return fail(ErrorCode::Timeout, "the shop is still at an earlier attempt, or refuses",
                    "it may have been done; look it up");
    return result_of(operation, answer, *terms_, id);
}

async::Awaitable<UcpConnector::Called> UcpConnector::call(std::string tool, json::object arguments,
                                                          tool::CallContext context) {
    ERRAND_CO_TRY_VOID(co_await meet_shop());
    ERRAND_CO_TRY(const auto* operation, operation_for(tool));
    ERRAND_CO_TRY(auto fit, fitting(*operation, call_schema(*operation, *terms_), arguments));
    if (operation->effect != tool::Effect::Reads && context.idempotency_key.empty())
        co_return fail(ErrorCode::Internal, "a call that changes something has no key");
    if (operation->name == kComplete) co_return co_await complete(std::move(fit), context);
    if (operation->method == "PUT") co_return co_await update(*operation, std::move(fit), context);
    const std::string id(operation->id.empty() ? "" : json::string_at(fit, operation->id));
    ERRAND_CO_TRY(auto body, new_body(*operation, fit, *terms_));
    ERRAND_CO_TRY(const auto answer, co_await ask(*operation, id, std::move(body), context));
    co_return answered(*operation, answer, id, context);
}

async::Awaitable<UcpConnector::Called> UcpConnector::prepare(std::string tool,
                                                             json::object arguments,
                                                             tool::CallContext context) {
    ERRAND_CO_TRY_VOID(co_await meet_shop());
    ERRAND_CO_TRY(const auto* operation, operation_for(tool));
    if (operation->name != kComplete)
        co_return tool::CallResult{json::object{{"arguments", std::move(arguments)}}};
    const std::string id(json::string_at(arguments, operation->id));
    if (id.empty()) co_return fail(ErrorCode::Invalid, "which checkout?", "name its id");
    ERRAND_CO_TRY(const auto looked, co_await look("get_checkout", id, context));
    if (looked.refused) co_return *looked.refused;
    const auto& checkout = looked.checkout;
    ERRAND_CO_TRY(const auto ready, co_await payable(checkout, context));
    if (ready.refused) co_return *ready.refused;
    json::object filled{{operation->id, id},
                        {commerce::kPurchaseArgument, json::encode(ready.purchase)}};
    if (const auto whole = commerce::purchase_in(filled); !whole)
        co_return refusal_about(checkout, "cannot_be_shown", whole.error().message,
                                "the person can finish it at the shop");
    co_return tool::CallResult{json::object{{"arguments", std::move(filled)}}};
}

// An earlier attempt whose answer was lost may have completed it; then it is what was signed, or
// somebody else's.
async::Awaitable<UcpConnector::Called> UcpConnector::complete(json::object arguments,
                                                              const tool::CallContext& context) {
    ERRAND_CO_TRY(const auto is_signed, commerce::purchase_in(arguments));
    const std::string id(json::string_at(arguments, "checkout_id"));
    ERRAND_CO_TRY(const auto looked, co_await look("get_checkout", id, context));
    if (looked.refused && context.in_doubt)
        co_return fail(ErrorCode::Timeout, "the shop does not show this checkout any more",
                       "the order may have been placed; look at the shop");
    if (looked.refused) co_return *looked.refused;
    const auto& checkout = looked.checkout;
    if (auto done = if_completed(checkout, is_signed)) co_return *std::move(done);
    ERRAND_CO_TRY(const auto ready, co_await payable(checkout, context));
    if (ready.refused) co_return *ready.refused;
    if (const auto why = difference(is_signed, ready.purchase); !why.empty())
        co_return refusal_about(checkout, "changed", "nothing was bought: " + why,
                                "ask the person again with what it is now");
    co_return co_await pay(checkout, ready.instrument, ready.token, is_signed, context);
}

async::Awaitable<UcpConnector::Called> UcpConnector::pay(const Basket& checkout,
                                                         const Instrument& instrument,
                                                         std::string token,
                                                         const commerce::Purchase& is_signed,
                                                         const tool::CallContext& context) {
    auto body = complete_body(instrument, options_.pay_by, token, *terms_);
    ERRAND_CO_TRY(const auto answer,
                  co_await ask(*find_operation(kComplete), checkout.id, std::move(body), context));
    if (is_refusal(answer))
        co_return co_await refused_to_complete(answer, checkout.id, is_signed, context);
    auto after = basket_in(answer, *terms_, checkout.id);
    if (!after)
        co_return fail(ErrorCode::Corrupt, after.error().message,
                       "the order may have been placed; look at the checkout");
    co_return completed(answer, *after, is_signed);
}

// A conflict is also what a shop answers that is still at an earlier attempt, or was done with it.
async::Awaitable<UcpConnector::Called> UcpConnector::refused_to_complete(
    Answer refusal, std::string id, const commerce::Purchase& is_signed,
    const tool::CallContext& context) {
    if (refusal.status != kConflict) co_return refusal_of(refusal);
    ERRAND_CO_TRY(const auto looked, co_await look("get_checkout", std::move(id), context));
    if (!looked.refused)
        if (auto done = if_completed(looked.checkout, is_signed)) co_return *std::move(done);
    if (context.in_doubt)
        co_return fail(ErrorCode::Timeout, "the shop is still at an earlier attempt, or refuses",
                       "the order may have been placed; look at the shop");
    co_return refusal_of(refusal);
}

std::optional<UcpConnector::Called> UcpConnector::if_completed(
    const Basket& checkout, const commerce::Purchase& is_signed) const {
    const auto status = checkout.status.value_or("");
    if (status != "completed" && status != "complete_in_progress") return {};
    return completed(answer_showing(checkout), checkout, is_signed);
}

UcpConnector::Called UcpConnector::completed(const Answer& answer, const Basket& checkout,
                                             const commerce::Purchase& is_signed) const {
    const auto status = checkout.status.value_or("");
    if (status == "requires_escalation")
        return refusal_about(checkout, "needs_person",
                             "the order is not placed yet: the shop wants the person to go on "
                             "there");
    if (status != "completed" && status != "complete_in_progress")
        return refusal_about(checkout, "not_completed", "the shop did not place the order");
    auto content = shown_basket(*find_operation(kComplete), answer, checkout);
    auto now = purchase_of(checkout, {.object = {}, .text = is_signed.pay_by}, is_signed.payee,
                           is_signed.domain);
    now.notices = is_signed.notices;
    now.contact = is_signed.contact;
    if (const auto why = difference(is_signed, now); !why.empty())
        content["problem"] = "the shop placed an order that is not what was signed: " + why;
    return tool::CallResult{std::move(content)};
}

std::string text_of(const json::object& config, std::string_view key) {
    return std::string(json::string_at(config, key));
}

// A key is made together with the profile that says it (`errand ucp profile`); as long as there is
// none, nothing is signed.
Result<Agent> agent_of(const json::object& config) {
    Agent agent{.profile = text_of(config, "agent"), .key = {}};
    if (agent.profile.find_first_of("\"\\") != std::string::npos ||
        printable_line(agent.profile) != agent.profile)
        return fail(ErrorCode::Invalid, "'agent' is no address");
    const auto file = text_of(config, "signing_key");
    if (file.empty()) return agent;
    auto key = crypto::PrivateKey::load(file);
    if (!key && key.error().code != ErrorCode::NotFound) return fail(std::move(key).error());
    if (key) agent.key = *std::move(key);
    return agent;
}

Result<Options> read(const json::object& config) {
    Options options;
    options.name = text_of(config, "name");
    if (options.name.empty()) return fail(ErrorCode::Invalid, "a connector needs a name");
    ERRAND_TRY(options.shop, shop_address(text_of(config, "shop")));
    if (const auto endpoint = text_of(config, "endpoint"); !endpoint.empty()) {
        ERRAND_TRY(options.endpoint, shop_address(endpoint));
    }
    if (!text_of(config, "agent").empty()) {
        ERRAND_TRY(options.agent, agent_of(config));
    }
    PayBy pay_by{.handler = text_of(config, "pay_handler"), .type = text_of(config, "pay_type")};
    if (auto credential = text_of(config, "pay_credential"); !credential.empty())
        pay_by.credential = std::move(credential);
    if (const auto* details = config.if_contains("pay_details");
        details != nullptr && details->is_object())
        pay_by.details = details->get_object();
    if (!pay_by.handler.empty() && !pay_by.type.empty()) options.pay_by = std::move(pay_by);
    return options;
}

async::Awaitable<Result<Profile>> fetch(net::Client& client, std::string address) {
    net::ClientRequest request{.url = address};
    request.headers.set("Accept", "application/json");
    request.deadline = async::after(kProfileTimeout);
    request.max_body = kMaxProfileBytes;
    ERRAND_CO_TRY(const auto answer, co_await client.send(std::move(request)));
    if (answer.status >= 300 && answer.status < 400)
        co_return fail(ErrorCode::Unavailable,
                       fmt::format("{} points elsewhere ({}), which is not followed", address,
                                   printable_line(answer.headers.get("Location"))),
                       "connect the shop by the address that it has now");
    if (answer.status != 200)
        co_return fail(answer.status == 404 ? ErrorCode::NotFound : ErrorCode::Unavailable,
                       fmt::format("{} answered with status {}", address, answer.status),
                       "is this a shop that speaks UCP?");
    co_return read_profile(answer.body);
}

}  // namespace

async::Awaitable<Result<Profile>> profile_of(net::Client& client, net::Url shop) {
    co_return co_await fetch(client, profile_address(shop));
}

async::Awaitable<Result<Terms>> meet(net::Client& client, net::Url shop,
                                     std::optional<net::Url> endpoint) {
    ERRAND_CO_TRY(auto profile, co_await profile_of(client, shop));
    ERRAND_CO_TRY(const auto other, other_profile(profile, shop));
    if (other) {
        ERRAND_CO_TRY(profile, co_await fetch(client, *other));
    }
    co_return negotiate(profile, shop, endpoint);
}

ConnectorKind make() {
    return {"ucp", "a shop that speaks the Universal Commerce Protocol, by its domain",
            [](const json::object& config,
               Surroundings surroundings) -> Result<std::unique_ptr<tool::Connector>> {
                ERRAND_TRY(auto options, read(config));
                return std::make_unique<UcpConnector>(std::move(surroundings), std::move(options));
            }};
}

}  // namespace errand::connectors::ucp
