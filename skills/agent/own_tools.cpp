#include "skills/agent/own_tools.hpp"

#include <algorithm>
#include <array>

#include "skills/agent/limits.hpp"

namespace errand::skills::agent {
namespace {

using brain::model::ToolSpec;

constexpr std::array kOwn{kSetPlan, kFindTools, kAskPerson, kHandOver, kPermitService};

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

}  // namespace

bool is_own_tool(std::string_view name) {
    return std::ranges::find(kOwn, name) != kOwn.end();
}

namespace {

std::vector<ToolSpec> made(bool hand_over, bool permit) {
    std::vector<ToolSpec> all;
    all.push_back(set_plan());
    all.push_back(ask_person());
    all.push_back(one_text(kFindTools, "Finds tools of the permitted services for what is needed.",
                           "request", "what is needed, in a few words", 300));
    if (hand_over)
        all.push_back(one_text(kHandOver,
                               "Gives one sentence to errand's own skills, which carry it out by "
                               "themselves and ask the person what they need.",
                               "sentence", "as the person would say it, with every detail", 1'000));
    if (permit)
        all.push_back(one_text(kPermitService,
                               "Asks the person for the permission to use a "
                               "service.",
                               "service", "its name", 100));
    return all;
}

}  // namespace

const std::vector<ToolSpec>& own_tools(bool hand_over, bool permit) {
    static const std::array kAll{made(false, false), made(false, true), made(true, false),
                                 made(true, true)};
    return kAll.at((hand_over ? 2 : 0) + (permit ? 1 : 0));
}

}  // namespace errand::skills::agent
