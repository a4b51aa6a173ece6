// Owns: what is known between two turns of the model: the conversation, the plan, the tools shown,
// what was done. Pure; any thread. Talk is the errand's checkpoint: members may be added, with a
// default, never renamed.
#pragma once

#include <string>
#include <vector>

#include "assistant/catalogue.hpp"
#include "assistant/written_skills.hpp"
#include "brain/model/budget.hpp"
#include "brain/model/message.hpp"

namespace errand::skills::agent {

struct PlanItem {
    static constexpr bool kDefaults = true;
    std::string text;
    bool done = false;

    bool operator==(const PlanItem&) const = default;
};
BOOST_DESCRIBE_STRUCT(PlanItem, (), (text, done))

// A service's tool under the name that the model calls it by.
struct ShownTool {
    static constexpr bool kDefaults = true;
    std::string name;
    assistant::FoundTool tool;
};
BOOST_DESCRIBE_STRUCT(ShownTool, (), (name, tool))

// Text that values may come from: a stranger's, `name` says whose ("notes.read"), or, without a
// name, what the person answered. `skill`: not a service's, but a written skill's. `suggested`: the
// person chose it, the model had written it.
struct Source {
    static constexpr bool kDefaults = true;
    std::string name;
    std::string text;
    bool skill = false;
    bool suggested = false;

    bool operator==(const Source&) const = default;
};
BOOST_DESCRIBE_STRUCT(Source, (), (name, text, skill, suggested))

// A written skill that the model has read, and follows.
struct Followed {
    static constexpr bool kDefaults = true;
    std::string name;
    std::string text;
    std::vector<std::string> files;  // beside it
};
BOOST_DESCRIBE_STRUCT(Followed, (), (name, text, files))

struct Talk {
    static constexpr bool kDefaults = true;
    std::vector<brain::model::Message> messages;  // but for the system's
    std::vector<PlanItem> plan;
    std::vector<ShownTool> tools;
    std::vector<std::string> ungranted;         // services that could be permitted
    std::vector<assistant::FoundSkill> skills;  // on show
    std::vector<Followed> followed;
    std::vector<Source> sources;
    // What was done and agreed to: it outlives shortening. `earlier_facts`: how many older ones
    // were left out.
    std::vector<std::string> facts;
    std::size_t earlier_facts = 0;
    brain::model::Spent spent;
    std::string endpoint;   // that answered last
    std::string today;      // the day and time at which it began, in the person's zone
    std::int64_t room = 0;  // tokens, where the model was found to have less than it was said to
    int turns = 0;
    int in_a_row = 0;      // since the person last said something
    bool resting = false;  // answered, and open for what is asked next
    // What stands among the person's words and is a model's: suggestions that were chosen, and what
    // a program said that a model steers.
    std::vector<std::string> models_words;
    int handed_over = 0;  // errands that it began
};
BOOST_DESCRIBE_STRUCT(Talk, (),
                      (messages, plan, tools, ungranted, skills, followed, sources, facts,
                       earlier_facts, spent, endpoint, today, room, turns, in_a_row, resting,
                       models_words, handed_over))

// Who wrote what is said in the person's place: the person; this model, as a suggestion that the
// person chose; or the model behind a program that speaks for the person.
enum class Writer { Person, Suggestion, Program };

// How an answer to a call begins that holds what was said; none of a service's does.
inline constexpr std::string_view kPersonSaid = "the person said: ";
inline constexpr std::string_view kNotDoneSaid = "not done; the person said: ";

// The person said something.
void hear(Talk& talk, std::string text, Writer writer = Writer::Person);
// The person answered a question, or said something beside a no.
void note_answer(Talk& talk, const std::string& text, Writer writer);
// A service said something: as a source of values, bounded. What the person answered (no name)
// goes last.
void note_source(Talk& talk, Source source);
// Something was done, or refused.
void note_fact(Talk& talk, std::string_view fact);
// Puts tools on show beside those that are there: the newest kToolsShown stay, each under a name of
// its own that models accept.
void show_tools(Talk& talk, std::vector<assistant::FoundTool> found);
// Null where no shown tool has that name.
const assistant::FoundTool* shown_tool(const Talk& talk, std::string_view name);

// Follows a skill from now on, in place of the one of that name; the oldest of more than
// kSkillsFollowed goes. False: its instructions would take more than their share of `most_tokens`.
bool follow(Talk& talk, assistant::SkillPage page, std::int64_t most_tokens);

// Makes the conversation fit: tools go whose schemas take more than their share, older answers of
// tools are cut, the oldest turns left out, the last answers cut, then the other tools go. What the
// person said, also in answer to a call, the plan, the facts and the skills that are followed stay.
// False: it does not fit even so.
bool shorten(Talk& talk, std::int64_t most_tokens);

// What is sent: the rules, the conversation, the tools. `can` is what errand's own skills do, in
// words; `language` is the person's.
brain::model::Request request_of(const Talk& talk, const std::string& can,
                                 const std::string& language);

}  // namespace errand::skills::agent
