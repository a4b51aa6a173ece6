#include "assistant/claims.hpp"

#include <gtest/gtest.h>

namespace errand::assistant {
namespace {

using brain::Intent;
using brain::OpenErrand;

OpenErrand open(std::uint64_t number, std::string skill, bool asks = false,
                bool asked_last = false) {
    OpenErrand one{.number = number, .skill = std::move(skill), .status = "done"};
    json::object view;
    if (asks) view["ask"] = json::object{{"type", "slot"}};
    one.view = std::move(view);
    one.asked_last = asked_last;
    return one;
}

// A skill that takes "surely …" and "perhaps …".
std::vector<SkillInfo> skills() {
    std::vector<SkillInfo> all(2);
    all[0].name = "food";
    all[1].name = "ledger";
    all[1].takes_files = true;
    all[1].claims = [](std::string_view text, const json::value&) {
        if (text.starts_with("surely")) return 0.9;
        return text.starts_with("perhaps") ? 0.6 : 0.0;
    };
    return all;
}

brain::Act act_after(std::string_view text, const std::vector<OpenErrand>& open,
                     brain::Act understood, bool with_files = false) {
    brain::Understanding all;
    all.acts.push_back(std::move(understood));
    apply_claims(all, {.text = text, .with_files = with_files, .certain = false, .open = open},
                 skills());
    return all.acts.front();
}

brain::Act act(Intent intent, std::string skill = {}, double confidence = 0.9) {
    brain::Act one{intent, std::move(skill)};
    one.confidence = confidence;
    return one;
}

TEST(Claims, ASureOneHoldsWhateverElseIsOpen) {
    const auto to = act_after("surely this", {open(1, "ledger"), open(2, "food", true, true)},
                              act(Intent::Edit, "food"));
    EXPECT_EQ(to.errand, 1U);
    EXPECT_EQ(to.skill, "ledger");
}

// What may have been meant for errand is told from an answer to a service.
TEST(Claims, WhatIsSaidToAServiceIsAnAnswerWhereItIsReadAsNothingElse) {
    auto asked = open(1, "ledger", true, true);
    asked.view.as_object()["ask"].as_object()["question"] = json::object{{"message", "Who?"}};
    for (const auto intent : {Intent::Unknown, Intent::Answer, Intent::Choose, Intent::Approve})
        EXPECT_EQ(act_after("perhaps", {asked}, act(intent)).intent, Intent::Answer);
    for (const auto intent : {Intent::Track, Intent::Edit, Intent::Refuse, Intent::Help})
        EXPECT_EQ(act_after("perhaps", {asked}, act(intent)).intent, Intent::Edit);
    EXPECT_EQ(act_after("perhaps", {open(1, "ledger", true, true)}, act(Intent::Unknown)).intent,
              Intent::Edit)
        << "a skill's own question";
}

TEST(Claims, AnUnsureOneHoldsWhereNoOtherIsMeant) {
    EXPECT_EQ(act_after("perhaps", {open(1, "ledger")}, act(Intent::Unknown)).errand, 1U);
    EXPECT_EQ(act_after("perhaps", {open(1, "ledger"), open(2, "food", true, true)},
                        act(Intent::Edit, "food"))
                  .skill,
              "food");
    EXPECT_EQ(act_after("perhaps", {open(1, "ledger")}, act(Intent::Start, "food")).skill, "food");
    EXPECT_EQ(act_after("perhaps", {open(1, "ledger")}, act(Intent::Cancel)).intent,
              Intent::Cancel);
}

TEST(Claims, WithoutOneTheBrainDecides) {
    EXPECT_EQ(act_after("two teas", {open(1, "ledger")}, act(Intent::Start, "food")).skill, "food");
    EXPECT_EQ(act_after("what", {open(1, "ledger")}, act(Intent::Unknown)).intent, Intent::Unknown);
    // Its own question is answered even by what nobody understands: the skill says so.
    EXPECT_EQ(act_after("what", {open(1, "ledger", true, true)}, act(Intent::Unknown)).errand, 1U);
}

TEST(Claims, FilesGoToWhatTakesThem) {
    EXPECT_EQ(act_after("sort these", {}, act(Intent::Unknown), true).intent, Intent::Start);
    EXPECT_EQ(act_after("sort these", {}, act(Intent::Unknown), true).skill, "ledger");
    EXPECT_EQ(act_after("these too", {open(1, "ledger")}, act(Intent::Edit), true).errand, 1U);
    EXPECT_EQ(act_after("", {open(1, "ledger")}, act(Intent::Unknown), true).errand, 1U);
    // A ledger of its own.
    const auto second =
        act_after("make a ledger", {open(1, "ledger")}, act(Intent::Start, "ledger"), true);
    EXPECT_EQ(second.intent, Intent::Start);
    EXPECT_FALSE(second.errand);
    EXPECT_EQ(act_after("tea please", {}, act(Intent::Start, "food", 0.95), true).skill, "food");
}

}  // namespace
}  // namespace errand::assistant
