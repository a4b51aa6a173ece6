// Owns: what a person is told where an errand's flow cannot go on.
#include <fmt/format.h>

#include "assistant/assistant.hpp"
#include "assistant/present.hpp"
#include "base/log.hpp"

namespace errand::assistant {
namespace {

// Orders that were placed and are neither ended nor undone.
json::array live_orders(const json::value& view) {
    json::array live;
    const auto* orders = json::find(view, "orders");
    if (orders == nullptr || !orders->is_array()) return live;
    for (const auto& order : orders->get_array()) {
        const auto state = json::string_at(order, "state");
        if (state != "cancelled" && state != "refunded" && state != "delivered")
            live.push_back(order);
    }
    return live;
}

Text explain(const journal::FlowInfo& errand, const json::array& orders) {
    Text text{fmt::format("第 {} 件事没能继续下去,没有再做任何操作。", errand.number),
              fmt::format("Errand {} could not go on. Nothing more was done.", errand.number)};
    for (const auto& order : orders) {
        const auto id = json::string_at(order, "id");
        text.zh += fmt::format("\n订单 {} 仍然有效,可以在店铺那里查看或取消:", id);
        text.en += fmt::format("\nOrder {} is still live; track or cancel it at the shop:", id);
        for (const auto& line : present::order(order, "zh")) text.zh += "\n  " + line;
        for (const auto& line : present::order(order, "en")) text.en += "\n  " + line;
    }
    return text;
}

}  // namespace

flow::FailureNotice describe_failure(const journal::FlowInfo& errand, const Error& error) {
    log::error("errand {} of {}: {}", errand.number, errand.user, error.message);
    const auto orders = live_orders(errand.view);
    const auto language = json::string_at(errand.view, "language");
    const auto text = explain(errand, orders).in(language);
    json::object view = errand.view.is_object() ? errand.view.get_object() : json::object{};
    view["status"] = "failed";
    view["reason"] = text;
    view["ask"] = nullptr;
    json::object event{{"kind", "result"}, {"status", "failed"}, {"reason", text},
                       {"text", text},     {"orders", orders},   {"files", json::array{}}};
    flow::FailureNotice notice;
    notice.view = std::move(view);
    notice.events.push_back(std::move(event));
    return notice;
}

}  // namespace errand::assistant
