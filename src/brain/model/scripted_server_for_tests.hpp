// Owns: a model server for tests, in this process, that answers byte by byte what its script says:
// the streams that real servers send, and how they fail. Strand: the loop's thread.
#pragma once

#include <deque>
#include <string>
#include <vector>

#include "net/net_test.hpp"

namespace errand::brain::model::testing {

using namespace std::chrono_literals;
namespace asio = boost::asio;
using net::testing::run;

// One answer.
struct Script {
    enum class End {
        Whole,  // the body ends as it should
        Die,    // the connection closes in the middle of the body
        Hang,   // nothing more comes, until the reader leaves
    };
    std::vector<std::string> pieces;  // each is sent by itself
    End end = End::Whole;
    int status = 200;
    net::Headers headers = {{"Content-Type", "text/event-stream"}};

    static Script stream(std::string bytes);
    // The same, every byte by itself.
    static Script bytes(std::string_view all);
    static Script json(std::string body);
    static Script error(int status, std::string body, net::Headers headers = {});
};

// A request as it came.
struct Seen {
    json::value body;
    net::Headers headers;
};

// Answers POST /v1/chat/completions with its scripts, one after the other and the last again, and
// GET /v1/models with "scripted".
class ScriptedServer {
  public:
    ScriptedServer();

    void answer(Script script) { scripts_.push_back(std::move(script)); }
    // Forgets the scripts that are left.
    void drop() { scripts_.clear(); }
    std::string url() const { return house.at("/v1"); }
    // Until so many readers have left.
    void wait_for_left(int readers) {
        while (left < readers && house.loop.run_one() > 0) {
        }
    }

    net::testing::House house;
    std::vector<Seen> seen;
    std::string models = R"({"object":"list","data":[{"id":"scripted","object":"model"}]})";
    int models_status = 200;
    int left = 0;  // readers that went away while an answer hung

  private:
    async::Awaitable<net::Response> complete(net::Request request);
    static async::Awaitable<> play(Script script, net::EventWriter& writer, int& left);

    std::deque<Script> scripts_;
};

// Stream and its parts: "data: {…}\n\n" of each chunk, with a choice around each delta.
std::string chunk(std::string_view delta, std::string_view finish = {});
inline constexpr std::string_view kDone = "data: [DONE]\n\n";

}  // namespace errand::brain::model::testing
