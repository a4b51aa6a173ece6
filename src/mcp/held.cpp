#include "mcp/held.hpp"

#include <algorithm>
#include <boost/asio/as_tuple.hpp>
#include <utility>

#include "base/encoding.hpp"
#include "base/id.hpp"
#include "mcp/input_requests.hpp"
#include "mcp/limits.hpp"

namespace errand::mcp {

namespace asio = boost::asio;

namespace {

constexpr auto kTuple = asio::as_tuple(asio::use_awaitable);

}  // namespace

Held::Held(const asio::any_io_executor& executor, std::string user)
    : executor_(executor),
      id_(random_token()),
      user_(std::move(user)),
      changed_(executor, async::Deadline::max()) {}

async::Awaitable<Result<json::object>> Held::ask(json::object params) {
    if (open_.size() >= kMaxInputRequests || asked_ >= kMaxInputRequests * kMaxInputRounds)
        co_return fail(ErrorCode::Exhausted, "the service asks too much");
    const auto key = std::to_string(++asked_);
    ERRAND_CO_TRY(auto question, question_of(key, params));
    const auto open = std::make_shared<Open>(
        Open{.question = std::move(question),
             .answered = asio::steady_timer(executor_, async::after(kHeldQuestion)),
             .answer = {}});
    struct Close {
        ~Close() { all.erase(key); }
        std::map<std::string, std::shared_ptr<Open>>& all;
        const std::string& key;
    };
    open_.emplace(key, open);
    const Close close{open_, key};
    changed_.cancel();
    (void)co_await open->answered.async_wait(kTuple);
    if (!open->answer) co_return json::object{{"action", "cancel"}};
    co_return *std::move(open->answer);
}

void Held::progress(const json::object& params) {
    tool::Progress progress;
    const auto number = [&](std::string_view key) -> std::optional<double> {
        const auto* found = params.if_contains(key);
        if (found == nullptr || !found->is_number()) return {};
        return found->to_number<double>();
    };
    const auto done = number("progress");
    if (!done) return;
    progress.done = *done;
    progress.of = number("total");
    progress.message = utf8_prefix(json::string_at(params, "message"), kMaxShownProgress);
    told_ = std::chrono::steady_clock::now();
    message_ = progress.message;
    if (on_progress_) on_progress_(progress);
}

bool Held::works() const {
    return told_ && std::chrono::steady_clock::now() - *told_ < kHeldSilence;
}

void Held::finish(Result<tool::CallResult> result) {
    result_ = std::move(result);
    place_.reset();
    for (const auto& [key, open] : open_) open->answered.cancel();  // nobody waits for them
    changed_.cancel();
}

async::Awaitable<> Held::wait(async::Deadline deadline) {
    const auto news = [this] {
        return finished() ||
               std::ranges::any_of(open_, [](const auto& one) { return !one.second->answer; });
    };
    while (!news() && std::chrono::steady_clock::now() < deadline) {
        changed_.expires_at(deadline);
        (void)co_await changed_.async_wait(kTuple);
    }
}

std::vector<tool::Question> Held::questions() const {
    std::vector<tool::Question> all;
    for (const auto& [key, open] : open_)
        if (!open->answer) all.push_back(open->question);
    return all;
}

std::chrono::milliseconds Held::patience() const {
    auto first = async::after(kHeldQuestion);
    for (const auto& [key, open] : open_)
        if (!open->answer) first = std::min(first, open->answered.expiry());
    return std::chrono::duration_cast<std::chrono::milliseconds>(first -
                                                                 std::chrono::steady_clock::now());
}

bool Held::forgotten() const {
    return finished() && std::chrono::steady_clock::now() - begun_ > kHeldCall;
}

void Held::answer(const json::object& answers) {
    for (const auto& [key, open] : open_) {
        const auto* answer = answers.if_contains(key);
        if (answer == nullptr || !answer->is_object() || open->answer) continue;
        open->answer = answer->get_object();
        open->answered.cancel();
    }
}

Result<> HeldCalls::keep(std::shared_ptr<Held> held) {
    std::erase_if(held_, [](const auto& one) { return one->forgotten(); });
    const auto own = std::ranges::count(held_, held->user(), &Held::user);
    if (held_.size() >= kMaxHeldCalls || std::cmp_greater_equal(own, kMaxHeldCallsOfUser))
        return fail(ErrorCode::Exhausted, "too many calls of this service wait already");
    held_.push_back(std::move(held));
    return {};
}

std::shared_ptr<Held> HeldCalls::find(const std::string& id) const {
    const auto found = std::ranges::find(held_, id, &Held::id);
    return found == held_.end() ? nullptr : *found;
}

void HeldCalls::forget(const std::string& id) {
    std::erase_if(held_, [&](const auto& one) { return one->id() == id; });
}

void HeldCalls::cut_all() {
    for (const auto& one : std::exchange(held_, {}))
        one->cut().emit(asio::cancellation_type::terminal);
}

}  // namespace errand::mcp
