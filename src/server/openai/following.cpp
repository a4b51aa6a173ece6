#include "server/openai/following.hpp"

#include <algorithm>
#include <utility>

#include "assistant/limits.hpp"
#include "assistant/plain.hpp"

namespace errand::server::openai {
namespace {

Watch watch_of(const Rooms& rooms, const Said& said, async::Deadline until) {
    const auto told = rooms.told.last(said.user, said.conversation);
    const bool earlier = !said.repeated && told != 0;
    return {.user = said.user,
            .conversation = said.conversation,
            .after = earlier ? std::min(told, said.seq) : said.seq,
            .said = said.seq,
            .until = until};
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

// What a client that cannot strike is told of words that are not the answer.
std::string not_the_answer(const std::string& language) {
    const assistant::Text text{"(上面这段话没有说完,不作数。)",
                               "(The words above broke off and do not count.)"};
    return "\n\n" + text.in(language);
}

std::uint64_t number_at(const json::object& data, std::string_view key) {
    const auto* found = data.if_contains(key);
    return found == nullptr ? 0 : json::decode<std::uint64_t>(*found).value_or(0);
}

}  // namespace

Following::Following(Rooms& rooms, Said said, async::Deadline until, Words words)
    : rooms_(rooms),
      said_(std::move(said)),
      zone_(zone_of(rooms)),
      watching_(rooms, watch_of(rooms, said_, until)) {
    if (said_.seq == 0) pieces_.push_back({0, not_taken(said_.language)});
    auto* models = rooms.services.models;
    if (said_.seq == 0 || models == nullptr || words == Words::Recorded) return;
    // It is looked at every kSpokenEvery, so that nothing has to be called.
    listening_ = std::make_unique<assistant::Listening>(models->speaking, said_.user,
                                                        said_.conversation, [] {});
}

async::Awaitable<Result<std::optional<std::string>>> Following::next() {
    if (handed_out_ != 0)
        rooms_.told.tell(said_.user, said_.conversation, std::exchange(handed_out_, 0));
    const auto heartbeat = async::after(kStreamHeartbeat);
    while (!ready() && !over()) {
        ERRAND_CO_TRY_VOID(co_await look(heartbeat));
        if (!ready() && !over() && std::chrono::steady_clock::now() >= heartbeat)
            co_return std::optional<std::string>("");
    }
    // Nothing more comes of a turn whose answer ended here. Where it only took too long, the last
    // words say that it goes on.
    if (over() && open_ && spoken_.empty()) {
        if (settled() || !pieces_.empty()) withdraw();
        open_.reset();
    }
    if (!spoken_.empty()) co_return std::optional<std::string>(std::exchange(spoken_, {}));
    if (!pieces_.empty()) co_return std::optional<std::string>(pop());
    if (said_.seq != 0 && !full_)
        rooms_.told.tell(said_.user, said_.conversation, watching_.seen());
    co_return std::optional<std::string>{};
}

async::Awaitable<Result<>> Following::look(async::Deadline heartbeat) {
    const auto soon = async::after(assistant::kSpokenEvery);
    ERRAND_CO_TRY(const auto news,
                  co_await watching_.next(listening_ ? std::min(heartbeat, soon) : heartbeat));
    for (const auto& event : news)
        if (!take(event)) {
            full_ = true;
            break;
        }
    if (listening_ && !over() && !ready()) hear();
    co_return Result<>{};
}

std::string Following::pop() {
    auto text = std::move(pieces_.front().text);
    pieces_.pop_front();
    handed_out_ = handed_out();
    if (std::exchange(started_, true)) text.insert(0, "\n\n");
    return text;
}

// Pieces are in the order of their events, but for the end of an open turn, which goes first.
std::uint64_t Following::handed_out() const {
    return pieces_.empty() ? taken_ : std::max<std::uint64_t>(pieces_.front().seq, 1) - 1;
}

// False: the answer has no room for it, so it stays for the next.
bool Following::take(const journal::Event& event) {
    auto text = shown(event, said_.language, zone_);
    if (const auto taken = take_as_end(event, text)) return *taken;
    if (text.empty()) {
        taken_ = event.seq;
        return true;
    }
    if (bytes_ != 0 && bytes_ + text.size() > kMaxAnswerBytes) return false;
    bytes_ += text.size();
    taken_ = event.seq;
    pieces_.push_back({event.seq, std::move(text)});
    return true;
}

// Whatever is recorded of an errand ends its open turn; nothing: it is to be taken as any other.
std::optional<bool> Following::take_as_end(const journal::Event& event, const std::string& text) {
    if (!open_ || event.errand != open_->errand) return {};
    const bool same = number_at(event.data, "turn") == open_->turn &&
                      number_at(event.data, "attempt") == open_->attempt &&
                      text.starts_with(open_->told);
    if (!same) {
        withdraw();
        return {};
    }
    const auto rest = text.substr(open_->told.size());
    if (bytes_ + rest.size() > kMaxAnswerBytes) return false;
    bytes_ += rest.size();
    spoken_ += rest;
    taken_ = event.seq;
    handed_out_ = handed_out();
    open_.reset();
    return true;
}

void Following::withdraw() {
    spoken_ += not_the_answer(said_.language);
    open_.reset();
}

void Following::hear() {
    for (const auto& mark : listening_->superseded())
        if (open_ && mark.errand == open_->errand && mark.attempt == open_->attempt &&
            mark.turn == open_->turn)
            withdraw();
    for (const auto& piece : listening_->pieces()) hear(piece);
}

void Following::hear(const assistant::Spoken& piece) {
    if (piece.text.empty()) return;
    if (!open_ && piece.offset == 0 && pieces_.empty()) {
        open_ = {.errand = piece.errand, .turn = piece.turn, .attempt = piece.attempt};
        if (std::exchange(started_, true)) spoken_ += "\n\n";
    }
    if (!open_ || piece.errand != open_->errand || piece.turn != open_->turn ||
        piece.attempt != open_->attempt || piece.offset != open_->offset)
        return;
    const auto text = assistant::present::plain_words(piece.text);
    if (bytes_ + text.size() > kMaxAnswerBytes) return;
    bytes_ += text.size();
    open_->offset += piece.text.size();
    open_->told += text;
    spoken_ += text;
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
    const assistant::Text more{"… 太长了,一次说不完。再说一句话(比如“继续”),就能看到后面的。",
                               "… There is more than one answer holds. Say something (“go on”) to "
                               "see the rest."};
    const auto& language = following.said().language;
    return following.full() ? more.in(language) : still_working(language);
}

}  // namespace errand::server::openai
