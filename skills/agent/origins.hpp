// Owns: where the values of a call come from: what the person said, what a service answered, what a
// skill has written, or none of these. Pure; any thread. It only informs the person: every call
// that changes something needs the yes all the same.
#pragma once

#include <vector>

#include "commerce/call_approval.hpp"
#include "skills/agent/talk.hpp"

namespace errand::skills::agent {

std::vector<commerce::ValueOrigin> origins_of(const std::vector<commerce::Leaf>& values,
                                              const Talk& talk);

}  // namespace errand::skills::agent
