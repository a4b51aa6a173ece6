// Owns: a desk for tests: services that answer by functions, a model that is a function of what it
// is asked, and an assistant with this skill over a real journal that can be stopped dead and
// started again.
#pragma once

#include <gtest/gtest.h>

#include <boost/asio/io_context.hpp>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "assistant/assistant.hpp"
#include "brain/model/endpoint.hpp"
#include "consent/store.hpp"
#include "crypto/keys.hpp"
#include "journal/journal_for_tests.hpp"

namespace errand::skills::agent::test {

namespace model = brain::model;

struct FakeTool {
    tool::Tool tool;
    std::function<Result<tool::CallResult>(const json::object& arguments)> answer;
    bool hangs = false;  // until it is cancelled
    bool held = false;   // until the test lets it go
};

// One call that reached a service.
struct Called {
    std::string tool;  // "mail.send"
    json::object arguments;
    std::string key;
};

class DeskHouse {
  public:
    DeskHouse();
    ~DeskHouse();
    // Before start(): a tool of a service. What it answers may be anything.
    void add(const std::string& service, const std::string& name, tool::Effect effect,
             const std::string& about, json::value answer = json::object{{"ok", true}});
    // A written skill of the home; and a file in the folder of skills.
    void write_skill(const std::string& name, const std::string& about,
                     const std::string& instructions);
    void write_file(const std::string& path, const std::string& text);
    void start();
    void kill();

    // `by_model`: through a program that a model steers.
    void say(const std::string& text, bool by_model = false);
    // Says it without waiting for anything to settle.
    void call_out(const std::string& text, const std::string& conversation = "c",
                  bool by_model = false);
    // Gives, or takes back, the permission to use a service.
    void permit(const std::string& service, bool yes = true);
    // What the audit says of calls: "begun", "done" …
    std::vector<std::string> audited_calls();
    void answer(assistant::Reply reply, bool by_model = false);
    void approve(bool yes = true);
    void begin_approve();  // without waiting for anything to settle
    Result<assistant::Taken> try_answer(const std::string& ask, assistant::Reply reply,
                                        bool by_model = false);
    // As the door for other programs does.
    void cancel(std::uint64_t errand);
    void settle();
    // Lets time go by, so that timers come due.
    void pass(Millis time);
    // Runs the loop until `done`, at most ten seconds.
    void run_until(const std::function<bool()>& done);
    std::vector<json::value> events();
    json::value last(const std::string& kind);
    std::string status() { return std::string(json::string_at(last("result"), "status")); }
    std::string text() { return std::string(json::string_at(last("result"), "text")); }
    json::value view();
    assistant::Speaking& speaking();
    std::vector<Called> changes() const;

    struct Parts;
    // What a turn that was under way at a kill refers to; goes after the loop that holds it.
    std::vector<std::unique_ptr<Parts>> graveyard;
    boost::asio::io_context loop;
    journal::ScratchFolder folder;
    ManualClock clock{*parse_time("2026-03-02T12:00:00+08:00")};
    std::map<std::string, std::map<std::string, FakeTool>> services;
    // Services that are real; made anew at each start.
    std::vector<std::function<std::unique_ptr<tool::Connector>()>> connectors;
    std::vector<Called> calls;
    // What the model answers to a request.
    std::function<model::Reply(const model::Request&)> model;
    bool model_hangs = false;
    // What it says before it answers or hangs.
    std::vector<model::Delta> deltas;
    int breaks_off = 0;  // so many answers break off behind those
    int asked = 0;
    std::vector<model::Request> requests;
    model::BudgetLimits per_errand;
    model::BudgetLimits per_day;
    std::int64_t context_length = 0;
    std::int64_t room =
        0;  // what is longer is refused, whatever its context is said to be; 0: none
    crypto::PrivateKey user_key = *crypto::PrivateKey::generate();
    std::vector<assistant::SkillInfo> other_skills;
    std::vector<assistant::SkillForm> own_written_skills;

  private:
    std::unique_ptr<Parts> parts_;
    int said_ = 0;
};

// A reply that says this.
model::Reply says(std::string text);
// A reply that calls these, each with an id of its own.
model::Reply calls(std::vector<std::pair<std::string, json::object>> wanted);

}  // namespace errand::skills::agent::test
