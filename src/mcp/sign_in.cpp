#include "mcp/sign_in.hpp"

#include <openssl/evp.h>

#include <algorithm>
#include <sstream>

#include "base/encoding.hpp"
#include "base/id.hpp"
#include "json/json.hpp"

namespace errand::mcp {

namespace {

constexpr std::string_view kWrongService =
    "the service has to be corrected, or its address is wrong";

std::vector<std::string> words(std::string_view text) {
    std::istringstream stream{std::string(text)};
    std::vector<std::string> all;
    for (std::string word; stream >> word;) all.push_back(word);
    return all;
}

std::string joined(const std::vector<std::string>& all) {
    std::string text;
    for (const auto& word : all) text += (text.empty() ? "" : " ") + word;
    return text;
}

// RFC 7636 §4.2.
std::string challenge_of(std::string_view verifier) {
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned int size = 0;
    EVP_Digest(verifier.data(), verifier.size(), digest.data(), &size, EVP_sha256(), nullptr);
    return base64url_encode({reinterpret_cast<const char*>(digest.data()), size});
}

Result<> must_be_safe(std::string_view name, const std::string& url) {
    ERRAND_TRY(const auto parsed, net::parse_url(url));
    if (parsed.scheme == "https" || net::is_loopback_host(parsed.host)) return {};
    return fail(ErrorCode::Invalid, "the " + std::string(name) + " '" + url + "' is not https",
                std::string(kWrongService));
}

// What a token endpoint or registration says when it refuses (RFC 6749 §5.2).
Error refused(const net::ClientResponse& response, std::string_view what) {
    const auto body = json::parse(response.body);
    const std::string code(body ? json::string_at(*body, "error") : "");
    const std::string why(body ? json::string_at(*body, "error_description") : "");
    const auto text = std::string(what) + " was refused: " +
                      (!why.empty()    ? why
                       : !code.empty() ? code
                                       : "status " + std::to_string(response.status));
    if (code == "invalid_grant" || code == "access_denied" || code == "invalid_client" ||
        code == "unauthorized_client" || code == "invalid_token")
        return {ErrorCode::Denied, text, "sign in again"};
    if (!code.empty() && response.status < 500) return {ErrorCode::Invalid, text, ""};
    return {net::error_code_of_status(response.status), text, "try again later"};
}

Result<Tokens> read_tokens(const net::ClientResponse& response, std::string_view what) {
    if (response.status != 200) return fail(refused(response, what));
    ERRAND_TRY(const auto body, json::parse(response.body));
    Tokens tokens;
    tokens.access_token = json::string_at(body, "access_token");
    tokens.refresh_token = json::string_at(body, "refresh_token");
    tokens.scopes = words(json::string_at(body, "scope"));
    std::string type(json::string_at(body, "token_type"));
    std::ranges::transform(type, type.begin(),
                           [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    const bool plain = std::ranges::none_of(tokens.access_token,
                                            [](unsigned char c) { return c <= ' ' || c >= 0x7F; });
    if (tokens.access_token.empty() || !plain || type != "bearer")
        return fail(ErrorCode::Corrupt, "the issuer's answer holds no bearer token",
                    std::string(kWrongService));
    if (const auto* seconds = json::find(body, "expires_in"); seconds != nullptr) {
        if (!seconds->is_number() || seconds->to_number<double>() < 0 ||
            seconds->to_number<double>() > 1e9)
            return fail(ErrorCode::Corrupt, "the issuer's expires_in is not a duration");
        tokens.expires_in =
            std::chrono::seconds(static_cast<std::int64_t>(seconds->to_number<double>()));
    }
    return tokens;
}

// RFC 6749 §2.3.1: the secret in a header where the issuer takes that, else in the form.
bool by_header(const SignInService& service) {
    const auto offers = [&](std::string_view method) {
        return std::ranges::find(service.token_methods, method) != service.token_methods.end();
    };
    return service.token_methods.empty() || offers("client_secret_basic") ||
           !offers("client_secret_post");
}

// A public client wherever the issuer takes one.
std::string registration_method(const SignInService& service) {
    const auto& methods = service.token_methods;
    const auto offers = [&](std::string_view method) {
        return std::ranges::find(methods, method) != methods.end();
    };
    if (methods.empty() || offers("none")) return "none";
    return offers("client_secret_basic") ? "client_secret_basic" : "client_secret_post";
}

struct Application {
    std::string client_id;
    std::string client_secret;
};

async::Awaitable<Result<Tokens>> ask_for_tokens(
    net::Client& client, const SignInService& service, const Application& application,
    std::vector<std::pair<std::string, std::string>> fields, std::string what,
    async::Deadline deadline) {
    ERRAND_CO_TRY_VOID(must_be_safe("token endpoint", service.token_endpoint));
    net::ClientRequest request{.method = "POST", .url = service.token_endpoint};
    request.headers = {{"Content-Type", "application/x-www-form-urlencoded"},
                       {"Accept", "application/json"}};
    const auto& [client_id, secret] = application;
    if (!secret.empty() && by_header(service)) {
        const auto pair = percent_encode(client_id) + ":" + percent_encode(secret);
        request.headers.add("Authorization", "Basic " + base64_encode(pair));
    } else {
        fields.emplace_back("client_id", client_id);
        if (!secret.empty()) fields.emplace_back("client_secret", secret);
    }
    fields.emplace_back("resource", service.resource);
    request.body = net::write_form(fields);
    request.deadline = deadline;
    request.max_body = kMaxMetadataBytes;
    ERRAND_CO_TRY(const auto response, co_await client.send(std::move(request)));
    co_return read_tokens(response, what);
}

}  // namespace

Result<PendingSignIn> begin_sign_in(const SignInService& service, const SignInRequest& request) {
    ERRAND_TRY_VOID(must_be_safe("authorization endpoint", service.authorization_endpoint));
    if (request.client_id.empty() || request.redirect_uri.empty())
        return fail(ErrorCode::Invalid, "a sign-in needs a client id and an address to return to");
    PendingSignIn pending{.state = random_token(),
                          .verifier = random_token(),
                          .client_id = request.client_id,
                          .redirect_uri = request.redirect_uri,
                          .scopes = request.scopes,
                          .service = service,
                          .client_secret = request.client_secret};
    std::vector<std::pair<std::string, std::string>> fields{
        {"response_type", "code"},
        {"client_id", request.client_id},
        {"redirect_uri", request.redirect_uri},
        {"state", pending.state},
        {"code_challenge", challenge_of(pending.verifier)},
        {"code_challenge_method", "S256"},
        {"resource", service.resource}};
    if (!request.scopes.empty()) fields.emplace_back("scope", joined(request.scopes));
    const auto& endpoint = service.authorization_endpoint;
    pending.url = endpoint + (endpoint.contains('?') ? "&" : "?") + net::write_form(fields);
    return pending;
}

Result<std::string> code_from_redirect(const PendingSignIn& pending, std::string_view redirect) {
    const auto mark = redirect.find('?');
    auto query = mark == std::string_view::npos ? redirect : redirect.substr(mark + 1);
    query = query.substr(0, query.find('#'));
    ERRAND_TRY(const auto fields, net::parse_form(query));
    const auto at = [&](std::string_view name) {
        const auto found = fields.find(name);
        return found == fields.end() ? std::string{} : found->second;
    };
    const auto wrong = [](std::string why) {
        return fail(ErrorCode::Invalid, std::move(why), "begin the sign-in again");
    };
    if (at("state") != pending.state || pending.state.empty())
        return wrong("the answer belongs to another sign-in");
    // RFC 9207 §2.4: before anything else of the answer is believed, an error included.
    const bool named = fields.contains("iss");
    if (named ? at("iss") != pending.service.issuer : pending.service.sends_issuer)
        return wrong("the answer does not come from " + pending.service.issuer);
    if (fields.contains("error")) {
        const auto why = at("error_description").empty() ? at("error") : at("error_description");
        return fail(ErrorCode::Denied, "the sign-in was refused: " + why.substr(0, 500),
                    "sign in again if that was not meant");
    }
    if (at("code").empty()) return wrong("the answer holds no code");
    return at("code");
}

async::Awaitable<Result<Tokens>> exchange_code(net::Client& client, PendingSignIn pending,
                                               std::string code, async::Deadline deadline) {
    const Application application{pending.client_id, pending.client_secret};
    co_return co_await ask_for_tokens(client, pending.service, application,
                                      {{"grant_type", "authorization_code"},
                                       {"code", std::move(code)},
                                       {"redirect_uri", pending.redirect_uri},
                                       {"code_verifier", pending.verifier}},
                                      "the sign-in", deadline);
}

async::Awaitable<Result<Tokens>> refresh_tokens(net::Client& client, SignInService service,
                                                std::string client_id, std::string refresh_token,
                                                async::Deadline deadline,
                                                std::string client_secret) {
    const Application application{std::move(client_id), std::move(client_secret)};
    auto tokens =
        co_await ask_for_tokens(client, service, application,
                                {{"grant_type", "refresh_token"}, {"refresh_token", refresh_token}},
                                "renewing the access", deadline);
    if (tokens && tokens->refresh_token.empty()) tokens->refresh_token = std::move(refresh_token);
    co_return tokens;
}

std::vector<std::string> usual_scopes(const SignInService& service) {
    auto scopes = service.challenged_scopes.empty() ? service.scopes : service.challenged_scopes;
    const auto knows = [](const std::vector<std::string>& all, std::string_view scope) {
        return std::ranges::find(all, scope) != all.end();
    };
    if (knows(service.issuer_scopes, "offline_access") && !knows(scopes, "offline_access"))
        scopes.emplace_back("offline_access");
    return scopes;
}

async::Awaitable<Result<std::string>> register_client(net::Client& client, SignInService service,
                                                      std::string name, std::string redirect_uri,
                                                      async::Deadline deadline) {
    ERRAND_CO_TRY(auto made,
                  co_await register_application(client, std::move(service), std::move(name),
                                                std::move(redirect_uri), deadline));
    if (!made.client_secret.empty())
        co_return fail(ErrorCode::Invalid, "the issuer wants a secret that errand does not keep",
                       "register errand there as a public client, and configure the client id");
    co_return std::move(made.client_id);
}

async::Awaitable<Result<Registration>> register_application(net::Client& client,
                                                            SignInService service, std::string name,
                                                            std::string redirect_uri,
                                                            async::Deadline deadline) {
    if (service.registration_endpoint.empty())
        co_return fail(ErrorCode::NotFound, service.issuer + " takes no registration by itself",
                       "register errand there, and configure the client id");
    ERRAND_CO_TRY_VOID(must_be_safe("registration endpoint", service.registration_endpoint));
    net::ClientRequest request{.method = "POST", .url = service.registration_endpoint};
    request.headers = {{"Content-Type", "application/json"}, {"Accept", "application/json"}};
    json::object wanted{{"client_name", name},
                        {"application_type", "native"},
                        {"token_endpoint_auth_method", registration_method(service)}};
    wanted["redirect_uris"] = json::array{json::value(redirect_uri)};
    wanted["grant_types"] = {"authorization_code", "refresh_token"};
    wanted["response_types"] = json::array{json::value("code")};
    request.body = json::write(wanted);
    request.deadline = deadline;
    request.max_body = kMaxMetadataBytes;
    ERRAND_CO_TRY(const auto response, co_await client.send(std::move(request)));
    if (response.status / 100 != 2) co_return fail(refused(response, "the registration"));
    ERRAND_CO_TRY(const auto body, json::parse(response.body));
    if (json::string_at(body, "client_id").empty())
        co_return fail(ErrorCode::Corrupt, "the registration's answer holds no client id");
    const bool secret = json::string_at(body, "token_endpoint_auth_method") != "none";
    co_return Registration{std::string(json::string_at(body, "client_id")),
                           std::string(secret ? json::string_at(body, "client_secret") : "")};
}

}  // namespace errand::mcp
