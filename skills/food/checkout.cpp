// From the choice to the paid order: the shop's signed price, the person's signed yes, the order,
// the payment. Whatever changes in between is shown again, never paid.
#include <utility>

#include "skills/food/edit.hpp"
#include "skills/food/food_errand.hpp"
#include "skills/food/limits.hpp"
#include "skills/food/rank.hpp"

namespace errand::skills::food {

namespace {

struct Checkout {
    commerce::SignedDraft draft;
};
BOOST_DESCRIBE_STRUCT(Checkout, (), (draft))

struct Placed {
    commerce::Order order;
};
BOOST_DESCRIBE_STRUCT(Placed, (), (order))

// The first single choice that is still to be made.
const Line* open_line(const Offer& offer) {
    for (const auto& line : offer.lines)
        if (!line.open.empty()) return &line;
    return nullptr;
}

std::vector<std::string> choice_names(const OpenOption& open, const std::string& language) {
    std::vector<std::string> all;
    for (const auto& choice : open.choices)
        if (all.size() < kMaxSuggestions)
            all.push_back(choice.name.empty() ? choice.value : choice.name.in(language));
    return all;
}

// What the shop refused it for; empty where it names nothing.
commerce::LocalName refused_item(const json::value& answer, const Offer& chosen) {
    const auto* item = json::find(answer, "error.details.problem.item");
    if (item == nullptr || !item->is_string()) return {};
    for (const auto& line : chosen.lines)
        if (line.id == std::string_view(item->get_string())) return line.name;
    return {};
}

// What may be priced anew and shown again, rather than end the errand.
bool draft_went_stale(const std::string& code) {
    return code == "expired" || code == "draft_mismatch" || code == "price_changed" ||
           code == "order_not_payable";
}

}  // namespace

// Asks the shop for its signed price of what is chosen, and the person for the yes.
flow::Task<> FoodErrand::price() {
    const auto& chosen = *draft_.chosen;
    if (const auto* line = open_line(chosen)) {
        ask("options", texts::ask_option(*line, line->open.front()),
            choice_names(line->open.front(), errand_.language()), line->wish);
        co_return;
    }
    auto answer = co_await errand_.call(
        "food", "checkout", order_arguments(chosen.shop, chosen.lines, draft_, errand_.language()));
    const auto value = taken(std::move(answer), "food");
    if (!value) co_return;
    if (is_refusal(*value)) co_return refused(*value);
    auto checkout = decoded<Checkout>(*value, "food");
    if (!checkout) co_return;
    const auto draft = decoded<commerce::Draft>(checkout->draft.draft, "food");
    if (!draft) co_return;

    const auto before = draft_.price_before.value_or(chosen.total);
    draft_.price_before.reset();
    if (before != draft->total)
        errand_.reply(texts::price_changed(before, draft->total, draft->currency));
    draft_.chosen->total = draft->total;
    draft_.chosen->price = draft->lines;
    if (!within(*draft_.chosen, draft_.budget)) {
        errand_.reply(texts::above_budget(*draft_.budget, draft->currency));
        unpin(draft_);
        draft_.phase = Phase::Planning;
        co_return;
    }
    if (!draft_.when.empty() && draft_.when != "asap" && !std::exchange(draft_.told_when, true))
        errand_.reply(texts::when_is_a_wish(draft_.when, draft_.clock));
    draft_.signed_draft = checkout->draft;
    draft_.phase = Phase::Approving;
    const auto title = texts::approval_title(*draft, draft_.chosen->lines);
    errand_.set_draft(summary(draft_, errand_.language()));
    auto yes = co_await errand_.ask_approval(checkout->draft, title);
    if (!yes) co_return no_approval(yes.error(), *draft);
    if (*yes) co_await place(**yes);
}

// No approval can be asked for: no permission to pay, or a limit that the payment would break.
void FoodErrand::no_approval(const Error& error, const commerce::Draft& draft) {
    if (error.code == ErrorCode::Cancelled) return stop("cancelled", texts::cancelled());
    if (error.advice.starts_with("over_limit"))
        return stop("failed", texts::pay_refused(error, draft.total, draft.currency));
    if (error.code == ErrorCode::Denied) return stop("declined", texts::grant_refused(error));
    stop("failed", texts::service_failed("pay", error));
}

// The draft in front of the person expires: a new one takes its place.
flow::Task<> FoodErrand::renew() {
    ++draft_.renewals;
    errand_.reply(texts::renewed());
    co_await price();
}

// The shop refused what was chosen: it is said why, and offers are found anew.
void FoodErrand::refused(const json::value& answer) {
    const auto code = refusal_code(answer);
    errand_.reply(
        texts::refused(code, draft_.chosen->shop_name, refused_item(answer, *draft_.chosen)));
    draft_.phase = Phase::Planning;
    if (code == "price_changed") {
        draft_.price_before = draft_.chosen->total;
    } else if (code != "expired") {
        draft_.passed_over.push_back(draft_.chosen->shop);
        unpin(draft_);
    }
}

flow::Task<> FoodErrand::place(commerce::SignedApproval approval) {
    errand_.set_status("working");
    const std::string id(json::string_at(draft_.signed_draft->draft, "id"));
    auto answer = co_await errand_.call("food", "place", {{"draft", id}});
    const auto value = taken(std::move(answer), "food");
    if (!value) co_return;
    if (is_refusal(*value)) co_return refused(*value);
    auto placed = decoded<Placed>(*value, "food");
    if (!placed) co_return;
    co_await pay(std::move(placed->order), std::move(approval));
}

flow::Task<> FoodErrand::pay(commerce::Order order, commerce::SignedApproval approval) {
    const auto payment = co_await errand_.pay(order, std::move(approval));
    if (payment) co_return co_await finish(std::move(order));
    const auto& error = payment.error();
    if (error.code == ErrorCode::Denied) {
        co_await give_order_back(order);
        if (!draft_went_stale(error.advice)) {
            stop("failed", texts::pay_refused(error, order.total, order.currency));
            co_return;
        }
        errand_.reply(texts::refused("expired", order.shop_name, {}));
        draft_.phase = Phase::Planning;
        co_return;
    }
    if (error.code == ErrorCode::Cancelled) {
        co_await give_order_back(order);
        stop("cancelled", texts::cancelled());
        co_return;
    }
    co_await settle_unknown(std::move(order));
}

// It stayed unknown whether it was paid. The shop knows; and an order that it cancels is either not
// payable any more or refunded, so nothing is left open.
flow::Task<> FoodErrand::settle_unknown(commerce::Order order) {
    auto answer = co_await errand_.read("food", "order", {{"order", order.id}});
    if (answer) {
        auto read = json::decode<Placed>(*answer, json::Unknown::Ignore);
        if (read && read->order.paid) co_return co_await finish(std::move(read->order));
    }
    auto cancelled = co_await errand_.call("food", "cancel", {{"order", order.id}});
    const bool given_back = cancelled && !is_refusal(*cancelled);
    stop("failed", given_back ? texts::pay_given_up(order) : texts::pay_unknown(order));
}

// An order that is not paid is not left behind; where this fails, the shop drops it by itself.
flow::Task<> FoodErrand::give_order_back(commerce::Order order) {
    auto answer = co_await errand_.call("food", "cancel", {{"order", order.id}});
    static_cast<void>(answer);
}

// Paid: the order as the shop has it now, with its pick-up code.
flow::Task<> FoodErrand::finish(commerce::Order order) {
    auto answer = co_await errand_.read("food", "order", {{"order", order.id}});
    order.paid = true;
    order.state = commerce::OrderState::Accepted;
    if (answer)
        if (auto read = json::decode<Placed>(*answer, json::Unknown::Ignore))
            order = std::move(read->order);
    const auto text = texts::done(order, draft_.chosen->lines);
    draft_.orders.push_back(order);
    draft_.receipts.push_back({order.id, draft_.chosen->price});
    draft_.phase = Phase::Tracking;
    draft_.looks = 0;
    draft_.wishes.clear();
    draft_.offers.clear();
    draft_.chosen.reset();
    draft_.signed_draft.reset();
    draft_.shop_kept.clear();
    draft_.shop_said.clear();
    errand_.set_draft(nullptr);
    draft_.met.insert(draft_.met.end(), draft_.meeting.begin(), draft_.meeting.end());
    draft_.meeting.clear();
    if (!draft_.request.empty() && draft_.orders_left > 0) {
        draft_.note.clear();
        draft_.passed_over.clear();
        draft_.phase = Phase::Planning;
        errand_.progress(text, {{"orders", json::array{json::encode(order)}}});
        errand_.reply(texts::next_of_request());
        co_return;
    }
    draft_.request.clear();
    if (draft_.later.empty()) {
        show_orders("done", text);
        co_return;
    }
    draft_.wishes = std::move(draft_.later);
    draft_.later.clear();
    draft_.passed_over.clear();
    draft_.phase = Phase::Planning;
    errand_.progress(text, {{"orders", json::array{json::encode(order)}}});
    errand_.reply(texts::next_order(draft_.wishes));
}

}  // namespace errand::skills::food
