#include "invoice/desk.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <iterator>
#include <thread>

#include "base/encoding.hpp"
#include "crypto/hash.hpp"

namespace errand::invoice {
namespace {

using document::Clock;

// A regular file, whole.
Result<std::string> load(const std::filesystem::path& path) {
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    struct stat about{};
    if (file.get() < 0 || ::fstat(file.get(), &about) != 0)
        return fail(ErrorCode::NotFound, "the file cannot be opened");
    if (!S_ISREG(about.st_mode)) return fail(ErrorCode::Invalid, "it is no regular file");
    if (static_cast<std::uint64_t>(about.st_size) > document::kMaxFileBytes)
        return fail(ErrorCode::Exhausted, "the file is larger than is read");
    std::string bytes(static_cast<std::size_t>(about.st_size), '\0');
    for (std::size_t at = 0; at < bytes.size();) {
        const auto got = ::read(file.get(), bytes.data() + at, bytes.size() - at);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return fail(ErrorCode::Unavailable, "the file cannot be read");
        if (got == 0) bytes.resize(at);  // it was cut meanwhile
        at += static_cast<std::size_t>(got);
    }
    return bytes;
}

// One file, handed in or inside another.
struct Leaf {
    std::string path;
    std::string bytes;
    std::filesystem::path on_disk;
    std::size_t depth = 0;
    std::size_t root = 0;
    Reading reading;
    std::vector<std::unique_ptr<Leaf>> inner;

    void find(Fault fault, std::string message) {
        reading.findings.push_back({fault, path, std::move(message)});
    }
};

// A handed-in file and what all that is inside it shares.
struct Root {
    std::unique_ptr<Leaf> leaf;
    document::Budget budget;
    std::size_t waiting = 1;  // leaves that are not read yet
    Clock::time_point deadline{};
};

void flatten(Leaf& leaf, Reading& whole) {
    std::ranges::move(leaf.reading.invoices, std::back_inserter(whole.invoices));
    std::ranges::move(leaf.reading.findings, std::back_inserter(whole.findings));
    for (auto& one : leaf.inner) flatten(*one, whole);
}

// The answer's paths begin at the file; its bytes are known here.
void name(Opened& opened, const std::string& path, std::string_view bytes) {
    std::string digest;
    for (auto& invoice : opened.reading.invoices)
        for (auto& file : invoice.files) {
            if (digest.empty()) digest = hex_encode(crypto::sha256(bytes));
            file.path = path;
            file.sha256 = digest;
        }
    for (auto& finding : opened.reading.findings) finding.file.insert(0, path);
    for (auto& one : opened.inner) one.path.insert(0, path);
}

}  // namespace

// One call of read_all: its files, what is found inside them, and the threads that read.
class DeskWork {
  public:
    DeskWork(Desk& desk, std::vector<Given> files, const Desk::Progress& progress,
             const std::stop_token& stop)
        : desk_(desk), progress_(progress), stop_(stop) {
        for (auto& given : files) {
            auto leaf = std::make_unique<Leaf>();
            leaf->path = std::move(given.path);
            leaf->bytes = std::move(given.bytes);
            leaf->on_disk = std::move(given.on_disk);
            leaf->root = roots_.size();
            roots_.push_back({std::move(leaf), {}, 1, {}});
        }
        readings_.resize(roots_.size());
    }

    std::vector<Reading> run() {
        std::vector<std::jthread> helpers;
        for (unsigned at = 1; at < desk_.workers_; ++at) helpers.emplace_back([this] { work(); });
        work();
        helpers.clear();
        return std::move(readings_);
    }

  private:
    void work() {
        while (auto* leaf = next()) {
            const auto before = begin(*leaf);
            auto left = before;
            auto opened = read(*leaf, left);
            end(*leaf, std::move(opened), before, left);
        }
    }

    // What is inside files goes first: it is in memory already.
    Leaf* next() {
        std::unique_lock lock(mutex_);
        for (;;) {
            if (!inner_.empty()) {
                auto* leaf = inner_.back();
                inner_.pop_back();
                ++running_;
                return leaf;
            }
            if (begun_ < roots_.size()) {
                ++running_;
                return roots_[begun_++].leaf.get();
            }
            if (running_ == 0) return nullptr;
            changed_.wait(lock);  // for those that run, each of which has a deadline
        }
    }

    document::Budget begin(const Leaf& leaf) {
        const std::lock_guard lock(mutex_);
        auto& root = roots_[leaf.root];
        if (leaf.depth == 0) root.deadline = Clock::now() + document::kMaxFileTime;
        return root.budget;
    }

    Opened read(Leaf& leaf, document::Budget& budget) {
        const auto refuse = [&](Fault fault, std::string message) {
            leaf.find(fault, std::move(message));
            return Opened{};
        };
        if (stop_.stop_requested()) return refuse(Fault::Unreadable, "reading was stopped");
        if (leaf.depth > document::kMaxArchiveDepth)
            return refuse(Fault::TooLarge, "archives stand too deeply in one another");
        if (Clock::now() > roots_[leaf.root].deadline)
            return refuse(Fault::TooLarge, "there was no time left for this file of the archive");
        if (!leaf.on_disk.empty()) {
            auto bytes = load(leaf.on_disk);
            if (!bytes)
                return refuse(bytes.error().code == ErrorCode::Exhausted ? Fault::TooLarge
                                                                         : Fault::Unreadable,
                              bytes.error().message);
            leaf.bytes = *std::move(bytes);
        }
        auto clerk = desk_.take();
        auto opened = clerk->open(leaf.bytes, leaf.depth, budget, desk_.deadline_);
        desk_.put_back(std::move(clerk));
        name(opened, leaf.path, leaf.bytes);
        std::string().swap(leaf.bytes);
        return opened;
    }

    // What it took of the budget, as it stands now that others have taken of it too. False: more
    // than there was.
    static bool spend(document::Budget& budget, const document::Budget& before,
                      const document::Budget& left) {
        const auto bytes = before.bytes - left.bytes;
        const auto entries = before.entries - left.entries;
        const bool enough = bytes <= budget.bytes && entries <= budget.entries;
        budget.bytes -= std::min(bytes, budget.bytes);
        budget.entries -= std::min(entries, budget.entries);
        return enough;
    }

    void end(Leaf& leaf, Opened opened, const document::Budget& before,
             const document::Budget& left) {
        std::unique_lock lock(mutex_);
        auto& root = roots_[leaf.root];
        std::ranges::move(opened.reading.invoices, std::back_inserter(leaf.reading.invoices));
        std::ranges::move(opened.reading.findings, std::back_inserter(leaf.reading.findings));
        if (!spend(root.budget, before, left) && !opened.inner.empty()) {
            leaf.find(Fault::TooLarge, "the archive unpacks to more than is allowed");
            opened.inner.clear();
        }
        for (auto& one : opened.inner) {
            auto inner = std::make_unique<Leaf>();
            inner->path = std::move(one.path);
            inner->bytes = std::move(one.bytes);
            inner->depth = leaf.depth + 1;
            inner->root = leaf.root;
            leaf.inner.push_back(std::move(inner));
        }
        for (auto one = leaf.inner.rbegin(); one != leaf.inner.rend(); ++one)
            inner_.push_back(one->get());
        root.waiting += leaf.inner.size();
        --root.waiting;
        const bool whole = root.waiting == 0;
        const auto at = leaf.root;
        if (whole) flatten(*root.leaf, readings_[at]);
        --running_;
        changed_.notify_all();
        lock.unlock();
        if (whole) finish(at);
    }

    void finish(std::size_t at) {
        const std::lock_guard lock(telling_);
        ++done_;
        if (progress_) progress_(roots_[at].leaf->path, done_, roots_.size());
    }

    Desk& desk_;
    const Desk::Progress& progress_;
    const std::stop_token& stop_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::vector<Root> roots_;
    std::vector<Reading> readings_;
    std::vector<Leaf*> inner_;
    std::size_t begun_ = 0;
    std::size_t running_ = 0;
    std::mutex telling_;
    std::size_t done_ = 0;
};

unsigned default_workers() {
    return std::clamp(std::thread::hardware_concurrency(), 1U, document::kMaxWorkers);
}

Desk::Desk(const std::filesystem::path& program, unsigned workers,
           std::chrono::milliseconds deadline)
    : workers_(std::clamp(workers, 1U, document::kMaxWorkers)), deadline_(deadline) {
    for (unsigned at = 0; at < workers_; ++at) free_.push_back(std::make_unique<Clerk>(program));
}

std::unique_ptr<Clerk> Desk::take() {
    std::unique_lock lock(mutex_);
    returned_.wait(lock, [&] { return !free_.empty(); });  // each is back by its deadline
    auto clerk = std::move(free_.back());
    free_.pop_back();
    return clerk;
}

void Desk::put_back(std::unique_ptr<Clerk> clerk) {
    {
        const std::lock_guard lock(mutex_);
        free_.push_back(std::move(clerk));
    }
    returned_.notify_one();
}

Reading Desk::read(const std::string& path, std::string_view bytes) {
    std::vector<Given> one;
    one.push_back({path, {}, std::string(bytes)});
    return std::move(read_all(std::move(one)).front());
}

std::vector<Reading> Desk::read_all(std::vector<Given> files, const Progress& progress,
                                    const std::stop_token& stop) {
    return DeskWork(*this, std::move(files), progress, stop).run();
}

}  // namespace errand::invoice
