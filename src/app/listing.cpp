#include "app/listing.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "app/text.hpp"
#include "assistant/present.hpp"

namespace errand::app {
namespace {

namespace present = assistant::present;

std::string shown(const json::value* value) {
    if (value == nullptr || value->is_null()) return {};
    if (value->is_string()) return printable(value->get_string());
    return printable(json::write(*value));
}

std::string shown_at(const json::value& from, std::string_view path) {
    return shown(json::find(from, path));
}

// The first of the members that is there.
std::string first_at(const json::value& from, std::initializer_list<std::string_view> paths) {
    for (const auto path : paths) {
        if (auto text = shown_at(from, path); !text.empty()) return text;
    }
    return {};
}

std::string joined(const json::value* list) {
    if (list == nullptr || !list->is_array()) return shown(list);
    std::string all;
    for (const auto& one : list->get_array()) all += (all.empty() ? "" : " ") + shown(&one);
    return all;
}

// What an errand is about: its title, else what is in its draft.
std::string about(const json::value& errand, const Style& style) {
    if (auto title = first_at(errand, {"view.title", "title"}); !title.empty()) return title;
    const auto* items = json::find(errand, "view.draft.items");
    if (items == nullptr) items = json::find(errand, "view.orders.0.items");
    return items == nullptr ? std::string{} : printable(present::items(*items, style.language));
}

// Everything of the record that has no column of its own.
std::string rest_of(const json::value& record, std::initializer_list<std::string_view> known,
                    std::size_t most) {
    if (!record.is_object()) return brief(record, most);
    json::object rest;
    for (const auto& [key, value] : record.get_object()) {
        if (std::ranges::find(known, std::string_view(key)) == known.end() && !value.is_null())
            rest.emplace(key, value);
    }
    if (rest.size() == 1) return brief(rest.begin()->value(), most);
    return rest.empty() ? std::string{} : brief(rest, most);
}

}  // namespace

const json::array& list_in(const json::value& answer) {
    static const json::array none;
    if (answer.is_array()) return answer.get_array();
    if (!answer.is_object()) return none;
    for (const auto& member : answer.get_object()) {
        if (member.value().is_array()) return member.value().get_array();
    }
    return none;
}

std::string brief(const json::value& value, std::size_t most) {
    const auto text =
        value.is_string() ? printable(value.get_string()) : printable(json::write(value));
    auto lines = wrap(text, std::max<std::size_t>(most, 4) - 1);
    return lines.size() > 1 ? lines.front() + "…" : lines.front();
}

std::string local_time(std::string_view text, const TimeZone& zone) {
    const auto time = parse_time(text);
    if (!time) return printable(text);
    auto made = zone.format(*time).substr(5, 14);
    made[5] = ' ';
    return made;
}

Lines errand_lines(const json::value& errands, const Style& style, const TimeZone& zone) {
    std::vector<std::vector<std::string>> rows;
    for (const auto& errand : list_in(errands)) {
        rows.push_back({first_at(errand, {"number", "errand"}), first_at(errand, {"skill"}),
                        first_at(errand, {"status", "view.status"}),
                        local_time(first_at(errand, {"updated", "created"}), zone),
                        about(errand, style)});
    }
    if (rows.empty()) return {std::string(style.say("还没有事项。", "No errands yet."))};
    if (style.language == "zh") return table({"编号", "类别", "状态", "更新", "内容"}, rows, style);
    return table({"no.", "skill", "status", "updated", "about"}, rows, style);
}

Lines journal_lines(const json::value& errand, const Style& style) {
    Lines lines;
    lines.push_back(style.bold(fmt::format("{} {}  {}  {}", style.say("事项", "errand"),
                                           first_at(errand, {"number", "errand.number"}),
                                           first_at(errand, {"skill", "errand.skill"}),
                                           first_at(errand, {"status", "errand.status"}))));
    if (auto text = about(errand, style); !text.empty()) lines.push_back(std::move(text));
    const auto* records = json::find(errand, "records");
    if (records == nullptr || !records->is_array()) return lines;
    lines.emplace_back();
    std::vector<std::vector<std::string>> rows;
    for (const auto& record : records->get_array()) {
        rows.push_back({first_at(record, {"append"}), shown_at(record, "step"),
                        first_at(record, {"type"}), shown_at(record, "kind"),
                        shown_at(record, "name"),
                        rest_of(record, {"append", "step", "type", "kind", "name"}, 2000)});
    }
    if (style.language == "zh") {
        for (auto& line : table({"批", "步", "记录", "性质", "名称", "内容"}, rows, style))
            lines.push_back(std::move(line));
        return lines;
    }
    for (auto& line : table({"append", "step", "record", "kind", "name", "what"}, rows, style))
        lines.push_back(std::move(line));
    return lines;
}

Lines audit_lines(const json::value& audit, const Style& style, const TimeZone& zone) {
    std::vector<std::vector<std::string>> rows;
    for (const auto& one : list_in(audit)) {
        rows.push_back(
            {first_at(one, {"seq", "number", "id"}),
             local_time(first_at(one, {"at", "time"}), zone),
             first_at(one, {"kind", "action", "event", "what"}),
             rest_of(one,
                     {"seq", "number", "at", "time", "kind", "action", "event", "what", "user"},
                     2000)});
    }
    if (rows.empty()) return {std::string(style.say("还没有记录。", "Nothing recorded yet."))};
    return table({"seq", "at", "what", "details"}, rows, style);
}

Lines grant_lines(const json::value& grants, const Style& style, const TimeZone& zone) {
    std::vector<std::vector<std::string>> rows;
    for (const auto& grant : list_in(grants)) {
        rows.push_back(
            {first_at(grant, {"service"}), joined(json::find(grant, "scopes")),
             local_time(first_at(grant, {"granted_at", "granted", "at", "since"}), zone)});
    }
    if (rows.empty()) return {std::string(style.say("还没有授权。", "No permissions given yet."))};
    if (style.language == "zh") return table({"服务", "权限", "时间"}, rows, style);
    return table({"service", "scopes", "since"}, rows, style);
}

Lines limit_lines(const json::value& limits, const Style& style) {
    const auto amount = [&](std::string_view path) {
        const auto text = shown_at(limits, path);
        return text.empty() ? std::string(style.say("不限", "no limit")) : text;
    };
    return {fmt::format("{} {}", style.say("单笔上限:", "Most for one payment:"),
                        amount("per_payment")),
            fmt::format("{} {}", style.say("每日上限:", "Most for one day:"), amount("per_day"))};
}

Lines allowance_lines(const json::value& allowances, const Style& style, const TimeZone& zone) {
    std::vector<std::vector<std::string>> rows;
    for (const auto& one : list_in(allowances)) {
        const auto* inner = json::find(one, "signed_allowance.allowance");
        const auto& rule = inner == nullptr ? one : *inner;
        const auto revoked = first_at(one, {"revoked_at", "revoked"});
        rows.push_back({first_at(rule, {"id"}), joined(json::find(rule, "payees")),
                        first_at(rule, {"per_payment"}), first_at(rule, {"per_day"}),
                        local_time(first_at(rule, {"expires"}), zone),
                        revoked.empty() || revoked == "false"
                            ? std::string(style.say("有效", "in force"))
                            : std::string(style.say("已收回", "withdrawn"))});
    }
    if (rows.empty()) return {std::string(style.say("没有小额规则。", "No rules."))};
    if (style.language == "zh")
        return table({"编号", "收款方", "单笔", "每日", "到期", "状态"}, rows, style);
    return table({"id", "payees", "per payment", "per day", "until", "state"}, rows, style);
}

}  // namespace errand::app
