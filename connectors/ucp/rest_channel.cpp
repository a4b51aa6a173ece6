#include <fmt/format.h>

#include "base/encoding.hpp"
#include "base/id.hpp"
#include "connectors/ucp/channel.hpp"
#include "connectors/ucp/limits.hpp"
#include "connectors/ucp/signing.hpp"
#include "crypto/hash.hpp"

namespace errand::connectors::ucp {

namespace {

bool reads(const Operation& operation) {
    return operation.effect == tool::Effect::Reads;
}

// One piece of a path. "." and ".." would climb out of it.
Result<std::string> piece_of(const std::string& id) {
    auto piece = percent_encode(id);
    if (piece.empty() || piece == "." || piece == "..")
        return fail(ErrorCode::Invalid, "this is no id");
    return piece;
}

class RestChannel final : public Channel {
  public:
    RestChannel(net::Client& client, Terms terms, Agent agent)
        : client_(client), terms_(std::move(terms)), agent_(std::move(agent)) {}

    async::Awaitable<Result<Answer>> ask(Asked asked) override {
        ERRAND_CO_TRY(auto request, write_request(terms_, agent_, asked));
        ERRAND_CO_TRY(const auto response, co_await client_.send(std::move(request)));
        co_return read_response(*asked.operation, response);
    }

  private:
    net::Client& client_;
    Terms terms_;
    Agent agent_;
};

}  // namespace

std::optional<Error> failure_of(const Operation& operation, int status) {
    if ((status >= 200 && status < 300) ||
        (status >= 400 && status < 500 && status != 408 && status != 429))
        return {};
    const auto text = fmt::format("{} answered with status {}", operation.name, status);
    if (status >= 300 && status < 400)
        return Error{reads(operation) ? ErrorCode::Unavailable : ErrorCode::Timeout,
                     text + ": it points elsewhere, which is not followed",
                     "connect the shop by its own address"};
    if (reads(operation) || status == 503 || status == 429)
        return Error{ErrorCode::Unavailable, text, "try again later"};
    return Error{ErrorCode::Timeout, text, "the effect may or may not have happened"};
}

std::string uuid_of(std::string_view key) {
    auto bytes = crypto::sha256(key).substr(0, 16);
    bytes[6] = static_cast<char>((static_cast<unsigned char>(bytes[6]) & 0x0FU) | 0x80U);
    bytes[8] = static_cast<char>((static_cast<unsigned char>(bytes[8]) & 0x3FU) | 0x80U);
    auto text = hex_encode(bytes);
    for (const std::size_t at : {20U, 16U, 12U, 8U}) text.insert(at, "-");
    return text;
}

Result<net::ClientRequest> write_request(const Terms& terms, const Agent& agent,
                                         const Asked& asked) {
    const auto& operation = *asked.operation;
    net::ClientRequest request{.method = std::string(operation.method)};
    std::string path(operation.path);
    if (const auto open = path.find("{id}"); open != std::string::npos) {
        ERRAND_TRY(const auto piece, piece_of(asked.id));
        path.replace(open, 4, piece);
    }
    auto below = terms.endpoint.path;
    while (below.ends_with('/')) below.pop_back();
    request.url = terms.endpoint.origin() + below + path;
    request.headers.set("UCP-Agent", agent_field(agent));
    request.headers.set("Request-Id", uuid_of(random_token()));
    request.headers.set("Accept", "application/json");
    if (!asked.api_key.empty()) request.headers.set("X-API-Key", asked.api_key);
    // The older versions want this header in every request, and do not say what is in it.
    if (terms.older()) request.headers.set("Request-Signature", "unsigned");
    if (!reads(operation)) request.headers.set("Idempotency-Key", uuid_of(asked.idempotency_key));
    if (operation.method != "GET") {
        request.headers.set("Content-Type", "application/json");
        request.body = json::write(asked.body);
        if (request.body.size() > kMaxBodyBytes)
            return fail(ErrorCode::Exhausted, "what is to be sent is too large");
    }
    request.deadline = asked.deadline;
    request.max_body = kMaxAnswerBytes;
    request.repeatable = true;
    if (agent.key && !terms.older()) ERRAND_TRY_VOID(sign_request(request, *agent.key));
    return request;
}

Result<Answer> read_response(const Operation& operation, const net::ClientResponse& response) {
    const int status = response.status;
    if (auto failure = failure_of(operation, status)) return fail(*std::move(failure));
    Answer answer{.status = status, .body = {}};
    auto parsed = json::parse(response.body);
    if (!parsed && status >= 400 && is_utf8(response.body))
        answer.body["content"] = utf8_prefix(response.body, kMaxPlainBytes);
    if (parsed && parsed->is_object())
        answer.body = std::move(parsed->get_object());
    else if (status < 300)
        return fail(ErrorCode::Corrupt,
                    fmt::format("the answer of {} is no JSON object", operation.name),
                    reads(operation) ? ""
                                     : "the effect may have happened; look it up before trying "
                                       "again");
    return answer;
}

std::unique_ptr<Channel> rest_channel(net::Client& client, Terms terms, Agent agent) {
    return std::make_unique<RestChannel>(client, std::move(terms), std::move(agent));
}

}  // namespace errand::connectors::ucp
