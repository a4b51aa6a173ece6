// The town's services, its skill and its brain, for the tests of this room.
#include <fmt/format.h>

#include <fstream>
#include <iterator>

#include "assistant/assistant_for_tests.hpp"
#include "assistant/present.hpp"

namespace errand::assistant::testing {
namespace {

constexpr std::string_view kShop = "s1";

json::value order_items(const std::string& price) {
    return json::array{json::object{{"id", "i1"},
                                    {"name", "tea"},
                                    {"quantity", 1},
                                    {"options", json::object{}},
                                    {"unit_price", price},
                                    {"amount", price}}};
}

json::value deliver_to() {
    return json::object{{"place", "p1"}, {"name", "Home"}, {"address", "1 Lake Road"}};
}

class TownConnector final : public tool::Connector {
  public:
    TownConnector(Town& town, std::string service) : town_(town), service_(std::move(service)) {}
    const std::string& service() const override { return service_; }

    async::Awaitable<Result<std::vector<tool::Tool>>> tools(std::string) override {
        std::vector<tool::Tool> all;
        const auto add = [&](std::string name, tool::Effect effect) {
            tool::Tool one;
            one.service = service_;
            one.name = std::move(name);
            one.effect = effect;
            all.push_back(std::move(one));
        };
        if (service_ == "food") {
            add("menu", tool::Effect::Reads);
            add("checkout", tool::Effect::Changes);
            add("place", tool::Effect::Changes);
        } else {
            add("pay", tool::Effect::Spends);
            add("payment", tool::Effect::Reads);
        }
        co_return all;
    }

    async::Awaitable<Result<tool::CallResult>> call(std::string tool, json::object arguments,
                                                    tool::CallContext context) override {
        ++town_.calls[tool];
        if (const auto found = town_.meanwhile.find(tool); found != town_.meanwhile.end())
            co_await found->second();
        auto& failures = town_.failures[tool];
        std::optional<Error> failure;
        if (!failures.empty()) {
            failure = failures.front();
            failures.erase(failures.begin());
        }
        if (failure && !town_.effect_first) co_return fail(*failure);
        auto answer = carry_out(tool, arguments, context);
        if (!town_.file.empty()) save(town_, town_.file);
        if (failure) co_return fail(*failure);
        co_return answer;
    }

  private:
    tool::CallResult carry_out(const std::string& tool, const json::object& arguments,
                               const tool::CallContext& context) {
        if (const auto refused = town_.refusals.find(tool); refused != town_.refusals.end())
            return tool::refusal(refused->second, "refused: " + refused->second);
        if (tool == "menu") return {json::object{{"items", order_items(town_.price)}}};
        if (tool == "payment") return {json::object{{"payment", payment(arguments)}}};
        if (const auto before = town_.answers.find(context.idempotency_key);
            before != town_.answers.end())
            return {before->second};
        json::value made;
        if (tool == "checkout") made = json::object{{"draft", checkout(context.user)}};
        if (tool == "place") made = json::object{{"order", place(arguments)}};
        if (tool == "pay") made = json::object{{"payment", pay(arguments, context)}};
        for (const auto& one : town_.beside[tool]) made.get_object().insert(one);
        town_.answers.emplace(context.idempotency_key, made);
        return {made};
    }

    json::value payment(const json::object& arguments) {
        const auto found =
            town_.payments.find(std::string(json::string_at(arguments, "idempotency_key")));
        return found == town_.payments.end() ? json::value(nullptr) : found->second;
    }

    json::value checkout(const std::string& user) {
        const auto id = fmt::format("d{}", town_.drafts.size() + 1);
        const auto& price = town_.price;
        const json::value draft = json::object{
            {"id", id},
            {"user", user},
            {"service", "food"},
            {"payee", {{"id", "payee-s1"}, {"name", "Tea House"}}},
            {"shop", kShop},
            {"shop_name", "Tea House"},
            {"items", order_items(price)},
            {"deliver_to", deliver_to()},
            {"lines",
             json::array{json::object{{"kind", "items"}, {"label", "items"}, {"amount", price}}}},
            {"coupons", json::array{}},
            {"total", price},
            {"currency", "CNY"},
            {"eta_minutes", 20},
            {"note", ""},
            {"created", format_time(town_.clock->now())},
            {"expires", format_time(town_.clock->now() + Millis(15 * 60'000))}};
        const auto made = json::encode(*commerce::sign_draft(draft, town_.shop_key));
        town_.drafts.emplace(id, made);
        return made;
    }

    json::value place(const json::object& arguments) {
        const auto& draft =
            town_.drafts.at(std::string(json::string_at(arguments, "draft"))).at("draft");
        const auto id = fmt::format("o{}", town_.orders.size() + 1);
        json::object order{{"id", id},
                           {"draft", draft.at("id")},
                           {"service", "food"},
                           {"shop", kShop},
                           {"shop_name", "Tea House"},
                           {"items", draft.at("items")},
                           {"deliver_to", draft.at("deliver_to")},
                           {"total", draft.at("total")},
                           {"currency", "CNY"},
                           {"state", "placed"},
                           {"paid", false},
                           {"note", ""},
                           {"created", format_time(town_.clock->now())}};
        town_.orders.emplace(id, order);
        return order;
    }

    json::value pay(const json::object& arguments, const tool::CallContext& context) {
        const std::string order(json::string_at(arguments, "order"));
        const auto id = fmt::format("m{}", town_.payments.size() + 1);
        json::object made{{"id", id},
                          {"order", order},
                          {"amount", town_.orders.at(order).at("total")},
                          {"currency", "CNY"},
                          {"state", "paid"},
                          {"approval", arguments.at("approval").at("id")}};
        town_.payments.emplace(context.idempotency_key, made);
        town_.orders.at(order).get_object()["paid"] = true;
        return made;
    }

    Town& town_;
    std::string service_;
};

flow::Task<Result<commerce::Order>> place(Errand& errand, commerce::SignedApproval approval) {
    CallOptions options;
    auto placed = co_await errand.call("food", "place",
                                       {{"draft", approval.approval.draft.at("id")}}, options);
    ERRAND_CO_TRY(const auto answer, std::move(placed));
    co_return json::decode<commerce::Order>(answer.at("order"), json::Unknown::Ignore);
}

flow::Task<> buy(Errand& errand, commerce::SignedApproval approval) {
    auto order = co_await place(errand, approval);
    if (!order) {
        errand.result("failed", {"下单失败", "The order failed: " + order.error().message});
        co_return;
    }
    auto paid = co_await errand.pay(*order, approval);
    if (!paid) {
        errand.result("failed", {"付款失败", "Paying failed: " + paid.error().advice});
        co_return;
    }
    errand.result("done", {"已完成", "Done."}, {{"orders", json::array{json::encode(*order)}}});
}

// True where it was approved at once.
flow::Task<bool> ask_yes(Errand& errand) {
    auto draft = co_await errand.call("food", "checkout", {});
    if (!draft) {
        errand.result("failed", {"失败", "No draft: " + draft.error().message});
        co_return false;
    }
    auto signed_draft = json::decode<commerce::SignedDraft>(draft->at("draft"));
    auto yes = co_await errand.ask_approval(*signed_draft, {"确认付款?", "Pay this?"});
    if (!yes) {
        errand.result("failed", {"失败", "No approval: " + yes.error().advice});
        co_return false;
    }
    if (*yes) co_await buy(errand, **yes);
    co_return yes->has_value();
}

flow::Task<json::value> run_shopping(Errand& errand) {
    auto menu = co_await errand.read("food", "menu", {});
    if (!menu) {
        const bool stopped = menu.error().code == ErrorCode::Cancelled;
        errand.result(stopped ? "cancelled" : "declined", {"没有权限", menu.error().message});
        co_return errand.outcome();
    }
    json::array offers;
    offers.push_back(json::object{{"index", 1},
                                  {"shop", {{"id", kShop}, {"name", "Tea House"}}},
                                  {"items", menu->at("items")},
                                  {"total", "18.00"},
                                  {"ranks", {{"price", 1}, {"time", 1}}}});
    errand.ask_choice({"要这个吗?", "This one?"}, std::move(offers));
    while (errand.outcome().is_null()) {
        auto event = co_await errand.next();
        switch (event.kind) {
            case Event::Kind::Choose:
                co_await ask_yes(errand);
                break;
            case Event::Kind::Approve:
                co_await buy(errand, event.approval);
                break;
            case Event::Kind::Refuse:
                errand.result("declined", {"好的", "Declined."});
                break;
            case Event::Kind::Cancel:
                errand.result("cancelled", {"已取消", "Cancelled."});
                break;
            default:
                errand.reply({"收到:" + event.text, "Heard: " + event.text});
        }
    }
    co_return errand.outcome();
}

}  // namespace

namespace {

using Books = std::map<std::string, std::map<std::string, json::value>>;

}  // namespace

void save(const Town& town, const std::filesystem::path& file) {
    const Books books{{"drafts", town.drafts},
                      {"orders", town.orders},
                      {"payments", town.payments},
                      {"answers", town.answers}};
    const auto written = file.string() + ".new";
    std::ofstream(written) << json::write(json::encode(books));
    std::filesystem::rename(written, file);
}

void load(Town& town, const std::filesystem::path& file) {
    std::ifstream in(file);
    const std::string text(std::istreambuf_iterator<char>(in), {});
    if (text.empty()) return;
    auto books = *json::read<Books>(text);
    town.drafts = books["drafts"];
    town.orders = books["orders"];
    town.payments = books["payments"];
    town.answers = books["answers"];
}

std::unique_ptr<tool::Connector> connector(Town& town, std::string service) {
    return std::make_unique<TownConnector>(town, std::move(service));
}

SkillInfo shopping() {
    return {.name = "food", .version = 1, .what = {"买茶", "buy tea"}, .run = [](Errand& errand) {
                return run_shopping(errand);
            }};
}

brain::Act act(brain::Intent intent, std::string skill) {
    brain::Act made;
    made.intent = intent;
    made.skill = std::move(skill);
    made.confidence = 1;
    return made;
}

void ScriptedBrain::learn(const std::string& text, brain::Act one, const std::string& language) {
    learn(text, std::vector<brain::Act>{std::move(one)}, language);
}

void ScriptedBrain::learn(const std::string& text, std::vector<brain::Act> acts,
                          const std::string& language) {
    script[text] = {.acts = std::move(acts), .language = language, .confidence = 1};
}

async::Awaitable<Result<brain::Understanding>> ScriptedBrain::understand(std::string text,
                                                                         brain::Context context) {
    ++asked;
    last_context = std::move(context);
    if (const auto known = script.find(text); known != script.end()) co_return known->second;
    brain::Understanding none;
    none.acts.push_back(act(brain::Intent::Unknown));
    none.language = "en";
    co_return none;
}

async::Awaitable<Result<SignInPage>> ScriptedSignIn::begin(std::string, std::string service,
                                                           std::vector<std::string> scopes) {
    if (scopes.empty()) scopes = {service + ":read"};
    co_return SignInPage{.url = page, .scopes = scopes, .by_itself = page.empty()};
}

async::Awaitable<Result<SignedIn>> ScriptedSignIn::complete(std::string user, std::string service,
                                                            std::vector<std::string> scopes) {
    if (failure) co_return fail(*failure);
    ERRAND_CO_TRY_VOID(consent_->allow(user, service, {scopes.begin(), scopes.end()}));
    co_return SignedIn{.user = user, .service = service, .scopes = scopes};
}

// The state is "user service".
async::Awaitable<Result<SignedIn>> ScriptedSignIn::finish(std::string state, std::string) {
    const auto space = state.find(' ');
    if (space == std::string::npos) co_return fail(ErrorCode::NotFound, "no such sign-in");
    co_return co_await complete(state.substr(0, space), state.substr(space + 1), {"read"});
}

}  // namespace errand::assistant::testing
