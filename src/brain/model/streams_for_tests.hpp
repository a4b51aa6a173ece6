// Owns: for tests, streams as servers send them, each with one thing that differs from the plain
// form, and what has to be read of it.
#pragma once

#include <string>
#include <vector>

#include "brain/model/message.hpp"

namespace errand::brain::model::testing {

struct Stream {
    std::string name;
    std::string bytes;
    std::string text;
    std::string reasoning;
    std::vector<ToolCall> calls;
    Finish finish = Finish::Stop;
    Usage usage{.prompt = 9, .completion = 4};
    bool opens_in_thought = false;
};

// The request that they answer: two tools, weather(city, days?) and now().
Request weather_request();
ToolCall weather_call(std::string id, std::string city);
ToolCall now_call(std::string id);

const std::vector<Stream>& streams();

// Streams that fail in the middle, and the words that the failure must have.
struct FailingStream {
    std::string name;
    std::string bytes;
    std::string words;
    std::string text;  // handed out before
};
const std::vector<FailingStream>& failing_streams();

}  // namespace errand::brain::model::testing
