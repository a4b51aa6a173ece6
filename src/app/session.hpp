// Owns: one conversation as a client sees it: what was said, what came back, which ask is open.
// Strand: the loop's. Must stay true: an event is handed out once, in order; nothing is signed here
// without the person's yes.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "app/connection.hpp"
#include "app/table.hpp"
#include "base/clock.hpp"

namespace errand::app {

class Session {
  public:
    using OnEvent = std::function<void(const json::value& event)>;

    Session(net::Client& client, ConnectOptions options, Connection connection,
            std::string conversation, OnEvent on_event);

    // From here on only what is new is handed out.
    async::Awaitable<Result<>> skip_earlier();
    // Says it and waits until every errand waits or has ended.
    // `attach`: absolute paths on this machine.
    async::Awaitable<Result<>> say(std::string text, std::optional<std::uint64_t> errand = {},
                                   std::vector<std::string> attach = {});
    async::Awaitable<Result<>> answer(std::string ask, json::object body);
    async::Awaitable<Result<>> cancel(std::uint64_t errand);
    // Stops, in good order, what was started for this session.
    async::Awaitable<Result<>> close();
    // Hands out events as they come, until it is cancelled. What settles is read by itself.
    async::Awaitable<> follow();
    // `work` with what happens meanwhile handed out as it comes, also what is not recorded.
    async::Awaitable<Result<>> aloud(async::Awaitable<Result<>> work);

    // The ask that came last and is still open, as it was shown; null: none.
    const json::value& open_ask() const { return open_ask_; }
    // The errand that events named since the last sentence or answer, if it has no result yet: what
    // Ctrl-C means. 0: none. One that is done and only followed is never meant.
    std::uint64_t running_errand() const {
        return finished_.contains(last_errand_) ? 0 : last_errand_;
    }
    async::Awaitable<Result<>> settle();
    // The last result's status of every errand of this session.
    const std::map<std::uint64_t, std::string>& results() const { return results_; }
    client::Api& api() { return api_; }
    const Connection& connection() const { return connection_; }

  private:
    using Question = std::function<async::Awaitable<Result<json::value>>()>;
    async::Awaitable<Result<>> take(Question question);
    async::Awaitable<Result<json::value>> persist(Question question);
    async::Awaitable<Result<>> read_events();
    void deliver(const json::value& event);

    net::Client& client_;
    ConnectOptions options_;
    Connection connection_;
    client::Api api_;
    std::string conversation_;
    OnEvent on_event_;
    json::value open_ask_;
    std::map<std::string, json::value> asks_;
    std::map<std::uint64_t, std::string> results_;
    std::uint64_t last_seq_ = 0;
    std::uint64_t last_errand_ = 0;
    async::Deadline last_words_{};     // when a model said more, or a service how far it is
    async::Deadline working_shown_{};  // when the latter was last shown
    std::set<std::uint64_t> finished_;
};

// The signed yes to an approval ask: {"approve": true, "signature"}. `confirm` is shown what is
// signed; where it says no, {"approve": false}.
Result<json::object> sign(const json::value& ask, const crypto::PrivateKey& key,
                          const std::string& language, const TimeZone& zone,
                          std::function<bool(const Lines&)> confirm);

}  // namespace errand::app
