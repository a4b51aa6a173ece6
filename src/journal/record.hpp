// Owns: what one thing that happened to a flow looks like, and its text in the journal.
// Pure; any thread. The text form is documented in docs/journal.md and must stay readable: every
// later version reads what an earlier one wrote.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.hpp"
#include "base/error.hpp"
#include "json/json.hpp"

namespace errand::journal {

enum class RecordType {
    Intent,      // a step was asked for: step, name, kind, data = its arguments
    Value,       // it answered: step, data
    Failure,     // it ended in an error: step, error
    Recorded,    // something was read from outside: step, name, data
    Wait,        // the flow waits for a signal: step, until
    Signal,      // and got one: step, signal (its ordinal, 0 for a timer), name, data
    Cancelled,   // the await of this step threw, since the flow was cancelled: step, signal
    Emitted,     // an event was published
    Checkpoint,  // a segment begins: segment, spent, data = the flow's state
};

struct Record {
    RecordType type = RecordType::Emitted;
    std::string step;  // branch path and ordinal: "4", or "4.1.0" in the second branch of step 4
    std::string name;
    std::string kind;  // of an intent: "read", "change" or "spend"
    json::value data;
    Error error;
    std::optional<Time> until;
    std::uint64_t signal = 0;
    std::uint64_t segment = 0;
    bool spent = false;
    // Set when read: the append that held it.
    std::uint64_t append = 0;
};

// Adds the record's text to `out`, a comma-separated list that is empty at first.
void write_record(std::string& out, const Record& record);
// The same for what is written most, without building a Record.
void write_intent(std::string& out, std::string_view step, std::string_view name,
                  std::string_view kind, const json::value& arguments);
void write_value(std::string& out, std::string_view step, const json::value& value);

// Reads the text of one append; Corrupt where it is not one.
Result<std::vector<Record>> read_records(std::string_view text, std::uint64_t append);

// For a person: {"append", "type", "step", "name", …} with only the members that the type has.
json::value describe(const Record& record);

}  // namespace errand::journal
