// Owns: what this skill says, in both languages. Pure; any thread.
#pragma once

#include <string>
#include <vector>

#include "assistant/text.hpp"
#include "base/error.hpp"
#include "skills/agent/talk.hpp"

namespace errand::skills::agent::texts {

using assistant::Text;

Text plan(const std::vector<PlanItem>& items);
// What is asked before a call that changes something.
Text may_i(const assistant::FoundTool& tool);
Text handed_over(std::uint64_t errand);
// Why a model could not go on: an ErrorCode's name, and the reason as its server or errand gave it.
Text failed(const std::string& code, const std::string& why, const std::string& advice);
Text too_many_turns();
Text too_long();
// The instructions of a written skill leave no room for the conversation.
Text no_room_beside(const std::string& skill);
Text follows(const std::string& skill);
Text silent();
Text cancelled();
Text closed();
// The yes came too late for its call.
Text yes_expired(const assistant::FoundTool& tool);
// Where the person can finish what cannot be finished here.
Text finish_there(const assistant::FoundTool& tool, const std::string& address);
Text outcome_unknown(const assistant::FoundTool& tool);
// What was bought is not what the person signed; `problem` says how, in words that may be the
// shop's.
Text not_as_signed(const assistant::FoundTool& tool, std::string_view problem);

}  // namespace errand::skills::agent::texts
