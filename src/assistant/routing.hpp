// Owns: which errand an act is for. Pure; any thread.
// Order of preference: the errand that the act names; the only one that fits; the one that asked
// last; else the person is asked which.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "assistant/text.hpp"
#include "brain/understanding.hpp"

namespace errand::assistant {

// What to do about one act.
enum class MoveKind {
    Start,      // a new errand of `skill`
    Signal,     // tell errand `errand`
    Reply,      // say `zh`/`en`
    Grants,     // list what is granted
    Revoke,     // withdraw the grant of `service`, or all
    Allowance,  // say how allowances are set, or withdraw them
};
BOOST_DESCRIBE_ENUM(MoveKind, Start, Signal, Reply, Grants, Revoke, Allowance)

struct Move {
    static constexpr bool kDefaults = true;
    MoveKind kind = MoveKind::Reply;
    std::string skill;
    std::uint64_t errand = 0;
    std::string service;
    bool withdraw = false;
    std::string zh;
    std::string en;
    brain::Act act;
};
BOOST_DESCRIBE_STRUCT(Move, (), (kind, skill, errand, service, withdraw, zh, en, act))

// What a person can be told of an installed skill.
struct SkillLine {
    std::string name;
    Text what;
};

// One move for each act, in their order; at least one. `open`: the live errands of the
// conversation, oldest first. `latest`: the one that ended last, told of where nothing is open.
std::vector<Move> route(const brain::Understanding& understood,
                        const std::vector<brain::OpenErrand>& open,
                        const std::vector<SkillLine>& skills,
                        const std::optional<brain::OpenErrand>& latest = {});

// What each can do, in their order.
Text skills_in_words(const std::vector<SkillLine>& skills);
// "I can: …" in both languages.
Text what_errand_can_do(const std::vector<SkillLine>& skills);
// One line for an open errand: its number, what it is about, where it stands.
Text errand_line(const brain::OpenErrand& errand);

}  // namespace errand::assistant
