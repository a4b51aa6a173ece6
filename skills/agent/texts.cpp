#include "skills/agent/texts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "assistant/form_texts.hpp"
#include "base/printable.hpp"

namespace errand::skills::agent::texts {
namespace {

struct Reason {
    std::string_view code;  // ErrorCode's name
    std::string_view zh;
};
// What stands before a reason that is given in English alone.
constexpr std::array<Reason, 8> kReasons{{{"invalid", "它不接受这样的请求"},
                                          {"not_found", "没有这个模型或地址"},
                                          {"denied", "没有得到许可,或用量到了上限"},
                                          {"timeout", "它没有按时回答"},
                                          {"unavailable", "连不上它,或它太忙"},
                                          {"exhausted", "它太忙,或内容太长"},
                                          {"corrupt", "它的回答不完整"},
                                          {"internal", "内部出错"}}};

// What a service calls its tool, as it stands in errand's own sentences.
std::string name_of(const assistant::FoundTool& tool) {
    return printable_line(tool.tool);
}

}  // namespace

Text plan(const std::vector<PlanItem>& items) {
    Text text{"计划:", "Plan:"};
    for (const auto& item : items) {
        const auto line = fmt::format("\n{} {}", item.done ? "✓" : "·", printable_line(item.text));
        text.zh += line;
        text.en += line;
    }
    return text;
}

Text may_i(const assistant::FoundTool& tool) {
    if (tool.prepares)
        return {fmt::format("可以在「{}」这样下单并付款吗?", tool.service),
                fmt::format("May I place this order at “{}” and pay for it?", tool.service)};
    return {fmt::format("可以这样调用「{}」的 {} 吗?", tool.service, name_of(tool)),
            fmt::format("May I call {} of {} like this?", name_of(tool), tool.service)};
}

Text handed_over(std::uint64_t errand) {
    return {fmt::format("这一件由第 {} 件事来办,需要什么会直接问你。", errand),
            fmt::format("Errand {} does that part; it asks you itself.", errand)};
}

Text failed(const std::string& code, const std::string& why, const std::string& advice) {
    const auto what = advice.empty() ? why : why + " (" + advice + ")";
    const auto* known = std::ranges::find(kReasons, code, &Reason::code);
    const auto zh = known == kReasons.end() ? what : fmt::format("{}({})", known->zh, what);
    return {fmt::format("大模型没有办成:{}", zh),
            fmt::format("The model could not do it: {}", what)};
}

Text too_many_turns() {
    return {"步骤太多,我停下了。可以把事情拆小一些再说。",
            "That took too many steps, so I stopped. Try it in smaller parts."};
}

Text too_long() {
    return {"这段对话太长,模型装不下了。请另起一件事再说。",
            "This conversation no longer fits the model. Please begin anew."};
}

Text no_room_beside(const std::string& skill) {
    return {fmt::format("技能「{}」的说明太长,这个模型装不下它和这段对话。", skill),
            fmt::format("The instructions of the skill “{}” leave this model no room for the "
                        "conversation.",
                        skill)};
}

Text follows(const std::string& skill) {
    return {fmt::format("按技能「{}」的说明来办。", skill),
            fmt::format("Following the skill “{}”.", skill)};
}

Text silent() {
    return {"模型没有给出回答。", "The model gave no answer."};
}

Text cancelled() {
    return {"好,停下了。", "Stopped."};
}

Text closed() {
    return {"这件事到此为止。", "That is finished."};
}

Text yes_expired(const assistant::FoundTool& tool) {
    return {fmt::format("你的同意已过期,没有调用「{}」的 {}。", tool.service, name_of(tool)),
            fmt::format("Your yes has expired, so {} of {} was not called.", name_of(tool),
                        tool.service)};
}

Text finish_there(const assistant::FoundTool& tool, const std::string& address) {
    const auto shown = printable_line(address);
    return {fmt::format("在这里不能替你完成。要继续,「{}」给了这个地址(是它的话,不是我的):\n> {}",
                        tool.service, shown),
            fmt::format("This cannot be finished here. To go on yourself, “{}” gives this address "
                        "(its words, not mine):\n> {}",
                        tool.service, shown)};
}

Text outcome_unknown(const assistant::FoundTool& tool) {
    return {fmt::format("「{}」的 {} 没有回音,不知道做成没有。我不会再试,请你去看一下。",
                        tool.service, name_of(tool)),
            fmt::format("{} of {} did not answer, so it is not known whether it was done. I do "
                        "not try again; please have a look.",
                        name_of(tool), tool.service)};
}

Text not_as_signed(const assistant::FoundTool& tool, std::string_view problem) {
    const auto what = assistant::form_texts::marked(problem);
    return {fmt::format("注意:「{}」已经下单,但和你签字的有出入,请到那边核对。带“>”的行里可能有"
                        "店家的话:\n{}",
                        tool.service, what),
            fmt::format("Careful: “{}” took the order, but something about it is not as you signed "
                        "it. Please check it there. Lines with “>” may hold the shop's words:\n{}",
                        tool.service, what)};
}

}  // namespace errand::skills::agent::texts
