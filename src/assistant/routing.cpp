#include "assistant/routing.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "assistant/limits.hpp"
#include "assistant/present.hpp"

namespace errand::assistant {
namespace {

using brain::Intent;
using brain::OpenErrand;

struct Board {
    const std::vector<OpenErrand>& open;
    const std::vector<SkillLine>& skills;
    const std::optional<OpenErrand>& latest;
};

Move say(Text text) {
    return {.kind = MoveKind::Reply, .zh = std::move(text.zh), .en = std::move(text.en)};
}

bool installed(const Board& board, std::string_view skill) {
    return std::ranges::any_of(board.skills,
                               [&](const SkillLine& one) { return one.name == skill; });
}

std::string_view asked_type(const OpenErrand& errand) {
    const auto* type = json::find(errand.view, "ask.type");
    return type != nullptr && type->is_string() ? std::string_view(type->get_string())
                                                : std::string_view();
}

bool settled(const OpenErrand& errand) {
    return errand.status == "done" || errand.status == "cancelled" || errand.status == "declined" ||
           errand.status == "failed";
}

bool has_orders(const OpenErrand& errand) {
    const auto* orders = json::find(errand.view, "orders");
    return orders != nullptr && orders->is_array() && !orders->get_array().empty();
}

// How well an open errand fits an act that names none. 0: not at all.
int fitness(const OpenErrand& errand, Intent intent) {
    const auto type = asked_type(errand);
    switch (intent) {
        case Intent::Choose:
            if (type == "choice") return 3;
            return settled(errand) ? 0 : 1;
        case Intent::Approve:
            return type == "approval" || type == "grant" ? 3 : (type.empty() ? 0 : 1);
        case Intent::Answer:
            if (type == "slot") return 3;
            return settled(errand) ? 0 : 1;
        case Intent::Refuse:
            return type.empty() ? (settled(errand) ? 0 : 1) : 3;
        case Intent::Track:
            return has_orders(errand) ? 3 : 1;
        case Intent::Cancel:
            return 1;
        default:
            return settled(errand) ? 1 : 2;
    }
}

Text which_one(const std::vector<const OpenErrand*>& fitting) {
    Text text{"你说的是哪一件事?", "Which errand do you mean?"};
    for (const auto* one : fitting) {
        const auto line = errand_line(*one);
        text.zh += "\n" + line.zh;
        text.en += "\n" + line.en;
    }
    return text;
}

// How the errand that ended last ended, with its orders.
Text latest_ended(const OpenErrand& errand) {
    const auto line = errand_line(errand);
    Text text{"上一件事:" + line.zh, "The last errand: " + line.en};
    const auto* orders = json::find(errand.view, "orders");
    if (orders == nullptr || !orders->is_array()) return text;
    for (const auto& order : orders->get_array()) {
        for (const auto& one : present::order(order, "zh")) text.zh += "\n" + one;
        for (const auto& one : present::order(order, "en")) text.en += "\n" + one;
    }
    return text;
}

Text nothing_open(const Board& board, Intent intent) {
    if (board.latest && (intent == Intent::Track || intent == Intent::Status))
        return latest_ended(*board.latest);
    if (board.latest && intent == Intent::Cancel) {
        const auto ended = latest_ended(*board.latest);
        return {"没有可以取消的事。" + ended.zh, "There is nothing to cancel. " + ended.en};
    }
    const auto can = what_errand_can_do(board.skills);
    return {"现在没有进行中的事。" + can.zh, "Nothing is under way. " + can.en};
}

Move to(const OpenErrand& errand, const brain::Act& act) {
    return {.kind = MoveKind::Signal, .errand = errand.number, .act = act};
}

Move to_an_open_errand(const brain::Act& act, const Board& board) {
    if (act.errand)
        for (const auto& one : board.open)
            if (one.number == *act.errand) return to(one, act);
    int best = 0;
    std::vector<const OpenErrand*> fitting;
    for (const auto& one : board.open) {
        if (!act.skill.empty() && one.skill != act.skill) continue;
        const int fits = fitness(one, act.intent);
        if (fits > best) fitting.clear();
        best = std::max(best, fits);
        if (fits == best && fits > 0) fitting.push_back(&one);
    }
    if (fitting.empty()) return say(nothing_open(board, act.intent));
    if (fitting.size() == 1) return to(*fitting.front(), act);
    for (const auto* one : fitting)
        if (one->asked_last) return to(*one, act);
    return say(which_one(fitting));
}

// What was understood of an act that no skill here can carry out: "打车(机场、下午三点)".
Text understood_as(std::string_view skill, const brain::Act& act) {
    auto named = present::skill(skill);
    if (named.zh.empty() || act.values.empty()) return named;
    std::string zh, en;
    for (const auto& value : act.values) {
        zh += (zh.empty() ? "" : "、") + value.text;
        en += (en.empty() ? "" : ", ") + value.text;
    }
    named.zh += fmt::format("({})", zh);
    named.en += fmt::format(" ({})", en);
    return named;
}

Move begin(const brain::Act& act, const Board& board) {
    auto skill = act.skill;
    if (skill.empty() && board.skills.size() == 1) skill = board.skills.front().name;
    if (skill.empty() && !board.open.empty()) skill = board.open.back().skill;
    if (installed(board, skill)) return {.kind = MoveKind::Start, .skill = skill, .act = act};
    const auto can = what_errand_can_do(board.skills);
    const auto what = understood_as(skill, act);
    if (what.zh.empty())
        return say({"这件事我还不会做。" + can.zh, "I cannot do that yet. " + can.en});
    return say({fmt::format("我听懂了,是{}。这件事我还不会做。{}", what.zh, can.zh),
                fmt::format("I understand: {}. I cannot do that yet. {}", what.en, can.en)});
}

Text status_of(const Board& board) {
    if (board.open.empty()) return nothing_open(board, Intent::Status);
    Text text{"进行中的事:", "Under way:"};
    for (const auto& one : board.open) {
        const auto line = errand_line(one);
        text.zh += "\n" + line.zh;
        text.en += "\n" + line.en;
    }
    return text;
}

Text small_talk(std::string_view about, const Board& board) {
    const auto can = what_errand_can_do(board.skills);
    if (about == "thanks") return {"不客气。", "You are welcome."};
    if (about == "farewell") return {"再见。", "Goodbye."};
    if (about == "greeting") return {"你好!" + can.zh, "Hello! " + can.en};
    return {"我更擅长把事情办成。" + can.zh, "I am better at getting things done. " + can.en};
}

Text not_understood(const brain::Understanding& understood, const Board& board) {
    const auto can = what_errand_can_do(board.skills);
    Text text{"我没有听懂。" + can.zh, "I did not understand that. " + can.en};
    if (understood.suggestions.empty()) return text;
    text.zh += "\n你可以这样说:";
    text.en += "\nYou could say:";
    for (const auto& one : understood.suggestions) {
        text.zh += "\n· " + one;
        text.en += "\n· " + one;
    }
    return text;
}

Move move_for(const brain::Act& act, const brain::Understanding& understood, const Board& board) {
    switch (act.intent) {
        case Intent::Start:
        case Intent::Repeat:
            return begin(act, board);
        case Intent::Edit:
        case Intent::Answer:
        case Intent::Choose:
        case Intent::Approve:
        case Intent::Refuse:
        case Intent::Cancel:
        case Intent::Track:
            return to_an_open_errand(act, board);
        case Intent::Status:
            return say(status_of(board));
        case Intent::Help:
            return say(what_errand_can_do(board.skills));
        case Intent::SmallTalk:
            return say(small_talk(act.text, board));
        case Intent::Grants:
            return {.kind = MoveKind::Grants};
        case Intent::RevokeGrant:
            return {.kind = MoveKind::Revoke, .service = act.service};
        case Intent::SetAllowance:
            return {.kind = MoveKind::Allowance, .withdraw = !act.slots.budget, .act = act};
        case Intent::Unknown:
            break;
    }
    return say(not_understood(understood, board));
}

Text standing(std::string_view status) {
    if (status == "working") return {"处理中", "working on it"};
    if (status == "waiting") return {"等你回答", "waiting for you"};
    if (status == "done") return {"已完成", "done"};
    if (status == "declined") return {"未办理", "declined"};
    if (status == "cancelled") return {"已取消", "cancelled"};
    if (status == "failed") return {"未办成", "failed"};
    return {std::string(status), std::string(status)};
}

}  // namespace

Text skills_in_words(const std::vector<SkillLine>& skills) {
    Text text;
    for (const auto& one : skills) {
        text.zh += (text.zh.empty() ? "" : "、") + one.what.zh;
        text.en += (text.en.empty() ? "" : ", ") + one.what.en;
    }
    return text;
}

Text what_errand_can_do(const std::vector<SkillLine>& skills) {
    if (skills.empty())
        return {"我现在没有安装任何技能。", "I have no skill installed at the moment."};
    const auto text = skills_in_words(skills);
    return {fmt::format("我可以帮你:{}。", text.zh), fmt::format("I can: {}.", text.en)};
}

Text errand_line(const OpenErrand& errand) {
    const auto stands = standing(errand.status);
    std::string title(json::string_at(errand.view, "title"));
    Text about{title, title};
    if (title.empty()) {
        if (const auto* items = json::find(errand.view, "draft.items"))
            about = {present::items(*items, "zh"), present::items(*items, "en")};
    }
    if (about.zh.empty()) about = {errand.skill, errand.skill};
    return {fmt::format("{}. {}({})", errand.number, about.zh, stands.zh),
            fmt::format("{}. {} ({})", errand.number, about.en, stands.en)};
}

std::vector<Move> route(const brain::Understanding& understood, const std::vector<OpenErrand>& open,
                        const std::vector<SkillLine>& skills,
                        const std::optional<OpenErrand>& latest) {
    const Board board{open, skills, latest};
    std::vector<Move> moves;
    for (const auto& act : understood.acts) {
        if (moves.size() == kMaxActs) break;
        moves.push_back(move_for(act, understood, board));
    }
    if (moves.empty()) moves.push_back(say(not_understood(understood, board)));
    return moves;
}

}  // namespace errand::assistant
