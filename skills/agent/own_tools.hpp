// Owns: the tools that errand itself gives a model, beside those of services. Pure; any thread.
#pragma once

#include <string_view>
#include <vector>

#include "brain/model/message.hpp"

namespace errand::skills::agent {

inline constexpr std::string_view kSetPlan = "set_plan";
inline constexpr std::string_view kFindTools = "find_tools";
inline constexpr std::string_view kAskPerson = "ask_person";
inline constexpr std::string_view kHandOver = "hand_over";
inline constexpr std::string_view kPermitService = "permit_service";
inline constexpr std::string_view kUseSkill = "use_skill";

bool is_own_tool(std::string_view name);
// What is there only at times.
struct Offered {
    bool hand_over = false;  // errand has skills that take sentences
    bool permit = false;     // there are services to be permitted
    bool use_skill = false;  // there are written skills
};
const std::vector<brain::model::ToolSpec>& own_tools(const Offered& offered);

}  // namespace errand::skills::agent
