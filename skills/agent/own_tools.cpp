#include "skills/agent/own_tools.hpp"

#include <algorithm>
#include <array>

#include "assistant/limits.hpp"
#include "skills/agent/limits.hpp"

namespace errand::skills::agent {
namespace {

using brain::model::ToolSpec;

constexpr std::array kOwn{kSetPlan, kFindTools, kAskPerson, kHandOver, kPermitService, kUseSkill};

json::value text_of(std::string_view about, std::size_t most) {
    return json::object{
        {"type", "string"}, {"description", about}, {"minLength", 1}, {"maxLength", most}};
}

json::value object_of(json::object properties, json::array required) {
    return json::object{{"type", "object"},
                        {"properties", std::move(properties)},
                        {"required", std::move(required)},
                        {"additionalProperties", false}};
}

ToolSpec one_text(std::string_view name, std::string_view about, std::string_view parameter,
                  std::string_view what, std::size_t most) {
    return {.name = std::string(name),
            .description = std::string(about),
            .schema = object_of({{parameter, text_of(what, most)}}, {parameter})};
}

ToolSpec set_plan() {
    const json::value item =
        object_of({{"text", text_of("one step, in the person's language", kMaxPlanText)},
                   {"done", json::object{{"type", "boolean"}}}},
                  {"text", "done"});
    const json::value items = json::object{
        {"type", "array"}, {"items", item}, {"minItems", 1}, {"maxItems", kMaxPlanItems}};
    return {.name = std::string(kSetPlan),
            .description =
                "Replaces the plan that the person sees: each step, and whether it is "
                "done.",
            .schema = object_of({{"items", items}}, {"items"})};
}

ToolSpec ask_person() {
    const json::value suggestions =
        json::object{{"type", "array"}, {"items", text_of("an answer", 100)}, {"maxItems", 5}};
    return {.name = std::string(kAskPerson),
            .description = "Asks the person one question and waits for the answer.",
            .schema = object_of({{"question", text_of("in the person's language", 500)},
                                 {"suggestions", suggestions}},
                                {"question"})};
}

ToolSpec use_skill() {
    return {
        .name = std::string(kUseSkill),
        .description =
            "Reads a skill: its instructions, which you then follow, or a file of its that they "
            "name.",
        .schema = object_of({{"name", text_of("the skill", assistant::kMaxSkillName)},
                             {"file", text_of("as \"references/fees.md\"; without it the "
                                              "instructions",
                                              assistant::kMaxSkillFileName)}},
                            {"name"})};
}

}  // namespace

bool is_own_tool(std::string_view name) {
    return std::ranges::find(kOwn, name) != kOwn.end();
}

namespace {

std::vector<ToolSpec> made(const Offered& offered) {
    std::vector<ToolSpec> all;
    all.push_back(set_plan());
    all.push_back(ask_person());
    all.push_back(one_text(kFindTools, "Finds tools of the permitted services for what is needed.",
                           "request", "what is needed, in a few words", 300));
    if (offered.hand_over)
        all.push_back(one_text(kHandOver,
                               "Gives one sentence to errand's own skills, which carry it out by "
                               "themselves and ask the person what they need.",
                               "sentence", "as the person would say it, with every detail", 1'000));
    if (offered.permit)
        all.push_back(one_text(kPermitService,
                               "Asks the person for the permission to use a "
                               "service.",
                               "service", "its name", 100));
    if (offered.use_skill) all.push_back(use_skill());
    return all;
}

}  // namespace

const std::vector<ToolSpec>& own_tools(const Offered& offered) {
    static const auto kAll = [] {
        std::array<std::vector<ToolSpec>, 8> all;
        for (std::size_t i = 0; i < all.size(); ++i)
            all.at(i) = made({(i & 4U) != 0, (i & 2U) != 0, (i & 1U) != 0});
        return all;
    }();
    return kAll.at((offered.hand_over ? 4U : 0U) + (offered.permit ? 2U : 0U) +
                   (offered.use_skill ? 1U : 0U));
}

}  // namespace errand::skills::agent
