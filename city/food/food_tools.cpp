// Owns: food's tools as they are described to a client.
#include "city/food/food.hpp"
#include "city/food/food_schemas.hpp"

namespace errand::city {
namespace {

tool::Tool describe(std::string name, std::string title, std::string description,
                    std::string_view input, std::string_view output, tool::Effect effect) {
    return {"food",
            std::move(name),
            std::move(title),
            std::move(description),
            food_schema(input),
            food_schema(output),
            effect,
            true};
}

}  // namespace

std::vector<ServiceTool> Food::tools() {
    using namespace food_schemas;
    using tool::Effect;
    std::vector<ServiceTool> all;
    const auto reads = [&](tool::Tool tool, auto method) {
        all.push_back({std::move(tool), "food:read",
                       [this, method](const json::object& arguments, const Caller& caller) {
                           return (this->*method)(arguments, caller.user);
                       }});
    };
    const auto changes = [&](tool::Tool tool, auto method) {
        all.push_back({std::move(tool), "food:order",
                       [this, method](const json::object& arguments, const Caller& caller) {
                           return (this->*method)(arguments, caller);
                       }});
    };
    reads(describe("search", "Find food and drink",
                   "Items of shops that deliver to a place, the best match first and of equals the "
                   "nearest; also of shops that are closed now. Without text, what is popular.",
                   kSearchInput, kSearchOutput, Effect::Reads),
          &Food::search);
    all.push_back({describe("menu", "A shop's menu", "Everything that a shop sells.", kMenuInput,
                            kMenuOutput, Effect::Reads),
                   "food:read", [this](const json::object& arguments, const Caller&) {
                       return menu(arguments);
                   }});
    reads(describe("quote", "What an order would cost",
                   "The price with the cheapest coupons that hold, line by line, and what would "
                   "keep it from being ordered.",
                   kQuoteInput, kQuoteOutput, Effect::Reads),
          &Food::quote);
    changes(describe("checkout", "Make a draft",
                     "A draft with the price, signed by the shop, that holds for 15 minutes. "
                     "Nothing is ordered yet.",
                     kCheckoutInput, kCheckoutOutput, Effect::Changes),
            &Food::checkout);
    changes(
        describe("place", "Place an order",
                 "Makes a draft an order and holds its stock; unpaid it lapses after 15 minutes.",
                 kPlaceInput, kOrderOutput, Effect::Changes),
        &Food::place);
    reads(describe("order", "One order", "Where an order is.", kOrderInput, kOrderOutput,
                   Effect::Reads),
          &Food::order);
    reads(describe("orders", "Orders", "The user's orders, newest first.", kOrdersInput,
                   kOrdersOutput, Effect::Reads),
          &Food::orders);
    reads(describe("cancel_preview", "What cancelling would give back",
                   "Whether an order can still be cancelled, and what would come back.",
                   kOrderInput, kPreviewOutput, Effect::Reads),
          &Food::cancel_preview);
    changes(describe("cancel", "Cancel an order",
                     "Cancels an order and pays back what the shop's rules give: all until the "
                     "kitchen starts, half of the items' price while it cooks.",
                     kCancelInput, kCancelOutput, Effect::Changes),
            &Food::cancel);
    changes(describe("change", "Change an order",
                     "A new note until the kitchen starts, a new address until the courier leaves.",
                     kChangeInput, kOrderOutput, Effect::Changes),
            &Food::change_order);
    return all;
}

}  // namespace errand::city
