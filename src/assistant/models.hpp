// Owns: what errands use where a large model is connected. Every part outlives the assistant.
// Strand: the io_context's thread.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>

#include "assistant/catalogue.hpp"
#include "assistant/limits.hpp"
#include "assistant/speaking.hpp"
#include "assistant/written_skills.hpp"
#include "brain/model/router.hpp"

namespace errand::assistant {

struct Models {
    brain::model::Router& router;
    brain::model::BudgetLimits per_errand = {};
    // Of all errands of one user that began on the same day.
    brain::model::BudgetLimits per_day = {};
    Catalogue& tools;
    // Skills that are only words. Null: there are none.
    WrittenSkills* skills = nullptr;
    // What turns under way have said so far.
    Speaking speaking = {};
    // Turns under way, by errand: what the person says meanwhile ends them, so that it counts at
    // once.
    std::map<std::uint64_t, brain::model::Stop*> under_way = {};
    // Turns that this process began: one that a flow finds begun and that is not here was under way
    // when an earlier process died.
    std::set<std::string> begun = {};
    // What errands have spent with the turns of this process, where their views do not say it yet;
    // of a turn under way, what it costs at least. So turns side by side do not each take the same
    // rest of a day.
    std::map<std::uint64_t, brain::model::Spent> counted = {};

    // Errands that were spoken to and have not looked yet: their next turn does not begin.
    std::set<std::uint64_t> spoken_to = {};

    // The person said something to this errand, and it is durable.
    void interrupt(std::uint64_t errand) {
        spoken_to.insert(errand);
        if (spoken_to.size() > kErrandsRemembered) spoken_to.erase(spoken_to.begin());
        if (const auto found = under_way.find(errand); found != under_way.end())
            found->second->request();
    }
};

}  // namespace errand::assistant
