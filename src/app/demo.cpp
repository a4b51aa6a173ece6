// `errand demo`: one whole errand by itself, in a city and a home of its own. Every card and every
// approval is shown; what was shown is compared with the city's own records at the end.
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>

#include "app/cards.hpp"
#include "app/commands.hpp"
#include "app/exit_code.hpp"
#include "app/limits.hpp"
#include "app/session.hpp"
#include "eval/evidence.hpp"

namespace errand::app {
namespace {

constexpr std::string_view kNoon = "2026-03-02T11:40:00+08:00";

// What the person of the demo says and signs, and what was shown meanwhile.
class Demo {
  public:
    Demo(const Program& program, net::Client& client, std::filesystem::path home)
        : program_(program), client_(client) {
        program_.paths.home = std::move(home);
        program_.settings = Settings{};
        program_.common.sandbox.clear();
    }

    async::Awaitable<Result<int>> run() {
        auto options = program_.connect_options();
        options.now = kNoon;
        ERRAND_CO_TRY(auto connection, co_await connect(client_, options));
        if (!connection.city)
            co_return fail(ErrorCode::Unavailable, "the demo's city did not start");
        client::Operator records(client_, connection.city->operator_door);
        Session session(client_, options, std::move(connection), "demo",
                        [this](const json::value& event) { show(event); });
        const auto played = co_await play(session);
        auto verdict = played ? co_await compare(records) : Result<int>(fail(played.error()));
        ERRAND_CO_TRY_VOID(co_await session.close());
        co_return verdict;
    }

  private:
    async::Awaitable<Result<>> play(Session& session) {
        const auto& style = program_.style;
        const std::string sentence(style.say("帮我点两杯少冰的珍珠奶茶,送到公司",
                                             "Two bubble milk teas with less ice to the office, "
                                             "please"));
        type(sentence);
        ERRAND_CO_TRY_VOID(co_await session.say(sentence));
        for (int i = 0; i < kMaxAnswers && session.open_ask().is_object(); ++i) {
            ERRAND_CO_TRY_VOID(co_await answer(session));
        }
        if (session.open_ask().is_object())
            co_return fail(ErrorCode::Exhausted, "the demo was asked too often");
        co_return Result<>{};
    }

    async::Awaitable<Result<>> answer(Session& session) {
        const auto ask = session.open_ask();
        const auto type_of = json::string_at(ask, "type");
        const std::string id(json::string_at(ask, "id"));
        if (type_of == "slot") {
            const std::string text(json::string_at(ask, "slot") == "deliver_to"
                                       ? program_.style.say("公司", "the office")
                                       : program_.style.say("都可以", "anything is fine"));
            type(text);
            co_return co_await session.say(text);
        }
        if (type_of == "choice") {
            type("1");
            co_return co_await session.answer(id, {{"choose", 1}});
        }
        type("y");
        if (type_of == "grant") co_return co_await session.answer(id, {{"grant", true}});
        ERRAND_CO_TRY(auto body, sign(ask, *session.connection().key, program_.style.language,
                                      program_.zone, [](const Lines&) { return true; }));
        approved_ = std::string(json::string_at(ask.at("approval"), "amount"));
        approvals_.emplace_back(json::string_at(ask.at("approval"), "id"));
        co_return co_await session.answer(id, std::move(body));
    }

    void type(std::string_view text) {
        fmt::print("\n{}\n", program_.style.bold(fmt::format("› {}", text)));
    }

    void show(const json::value& event) {
        const auto lines = render(event, program_.style, program_.zone);
        if (!lines.empty()) fmt::print("{}", join(lines));
        std::fflush(stdout);
        if (json::string_at(event, "kind") == "result") result_ = event;
    }

    // What the city holds, against what was shown and signed.
    async::Awaitable<Result<int>> compare(client::Operator& records) {
        ERRAND_CO_TRY(const auto answer, co_await records.records());
        ERRAND_CO_TRY(const auto city, eval::decode_records(answer));
        const auto wrong = differences(city);
        fmt::print("\n{}\n", program_.style.bold(program_.style.say("与城市的记录核对",
                                                                    "Against the city's records")));
        for (const auto& payment : city.payments) {
            fmt::print("{} {} {} {}\n", payment.id, payment.order, to_string(payment.amount),
                       payment.state);
        }
        for (const auto& one : wrong) fmt::print("{}\n", program_.style.red("✗ " + one));
        if (wrong.empty())
            fmt::print("{}\n", program_.style.green(program_.style.say(
                                   "✓ 一致:一个订单,一次付款,金额和取餐码都相同",
                                   "✓ They agree: one order, one payment, the same total and "
                                   "pick-up code")));
        co_return wrong.empty() ? kOk : kNotAllPassed;
    }

    std::vector<std::string> differences(const eval::Records& city) const {
        std::vector<std::string> wrong;
        const auto check = [&](bool good, std::string_view what) {
            if (!good) wrong.emplace_back(what);
        };
        check(json::string_at(result_, "status") == "done", "the errand did not end as done");
        check(city.orders.size() == 1, "there is not exactly one order");
        check(city.payments.size() == 1, "there is not exactly one payment");
        if (city.orders.size() != 1 || city.payments.size() != 1) return wrong;
        const auto& order = city.orders.front();
        const auto& payment = city.payments.front();
        check(order.paid, "the order is not paid");
        check(payment.order == order.id, "the payment is for another order");
        check(to_string(payment.amount) == approved_, "another amount was approved");
        check(payment.amount == order.total, "the order's total is not what was paid");
        check(std::ranges::find(approvals_, payment.approval.value_or("")) != approvals_.end(),
              "the payment cites no approval of this demo");
        const auto* shown = json::find(result_, "orders.0");
        check(shown != nullptr && order.pickup_code &&
                  json::string_at(*shown, "pickup_code") == *order.pickup_code,
              "the pick-up code that was shown is not the city's");
        return wrong;
    }

    Program program_;
    net::Client& client_;
    json::value result_;
    std::string approved_;
    std::vector<std::string> approvals_;
};

}  // namespace

int demo(const Program& program) {
    auto home = (std::filesystem::temp_directory_path() / "errand-demo-XXXXXX").string();
    if (::mkdtemp(home.data()) == nullptr)
        return report({ErrorCode::Unavailable, "cannot make a folder for the demo", {}});
    Loop loop;
    net::Client client(loop.context().get_executor());
    const auto status = loop.block(Demo(program, client, home).run());
    std::error_code ignored;
    if (status && *status == kOk) {
        std::filesystem::remove_all(home, ignored);
    } else {
        fmt::print(stderr, "errand: logs and databases of the demo are kept in {}\n", home);
    }
    if (!status && status.error().code == ErrorCode::Cancelled) return kInterrupted;
    return status ? *status : report(status.error());
}

}  // namespace errand::app
