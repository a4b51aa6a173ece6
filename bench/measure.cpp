#include "bench/measure.hpp"

#include <fcntl.h>
#include <fmt/core.h>
#include <malloc.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <fstream>

#include "base/check.hpp"
#include "base/id.hpp"

namespace errand::bench {

namespace {

bool met_all = true;

}  // namespace

void verdict(std::string_view what, double is, double most_or_least, bool at_most) {
    const bool met = at_most ? is <= most_or_least : is >= most_or_least;
    met_all = met_all && met;
    fmt::print("  {:<58} {:>10.3g}  {} {:<8.4g} {}\n", what, is,
               at_most ? "<=" : ">=", most_or_least, met ? "met" : "MISSED");
}

bool all_met() {
    return met_all;
}

double cpu_seconds() {
    rusage used{};
    getrusage(RUSAGE_SELF, &used);
    const auto seconds = [](const timeval& time) {
        return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
    };
    return seconds(used.ru_utime) + seconds(used.ru_stime);
}

std::uint64_t resident_bytes() {
    malloc_trim(0);  // what is free is not held
    std::ifstream status("/proc/self/statm");
    std::uint64_t total = 0;
    std::uint64_t resident = 0;
    status >> total >> resident;
    return resident * static_cast<std::uint64_t>(sysconf(_SC_PAGESIZE));
}

std::uint64_t peak_bytes() {
    rusage used{};
    getrusage(RUSAGE_SELF, &used);
    return static_cast<std::uint64_t>(used.ru_maxrss) * 1024;
}

std::uint64_t bytes_in(const std::filesystem::path& folder) {
    std::uint64_t sum = 0;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) sum += entry.file_size();
    return sum;
}

double syncs_per_second(const std::filesystem::path& folder) {
    const auto file = folder / "sync";
    const int open_file = open(file.c_str(), O_CREAT | O_RDWR | O_CLOEXEC, 0600);
    ERRAND_CHECK(open_file >= 0);
    const std::array<char, 4096> page{};
    const auto begun = std::chrono::steady_clock::now();
    std::chrono::duration<double> passed{};
    int count = 0;
    for (; passed < std::chrono::seconds(1); ++count) {
        ERRAND_CHECK(pwrite(open_file, page.data(), page.size(), off_t{count % 64} * 4096) == 4096);
        ERRAND_CHECK(fdatasync(open_file) == 0);
        passed = std::chrono::steady_clock::now() - begun;
    }
    close(open_file);
    std::filesystem::remove(file);
    return count / passed.count();
}

double Figures::percentile(double share) const {
    if (milliseconds.empty()) return 0;
    auto sorted = milliseconds;
    const auto at = static_cast<std::size_t>(share * static_cast<double>(sorted.size() - 1));
    std::nth_element(sorted.begin(), sorted.begin() + static_cast<std::ptrdiff_t>(at),
                     sorted.end());
    return sorted[at];
}

MockServer::MockServer(const std::filesystem::path& program) {
    std::array<int, 2> input{};
    std::array<int, 2> output{};
    ERRAND_CHECK(pipe2(input.data(), O_CLOEXEC) == 0 && pipe2(output.data(), O_CLOEXEC) == 0);
    process_ = fork();
    ERRAND_CHECK(process_ >= 0);
    if (process_ == 0) {
        dup2(input[0], STDIN_FILENO);
        dup2(output[1], STDOUT_FILENO);
        execl(program.c_str(), program.c_str(), nullptr);
        _exit(127);
    }
    close(input[0]);
    close(output[1]);
    input_ = input[1];
    for (char digit = 0; read(output[0], &digit, 1) == 1 && digit != '\n';)
        port_ = port_ * 10 + (digit - '0');
    close(output[0]);
    ERRAND_CHECK(port_ > 0);
}

MockServer::~MockServer() {
    close(input_);
    waitpid(process_, nullptr, 0);
}

Folder::Folder(const std::filesystem::path& parent)
    : path_(parent / ("errand-bench-" + random_token(9))) {
    std::filesystem::create_directories(path_);
}
Folder::~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

}  // namespace errand::bench
