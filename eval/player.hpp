// Owns: playing a scenario's turns through the doors that a user has, and keeping the evidence.
// Strand: the stage's.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "eval/evidence.hpp"
#include "eval/stage.hpp"

namespace errand::eval {

// Where --crash-everywhere kills: counted from the first turn and over all of them.
struct PlayOptions {
    std::optional<CrashPoint> crash;
};

class Player {
  public:
    Player(Stage& stage, const Scenario& scenario, json::value world);

    // Plays every turn, or up to the first that cannot go on; what went wrong is in the evidence.
    async::Awaitable<> play(PlayOptions options = {});

    const Evidence& evidence() const { return evidence_; }
    // The assistant's processor time between each turn and its settling, in all.
    std::chrono::nanoseconds own_time() const { return own_time_; }

  private:
    using Question = std::function<async::Awaitable<Result<json::value>>()>;

    async::Awaitable<Result<>> play_all(PlayOptions options);
    async::Awaitable<Result<>> play_turn(const Turn& turn);
    async::Awaitable<Result<>> say(const Turn& turn);
    async::Awaitable<Result<>> answer(const Turn& turn);
    async::Awaitable<Result<>> wait(const Turn& turn);
    async::Awaitable<Result<>> arm_fault(const Turn& turn);
    async::Awaitable<Result<>> crash(const Turn& turn);
    async::Awaitable<Result<>> arm_crash(CrashPoint point);
    async::Awaitable<Result<>> settle();
    async::Awaitable<Result<>> read_events();
    async::Awaitable<Result<>> collect();
    // Asks; where the assistant has died on the way, starts it again and asks once more.
    async::Awaitable<Result<json::value>> persist(Question question);
    async::Awaitable<bool> has_died();
    Result<json::object> answer_for(const Turn& turn, const json::value& ask);
    Result<json::object> sign(const json::value& ask);
    std::optional<json::value> open_ask(const Turn& turn) const;
    std::string next_key();
    void wrong(std::string what) { evidence_.faults.push_back(std::move(what)); }

    Stage& stage_;
    const Scenario& scenario_;
    Evidence evidence_;
    std::vector<OpenAsk> open_;
    std::chrono::nanoseconds own_time_{0};
    std::uint64_t last_seq_ = 0;
    std::size_t turn_number_ = 0;
    int keys_ = 0;
    bool armed_ = false;          // a crash is armed
    bool armed_for_all_ = false;  // and stays so beyond the next turn
};

}  // namespace errand::eval
