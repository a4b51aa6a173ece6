#include "assistant/claims.hpp"

#include <algorithm>
#include <array>

#include "assistant/limits.hpp"

namespace errand::assistant {
namespace {

using brain::Act;
using brain::Intent;
using brain::OpenErrand;

// A claim that holds whatever else is open, and one that holds where no other errand is meant.
constexpr double kSurely = 0.85;
constexpr double kPerhaps = 0.5;
// A start that the brain is not surer of than this rests on weak evidence: a name that nothing is
// known of, in words that order nothing.
constexpr double kWeakStart = 0.75;
constexpr double kBareName = 0.55;

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

// The errand asks on behalf of a service, and the sentence is read as nothing but an answer.
bool answers_service(const OpenErrand& errand, const brain::Understanding& understood) {
    constexpr std::array kAnswers{Intent::Unknown, Intent::Answer, Intent::Choose, Intent::Approve};
    return json::find(errand.view, "ask.question") != nullptr &&
           std::ranges::all_of(understood.acts, [&](const Act& act) {
               return std::ranges::find(kAnswers, act.intent) != kAnswers.end();
           });
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

// The brain, or this part of it, is that sure that something new is begun for another skill.
bool begins_other(const brain::Understanding& understood, std::string_view skill, double sure,
                  std::string_view source) {
    return std::ranges::any_of(understood.acts, [&](const Act& act) {
        return is_start(act) && act.confidence >= sure && act.skill != skill &&
               (source.empty() || act.source == source);
    });
}

// All that is begun are names that nothing is known of.
bool begins_weakly(const brain::Understanding& understood, std::string_view skill) {
    return !understood.acts.empty() && std::ranges::all_of(understood.acts, [&](const Act& act) {
        return is_start(act) && act.skill != skill && act.confidence < kBareName;
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
        // The trained model is never unsure of what it begins; the rules may be.
        return !stops(understood) &&
               !begins_other(understood, claim.errand->skill, kPerhaps, "model") &&
               !begins_other(understood, claim.errand->skill, kWeakStart, {});
    if (claim.focus && begins_weakly(understood, claim.errand->skill)) return true;
    return answers_it && unknown(understood);
}

// A question that one skill alone can answer, though its words are also those of something to do:
// "how much was my last order".
constexpr double kCertainly = 0.95;
const SkillInfo* questioned(std::string_view text, const std::vector<SkillInfo>& skills) {
    const auto found = std::ranges::find_if(skills, [&](const SkillInfo& skill) {
        return skill.begins && skill.begins(text) >= kCertainly;
    });
    return found == skills.end() ? nullptr : &*found;
}

// The skill that the sentence surely asks for, where the brain knows of nothing else to do.
const SkillInfo* beginner(const brain::Understanding& understood, std::string_view text,
                          const std::vector<SkillInfo>& skills) {
    for (const auto& skill : skills) {
        if (!skill.begins || skill.begins(text) < kSurely) continue;
        const bool other = std::ranges::any_of(understood.acts, [&](const Act& act) {
            const bool content = act.intent != Intent::Unknown && act.intent != Intent::Edit &&
                                 act.intent != Intent::SmallTalk && act.intent != Intent::Help;
            return content &&
                   (!is_start(act) || act.confidence >= kSurely || act.skill == skill.name);
        });
        if (!other) return &skill;
    }
    return nullptr;
}

void begin(brain::Understanding& understood, const SkillInfo& skill, std::string_view text) {
    Act act{Intent::Start, skill.name};
    if (!understood.acts.empty() && understood.acts.size() == 1)
        act.values = std::move(understood.acts.front().values);
    act.text = text;
    act.source = "skill";
    act.confidence = 1;
    understood.acts = {std::move(act)};
    understood.confidence = 1;
    understood.suggestions.clear();
}

void take_files(brain::Understanding& understood, const Claim& claim, const Said& said,
                const std::vector<SkillInfo>& skills) {
    const auto taker = std::ranges::find_if(skills, &SkillInfo::takes_files);
    if (taker == skills.end()) return;
    const bool asked_for = taker->begins && taker->begins(said.text) >= kPerhaps;
    // Files that come while their taker is there are for it, unless the trained model is sure of
    // another.
    const bool open = claim.errand != nullptr && claim.errand->skill == taker->name;
    if (claim.value < kPerhaps && !asked_for &&
        begins_other(understood, taker->name, kSurely, open ? "model" : std::string_view{}))
        return;
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
    if (!holds(claim, understood)) {
        const auto* skill = questioned(said.text, skills);
        if (skill == nullptr) skill = beginner(understood, said.text, skills);
        if (skill != nullptr) begin(understood, *skill, said.text);
        return;
    }
    auto act = to(*claim.errand, said.text);
    if (answers_service(*claim.errand, understood)) act.intent = Intent::Answer;
    understood.acts = {std::move(act)};
    understood.confidence = 1;
    understood.suggestions.clear();
}

void give_rest(brain::Understanding& understood, const std::vector<OpenErrand>& open,
               const std::vector<SkillInfo>& skills) {
    const auto taker = std::ranges::find_if(skills, &SkillInfo::takes_rest);
    if (taker == skills.end() || understood.acts.size() > 1) return;
    const Act act = understood.acts.empty() ? Act{} : understood.acts.front();
    const bool question_open = std::ranges::any_of(
        open, [](const OpenErrand& errand) { return errand.asked_last && asks(errand); });
    const bool rest =
        (act.intent == Intent::Unknown && !question_open) ||
        (is_start(act) && !act.skill.empty() && skill_named(skills, act.skill) == nullptr) ||
        (act.intent == Intent::SmallTalk && act.text == "chat" && !question_open);
    if (!rest) return;
    Act begun{Intent::Start, taker->name};
    begun.instead_of = act.skill;
    begun.source = "rest";
    begun.confidence = act.confidence;
    understood.acts = {std::move(begun)};
    understood.suggestions.clear();
}

}  // namespace errand::assistant
