// Owns: an endpoint for tests without a wire: it answers what its script says, one step a request.
// Strand: the loop's thread.
#pragma once

#include <deque>
#include <string>
#include <vector>

#include "brain/model/endpoint.hpp"

namespace errand::brain::model::testing {

struct ScriptedAnswer {
    Outcome<Reply> outcome;
    std::vector<Delta> shown;  // handed out before
    Usage used;                // what is known of a failed attempt
    bool asked = true;
    int requests = 1;
    bool hangs = false;  // until it is cancelled
};

ScriptedAnswer says(std::string text, Usage usage = {.prompt = 10, .completion = 5});
ScriptedAnswer fails(FailureKind kind, std::optional<Millis> retry_after = {});

class ScriptedEndpoint final : public Endpoint {
  public:
    explicit ScriptedEndpoint(EndpointSettings settings) : settings_(std::move(settings)) {}

    std::deque<ScriptedAnswer> script;  // the last is given again
    int asked = 0;
    std::optional<Failure> ill;  // what models() answers

    const EndpointSettings& settings() const override { return settings_; }
    async::Awaitable<Outcome<Reply>> ask(const Request& request, OnDelta on_delta,
                                         Progress& progress, async::Deadline deadline) override;
    async::Awaitable<Outcome<std::vector<std::string>>> models(async::Deadline deadline) override;

  private:
    EndpointSettings settings_;
};

}  // namespace errand::brain::model::testing
