// Owns: the thread that writes, and its queue. Writes are committed in groups: whatever waits when
// the last commit ended is the next group, one savepoint each, one synced commit for all. Where
// only lazy writes wait, the next commit waits up to kLazyDelay for one that is not.
// Strand: push() and the completions, in the order of the pushes, are the executor's one thread.
// Must stay true: a write is completed only after the commit that holds it is durable; a write that
// fails changes nothing and does not disturb its group.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/steady_timer.hpp>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "async/doorbell.hpp"
#include "base/error.hpp"
#include "journal/sqlite/tables.hpp"

namespace errand::journal {

class Write {
  public:
    virtual ~Write() = default;
    // On the writer thread. What an error leaves behind is undone; then it may be applied again.
    virtual Result<> apply(Tables& tables) = 0;
    // On the executor.
    virtual void complete(Result<> done) = 0;
};

class Writer {
  public:
    Writer(std::unique_ptr<Tables> tables, boost::asio::any_io_executor executor);
    // Writes what is queued; completes nothing more.
    ~Writer();
    Writer(const Writer&) = delete;
    Writer& operator=(const Writer&) = delete;

    enum class Haste { Now, Lazy };
    void push(std::unique_ptr<Write> write, Haste haste = Haste::Now);

  private:
    struct Written {
        std::unique_ptr<Write> write;
        Result<> result;
    };
    using Group = std::vector<Written>;

    // Takes the write unless the queue is full.
    bool enqueue(std::unique_ptr<Write>& write);
    void push_later();
    void wake_soon();
    void run();
    enum class Savepoints { None, Each };
    void write_group(Group& group);
    // False where a write failed in the middle, which only a savepoint could undo.
    Result<bool> write_all(Group& group, Savepoints savepoints);
    Result<> write_within_savepoint(Written& one);
    void abandon();
    // Calls complete_written once a group is written, while one is outstanding.
    void listen();
    void complete_written();

    std::unique_ptr<Tables> tables_;
    boost::asio::any_io_executor executor_;
    std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);  // the executor's thread only

    // Lazy writes stay on the executor's thread until one that hurries, or the timer, takes them
    // along: the writer thread is not woken for them.
    std::vector<std::unique_ptr<Write>> lazy_;
    boost::asio::steady_timer lazy_timer_;
    bool lazy_armed_ = false;
    bool waking_ = false;  // the writer thread is about to be woken
    // Handed to the writer thread and not completed. While there are any, the bell is waited for,
    // which keeps the event loop running.
    std::size_t outstanding_ = 0;
    bool listening_ = false;
    async::Doorbell written_bell_;

    std::mutex mutex_;
    std::condition_variable woken_;
    std::vector<std::unique_ptr<Write>> queue_;
    Group written_;
    bool ready_ = false;  // what is queued may be taken
    bool stopping_ = false;
    std::thread thread_;
};

}  // namespace errand::journal
