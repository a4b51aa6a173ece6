// Owns: a desk for tests whose one service is scripted: its calls end, ask or go on as a function
// says, and the house can be stopped dead in the middle.
#pragma once

#include <gmock/gmock.h>

#include <boost/asio/steady_timer.hpp>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "commerce/purchase.hpp"
#include "skills/agent/desk_for_tests.hpp"

namespace errand::skills::agent::test {

struct Seen {
    std::string tool;
    json::object arguments;
    std::string key;
    std::optional<tool::GoOn> goes_on;
};

using Serve = std::function<Result<tool::CallResult>(const Seen&)>;

// What the service is, outside of the process that may die.
struct Desk {
    Serve serve;
    std::vector<Seen> seen;
    bool hangs = false;  // the next call
};

class Scripted final : public tool::Connector {
  public:
    explicit Scripted(Desk& desk) : desk_(desk) {}
    const std::string& service() const override { return name_; }
    async::Awaitable<Result<std::vector<tool::Tool>>> tools(std::string) override {
        std::vector<tool::Tool> all;
        for (const auto& [name, effect] :
             {std::pair{"look", tool::Effect::Reads}, std::pair{"book", tool::Effect::Changes},
              std::pair{"buy", tool::Effect::Spends}}) {
            tool::Tool one;
            one.service = name_;
            one.name = name;
            one.description = std::string(name) + " a table at the desk";
            one.effect = effect;
            all.push_back(std::move(one));
        }
        all.push_back(all.back());
        all.back().name = "order";
        all.back().description = "order a table at the desk";
        all.back().prepares = true;
        co_return all;
    }
    // Whatever is ordered comes to 75.00 EUR.
    async::Awaitable<Result<tool::CallResult>> prepare(std::string, json::object,
                                                       tool::CallContext) override {
        const commerce::Purchase purchase{
            .payee = "desk",
            .domain = "desk.example",
            .items = {{.name = "Table", .id = "t", .quantity = 1, .amount = "75.00"}},
            .deliver_to = "1 Main St",
            .delivery = {},
            .contact = {},
            .lines = {{.label = "Table", .amount = "75.00"}},
            .total = "75.00",
            .currency = "EUR",
            .pay_by = "invoice",
            .notices = {}};
        json::object filled{{commerce::kPurchaseArgument, json::encode(purchase)}};
        co_return tool::CallResult{json::object{{"arguments", std::move(filled)}}};
    }
    async::Awaitable<Result<tool::CallResult>> call(std::string tool, json::object arguments,
                                                    tool::CallContext context) override {
        desk_.seen.push_back({tool, arguments, context.idempotency_key, context.goes_on});
        if (std::exchange(desk_.hangs, false)) {
            boost::asio::steady_timer never(co_await boost::asio::this_coro::executor,
                                            async::Deadline::max());
            co_await never.async_wait(boost::asio::use_awaitable);
        }
        co_return desk_.serve(desk_.seen.back());
    }

  private:
    Desk& desk_;
    std::string name_ = "desk";
};

inline json::value form(std::string_view properties, json::array required = {}) {
    return json::object{{"type", "object"},
                        {"properties", json::parse(properties).value()},
                        {"required", std::move(required)}};
}

inline tool::CallResult asks(std::string message, json::value schema, bool anew = true) {
    tool::Unfinished unfinished{.anew = anew};
    unfinished.questions.push_back(
        {.key = "q", .message = std::move(message), .schema = std::move(schema), .url = {}});
    unfinished.state["requestState"] = "opaque";
    return {.content = {}, .unfinished = std::move(unfinished)};
}

inline tool::CallResult works(std::string message, std::int64_t pause_ms = 5'000) {
    tool::Unfinished unfinished{.pause_ms = pause_ms, .message = std::move(message)};
    unfinished.state["task"] = "t1";
    return {.content = {}, .unfinished = std::move(unfinished)};
}

inline tool::CallResult done() {
    return {.content = json::object{{"table", 7}}};
}

class UnendedTest : public ::testing::Test {
  protected:
    UnendedTest() {
        house.connectors.emplace_back([this] { return std::make_unique<Scripted>(desk); });
    }
    // The model calls this tool, then says how it went.
    void begin(const std::string& tool, json::object arguments = {}) {
        house.model = [tool, arguments](const model::Request& request) {
            if (request.messages.back().role == model::Role::Tool) return says("So it is.");
            return calls({{"desk__" + tool, arguments}});
        };
        house.start();
        house.say("see to a table at the desk for 4");
    }
    void answer(std::string words) {
        assistant::Reply reply;
        reply.answer = std::move(words);
        house.answer(std::move(reply));
    }
    // The answer is durable and the call's second part on its way when the process dies.
    void answer_and_die(std::string words) {
        desk.hangs = true;
        assistant::Reply reply;
        reply.answer = std::move(words);
        ASSERT_TRUE(house.try_answer(std::string(json::string_at(house.last("ask"), "id")), reply));
        house.run_until([&] { return desk.seen.size() == 2; });
        restart();
    }
    void restart() {
        house.kill();
        house.start();
        house.settle();
    }
    std::string ask() { return std::string(json::string_at(house.last("ask"), "text")); }
    std::string given() { return house.requests.back().messages.back().text; }
    const json::value& answered(std::size_t call, std::string_view path = "q.content") {
        const static json::value none;
        whole =
            desk.seen.at(call).goes_on ? json::value(desk.seen.at(call).goes_on->answers) : none;
        const auto* found = json::find(whole, path);
        return found == nullptr ? none : *found;
    }
    // What counts against the limits.
    std::int64_t counted() {
        const auto store = consent::Store::open(house.folder.path(), house.clock, "Asia/Shanghai");
        return (*store)->spending().spent_today("me", "EUR")->minor;
    }
    std::string action(std::size_t call) { return json::write(answered(call, "q.action")); }
    std::string said() {
        std::string all;
        for (const auto& event : house.events())
            all += std::string(json::string_at(event, "text")) + "\n";
        return all;
    }

    Desk desk;
    DeskHouse house;
    json::value whole;
};

}  // namespace errand::skills::agent::test
