#include "assistant/people.hpp"

#include <algorithm>

#include "assistant/limits.hpp"
#include "base/log.hpp"

namespace errand::assistant {

void Person::see(const journal::Event& event) {
    const json::value data = event.data;
    const auto kind = json::string_at(data, "kind");
    if (event.errand != 0) familiar_.see(data);
    if (kind == "ask" && event.errand != 0) {
        auto& asked = asked_[event.conversation];
        std::erase(asked, event.errand);
        asked.push_back(event.errand);
        if (asked.size() > kMaxOpenErrands) asked.erase(asked.begin());
    } else if (kind == kSaidKind) {
        auto sentence = json::decode<Sentence>(data.at("sentence"), json::Unknown::Ignore);
        if (!sentence) {
            log::warn("a recorded sentence cannot be read: {}", sentence.error().message);
            return;
        }
        const auto key = sentence->key;
        if (taken_.emplace(key, TakenSentence{event.seq, *std::move(sentence)}).second)
            order_.push_back(key);
        if (order_.size() > kSentencesRemembered) {
            replied_.erase(replied_.lower_bound({order_.front(), 0}),
                           replied_.upper_bound({order_.front(), kMaxActs}));
            taken_.erase(order_.front());
            order_.pop_front();
        }
    } else if (const auto* said = json::find(data, "said"); said != nullptr) {
        const auto* move = json::find(*said, "move");
        if (move == nullptr) return;
        if (const auto index = json::decode<std::size_t>(*move))
            replied_.emplace(json::string_at(*said, "key"), *index);
    }
}

const TakenSentence* Person::taken(const std::string& key) const {
    const auto found = taken_.find(key);
    return found == taken_.end() ? nullptr : &found->second;
}

const std::vector<std::uint64_t>& Person::asked(const std::string& conversation) const {
    static const std::vector<std::uint64_t> none;
    const auto found = asked_.find(conversation);
    return found == asked_.end() ? none : found->second;
}

bool Person::replied(const std::string& key, std::size_t move) const {
    return replied_.contains({key, move});
}

namespace {

// Events that come while the earlier ones are still being read.
struct Early {
    bool reading = true;
    std::vector<journal::Event> waiting;
};

}  // namespace

async::Awaitable<Result<std::shared_ptr<Person>>> People::find(std::string user) {
    if (const auto found = entries_.find(user); found != entries_.end())
        co_return found->second.person;
    auto person = std::make_shared<Person>();
    auto early = std::make_shared<Early>();
    auto following = journal_.subscribe(user, [person, early](const journal::Event& event) {
        if (early->reading)
            early->waiting.push_back(event);
        else
            person->see(event);
    });
    ERRAND_CO_TRY(const auto last, co_await journal_.last_event(user));
    journal::EventQuery query{.user = user};
    query.after = last > kEventsLookedBack ? last - kEventsLookedBack : 0;
    query.limit = kEventsLookedBack;
    ERRAND_CO_TRY(const auto events, co_await journal_.events(query));
    if (const auto found = entries_.find(user); found != entries_.end())
        co_return found->second.person;  // another sentence was faster
    for (const auto& event : events) person->see(event);
    const auto seen = events.empty() ? last : events.back().seq;
    for (const auto& event : early->waiting)
        if (event.seq > seen) person->see(event);
    *early = {.reading = false, .waiting = {}};
    entries_.emplace(user, Entry{person, std::move(following)});
    co_return person;
}

}  // namespace errand::assistant
