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

}  // namespace

Following::Following(Rooms& rooms, Said said, async::Deadline until)
    : rooms_(rooms),
      said_(std::move(said)),
      zone_(zone_of(rooms)),
      watching_(rooms, watch_of(rooms, said_, until)) {}

async::Awaitable<Result<std::optional<std::string>>> Following::next() {
    if (handed_out_ != 0)
        rooms_.told.tell(said_.user, said_.conversation, std::exchange(handed_out_, 0));
    const auto heartbeat = async::after(kStreamHeartbeat);
    while (pieces_.empty() && !over()) {
        ERRAND_CO_TRY(const auto news, co_await watching_.next(heartbeat));
        for (const auto& event : news) take(event);
        if (pieces_.empty() && !over() && std::chrono::steady_clock::now() >= heartbeat)
            co_return std::optional<std::string>("");
    }
    if (pieces_.empty()) {
        if (said_.seq != 0) rooms_.told.tell(said_.user, said_.conversation, watching_.seen());
        co_return std::optional<std::string>{};
    }
    auto piece = std::move(pieces_.front());
    pieces_.pop_front();
    handed_out_ = piece.seq;
    if (std::exchange(started_, true)) piece.text.insert(0, "\n\n");
    co_return std::optional<std::string>(std::move(piece.text));
}

void Following::take(const journal::Event& event) {
    auto text = shown(event, said_.language, zone_);
    if (text.empty() || bytes_ >= kMaxAnswerBytes) return;
    bytes_ += text.size();
    pieces_.push_back({event.seq, std::move(text)});
}

async::Awaitable<Result<std::string>> whole(Following& following) {
    std::string all;
    for (;;) {
        ERRAND_CO_TRY(const auto piece, co_await following.next());
        if (!piece) break;
        all += *piece;
    }
    if (!following.settled())
        all += (all.empty() ? "" : "\n\n") + still_working(following.said().language);
    co_return all;
}

}  // namespace errand::server::openai
