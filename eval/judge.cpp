#include "eval/judge.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "commerce/order.hpp"
#include "eval/files.hpp"
#include "eval/match.hpp"
#include "eval/shown.hpp"

namespace errand::eval {
namespace {

using commerce::Money;

bool allows(const json::value& allowed, const std::string& status) {
    if (allowed.is_string()) return allowed.get_string() == status;
    return allowed.is_array() &&
           std::ranges::any_of(allowed.get_array(),
                               [&](const json::value& one) { return allows(one, status); });
}

std::string judge_status(const json::value& expected, const Evidence& evidence) {
    const auto all = statuses(evidence);
    if (expected.is_object()) {
        for (const auto& [number, allowed] : expected.get_object()) {
            const auto found = all.find(std::stoull(std::string(number)));
            if (found == all.end())
                return fmt::format("status: there is no errand {}", std::string_view(number));
            if (!allows(allowed, found->second))
                return fmt::format("status of errand {} is {}, not {}", std::string_view(number),
                                   found->second, json::write(allowed));
        }
        return {};
    }
    if (all.empty()) return "status: no errand was started";
    for (const auto& [number, status] : all) {
        if (!allows(expected, status))
            return fmt::format("status of errand {} is {}, not {}", number, status,
                               json::write(expected));
    }
    return {};
}

// Whether an errand may end with a question open: only where that is what is expected of it.
bool may_wait(const Expectation& expect, std::uint64_t errand) {
    if (!expect.status) return false;
    if (!expect.status->is_object()) return allows(*expect.status, "waiting");
    const auto* of_errand = expect.status->get_object().if_contains(std::to_string(errand));
    return of_errand != nullptr && allows(*of_errand, "waiting");
}

std::string judge_open(const Expectation& expect, const Evidence& evidence) {
    for (const auto& ask : evidence.open) {
        if (may_wait(expect, ask.errand)) continue;
        return fmt::format("a question with no turn to answer it: {} {}{}", ask.type, ask.id,
                           ask.slot.empty() ? "" : " (" + ask.slot + ")");
    }
    return {};
}

std::string judge_count(std::string_view name, const std::optional<std::size_t>& expected,
                        std::size_t found) {
    if (!expected || *expected == found) return {};
    return fmt::format("{} is {}, not {}", name, found, *expected);
}

Money paid_in_all(const Records& records) {
    Money sum;
    for (const auto& payment : records.payments) {
        if (succeeded(payment)) sum += payment.amount;
    }
    for (const auto& refund : records.refunds) sum -= refund.amount;
    return sum;
}

std::string judge_totals(const Expectation& expect, const Records& records) {
    const auto paid = paid_in_all(records);
    if (expect.total && commerce::parse_money(*expect.total).value() != paid)
        return fmt::format("total is {}, not {}", to_string(paid), *expect.total);
    if (expect.total_at_most && paid > commerce::parse_money(*expect.total_at_most).value())
        return fmt::format("total is {}, above {}", to_string(paid), *expect.total_at_most);
    return {};
}

std::string judge_asked(const std::vector<std::string>& expected, const Evidence& evidence) {
    auto wanted = expected;
    auto asked = slots_asked(evidence);
    std::ranges::sort(wanted);
    std::ranges::sort(asked);
    if (wanted == asked) return {};
    return fmt::format("asked for [{}], not [{}]", fmt::join(asked, ", "), fmt::join(wanted, ", "));
}

// Whether the order is what was approved: same shop, same goods, same total.
std::string unlike_draft(const RecordOrder& order, const GivenApproval& given) {
    const auto draft =
        json::decode<commerce::Draft>(given.draft, json::Unknown::Ignore, "approved draft");
    if (!draft) return draft.error().message;
    if (draft->total != order.total)
        return fmt::format("{} was approved, {} ordered", to_string(draft->total),
                           to_string(order.total));
    if (draft->items.size() != order.items.size()) return "other items were approved";
    const std::function<bool(std::size_t, std::size_t)> same = [&](std::size_t left,
                                                                   std::size_t right) {
        const auto& approved = draft->items[left];
        const auto& ordered = order.items[right];
        return approved.id == ordered.id && approved.quantity == ordered.quantity &&
               approved.options == ordered.options;
    };
    if (!pair_up(draft->items.size(), order.items.size(), same)) return "other items were approved";
    return {};
}

std::string judge_payment(const RecordPayment& payment, const Evidence& evidence) {
    const auto order = std::ranges::find(evidence.records.orders, payment.order, &RecordOrder::id);
    if (order == evidence.records.orders.end())
        return fmt::format("payment {} is for no known order", payment.id);
    const auto given =
        std::ranges::find(evidence.approvals, payment.approval.value_or(""), &GivenApproval::id);
    if (given == evidence.approvals.end()) {
        if (!evidence.allowances.empty()) return {};
        return fmt::format("payment {} without an approval", payment.id);
    }
    if (given->amount != payment.amount)
        return fmt::format("payment {}: {} was approved, {} paid", payment.id,
                           to_string(given->amount), to_string(payment.amount));
    const auto unlike = unlike_draft(*order, *given);
    if (!unlike.empty()) return fmt::format("payment {}: {}", payment.id, unlike);
    return {};
}

void add_if(std::vector<std::string>& all, std::string wrong) {
    if (!wrong.empty()) all.push_back(std::move(wrong));
}

void judge_records(const Expectation& expect, const Evidence& evidence,
                   std::vector<std::string>& wrong) {
    const auto& records = evidence.records;
    const auto paid = static_cast<std::size_t>(std::ranges::count_if(records.payments, succeeded));
    if (expect.orders) add_if(wrong, judge_orders(*expect.orders, records.orders, evidence.world));
    add_if(wrong, judge_count("orders_count", expect.orders_count, records.orders.size()));
    add_if(wrong, judge_count("payments_count", expect.payments_count, paid));
    add_if(wrong, judge_count("refunds_count", expect.refunds_count, records.refunds.size()));
    add_if(wrong, judge_totals(expect, records));
}

}  // namespace

std::size_t asks_shown(const Evidence& evidence) {
    return static_cast<std::size_t>(std::ranges::count_if(
        evidence.events,
        [](const json::value& event) { return json::string_at(event, "kind") == "ask"; }));
}

std::vector<std::string> slots_asked(const Evidence& evidence) {
    std::vector<std::string> slots;
    for (const auto& event : evidence.events) {
        if (json::string_at(event, "kind") == "ask" && json::string_at(event, "type") == "slot")
            slots.emplace_back(json::string_at(event, "slot"));
    }
    return slots;
}

std::vector<std::string> wrong_payments(const Evidence& evidence) {
    std::vector<std::string> wrong;
    std::map<std::string, int> per_order;
    for (const auto& payment : evidence.records.payments) {
        if (!succeeded(payment)) continue;
        add_if(wrong, judge_payment(payment, evidence));
        if (++per_order[payment.order] == 2)
            wrong.push_back(fmt::format("order {} was paid twice", payment.order));
    }
    return wrong;
}

std::vector<std::string> judge(const Expectation& expect, const Evidence& evidence) {
    auto wrong = wrong_payments(evidence);
    wrong.insert(wrong.end(), evidence.faults.begin(), evidence.faults.end());
    if (expect.status) add_if(wrong, judge_status(*expect.status, evidence));
    add_if(wrong, judge_open(expect, evidence));
    judge_records(expect, evidence, wrong);
    if (expect.asked) add_if(wrong, judge_asked(*expect.asked, evidence));
    if (expect.turns_at_most && asks_shown(evidence) > *expect.turns_at_most)
        wrong.push_back(fmt::format("{} questions and cards, at most {} expected",
                                    asks_shown(evidence), *expect.turns_at_most));
    for (const auto& name : expect.shows.value_or(std::vector<std::string>{})) {
        add_if(wrong, judge_shown(name, evidence));
    }
    add_if(wrong, judge_texts(expect.says, expect.never_says, evidence.events));
    if (expect.files) add_if(wrong, judge_files(*expect.files, evidence.files));
    return wrong;
}

}  // namespace errand::eval
