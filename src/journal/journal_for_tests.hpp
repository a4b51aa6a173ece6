// Owns: a journal in a folder of its own that goes with it, and a loop to run awaitables on.
#pragma once

#include <gtest/gtest.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <filesystem>
#include <memory>

#include "base/id.hpp"
#include "journal/sqlite/open.hpp"

namespace errand::journal {

class ScratchFolder {
  public:
    ScratchFolder() : path_(place() / ("errand-test-" + random_token(12))) {
        std::filesystem::create_directories(path_);
    }
    ~ScratchFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    ScratchFolder(const ScratchFolder&) = delete;
    ScratchFolder& operator=(const ScratchFolder&) = delete;
    const std::filesystem::path& path() const { return path_; }

  private:
    // In memory where the system has such a place: the tests commit thousands of times.
    static std::filesystem::path place() {
        const std::filesystem::path memory = "/dev/shm";
        std::error_code ignored;
        return std::filesystem::is_directory(memory, ignored)
                   ? memory
                   : std::filesystem::temp_directory_path();
    }
    std::filesystem::path path_;
};

// Runs the loop until the awaitable has answered.
template <class T>
T await(boost::asio::io_context& loop, async::Awaitable<T> work) {
    std::optional<T> answer;
    boost::asio::co_spawn(loop, std::move(work), [&](const std::exception_ptr& thrown, T value) {
        if (thrown) std::rethrow_exception(thrown);
        answer = std::move(value);
    });
    loop.restart();
    while (!answer) {
        if (loop.run_one() == 0) throw std::runtime_error("the loop has nothing more to run");
    }
    return *std::move(answer);
}

}  // namespace errand::journal
