// Reading many invoices through errand-documents: seconds, and the memory of all processes
// together.
//
//   bench_invoices --folder BUILD [--files N] [--quick]
//
// Of the public invoices that need no rendering (XML, hybrid PDF; $ERRAND_DATA/invoices), 100 and
// 1,000, or N. Where there are fewer, they come again with other numbers; every tenth file is a ZIP
// of two. Time and memory are measured in two runs, since looking at memory takes time. Memory is
// the proportional set size of this process and of all that descend from it, summed, at its most.
#include <fmt/format.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <fstream>
#include <map>
#include <sstream>
#include <thread>

#include "document/made_zip.hpp"
#include "invoice/collection.hpp"
#include "invoice/desk.hpp"

namespace {

namespace fs = std::filesystem;
using namespace errand;

std::string bytes_of(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

// Kilobytes of a line such as "Pss:   12 kB".
long kilobytes_of(const fs::path& file, std::string_view name) {
    std::ifstream in(file);
    for (std::string line; std::getline(in, line);)
        if (line.starts_with(name)) return std::atol(line.c_str() + name.size());
    return 0;
}

// This process and all that descend from it.
std::vector<pid_t> family() {
    std::map<pid_t, pid_t> parents;
    std::error_code failed;
    for (const auto& one : fs::directory_iterator("/proc", failed)) {
        const auto id = std::atoi(one.path().filename().c_str());
        if (id > 0) parents[id] = static_cast<pid_t>(kilobytes_of(one.path() / "status", "PPid:"));
    }
    std::vector<pid_t> all{::getpid()};
    for (std::size_t at = 0; at < all.size(); ++at)
        for (const auto& [id, parent] : parents)
            if (parent == all[at]) all.push_back(id);
    return all;
}

// Watches for as long as it lives.
class Watch {
  public:
    Watch() : thread_([this](const std::stop_token& stop) { run(stop); }) {}
    long most() const { return most_; }

  private:
    void run(const std::stop_token& stop) {
        while (!stop.stop_requested()) {
            long sum = 0;
            for (const auto id : family())
                sum += kilobytes_of(fmt::format("/proc/{}/smaps_rollup", id), "Pss:");
            most_ = std::max(most_.load(), sum);
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
        }
    }

    std::atomic<long> most_ = 0;
    std::jthread thread_;
};

// The same invoice with another number.
std::string renumbered(std::string bytes, const std::string& number, std::size_t round) {
    if (bytes.starts_with("%PDF")) return bytes + fmt::format("% {}\n", round);
    if (number.empty()) return bytes + fmt::format("<!-- {} -->", round);
    const auto other = fmt::format("{}{}", number, round);
    for (auto found = bytes.find(number); found != std::string::npos;
         found = bytes.find(number, found + other.size()))
        bytes.replace(found, number.size(), other);
    return bytes;
}

// Writes `count` files into `folder`, of those in `from`.
std::vector<invoice::Given> prepare(const fs::path& from, const fs::path& folder, std::size_t count,
                                    invoice::Desk& desk) {
    std::vector<fs::path> paths{fs::directory_iterator(from), {}};
    std::ranges::sort(paths);
    // Every kind has its part, however few are taken.
    std::ranges::sort(paths, {},
                      [](const fs::path& one) { return std::hash<std::string>()(one.filename()); });
    std::vector<invoice::Given> files;
    for (std::size_t at = 0; at < count; ++at) {
        const auto& path = paths[at % paths.size()];
        auto bytes = bytes_of(path);
        if (const auto round = at / paths.size(); round > 0) {
            const auto first = desk.read("", bytes);
            bytes = renumbered(std::move(bytes),
                               first.invoices.empty() ? "" : first.invoices[0].number.value, round);
        }
        auto name = fmt::format("{}{}", at, path.extension().string());
        if (at % 10 == 9) {
            bytes = document::made_zip({{name, bytes}, {"again-" + name, bytes}});
            name += ".zip";
        }
        std::ofstream(folder / name, std::ios::binary) << bytes;
        files.push_back({name, folder / name});
    }
    return files;
}

// Of this process and all of its descendants that have ended.
double processor_seconds() {
    double sum = 0;
    for (const auto who : {RUSAGE_SELF, RUSAGE_CHILDREN}) {
        rusage used{};
        ::getrusage(who, &used);
        for (const auto& one : {used.ru_utime, used.ru_stime})
            sum += static_cast<double>(one.tv_sec) + static_cast<double>(one.tv_usec) / 1e6;
    }
    return sum;
}

void run(const std::vector<invoice::Given>& files, const fs::path& program) {
    const auto start = std::chrono::steady_clock::now();
    const auto before = processor_seconds();
    invoice::Collection all;
    std::size_t bytes = 0;
    {
        invoice::Desk desk(program);
        for (auto& one : desk.read_all(files)) all.add(std::move(one));
    }
    all.check_all();
    const auto took = std::chrono::steady_clock::now() - start;
    for (const auto& one : files) bytes += fs::file_size(one.on_disk);
    fmt::print(
        "{} files, {:.1f} MB: {} records, {} duplicates, {} findings in {:.2f} s ({:.2f} s of "
        "processors)\n",
        files.size(), static_cast<double>(bytes) / 1e6, all.records().size(),
        all.duplicates().size(), all.findings().size(), std::chrono::duration<double>(took).count(),
        processor_seconds() - before);
}

void measure(const fs::path& data, const fs::path& program, std::size_t count) {
    const auto folder = fs::temp_directory_path() / fmt::format("bench-invoices-{}", ::getpid());
    fs::create_directory(folder);
    std::vector<invoice::Given> files;
    {
        invoice::Desk desk(program);
        files = prepare(data, folder, count, desk);
    }
    run(files, program);
    {
        const Watch watch;
        run(files, program);
        fmt::print("{} MB at most in all processes\n", watch.most() / 1024);
    }
    fs::remove_all(folder);
}

}  // namespace

int main(int count, char** words) {
    fs::path build = fs::read_symlink("/proc/self/exe").parent_path();
    std::vector<std::size_t> sizes{100, 1000};
    for (int at = 1; at < count; ++at) {
        const std::string_view word = words[at];
        if (word == "--folder" && at + 1 < count) build = words[++at];
        if (word == "--files" && at + 1 < count) sizes = {std::stoul(words[++at])};
        if (word == "--quick") sizes = {100};
    }
    const char* given = std::getenv("ERRAND_DATA");
    const auto data =
        (given != nullptr ? fs::path(given) : fs::path(ERRAND_SOURCE_DIR) / "../shared/data") /
        "invoices/files";
    if (!fs::is_directory(data)) {
        fmt::print("{} is not there: nothing is measured\n", data.string());
        return 0;
    }
    for (const auto size : sizes) measure(data, fs::absolute(build) / "errand-documents", size);
    return 0;
}
