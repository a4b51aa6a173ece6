// Owns: what large models are saying now, turn by turn, before any of it is recorded. In memory
// alone. Strand: the io_context's thread.
// Must stay true: nothing here waits for a reader, and a reader costs one cursor for each errand
// however slow it is; a user's readers are given that user's turns alone; whoever was given text of
// an attempt that did not become the turn's answer is told so.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "async/awaitable.hpp"
#include "json/json.hpp"

namespace errand::assistant {

// One attempt at one turn. `attempt` grows each time that the same turn is asked anew, also over
// crashes.
struct Utterance {
    enum class State { Coming, Answered, Superseded };
    std::string user;
    std::string conversation;
    std::uint64_t errand = 0;  // its number
    std::uint64_t turn = 0;
    std::uint64_t attempt = 1;
    State state = State::Coming;
    std::string text;    // as far as it has come, at most kMaxSpokenBytes
    bool heard = false;  // a reader was given some of it
    bool full = false;   // what came after it had no room
};

class Speaking;

struct SpeakingHome;

// The turn's side. Unless it was answered, the utterance is superseded when this goes.
class Speaker {
  public:
    ~Speaker();
    Speaker(Speaker&&) = default;
    Speaker& operator=(Speaker&&) = delete;

    std::uint64_t attempt() const { return said_->attempt; }
    // Visible text alone, in whole characters.
    void add(std::string_view text);
    // Forgets what came, so that it can begin anew. False where somebody was given some of it.
    bool take_back();
    // The text is the turn's answer, which will be recorded: there is nothing more to give.
    void answered();

  private:
    friend class Speaking;
    Speaker(std::shared_ptr<SpeakingHome> home, std::shared_ptr<Utterance> said);
    void end(Utterance::State state);

    std::shared_ptr<SpeakingHome> home_;
    std::shared_ptr<Utterance> said_;
};

class Speaking {
  public:
    Speaking();

    // Where this turn of this errand was begun before, its attempt is a later one than that.
    Speaker begin(Utterance begun);

  private:
    friend class Speaker;
    friend class Listening;
    std::shared_ptr<SpeakingHome> home_;
};

// For a reader: text of an attempt, or the word that what was given of it does not count.
struct Spoken {
    std::string conversation;
    std::uint64_t errand = 0;
    std::uint64_t turn = 0;
    std::uint64_t attempt = 0;
    bool superseded = false;
    std::size_t offset = 0;  // bytes of the attempt's text before this
    std::string text;

    // As a client is sent it: {"kind": "partial" | "superseded", …}.
    json::object to_json() const;
};

// One reader's way through what is said in one conversation of a user, or in all. It begins with
// what has come so far of turns under way.
class Listening {
  public:
    // `on_more` is called where there may be something to take, once until it is taken.
    Listening(Speaking& speaking, std::string user, std::optional<std::string> conversation,
              std::function<void()> on_more);
    ~Listening();
    Listening(const Listening&) = delete;
    Listening& operator=(const Listening&) = delete;

    // What was given and does not count; to be asked for before pieces().
    std::vector<Spoken> superseded();
    // What came since the last time, each errand's in one piece; nothing before due(). Of a later
    // attempt also an empty piece, as soon as it begins.
    std::vector<Spoken> pieces();
    async::Deadline due() const { return due_; }
    // Something came that was not taken.
    bool more() const;

  private:
    struct Given {
        std::shared_ptr<Utterance> said;
        std::size_t offset = 0;
    };
    bool concerns(const Utterance& said) const;

    std::shared_ptr<SpeakingHome> home_;
    std::string user_;
    std::optional<std::string> conversation_;
    std::uint64_t place_ = 0;
    std::map<std::uint64_t, Given> given_;  // by errand
    async::Deadline due_{};
};

}  // namespace errand::assistant
