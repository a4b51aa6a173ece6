// Owns: a street for tests: a map, shops and a pay service as connectors without a wire, and an
// assistant with the food skill over a real journal that can be stopped dead and started again.
#pragma once

#include <gtest/gtest.h>

#include <boost/asio/io_context.hpp>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "assistant/assistant.hpp"
#include "consent/store.hpp"
#include "crypto/keys.hpp"
#include "journal/journal_for_tests.hpp"
#include "skills/food/match.hpp"

namespace errand::skills::food::test {

// What the services hold; outlives the assistant, as the world does.
struct Street {
    std::vector<Stall> stalls;
    std::map<std::string, std::string> places;    // label to place id
    std::map<std::string, json::object> drafts;   // by id, as signed
    std::map<std::string, json::object> orders;   // by id
    std::map<std::string, json::value> payments;  // by idempotency key
    std::map<std::string, json::value> answers;   // of changes, by idempotency key
    std::map<std::string, int> calls;             // by tool
    std::map<std::string, std::string> refuses;   // tool to the code that it refuses with, once
    std::map<std::string, Error> fails;           // tool to what its next call ends with, once
    crypto::PrivateKey key = *crypto::PrivateKey::generate();
    const Clock* clock = nullptr;
};

std::unique_ptr<tool::Connector> street_connector(Street& street, std::string service);

class StreetBrain final : public brain::Brain {
  public:
    std::map<std::string, brain::Act> script;
    async::Awaitable<Result<brain::Understanding>> understand(std::string text,
                                                              brain::Context context) override;
};

class NoSignIn final : public assistant::SignIn {
  public:
    async::Awaitable<Result<assistant::SignInPage>> begin(std::string user, std::string service,
                                                          std::vector<std::string> scopes) override;
    async::Awaitable<Result<assistant::SignedIn>> complete(
        std::string user, std::string service, std::vector<std::string> scopes) override;
    async::Awaitable<Result<assistant::SignedIn>> finish(std::string state,
                                                         std::string redirect) override;
};

class StreetHouse {
  public:
    StreetHouse();
    ~StreetHouse();
    void start();
    void kill();

    void say(const std::string& text, brain::Act act);
    void answer(assistant::Reply reply);
    void choose(int place);
    void approve(bool yes = true);
    void pass(Millis time);
    void settle();
    std::vector<json::value> events();
    // The latest event of that kind, or null.
    json::value last(const std::string& kind);
    std::string status() { return std::string(json::string_at(last("result"), "status")); }
    int paid() const { return static_cast<int>(street.payments.size()); }

    boost::asio::io_context loop;
    journal::ScratchFolder folder;
    ManualClock clock{*parse_time("2026-03-02T12:00:00+08:00")};
    Street street;
    StreetBrain brain;
    NoSignIn sign_in;
    crypto::PrivateKey user_key = *crypto::PrivateKey::generate();

  private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
    int said_ = 0;
};

}  // namespace errand::skills::food::test
