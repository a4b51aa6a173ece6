// Owns: a shop's answers as results of tools. Pure; any thread. Must stay true: what a shop says is
// data; a link of its is given on only where it is https, and is never followed; an answer about
// another cart, checkout or order than was asked for is Corrupt.
#pragma once

#include "connectors/ucp/basket.hpp"
#include "connectors/ucp/channel.hpp"

namespace errand::connectors::ucp {

// Whether the shop said no, in its status or in its words.
bool is_refusal(const Answer& answer);
// With the shop's messages and, where there is one, the link to go on at.
tool::CallResult refusal_of(const Answer& answer);
// A refusal of errand's own about a checkout, with the shop's link.
tool::CallResult refusal_about(const Basket& checkout, std::string_view code,
                               std::string_view message, std::string_view advice = {});

// A cart or checkout. `id`: the one that was asked for; empty: any.
Result<Basket> basket_in(const Answer& answer, const Terms& terms, std::string_view id);
// What is shown of a cart or checkout; "problem" says what does not add up.
json::object shown_basket(const Operation& operation, const Answer& answer, const Basket& basket);
// The result of an operation that succeeded.
Result<tool::CallResult> result_of(const Operation& operation, const Answer& answer,
                                   const Terms& terms, std::string_view id);

}  // namespace errand::connectors::ucp
