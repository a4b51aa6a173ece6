// Owns: what the assistant and its errands use, in one place. Every part outlives the assistant.
// Strand: the io_context's thread.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <functional>
#include <map>
#include <string>

#include "assistant/call_progress.hpp"
#include "assistant/models.hpp"
#include "assistant/sign_in.hpp"
#include "assistant/text.hpp"
#include "assistant/workshop.hpp"
#include "base/clock.hpp"
#include "brain/brain.hpp"
#include "consent/store.hpp"
#include "flow/engine.hpp"
#include "journal/journal.hpp"
#include "tool/tool.hpp"

namespace errand::assistant {

struct Services {
    boost::asio::any_io_executor executor;
    const Clock& clock;
    std::string time_zone = "Asia/Shanghai";
    journal::Journal& journal;
    flow::Engine& engine;
    tool::Registry& tools;
    brain::Brain& brain;
    consent::Store& consent;
    SignIn& sign_in;
    // What each service's tools declare that they do, once it was asked.
    std::map<std::string, std::map<std::string, tool::Effect, std::less<>>, std::less<>> effects =
        {};
    // Files, documents and threads. Null: no errand takes files.
    Workshop* workshop = nullptr;
    // Large models, and the tools they are shown. Null: none is connected.
    Models* models = nullptr;
    // How far calls under way are.
    CallProgressBoard progress = {};
    // Begins an errand for a sentence of a large model, as say() would for the person's, of any
    // skill but one that takes the rest: {"errand", "skill"}. NotFound: no skill takes it; Invalid:
    // it asks for more than one thing. Set by the assistant.
    std::function<async::Awaitable<Result<json::value>>(std::string user, std::string conversation,
                                                        std::string sentence, std::string key)>
        begin_errand = {};
    // What the skills but those that take the rest do, in words. Set by the assistant.
    Text other_skills = {};
};

}  // namespace errand::assistant
