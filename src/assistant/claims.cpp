#include "assistant/claims.hpp"

#include <algorithm>

#include "assistant/limits.hpp"

namespace errand::assistant {
namespace {

using brain::Act;
using brain::Intent;
using brain::OpenErrand;

// A claim that holds whatever else is open, and one that holds where no other errand is meant.
constexpr double kSurely = 0.85;
constexpr double kPerhaps = 0.5;

const SkillInfo* skill_named(const std::vector<SkillInfo>& skills, std::string_view name) {
    const auto found = std::ranges::find(skills, name, &SkillInfo::name);
    return found == skills.end() ? nullptr : &*found;
}

bool asks(const OpenErrand& errand) {
    const auto* ask = json::find(errand.view, "ask");
    return ask != nullptr && ask->is_object();
}

// Nobody else waits for an answer, and nothing newer is open.
bool in_focus(const OpenErrand& errand, const std::vector<OpenErrand>& open) {
    if (errand.asked_last) return true;
    return std::ranges::none_of(open, [&](const OpenErrand& other) {
        return other.number != errand.number && (asks(other) || other.number > errand.number);
    });
}

struct Claim {
    const OpenErrand* errand = nullptr;
    double value = 0;
    bool focus = false;
};

// The best claim; of equal ones that of the errand in focus, then of the latest.
Claim best_claim(const Said& said, const std::vector<SkillInfo>& skills) {
    Claim best;
    for (const auto& errand : said.open) {
        const auto* skill = skill_named(skills, errand.skill);
        if (skill == nullptr || !skill->claims) continue;
        Claim claim{&errand, said.text.empty() ? 0 : skill->claims(said.text, errand.view),
                    said.certain || in_focus(errand, said.open)};
        if (best.errand == nullptr || claim.value > best.value ||
            (claim.value == best.value && claim.focus >= best.focus))
            best = claim;
    }
    return best;
}

Act to(const OpenErrand& errand, std::string_view text) {
    Act act{Intent::Edit, errand.skill, errand.number};
    act.text = text;
    act.source = "skill";
    act.confidence = 1;
    return act;
}

bool stops(const brain::Understanding& understood) {
    return understood.acts.size() == 1 && understood.acts.front().intent == Intent::Cancel;
}

bool is_start(const Act& act) {
    return act.intent == Intent::Start || act.intent == Intent::Repeat;
}

// The brain is that sure that something new is begun for another skill.
bool begins_other(const brain::Understanding& understood, std::string_view skill, double sure) {
    return std::ranges::any_of(understood.acts, [&](const Act& act) {
        return is_start(act) && act.confidence >= sure && act.skill != skill;
    });
}

bool unknown(const brain::Understanding& understood) {
    return understood.acts.empty() || understood.acts.front().intent == Intent::Unknown;
}

bool holds(const Claim& claim, const brain::Understanding& understood) {
    if (claim.errand == nullptr) return false;
    if (claim.value >= kSurely) return true;
    const bool answers_it = claim.focus && claim.errand->asked_last && asks(*claim.errand);
    if (claim.value >= kPerhaps && claim.focus)
        return !stops(understood) && !begins_other(understood, claim.errand->skill, kPerhaps);
    return answers_it && unknown(understood);
}

void take_files(brain::Understanding& understood, const Claim& claim, const Said& said,
                const std::vector<SkillInfo>& skills) {
    const auto taker = std::ranges::find_if(skills, &SkillInfo::takes_files);
    if (taker == skills.end()) return;
    if (claim.value < kPerhaps && begins_other(understood, taker->name, kSurely)) return;
    const bool starts = std::ranges::any_of(
        understood.acts, [&](const Act& act) { return is_start(act) && act.skill == taker->name; });
    const bool adds = claim.errand != nullptr && claim.errand->skill == taker->name &&
                      (claim.value >= kPerhaps || said.text.empty() || said.certain ||
                       (asks(*claim.errand) && claim.errand->asked_last) || !starts);
    if (adds) {
        understood.acts = {to(*claim.errand, said.text)};
    } else {
        Act act{Intent::Start, taker->name};
        for (const auto& one : understood.acts)
            if (one.skill == taker->name) act = one;
        act.intent = Intent::Start;
        act.errand = {};
        act.text = said.text;
        understood.acts = {std::move(act)};
    }
    understood.confidence = 1;
}

}  // namespace

void apply_claims(brain::Understanding& understood, const Said& said,
                  const std::vector<SkillInfo>& skills) {
    const auto claim = best_claim(said, skills);
    if (said.with_files) return take_files(understood, claim, said, skills);
    if (!holds(claim, understood)) return;
    understood.acts = {to(*claim.errand, said.text)};
    understood.confidence = 1;
    understood.suggestions.clear();
}

}  // namespace errand::assistant
