#include "server/openai/turn.hpp"

#include <fmt/format.h>

#include <charconv>

#include "assistant/plain.hpp"
#include "base/encoding.hpp"
#include "crypto/hash.hpp"

namespace errand::server::openai {
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

// What is answered to a message that was not taken for the person's.
std::string not_taken(const std::string& language) {
    const assistant::Text text{
        "这条消息引用了一整段对话,像是聊天软件自己要的标题、标签或追问,所以没有当作你的话,什么也没"
        "有办。要办的事,请不带这段对话直接说。",
        "This message quotes a whole chat, as a chat program does that wants a title, tags or "
        "follow-up questions, so it was not taken as yours and nothing was done. What you want "
        "done, please say without that chat."};
    return text.in(language);
}

std::unexpected<Error> no_such(std::string_view id) {
    return fail(ErrorCode::NotFound, fmt::format("there is no response '{}'", id));
}

async::Awaitable<Result<Said>> said_at(Rooms& rooms, std::string user, std::uint64_t seq) {
    journal::EventQuery query{.user = user};
    query.after = seq - 1;
    query.limit = 1;
    ERRAND_CO_TRY(const auto events, co_await rooms.services.journal.events(query));
    if (events.empty() || events.front().seq != seq || !is_said(events.front()))
        co_return fail(ErrorCode::NotFound, "there is no such sentence");
    const auto& event = events.front();
    const auto spoken = spoken_of(event);
    co_return Said{.user = std::move(user),
                   .conversation = event.conversation,
                   .seq = seq,
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

async::Awaitable<Result<Said>> say(Rooms& rooms, std::string user, Place place, std::string text) {
    if (rooms.clock != nullptr) (void)co_await rooms.clock->look();
    ERRAND_CO_TRY(const auto before, co_await rooms.services.journal.last_event(user));
    ERRAND_CO_TRY(const auto taken,
                  co_await rooms.assistant.say({.user = user,
                                                .conversation = std::move(place.conversation),
                                                .text = std::move(text),
                                                .key = std::move(place.key)}));
    ERRAND_CO_TRY(auto said, co_await said_at(rooms, std::move(user), taken.seq));
    said.repeated = taken.seq <= before;
    co_return said;
}

async::Awaitable<Result<Said>> find_said(Rooms& rooms, std::string user, std::string id) {
    const auto seq = number_of(user, id);
    if (!seq) co_return no_such(id);
    auto said = co_await said_at(rooms, std::move(user), *seq);
    if (!said && said.error().code == ErrorCode::NotFound) co_return no_such(id);
    if (said) said->repeated = true;
    co_return said;
}

Following::Following(Rooms& rooms, Said said, async::Deadline until)
    : rooms_(rooms),
      said_(std::move(said)),
      zone_(zone_of(rooms)),
      until_(until),
      after_(said_.seq),
      over_(said_.seq == 0),
      settled_(said_.seq == 0) {
    if (over_) {
        pieces_.push_back({0, not_taken(said_.language)});
        return;
    }
    const auto told = rooms.told.last(said_.user, said_.conversation);
    if (!said_.repeated && told != 0) after_ = std::min(told, said_.seq);
    following_ = rooms.services.journal.subscribe(
        said_.user, [rung = rung_](const journal::Event&) { *rung = true; });
}

async::Awaitable<Result<std::optional<std::string>>> Following::next() {
    if (handed_out_ != 0)
        rooms_.told.tell(said_.user, said_.conversation, std::exchange(handed_out_, 0));
    const auto heartbeat = async::after(kStreamHeartbeat);
    while (pieces_.empty() && !over_) {
        ERRAND_CO_TRY_VOID(co_await look());
        if (pieces_.empty() && !over_ && std::chrono::steady_clock::now() >= heartbeat)
            co_return std::optional<std::string>("");
    }
    if (pieces_.empty()) {
        if (said_.seq != 0) rooms_.told.tell(said_.user, said_.conversation, after_);
        co_return std::optional<std::string>{};
    }
    auto piece = std::move(pieces_.front());
    pieces_.pop_front();
    handed_out_ = piece.seq;
    if (std::exchange(started_, true)) piece.text.insert(0, "\n\n");
    co_return std::optional<std::string>(std::move(piece.text));
}

// Whether all has settled is asked before the events are read, so that the last of them is not
// missed.
async::Awaitable<Result<>> Following::look() {
    const auto moment = std::min(until_, async::after(kLookEvery));
    settled_ = co_await rooms_.services.engine.settled(said_.user, moment);
    const bool late = std::chrono::steady_clock::now() >= until_;
    if (std::exchange(*rung_, false) || settled_ || late) ERRAND_CO_TRY_VOID(co_await read());
    if (settled_ || late) over_ = true;
    co_return Result<>{};
}

async::Awaitable<Result<>> Following::read() {
    for (;;) {
        journal::EventQuery query{.user = said_.user};
        query.conversation = said_.conversation;
        query.after = after_;
        query.limit = kEventsAtOnce;
        ERRAND_CO_TRY(const auto events, co_await rooms_.services.journal.events(query));
        for (const auto& event : events) {
            if (is_said(event) && event.seq > said_.seq) {
                over_ = settled_ = true;  // what follows is the next sentence's
                co_return Result<>{};
            }
            if (!take(event)) {
                over_ = full_ = true;
                co_return Result<>{};
            }
        }
        if (events.size() < kEventsAtOnce || over_) co_return Result<>{};
    }
}

// False: the answer has no room for it, so it stays for the next.
bool Following::take(const journal::Event& event) {
    auto text = shown(event, said_.language, zone_);
    if (bytes_ != 0 && bytes_ + text.size() > kMaxAnswerBytes) return false;
    after_ = event.seq;
    if (text.empty()) return true;
    bytes_ += text.size();
    pieces_.push_back({event.seq, std::move(text)});
    return true;
}

async::Awaitable<Result<std::string>> whole(Following& following) {
    std::string all;
    for (;;) {
        ERRAND_CO_TRY(const auto piece, co_await following.next());
        if (!piece) break;
        all += *piece;
    }
    if (const auto last = last_words(following); !last.empty())
        all += (all.empty() ? "" : "\n\n") + last;
    co_return all;
}

std::string last_words(const Following& following) {
    if (following.settled() && !following.full()) return {};
    const assistant::Text working{
        "… 还在办,没有停下。过一会儿再说一句话(比如“怎么样了”),就能看到后面的结果。",
        "… Still working on it; nothing has stopped. Say something in a while (“how is it going”) "
        "to see the rest."};
    const assistant::Text more{"… 太长了,一次说不完。再说一句话(比如“继续”),就能看到后面的。",
                               "… There is more than one answer holds. Say something (“go on”) to "
                               "see the rest."};
    return (following.full() ? more : working).in(following.said().language);
}

std::string shown(const journal::Event& event, std::string_view language, const TimeZone& zone) {
    if (is_said(event)) return {};
    return assistant::present::plain(event.data, language, zone);
}

TimeZone zone_of(const Rooms& rooms) {
    return TimeZone::find(rooms.services.time_zone).value_or(TimeZone::utc());
}

}  // namespace errand::server::openai
