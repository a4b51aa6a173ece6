// Owns: taking a reply's content apart as it comes: thoughts in <think>…</think>, calls written as
// text, and what is left to be shown. Pure; any thread. Must stay true: however the content is cut,
// the same texts and the same calls come out; nothing is lost but tags and the calls' own text.
//
//   Start ──<think>──► Thought ──</think>──► Start
//     ├──{ or [──► Bare ──a call──► Text, ──else──► Text
//     └──else──► Text ──<tool_call>──► Call ──</tool_call>──► Text
//                  ├──```json──► Fence ──a call──► Text, ──else──► Text
//                  └──```cpp──► Code ──```──► Text
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "brain/model/calls.hpp"
#include "brain/model/message.hpp"

namespace errand::brain::model {

struct ContentOptions {
    // The server's template has opened the thought: the content begins inside of it.
    bool opens_in_thought = false;
    // Calls written as text are read: <tool_call>{…}</tool_call> always, a code fence or a whole
    // content of JSON only where it names one of these tools.
    bool text_calls = false;
    std::vector<std::string> tools;
};

class ContentSplitter {
  public:
    explicit ContentSplitter(ContentOptions options);

    // Adds to `out` what can be handed out.
    void feed(std::string_view piece, std::vector<Delta>& out);
    // Nothing follows: what was held back is decided.
    void end(std::vector<Delta>& out);
    std::vector<RawCall> take_calls() { return std::move(calls_); }

  private:
    enum class State { Start, Thought, Text, Call, Fence, Code, Bare };

    bool step(bool last, std::vector<Delta>& out);
    bool step_start(bool last);
    bool step_thought(bool last, std::vector<Delta>& out);
    bool step_text(bool last, std::vector<Delta>& out);
    bool step_call(bool last);
    bool step_fence(bool last, std::vector<Delta>& out);
    bool step_code(bool last, std::vector<Delta>& out);
    bool step_bare(bool last);

    // What was not yet decided.
    std::string_view held() const { return std::string_view(held_).substr(dropped_); }
    void drop(std::size_t bytes) { dropped_ += bytes; }
    void enter(State state);
    void emit(Delta::Kind kind, std::string_view text, std::vector<Delta>& out);
    // The place of `marker` in what is held, from where the last search ended.
    std::size_t find(std::string_view marker);
    bool take_text_calls(std::string_view text, bool any_name);
    bool offered(const RawCall& call) const;

    ContentOptions options_;
    State state_ = State::Start;
    std::string held_;
    std::size_t dropped_ = 0;   // of held_, from its beginning
    std::size_t searched_ = 0;  // of held(), without what was looked for
    bool after_mark_ = false;   // a thought or a call was just taken out: white space goes too
    std::vector<RawCall> calls_;
};

}  // namespace errand::brain::model
