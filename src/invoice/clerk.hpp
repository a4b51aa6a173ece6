// Owns: Clerk, one running program errand-documents that reads file after file. Started when it is
// first needed, and again where it has died. Blocks; one thread at a time.
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "base/descriptor.hpp"
#include "document/channel.hpp"
#include "document/limits.hpp"
#include "invoice/reader.hpp"

namespace errand::invoice {

class Clerk {
  public:
    explicit Clerk(std::filesystem::path program) : program_(std::move(program)) {}
    Clerk(const Clerk&) = delete;
    Clerk& operator=(const Clerk&) = delete;
    ~Clerk() { stop(); }

    // One file in `depth` others, without the files inside it; "" stands for its path, "/b" for
    // that of a file inside it. `budget` is what it may unpack to, and what is left of that. Never
    // empty: what could not be read, or made its reader die, is a finding.
    Opened open(std::string_view bytes, std::size_t depth, document::Budget& budget,
                std::chrono::milliseconds deadline = document::kWorkerDeadline);

  private:
    // How a file was answered; an error where the program itself failed.
    Result<Opened> ask(std::string_view bytes, std::size_t depth, document::Budget& budget,
                       std::chrono::milliseconds deadline);
    Result<void> start();
    void stop();

    std::filesystem::path program_;
    pid_t id_ = -1;
    std::optional<Descriptor> socket_;
    document::Clock::time_point not_before_{};  // when it may be started again
    std::string why_not_;                       // until then
};

}  // namespace errand::invoice
