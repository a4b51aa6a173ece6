// Owns: the tools of every service that a person has permitted, and which of them fit a request.
// Strand: the io_context's thread. Must stay true: one user's tools are never shown for another; a
// service that does not answer in time holds up nobody, and is asked again later.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "async/awaitable.hpp"
#include "base/clock.hpp"
#include "brain/model/tool_schema.hpp"
#include "consent/store.hpp"
#include "tool/finder.hpp"
#include "tool/tool.hpp"

namespace errand::assistant {

// A tool as a model is shown it. `schema` is the tool's own, but for what errand alone fills in
// (tool::kKeyArgument) where it may change something.
struct FoundTool {
    static constexpr bool kDefaults = true;
    std::string service;
    std::string tool;
    std::string about;
    brain::model::ToolSchema schema;
    tool::Effect effect = tool::Effect::Spends;
    bool idempotent = false;  // the same call twice does no more than once
    bool prepares = false;    // it pays, and says for what before it is asked about
};
BOOST_DESCRIBE_STRUCT(FoundTool, (), (service, tool, about, schema, effect, idempotent, prepares))

// A skill that is only words (written_skills.hpp), as a model is shown it.
struct FoundSkill {
    static constexpr bool kDefaults = true;
    std::string name;
    std::string about;

    bool operator==(const FoundSkill&) const = default;
};
BOOST_DESCRIBE_STRUCT(FoundSkill, (), (name, about))

struct Found {
    static constexpr bool kDefaults = true;
    std::vector<FoundTool> tools;         // the likeliest first
    std::vector<std::string> unanswered;  // services that have not said which tools they have
    std::vector<std::string> ungranted;   // services that the person has not permitted
    std::vector<FoundSkill> skills;       // not of the catalogue: Errand::find_tools adds them
};
BOOST_DESCRIBE_STRUCT(Found, (), (tools, unanswered, ungranted, skills))

class Catalogue {
  public:
    // All outlive it.
    Catalogue(boost::asio::any_io_executor executor, tool::Registry& registry,
              consent::Store& consent);
    ~Catalogue();
    Catalogue(const Catalogue&) = delete;
    Catalogue& operator=(const Catalogue&) = delete;

    // At most `count` tools of services that the user has permitted. Waits at most kToolsWait for
    // services that were not asked lately. Errors: those of the grants' store.
    async::Awaitable<Result<Found>> find(std::string user, std::string request, std::size_t count);

  private:
    struct Shelf;

    std::shared_ptr<Shelf> shelf_of(const std::string& user);
    async::Awaitable<> look_again(std::shared_ptr<Shelf> shelf, std::string user,
                                  std::vector<std::string> services);

    boost::asio::any_io_executor executor_;
    tool::Registry& registry_;
    consent::Store& consent_;
    std::map<std::string, std::shared_ptr<Shelf>> shelves_;  // by user
    std::uint64_t uses_ = 0;
};

}  // namespace errand::assistant
