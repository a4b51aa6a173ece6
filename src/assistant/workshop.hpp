// Owns: what work that blocks needs: the store of files, the reader of documents, threads of its
// own, so that a hundred files never stand in the way of another errand's step.
// Any thread; outlives every errand.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "async/pool.hpp"
#include "files/store.hpp"

namespace errand::assistant {

// One handed-in document to what it says, as the text that the ledger reads; blocks. `name` names
// it in records and findings. It never fails for what a file holds: that is in the answer.
using ReadDocument =
    std::function<Result<std::string>(const std::string& name, std::string_view bytes)>;

// What a job sees. The files are those of its errand's user alone.
struct Workplace {
    files::Store& files;
    const ReadDocument& read;
    std::string user;
    std::uint64_t errand = 0;
};

class Workshop {
  public:
    Workshop(std::unique_ptr<files::Store> store, ReadDocument read, std::size_t threads)
        : store_(std::move(store)), read_(std::move(read)), pool_(threads) {}

    files::Store& files() { return *store_; }
    async::Pool& pool() { return pool_; }
    const ReadDocument& read() const { return read_; }

  private:
    std::unique_ptr<files::Store> store_;
    ReadDocument read_;
    async::Pool pool_;
};

}  // namespace errand::assistant
