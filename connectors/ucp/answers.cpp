#include "connectors/ucp/answers.hpp"

#include <fmt/format.h>

#include "base/encoding.hpp"

namespace errand::connectors::ucp {

namespace {

constexpr std::size_t kMaxReasonBytes = 2'000;

// The shop's own reasons, from whichever form of an error they stand in.
struct Reasons {
    std::string code;
    std::string text;
};

void add(Reasons& reasons, std::string_view code, std::string_view text) {
    if (reasons.code.empty()) reasons.code = code;
    if (text.empty()) return;
    reasons.text += (reasons.text.empty() ? "" : "; ") + std::string(text);
}

Reasons reasons_of(const json::object& body) {
    Reasons reasons;
    if (const auto* messages = body.if_contains("messages");
        messages != nullptr && messages->is_array())
        for (const auto& one : messages->get_array())
            add(reasons, json::string_at(one, "code"), json::string_at(one, "content"));
    add(reasons, json::string_at(body, "code"), json::string_at(body, "content"));
    if (const auto* detail = body.if_contains("detail")) {
        const bool text = detail->is_string();
        add(reasons, "", text ? std::string(detail->get_string()) : json::write(*detail));
    }
    reasons.text = utf8_prefix(reasons.text, kMaxReasonBytes);
    return reasons;
}

std::string advice_for(int status, std::string_view code) {
    if (code.starts_with("signature") || code == "key_not_found")
        return "this shop wants requests signed with a key that it finds in errand's profile: "
               "publish what `errand ucp profile` prints, and name its address as `agent` "
               "(docs/ucp.md)";
    if (code.starts_with("profile") || code == "invalid_profile_url")
        return "this shop wants to read errand's profile: publish what `errand ucp profile` "
               "prints, and name its address as `agent` (docs/ucp.md)";
    if (status == 401 || status == 403)
        return "this shop wants a key (key_env or key_vault), or signed requests (docs/ucp.md)";
    return {};
}

}  // namespace

bool is_refusal(const Answer& answer) {
    const auto* ucp = answer.body.if_contains("ucp");
    return answer.status >= 400 ||
           (ucp != nullptr && ucp->is_object() && json::string_at(*ucp, "status") == "error");
}

tool::CallResult refusal_of(const Answer& answer) {
    const auto reasons = reasons_of(answer.body);
    json::object details{{"status", answer.status}};
    if (const auto* messages = answer.body.if_contains("messages"))
        details["messages"] = shown(*messages, {});
    if (const auto link = link_of(json::string_at(answer.body, "continue_url")); !link.empty())
        details["continue_url"] = link;
    const auto code =
        reasons.code.empty() ? std::string("refused") : std::string(utf8_prefix(reasons.code, 64));
    return tool::refusal(code,
                         reasons.text.empty()
                             ? fmt::format("the shop refused (status {})", answer.status)
                             : "the shop refused: " + reasons.text,
                         advice_for(answer.status, code), std::move(details));
}

tool::CallResult refusal_about(const Basket& checkout, std::string_view code,
                               std::string_view message, std::string_view advice) {
    json::object details{{"checkout_id", checkout.id}};
    if (checkout.status) details["status"] = *checkout.status;
    if (checkout.messages) details["messages"] = json::encode(*checkout.messages);
    if (const auto link = link_of(checkout.continue_url.value_or("")); !link.empty())
        details["continue_url"] = link;
    return tool::refusal(code, message, advice, std::move(details));
}

Result<Basket> basket_in(const Answer& answer, const Terms& terms, std::string_view id) {
    ERRAND_TRY(auto basket, read_basket(answer.body, terms.older()));
    if (!id.empty() && basket.id != id)
        return fail(ErrorCode::Corrupt, "the shop answered about another cart or checkout");
    return basket;
}

json::object shown_basket(const Operation& operation, const Answer& answer, const Basket& basket) {
    json::object content{{operation.resource, shown(answer.body, basket.currency)}};
    if (const auto why = what_does_not_add_up(basket); !why.empty())
        content["problem"] = "it does not add up: " + why;
    return content;
}

Result<tool::CallResult> result_of(const Operation& operation, const Answer& answer,
                                   const Terms& terms, std::string_view id) {
    if (is_refusal(answer)) return refusal_of(answer);
    if (operation.resource == "catalog")
        return tool::CallResult{shown(answer.body, json::string_at(answer.body, "currency"))};
    if (operation.resource == "order") {
        if (json::string_at(answer.body, "id") != id)
            return fail(ErrorCode::Corrupt, "the shop answered about another order");
        return tool::CallResult{
            json::object{{"order", shown(answer.body, json::string_at(answer.body, "currency"))}}};
    }
    ERRAND_TRY(const auto basket, basket_in(answer, terms, id));
    return tool::CallResult{shown_basket(operation, answer, basket)};
}

}  // namespace errand::connectors::ucp
