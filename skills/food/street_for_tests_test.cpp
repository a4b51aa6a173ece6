// The services of the street.
#include <fmt/format.h>

#include "skills/food/street_for_tests.hpp"
#include "skills/food/test_shop.hpp"

namespace errand::skills::food::test {
namespace {

using commerce::Money;

json::object place_of(const std::string& id) {
    return {{"id", id}, {"name", "Place " + id}, {"address", id + " Lake Road"}};
}

class StreetConnector final : public tool::Connector {
  public:
    StreetConnector(Street& street, std::string service)
        : street_(street), service_(std::move(service)) {}
    const std::string& service() const override { return service_; }

    async::Awaitable<Result<std::vector<tool::Tool>>> tools(std::string) override {
        using tool::Effect;
        static const std::map<std::string, std::map<std::string, Effect>> all = {
            {"map", {{"saved_places", Effect::Reads}, {"find_place", Effect::Reads}}},
            {"food",
             {{"search", Effect::Reads},
              {"menu", Effect::Reads},
              {"quote", Effect::Reads},
              {"order", Effect::Reads},
              {"orders", Effect::Reads},
              {"cancel_preview", Effect::Reads},
              {"checkout", Effect::Changes},
              {"place", Effect::Changes},
              {"cancel", Effect::Changes}}},
            {"pay", {{"pay", Effect::Spends}, {"payment", Effect::Reads}}}};
        std::vector<tool::Tool> tools;
        for (const auto& [name, effect] : all.at(service_)) {
            auto& one = tools.emplace_back();
            one.service = service_;
            one.name = name;
            one.effect = effect;
        }
        co_return tools;
    }

    async::Awaitable<Result<tool::CallResult>> call(std::string tool, json::object arguments,
                                                    tool::CallContext context) override {
        ++street_.calls[tool];
        if (const auto failing = street_.fails.find(tool); failing != street_.fails.end()) {
            const auto error = failing->second;
            street_.fails.erase(failing);
            co_return fail(error);
        }
        if (const auto refused = street_.refuses.find(tool); refused != street_.refuses.end()) {
            const auto code = refused->second;
            street_.refuses.erase(refused);
            co_return tool::refusal(code, "refused: " + code);
        }
        const auto key = context.idempotency_key;
        const bool changes =
            tool == "checkout" || tool == "place" || tool == "cancel" || tool == "pay";
        if (const auto before = street_.answers.find(key);
            changes && before != street_.answers.end())
            co_return tool::CallResult{before->second};
        auto answer = carry_out(tool, arguments, key);
        if (changes) street_.answers.emplace(key, answer);
        co_return tool::CallResult{answer};
    }

  private:
    static std::string text(const json::object& arguments, std::string_view key) {
        const auto* found = arguments.if_contains(key);
        return found != nullptr && found->is_string() ? std::string(found->get_string()) : "";
    }

    json::value carry_out(const std::string& tool, const json::object& arguments,
                          const std::string& key) {
        if (tool == "saved_places") return saved_places();
        if (tool == "find_place") return json::object{{"places", json::array{}}};
        if (tool == "search") return search();
        if (tool == "menu") return menu(text(arguments, "shop"));
        if (tool == "quote") return quote(arguments);
        if (tool == "checkout") return checkout(arguments);
        if (tool == "place") return place(text(arguments, "draft"));
        if (tool == "order")
            return json::object{{"order", street_.orders.at(text(arguments, "order"))}};
        if (tool == "orders") return orders();
        if (tool == "cancel_preview") return preview(text(arguments, "order"));
        if (tool == "cancel") return cancel(text(arguments, "order"));
        if (tool == "pay") return pay(arguments, key);
        const auto paid = street_.payments.find(text(arguments, "idempotency_key"));
        return json::object{
            {"payment", paid == street_.payments.end() ? json::value(nullptr) : paid->second}};
    }

    json::value saved_places() {
        json::array all;
        for (const auto& [label, id] : street_.places)
            all.push_back(json::object{{"label", label}, {"place", place_of(id)}});
        return json::object{{"places", std::move(all)}};
    }

    json::value search() {
        json::array all;
        for (const auto& stall : street_.stalls)
            for (const auto& item : stall.items)
                all.push_back(json::object{{"shop", json::encode(stall.shop)},
                                           {"item", json::encode(item)},
                                           {"score", 1}});
        return json::object{{"offers", std::move(all)}};
    }

    const Stall& stall(const std::string& id) {
        return *std::ranges::find(street_.stalls, id, [](const Stall& one) { return one.shop.id; });
    }

    json::value menu(const std::string& id) {
        const auto& one = stall(id);
        return json::object{{"shop", json::encode(one.shop)}, {"items", json::encode(one.items)}};
    }

    commerce::Quote priced(const json::object& arguments) {
        const auto& one = stall(text(arguments, "shop"));
        commerce::Quote quote;
        quote.shop = one.shop.id;
        quote.shop_name = one.shop.name;
        quote.currency = "CNY";
        quote.eta_minutes = one.shop.eta_minutes;
        quote.minimum_order = one.shop.minimum_order;
        quote.deliver_to.place = text(arguments, "deliver_to");
        Money sum;
        for (const auto& wanted : arguments.at("items").as_array()) {
            const std::string id(json::string_at(wanted, "id"));
            const auto& item = *std::ranges::find(one.items, id, &commerce::Item::id);
            auto& line = quote.items.emplace_back();
            line.id = id;
            line.name = item.name;
            line.quantity = wanted.at("quantity").to_number<int>();
            line.options = *json::decode<commerce::Options>(wanted.at("options"));
            line.unit_price = *commerce::unit_price(item, line.options);
            line.amount = *commerce::times(line.unit_price, line.quantity);
            sum += line.amount;
            if (item.stock < line.quantity)
                quote.problems.push_back({.code = commerce::ProblemCode::OutOfStock,
                                          .item = id,
                                          .available = item.stock,
                                          .short_by = {},
                                          .message = {}});
        }
        if (sum < one.shop.minimum_order)
            quote.problems.push_back({.code = commerce::ProblemCode::BelowMinimum,
                                      .item = {},
                                      .available = {},
                                      .short_by = one.shop.minimum_order - sum,
                                      .message = {}});
        quote.lines = {
            {commerce::PriceKind::Items, {"商品", "Items"}, sum},
            {commerce::PriceKind::Delivery, {"配送费", "Delivery"}, one.shop.delivery_fee}};
        quote.total = sum + one.shop.delivery_fee;
        return quote;
    }

    json::value quote(const json::object& arguments) { return json::encode(priced(arguments)); }

    json::value checkout(const json::object& arguments) {
        const auto quote = priced(arguments);
        commerce::Draft draft;
        draft.id = fmt::format("d{}", street_.drafts.size() + 1);
        draft.user = "me";
        draft.service = "food";
        draft.payee = {quote.shop, quote.shop_name};
        draft.shop = quote.shop;
        draft.shop_name = quote.shop_name;
        draft.items = quote.items;
        draft.deliver_to = quote.deliver_to;
        draft.lines = quote.lines;
        draft.total = quote.total;
        draft.currency = "CNY";
        draft.eta_minutes = quote.eta_minutes;
        draft.note = text(arguments, "note");
        draft.created = format_time(street_.clock->now());
        draft.expires = format_time(street_.clock->now() + Millis(15 * 60'000));
        const auto encoded = json::encode(draft);
        street_.drafts.emplace(draft.id, encoded.as_object());
        return json::object{{"draft", json::encode(*commerce::sign_draft(encoded, street_.key))}};
    }

    json::value place(const std::string& id) {
        const auto draft = *json::decode<commerce::Draft>(street_.drafts.at(id));
        commerce::Order order;
        order.id = fmt::format("o{}", street_.orders.size() + 1);
        order.draft = id;
        order.service = "food";
        order.shop = draft.shop;
        order.shop_name = draft.shop_name;
        order.items = draft.items;
        order.deliver_to = draft.deliver_to;
        order.total = draft.total;
        order.currency = "CNY";
        order.note = draft.note;
        order.created = draft.created;
        auto encoded = json::encode(order).as_object();
        street_.orders.emplace(order.id, encoded);
        return json::object{{"order", std::move(encoded)}};
    }

    json::value orders() {
        json::array all;
        for (const auto& [id, order] : street_.orders) all.push_back(order);
        return json::object{{"orders", std::move(all)}};
    }

    json::value preview(const std::string& id) {
        const auto& order = street_.orders.at(id);
        const bool preparing = order.at("state") == json::value("preparing");
        const auto refund = preparing ? json::value("5.00") : order.at("total");
        return json::object{{"allowed", true}, {"refund", refund}, {"reason", ""}};
    }

    json::value cancel(const std::string& id) {
        auto& order = street_.orders.at(id);
        const auto refund = preview(id).at("refund");
        order["state"] = "cancelled";
        return json::object{{"order", order}, {"refund", refund}};
    }

    json::value pay(const json::object& arguments, const std::string& key) {
        auto& order = street_.orders.at(text(arguments, "order"));
        json::object payment{{"id", fmt::format("m{}", street_.payments.size() + 1)},
                             {"order", order.at("id")},
                             {"amount", order.at("total")},
                             {"currency", "CNY"},
                             {"state", "paid"},
                             {"approval", arguments.at("approval").at("id")}};
        order["paid"] = true;
        order["state"] = "accepted";
        order["pickup_code"] = "A1234";
        street_.payments.emplace(key, payment);
        return json::object{{"payment", std::move(payment)}};
    }

    Street& street_;
    std::string service_;
};

}  // namespace

std::unique_ptr<tool::Connector> street_connector(Street& street, std::string service) {
    return std::make_unique<StreetConnector>(street, std::move(service));
}

}  // namespace errand::skills::food::test
