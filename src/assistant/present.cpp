#include "assistant/present.hpp"

#include <fmt/format.h>

#include <array>

#include "commerce/call_approval.hpp"
#include "commerce/mandate.hpp"
#include "commerce/option_text.hpp"
#include "commerce/order.hpp"

namespace errand::assistant::present {
namespace {

struct Named {
    std::string_view key;
    std::string_view zh;
    std::string_view en;
};

constexpr std::array kStates{
    Named{"placed", "待支付", "waiting for payment"},
    Named{"accepted", "商家已接单", "accepted by the shop"},
    Named{"preparing", "制作中", "being prepared"},
    Named{"delivering", "配送中", "on its way"},
    Named{"delivered", "已送达", "delivered"},
    Named{"cancelled", "已取消", "cancelled"},
    Named{"refunded", "已退款", "refunded"},
};

constexpr std::array kScopes{
    Named{"map:read", "查看你保存的地址、地点和路线",
          "see your saved addresses, places and routes"},
    Named{"map:write", "为你保存地址", "save addresses for you"},
    Named{"food:read", "查看店铺、菜单和你的订单", "see shops, menus and your orders"},
    Named{"food:order", "为你下单、修改和取消订单", "place, change and cancel orders for you"},
    Named{"pay:read", "查看余额和付款记录", "see your balance and payments"},
    Named{"pay:pay", "在你逐笔签名同意后付款", "pay, each time only with your signed yes"},
};

constexpr std::array kServices{
    Named{"map", "地图", "the map"},
    Named{"food", "外卖", "food delivery"},
    Named{"pay", "支付", "payments"},
};

// Also those that are recognised and cannot be carried out: they are named, not passed over.
constexpr std::array kSkills{
    Named{"food", "点外卖", "ordering food"},
    Named{"shop", "买东西和查快递", "shopping and parcels"},
    Named{"trip", "订机票、火车票和酒店", "booking trains, flights and hotels"},
    Named{"ride", "打车", "getting a ride"},
    Named{"film", "买电影票", "buying cinema tickets"},
    Named{"call", "打电话预订或询问", "making a phone call"},
    Named{"ledger", "把发票整理成台账", "turning invoices into a ledger"},
    Named{"guide", "政务办事指南", "dealing with the authorities"},
    Named{"report", "写报告", "writing a report"},
    Named{"study", "讲题和批改作业", "exercises and homework"},
    Named{"search", "查资料回答问题", "looking things up"},
    Named{"memory", "记住你的习惯", "remembering things about you"},
};

constexpr std::array kRefusals{
    Named{"insufficient_funds", "余额不足", "the balance is too low"},
    Named{"over_limit", "超过了你的支付限额", "it is above your spending limit"},
    Named{"over_limit_payment", "超过了你设定的单笔限额", "it is above your limit for one payment"},
    Named{"over_limit_day", "超过了你设定的每日限额", "it is above your limit for one day"},
    Named{"over_limit_currency", "限额使用的是另一种货币",
          "your spending limit is in another currency"},
    Named{"bad_signature", "签名无效", "the signature is not valid"},
    Named{"draft_mismatch", "订单与你确认的内容不一致",
          "the order is not the one that you agreed to"},
    Named{"expired", "确认已过期", "the approval has expired"},
    Named{"already_used", "这次确认已经用过", "the approval was used before"},
    Named{"order_not_payable", "订单已经不能支付", "the order can no longer be paid"},
    Named{"price_changed", "价格有变化", "the price has changed"},
    Named{"out_of_stock", "商品缺货", "an item is out of stock"},
    Named{"closed", "店铺已打烊", "the shop is closed"},
};

constexpr std::array kEndings{
    Named{"done", "✓ 办好了", "✓ Done"},
    Named{"declined", "已按你的意思不办", "Declined"},
    Named{"cancelled", "已取消", "Cancelled"},
    Named{"failed", "✗ 没办成", "✗ Failed"},
};

template <std::size_t N>
const Named* lookup(const std::array<Named, N>& table, std::string_view key) {
    for (const auto& one : table)
        if (one.key == key) return &one;
    return nullptr;
}

std::string in(const Named& named, std::string_view language) {
    return std::string(language == "zh" ? named.zh : named.en);
}

bool chinese(std::string_view language) {
    return language == "zh";
}

std::string text_at(const json::value& from, std::string_view key, std::string_view language) {
    const auto* found = json::find(from, key);
    return found == nullptr ? std::string() : name(*found, language);
}

std::int64_t number_at(const json::value& from, std::string_view key, std::int64_t otherwise) {
    const auto* found = json::find(from, key);
    return found == nullptr ? otherwise : json::decode<std::int64_t>(*found).value_or(otherwise);
}

std::string currency_of(const json::value& of) {
    const auto currency = json::string_at(of, "currency");
    return std::string(currency.empty() ? "CNY" : currency);
}

// "最便宜", "price #2".
std::string place(std::int64_t number, std::string_view first, std::string_view other) {
    return number == 1 ? std::string(first) : fmt::format("{}{}", other, number);
}

std::string minutes(std::int64_t count, std::string_view language) {
    return chinese(language) ? fmt::format("约 {} 分钟", count)
                             : fmt::format("about {} min", count);
}

}  // namespace

std::string name(const json::value& name, std::string_view language) {
    if (name.is_string()) return std::string(name.get_string());
    const auto wanted = json::string_at(name, chinese(language) ? "zh" : "en");
    const auto other = json::string_at(name, chinese(language) ? "en" : "zh");
    return std::string(wanted.empty() ? other : wanted);
}

std::string options(const json::value& options, std::string_view language) {
    if (!options.is_object()) return {};
    std::string all;
    const auto add = [&](std::string_view key, const json::value& one) {
        if (!one.is_string()) return;
        if (!all.empty()) all += chinese(language) ? "、" : ", ";
        all += commerce::option_text(key, one.get_string(), language);
    };
    for (const auto& chosen : options.get_object()) {
        if (!chosen.value().is_array()) {
            add(chosen.key(), chosen.value());
            continue;
        }
        for (const auto& one : chosen.value().get_array()) add(chosen.key(), one);
    }
    return all;
}

namespace {

// The options by the names that are given with the item, else in the common words for them.
std::string options_of(const json::value& item, std::string_view language) {
    if (const auto read = json::decode<commerce::OrderItem>(item, json::Unknown::Ignore);
        read && read->chosen) {
        std::string all;
        for (const auto& one : commerce::option_names(*read))
            all += (all.empty() ? "" : chinese(language) ? "、" : ", ") + one.in(language);
        return all;
    }
    if (const auto* names = json::find(item, "option_names");
        names != nullptr && names->is_array()) {
        std::string all;
        for (const auto& one : names->get_array())
            all += (all.empty() ? "" : chinese(language) ? "、" : ", ") + name(one, language);
        return all;
    }
    const auto* chosen = json::find(item, "options");
    return chosen == nullptr ? std::string() : options(*chosen, language);
}

}  // namespace

std::string item(const json::value& item, std::string_view language) {
    const auto called = text_at(item, "name", language);
    const auto quantity = number_at(item, "quantity", 1);
    const auto with = options_of(item, language);
    if (chinese(language))
        return fmt::format("{} ×{}{}", called, quantity,
                           with.empty() ? std::string() : fmt::format("({})", with));
    return fmt::format("{} × {}{}", quantity, called,
                       with.empty() ? std::string() : fmt::format(" ({})", with));
}

std::string items(const json::value& items, std::string_view language) {
    if (!items.is_array()) return {};
    std::string all;
    for (const auto& one : items.get_array()) {
        if (!all.empty()) all += chinese(language) ? "、" : ", ";
        all += item(one, language);
    }
    return all;
}

Lines price_lines(const json::value& lines, std::string_view currency, std::string_view language) {
    Lines all;
    if (!lines.is_array()) return all;
    for (const auto& line : lines.get_array())
        all.push_back(fmt::format("{} {}", text_at(line, "label", language),
                                  commerce::shown(json::string_at(line, "amount"), currency)));
    return all;
}

Lines offer(const json::value& offer, std::string_view language) {
    Lines all;
    const auto currency = currency_of(offer);
    auto head = text_at(offer, "shop.name", language);
    head += "  " + commerce::shown(json::string_at(offer, "total"), currency);
    if (const auto eta = number_at(offer, "eta_minutes", -1); eta >= 0)
        head += "  " + minutes(eta, language);
    all.push_back(std::move(head));
    if (const auto* wanted = json::find(offer, "items"))
        if (auto text = items(*wanted, language); !text.empty()) all.push_back(std::move(text));
    std::string priced;
    if (const auto* lines = json::find(offer, "lines"))
        for (const auto& line : price_lines(*lines, currency, language))
            priced += (priced.empty() ? "" : " · ") + line;
    if (!priced.empty()) all.push_back(std::move(priced));
    if (auto why = rank(offer, language); !why.empty()) all.push_back(std::move(why));
    for (auto& problem : problems(offer, language)) all.push_back(std::move(problem));
    return all;
}

std::string rank(const json::value& offer, std::string_view language) {
    if (auto reason = text_at(offer, "reason", language); !reason.empty()) return reason;
    const bool zh = chinese(language);
    std::string made;
    if (const auto price = number_at(offer, "ranks.price", 0); price > 0)
        made = place(price, zh ? "最便宜" : "cheapest", zh ? "价格第 " : "price #");
    if (const auto time = number_at(offer, "ranks.time", 0); time > 0) {
        made += made.empty() ? "" : " · ";
        made += place(time, zh ? "最快" : "fastest", zh ? "速度第 " : "speed #");
    }
    return made;
}

Lines problems(const json::value& offer, std::string_view language) {
    Lines all;
    const auto* list = json::find(offer, "problems");
    if (list == nullptr || !list->is_array()) return all;
    for (const auto& problem : list->get_array())
        if (auto message = text_at(problem, "message", language); !message.empty())
            all.push_back("! " + message);
    return all;
}

Lines approval(const json::value& ask, std::string_view language, const TimeZone& zone) {
    if (const auto* document = json::find(ask, "approval")) {
        const auto* shared = json::find(ask, "payee_shares_name");
        const bool shares = shared != nullptr && *shared == json::value(true);
        auto lines = commerce::describe_document(*document, language, zone, shares);
        return lines ? *std::move(lines) : Lines{lines.error().message};
    }
    auto text = text_at(ask, "text", language);
    return text.empty() ? Lines{} : Lines{std::move(text)};
}

Lines order(const json::value& order, std::string_view language) {
    const bool zh = chinese(language);
    Lines all;
    all.push_back(fmt::format("{}  {}", text_at(order, "shop_name", language),
                              order_state(json::string_at(order, "state"), language)));
    if (const auto* wanted = json::find(order, "items")) all.push_back(items(*wanted, language));
    if (const auto to = text_at(order, "deliver_to.address", language); !to.empty())
        all.push_back((zh ? "送到:" : "To: ") + to);
    if (const auto total = json::string_at(order, "total"); !total.empty())
        all.push_back((zh ? "合计:" : "Total: ") + commerce::shown(total, currency_of(order)));
    if (const auto code = text_at(order, "pickup_code", language); !code.empty())
        all.push_back((zh ? "取餐码:" : "Pick-up code: ") + code);
    if (const auto courier = text_at(order, "courier.name", language); !courier.empty()) {
        auto line = (zh ? "骑手:" : "Courier: ") + courier;
        if (const auto left = number_at(order, "courier.minutes_left", -1); left >= 0)
            line += "  " + minutes(left, language);
        all.push_back(std::move(line));
    }
    return all;
}

std::string order_title(const json::value& order, std::string_view language) {
    return fmt::format("{} {}", chinese(language) ? "订单" : "Order", json::string_at(order, "id"));
}

std::string arrival(const json::value& order, std::string_view language, const TimeZone& zone) {
    const auto eta = json::string_at(order, "eta");
    if (eta.empty()) return {};
    const auto time = parse_time(eta);
    const auto shown = time ? zone.format(*time).substr(11, 5) : std::string(eta);
    return chinese(language) ? fmt::format("预计 {} 送达", shown)
                             : fmt::format("Arrives about {}", shown);
}

Text ending(std::string_view status) {
    const auto* known = lookup(kEndings, status);
    if (known == nullptr) return {std::string(status), std::string(status)};
    return {std::string(known->zh), std::string(known->en)};
}

Text how_to_choose(std::size_t offers) {
    return {fmt::format("输入 1-{} 选择,或直接说要改什么", offers),
            fmt::format("1-{} to choose, or say what to change", offers)};
}

std::string order_state(std::string_view state, std::string_view language) {
    const auto* known = lookup(kStates, state);
    return known == nullptr ? std::string(state) : in(*known, language);
}

Text scope(std::string_view scope) {
    const auto* known = lookup(kScopes, scope);
    if (known == nullptr) return {std::string(scope), std::string(scope)};
    return {std::string(known->zh), std::string(known->en)};
}

Text refusal(std::string_view code, std::string_view message) {
    const auto* known = lookup(kRefusals, code);
    if (known == nullptr) return {std::string(message), std::string(message)};
    return {std::string(known->zh), std::string(known->en)};
}

Text over_limit(const Error& error) {
    const auto why = refusal(error.advice, error.message);
    return {fmt::format("注意:{}。提高限额之前,这笔不会付款(errand limits)。", why.zh),
            fmt::format("Note: {}. Nothing is paid unless you raise the limit first "
                        "(errand limits).",
                        why.en)};
}

Text skill(std::string_view name) {
    const auto* known = lookup(kSkills, name);
    return known == nullptr ? Text{} : Text{std::string(known->zh), std::string(known->en)};
}

Text service(std::string_view service) {
    const auto* known = lookup(kServices, service);
    if (known == nullptr) return {std::string(service), std::string(service)};
    return {std::string(known->zh), std::string(known->en)};
}

}  // namespace errand::assistant::present
