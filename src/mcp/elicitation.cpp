#include "mcp/elicitation.hpp"

namespace errand::mcp {

json::object with_defaults(const json::object& params, json::object answer) {
    const json::value whole(params);
    const auto* properties = json::find(whole, "requestedSchema.properties");
    const auto* action = answer.if_contains("action");
    if (action == nullptr || *action != "accept" || properties == nullptr ||
        !properties->is_object())
        return answer;
    auto& content = answer["content"];
    if (!content.is_object()) content = json::object{};
    for (const auto& property : properties->get_object())
        if (const auto* usual = json::find(property.value(), "default"))
            content.get_object().emplace(property.key(), *usual);  // keeps what is there
    return answer;
}

}  // namespace errand::mcp
