// Owns: tool calls of a reply: gathering their fragments, giving ids, reading and checking their
// arguments. Pure; any thread. Must stay true: fragments cut anywhere gather to the same calls;
// what cannot be carried out has a fault that tells the model how to mend it.
#pragma once

#include <expected>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "brain/model/json_mend.hpp"
#include "brain/model/message.hpp"

namespace errand::brain::model {

// A call as it came, before its arguments are read.
struct RawCall {
    std::string id;
    std::string name;
    std::string arguments;
    bool too_large = false;  // more than kMaxArgumentBytes came; the rest was dropped
    bool mended = false;     // written as text that was not well-formed

    bool operator==(const RawCall&) const = default;
};

// Puts together what arrives in `delta.tool_calls`. Servers differ in all of it: the index may be
// missing or 0 for every call; the id may be missing, or stand in each fragment, or be another one
// in each; the name may come whole, whole in each fragment, or in pieces.
class CallGatherer {
  public:
    // The list of one chunk, or a single call where a server leaves the list away. What is neither
    // is passed over.
    void add(const json::value& tool_calls);
    // The older form, {"name", "arguments"} without an id: at most one call.
    void add_function(const json::value& function_call);
    // Calls beyond kMaxCalls were dropped.
    bool overflowed() const { return overflowed_; }
    // About how many tokens have come.
    std::int64_t estimate() const { return estimate_.tokens(); }
    std::vector<RawCall> take() { return std::move(calls_); }

  private:
    struct Fragment;
    void add_one(const json::value& from, std::set<std::size_t>& touched);
    std::size_t place(const Fragment& fragment, const std::set<std::size_t>& touched);
    bool begins(std::size_t at, const Fragment& fragment, bool touched) const;

    std::vector<RawCall> calls_;
    std::vector<JsonBalance> balances_;  // of their arguments
    std::map<std::int64_t, std::size_t> by_index_;
    TokenEstimate estimate_;
    bool overflowed_ = false;
};

struct Arguments {
    json::object values;
    bool mended = false;
};
// Arguments as they were written: an object; the text of one; that text as a JSON text once more;
// nothing, null or [] for none. `cut_off`: nobody said that the model had ended. Then what is not
// closed stays so, and nothing is no arguments, but what had not come yet.
std::expected<Arguments, CallFault> read_arguments(std::string_view text, bool cut_off = false);

// {"name", "arguments" or "parameters"}, or the same under "function": a call that was written as
// text. Nothing where it has another form.
std::optional<RawCall> call_in(const json::value& from);

// Gives every call an id that is in neither `taken` nor another call: its own where it has one and
// that is free, else "call" and five digits, counted from its position in the conversation.
void give_ids(std::vector<RawCall>& calls, const std::vector<Message>& conversation);

// The call with its arguments read and held to the tool's schema. Where `tools` is empty, none may
// be called.
ToolCall read_call(RawCall raw, std::span<const ToolSpec> tools, bool cut_off);

}  // namespace errand::brain::model
