// Owns: what is measured of a process, and the mock in a process of its own.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace errand::bench {

using SteadyTime = std::chrono::steady_clock::time_point;

double cpu_seconds();            // of this process, all threads
std::uint64_t resident_bytes();  // of this process, what cannot be dropped included
std::uint64_t peak_bytes();      // the most that this process was ever in memory with
std::uint64_t bytes_in(const std::filesystem::path& folder);
// Writes of one page, each synced, in a second.
double syncs_per_second(const std::filesystem::path& folder);

// Prints what was measured beside its bound, and whether that is met; all_met(): each was, so far
// in this process.
void verdict(std::string_view what, double is, double most_or_least, bool at_most);
bool all_met();

// One way of running the tasks, at one number in flight.
struct Figures {
    std::size_t in_flight = 0;
    std::size_t tasks = 0;
    double seconds = 0;
    double cpu = 0;
    std::uint64_t disk = 0;
    std::vector<double> milliseconds;  // of each task

    double per_second() const { return static_cast<double>(tasks) / seconds; }
    double cpu_ms() const { return cpu * 1000 / static_cast<double>(tasks); }
    double disk_kb() const { return static_cast<double>(disk) / 1024 / static_cast<double>(tasks); }
    double percentile(double share) const;
};

// Goes when this object does.
class MockServer {
  public:
    explicit MockServer(const std::filesystem::path& program);
    ~MockServer();
    MockServer(const MockServer&) = delete;
    MockServer& operator=(const MockServer&) = delete;
    int port() const { return port_; }

  private:
    int input_ = -1;
    pid_t process_ = -1;
    int port_ = 0;
};

// A folder of its own under `parent`, which goes with it.
class Folder {
  public:
    explicit Folder(const std::filesystem::path& parent);
    ~Folder();
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    const std::filesystem::path& path() const { return path_; }

  private:
    std::filesystem::path path_;
};

}  // namespace errand::bench
