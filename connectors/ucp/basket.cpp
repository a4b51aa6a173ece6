#include "connectors/ucp/basket.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/encoding.hpp"
#include "base/printable.hpp"
#include "commerce/limits.hpp"
#include "connectors/ucp/amount.hpp"
#include "connectors/ucp/limits.hpp"
#include "net/url.hpp"

namespace errand::connectors::ucp {

namespace {

std::unexpected<Error> corrupt(std::string_view why) {
    return fail(ErrorCode::Corrupt,
                fmt::format("the shop's answer is no cart or checkout: {}", why));
}

bool in_bounds(std::int64_t amount) {
    return amount >= -kMaxAmount && amount <= kMaxAmount;
}

bool is_discount(const Total& total) {
    return total.type == "discount" || total.type == "items_discount";
}

// The older versions write discounts without a sign. What stands in it with one stays.
void turn_discounts(std::vector<Total>& totals) {
    for (auto& one : totals)
        if (is_discount(one) && one.amount > 0) one.amount = -one.amount;
}

Result<> check_totals(const std::vector<Total>& totals) {
    if (totals.size() > kMaxLines) return corrupt("it has too many totals");
    for (const auto& one : totals)
        if (!in_bounds(one.amount)) return corrupt("an amount is out of bounds");
    return {};
}

Result<> check(const Basket& basket) {
    if (basket.id.empty()) return corrupt("it has no id");
    if (!is_currency(basket.currency)) return corrupt("its currency is none");
    if (basket.line_items.size() > kMaxLines) return corrupt("it has too many lines");
    if (basket.messages && basket.messages->size() > kMaxMessages)
        return corrupt("it has too many messages");
    for (const auto& line : basket.line_items) {
        if (line.quantity < 1 || line.quantity > commerce::kMaxQuantity)
            return corrupt("a quantity is out of bounds");
        if (line.item.price < 0 || line.item.price > kMaxAmount)
            return corrupt("a price is out of bounds");
        ERRAND_TRY_VOID(check_totals(line.totals));
    }
    ERRAND_TRY_VOID(check_totals(basket.totals));
    if (std::ranges::count(basket.totals, "total", &Total::type) != 1)
        return corrupt("it has not exactly one total");
    if (total_of(basket) < 0) return corrupt("its total is below zero");
    return {};
}

std::string joined(const json::object& from, std::initializer_list<const char*> keys,
                   std::string_view between) {
    std::string text;
    for (const auto* key : keys) {
        const auto one = json::string_at(from, key);
        if (one.empty()) continue;
        text += (text.empty() ? "" : std::string(between)) + std::string(one);
    }
    return text;
}

// A pick-up place has its name, and its address inside.
std::string address_text(const json::object& place) {
    const auto* inside = place.if_contains("address");
    const auto& postal = inside != nullptr && inside->is_object() ? inside->get_object() : place;
    const auto name = &postal == &place ? joined(place, {"first_name", "last_name"}, " ")
                                        : std::string(json::string_at(place, "name"));
    const auto street = joined(postal,
                               {"street_address", "extended_address", "address_locality",
                                "address_region", "postal_code", "address_country", "phone_number"},
                               ", ");
    return name.empty() || street.empty() ? name + street : name + ", " + street;
}

const json::array* list_at(const json::object& from, std::string_view key) {
    const auto* found = from.if_contains(key);
    return found == nullptr ? nullptr : found->if_array();
}

const json::object* by_id(const json::array* list, std::string_view id) {
    if (list == nullptr || id.empty()) return nullptr;
    for (const auto& one : *list)
        if (one.is_object() && json::string_at(one, "id") == id) return &one.get_object();
    return nullptr;
}

void append(std::string& to, const std::string& text) {
    if (!text.empty()) to += (to.empty() ? "" : "; ") + text;
}

void add_method(const json::object& method, Delivery& delivery) {
    const auto* place =
        by_id(list_at(method, "destinations"), json::string_at(method, "selected_destination_id"));
    if (place != nullptr) append(delivery.address, address_text(*place));
    std::string way(json::string_at(method, "type"));
    if (const auto* groups = list_at(method, "groups"))
        for (const auto& group : *groups) {
            if (!group.is_object()) continue;
            const auto* option = by_id(list_at(group.get_object(), "options"),
                                       json::string_at(group, "selected_option_id"));
            if (option != nullptr)
                append(way, joined(*option, {"title", "carrier", "description"}, ", "));
        }
    append(delivery.way, way);
}

// Not for a person: what programs need, what a text cannot show, and what is secret.
constexpr std::array kNotShown{"ucp",      "media",    "image_url", "metadata",
                               "barcodes", "handlers", "credential"};

class Show {
  public:
    explicit Show(std::string_view currency) : currency_(currency) {}

    json::value value(const json::value& from, std::string_view key, int depth) const {
        if (depth > kMaxShownDepth) return "…";
        if (from.is_object()) return object(from.get_object(), depth);
        if (from.is_array()) {
            json::array all;
            for (const auto& one : from.get_array()) all.push_back(value(one, {}, depth + 1));
            return all;
        }
        if (is_amount(key) && from.is_int64() && is_currency(currency_))
            return json::value(
                fmt::format("{} {}", amount_text(from.get_int64(), currency_), currency_));
        return from;
    }

  private:
    // The first version's delivery options say what they cost in members of their own.
    bool is_amount(std::string_view key) const {
        return key == "amount" || key == "price" ||
               (priced_ && (key == "total" || key == "subtotal" || key == "tax"));
    }

    // An amount beside its currency is one text; a description is its plain form.
    json::value object(const json::object& from, int depth) const {
        const auto own = json::string_at(from, "currency");
        Show inner(is_currency(own) ? own : std::string_view(currency_));
        inner.priced_ = from.contains("title") && from.contains("subtotal");
        const auto* amount = from.if_contains("amount");
        if (from.size() == 2 && amount != nullptr && is_currency(own))
            return inner.value(*amount, "amount", depth + 1);
        json::object made;
        for (const auto& member : from) {
            const std::string_view key = member.key();
            const bool of_message = key == "image_url" && from.contains("presentation");
            if (member.value().is_null()) continue;
            if (!of_message && std::ranges::find(kNotShown, key) != kNotShown.end()) continue;
            if (key == "html" && from.size() > 1) continue;
            made[key] = inner.value(member.value(), key, depth + 1);
        }
        return made;
    }

    std::string currency_;
    bool priced_ = false;
};

}  // namespace

Result<Basket> read_basket(const json::value& answer, bool discounts_are_positive) {
    auto read = json::decode<Basket>(answer, json::Unknown::Ignore);
    if (!read) return corrupt(read.error().message);
    if (discounts_are_positive) {
        turn_discounts(read->totals);
        for (auto& line : read->line_items) turn_discounts(line.totals);
    }
    ERRAND_TRY_VOID(check(*read));
    return *std::move(read);
}

std::int64_t total_of(const Basket& basket) {
    const auto found = std::ranges::find(basket.totals, "total", &Total::type);
    return found == basket.totals.end() ? 0 : found->amount;
}

std::int64_t amount_of(const LineItem& line) {
    const auto found = std::ranges::find(line.totals, "total", &Total::type);
    if (found != line.totals.end()) return found->amount;
    return line.item.price * line.quantity;
}

std::string what_does_not_add_up(const Basket& basket) {
    std::int64_t sum = 0;
    for (const auto& one : basket.totals)
        if (one.type != "total") sum += one.amount;
    const auto text = [&](std::int64_t amount) {
        return fmt::format("{} {}", amount_text(amount, basket.currency), basket.currency);
    };
    if (sum != total_of(basket))
        return fmt::format("its lines sum up to {}, its total is {}", text(sum),
                           text(total_of(basket)));
    const auto subtotal = std::ranges::find(basket.totals, "subtotal", &Total::type);
    if (subtotal == basket.totals.end()) return {};
    std::int64_t items = 0;
    std::int64_t undiscounted = 0;
    for (const auto& line : basket.line_items) {
        const auto own = std::ranges::find(line.totals, "subtotal", &Total::type);
        items += amount_of(line);
        undiscounted += own == line.totals.end() ? amount_of(line) : own->amount;
    }
    if (subtotal->amount == items || subtotal->amount == undiscounted) return {};
    return fmt::format("its items come to {}, its subtotal is {}", text(items),
                       text(subtotal->amount));
}

std::string label_of(const Total& total) {
    if (total.display_text && !total.display_text->empty()) return *total.display_text;
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 7> kLabels{
        {{"subtotal", "Subtotal"},
         {"discount", "Discount"},
         {"items_discount", "Item Discounts"},
         {"fulfillment", "Shipping"},
         {"tax", "Tax"},
         {"fee", "Fee"},
         {"total", "Total"}}};
    const auto known = std::ranges::find(kLabels, total.type,
                                         &std::pair<std::string_view, std::string_view>::first);
    return known == kLabels.end() ? total.type : std::string(known->second);
}

Delivery delivery_of(const Basket& basket) {
    Delivery delivery;
    const auto* methods = basket.fulfillment ? list_at(*basket.fulfillment, "methods") : nullptr;
    if (methods != nullptr)
        for (const auto& method : *methods)
            if (method.is_object()) add_method(method.get_object(), delivery);
    return delivery;
}

std::string contact_of(const Basket& basket) {
    if (!basket.buyer) return {};
    return joined(*basket.buyer, {"first_name", "last_name", "full_name", "email", "phone_number"},
                  " ");
}

json::value shown(const json::value& answer, std::string_view currency) {
    return Show(currency).value(answer, {}, 0);
}

std::string link_of(std::string_view continue_url) {
    const auto url = net::parse_url(continue_url);
    if (!url || url->scheme != "https") return {};
    return url->text();
}

}  // namespace errand::connectors::ucp
