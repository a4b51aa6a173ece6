#include "eval/shown.hpp"

#include <fmt/format.h>
#include <re2/re2.h>

#include <algorithm>

#include "base/clock.hpp"

namespace errand::eval {
namespace {

// What the results and asks said of one order: every object with this order's id in any event.
void collect_orders(const json::value& from, std::string_view id,
                    std::vector<const json::value*>& found) {
    if (from.is_array()) {
        for (const auto& one : from.get_array()) collect_orders(one, id, found);
    }
    if (!from.is_object()) return;
    if (json::string_at(from, "id") == id) found.push_back(&from);
    for (const auto& member : from.get_object()) collect_orders(member.value(), id, found);
}

std::vector<const json::value*> shown_orders(const Evidence& evidence, std::string_view id) {
    std::vector<const json::value*> found;
    for (const auto& event : evidence.events) collect_orders(event, id, found);
    return found;
}

bool said(const Evidence& evidence, std::string_view part) {
    return std::ranges::any_of(replies(evidence.events), [&](const std::string& text) {
        return contains_text(std::string_view(text), part);
    });
}

// The last shown member of the order's cards, as text; empty where never shown.
std::string last_shown(const Evidence& evidence, const RecordOrder& order, std::string_view key) {
    std::string last;
    for (const auto* card : shown_orders(evidence, order.id)) {
        if (const auto text = json::string_at(*card, key); !text.empty()) last = std::string(text);
    }
    return last;
}

std::string judge_pickup_code(const Evidence& evidence, const RecordOrder& order) {
    if (!order.pickup_code || order.pickup_code->empty())
        return fmt::format("shows pickup_code: the city gave order {} none", order.id);
    const auto last = last_shown(evidence, order, "pickup_code");
    if (last == *order.pickup_code || said(evidence, *order.pickup_code)) return {};
    return fmt::format("shows pickup_code: {} was shown, the city's is {}",
                       last.empty() ? "none" : last, *order.pickup_code);
}

std::string judge_total(const Evidence& evidence, const RecordOrder& order) {
    const auto total = commerce::to_string(order.total);
    const auto last = last_shown(evidence, order, "total");
    if (last == total || (last.empty() && said(evidence, total))) return {};
    return fmt::format("shows total: {} was shown, the city's is {}", last.empty() ? "none" : last,
                       total);
}

// The estimate may move with the courier: the last one shown is the city's to the minute, or the
// order has arrived.
std::string judge_eta(const Evidence& evidence, const RecordOrder& order) {
    const auto last = last_shown(evidence, order, "eta");
    if (last.empty()) return "shows eta: none was shown";
    const auto shown = parse_time(last);
    if (!shown) return fmt::format("shows eta: '{}' is no time", last);
    if (!order.eta) return fmt::format("shows eta: the city has none for order {}", order.id);
    const auto own = parse_time(*order.eta);
    if (own && std::chrono::abs(*own - *shown) <= std::chrono::minutes(1)) return {};
    return fmt::format("shows eta: {} was shown, the city's is {}", last, *order.eta);
}

std::string judge_courier(const Evidence& evidence, const RecordOrder& order) {
    if (!order.courier) return fmt::format("shows courier: order {} has none", order.id);
    const auto name = json::string_at(*order.courier, "name");
    const auto* of_card = [&]() -> const json::value* {
        const json::value* last = nullptr;
        for (const auto* card : shown_orders(evidence, order.id)) {
            if (const auto* courier = json::find(*card, "courier")) last = courier;
        }
        return last;
    }();
    if (of_card != nullptr && json::string_at(*of_card, "name") == name) return {};
    if (!name.empty() && said(evidence, name)) return {};
    return fmt::format("shows courier: {} was not shown", name.empty() ? "the courier" : name);
}

std::string judge_refund(const Evidence& evidence) {
    if (evidence.records.refunds.empty()) return "shows refund: the city made none";
    for (const auto& refund : evidence.records.refunds) {
        const auto amount = commerce::to_string(refund.amount);
        const bool on_card = std::ranges::any_of(evidence.events, [&](const json::value& event) {
            std::vector<const json::value*> cards;
            for (const auto& order : evidence.records.orders) {
                collect_orders(event, order.id, cards);
            }
            return std::ranges::any_of(cards, [&](const json::value* card) {
                return json::string_at(*card, "refund") == amount;
            });
        });
        if (!on_card && !said(evidence, amount))
            return fmt::format("shows refund: the city's {} was not shown", amount);
    }
    return {};
}

std::vector<std::string> patterns_of(const std::optional<json::value>& patterns) {
    return patterns ? texts_of(*patterns) : std::vector<std::string>{};
}

Result<bool> any_matches(std::string_view pattern, const std::vector<std::string>& texts) {
    for (const auto& text : texts) {
        ERRAND_TRY(const auto matched, matches(pattern, text));
        if (matched) return true;
    }
    return false;
}

}  // namespace

std::vector<std::string> replies(const std::vector<json::value>& events) {
    std::vector<std::string> all;
    for (const auto& event : events) {
        for (const auto* key : {"text", "reason"}) {
            if (const auto text = json::string_at(event, key); !text.empty())
                all.emplace_back(text);
        }
    }
    return all;
}

Result<bool> matches(std::string_view pattern, std::string_view text) {
    if (pattern.size() < 2 || !pattern.starts_with('/') || !pattern.ends_with('/'))
        return contains_text(text, pattern);
    RE2::Options options;
    options.set_case_sensitive(false);
    options.set_log_errors(false);
    const auto inner = pattern.substr(1, pattern.size() - 2);
    const RE2 expression(re2::StringPiece(inner.data(), inner.size()), options);
    if (!expression.ok())
        return fail(ErrorCode::Invalid, fmt::format("pattern {}: {}", pattern, expression.error()));
    return RE2::PartialMatch(re2::StringPiece(text.data(), text.size()), expression);
}

std::string judge_texts(const std::optional<json::value>& says,
                        const std::optional<json::value>& never_says,
                        const std::vector<json::value>& events) {
    const auto texts = replies(events);
    for (const auto& pattern : patterns_of(says)) {
        const auto matched = any_matches(pattern, texts);
        if (!matched) return matched.error().message;
        if (!*matched) return fmt::format("says: nothing said '{}'", pattern);
    }
    for (const auto& pattern : patterns_of(never_says)) {
        for (const auto& text : texts) {
            const auto matched = matches(pattern, text);
            if (!matched) return matched.error().message;
            if (*matched) return fmt::format("never_says: '{}' was said: {}", pattern, text);
        }
    }
    return {};
}

std::string judge_shown(const std::string& name, const Evidence& evidence) {
    if (name == "refund") return judge_refund(evidence);
    if (evidence.records.orders.empty())
        return fmt::format("shows {}: the city has no order", name);
    for (const auto& order : evidence.records.orders) {
        if (is_cancelled(order) || !order.paid) continue;
        auto wrong = name == "pickup_code" ? judge_pickup_code(evidence, order)
                     : name == "total"     ? judge_total(evidence, order)
                     : name == "eta"       ? judge_eta(evidence, order)
                                           : judge_courier(evidence, order);
        if (!wrong.empty()) return wrong;
    }
    return {};
}

}  // namespace errand::eval
