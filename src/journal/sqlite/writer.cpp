#include "journal/sqlite/writer.hpp"

#include <boost/asio/execution/outstanding_work.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/prefer.hpp>
#include <iterator>

#include "journal/limits.hpp"

namespace errand::journal {
namespace {

boost::asio::any_io_executor tracked(const boost::asio::any_io_executor& executor) {
    return boost::asio::prefer(executor, boost::asio::execution::outstanding_work.tracked);
}

}  // namespace

Writer::Writer(std::unique_ptr<Tables> tables, boost::asio::any_io_executor executor)
    : tables_(std::move(tables)), executor_(std::move(executor)), thread_([this] { run(); }) {}

Writer::~Writer() {
    *alive_ = false;
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    woken_.notify_one();
    thread_.join();
    tables_.reset();
}

void Writer::push(std::unique_ptr<Write> write, Haste haste) {
    if (enqueue(write, haste)) return;
    Group refused;
    refused.push_back(
        {std::move(write), fail(ErrorCode::Exhausted, "too many writes wait for the journal",
                                "Try again in a moment.")});
    complete_later(std::move(refused));
}

bool Writer::enqueue(std::unique_ptr<Write>& write, Haste haste) {
    const std::lock_guard lock(mutex_);
    if (queue_.size() >= kMaxQueuedWrites) return false;
    queue_.push_back(std::move(write));
    if (!work_) work_ = tracked(executor_);
    const bool first = queue_.size() == 1;
    if (first) lazy_until_ = std::chrono::steady_clock::now() + kLazyDelay;
    const bool hurried = std::exchange(hurry_, hurry_ || haste == Haste::Now);
    if (first || (hurry_ && !hurried)) woken_.notify_one();
    return true;
}

// Until there is a group to write.
void Writer::wait(std::unique_lock<std::mutex>& lock) {
    woken_.wait(lock, [this] { return stopping_ || !queue_.empty(); });
    woken_.wait_until(lock, lazy_until_, [this] { return stopping_ || hurry_; });
}

void Writer::run() {
    std::unique_lock lock(mutex_);
    for (;;) {
        if (queue_.empty()) work_.reset();
        wait(lock);
        if (queue_.empty()) return;
        Group group;
        const auto count = std::min(queue_.size(), kMaxWritesInGroup);
        group.reserve(count);
        for (std::size_t at = 0; at < count; ++at) group.push_back({std::move(queue_[at]), {}});
        queue_.erase(queue_.begin(), queue_.begin() + static_cast<std::ptrdiff_t>(count));
        // What is left over has waited long enough.
        hurry_ = !queue_.empty();
        lock.unlock();
        write_group(group);
        complete_later(std::move(group));
        lock.lock();
    }
}

void Writer::write_group(Group& group) {
    auto written = write_all(group, Savepoints::None);
    if (written && !*written) {
        abandon();
        written = write_all(group, Savepoints::Each);
    }
    if (written) return;
    // The whole group is gone: each of its writes has failed, whatever it said before.
    abandon();
    for (auto& one : group) one.result = std::unexpected(written.error());
}

void Writer::abandon() {
    (void)tables_->rollback.run();  // fails where SQLite has rolled back by itself
    tables_->forget();
}

Result<bool> Writer::write_all(Group& group, Savepoints savepoints) {
    ERRAND_TRY_VOID(tables_->begin.run());
    ERRAND_TRY_VOID(tables_->refresh());
    for (auto& one : group) {
        if (savepoints == Savepoints::Each) {
            ERRAND_TRY_VOID(write_within_savepoint(one));
            continue;
        }
        const auto before = tables_->total_changes();
        one.result = one.write->apply(*tables_);
        if (!one.result && tables_->total_changes() != before) return false;
    }
    ERRAND_TRY_VOID(tables_->commit.run());
    return true;
}

Result<> Writer::write_within_savepoint(Written& one) {
    ERRAND_TRY_VOID(tables_->savepoint.run());
    one.result = one.write->apply(*tables_);
    if (!one.result) {
        ERRAND_TRY_VOID(tables_->undo.run());
        tables_->forget();
        ERRAND_TRY_VOID(tables_->refresh());
    }
    return tables_->release.run();
}

void Writer::complete_later(Group group) {
    boost::asio::post(executor_, [alive = alive_, group = std::move(group)]() mutable {
        for (auto& one : group) {
            if (!*alive) return;
            one.write->complete(std::move(one.result));
        }
    });
}

}  // namespace errand::journal
