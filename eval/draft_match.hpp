// Owns: what "the current draft" is for a fault that names nothing. Pure; any thread.
#pragma once

#include <vector>

#include "eval/scenario.hpp"

namespace errand::eval {

// The shop and first item of the latest card that the user saw: an approval's draft, else the first
// of the offers. Empty where no card was shown.
FaultMatch current_draft(const std::vector<json::value>& events);

// The position (from 1) of the first offer whose item or shop name contains `name`; 0 where none
// does. Names of the world count in every language.
std::size_t offer_named(const json::value& ask, std::string_view name, const json::value& world);

}  // namespace errand::eval
