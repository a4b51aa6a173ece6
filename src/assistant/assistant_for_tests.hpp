// Owns: a small town for tests: a shop and a pay service as connectors without a wire, a brain that
// knows its sentences by heart, a skill that buys one thing, and an assistant over a real journal
// that can be stopped dead and started again on the same home.
#pragma once

#include <gtest/gtest.h>

#include <boost/asio/io_context.hpp>
#include <filesystem>
#include <map>
#include <set>
#include <string>

#include "assistant/assistant.hpp"
#include "consent/store.hpp"
#include "crypto/keys.hpp"
#include "journal/journal_for_tests.hpp"

namespace errand::assistant::testing {

inline const Time kNoon = *parse_time("2026-03-02T12:00:00+08:00");

// What the shop and the pay service hold; outlives the assistant, as the world does.
struct Town {
    crypto::PrivateKey shop_key = *crypto::PrivateKey::generate();
    std::map<std::string, json::value> drafts;    // by id, signed
    std::map<std::string, json::value> orders;    // by id
    std::map<std::string, json::value> payments;  // by idempotency key
    std::map<std::string, json::value> answers;   // by idempotency key: the first answer
    std::map<std::string, int> calls;             // by tool
    std::map<std::string, std::string> refusals;  // tool to the code that it refuses with
    // The next calls of that tool fail with this error; with `effect_first` after the effect.
    std::map<std::string, std::vector<Error>> failures;
    bool effect_first = false;
    std::map<std::string, json::object> beside;  // tool to what its answers have besides
    // What happens while a call of that tool is under way.
    std::map<std::string, std::function<async::Awaitable<>()>> meanwhile;
    const Clock* clock = nullptr;
    std::string price = "18.00";
    std::filesystem::path file;  // where set, saved after every call
};

// The town's books on disk, so that they outlive a process that is killed.
void save(const Town& town, const std::filesystem::path& file);
void load(Town& town, const std::filesystem::path& file);

// A connector over the town: "food" (menu, checkout, place) or "pay" (pay, payment).
std::unique_ptr<tool::Connector> connector(Town& town, std::string service);

class ScriptedBrain final : public brain::Brain {
  public:
    std::map<std::string, brain::Understanding> script;
    brain::Context last_context;
    int asked = 0;

    void learn(const std::string& text, brain::Act act, const std::string& language = "en");
    void learn(const std::string& text, std::vector<brain::Act> acts,
               const std::string& language = "en");
    async::Awaitable<Result<brain::Understanding>> understand(std::string text,
                                                              brain::Context context) override;
};

brain::Act act(brain::Intent intent, std::string skill = {});

// Grants without a wire. `page`: the service wants the person to sign in there.
class ScriptedSignIn final : public SignIn {
  public:
    explicit ScriptedSignIn(consent::Store*& consent) : consent_(consent) {}
    std::string page;
    std::optional<Error> failure;

    async::Awaitable<Result<SignInPage>> begin(std::string user, std::string service,
                                               std::vector<std::string> scopes) override;
    async::Awaitable<Result<SignedIn>> complete(std::string user, std::string service,
                                                std::vector<std::string> scopes) override;
    async::Awaitable<Result<SignedIn>> finish(std::string state, std::string redirect) override;

  private:
    consent::Store*& consent_;
};

// Offers the one thing the shop has, asks for the yes, places the order and pays.
SkillInfo shopping();

class AssistantHouse {
  public:
    AssistantHouse();
    // On a home that is there already, with the key that its user signs with.
    AssistantHouse(const std::filesystem::path& home, crypto::PrivateKey key);
    ~AssistantHouse();

    // Stops dead, as by SIGKILL: nothing more is written or answered. start() takes the home up.
    void kill();
    void start();

    void grant(const std::string& service, const std::string& user = "me");
    Result<Taken> say(const std::string& text, const std::string& key = {},
                      const std::string& user = "me", const std::string& conversation = "c",
                      bool by_model = false);
    Result<Taken> answer(const std::string& ask, Reply reply, const std::string& user = "me",
                         bool by_model = false);
    // Runs the loop until no errand of anyone has work to do.
    void settle();
    std::vector<json::value> events(const std::string& user = "me");
    std::vector<json::value> events_of(const std::string& kind, const std::string& user = "me");
    json::value last(const std::string& kind, const std::string& user = "me");
    std::string last_ask() { return std::string(json::string_at(last("ask"), "id")); }
    // Signs what the ask shows, with `key` (default: the user's own).
    Reply yes(const json::value& ask, const crypto::PrivateKey* key = nullptr);

    boost::asio::io_context loop;
    journal::ScratchFolder folder;
    std::filesystem::path home = folder.path();
    ManualClock clock{kNoon};
    Town town;
    ScriptedBrain brain;
    crypto::PrivateKey user_key = *crypto::PrivateKey::generate();
    consent::Store* consent = nullptr;
    ScriptedSignIn sign_in{consent};
    // Called at each recorded step while it lives.
    std::function<void(flow::Side, std::string_view)> on_step;

    Assistant& assistant();
    flow::Engine& engine();

    struct Parts;
    std::unique_ptr<Parts> parts;

  private:
    void learn();
};

inline Reply choose(int index) {
    Reply reply;
    reply.choose = index;
    return reply;
}

inline Reply grant(bool yes) {
    Reply reply;
    reply.grant = yes;
    return reply;
}

inline std::string text_of(const json::value& event) {
    return std::string(json::string_at(event, "text"));
}

// A rule of the user "me": up to 20 CNY each, 50 a day, to the one shop of the town.
inline void allow_small_payments(AssistantHouse& house) {
    house.grant("food");
    house.grant("pay");
    commerce::Allowance rule{.id = "alw1",
                             .user = "me",
                             .payees = {"payee-s1"},
                             .per_payment = {2000},
                             .per_day = {5000},
                             .currency = "CNY",
                             .issued = format_time(kNoon),
                             .expires = format_time(kNoon + Millis(86'400'000))};
    ASSERT_TRUE(house.consent->store_allowance(*commerce::sign_allowance(rule, house.user_key)));
}

}  // namespace errand::assistant::testing
