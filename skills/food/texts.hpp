// Owns: every sentence that the food skill says, in both languages. Pure; any thread.
#pragma once

#include <string>
#include <vector>

#include "assistant/text.hpp"
#include "base/clock.hpp"
#include "base/error.hpp"
#include "commerce/order.hpp"
#include "skills/food/draft.hpp"

namespace errand::skills::food::texts {

using assistant::Text;
using commerce::LocalName;
using commerce::Money;

// "¥32.00"; "32.00 USD" where the currency has no sign of its own here.
std::string money(Money amount, const std::string& currency);
// "12:30" of an RFC 3339 moment, in the zone that it is written in.
std::string hour(const std::string& moment);
// "12:30" of a moment, in the zone that another, RFC 3339, is written in; empty where that is none.
std::string clock(Time moment, const std::string& zone_of);
// "12:30" of a moment as the place's clock shows it; words that are no moment as they are.
std::string hour_at(const std::string& moment, const std::string& zone_of);
Text text(const LocalName& name);
// "a、b、c" / "a, b, c".
Text list(const std::vector<LocalName>& names);
Text items(const std::vector<Line>& lines);
Text items(const std::vector<commerce::OrderItem>& items);
Text place(const Place& place);
LocalName address(const commerce::DeliverTo& to);
// One after the other, with a space between English ones.
Text operator+(Text left, const Text& right);

// --- questions ---
Text ask_item();
Text ask_item_of(const LocalName& shop, const std::vector<LocalName>& names);
Text not_found(const std::string& name);
Text sellers_closed(const std::string& name, const std::optional<std::string>& opens_at);
Text instead(const std::vector<LocalName>& nearest);
Text ask_place();
Text place_not_found(const std::string& words);
Text ask_option(const Line& line, const OpenOption& open);
Text ask_budget(const brain::Budget& budget, const Offer& cheapest);
Text ask_quantity(const LocalName& item, int most);
Text choose_one(const std::vector<Offer>& offers, const Place& place);
Text below_minimum(const LocalName& shop, Money minimum, Money short_by,
                   const std::string& currency);
Text confirm_cancel(const commerce::Order& order, Money refund);

// --- what came in the way ---
Text considering();
Text not_known_yet();
Text next_of_request();
Text looking(const std::vector<Wish>& wishes);
Text shop_not_found(const std::string& words);
Text shop_has_not(const LocalName& shop, const std::string& name);
Text shop_closed(const LocalName& shop, const std::optional<std::string>& opens_at);
Text all_closed(const std::optional<std::string>& opens_at);
Text no_other_shop();
Text none_delivers();
Text no_dish(const std::string& words);
Text holds_avoided(const LocalName& item, const std::vector<std::string>& avoid);
Text nothing_earlier();
Text nothing_on_its_way();
Text apart(const std::vector<Wish>& first, const std::vector<Wish>& later);
Text problem(const commerce::Problem& problem, const Offer& offer);
// `item`: what it is about, where the shop says so.
Text refused(const std::string& code, const LocalName& shop, const LocalName& item);
Text price_changed(Money before, Money now, const std::string& currency);
Text above_budget(const brain::Budget& budget, const std::string& currency);
Text none_in_time(int within_minutes, const Offer& fastest);
// `clock`: a moment as the place writes it, whose zone the hour is said in.
Text when_is_a_wish(const std::string& when, const std::string& clock);
Text scheduled(const std::string& when, const std::string& clock);
Text service_failed(const std::string& service, const Error& error);
Text gives_up();

// --- approval and payment ---
Text approval_title(const commerce::Draft& draft, const std::vector<Line>& lines);
Text renewed();
// `error`: as assistant::Errand::pay and ask_approval give it, with its code in `advice`.
Text pay_refused(const Error& error, Money amount, const std::string& currency);
Text pay_given_up(const commerce::Order& order);
Text pay_unknown(const commerce::Order& order);
Text done(const commerce::Order& order, const std::vector<Line>& lines);
Text next_order(const std::vector<Wish>& wishes);

// --- afterwards ---
Text state(const commerce::Order& order);
Text declined();
Text cancelled();
Text cancelled_paid(const commerce::Order& order, Money refund);
Text cannot_cancel(const commerce::Order& order);
Text kept();
Text changed(const commerce::Order& order);
Text cannot_change(const std::string& reason);
Text cannot_change_paid();
Text grant_refused(const Error& error);
Text rest_not_ordered();

}  // namespace errand::skills::food::texts
