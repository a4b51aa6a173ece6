// Owns: the client's side of errand's HTTP doors, and of the city's operator's doors: JSON in, JSON
// out, errors as they were sent. Strand: the HTTP client's. The net::Client outlives these.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "net/client.hpp"

namespace errand::client {

struct Endpoint {
    std::string url;  // "http://127.0.0.1:7700", without a slash at the end
    std::string token;
};

struct Call {
    std::string method = "GET";
    std::string path;
    std::optional<json::value> body;
    std::string idempotency_key;  // empty: none
    std::optional<async::Deadline> deadline;
};

// One JSON door behind a bearer token. An answer of 400 and above is the error it states.
class JsonDoor {
  public:
    JsonDoor(net::Client& client, Endpoint endpoint)
        : client_(&client), endpoint_(std::move(endpoint)) {}

    async::Awaitable<Result<json::value>> call(Call call);
    async::Awaitable<Result<json::value>> get(std::string path);
    async::Awaitable<Result<json::value>> post(std::string path, json::value body);
    const Endpoint& endpoint() const { return endpoint_; }
    net::Client& http() { return *client_; }

  private:
    net::Client* client_;
    Endpoint endpoint_;
};

// Whether the answer of Api::conversation() says that all has settled.
bool is_settled(const json::value& conversation);

// The assistant's doors that conversations need.
class Api : public JsonDoor {
  public:
    using JsonDoor::JsonDoor;

    // `key`: the same key twice is once. The answer is {"seq"}.
    async::Awaitable<Result<json::value>> say(std::string conversation, std::string text,
                                              std::vector<std::string> attach, std::string key,
                                              std::optional<std::uint64_t> errand = {});
    // `body`: {"choose" | "approve" (with "signature") | "grant" | "answer"}.
    async::Awaitable<Result<json::value>> answer(std::string ask, json::object body,
                                                 std::string key);
    // {"settled", "errands": [{"number", "status", "view"}]} of the errands that have not ended, as
    // soon as they have settled or `wait` is over.
    async::Awaitable<Result<json::value>> conversation(std::string id,
                                                       std::chrono::milliseconds wait);
    // Those after the number, oldest first, at most `limit`.
    async::Awaitable<Result<std::vector<json::value>>> events(std::string conversation,
                                                              std::uint64_t after,
                                                              std::size_t limit);
    // The same as they come.
    std::unique_ptr<net::EventSource> follow(const std::string& conversation, std::uint64_t after);
};

// The city's operator: what arranges and judges, never what an assistant uses.
class Operator : public JsonDoor {
  public:
    using JsonDoor::JsonDoor;

    async::Awaitable<Result<json::value>> records() { return get("/operator/records"); }
    async::Awaitable<Result<json::value>> reset(json::value setup) {
        return post("/operator/reset", std::move(setup));
    }
    async::Awaitable<Result<json::value>> move_clock(json::value to) {
        return post("/operator/clock", std::move(to));
    }
    async::Awaitable<Result<json::value>> arm(json::value fault) {
        return post("/operator/faults", std::move(fault));
    }
};

}  // namespace errand::client
