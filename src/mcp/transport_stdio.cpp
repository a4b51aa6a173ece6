// Owns: messages over a child's pipes: starting it, matching answers to calls, starting it again.
// Strand: the event loop's thread.
#include <boost/asio/as_tuple.hpp>
#include <map>
#include <tuple>
#include <utility>

#include "base/log.hpp"
#include "mcp/child.hpp"
#include "mcp/lines.hpp"
#include "mcp/transport.hpp"

namespace errand::mcp {

namespace asio = boost::asio;

namespace {

// One run of the program, and the calls that wait for its answers. The coroutines that read its
// pipes hold it too, and end when the pipes close.
struct Run : std::enable_shared_from_this<Run> {
    struct Waiting {
        explicit Waiting(const asio::any_io_executor& executor, Outgoing asked)
            : outgoing(std::move(asked)), answered(executor) {}
        Outgoing outgoing;
        asio::steady_timer answered;
        std::optional<Message> answer;
    };

    Run(const asio::any_io_executor& executor, std::unique_ptr<Child> started)
        : loop(executor),
          child(std::move(started)),
          reader(executor, child->take_output()),
          errors(executor, child->take_error()),
          writer(std::make_shared<LineWriter>(executor, child->take_input())) {}

    async::Awaitable<> read();
    async::Awaitable<> read_errors();
    void take(const std::string& line);
    async::Awaitable<> serve(Message message, std::shared_ptr<Waiting> during);
    void end();

    asio::any_io_executor loop;
    std::unique_ptr<Child> child;
    LineReader reader;
    LineReader errors;
    std::shared_ptr<LineWriter> writer;
    std::map<std::string, std::shared_ptr<Waiting>> waiting;  // by the id's text
    std::string said;                                         // the end of its error output
    std::size_t stray = 0;
    bool over = false;
};

void Run::end() {
    over = true;
    reader.close();
    errors.close();
    writer->close();
    for (auto& [id, call] : waiting) call->answered.cancel();
}

async::Awaitable<> Run::read() {
    const auto self = shared_from_this();
    for (;;) {
        const auto line = co_await reader.next();
        if (!line || !*line || over) break;
        take(**line);
    }
    end();
}

async::Awaitable<> Run::read_errors() {
    const auto self = shared_from_this();
    for (;;) {
        const auto line = co_await errors.next();
        if (!line || !*line) co_return;
        said.append(**line).append("\n");
        if (said.size() > kMaxErrorOutput) said.erase(0, said.size() - kMaxErrorOutput);
    }
}

void Run::take(const std::string& line) {
    auto parsed = json::parse(line);
    auto message =
        parsed ? read_message(*std::move(parsed)) : Result<Message>(fail(parsed.error()));
    if (!message) {
        // Some programs print to their output what belongs elsewhere.
        if (++stray > kMaxStrayMessages) end();
        return;
    }
    if (message->kind == Message::Kind::Response) {
        const auto found = waiting.find(json::write(message->id));
        if (found == waiting.end()) return;
        found->second->answer = *std::move(message);
        found->second->answered.cancel();
    } else if (message->kind == Message::Kind::Request) {
        // Only legacy servers ask, and do not say during which call; any that runs may answer.
        const auto during = waiting.empty() ? nullptr : waiting.begin()->second;
        asio::co_spawn(loop, serve(*std::move(message), during),
                       [self = shared_from_this()](const std::exception_ptr&) {});
    }
}

async::Awaitable<> Run::serve(Message message, std::shared_ptr<Waiting> during) {
    const auto id = message.id;
    if (during && during->outgoing.on_request) {
        const auto answer = co_await during->outgoing.on_request(std::move(message));
        std::ignore = writer->post(json::write(answer));
        co_return;
    }
    std::ignore = writer->post(json::write(
        message.method == "ping" ? write_result(id, {})
                                 : write_error(id, kMethodNotFound, "nothing is asked now")));
}

class StdioTransport final : public Transport {
  public:
    StdioTransport(asio::any_io_executor executor, Command command)
        : executor_(std::move(executor)), command_(std::move(command)) {}
    ~StdioTransport() override {
        if (run_) run_->end();
    }

    async::Awaitable<Result<Incoming>> exchange(Outgoing outgoing,
                                                async::Deadline deadline) override;
    async::Awaitable<Result<>> notify(json::object message, std::string version,
                                      async::Deadline deadline) override;
    async::Awaitable<> listen(OnRequest, std::string) override {
        co_return;
    }  // one channel for all
    async::Awaitable<> close() override;
    bool has_headers() const override { return false; }
    std::uint64_t generation() const override {
        return run_ && run_->over ? generation_ + 1 : generation_;
    }

  private:
    Result<std::shared_ptr<Run>> running();

    asio::any_io_executor executor_;
    Command command_;
    std::shared_ptr<Run> run_;
    std::uint64_t generation_ = 0;
};

Result<std::shared_ptr<Run>> StdioTransport::running() {
    if (run_ && !run_->over) return run_;
    ERRAND_TRY(auto child, Child::start(command_));
    if (run_) ++generation_;
    run_ = std::make_shared<Run>(executor_, std::move(child));
    const auto ended = [](const std::exception_ptr&) {};
    asio::co_spawn(executor_, run_->read(), ended);
    asio::co_spawn(executor_, run_->read_errors(), ended);
    return run_;
}

std::unexpected<Error> gone(const Command& command, const Run& run) {
    auto last = run.said;
    if (last.ends_with('\n')) last.pop_back();
    last.erase(0, last.rfind('\n') + 1);
    return fail(ErrorCode::Timeout,
                command.program + " ended before it answered" + (last.empty() ? "" : ": " + last),
                "the effect may or may not have happened");
}

async::Awaitable<Result<Incoming>> StdioTransport::exchange(Outgoing outgoing,
                                                            async::Deadline deadline) {
    ERRAND_CO_TRY(const auto run, running());
    if (run->waiting.size() >= kMaxWaitingCalls)
        co_return fail(ErrorCode::Exhausted, "too many calls wait for " + command_.program,
                       "try again in a moment");
    const auto id = outgoing.message.at("id");
    const auto key = json::write(id);
    const auto line = json::write(outgoing.message);
    const auto call = std::make_shared<Run::Waiting>(executor_, std::move(outgoing));
    struct Forget {
        ~Forget() { run.waiting.erase(key); }
        Run& run;
        const std::string& key;
    };
    run->waiting.emplace(key, call);
    const Forget forget{*run, key};
    ERRAND_CO_TRY_VOID(run->writer->post(line));
    call->answered.expires_at(deadline);
    co_await call->answered.async_wait(asio::as_tuple(asio::use_awaitable));
    if (call->answer) co_return Incoming{std::move(call->answer), 0};
    if (run->over) co_return gone(command_, *run);
    // The deadline, or the caller's own cancellation: the program need not go on.
    std::ignore = run->writer->post(
        json::write(write_notification("notifications/cancelled", {{"requestId", id}})));
    co_return fail(ErrorCode::Timeout, command_.program + " did not answer in time",
                   "the effect may or may not have happened");
}

async::Awaitable<Result<>> StdioTransport::notify(json::object message, std::string,
                                                  async::Deadline) {
    ERRAND_CO_TRY(const auto run, running());
    co_return run->writer->post(json::write(message));
}

async::Awaitable<> StdioTransport::close() {
    if (!run_) co_return;
    const auto run = std::exchange(run_, nullptr);
    ++generation_;
    run->writer->close();
    co_await run->child->finish();
    run->end();
}

}  // namespace

std::shared_ptr<Transport> stdio_transport(asio::any_io_executor executor, Command command) {
    return std::make_shared<StdioTransport>(std::move(executor), std::move(command));
}

}  // namespace errand::mcp
