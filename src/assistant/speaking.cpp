#include "assistant/speaking.hpp"

#include <algorithm>
#include <deque>

#include "assistant/limits.hpp"
#include "assistant/watchers.hpp"
#include "base/encoding.hpp"

namespace errand::assistant {

// What speakers and readers share; it goes with the last of them.
struct SpeakingHome {
    using Errand = std::pair<std::string, std::uint64_t>;  // user, number

    std::map<Errand, std::shared_ptr<Utterance>> coming;
    // The last attempt of each errand's last turn, of the newest kTurnsKnown errands, which stand
    // in `known` in the order in which they first spoke.
    std::map<Errand, std::pair<std::uint64_t, std::uint64_t>> last;
    std::deque<Errand> known;
    Watchers readers;
};

Speaker::Speaker(std::shared_ptr<SpeakingHome> home, std::shared_ptr<Utterance> said)
    : home_(std::move(home)), said_(std::move(said)) {}

Speaker::~Speaker() {
    if (said_) end(Utterance::State::Superseded);
}

void Speaker::end(Utterance::State state) {
    if (said_->state != Utterance::State::Coming) return;
    said_->state = state;
    said_->text = {};
    const auto mine = home_->coming.find({said_->user, said_->errand});
    if (mine != home_->coming.end() && mine->second == said_) home_->coming.erase(mine);
    home_->readers.ring(said_->user);
}

void Speaker::add(std::string_view text) {
    auto& said = *said_;
    if (said.state != Utterance::State::Coming || text.empty() || said.full) return;
    const auto fits = utf8_prefix(text, kMaxSpokenBytes - said.text.size());
    said.text += fits;
    // The rest comes with the recorded answer; a gap would make it another text.
    said.full = fits.size() < text.size();
    home_->readers.ring(said.user);
}

bool Speaker::take_back() {
    if (said_->heard) return false;
    said_->text.clear();
    said_->full = false;
    return true;
}

void Speaker::answered() {
    end(Utterance::State::Answered);
}

Speaking::Speaking() : home_(std::make_shared<SpeakingHome>()) {}

Speaker Speaking::begin(Utterance begun) {
    const SpeakingHome::Errand errand{begun.user, begun.errand};
    if (!home_->last.contains(errand)) home_->known.push_back(errand);
    auto& last = home_->last[errand];
    if (last.first == begun.turn) begun.attempt = std::max(begun.attempt, last.second + 1);
    last = {begun.turn, begun.attempt};
    while (home_->known.size() > kTurnsKnown) {
        home_->last.erase(home_->known.front());
        home_->known.pop_front();
    }
    auto said = std::make_shared<Utterance>(std::move(begun));
    auto& place = home_->coming[errand];
    if (place) place->state = Utterance::State::Superseded;
    place = said;
    if (said->attempt > 1) home_->readers.ring(said->user);
    return {home_, std::move(said)};
}

json::object Spoken::to_json() const {
    json::object made{{"kind", superseded ? "superseded" : "partial"},
                      {"conversation", conversation},
                      {"errand", errand},
                      {"turn", turn},
                      {"attempt", attempt}};
    if (superseded) return made;
    made["offset"] = offset;
    made["text"] = text;
    return made;
}

namespace {

Spoken of(const Utterance& said) {
    return {.conversation = said.conversation,
            .errand = said.errand,
            .turn = said.turn,
            .attempt = said.attempt};
}

}  // namespace

Listening::Listening(Speaking& speaking, std::string user, std::optional<std::string> conversation,
                     std::function<void()> on_more)
    : home_(speaking.home_),
      user_(std::move(user)),
      conversation_(std::move(conversation)),
      place_(home_->readers.add(user_, std::move(on_more), true)) {}

Listening::~Listening() {
    home_->readers.remove(place_);
}

bool Listening::concerns(const Utterance& said) const {
    return said.user == user_ && (!conversation_ || said.conversation == *conversation_);
}

bool Listening::more() const {
    return home_->readers.rung(place_);
}

std::vector<Spoken> Listening::superseded() {
    std::vector<Spoken> marks;
    for (auto given = given_.begin(); given != given_.end();) {
        const auto& said = *given->second.said;
        if (said.state == Utterance::State::Coming) {
            ++given;
            continue;
        }
        if (said.state == Utterance::State::Superseded) {
            marks.push_back(of(said));
            marks.back().superseded = true;
        }
        given = given_.erase(given);
    }
    return marks;
}

std::vector<Spoken> Listening::pieces() {
    std::vector<Spoken> all;
    if (std::chrono::steady_clock::now() < due_) return all;
    home_->readers.taken(place_);
    const auto first = home_->coming.lower_bound({user_, 0});
    for (auto at = first; at != home_->coming.end() && at->first.first == user_; ++at) {
        auto& said = *at->second;
        if (!concerns(said)) continue;
        const auto known = given_.find(said.errand);
        const auto offset = known == given_.end() ? 0 : known->second.offset;
        const bool begins = known == given_.end() && said.attempt > 1;
        if (said.text.size() <= offset && !begins) continue;
        all.push_back(of(said));
        all.back().offset = offset;
        all.back().text = said.text.substr(offset);
        if (!all.back().text.empty()) said.heard = true;
        given_[said.errand] = {at->second, said.text.size()};
    }
    if (!all.empty()) due_ = async::after(kSpokenEvery);
    return all;
}

}  // namespace errand::assistant
