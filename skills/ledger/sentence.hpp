// Owns: what a person said about a ledger, as edits and answers. Pure: the ledger, the state and
// the sentence are all it reads; any thread.
#pragma once

#include <string>
#include <vector>

#include "assistant/text.hpp"
#include "skills/ledger/target.hpp"

namespace errand::skills::ledger {

// One clause of a sentence: as it was written, and normalised.
struct Clause {
    std::string said;
    std::string text;
    bool asked = false;     // a question mark ends it
    bool too_many = false;  // all that stands beyond the most clauses that are read
};
// At marks, and where a further thing is asked for after "and"; never inside a number. Bare numbers
// ("1, 3 不要") belong to the clause that follows.
std::vector<Clause> clauses_of(std::string_view sentence);

struct Outcome {
    static constexpr bool kDefaults = true;
    Edit edit;                        // nothing(): the ledger stays as it is
    bool undo = false;                // takes the last edit back
    std::size_t undo_edit = 0;        // from 1: that one instead of the last
    std::vector<std::size_t> spoken;  // entries that were named, for "it" in the next sentence
    bool redo = false;
    bool finish = false;    // the open question needs no answer
    bool call_off = false;  // the ledger is no longer wanted
    bool later = false;     // the open question is answered another time
    bool unread = false;    // something that was asked for was not understood: it was said
    bool memory_shown = false;
    bool ask_again = false;  // put the question about doubtful fields
    bool forget = false;     // what is remembered of this person
    bool learned = false;    // `memory` is new
    bool understood = false;
    Memory memory;
    std::vector<assistant::Text> says;  // answers, and what was done, in their order
};
BOOST_DESCRIBE_STRUCT(Outcome, (),
                      (edit, undo, undo_edit, spoken, redo, finish, call_off, later, unread,
                       memory_shown, ask_again, forget, learned, understood, memory, says))

// `beside_files`: it came with more files; what it says of handing them in is no order.
Outcome read_sentence(const Scene& scene, std::string_view sentence, bool beside_files = false);
// What the sentence that began the errand wants beyond a ledger of all files: a year, a part, who
// claims, moves, further formats.
Outcome read_beginning(const Scene& scene, std::string_view sentence);
// Of the words that the brain took for a period, those that name one which cannot be read; empty:
// there are none.
std::string unread_period(const Scene& scene, const std::vector<std::string>& periods);
// What an answer to the question for that period wants; not understood: it names none either.
Outcome read_period(const Scene& scene, std::string_view sentence);

// How surely the sentence is about a ledger, without looking into one: SkillInfo::claims.
double claims(std::string_view sentence, const json::value& view);
// How surely it asks for a ledger, whatever else is open: SkillInfo::begins.
double begins(std::string_view sentence);

}  // namespace errand::skills::ledger
