// A shop's profile and its answers: whatever they say, nobody else is asked, nothing that a card
// could not show is ready to be signed.
#include "base/check.hpp"
#include "commerce/purchase.hpp"
#include "connectors/ucp/answers.hpp"
#include "connectors/ucp/paying.hpp"
#include "connectors/ucp/requests.hpp"

namespace {

using namespace errand;
namespace ucp = connectors::ucp;

// What an update sends is made of what the shop said: lines with its own ids, and no more of them.
void change(const ucp::Basket& basket, const ucp::Terms& terms) {
    const auto& update = *ucp::find_operation("update_checkout");
    const json::object address{{"street_address", "1 Main St"}};
    const json::array options{json::object{{"option_id", "o"}}};
    for (const json::object& arguments :
         {json::object{}, json::object{{"deliver_to", address}},
          json::object{{"delivery_type", "pickup"}},
          json::object{{"destination_id", "d"}, {"delivery_options", options}}}) {
        ERRAND_CHECK(ucp::is_as_wanted(arguments, basket) || !arguments.empty());
        if (const auto body = ucp::changed_body(update, arguments, basket, terms))
            ERRAND_CHECK(body->at("line_items").as_array().size() == basket.line_items.size());
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto shop = net::parse_url("https://shop.example");
    if (const auto profile = ucp::read_profile(text)) {
        if (const auto other = ucp::other_profile(*profile, *shop); other && *other)
            ERRAND_CHECK(net::parse_url(**other)->origin() == shop->origin());
        if (const auto terms = ucp::negotiate(*profile, *shop, {})) {
            ERRAND_CHECK(terms->endpoint.origin() == shop->origin());
            (void)ucp::tools_of(*terms, "shop");
        }
    }
    const auto parsed = json::parse(text);
    if (!parsed || !parsed->is_object()) return 0;
    const ucp::Answer answer{.status = 200, .body = parsed->get_object()};
    (void)ucp::refusal_of(answer);
    (void)ucp::shown(*parsed, "EUR");
    for (const auto* tool : {"search_catalog", "get_order", "get_checkout"})
        (void)ucp::result_of(*ucp::find_operation(tool), answer, {.version = "2026-04-08"}, {});
    for (const auto version : ucp::kVersions) {
        ucp::Terms terms;
        terms.version = version;
        const auto basket = ucp::basket_in(answer, terms, {});
        if (!basket) continue;
        change(*basket, terms);
        if (ucp::obstacle_to(*basket, terms)) continue;
        const auto instrument = ucp::instrument_for(*basket, terms, {}, {.account_is_own = true});
        if (!instrument) continue;
        const auto purchase = ucp::purchase_of(*basket, *instrument, "shop", "shop.example");
        const json::object arguments{{commerce::kPurchaseArgument, json::encode(purchase)}};
        if (const auto whole = commerce::purchase_in(arguments))
            ERRAND_CHECK(commerce::describe(*whole, "en").size() >= 4 &&
                         ucp::difference(*whole, purchase).empty());
    }
    return 0;
}
