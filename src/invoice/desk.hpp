// Owns: Desk, where handed-in files are read: every one by the program errand-documents, in a
// process of its own, so that no file costs another. This program decodes JSON alone. Blocks; any
// thread, any number of them.
#pragma once

#include <condition_variable>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "invoice/clerk.hpp"
#include "invoice/reader.hpp"

namespace errand::invoice {

// A file as it is handed in: on disk, or in memory where `on_disk` is empty.
struct Given {
    std::string path;                 // its name in records and findings
    std::filesystem::path on_disk{};  // read when its turn comes
    std::string bytes{};
};

// One for each of the machine's cores.
unsigned default_workers();

class Desk {
  public:
    // `program`: errand-documents. `deadline`: of one file, without those inside it. Nothing is
    // started before a file is read.
    explicit Desk(const std::filesystem::path& program, unsigned workers = default_workers(),
                  std::chrono::milliseconds deadline = document::kWorkerDeadline);

    // `done` of `total` files are read, `path` is the one that was read last. Called by the threads
    // that read, one at a time.
    using Progress =
        std::function<void(const std::string& path, std::size_t done, std::size_t total)>;

    // The file and all that is inside it. Never empty.
    Reading read(const std::string& path, std::string_view bytes);
    // One reading for each file, in the files' order; never empty ones. Files inside archives are
    // read beside one another too. Once `stop` is asked for, no further file is begun, and each
    // that was not read has a finding that says so.
    std::vector<Reading> read_all(std::vector<Given> files, const Progress& progress = {},
                                  const std::stop_token& stop = {});

  private:
    friend class DeskWork;

    std::unique_ptr<Clerk> take();
    void put_back(std::unique_ptr<Clerk> clerk);

    unsigned workers_;
    std::chrono::milliseconds deadline_;
    std::mutex mutex_;
    std::condition_variable returned_;
    std::vector<std::unique_ptr<Clerk>> free_;
};

}  // namespace errand::invoice
