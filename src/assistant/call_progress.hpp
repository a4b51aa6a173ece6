// Owns: how far calls under way are, as their services say, for whoever watches. In memory alone.
// Strand: the io_context's thread. Must stay true: nothing here waits for a reader, and a reader
// costs a number; a user's readers are given that user's calls alone; however often a service tells
// something, a reader is given the last of it at most every kProgressEvery.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "async/awaitable.hpp"
#include "json/json.hpp"
#include "tool/unfinished.hpp"

namespace errand::assistant {

struct CallProgress {
    std::string user;
    std::string conversation;
    std::uint64_t errand = 0;  // its number
    std::string service;
    std::string tool;
    tool::Progress progress;

    // As a client is sent it: {"kind": "working", …}; `text` is the service's.
    json::object to_json() const;
};

struct CallProgressHome;

class CallProgressBoard {
  public:
    CallProgressBoard();
    // The last of each errand is kept, of the newest kProgressKept errands.
    void tell(CallProgress told);

  private:
    friend class CallProgressReader;
    std::shared_ptr<CallProgressHome> home_;
};

// One reader's way through what is told in one conversation of a user, or in all, from now on.
class CallProgressReader {
  public:
    // `on_more` is called where there may be something to take, once until it is taken.
    CallProgressReader(CallProgressBoard& board, std::string user,
                       std::optional<std::string> conversation, std::function<void()> on_more);
    ~CallProgressReader();
    CallProgressReader(const CallProgressReader&) = delete;
    CallProgressReader& operator=(const CallProgressReader&) = delete;

    // What was told since the last time; nothing before due().
    std::vector<CallProgress> take();
    async::Deadline due() const { return due_; }
    // Something was told that was not taken.
    bool more() const;

  private:
    std::shared_ptr<CallProgressHome> home_;
    std::string user_;
    std::optional<std::string> conversation_;
    std::uint64_t place_ = 0;
    std::uint64_t seen_ = 0;
    async::Deadline due_{};
};

}  // namespace errand::assistant
