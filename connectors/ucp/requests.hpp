// Owns: what is sent to a shop, made of a tool's arguments. Pure; any thread. Must stay true: what
// is sent holds nothing but the arguments and what the shop said itself.
#pragma once

#include "connectors/ucp/basket.hpp"
#include "connectors/ucp/operations.hpp"

namespace errand::connectors::ucp {

// The body of an operation that needs nothing but its arguments.
Result<json::object> new_body(const Operation& operation, const json::object& arguments,
                              const Terms& terms);
// An update replaces the whole: what `arguments` do not change stays as `current` has it. Invalid:
// they name what the shop does not list.
Result<json::object> changed_body(const Operation& operation, const json::object& arguments,
                                  const Basket& current, const Terms& terms);

// Whether a cart or checkout has all that the arguments of an update want. False also where that
// cannot be seen of it.
bool is_as_wanted(const json::object& arguments, const Basket& current);

}  // namespace errand::connectors::ucp
