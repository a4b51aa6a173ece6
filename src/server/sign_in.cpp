#include "server/sign_in.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/asio/as_tuple.hpp>

#include "base/log.hpp"
#include "net/url.hpp"
#include "server/limits.hpp"

namespace errand::server {
namespace {

// The client that a service's issuer knows by this name; others register one.
constexpr std::string_view kClientId = "errand";

// What the vault holds of one service's tokens.
struct Kept {
    static constexpr bool kDefaults = true;
    std::string access_token;
    std::string refresh_token;
    std::optional<std::string> expires_at;
    std::vector<std::string> scopes;
    std::string client_id;
    mcp::SignInService service;
};
BOOST_DESCRIBE_STRUCT(Kept, (),
                      (access_token, refresh_token, expires_at, scopes, client_id, service))

std::string tokens_name(const std::string& service) {
    return "oauth/" + service;
}

std::string waiting_name(const std::string& service) {
    return "sign_in/" + service;
}

std::string identity_name(const std::string& service) {
    return "identity/" + service;
}

// What makes it this service and no other. The sandbox's addresses change from start to start.
std::string identity(const ServiceEntry& service) {
    if (service.sandbox) return "sandbox";
    json::object what{{"url", service.url},
                      {"command", json::encode(service.command)},
                      {"openapi", service.openapi}};
    if (!service.ucp.empty()) what["ucp"] = service.ucp;
    return json::write(what);
}

// Whether the service has a sign-in of its own to look for.
bool may_sign_in(const ServiceEntry& service) {
    const bool has_key = service.key.kind != brain::model::KeySource::Kind::None;
    return service.command.empty() && service.openapi.empty() && service.ucp.empty() && !has_key;
}

Error no_token(const std::string& service) {
    return {ErrorCode::Denied, fmt::format("nothing is granted for the service {}", service),
            "give the permission when asked"};
}

template <class T>
Result<std::optional<T>> read_secret(consent::Store& consent, const std::string& user,
                                     const std::string& name) {
    ERRAND_TRY(const auto text, consent.vault().get(user, name));
    if (!text) return std::optional<T>();
    ERRAND_TRY(auto read, json::read<T>(*text, json::Unknown::Ignore));
    return std::optional<T>(std::move(read));
}

bool about_to_expire(const Kept& kept, Time now) {
    if (!kept.expires_at) return false;
    const auto at = parse_time(*kept.expires_at);
    return !at || now + kRefreshBefore >= *at;
}

// The sign-in page's own form, filled in as the person would.
std::string yes_form(const net::Url& page, const std::string& user) {
    std::vector<std::pair<std::string, std::string>> fields;
    if (auto asked = net::parse_form(page.query))
        for (auto& [name, text] : *asked) fields.emplace_back(name, text);
    fields.emplace_back("user", user);
    fields.emplace_back("decision", "allow");
    return net::write_form(fields);
}

}  // namespace

SignIns::SignIns(net::Client& client, consent::Store& consent, const Clock& clock,
                 std::vector<ServiceEntry> services, std::function<std::string()> redirect_uri)
    : client_(client),
      consent_(consent),
      clock_(clock),
      services_(std::move(services)),
      redirect_uri_(std::move(redirect_uri)) {}

const ServiceEntry* SignIns::entry(const std::string& service) const {
    const auto found = std::ranges::find(services_, service, &ServiceEntry::name);
    return found == services_.end() ? nullptr : &*found;
}

async::Awaitable<Result<mcp::SignInService>> SignIns::discover(std::string service) {
    if (const auto found = discovered_.find(service); found != discovered_.end())
        co_return found->second;
    const auto* known = entry(service);
    if (known == nullptr)
        co_return fail(ErrorCode::NotFound, fmt::format("there is no service {} here", service));
    if (!may_sign_in(*known))
        co_return fail(ErrorCode::NotFound, fmt::format("{} has no sign-in", service));
    ERRAND_CO_TRY(auto found,
                  co_await mcp::discover(client_, known->url, async::after(kSignInStep)));
    discovered_.insert_or_assign(service, found);
    co_return found;
}

async::Awaitable<Result<mcp::PendingSignIn>> SignIns::prepare(std::string user, std::string service,
                                                              std::vector<std::string> scopes) {
    ERRAND_CO_TRY(auto found, co_await discover(service));
    const auto* known = entry(service);
    std::string client_id(kClientId);
    if (!known->sandbox && !found.registration_endpoint.empty()) {
        ERRAND_CO_TRY(client_id,
                      co_await mcp::register_client(client_, found, "errand", redirect_uri_(),
                                                    async::after(kSignInStep)));
    }
    // A new token takes the old one's place, so it has to hold what was granted before, too.
    ERRAND_CO_TRY(const auto before, consent_.grants().live(user, service));
    if (before && !scopes.empty())
        for (const auto& scope : before->scopes)
            if (std::ranges::find(scopes, scope) == scopes.end()) scopes.push_back(scope);
    const auto& wanted = scopes.empty() ? found.scopes : scopes;
    co_return mcp::begin_sign_in(
        found, {.client_id = client_id, .redirect_uri = redirect_uri_(), .scopes = wanted});
}

async::Awaitable<Result<assistant::SignInPage>> SignIns::begin(std::string user,
                                                               std::string service,
                                                               std::vector<std::string> scopes) {
    const auto* known = entry(service);
    auto pending = co_await prepare(user, service, std::move(scopes));
    if (!pending && pending.error().code == ErrorCode::NotFound && known != nullptr)
        co_return assistant::SignInPage{.url = {}, .scopes = {}, .by_itself = true};
    if (!pending) co_return fail(std::move(pending).error());
    // Where the person's yes is enough, complete() begins anew: nothing waits for this page.
    if (!known->sandbox) {
        ERRAND_CO_TRY_VOID(
            consent_.vault().put(user, waiting_name(service), json::write(json::encode(*pending))));
        if (waiting_.size() >= kPendingSignIns) waiting_.erase(waiting_.begin());
        waiting_.insert_or_assign(pending->state, Waiting{user, service});
    }
    co_return assistant::SignInPage{
        .url = pending->url, .scopes = pending->scopes, .by_itself = known->sandbox};
}

Result<> SignIns::keep(const std::string& user, const std::string& service,
                       const mcp::PendingSignIn& pending, const mcp::Tokens& tokens) {
    Kept kept{.access_token = tokens.access_token,
              .refresh_token = tokens.refresh_token,
              .expires_at = {},
              .scopes = tokens.scopes.empty() ? pending.scopes : tokens.scopes,
              .client_id = pending.client_id,
              .service = pending.service};
    if (tokens.expires_in) kept.expires_at = format_time(clock_.now() + *tokens.expires_in);
    return consent_.vault().put(user, tokens_name(service), json::write(json::encode(kept)));
}

Result<assistant::SignedIn> SignIns::granted(const std::string& user, const std::string& service,
                                             const std::vector<std::string>& scopes) {
    if (const auto* known = entry(service))
        ERRAND_TRY_VOID(consent_.vault().put(user, identity_name(service), identity(*known)));
    ERRAND_TRY_VOID(consent_.allow(user, service, {scopes.begin(), scopes.end()}));
    if (on_granted) on_granted(user, service);
    return assistant::SignedIn{.user = user, .service = service, .scopes = scopes};
}

async::Awaitable<Result<assistant::SignedIn>> SignIns::exchange(std::string user,
                                                                std::string service,
                                                                mcp::PendingSignIn pending,
                                                                std::string redirect) {
    ERRAND_CO_TRY(const auto code, mcp::code_from_redirect(pending, redirect));
    ERRAND_CO_TRY(const auto tokens,
                  co_await mcp::exchange_code(client_, pending, code, async::after(kSignInStep)));
    ERRAND_CO_TRY_VOID(keep(user, service, pending, tokens));
    const auto& scopes = tokens.scopes.empty() ? pending.scopes : tokens.scopes;
    co_return granted(user, service, scopes);
}

async::Awaitable<Result<assistant::SignedIn>> SignIns::complete(std::string user,
                                                                std::string service,
                                                                std::vector<std::string> scopes) {
    const auto* known = entry(service);
    auto pending = co_await prepare(user, service, scopes);
    if (!pending && pending.error().code == ErrorCode::NotFound && known != nullptr)
        co_return granted(user, service, {});
    if (!pending) co_return fail(std::move(pending).error());
    ERRAND_CO_TRY(const auto page, net::parse_url(pending->url));
    if (!known->sandbox || !net::is_loopback_host(page.host))
        co_return fail(ErrorCode::Denied, "this service wants the person to sign in",
                       fmt::format("open {}", pending->url));
    net::ClientRequest request{.method = "POST", .url = page.origin() + page.path};
    request.headers.set("Content-Type", "application/x-www-form-urlencoded");
    request.body = yes_form(page, user);
    request.deadline = async::after(kSignInStep);
    ERRAND_CO_TRY(const auto answer, co_await client_.send(std::move(request)));
    const auto back = answer.headers.get("Location");
    if (back.empty())
        co_return fail(ErrorCode::Unavailable,
                       fmt::format("the sign-in page answered {}", answer.status));
    co_return co_await exchange(user, service, *pending, std::string(back));
}

async::Awaitable<Result<assistant::SignedIn>> SignIns::finish(std::string state,
                                                              std::string redirect) {
    std::optional<Waiting> found;
    if (const auto known = waiting_.find(state); known != waiting_.end()) found = known->second;
    if (!found) {  // begun before a restart
        ERRAND_CO_TRY(const auto users, consent_.users().all());
        for (const auto& user : users)
            for (const auto& service : services_) {
                ERRAND_CO_TRY(
                    const auto pending,
                    read_secret<mcp::PendingSignIn>(consent_, user.id, waiting_name(service.name)));
                if (pending && pending->state == state) found = Waiting{user.id, service.name};
            }
    }
    if (!found)
        co_return fail(ErrorCode::NotFound, "no sign-in waits for this",
                       "ask for the service again and use the new address");
    ERRAND_CO_TRY(auto pending, read_secret<mcp::PendingSignIn>(consent_, found->user,
                                                                waiting_name(found->service)));
    if (!pending || pending->state != state)
        co_return fail(ErrorCode::NotFound, "a newer sign-in has taken this one's place",
                       "use the latest address");
    ERRAND_CO_TRY(auto done, co_await exchange(found->user, found->service, *std::move(pending),
                                               std::move(redirect)));
    waiting_.erase(state);
    ERRAND_CO_TRY_VOID(consent_.vault().remove(found->user, waiting_name(found->service)));
    co_return done;
}

Result<> SignIns::withdraw_if_changed(const std::string& user, const ServiceEntry& service) {
    ERRAND_TRY(const auto grant, consent_.grants().live(user, service.name));
    if (!grant) return {};
    ERRAND_TRY(const auto before, consent_.vault().get(user, identity_name(service.name)));
    if (!before)  // granted before this was kept
        return consent_.vault().put(user, identity_name(service.name), identity(service));
    if (*before == identity(service)) return {};
    log::warn("{} is another service than before: its permission is asked for anew", service.name);
    return consent_.withdraw(user, service.name);
}

Result<> SignIns::withdraw_changed() {
    ERRAND_TRY(const auto users, consent_.users().all());
    for (const auto& user : users)
        for (const auto& service : services_)
            ERRAND_TRY_VOID(withdraw_if_changed(user.id, service));
    return {};
}

Result<std::string> SignIns::key_of(const ServiceEntry& service) {
    const brain::model::FindSecret vault = [this](const std::string& name) {
        return consent_.vault().get(std::string(consent::kDefaultUser), name);
    };
    ERRAND_TRY(const auto key, brain::model::find_key(service.key, vault));
    return key.reveal();
}

async::Awaitable<Result<std::string>> SignIns::token(std::string user, std::string service) {
    ERRAND_CO_TRY(const auto grant, consent_.grants().live(user, service));
    if (!grant) co_return fail(no_token(service));
    const auto* known = entry(service);
    if (known != nullptr && known->key.kind != brain::model::KeySource::Kind::None)
        co_return key_of(*known);
    ERRAND_CO_TRY(const auto kept, read_secret<Kept>(consent_, user, tokens_name(service)));
    if (!kept) co_return std::string();  // a service that wants none
    if (!about_to_expire(*kept, clock_.now())) co_return kept->access_token;
    co_return co_await refreshed(user, service, kept->access_token);
}

async::Awaitable<Result<std::string>> SignIns::payment_token(std::string user,
                                                             std::string service) {
    const auto* known = entry(service);
    const bool has_one =
        known != nullptr && known->payment.token.kind != brain::model::KeySource::Kind::None;
    if (!has_one || user != consent::kDefaultUser) co_return std::string();
    ERRAND_CO_TRY(const auto grant, consent_.grants().live(user, service));
    if (!grant) co_return fail(no_token(service));
    const brain::model::FindSecret vault = [this](const std::string& name) {
        return consent_.vault().get(std::string(consent::kDefaultUser), name);
    };
    ERRAND_CO_TRY(const auto token, brain::model::find_key(known->payment.token, vault));
    co_return token.reveal();
}

bool SignIns::account_is_own(const std::string& user, const std::string& service) const {
    const auto* known = entry(service);
    // By its key, or by the signature of its profile, a service knows the operator.
    const bool is_operators =
        known != nullptr &&
        (!known->agent.empty() || known->key.kind != brain::model::KeySource::Kind::None);
    return !is_operators || user == consent::kDefaultUser;
}

async::Awaitable<Result<std::string>> SignIns::refreshed(std::string user, std::string service,
                                                         std::string rejected) {
    const auto* known = entry(service);
    if (known != nullptr && known->key.kind != brain::model::KeySource::Kind::None)
        co_return fail(ErrorCode::Unavailable, fmt::format("{} refused its key", service),
                       fmt::format("put a good one into {}", known->key.name));
    const auto turn = fmt::format("{}\n{}", user, service);
    for (auto held = refreshing_.find(turn); held != refreshing_.end();
         held = refreshing_.find(turn)) {
        const auto other = held->second;
        (void)co_await other->async_wait(boost::asio::as_tuple(boost::asio::use_awaitable));
    }
    const auto mine = std::make_shared<boost::asio::steady_timer>(
        co_await boost::asio::this_coro::executor, boost::asio::steady_timer::time_point::max());
    refreshing_.emplace(turn, mine);
    const auto end = [this, turn](boost::asio::steady_timer* timer) {
        refreshing_.erase(turn);
        timer->cancel();
    };
    const std::unique_ptr<boost::asio::steady_timer, decltype(end)> ending(mine.get(), end);
    co_return co_await refresh(user, service, rejected);
}

async::Awaitable<Result<std::string>> SignIns::refresh(std::string user, std::string service,
                                                       std::string rejected) {
    ERRAND_CO_TRY(auto kept, read_secret<Kept>(consent_, user, tokens_name(service)));
    if (!kept) co_return fail(no_token(service));
    if (kept->access_token != rejected) co_return kept->access_token;  // another call was faster
    if (kept->refresh_token.empty()) co_return fail(no_token(service));
    auto tokens = co_await mcp::refresh_tokens(client_, kept->service, kept->client_id,
                                               kept->refresh_token, async::after(kSignInStep));
    if (!tokens) co_return fail(std::move(tokens).error());
    if (tokens->refresh_token.empty()) tokens->refresh_token = kept->refresh_token;
    const mcp::PendingSignIn same{.url = {},
                                  .state = {},
                                  .verifier = {},
                                  .client_id = kept->client_id,
                                  .redirect_uri = {},
                                  .scopes = kept->scopes,
                                  .service = kept->service};
    ERRAND_CO_TRY_VOID(keep(user, service, same, *tokens));
    co_return tokens->access_token;
}

}  // namespace errand::server
