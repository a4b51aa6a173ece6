#include "mcp/run.hpp"

#include <fmt/format.h>

#include <array>
#include <boost/asio/as_tuple.hpp>
#include <tuple>
#include <utility>

#include "base/encoding.hpp"
#include "base/log.hpp"
#include "base/printable.hpp"

namespace errand::mcp {

namespace asio = boost::asio;

namespace {

constexpr auto kTuple = asio::as_tuple(asio::use_awaitable);

// Values that were let through to the program do not come back in a message.
std::string without_values(std::string text, const Command& command) {
    for (const auto& [name, value] : command.environment) {
        if (value.size() < kMinHiddenBytes) continue;
        for (auto at = text.find(value); at != std::string::npos; at = text.find(value, at))
            text.replace(at, value.size(), "[" + name + "]");
    }
    return text;
}

}  // namespace

Run::Run(const asio::any_io_executor& executor, std::unique_ptr<Child> started,
         std::shared_ptr<const ChildSettings> settings)
    : loop_(executor),
      child_(std::move(started)),
      reader_(executor, child_->take_output()),
      errors_(executor, child_->take_error()),
      errors_ended_(executor),
      writer_(std::make_shared<LineWriter>(executor, child_->take_input())),
      settings_(std::move(settings)) {}

void Run::begin() {
    const auto ended = [](const std::exception_ptr&) {};
    asio::co_spawn(loop_, read(), ended);
    asio::co_spawn(loop_, read_errors(), ended);
}

void Run::end(std::string why) {
    if (over_) return;
    over_ = true;
    ended_ = std::chrono::steady_clock::now();
    why_ = std::move(why);
    if (!leaving_) child_->kill();
    boost::system::error_code ignored;
    errors_.close(ignored);
    reader_.close();
    writer_->close();
    for (auto& [id, call] : waiting_) call->answered.cancel();
    if (!why_.empty()) log::warn("{} {}: it is ended", settings_->command.program, why_);
}

async::Awaitable<> Run::read() {
    const auto self = shared_from_this();
    while (!over_) {
        const auto line = co_await reader_.next();
        if (over_) break;
        if (!line && line.error().code == ErrorCode::Exhausted) {
            end("says too much: " + line.error().message);
        } else if (!line || !*line) {
            co_await hear_last_errors();
            end({});
        } else {
            take(**line);
        }
    }
    // Nothing of it stays behind, not even its number.
    if (!leaving_) co_await child_->finish();
}

// What it said last is the likeliest reason for its end, and may come a little later.
async::Awaitable<> Run::hear_last_errors() {
    if (!hears_errors_) co_return;
    errors_ended_.expires_after(kLastErrors);
    (void)co_await errors_ended_.async_wait(kTuple);
}

async::Awaitable<> Run::read_errors() {
    const auto self = shared_from_this();
    asio::steady_timer pause(loop_);
    std::array<char, kErrorPiece> piece{};
    for (;;) {
        const auto [error, count] = co_await errors_.async_read_some(asio::buffer(piece), kTuple);
        if (error) break;
        said_.append(piece.data(), count);
        if (said_.size() > kMaxErrorOutput) said_.erase(0, said_.size() - kMaxErrorOutput);
        pause.expires_after(kErrorPause);
        if (count == piece.size()) (void)co_await pause.async_wait(kTuple);
    }
    hears_errors_ = false;
    errors_ended_.cancel();
}

void Run::pass_over(std::size_t bytes) {
    stray_bytes_ += bytes;
    if (++stray_ > kMaxStrayMessages || stray_bytes_ > kMaxStrayBytes)
        end("says too much that nobody asked for");
}

void Run::take(const std::string& line) {
    heard_ = std::chrono::steady_clock::now();
    auto parsed = json::parse(line);
    auto message =
        parsed ? read_message(*std::move(parsed)) : Result<Message>(fail(parsed.error()));
    // Some programs print to their output what belongs elsewhere.
    if (!message) return pass_over(line.size());
    if (message->kind == Message::Kind::Response) {
        const auto id = json::write(message->id);
        const auto found = waiting_.find(id);
        if (found == waiting_.end()) {
            given_up_.answered(id);
            return pass_over(line.size());
        }
        found->second->answer = *std::move(message);
        found->second->answered.cancel();
        answered_ = true;
        silent_calls_ = 0;
        stray_ = stray_bytes_ = 0;
        return;
    }
    pass_over(line.size());
    if (over_) return;
    if (message->kind == Message::Kind::Notification) return tell(*message);
    // Only legacy servers ask, and do not say during which call; any that runs may answer.
    const auto during = waiting_.empty() ? nullptr : waiting_.begin()->second;
    asio::co_spawn(loop_, serve(*std::move(message), during),
                   [self = shared_from_this()](const std::exception_ptr&) {});
}

void Run::tell(const Message& message) {
    const auto* token = message.params.if_contains("progressToken");
    if (token == nullptr) return;
    const auto found = waiting_.find(json::write(*token));
    if (found == waiting_.end()) return;
    const auto call = found->second;
    if (call->outgoing.on_progress && is_progress_of(message, call->outgoing.message))
        call->outgoing.on_progress(message.params);
}

async::Awaitable<> Run::serve(Message message, std::shared_ptr<Waiting> during) {
    const auto id = message.id;
    if (during && during->outgoing.on_request) {
        const auto answer = co_await during->outgoing.on_request(std::move(message));
        std::ignore = post(answer);
        co_return;
    }
    std::ignore =
        post(message.method == "ping" ? write_result(id, {})
                                      : write_error(id, kMethodNotFound, "nothing is asked now"));
}

Result<> Run::post(const json::object& message) {
    return writer_->post(json::write(message));
}

// The deadline, or the caller's own cancellation: the program need not go on with it. One that has
// fallen silent is ended, so that the next call starts it anew.
void Run::give_up(const Waiting& call) {
    const auto& id = call.outgoing.message.at("id");
    std::ignore = post(write_notification("notifications/cancelled", {{"requestId", id}}));
    if (call.outgoing.may_ask) given_up_.add(json::write(id));
    const auto now = std::chrono::steady_clock::now();
    if (!answered_) {
        if (now - started_ >= settings_->limits.first_answer)
            end("has not answered since it was started");
        return;
    }
    if (now - std::max(heard_, call.since) < settings_->limits.silence) return;
    if (++silent_calls_ >= settings_->limits.silent_calls) end("does not answer any more");
}

std::string Run::last_words() const {
    auto words = without_values(said_, settings_->command);
    while (words.ends_with('\n') || words.ends_with('\r')) words.pop_back();
    if (words.size() > kMaxShownErrors) words.erase(0, words.size() - kMaxShownErrors);
    std::string line;
    for (const char one : words) line += one == '\n' || one == '\r' || one == '\t' ? ' ' : one;
    line = printable_line(line);
    if (why_.empty()) return line;
    return line.empty() ? "it " + why_ : fmt::format("it {}; {}", why_, line);
}

async::Awaitable<Result<Incoming>> Run::exchange(Outgoing outgoing, async::Deadline deadline) {
    const auto self = shared_from_this();
    if (waiting_.size() >= kMaxWaitingCalls)
        co_return fail(ErrorCode::Exhausted,
                       "too many calls wait for " + settings_->command.program,
                       "try again in a moment");
    const auto key = json::write(outgoing.message.at("id"));
    const auto call = std::make_shared<Waiting>(loop_, std::move(outgoing));
    struct Forget {
        ~Forget() { run.waiting_.erase(key); }
        Run& run;
        const std::string& key;
    };
    waiting_.emplace(key, call);
    const Forget forget{*this, key};
    ERRAND_CO_TRY_VOID(post(call->outgoing.message));
    call->answered.expires_at(deadline);
    co_await call->answered.async_wait(kTuple);
    if (call->answer) co_return Incoming{std::move(call->answer), 0};
    if (!over_) {
        give_up(*call);
        co_return fail(ErrorCode::Timeout, settings_->command.program + " did not answer in time",
                       "the effect may or may not have happened");
    }
    const auto words = last_words();
    co_return fail(ErrorCode::Timeout,
                   settings_->command.program + " ended before it answered" +
                       (words.empty() ? "" : ": " + words),
                   "the effect may or may not have happened");
}

async::Awaitable<> Run::finish() {
    const auto self = shared_from_this();
    leaving_ = true;
    writer_->close();
    co_await child_->finish();
    end({});
}

}  // namespace errand::mcp
