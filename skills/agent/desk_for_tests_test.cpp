// The house of desk_for_tests.hpp.
#include "skills/agent/desk_for_tests.hpp"

#include <fmt/format.h>

#include <boost/asio/steady_timer.hpp>
#include <filesystem>
#include <fstream>

#include "assistant/limits.hpp"
#include "skills/agent/agent.hpp"

namespace errand::skills::agent::test {
namespace {

class FakeService final : public tool::Connector {
  public:
    FakeService(DeskHouse& house, std::string name) : house_(house), name_(std::move(name)) {}
    const std::string& service() const override { return name_; }

    async::Awaitable<Result<std::vector<tool::Tool>>> tools(std::string) override {
        std::vector<tool::Tool> all;
        for (const auto& [name, one] : house_.services[name_]) all.push_back(one.tool);
        co_return all;
    }

    async::Awaitable<Result<tool::CallResult>> call(std::string tool, json::object arguments,
                                                    tool::CallContext context) override {
        house_.calls.push_back({name_ + "." + tool, arguments, context.idempotency_key});
        const auto& one = house_.services[name_].at(tool);
        if (one.hangs) {
            boost::asio::steady_timer never(co_await boost::asio::this_coro::executor,
                                            async::Deadline::max());
            co_await never.async_wait(boost::asio::use_awaitable);
        }
        while (one.held) {
            boost::asio::steady_timer soon(co_await boost::asio::this_coro::executor,
                                           async::after(std::chrono::milliseconds(1)));
            co_await soon.async_wait(boost::asio::use_awaitable);
        }
        co_return one.answer(arguments);
    }

  private:
    DeskHouse& house_;
    std::string name_;
};

// Knows nothing but stop, tea (once or twice), reports and where something is.
class PlainBrain final : public brain::Brain {
  public:
    async::Awaitable<Result<brain::Understanding>> understand(std::string text,
                                                              brain::Context) override {
        brain::Act act;
        if (text == "stop") act.intent = brain::Intent::Cancel;
        if (text == "where is it") act.intent = brain::Intent::Track;
        if (text.starts_with("buy tea")) act = {.intent = brain::Intent::Start, .skill = "food"};
        if (text == "write a report") act = {.intent = brain::Intent::Start, .skill = "report"};
        act.confidence = act.intent == brain::Intent::Unknown ? 0 : 1;
        brain::Understanding understood;
        understood.acts.push_back(act);
        if (text == "buy tea, and tea") understood.acts.push_back(act);
        understood.language = "en";
        co_return understood;
    }
};

class NoSignIn final : public assistant::SignIn {
  public:
    async::Awaitable<Result<assistant::SignInPage>> begin(std::string, std::string,
                                                          std::vector<std::string>) override {
        co_return assistant::SignInPage{};
    }
    async::Awaitable<Result<assistant::SignedIn>> complete(std::string user, std::string service,
                                                           std::vector<std::string>) override {
        co_return assistant::SignedIn{std::move(user), std::move(service), {}};
    }
    async::Awaitable<Result<assistant::SignedIn>> finish(std::string, std::string) override {
        co_return fail(ErrorCode::NotFound, "no sign-in waits");
    }
};

class FunctionEndpoint final : public model::Endpoint {
  public:
    explicit FunctionEndpoint(DeskHouse& house) : house_(house) {
        settings_.name = "scripted";
        settings_.model = "scripted-1";
        settings_.context_length = house.context_length;
    }
    const model::EndpointSettings& settings() const override { return settings_; }
    async::Awaitable<model::Outcome<model::Reply>> ask(const model::Request& request,
                                                       model::OnDelta on_delta,
                                                       model::Progress& progress,
                                                       async::Deadline) override {
        ++house_.asked;
        house_.requests.push_back(request);
        progress.asked = true;
        progress.usage = {.prompt = 100, .completion = 10};
        for (const auto& delta : house_.deltas) {
            if (!on_delta) break;
            progress.shown = true;
            on_delta(delta);
        }
        if (house_.breaks_off > 0) {
            --house_.breaks_off;
            // Readers take what came meanwhile.
            boost::asio::steady_timer soon(co_await boost::asio::this_coro::executor,
                                           async::after(2 * assistant::kSpokenEvery));
            co_await soon.async_wait(boost::asio::use_awaitable);
            co_return std::unexpected(model::failure(model::FailureKind::Broken, "broke off"));
        }
        if (house_.model_hangs) {
            boost::asio::steady_timer never(co_await boost::asio::this_coro::executor,
                                            async::Deadline::max());
            co_await never.async_wait(boost::asio::use_awaitable);
        }
        if (house_.room > 0 && model::estimate_tokens(request) > house_.room) {
            progress.asked = false;
            co_return std::unexpected(model::failure(model::FailureKind::TooLong, "no room"));
        }
        auto reply = house_.model(request);
        reply.usage = progress.usage;
        co_return reply;
    }
    async::Awaitable<model::Outcome<std::vector<std::string>>> models(async::Deadline) override {
        co_return std::vector<std::string>{"scripted-1"};
    }

  private:
    DeskHouse& house_;
    model::EndpointSettings settings_;
};

}  // namespace

struct DeskHouse::Parts {
    std::unique_ptr<consent::Store> consent;
    std::unique_ptr<journal::Journal> journal;
    std::unique_ptr<flow::Engine> engine;
    tool::Registry tools;
    PlainBrain brain;
    NoSignIn sign_in;
    std::unique_ptr<model::Router> router;
    std::unique_ptr<assistant::Catalogue> catalogue;
    std::unique_ptr<assistant::WrittenSkills> written;
    std::unique_ptr<assistant::Models> models;
    std::unique_ptr<assistant::Services> services;
    std::unique_ptr<assistant::Assistant> assistant;
};

DeskHouse::DeskHouse() = default;

DeskHouse::~DeskHouse() {
    kill();
    // Its timers are the loop's, which goes before what turns under way refer to.
    for (const auto& one : graveyard) one->catalogue.reset();
}

void DeskHouse::add(const std::string& service, const std::string& name, tool::Effect effect,
                    const std::string& about, json::value answer) {
    FakeTool one;
    one.tool.service = service;
    one.tool.name = name;
    one.tool.effect = effect;
    one.tool.description = about;
    one.answer = [answer = std::move(answer)](const json::object&) -> Result<tool::CallResult> {
        return tool::CallResult{answer};
    };
    services[service][name] = std::move(one);
}

void DeskHouse::start() {
    parts_ = std::make_unique<Parts>();
    parts_->consent = *consent::Store::open(folder.path(), clock, "Asia/Shanghai");
    parts_->journal = *journal::open_sqlite(folder.path() / "journal.db", loop.get_executor());
    parts_->engine = std::make_unique<flow::Engine>(
        loop.get_executor(), *parts_->journal, clock,
        flow::EngineOptions{.describe_failure = &assistant::describe_failure});
    ASSERT_TRUE(parts_->consent->users().set_public_key("me", user_key.public_key().to_jwk()));
    for (const auto& [name, tools] : services) {
        ASSERT_TRUE(parts_->tools.add(std::make_unique<FakeService>(*this, name)));
        ASSERT_TRUE(parts_->consent->allow("me", name, {name}));
    }
    for (const auto& make_connector : connectors) {
        auto connector = make_connector();
        ASSERT_TRUE(parts_->consent->allow("me", connector->service(), {connector->service()}));
        ASSERT_TRUE(parts_->tools.add(std::move(connector)));
    }
    std::vector<std::unique_ptr<model::Endpoint>> endpoints;
    endpoints.push_back(std::make_unique<FunctionEndpoint>(*this));
    parts_->router = std::make_unique<model::Router>(std::move(endpoints), clock);
    parts_->catalogue = std::make_unique<assistant::Catalogue>(loop.get_executor(), parts_->tools,
                                                               *parts_->consent);
    parts_->written = std::make_unique<assistant::WrittenSkills>(
        folder.path() / "skills", assistant::TakenNames{"agent", "food"}, own_written_skills);
    parts_->models =
        std::make_unique<assistant::Models>(assistant::Models{.router = *parts_->router,
                                                              .per_errand = per_errand,
                                                              .per_day = per_day,
                                                              .tools = *parts_->catalogue,
                                                              .skills = parts_->written.get()});
    parts_->services =
        std::make_unique<assistant::Services>(assistant::Services{.executor = loop.get_executor(),
                                                                  .clock = clock,
                                                                  .time_zone = "Asia/Shanghai",
                                                                  .journal = *parts_->journal,
                                                                  .engine = *parts_->engine,
                                                                  .tools = parts_->tools,
                                                                  .brain = parts_->brain,
                                                                  .consent = *parts_->consent,
                                                                  .sign_in = parts_->sign_in,
                                                                  .models = parts_->models.get()});
    auto skills = other_skills;
    skills.push_back(make());
    parts_->assistant =
        std::make_unique<assistant::Assistant>(*parts_->services, std::move(skills));
    ASSERT_TRUE(journal::await(loop, parts_->assistant->recover()));
}

void DeskHouse::kill() {
    if (!parts_) return;
    parts_->engine.reset();
    parts_->journal.reset();
    loop.restart();
    loop.poll();
    graveyard.push_back(std::move(parts_));
}

void DeskHouse::permit(const std::string& service, bool yes) {
    auto& consent = *parts_->consent;
    if (yes)
        ASSERT_TRUE(consent.allow("me", service, {service}));
    else
        ASSERT_TRUE(consent.withdraw("me", service));
}

std::vector<std::string> DeskHouse::audited_calls() {
    std::vector<std::string> all;
    for (const auto& entry : *parts_->consent->audit().read("me", 0, 1'000))
        if (entry.kind == "call") all.emplace_back(json::string_at(entry.data, "outcome"));
    return all;
}

void DeskHouse::write_skill(const std::string& name, const std::string& about,
                            const std::string& instructions) {
    write_file(name + "/SKILL.md",
               fmt::format("---\nname: {}\ndescription: {}\n---\n{}\n", name, about, instructions));
}

void DeskHouse::write_file(const std::string& path, const std::string& text) {
    const auto file = folder.path() / "skills" / path;
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file) << text;
}

void DeskHouse::call_out(const std::string& text, const std::string& conversation, bool by_model) {
    const auto taken =
        journal::await(loop, parts_->assistant->say({.user = "me",
                                                     .conversation = conversation,
                                                     .text = text,
                                                     .key = fmt::format("say-{}", ++said_),
                                                     .by_model = by_model}));
    ASSERT_TRUE(taken) << taken.error().message;
}

void DeskHouse::say(const std::string& text, bool by_model) {
    call_out(text, "c", by_model);
    settle();
}

void DeskHouse::cancel(std::uint64_t errand) {
    const auto info = journal::await(loop, parts_->journal->flow_by_number("me", errand));
    ASSERT_TRUE(journal::await(loop, parts_->engine->signal(info->id, {"cancel", {}}, "")));
    parts_->models->interrupt(info->id);
}

Result<assistant::Taken> DeskHouse::try_answer(const std::string& ask, assistant::Reply reply,
                                               bool by_model) {
    return journal::await(loop, parts_->assistant->answer("me", ask, std::move(reply), by_model));
}

void DeskHouse::answer(assistant::Reply reply, bool by_model) {
    const auto taken =
        try_answer(std::string(json::string_at(last("ask"), "id")), std::move(reply), by_model);
    ASSERT_TRUE(taken) << taken.error().message;
    settle();
}

void DeskHouse::begin_approve() {
    const auto ask = last("ask");
    assistant::Reply reply;
    reply.approve = true;
    reply.signature = *crypto::sign_document(ask.at("approval"), user_key);
    ASSERT_TRUE(try_answer(std::string(json::string_at(ask, "id")), std::move(reply)));
}

void DeskHouse::approve(bool yes) {
    const auto ask = last("ask");
    ASSERT_EQ(json::string_at(ask, "type"), "approval") << json::write(ask);
    assistant::Reply reply;
    reply.approve = yes;
    if (yes) reply.signature = *crypto::sign_document(ask.at("approval"), user_key);
    answer(std::move(reply));
}

void DeskHouse::run_until(const std::function<bool()>& done) {
    loop.restart();
    const auto give_up = std::chrono::steady_clock::now() + std::chrono::seconds(10);
    while (!done()) {
        loop.run_one_for(std::chrono::milliseconds(20));
        ASSERT_LT(std::chrono::steady_clock::now(), give_up) << "it does not happen";
    }
}

void DeskHouse::settle() {
    run_until([this] { return parts_->engine->idle(); });
}

void DeskHouse::pass(Millis time) {
    clock.advance(time);
    parts_->engine->wake_timers();
    settle();
}

std::vector<json::value> DeskHouse::events() {
    journal::EventQuery query;
    query.user = "me";
    std::vector<json::value> all;
    for (const auto& event : *journal::await(loop, parts_->journal->events(query)))
        all.emplace_back(journal::to_json(event));
    return all;
}

json::value DeskHouse::last(const std::string& kind) {
    json::value found;
    for (auto& event : events())
        if (json::string_at(event, "kind") == kind) found = std::move(event);
    return found;
}

json::value DeskHouse::view() {
    return journal::await(loop, parts_->journal->flow_by_number("me", 1))->view;
}

assistant::Speaking& DeskHouse::speaking() {
    return parts_->models->speaking;
}

std::vector<Called> DeskHouse::changes() const {
    std::vector<Called> some;
    for (const auto& call : calls) {
        const auto dot = call.tool.find('.');
        const auto& one = services.at(call.tool.substr(0, dot)).at(call.tool.substr(dot + 1));
        if (one.tool.effect != tool::Effect::Reads) some.push_back(call);
    }
    return some;
}

model::Reply says(std::string text) {
    model::Reply reply;
    reply.message.role = model::Role::Assistant;
    reply.message.text = std::move(text);
    return reply;
}

model::Reply calls(std::vector<std::pair<std::string, json::object>> wanted) {
    model::Reply reply;
    reply.message.role = model::Role::Assistant;
    reply.finish = model::Finish::ToolCalls;
    for (auto& [name, arguments] : wanted) {
        model::ToolCall call;
        call.id = fmt::format("call{}", reply.message.calls.size() + 1);
        call.name = std::move(name);
        call.arguments = std::move(arguments);
        reply.message.calls.push_back(std::move(call));
    }
    return reply;
}

}  // namespace errand::skills::agent::test
