// Owns: what the assistant holds of each user's conversations between two sentences: who asked last
// and which sentences were taken. All of it is rebuilt from the journal's events at first use, so a
// restart loses none of it. Strand: the io_context's thread.
#pragma once

#include <deque>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "assistant/errand.hpp"
#include "assistant/familiar.hpp"
#include "assistant/routing.hpp"
#include "async/awaitable.hpp"
#include "journal/journal.hpp"

namespace errand::assistant {

// A sentence that was taken: its plan is durable and carried out with keys made of `key`.
struct Sentence {
    static constexpr bool kDefaults = true;
    std::string key;
    std::string text;
    std::string language;
    std::vector<Move> moves;
    std::optional<Attached> files;
    bool by_model = false;  // as in Say
};
BOOST_DESCRIBE_STRUCT(Sentence, (), (key, text, language, moves, files, by_model))

// The kind of the event that records a sentence; the doors leave it out unless asked.
inline constexpr std::string_view kSaidKind = "said";

struct TakenSentence {
    std::uint64_t seq = 0;
    Sentence sentence;
};

class Person {
  public:
    void see(const journal::Event& event);

    // Null where no sentence with this key was taken lately.
    const TakenSentence* taken(const std::string& key) const;
    // The errands of the conversation that asked, the latest last.
    const std::vector<std::uint64_t>& asked(const std::string& conversation) const;
    // The names that the user's errands have shown.
    const Familiar& familiar() const { return familiar_; }
    // True where the reply to that move of that sentence was published.
    bool replied(const std::string& key, std::size_t move) const;

  private:
    std::map<std::string, TakenSentence> taken_;
    std::deque<std::string> order_;  // of taken_, to forget the oldest
    std::map<std::string, std::vector<std::uint64_t>> asked_;
    std::set<std::pair<std::string, std::size_t>> replied_;
    Familiar familiar_;
};

class People {
  public:
    explicit People(journal::Journal& journal) : journal_(journal) {}

    // Reads what is needed at first use, then follows the user's events.
    async::Awaitable<Result<std::shared_ptr<Person>>> find(std::string user);

  private:
    struct Entry {
        std::shared_ptr<Person> person;
        journal::Subscription following;
    };
    journal::Journal& journal_;
    std::map<std::string, Entry> entries_;
};

}  // namespace errand::assistant
