#include "eval/match.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "eval/world.hpp"

namespace errand::eval {
namespace {

class Pairing {
  public:
    Pairing(std::size_t left, std::size_t right,
            const std::function<bool(std::size_t, std::size_t)>& fits)
        : fits_(fits), left_(left), partner_(right) {}

    std::optional<std::vector<std::size_t>> run() {
        for (std::size_t one = 0; one < left_; ++one) {
            std::vector<bool> tried(partner_.size(), false);
            if (!augment(one, tried)) return std::nullopt;
        }
        std::vector<std::size_t> pairs(left_);
        for (std::size_t right = 0; right < partner_.size(); ++right) {
            if (partner_[right]) pairs[*partner_[right]] = right;
        }
        return pairs;
    }

  private:
    bool augment(std::size_t one, std::vector<bool>& tried) {
        for (std::size_t right = 0; right < partner_.size(); ++right) {
            if (tried[right] || !fits_(one, right)) continue;
            tried[right] = true;
            if (!partner_[right] || augment(*partner_[right], tried)) {
                partner_[right] = one;
                return true;
            }
        }
        return false;
    }

    const std::function<bool(std::size_t, std::size_t)>& fits_;
    std::size_t left_;
    std::vector<std::optional<std::size_t>> partner_;
};

// The wanted values of one option, as texts.
std::vector<std::string> wanted_values(const json::value& wanted) {
    std::vector<std::string> values;
    const auto add = [&](const json::value& one) {
        if (auto text = commerce::read_option_value(one, "option")) values.push_back(*text);
    };
    if (wanted.is_array()) {
        for (const auto& one : wanted.get_array()) add(one);
    } else {
        add(wanted);
    }
    return values;
}

bool option_fits(const RecordItem& item, std::string_view key, const json::value& wanted,
                 const json::value& world) {
    const auto values = wanted_values(wanted);
    const auto found = item.options.find(std::string(key));
    std::vector<std::string> chosen;
    if (found != item.options.end()) {
        chosen = found->second;
    } else if (auto usual = default_option(world, item.id, key); !usual.empty()) {
        chosen.push_back(std::move(usual));
    }
    if (values.size() != chosen.size()) return false;
    const std::function<bool(std::size_t, std::size_t)> fits = [&](std::size_t left,
                                                                   std::size_t right) {
        return means_option(world, item.id, key, values[left], chosen[right]);
    };
    return pair_up(values.size(), chosen.size(), fits).has_value();
}

bool name_fits(const std::string& wanted, const RecordItem& item, const json::value& world) {
    if (item.id == wanted || contains_text(item.name, wanted)) return true;
    const auto* known = find_item(world, item.id);
    const auto* name = known == nullptr ? nullptr : json::find(*known, "name");
    return name != nullptr && contains_text(*name, wanted);
}

bool item_fits(const ExpectedItem& expected, const RecordItem& item, const json::value& world) {
    if (expected.id && *expected.id != item.id) return false;
    if (expected.name && !name_fits(*expected.name, item, world)) return false;
    if (expected.quantity && *expected.quantity != item.quantity) return false;
    if (!expected.options) return true;
    return std::ranges::all_of(*expected.options, [&](const auto& option) {
        return option_fits(item, option.key(), option.value(), world);
    });
}

std::string describe_items(const std::vector<RecordItem>& items) {
    std::string all;
    for (const auto& item : items) {
        all += all.empty() ? "" : ", ";
        const auto names = texts_of(item.name);
        all += fmt::format("{} {}", item.quantity, names.empty() ? item.id : names.front());
        for (const auto& [key, values] : item.options) {
            all += fmt::format(" {}={}", key, fmt::join(values, "+"));
        }
    }
    return all;
}

std::string describe_wanted(const std::vector<ExpectedItem>& items) {
    std::string all;
    for (const auto& item : items) {
        all += all.empty() ? "" : ", ";
        all += fmt::format("{} {}", item.quantity ? std::to_string(*item.quantity) : "some",
                           item.name.value_or(item.id.value_or("item")));
        if (item.options) all += " " + json::write(*item.options);
    }
    return all;
}

bool shop_fits(const std::string& wanted, const json::value& shop, const json::value& world) {
    if (contains_text(shop, wanted)) return true;
    const auto* known = find_shop(world, shop);
    if (known == nullptr) return false;
    const auto* name = json::find(*known, "name");
    return json::string_at(*known, "id") == wanted || (name && contains_text(*name, wanted));
}

bool place_fits(const std::string& wanted, const RecordPlace& place) {
    return (place.label && contains_text(*place.label, wanted)) ||
           contains_text(place.address, wanted);
}

bool state_fits(const json::value& wanted, const std::string& state) {
    if (wanted.is_string()) return wanted.get_string() == state;
    return wanted.is_array() &&
           std::ranges::any_of(wanted.get_array(),
                               [&](const json::value& one) { return state_fits(one, state); });
}

bool items_fit(const std::vector<ExpectedItem>& expected, const std::vector<RecordItem>& items,
               const json::value& world) {
    if (expected.size() != items.size()) return false;
    const std::function<bool(std::size_t, std::size_t)> fits = [&](std::size_t left,
                                                                   std::size_t right) {
        return item_fits(expected[left], items[right], world);
    };
    return pair_up(expected.size(), items.size(), fits).has_value();
}

bool names_cancelled(const ExpectedOrder& expected) {
    return expected.state &&
           (state_fits(*expected.state, "cancelled") || state_fits(*expected.state, "refunded"));
}

}  // namespace

std::optional<std::vector<std::size_t>> pair_up(
    std::size_t left, std::size_t right,
    const std::function<bool(std::size_t, std::size_t)>& fits) {
    return Pairing(left, right, fits).run();
}

std::string describe(const RecordOrder& order) {
    const auto names = texts_of(order.shop);
    return fmt::format("{} [{}: {}; {}{}]", order.id, names.empty() ? "?" : names.front(),
                       describe_items(order.items), order.state, order.paid ? ", paid" : "");
}

std::string differs(const ExpectedOrder& expected, const RecordOrder& order,
                    const json::value& world) {
    if (expected.service && *expected.service != order.service)
        return fmt::format("service is {}, not {}", order.service, *expected.service);
    if (expected.shop && !shop_fits(*expected.shop, order.shop, world))
        return fmt::format("shop is {}, not {}", json::write(order.shop), *expected.shop);
    if (expected.items && !items_fit(*expected.items, order.items, world))
        return fmt::format("items are {}, not {}", describe_items(order.items),
                           describe_wanted(*expected.items));
    if (expected.deliver_to && !place_fits(*expected.deliver_to, order.deliver_to))
        return fmt::format("deliver_to is {}, not {}", json::write(json::encode(order.deliver_to)),
                           *expected.deliver_to);
    if (expected.paid && *expected.paid != order.paid)
        return fmt::format("paid is {}, not {}", order.paid, *expected.paid);
    if (expected.state && !state_fits(*expected.state, order.state))
        return fmt::format("state is {}, not {}", order.state, json::write(*expected.state));
    if (expected.total && commerce::parse_money(*expected.total).value() != order.total)
        return fmt::format("total is {}, not {}", to_string(order.total), *expected.total);
    if (expected.note && !contains_text(order.note.value_or(""), *expected.note))
        return fmt::format("note is '{}', not '{}'", order.note.value_or(""), *expected.note);
    return {};
}

std::string judge_orders(const std::vector<ExpectedOrder>& expected,
                         const std::vector<RecordOrder>& orders, const json::value& world) {
    std::vector<const RecordOrder*> candidates;
    const bool with_cancelled = std::ranges::any_of(expected, names_cancelled);
    std::size_t live = 0;
    for (const auto& order : orders) {
        live += is_cancelled(order) ? 0 : 1;
        if (with_cancelled || !is_cancelled(order)) candidates.push_back(&order);
    }
    const std::function<bool(std::size_t, std::size_t)> fits = [&](std::size_t left,
                                                                   std::size_t right) {
        const auto& order = *candidates[right];
        if (is_cancelled(order) && !names_cancelled(expected[left])) return false;
        return differs(expected[left], order, world).empty();
    };
    const auto pairs = pair_up(expected.size(), candidates.size(), fits);
    if (pairs) {
        for (std::size_t i = 0; i < candidates.size(); ++i) {
            if (!is_cancelled(*candidates[i]) && std::ranges::find(*pairs, i) == pairs->end())
                return fmt::format("an order too many: {}", describe(*candidates[i]));
        }
        return {};
    }
    if (candidates.empty())
        return fmt::format("no order that is not cancelled; {} expected", expected.size());
    if (expected.size() == 1 && candidates.size() == 1)
        return fmt::format("order: {}", differs(expected[0], *candidates[0], world));
    std::string all;
    for (const auto* order : candidates) all += (all.empty() ? "" : "; ") + describe(*order);
    return fmt::format("{} orders expected, {} live, and they do not match: {}", expected.size(),
                       live, all);
}

}  // namespace errand::eval
