#include "server/openai/following.hpp"

#include <utility>

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

}  // namespace

Following::Following(Rooms& rooms, Said said, async::Deadline until)
    : rooms_(rooms),
      said_(std::move(said)),
      zone_(zone_of(rooms)),
      watching_(rooms, watch_of(rooms, said_, until)) {
    if (said_.seq == 0) pieces_.push_back({0, not_taken(said_.language)});
}

async::Awaitable<Result<std::optional<std::string>>> Following::next() {
    if (handed_out_ != 0)
        rooms_.told.tell(said_.user, said_.conversation, std::exchange(handed_out_, 0));
    const auto heartbeat = async::after(kStreamHeartbeat);
    while (pieces_.empty() && !over()) {
        ERRAND_CO_TRY(const auto news, co_await watching_.next(heartbeat));
        for (const auto& event : news)
            if (!take(event)) {
                full_ = true;
                break;
            }
        if (pieces_.empty() && !over() && std::chrono::steady_clock::now() >= heartbeat)
            co_return std::optional<std::string>("");
    }
    if (pieces_.empty()) {
        if (said_.seq != 0 && !full_) rooms_.told.tell(said_.user, said_.conversation, watching_.seen());
        co_return std::optional<std::string>{};
    }
    auto piece = std::move(pieces_.front());
    pieces_.pop_front();
    handed_out_ = piece.seq;
    if (std::exchange(started_, true)) piece.text.insert(0, "\n\n");
    co_return std::optional<std::string>(std::move(piece.text));
}

// False: the answer has no room for it, so it stays for the next.
bool Following::take(const journal::Event& event) {
    auto text = shown(event, said_.language, zone_);
    if (text.empty()) return true;
    if (bytes_ != 0 && bytes_ + text.size() > kMaxAnswerBytes) return false;
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
    const assistant::Text more{"… 太长了,一次说不完。再说一句话(比如“继续”),就能看到后面的。",
                               "… There is more than one answer holds. Say something (“go on”) to "
                               "see the rest."};
    const auto& language = following.said().language;
    return following.full() ? more.in(language) : still_working(language);
}

}  // namespace errand::server::openai
