#include "connectors/ucp/paying.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "connectors/ucp/amount.hpp"

namespace errand::connectors::ucp {

namespace {

// Those of the checkout; of the profile where it names none.
std::vector<Handler> handlers_of(const Basket& checkout, const Terms& terms) {
    const json::value ucp = checkout.ucp ? json::value(*checkout.ucp) : json::value();
    const json::value payment = checkout.payment ? json::value(*checkout.payment) : json::value();
    auto own = read_handlers(&ucp, &payment);
    return own.empty() ? terms.handlers : own;
}

// One that the shop lists and that is chosen, or the only one.
const json::object* listed_instrument(const Basket& checkout, const Terms& terms) {
    const auto* list = checkout.payment ? checkout.payment->if_contains("instruments") : nullptr;
    if (list == nullptr || !list->is_array()) return nullptr;
    const auto handlers = handlers_of(checkout, terms);
    const auto chosen = json::string_at(*checkout.payment, "selected_instrument_id");
    std::vector<const json::object*> all;
    for (const auto& one : list->get_array()) {
        const auto id = json::string_at(one, "id");
        const bool known = std::ranges::any_of(handlers, [&](const Handler& handler) {
            return handler.id == json::string_at(one, "handler_id");
        });
        if (!known || id.empty() || json::string_at(one, "type").empty()) continue;
        const auto* selected = one.get_object().if_contains("selected");
        const bool is_chosen =
            id == chosen || (selected != nullptr && selected->is_bool() && selected->get_bool());
        if (is_chosen) return &one.get_object();
        all.push_back(&one.get_object());
    }
    return all.size() == 1 ? all.front() : nullptr;
}

// Of the settings, for this handler of the shop's.
Instrument own_instrument(const PayBy& pay_by, const std::string& handler, const Terms& terms) {
    std::string details;
    for (const auto& one : pay_by.details)
        if (one.value().is_string()) details += " " + std::string(one.value().get_string());
    Instrument made{
        .object = {{"id", "errand-1"},
                   {"handler_id", handler},
                   {"type", pay_by.type},
                   {"selected", true}},
        .text = fmt::format("{}{} by {}, with your own token", pay_by.type, details, handler),
        .takes_token = true};
    if (terms.first_version())
        for (const auto& one : pay_by.details) made.object.insert(one);
    else if (!pay_by.details.empty())
        made.object["display"] = pay_by.details;
    return made;
}

std::string messages_text(const Basket& checkout) {
    std::string text;
    if (checkout.messages)
        for (const auto& one : *checkout.messages)
            if (one.type == "error") text += (text.empty() ? "" : "; ") + one.content;
    return text;
}

std::vector<std::string> notices_of(const Basket& checkout) {
    std::vector<std::string> notices;
    if (checkout.messages)
        for (const auto& one : *checkout.messages)
            if (one.type == "warning")
                notices.push_back(one.url ? one.content + " " + *one.url : one.content);
    if (checkout.links)
        for (const auto& one : *checkout.links) {
            const auto type = json::string_at(one, "type");
            const auto url = json::string_at(one, "url");
            if (!type.empty() && !url.empty()) notices.push_back(fmt::format("{}: {}", type, url));
        }
    return notices;
}

bool needs_person(const Message& message) {
    return message.severity && message.severity->starts_with("requires_");
}

std::string items_text(const commerce::Purchase& purchase) {
    std::string text;
    for (const auto& one : purchase.items)
        text += fmt::format("{}{} × {} ({})", text.empty() ? "" : ", ", one.name, one.quantity,
                            one.amount);
    return text;
}

}  // namespace

std::optional<Instrument> instrument_for(const Basket& checkout, const Terms& terms,
                                         const std::optional<PayBy>& pay_by, Payer payer) {
    if (total_of(checkout) == 0) return Instrument{};
    if (pay_by && payer.has_token) {
        for (const auto& handler : handlers_of(checkout, terms)) {
            if (handler.id != pay_by->handler && handler.name != pay_by->handler) continue;
            return own_instrument(*pay_by, handler.id, terms);
        }
    }
    const auto* listed = payer.account_is_own ? listed_instrument(checkout, terms) : nullptr;
    if (listed == nullptr) return {};
    Instrument made{.object = {{"selected", true}}, .text = {}};
    for (const auto* key : {"id", "handler_id", "type"}) made.object[key] = listed->at(key);
    made.text =
        fmt::format("{} by {}, which the shop has of you ({})", json::string_at(*listed, "type"),
                    json::string_at(*listed, "handler_id"), json::string_at(*listed, "id"));
    return made;
}

json::object complete_body(const Instrument& instrument, const std::optional<PayBy>& pay_by,
                           const std::string& token, const Terms& terms) {
    auto sent = instrument.object;
    if (instrument.takes_token && pay_by)
        sent["credential"] = json::object{{"type", pay_by->credential}, {"token", token}};
    if (terms.first_version())
        return {{"payment_data", std::move(sent)}, {"risk_signals", json::object{}}};
    json::array instruments;
    if (!sent.empty()) instruments.push_back(std::move(sent));
    return {{"payment", json::object{{"instruments", std::move(instruments)}}}};
}

std::optional<Obstacle> obstacle_to(const Basket& checkout, const Terms& terms) {
    const auto status = checkout.status.value_or("");
    const auto said = messages_text(checkout);
    const auto because = said.empty() ? "" : ": " + said;
    if (status == "completed")
        return Obstacle{"already_completed", "this checkout has been completed already"};
    if (status == "canceled")
        return Obstacle{"canceled", "this checkout was canceled or has expired; begin another"};
    if (status == "complete_in_progress")
        return Obstacle{"in_progress", "the shop is completing this checkout already"};
    if (status == "requires_escalation")
        return Obstacle{"needs_person", "the shop wants the person to go on there" + because};
    // Shops of the first version leave a checkout incomplete that lacks nothing.
    const bool ready = status == "ready_for_complete" ||
                       (terms.first_version() && status == "incomplete" && said.empty());
    if (!ready) return Obstacle{"incomplete", "the checkout is not ready yet" + because};
    if (checkout.line_items.empty()) return Obstacle{"incomplete", "the checkout has no items"};
    if (checkout.messages)
        for (const auto& one : *checkout.messages) {
            if (one.type == "error" && needs_person(one))
                return Obstacle{"needs_person", one.content};
            if (one.presentation == "disclosure" && one.image_url)
                return Obstacle{
                    "needs_person",
                    "the shop wants a picture shown, which cannot be done here: " + one.content};
        }
    if (const auto why = what_does_not_add_up(checkout); !why.empty())
        return Obstacle{"does_not_add_up", "this checkout does not add up: " + why};
    return {};
}

commerce::Purchase purchase_of(const Basket& checkout, const Instrument& instrument,
                               const std::string& payee, const std::string& domain) {
    commerce::Purchase made;
    made.payee = payee;
    made.domain = domain;
    const auto text = [&](std::int64_t amount) { return amount_text(amount, checkout.currency); };
    for (const auto& line : checkout.line_items)
        made.items.push_back({line.item.title, line.item.id, line.quantity, text(amount_of(line))});
    const auto delivery = delivery_of(checkout);
    made.deliver_to = delivery.address;
    made.delivery = delivery.way;
    made.contact = contact_of(checkout);
    for (const auto& one : checkout.totals)
        if (one.type != "total") made.lines.push_back({label_of(one), text(one.amount)});
    made.total = text(total_of(checkout));
    made.currency = checkout.currency;
    made.pay_by = instrument.text;
    made.notices = notices_of(checkout);
    return made;
}

std::string difference(const commerce::Purchase& is_signed, const commerce::Purchase& now) {
    if (is_signed == now) return {};
    if (is_signed.total != now.total || is_signed.currency != now.currency)
        return fmt::format("the total is {} {} now, signed was {} {}", now.total, now.currency,
                           is_signed.total, is_signed.currency);
    if (is_signed.items != now.items)
        return fmt::format("the items are {} now, signed were {}", items_text(now),
                           items_text(is_signed));
    if (is_signed.deliver_to != now.deliver_to)
        return fmt::format("it goes to '{}' now, signed was '{}'", now.deliver_to,
                           is_signed.deliver_to);
    if (is_signed.domain != now.domain || is_signed.payee != now.payee)
        return "the payee is another than was signed";
    return "the checkout is not what was signed any more";
}

}  // namespace errand::connectors::ucp
