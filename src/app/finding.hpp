// Owns: one thing that `errand doctor` looked at. Any thread.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "app/table.hpp"

namespace errand::app {

enum class Health { Good, Note, Bad };

struct Finding {
    Health health = Health::Good;
    std::string what;
    std::string advice = {};  // empty: nothing is to be done
};
using Findings = std::vector<Finding>;

// Both languages are written out; one of them is shown.
inline std::string in(const Style& style, std::string zh, std::string en) {
    return style.language == "zh" ? std::move(zh) : std::move(en);
}

}  // namespace errand::app
