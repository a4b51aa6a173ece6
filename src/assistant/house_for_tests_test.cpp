// The assistant of assistant_for_tests.hpp, built and killed.
#include "assistant/assistant_for_tests.hpp"
#include "assistant/people.hpp"

namespace errand::assistant::testing {

struct AssistantHouse::Parts {
    std::unique_ptr<consent::Store> consent;
    std::unique_ptr<journal::Journal> journal;
    std::unique_ptr<flow::Engine> engine;
    tool::Registry tools;
    std::unique_ptr<Services> services;
    std::unique_ptr<Assistant> assistant;
};

void AssistantHouse::learn() {
    town.clock = &clock;
    using brain::Intent;
    brain.learn("buy tea", act(Intent::Start, "food"));
    brain.learn("买茶", act(Intent::Start, "food"), "zh");
    brain.learn("yes", act(Intent::Approve));
    brain.learn("no", act(Intent::Refuse));
    brain.learn("stop", act(Intent::Cancel));
    brain.learn("help", act(Intent::Help));
    brain.learn("the first one", [] {
        auto choose = act(Intent::Choose);
        choose.slots.choice = 1;
        return choose;
    }());
}

AssistantHouse::AssistantHouse() {
    learn();
    start();
    EXPECT_TRUE(consent->users().set_public_key("me", user_key.public_key().to_jwk()));
}

AssistantHouse::AssistantHouse(const std::filesystem::path& at, crypto::PrivateKey key)
    : home(at), user_key(std::move(key)) {
    learn();
    town.file = home / "town.json";
    load(town, town.file);
    start();
    EXPECT_TRUE(consent->users().set_public_key("me", user_key.public_key().to_jwk()));
}

Assistant& AssistantHouse::assistant() {
    return *parts->assistant;
}

flow::Engine& AssistantHouse::engine() {
    return *parts->engine;
}

AssistantHouse::~AssistantHouse() {
    kill();
}

void AssistantHouse::start() {
    parts = std::make_unique<Parts>();
    parts->consent = *consent::Store::open(home, clock, "Asia/Shanghai");
    consent = parts->consent.get();
    parts->journal = *journal::open_sqlite(home / "journal.db", loop.get_executor());
    flow::EngineOptions options;
    options.describe_failure = &describe_failure;
    parts->engine =
        std::make_unique<flow::Engine>(loop.get_executor(), *parts->journal, clock, options);
    parts->engine->on_step = [this](flow::Side side, std::uint64_t, std::string_view step) {
        if (on_step) on_step(side, step);
    };
    ASSERT_TRUE(parts->tools.add(connector(town, "food")));
    ASSERT_TRUE(parts->tools.add(connector(town, "pay")));
    parts->services = std::make_unique<Services>(Services{.executor = loop.get_executor(),
                                                          .clock = clock,
                                                          .time_zone = "Asia/Shanghai",
                                                          .journal = *parts->journal,
                                                          .engine = *parts->engine,
                                                          .tools = parts->tools,
                                                          .brain = brain,
                                                          .consent = *parts->consent,
                                                          .sign_in = sign_in});
    std::vector<SkillInfo> skills;
    skills.push_back(shopping());
    parts->assistant = std::make_unique<Assistant>(*parts->services, std::move(skills));
    ASSERT_TRUE(journal::await(loop, parts->assistant->recover()));
}

void AssistantHouse::kill() {
    if (!parts) return;
    parts->engine.reset();
    parts->journal.reset();
    // What the dead process left on its loop finds nobody.
    loop.restart();
    loop.poll();
    parts.reset();
    consent = nullptr;
}

void AssistantHouse::grant(const std::string& service, const std::string& user) {
    ASSERT_TRUE(consent->allow(user, service, {service + ":read"}));
}

Result<Taken> AssistantHouse::say(const std::string& text, const std::string& key,
                                  const std::string& user, const std::string& conversation,
                                  bool by_model) {
    auto taken = journal::await(loop, parts->assistant->say({.user = user,
                                                             .conversation = conversation,
                                                             .text = text,
                                                             .key = key,
                                                             .by_model = by_model}));
    settle();
    return taken;
}

Result<Taken> AssistantHouse::answer(const std::string& ask, Reply reply, const std::string& user,
                                     bool by_model) {
    auto taken =
        journal::await(loop, parts->assistant->answer(user, ask, std::move(reply), by_model));
    settle();
    return taken;
}

void AssistantHouse::settle() {
    loop.restart();
    const auto give_up = std::chrono::steady_clock::now() + std::chrono::seconds(20);
    while (parts && parts->engine && !parts->engine->idle()) {
        loop.run_one_for(std::chrono::milliseconds(50));
        ASSERT_LT(std::chrono::steady_clock::now(), give_up) << "the errands do not settle";
    }
}

std::vector<json::value> AssistantHouse::events(const std::string& user) {
    journal::EventQuery query;
    query.user = user;
    std::vector<json::value> all;
    for (const auto& event : *journal::await(loop, parts->journal->events(query)))
        all.emplace_back(journal::to_json(event));
    return all;
}

std::vector<json::value> AssistantHouse::events_of(const std::string& kind,
                                                   const std::string& user) {
    std::vector<json::value> some;
    for (auto& event : events(user))
        if (json::string_at(event, "kind") == kind) some.push_back(std::move(event));
    return some;
}

json::value AssistantHouse::last(const std::string& kind, const std::string& user) {
    auto some = events_of(kind, user);
    return some.empty() ? json::value() : std::move(some.back());
}

Reply AssistantHouse::yes(const json::value& ask, const crypto::PrivateKey* key) {
    Reply reply;
    reply.approve = true;
    reply.signature = *crypto::sign_document(ask.at("approval"), key == nullptr ? user_key : *key);
    return reply;
}

}  // namespace errand::assistant::testing
