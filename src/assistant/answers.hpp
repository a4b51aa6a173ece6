// Owns: the answers to asks: which ask is open, whether an answer fits it, and that one wins.
// Pure but for AnswersGiven, which belongs to the io_context's thread.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <string>

#include "assistant/assistant.hpp"
#include "journal/journal.hpp"

namespace errand::assistant {

// An ask that waits for its answer, as its errand shows it.
struct OpenAsk {
    std::string id;
    std::uint64_t errand = 0;
    std::string skill;
    std::string type;
    json::value view;  // the errand's
    json::value ask;
};

// "3.2" is of errand 3. NotFound where it is no ask's id.
Result<std::uint64_t> errand_of_ask(const std::string& ask);
Error no_such_ask(const std::string& ask);
// Conflict where another ask of that errand is open, or none.
Result<OpenAsk> open_ask(const journal::FlowInfo& errand, const std::string& ask);
// Invalid: not exactly one answer, one of another kind, no such offer, no signature.
Result<> check_answer(const OpenAsk& ask, const Reply& reply);

// Whether the journal holds this very answer to the ask, as after a restart between the answer and
// its acknowledgement. Conflict: it holds another one. `still_open`: the errand has not gone on, so
// only what it has not read yet is looked at.
async::Awaitable<Result<bool>> answered_before(journal::Journal& journal, journal::FlowInfo errand,
                                               std::string ask, Reply reply, bool still_open);

// What was answered since the start, so that between the answer and the errand's next step a
// second one is told apart from the same one sent twice. The journal itself takes only one.
class AnswersGiven {
  public:
    // True: this very answer was given. Conflict: another one was.
    Result<bool> repeated(const std::string& user, const std::string& ask,
                          const std::string& answer) const;
    // The same, and keeps it where none was given.
    Result<bool> take(const std::string& user, const std::string& ask, const std::string& answer);
    void forget(const std::string& user, const std::string& ask);

  private:
    using Key = std::pair<std::string, std::string>;
    std::map<Key, std::string> given_;
    std::deque<Key> order_;
};

}  // namespace errand::assistant
