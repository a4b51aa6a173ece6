// Owns: one errand that a large model carries out: turn, calls, turn, until it answers.
// Strand: the flow's. Must stay true: every turn and every call is a recorded step; a call that
// may change something is made only under the person's signature over all of it; every wait and
// every loop is bounded.
#pragma once

#include <string>
#include <vector>

#include "assistant/errand.hpp"
#include "skills/agent/talk.hpp"
#include "skills/agent/texts.hpp"

namespace errand::skills::agent {

class AgentErrand {
  public:
    explicit AgentErrand(assistant::Errand& errand) : errand_(errand) {}
    flow::Task<json::value> run();

  private:
    using Call = brain::model::ToolCall;

    flow::Task<> begin();
    flow::Task<> turn();
    flow::Task<std::int64_t> room();
    flow::Task<assistant::Thought> think(std::int64_t most);
    flow::Task<> rest();
    flow::Task<> take_in();
    flow::Task<> carry_out(std::vector<Call> calls);
    flow::Task<> read_all(const std::vector<Call>& calls, std::vector<std::string>& answers);
    flow::Task<std::string> carry_out_own(const Call& call);
    flow::Task<std::string> ask_person(const Call& call);
    flow::Task<std::string> hand_over(const Call& call);
    flow::Task<std::string> find_tools(std::string request);
    flow::Task<std::string> use_skill(std::string name, std::string file);
    flow::Task<std::string> permit(std::string service);
    flow::Task<std::string> change(const Call& call, assistant::FoundTool tool);
    flow::Task<std::string> call_agreed(assistant::FoundTool tool,
                                        commerce::SignedCallApproval yes);
    std::string answer_of(const assistant::FoundTool& tool, const Result<json::value>& answer);
    flow::Task<std::string> fill_in(const assistant::FoundTool& tool, json::object& arguments);
    std::string not_done(const assistant::FoundTool& tool, const Result<json::value>& refusal);
    void answered(const std::string& text, json::object whose);
    void stop(const std::string& status, const texts::Text& why);
    json::object by_model() const;

    assistant::Errand& errand_;
    Talk talk_;
    bool ended_ = false;
    std::size_t steps_ = 0;  // since the last checkpoint, or more
};

}  // namespace errand::skills::agent
