// Owns: what one endpoint is: a model at an address, and how it is asked.
// Strand: the event loop's thread. Must stay true: its key is in no error, no log, and no settings
// that are written anywhere.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "async/awaitable.hpp"
#include "brain/model/cost.hpp"
#include "brain/model/limits.hpp"
#include "brain/model/rate.hpp"
#include "brain/model/server_error.hpp"
#include "net/client.hpp"

namespace errand::brain::model {

// A secret that nothing prints, compares or encodes by accident.
class Secret {
  public:
    Secret() = default;
    explicit Secret(std::string text) : text_(std::move(text)) {}
    const std::string& reveal() const { return text_; }
    bool empty() const { return text_.empty(); }

  private:
    std::string text_;
};

struct TimeLimits {
    Millis first_token = kFirstTokenTime;  // to the first piece of text, thought or call
    Millis next_token = kNextTokenTime;    // between two pieces of the answer
    Millis turn = kTurnTime;               // one attempt, from its first byte to its last

    bool operator==(const TimeLimits&) const = default;
};

// Where the key comes from.
struct KeySource {
    enum class Kind { None, Environment, Vault };
    Kind kind = Kind::None;
    std::string name;

    bool operator==(const KeySource&) const = default;
};

struct EndpointSettings {
    std::string name;   // in records, errors and the budget's view
    std::string url;    // "https://api.example/v1"
    std::string model;  // as the server calls it
    KeySource key;
    std::optional<bool> stream;       // nothing: streamed, unless the server refuses
    std::int64_t context_length = 0;  // tokens; 0: not known
    std::int64_t max_output = 0;      // asked for where the request names none; 0: the server's own
    Prices prices;
    RateLimits rate;
    TimeLimits time;
    bool text_calls = true;  // calls written as text are read
    bool opens_in_thought = false;
    json::object extra;  // further members of each request

    bool operator==(const EndpointSettings&) const = default;
};

// What came of one attempt so far; it stays true where the attempt is cancelled.
struct Progress {
    bool asked = false;  // the server began to answer, or may have: tokens may count
    bool shown = false;  // something was handed out to somebody
    Usage usage;
    int requests = 0;  // that were sent: more than one where the server did not take the first
};

class Endpoint {
  public:
    virtual ~Endpoint() = default;
    virtual const EndpointSettings& settings() const = 0;
    // One answer, whatever it takes to ask this server for it. `request` and `progress` outlive the
    // call; ends at `deadline`.
    virtual async::Awaitable<Outcome<Reply>> ask(const Request& request, OnDelta on_delta,
                                                 Progress& progress, async::Deadline deadline) = 0;
    // GET …/models: the names that the server serves, where it says so.
    virtual async::Awaitable<Outcome<std::vector<std::string>>> models(
        async::Deadline deadline) = 0;
};

// A server that speaks Chat Completions. `client` and `clock` outlive it.
std::unique_ptr<Endpoint> make_endpoint(net::Client& client, EndpointSettings settings, Secret key,
                                        const Clock& clock);

// The address of `what` ("chat/completions", "models") under a configured URL: a URL without a path
// has "/v1" meant, one that names chat/completions itself is taken without it.
Result<std::string> endpoint_url(std::string_view url, std::string_view what);

}  // namespace errand::brain::model
