#include "journal/sqlite/writer.hpp"

#include <algorithm>
#include <boost/asio/post.hpp>
#include <iterator>

#include "journal/limits.hpp"

namespace errand::journal {
Writer::Writer(std::unique_ptr<Tables> tables, boost::asio::any_io_executor executor)
    : tables_(std::move(tables)),
      executor_(std::move(executor)),
      lazy_timer_(executor_),
      written_bell_(executor_),
      thread_([this] { run(); }) {}

Writer::~Writer() {
    *alive_ = false;
    lazy_timer_.cancel();
    {
        const std::lock_guard lock(mutex_);
        std::ranges::move(lazy_, std::back_inserter(queue_));
        stopping_ = true;
    }
    woken_.notify_one();
    thread_.join();
    tables_.reset();
}

void Writer::push(std::unique_ptr<Write> write, Haste haste) {
    if (haste == Haste::Lazy && lazy_.size() < kMaxWritesInGroup) {
        lazy_.push_back(std::move(write));
        return push_later();
    }
    if (enqueue(write)) return wake_soon();
    boost::asio::post(executor_, [alive = alive_, write = std::move(write)] {
        if (*alive)
            write->complete(fail(ErrorCode::Exhausted, "too many writes wait for the journal",
                                 "Try again in a moment."));
    });
}

void Writer::push_later() {
    if (std::exchange(lazy_armed_, true)) return;
    lazy_timer_.expires_after(kLazyDelay);
    lazy_timer_.async_wait([this, alive = alive_](const boost::system::error_code&) {
        if (!*alive) return;
        lazy_armed_ = false;
        if (lazy_.empty()) return;
        auto last = std::move(lazy_.back());
        lazy_.pop_back();
        push(std::move(last));
    });
}

// What one turn of the loop asks for (an event, then a checkpoint) shares one commit.
void Writer::wake_soon() {
    if (std::exchange(waking_, true)) return;
    boost::asio::post(executor_, [this, alive = alive_] {
        if (!*alive) return;
        waking_ = false;
        {
            const std::lock_guard lock(mutex_);
            ready_ = true;
        }
        woken_.notify_one();
    });
}

// With the lazy ones that were asked for before it.
bool Writer::enqueue(std::unique_ptr<Write>& write) {
    const std::lock_guard lock(mutex_);
    if (queue_.size() + lazy_.size() >= kMaxQueuedWrites) return false;
    outstanding_ += lazy_.size() + 1;
    std::ranges::move(lazy_, std::back_inserter(queue_));
    lazy_.clear();
    queue_.push_back(std::move(write));
    listen();
    return true;
}

void Writer::listen() {
    if (outstanding_ == 0 || std::exchange(listening_, true)) return;
    written_bell_.wait([this, alive = alive_] {
        if (!*alive) return;
        listening_ = false;
        complete_written();
    });
}

void Writer::run() {
    std::unique_lock lock(mutex_);
    for (;;) {
        woken_.wait(lock, [this] { return stopping_ || (ready_ && !queue_.empty()); });
        if (queue_.empty()) return;
        Group group;
        const auto count = std::min(queue_.size(), kMaxWritesInGroup);
        group.reserve(count);
        for (std::size_t at = 0; at < count; ++at) group.push_back({std::move(queue_[at]), {}});
        queue_.erase(queue_.begin(), queue_.begin() + static_cast<std::ptrdiff_t>(count));
        ready_ = !queue_.empty();
        lock.unlock();
        write_group(group);
        lock.lock();
        const bool told = !written_.empty();
        std::ranges::move(group, std::back_inserter(written_));
        // Not under the lock, which the woken thread takes at once.
        lock.unlock();
        if (!told) written_bell_.ring();
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

void Writer::complete_written() {
    Group group;
    {
        const std::lock_guard lock(mutex_);
        group.swap(written_);
    }
    outstanding_ -= group.size();
    const auto alive = alive_;
    for (auto& one : group) {
        if (!*alive) return;
        one.write->complete(std::move(one.result));
    }
    if (*alive) listen();
}

}  // namespace errand::journal
