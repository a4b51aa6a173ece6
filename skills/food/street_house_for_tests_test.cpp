// The house of street_for_tests.hpp: built, spoken to, killed.
#include <fmt/format.h>

#include "skills/food/food.hpp"
#include "skills/food/street_for_tests.hpp"

namespace errand::skills::food::test {

async::Awaitable<Result<brain::Understanding>> StreetBrain::understand(std::string text,
                                                                       brain::Context context) {
    brain::Understanding understood;
    auto act = script.at(text);
    if (act.intent != brain::Intent::Start && act.intent != brain::Intent::Repeat &&
        !context.errands.empty())
        act.errand = context.errands.back().number;
    understood.acts.push_back(std::move(act));
    understood.language = "zh";
    understood.confidence = 1;
    co_return understood;
}

async::Awaitable<Result<assistant::SignInPage>> NoSignIn::begin(std::string, std::string,
                                                                std::vector<std::string> scopes) {
    assistant::SignInPage page;
    page.scopes = std::move(scopes);
    co_return page;
}
async::Awaitable<Result<assistant::SignedIn>> NoSignIn::complete(std::string user,
                                                                 std::string service,
                                                                 std::vector<std::string> scopes) {
    co_return assistant::SignedIn{std::move(user), std::move(service), std::move(scopes)};
}
async::Awaitable<Result<assistant::SignedIn>> NoSignIn::finish(std::string, std::string) {
    co_return fail(ErrorCode::NotFound, "no sign-in waits");
}

struct StreetHouse::Parts {
    std::unique_ptr<consent::Store> consent;
    std::unique_ptr<journal::Journal> journal;
    std::unique_ptr<flow::Engine> engine;
    tool::Registry tools;
    std::unique_ptr<assistant::Services> services;
    std::unique_ptr<assistant::Assistant> assistant;
};

StreetHouse::StreetHouse() {
    street.clock = &clock;
    street.places = {{"home", "p1"}, {"office", "p2"}};
    start();
    EXPECT_TRUE(parts_->consent->users().set_public_key("me", user_key.public_key().to_jwk()));
    for (const std::string service : {"map", "food", "pay"})
        EXPECT_TRUE(parts_->consent->allow("me", service, {service + ":read"}));
}

StreetHouse::~StreetHouse() {
    kill();
}

void StreetHouse::start() {
    parts_ = std::make_unique<Parts>();
    parts_->consent = *consent::Store::open(folder.path(), clock, "Asia/Shanghai");
    parts_->journal = *journal::open_sqlite(folder.path() / "journal.db", loop.get_executor());
    flow::EngineOptions options;
    options.describe_failure = &assistant::describe_failure;
    parts_->engine =
        std::make_unique<flow::Engine>(loop.get_executor(), *parts_->journal, clock, options);
    for (const std::string service : {"map", "food", "pay"})
        ASSERT_TRUE(parts_->tools.add(street_connector(street, service)));
    parts_->services =
        std::make_unique<assistant::Services>(assistant::Services{.executor = loop.get_executor(),
                                                                  .clock = clock,
                                                                  .time_zone = "Asia/Shanghai",
                                                                  .journal = *parts_->journal,
                                                                  .engine = *parts_->engine,
                                                                  .tools = parts_->tools,
                                                                  .brain = brain,
                                                                  .consent = *parts_->consent,
                                                                  .sign_in = sign_in});
    std::vector<assistant::SkillInfo> skills;
    skills.push_back(make());
    parts_->assistant =
        std::make_unique<assistant::Assistant>(*parts_->services, std::move(skills));
    ASSERT_TRUE(journal::await(loop, parts_->assistant->recover()));
}

void StreetHouse::kill() {
    if (!parts_) return;
    parts_->engine.reset();
    parts_->journal.reset();
    loop.restart();
    loop.poll();
    parts_.reset();
}

void StreetHouse::say(const std::string& text, brain::Act act) {
    act.text = text;
    act.confidence = 1;
    if (act.skill.empty()) act.skill = "food";
    brain.script[text] = std::move(act);
    assistant::Say said;
    said.user = "me";
    said.conversation = "c";
    said.text = text;
    said.key = fmt::format("say-{}", ++said_);
    const auto taken = journal::await(loop, parts_->assistant->say(std::move(said)));
    ASSERT_TRUE(taken) << taken.error().message;
    settle();
}

void StreetHouse::answer(assistant::Reply reply) {
    const std::string ask(json::string_at(last("ask"), "id"));
    const auto taken = journal::await(loop, parts_->assistant->answer("me", ask, std::move(reply)));
    ASSERT_TRUE(taken) << taken.error().message;
    settle();
}

void StreetHouse::choose(int place) {
    assistant::Reply reply;
    reply.choose = json::value(place);
    answer(std::move(reply));
}

void StreetHouse::approve(bool yes) {
    const auto ask = last("ask");
    ASSERT_EQ(json::string_at(ask, "type"), "approval") << json::write(ask);
    assistant::Reply reply;
    reply.approve = yes;
    if (yes) reply.signature = *crypto::sign_document(ask.at("approval"), user_key);
    answer(std::move(reply));
}

void StreetHouse::pass(Millis time) {
    clock.advance(time);
    parts_->engine->wake_timers();
    settle();
}

void StreetHouse::settle() {
    loop.restart();
    const auto give_up = std::chrono::steady_clock::now() + std::chrono::seconds(20);
    while (!parts_->engine->idle()) {
        loop.run_one_for(std::chrono::milliseconds(50));
        ASSERT_LT(std::chrono::steady_clock::now(), give_up) << "the errands do not settle";
    }
}

std::vector<json::value> StreetHouse::events() {
    journal::EventQuery query;
    query.user = "me";
    std::vector<json::value> all;
    for (const auto& event : *journal::await(loop, parts_->journal->events(query)))
        all.emplace_back(journal::to_json(event));
    return all;
}

json::value StreetHouse::last(const std::string& kind) {
    json::value found;
    for (auto& event : events())
        if (json::string_at(event, "kind") == kind) found = std::move(event);
    return found;
}

}  // namespace errand::skills::food::test
