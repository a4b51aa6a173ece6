// Owns: how cards read (offers, approvals, orders, grants), for skills and for every client, so
// that the same thing is said the same way everywhere. Pure; any thread. Reads the JSON of the
// events; a member that is missing leaves out its part.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "assistant/text.hpp"
#include "base/clock.hpp"
#include "json/json.hpp"

namespace errand::assistant::present {

using Lines = std::vector<std::string>;

// A name on the wire: a string, or {"zh", "en"}.
std::string name(const json::value& name, std::string_view language);
// {"ice": "less", "extra": ["…"]} as "少冰、加珍珠" or "less ice, with pearls"; empty for none.
std::string options(const json::value& options, std::string_view language);
// {name, quantity, options} as "珍珠奶茶 ×2(少冰)" or "2 × pearl milk tea (less ice)".
std::string item(const json::value& item, std::string_view language);
std::string items(const json::value& items, std::string_view language);
// {"label", "amount"} of a price, "配送费 ¥3.00".
Lines price_lines(const json::value& lines, std::string_view currency, std::string_view language);
// One offer of a choice: its head first, then what it is made of, why it stands where it stands,
// and what is wrong with it.
Lines offer(const json::value& offer, std::string_view language);
// Why an offer stands where it stands: its stated reason, else "cheapest · speed #2".
std::string rank(const json::value& offer, std::string_view language);
// What is wrong with an offer, "! …" each.
Lines problems(const json::value& offer, std::string_view language);
// An approval ask's document as commerce::describe says it; without one, the ask's text.
Lines approval(const json::value& ask, std::string_view language, const TimeZone& zone);
// An order: shop, items, state, pick-up code, courier.
Lines order(const json::value& order, std::string_view language);
// "订单 o_1", "Order o_1".
std::string order_title(const json::value& order, std::string_view language);
// When an order comes, "预计 18:20 送达", in that zone; empty where it does not say.
std::string arrival(const json::value& order, std::string_view language, const TimeZone& zone);
// How an errand ended, "✓ 办好了"; the status itself where it is not a known one.
Text ending(std::string_view status);
// What to type for a choice of so many.
Text how_to_choose(std::size_t offers);
// An order's state, "配送中".
std::string order_state(std::string_view state, std::string_view language);
// What a scope lets errand do, "查看店铺和菜单"; the scope itself where it is not a known one.
Text scope(std::string_view scope);
// Why a payment or an approval was refused, by its code ("over_limit_day", "insufficient_funds" …);
// the message itself where the code is not a known one.
Text refusal(std::string_view code, std::string_view message);
// What is said where a spending limit is in the way: Spending::check()'s error.
Text over_limit(const Error& error);
// What a skill does, "打车" or "getting a ride"; empty where it is not a known one.
Text skill(std::string_view name);
// What a service is called, "外卖" or "food delivery".
Text service(std::string_view service);

}  // namespace errand::assistant::present
