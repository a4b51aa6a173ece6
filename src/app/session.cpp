#include "app/session.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "app/limits.hpp"
#include "base/id.hpp"

namespace errand::app {
namespace {

// The ids of every ask that is open now.
std::set<std::string, std::less<>> open_ids(const json::value& conversation) {
    std::set<std::string, std::less<>> ids;
    const auto* errands = json::find(conversation, "errands");
    if (errands == nullptr || !errands->is_array()) return ids;
    for (const auto& errand : errands->get_array()) {
        const auto* ask = json::find(errand, "view.ask");
        if (ask != nullptr && ask->is_object()) ids.emplace(json::string_at(*ask, "id"));
    }
    return ids;
}

std::uint64_t number_at(const json::value& event, std::string_view key) {
    const auto* number = json::find(event, key);
    return number != nullptr && number->is_int64() && number->get_int64() > 0
               ? static_cast<std::uint64_t>(number->get_int64())
               : 0;
}

}  // namespace

Session::Session(net::Client& client, ConnectOptions options, Connection connection,
                 std::string conversation, OnEvent on_event)
    : client_(client),
      options_(std::move(options)),
      connection_(std::move(connection)),
      api_(client, connection_.assistant.door),
      conversation_(std::move(conversation)),
      on_event_(std::move(on_event)) {}

async::Awaitable<Result<>> Session::skip_earlier() {
    const auto told = std::exchange(on_event_, OnEvent{});
    const auto settled = co_await settle();
    on_event_ = told;
    results_.clear();
    co_return settled;
}

async::Awaitable<Result<>> Session::say(std::string text, std::optional<std::uint64_t> errand,
                                        std::vector<std::string> attach) {
    const auto key = make_id("say");
    last_errand_ = 0;
    co_return co_await take([this, &text, &attach, &key, errand] {
        return api_.say(conversation_, text, attach, key, errand);
    });
}

async::Awaitable<Result<>> Session::answer(std::string ask, json::object body) {
    const auto key = make_id("answer");
    last_errand_ = 0;
    co_return co_await take([this, &ask, &body, &key] { return api_.answer(ask, body, key); });
}

async::Awaitable<Result<>> Session::cancel(std::uint64_t errand) {
    co_return co_await take([this, errand] {
        return api_.post(fmt::format("/v1/errands/{}/cancel", errand), json::object{});
    });
}

async::Awaitable<Result<>> Session::close() {
    if (connection_.assistant.process.running())
        ERRAND_CO_TRY_VOID(co_await connection_.assistant.process.stop());
    if (connection_.city && connection_.city->process.running())
        ERRAND_CO_TRY_VOID(co_await connection_.city->process.stop());
    co_return Result<>{};
}

// What is being sent is sent whole: whether it was taken must be known. Waiting may be cut off.
async::Awaitable<Result<>> Session::take(Question question) {
    namespace this_coro = boost::asio::this_coro;
    co_await this_coro::reset_cancellation_state(boost::asio::disable_cancellation());
    const auto taken = co_await persist(std::move(question));
    co_await this_coro::reset_cancellation_state(boost::asio::enable_terminal_cancellation());
    if (!taken) co_return fail(taken.error());
    co_return co_await settle();
}

// What was said once is asked again with the same key after a restart: said once.
async::Awaitable<Result<json::value>> Session::persist(Question question) {
    auto answer = co_await question();
    const bool gone = !answer && (answer.error().code == ErrorCode::Unavailable ||
                                  answer.error().code == ErrorCode::Timeout);
    if (!gone || !connection_.started || connection_.assistant.process.running()) co_return answer;
    ERRAND_CO_TRY_VOID(co_await reconnect(options_, connection_));
    api_ = client::Api(client_, connection_.assistant.door);
    answer = co_await question();
    // It had been taken before the assistant went away.
    if (!answer && answer.error().code == ErrorCode::Conflict) co_return json::value(nullptr);
    co_return answer;
}

async::Awaitable<Result<>> Session::settle() {
    const auto deadline = async::after(kSettleDeadline);
    for (;;) {
        ERRAND_CO_TRY(const auto now, co_await persist([this] {
                          return api_.conversation(conversation_, kLookEvery);
                      }));
        const bool settled = client::is_settled(now);
        ERRAND_CO_TRY_VOID(co_await read_events());
        // While a model speaks it is not done.
        const auto now_at = std::chrono::steady_clock::now();
        if (settled || now_at > std::max(deadline, last_words_ + kSettleDeadline)) {
            open_ask_ = nullptr;
            const auto open = open_ids(now);
            std::erase_if(asks_, [&](const auto& ask) { return !open.contains(ask.first); });
            const auto latest = std::ranges::max_element(
                asks_, {}, [](const auto& ask) { return number_at(ask.second, "seq"); });
            if (latest != asks_.end()) open_ask_ = latest->second;
            co_return Result<>{};
        }
    }
}

async::Awaitable<Result<>> Session::read_events() {
    for (;;) {
        ERRAND_CO_TRY(const auto page, co_await api_.events(conversation_, last_seq_, kEventsPage));
        for (const auto& event : page) deliver(event);
        if (page.size() < kEventsPage) co_return Result<>{};
    }
}

async::Awaitable<> Session::follow() {
    auto source = api_.follow(conversation_, last_seq_);
    for (;;) {
        const auto event = co_await source->next(async::after(std::chrono::hours(1)));
        if (!event) {
            if (event.error().code == ErrorCode::Timeout) continue;
            co_return;
        }
        if (const auto parsed = json::parse(event->data)) deliver(*parsed);
    }
}

// Runs beside; where the stream ends, the work goes on without it.
async::Awaitable<Result<>> Session::aloud(async::Awaitable<Result<>> work) {
    namespace asio = boost::asio;
    const auto executor = co_await asio::this_coro::executor;
    std::optional<Result<>> done;
    const auto keep = [&done](async::Awaitable<Result<>> what) -> async::Awaitable<> {
        done.emplace(co_await std::move(what));
    };
    const auto follow_on = [this, &executor]() -> async::Awaitable<> {
        co_await follow();
        asio::steady_timer never(executor, async::Deadline::max());
        co_await never.async_wait(asio::use_awaitable);
    };
    const auto [order, thrown, others] =
        co_await asio::experimental::make_parallel_group(
            asio::co_spawn(executor, keep(std::move(work)), asio::deferred),
            asio::co_spawn(executor, follow_on(), asio::deferred))
            .async_wait(asio::experimental::wait_for_one(), asio::use_awaitable);
    if (done) co_return *std::move(done);
    if (thrown) std::rethrow_exception(thrown);
    co_return fail(ErrorCode::Cancelled, "it was interrupted");
}

void Session::deliver(const json::value& event) {
    const auto kind = json::string_at(event, "kind");
    if (kind == "partial" || kind == "superseded") {  // not recorded: they have no number
        last_words_ = std::chrono::steady_clock::now();
        if (on_event_) on_event_(event);
        return;
    }
    if (kind == "working") {  // neither; and a terminal keeps every line
        last_words_ = std::chrono::steady_clock::now();
        if (last_words_ < working_shown_ + kWorkingShownEvery) return;
        working_shown_ = last_words_;
        if (on_event_) on_event_(event);
        return;
    }
    const auto seq = number_at(event, "seq");
    if (seq <= last_seq_) return;
    last_seq_ = seq;
    if (const auto errand = number_at(event, "errand"); errand > 0) last_errand_ = errand;
    if (kind == "ask") {
        asks_[std::string(json::string_at(event, "id"))] = event;
        open_ask_ = event;
    }
    if (kind == "result") {
        finished_.insert(number_at(event, "errand"));
        results_[number_at(event, "errand")] = std::string(json::string_at(event, "status"));
    }
    if (on_event_) on_event_(event);
}

Result<json::object> sign(const json::value& ask, const crypto::PrivateKey& key,
                          const std::string& language, const TimeZone& zone,
                          std::function<bool(const Lines&)> confirm) {
    const auto* document = json::find(ask, "approval");
    if (document == nullptr)
        return fail(ErrorCode::Corrupt, "the ask holds nothing that could be signed");
    commerce::KeyApprover approver(key, language, zone, std::move(confirm));
    if (json::string_at(*document, "type") == commerce::kCallApprovalType) {
        ERRAND_TRY(const auto call, json::decode<commerce::CallApproval>(*document));
        ERRAND_TRY(const auto given, approver.present(call));
        if (!given) return json::object{{"approve", false}};
        return json::object{{"approve", true}, {"signature", given->signature}};
    }
    ERRAND_TRY(const auto approval, json::decode<commerce::Approval>(*document));
    ERRAND_TRY(const auto given, approver.present(approval));
    if (!given) return json::object{{"approve", false}};
    return json::object{{"approve", true}, {"signature", given->signature.value_or("")}};
}

}  // namespace errand::app
