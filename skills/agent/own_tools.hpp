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

bool is_own_tool(std::string_view name);
// `hand_over`: errand has skills that take sentences. `permit`: there are services to be permitted.
const std::vector<brain::model::ToolSpec>& own_tools(bool hand_over, bool permit);

}  // namespace errand::skills::agent
