// Owns: the Journal over one SQLite file: numbers what is new, hands writes to the writer thread
// and reads on the caller's. Strand: the executor's thread. Must stay true: ids and numbers handed
// out are never handed out again while this journal holds the lease, since only its holder may
// create flows.
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <map>
#include <random>
#include <unordered_map>
#include <utility>

#include "journal/limits.hpp"
#include "journal/sqlite/open.hpp"
#include "journal/sqlite/reads.hpp"
#include "journal/sqlite/schema.hpp"
#include "journal/sqlite/subscribers.hpp"
#include "journal/sqlite/writer.hpp"
#include "journal/sqlite/writes.hpp"

namespace errand::journal {
namespace {

using async::Awaitable;
namespace asio = boost::asio;

// Waits for what `start` hands its handler to.
template <class Outcome, class Start>
Awaitable<Outcome> handed_back(Start start) {
    co_return co_await asio::async_initiate<const asio::use_awaitable_t<>, void(Outcome)>(
        [&start](auto handler) {
            start([handler = std::move(handler)](Outcome outcome) mutable {
                std::move(handler)(std::move(outcome));
            });
        },
        asio::use_awaitable);
}

Time system_now() {
    return std::chrono::floor<Millis>(std::chrono::system_clock::now());
}

class SqliteJournal final : public Journal {
  public:
    SqliteJournal(std::unique_ptr<Tables> tables, sqlite::Database reading,
                  asio::any_io_executor executor)
        : executor_(executor),
          reads_(std::in_place, std::move(reading)),
          writer_(std::move(tables), std::move(executor)) {}

    // The writing connection closes last, since only it can fold the WAL into the database.
    ~SqliteJournal() override { reads_.reset(); }

    Awaitable<Result<std::uint64_t>> take_lease(std::string holder) override {
        auto epoch = co_await handed_back<Result<std::uint64_t>>([&](auto handler) {
            writer_.push(
                std::make_unique<LeaseWrite>(std::move(holder), system_now(), std::move(handler)));
        });
        if (epoch) {
            // Another holder may have numbered flows meanwhile.
            last_numbers_.clear();
            ERRAND_CO_TRY(last_flow_, reads_->last_flow());
        }
        co_return epoch;
    }

    Awaitable<Result<Begun>> begin(NewFlow flow, Done durable) override {
        ERRAND_CO_TRY_VOID(check_text(flow.user + flow.conversation + flow.key));
        if (!flow.key.empty()) {
            ERRAND_CO_TRY(auto known, begun_before(flow, durable));
            if (known) co_return *std::move(known);
        }
        auto input = json::write(flow.input);
        ERRAND_CO_TRY_VOID(check_text(input));
        Publishing publishing(std::exchange(flow.events, {}), system_now(), subscribers_);
        ERRAND_CO_TRY_VOID(publishing.check());
        ERRAND_CO_TRY(const auto number, next_number(flow.user));
        Begun begun;
        begun.salt = random_salt();
        begun.info.id = ++last_flow_;
        begun.info.number = number;
        begun.info.user = flow.user;
        begun.info.conversation = flow.conversation;
        begun.info.skill = flow.skill;
        begun.info.version = flow.version;
        begun.info.created = begun.info.updated = flow.now;
        ++creates_;
        if (!flow.key.empty()) creating_[{flow.user, flow.key}].begun = begun;
        auto done = [this, user = flow.user, key = flow.key,
                     durable = std::move(durable)](Result<> result) mutable {
            created(user, key, result);
            durable(std::move(result));
        };
        writer_.push(std::make_unique<CreateWrite>(std::move(flow), std::move(publishing),
                                                   std::move(input), begun, std::move(done)),
                     Writer::Haste::Lazy);
        co_return begun;
    }

    void append(Append append, Done done) override {
        const auto haste = append.lazy ? Writer::Haste::Lazy : Writer::Haste::Now;
        auto write =
            std::make_unique<AppendWrite>(std::move(append), subscribers_, std::move(done));
        if (auto checked = write->check(); checked) {
            writer_.push(std::move(write), haste);
        } else {
            asio::post(executor_,
                       [write = std::move(write), checked = std::move(checked)]() mutable {
                           write->complete(std::move(checked));
                       });
        }
    }

    Awaitable<Result<std::optional<WaitingSignal>>> add_signal(NewSignal signal) override {
        ERRAND_CO_TRY_VOID(check_text(json::write(signal.data)));
        ERRAND_CO_TRY_VOID(check_text(signal.name + signal.key));
        co_return co_await handed_back<Result<std::optional<WaitingSignal>>>([&](auto handler) {
            writer_.push(std::make_unique<SignalWrite>(std::move(signal), std::move(handler)));
        });
    }

    Awaitable<Result<std::uint64_t>> publish(std::string user, std::string conversation,
                                             json::object event, std::uint64_t errand) override {
        std::vector<json::object> events;
        events.push_back(std::move(event));
        Publishing publishing(std::move(events), system_now(), subscribers_);
        ERRAND_CO_TRY_VOID(publishing.check());
        co_return co_await handed_back<Result<std::uint64_t>>([&](auto handler) {
            writer_.push(std::make_unique<PublishWrite>(std::move(user), std::move(conversation),
                                                        errand, std::move(publishing),
                                                        std::move(handler)));
        });
    }

    Awaitable<Result<>> sync() override {
        co_return co_await handed_back<Result<>>(
            [&](auto handler) { writer_.push(std::make_unique<SyncWrite>(std::move(handler))); });
    }

    Awaitable<Result<FlowInfo>> flow(std::uint64_t id) override { co_return reads_->flow(id); }
    Awaitable<Result<FlowInfo>> flow_by_number(std::string user, std::uint64_t number) override {
        co_return reads_->flow_by_number(user, number);
    }
    Awaitable<Result<std::vector<FlowInfo>>> flows(FlowQuery query) override {
        co_return reads_->flows(query);
    }
    Awaitable<Result<std::vector<Record>>> records(std::uint64_t flow,
                                                   std::uint64_t after) override {
        co_return reads_->records(flow, after);
    }
    Awaitable<Result<std::vector<Event>>> events(EventQuery query) override {
        co_return reads_->events(query);
    }
    Awaitable<Result<std::uint64_t>> last_event(std::string user) override {
        co_return reads_->last_event(user);
    }
    Subscription subscribe(std::string user, std::function<void(const Event&)> callback) override {
        return subscribers_->add(user, std::move(callback));
    }
    Awaitable<Result<Stored>> load(std::uint64_t flow) override { co_return reads_->load(flow); }
    Awaitable<Result<std::vector<std::uint64_t>>> unfinished(std::uint64_t after,
                                                             std::size_t limit) override {
        co_return reads_->unfinished(after, limit);
    }
    Awaitable<Result<std::vector<Due>>> due(Time now, Due after, std::size_t limit) override {
        co_return reads_->due(now, after, limit);
    }
    Awaitable<Result<std::optional<Time>>> next_wake(Time after) override {
        co_return reads_->next_wake(after);
    }

  private:
    struct Creating {
        Begun begun;
        std::vector<Done> waiting;
    };

    // The flow that this key began, durable or about to be.
    Result<std::optional<Begun>> begun_before(const NewFlow& flow, Done& durable) {
        if (const auto found = creating_.find({flow.user, flow.key}); found != creating_.end()) {
            found->second.waiting.push_back(std::move(durable));
            auto begun = found->second.begun;
            begun.fresh = false;
            return std::optional<Begun>(std::move(begun));
        }
        ERRAND_TRY(auto info, reads_->flow_by_key(flow.user, flow.key));
        if (!info) return std::optional<Begun>{};
        ERRAND_TRY(const auto salt, reads_->salt(info->id));
        asio::post(executor_, [durable = std::move(durable)]() mutable { durable({}); });
        return std::optional<Begun>(Begun{*std::move(info), salt, false});
    }

    void created(const std::string& user, const std::string& key, const Result<>& done) {
        --creates_;
        if (key.empty()) return;
        auto node = creating_.extract({user, key});
        for (auto& one : node.mapped().waiting) one(done);
    }

    Result<std::uint64_t> next_number(const std::string& user) {
        // What is queued is in no table yet: the numbers may be forgotten only while nothing is.
        if (last_numbers_.size() > kMaxRememberedNames && creates_ == 0) last_numbers_.clear();
        auto found = last_numbers_.find(user);
        if (found == last_numbers_.end()) {
            ERRAND_TRY(const auto last, reads_->last_number(user));
            found = last_numbers_.emplace(user, last).first;
        }
        return ++found->second;
    }

    static std::uint64_t random_salt() {
        static std::random_device device;
        return (static_cast<std::uint64_t>(device()) << 32U) | device();
    }

    asio::any_io_executor executor_;
    std::optional<Reads> reads_;
    std::shared_ptr<Subscribers> subscribers_ = std::make_shared<Subscribers>();
    std::uint64_t last_flow_ = 0;
    std::unordered_map<std::string, std::uint64_t> last_numbers_;
    std::map<std::pair<std::string, std::string>, Creating> creating_;
    std::size_t creates_ = 0;  // queued
    Writer writer_;
};

}  // namespace

Result<std::unique_ptr<Journal>> open_sqlite(const std::filesystem::path& file,
                                             asio::any_io_executor executor) {
    ERRAND_TRY(auto writing, sqlite::Database::open(file));
    ERRAND_TRY_VOID(writing.migrate(migrations()));
    // Undoing a savepoint needs the pages' earlier state: in memory, not in a file of its own.
    ERRAND_TRY_VOID(writing.execute("PRAGMA temp_store=MEMORY"));
    ERRAND_TRY_VOID(writing.bound_wal(kWalPages));
    auto tables = std::make_unique<Tables>(std::move(writing));
    ERRAND_TRY_VOID(tables->prepare());
    ERRAND_TRY(auto reading, sqlite::Database::open(file, sqlite::Mode::ReadOnly));
    return std::make_unique<SqliteJournal>(std::move(tables), std::move(reading),
                                           std::move(executor));
}

}  // namespace errand::journal
