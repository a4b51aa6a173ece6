#include "eval/evidence.hpp"

#include <algorithm>
#include <cctype>

namespace errand::eval {
namespace {

char lower(char c) {
    return static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
}

void collect(const json::value& from, std::vector<std::string>& texts) {
    if (from.is_string()) texts.emplace_back(from.get_string());
    if (from.is_array()) {
        for (const auto& one : from.get_array()) collect(one, texts);
    }
    if (from.is_object()) {
        for (const auto& member : from.get_object()) collect(member.value(), texts);
    }
}

}  // namespace

Result<Records> decode_records(const json::value& from) {
    return json::decode<Records>(from, json::Unknown::Ignore, "records");
}

bool succeeded(const RecordPayment& payment) {
    static const std::set<std::string, std::less<>> took = {"paid", "succeeded", "refunded",
                                                            "partly_refunded"};
    return took.contains(payment.state);
}

bool is_cancelled(const RecordOrder& order) {
    return order.state == "cancelled" || order.state == "refunded";
}

json::value to_json(const Evidence& evidence) {
    json::array events(evidence.events.begin(), evidence.events.end());
    json::array approvals;
    for (const auto& given : evidence.approvals) {
        approvals.push_back(json::object{{"ask", given.ask},
                                         {"id", given.id},
                                         {"draft", given.draft},
                                         {"amount", commerce::to_string(given.amount)}});
    }
    json::array open;
    for (const auto& ask : evidence.open) {
        open.push_back(json::object{{"id", ask.id}, {"type", ask.type}, {"slot", ask.slot}});
    }
    return json::object{{"events", std::move(events)},
                        {"approvals", std::move(approvals)},
                        {"open", std::move(open)},
                        {"records", json::encode(evidence.records)},
                        {"faults", json::encode(evidence.faults)}};
}

std::map<std::uint64_t, std::string> statuses(const Evidence& evidence) {
    std::map<std::uint64_t, std::string> all;
    for (const auto& event : evidence.events) {
        const auto* errand = json::find(event, "errand");
        if (errand == nullptr || !errand->is_number()) continue;
        auto& status = all[errand->to_number<std::uint64_t>()];
        if (status.empty()) status = "waiting";
        if (json::string_at(event, "kind") == "result")
            status = std::string(json::string_at(event, "status"));
    }
    return all;
}

std::vector<std::string> texts_of(const json::value& from) {
    std::vector<std::string> texts;
    collect(from, texts);
    return texts;
}

bool contains_text(std::string_view text, std::string_view part) {
    if (part.empty()) return false;
    const auto same = [](char left, char right) { return lower(left) == lower(right); };
    return !std::ranges::search(text, part, same).empty();
}

bool contains_text(const json::value& value, std::string_view part) {
    return std::ranges::any_of(texts_of(value), [&](const std::string& text) {
        return contains_text(std::string_view(text), part);
    });
}

}  // namespace errand::eval
