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
};
// At marks, and where a further thing is asked for after "and"; never inside a number. Bare numbers
// ("1, 3 不要") belong to the clause that follows.
std::vector<Clause> clauses_of(std::string_view sentence);

struct Outcome {
    static constexpr bool kDefaults = true;
    Edit edit;          // nothing(): the ledger stays as it is
    bool undo = false;  // takes the last edit back
    bool redo = false;
    bool finish = false;     // the open question needs no answer
    bool ask_again = false;  // put the question about doubtful fields
    bool forget = false;     // what is remembered of this person
    bool learned = false;    // `memory` is new
    bool understood = false;
    Memory memory;
    std::vector<assistant::Text> says;  // answers, and what was done, in their order
};
BOOST_DESCRIBE_STRUCT(Outcome, (),
                      (edit, undo, redo, finish, ask_again, forget, learned, understood, memory,
                       says))

Outcome read_sentence(const Scene& scene, std::string_view sentence);
// What the sentence that began the errand wants beyond a ledger of all files: a year, a part,
// further formats.
Edit read_beginning(const Scene& scene, std::string_view sentence);

// How surely the sentence is about a ledger, without looking into one: SkillInfo::claims.
double claims(std::string_view sentence, const json::value& view);

}  // namespace errand::skills::ledger
