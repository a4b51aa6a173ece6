#include "server/turn.hpp"

#include <fmt/format.h>

#include <boost/asio/as_tuple.hpp>
#include <charconv>

#include "assistant/people.hpp"
#include "assistant/plain.hpp"
#include "base/encoding.hpp"
#include "base/log.hpp"
#include "crypto/hash.hpp"

namespace errand::server {
namespace {

constexpr std::size_t kNumberDigits = 16;
constexpr std::size_t kMarkBytes = 8;

// Of the user and the number, so that a number of another user's names nothing.
std::string mark_of(const std::string& user, std::uint64_t seq) {
    const auto digest = crypto::sha256(fmt::format("turn\n{}\n{}", user, seq));
    return hex_encode(digest.substr(0, kMarkBytes));
}

std::optional<std::uint64_t> number_of(const std::string& user, std::string_view id) {
    if (id.size() != kNumberDigits + 2 * kMarkBytes) return {};
    std::uint64_t seq = 0;
    const auto digits = id.substr(0, kNumberDigits);
    const auto* end = digits.data() + digits.size();
    const auto [stop, error] =
        std::from_chars(digits.data(), digits.data() + digits.size(), seq, 16);
    if (error != std::errc() || stop != end || seq == 0) return {};
    if (id.substr(kNumberDigits) != mark_of(user, seq)) return {};
    return seq;
}

std::unexpected<Error> no_such(std::string_view id) {
    return fail(ErrorCode::NotFound, fmt::format("there is no response '{}'", id));
}

async::Awaitable<Result<journal::Event>> event_at(Rooms& rooms, std::string user,
                                                  std::uint64_t seq) {
    journal::EventQuery query{.user = std::move(user)};
    query.after = seq - 1;
    query.limit = 1;
    ERRAND_CO_TRY(auto events, co_await rooms.services.journal.events(query));
    if (events.empty() || events.front().seq != seq || !is_said(events.front()))
        co_return fail(ErrorCode::NotFound, "there is no such sentence");
    co_return std::move(events.front());
}

Said said_of(const journal::Event& event) {
    const auto spoken = spoken_of(event);
    return {.user = event.user,
            .conversation = event.conversation,
            .seq = event.seq,
            .language = spoken.language,
            .at = spoken.at};
}

}  // namespace

std::string Said::id() const {
    return fmt::format("{:016x}{}", seq, mark_of(user, seq));
}

std::int64_t Said::created() const {
    return std::chrono::duration_cast<std::chrono::seconds>(at.time_since_epoch()).count();
}

async::Awaitable<Result<Said>> say(Rooms& rooms, assistant::Say sentence) {
    if (rooms.clock != nullptr) (void)co_await rooms.clock->look();
    const auto user = sentence.user;
    ERRAND_CO_TRY(const auto before, co_await rooms.services.journal.last_event(user));
    ERRAND_CO_TRY(auto taken, co_await rooms.assistant.say(std::move(sentence)));
    ERRAND_CO_TRY(const auto event, co_await event_at(rooms, user, taken.seq));
    auto said = said_of(event);
    said.repeated = taken.seq <= before;
    said.begun = std::move(taken.begun);
    said.told = std::move(taken.told);
    co_return said;
}

async::Awaitable<Result<Said>> find_said(Rooms& rooms, std::string user, std::string id) {
    const auto seq = number_of(user, id);
    if (!seq) co_return no_such(id);
    auto event = co_await event_at(rooms, std::move(user), *seq);
    if (!event && event.error().code == ErrorCode::NotFound) co_return no_such(id);
    if (!event) co_return fail(std::move(event).error());
    auto said = said_of(*event);
    said.repeated = true;
    co_return said;
}

bool is_said(const journal::Event& event) {
    return json::string_at(event.data, "kind") == assistant::kSaidKind;
}

Spoken spoken_of(const journal::Event& event) {
    Spoken spoken{.seq = event.seq, .text = std::string(json::string_at(event.data, "text"))};
    if (const auto* sentence = event.data.if_contains("sentence")) {
        spoken.key = json::string_at(*sentence, "key");
        spoken.language = json::string_at(*sentence, "language");
    }
    if (const auto at = parse_time(event.at)) spoken.at = *at;
    return spoken;
}

async::Awaitable<Result<assistant::Taken>> answer_unsigned(Rooms& rooms, std::string user,
                                                           std::string ask,
                                                           assistant::Reply reply) {
    if (reply.signature || reply.approve.value_or(false))
        co_return fail(ErrorCode::Denied, "a yes to an approval is the person's own signature",
                       fmt::format("the person sees and signs it with `errand approve {}`", ask));
    if (rooms.clock != nullptr) (void)co_await rooms.clock->look();
    co_return co_await rooms.assistant.answer(std::move(user), std::move(ask), std::move(reply),
                                              true);
}

Watching::Watching(Rooms& rooms, Watch watch)
    : rooms_(rooms),
      watch_(std::move(watch)),
      bell_(std::make_shared<Bell>(rooms.services.executor)) {
    following_ =
        rooms.services.journal.subscribe(watch_.user, [bell = bell_](const journal::Event&) {
            bell->rung = true;
            bell->timer.cancel();
        });
}

async::Awaitable<Result<std::vector<journal::Event>>> Watching::next(async::Deadline moment) {
    std::vector<journal::Event> news;
    while (news.empty() && !over_) {
        ERRAND_CO_TRY_VOID(co_await look(std::min(moment, watch_.until), news));
        if (std::chrono::steady_clock::now() >= moment) break;
    }
    co_return news;
}

// Whether all has settled is asked before the events are read, so that the last of them is not
// missed.
async::Awaitable<Result<>> Watching::look(async::Deadline moment,
                                          std::vector<journal::Event>& news) {
    const auto soon = std::min(moment, async::after(kLookEvery));
    settled_ = co_await rooms_.services.engine.settled(watch_.user, soon, watch_.conversation);
    const bool late = std::chrono::steady_clock::now() >= watch_.until;
    const bool ends = late || (settled_ && !watch_.stays);
    if (std::exchange(bell_->rung, false) || ends) {
        ERRAND_CO_TRY(const bool all, co_await read(news));
        if (all && ends) over_ = true;
        if (!all) bell_->rung = true;
    }
    if (!news.empty() || over_ || bell_->rung || !settled_) co_return Result<>{};
    bell_->timer.expires_at(moment);
    co_await bell_->timer.async_wait(boost::asio::as_tuple(boost::asio::use_awaitable));
    co_return Result<>{};
}

// One page; whether it was the last.
async::Awaitable<Result<bool>> Watching::read(std::vector<journal::Event>& news) {
    journal::EventQuery query{.user = watch_.user, .conversation = watch_.conversation};
    query.after = watch_.after;
    query.limit = kEventsAtOnce;
    ERRAND_CO_TRY(auto events, co_await rooms_.services.journal.events(std::move(query)));
    const bool all = events.size() < kEventsAtOnce;
    for (auto& event : events) {
        const bool said = is_said(event);
        if (said && watch_.said != 0 && event.seq > watch_.said) {
            over_ = settled_ = true;  // what follows is the next sentence's
            co_return true;
        }
        watch_.after = event.seq;
        if (!said) news.push_back(std::move(event));
    }
    co_return all;
}

std::string still_working(const std::string& language) {
    const assistant::Text text{
        "… 还在办,没有停下。过一会儿再说一句话(比如“怎么样了”),就能看到后面的结果。",
        "… Still working on it; nothing has stopped. Say something in a while (“how is it going”) "
        "to see the rest."};
    return text.in(language);
}

std::string shown(const journal::Event& event, std::string_view language, const TimeZone& zone) {
    if (is_said(event)) return {};
    return assistant::present::plain(event.data, language, zone);
}

TimeZone zone_of(const Rooms& rooms) {
    return TimeZone::find(rooms.services.time_zone).value_or(TimeZone::utc());
}

}  // namespace errand::server
