#include "server/openai/place.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <tuple>

#include "base/encoding.hpp"
#include "base/trim.hpp"
#include "crypto/hash.hpp"
#include "server/turn.hpp"

namespace errand::server::openai {
namespace {

// What cannot be confused by where one text ends and the next begins.
std::string key_of(const json::array& parts) {
    return "chat:" + hex_encode(crypto::sha256(json::write(parts)).substr(0, 16));
}

std::string chat_name(const std::string& stem, std::uint64_t number) {
    return fmt::format("chat-{}-{}", stem, number);
}

async::Awaitable<Result<std::vector<journal::Event>>> first_events(Rooms& rooms, std::string user,
                                                                   std::string conversation,
                                                                   std::size_t limit) {
    journal::EventQuery query{.user = std::move(user)};
    query.conversation = std::move(conversation);
    query.limit = limit;
    co_return co_await rooms.services.journal.events(std::move(query));
}

async::Awaitable<Result<bool>> exists(Rooms& rooms, std::string user, std::string conversation) {
    ERRAND_CO_TRY(const auto events,
                  co_await first_events(rooms, std::move(user), std::move(conversation), 1));
    co_return !events.empty();
}

// How many chats begin so: they are numbered without a gap.
async::Awaitable<Result<std::uint64_t>> count_chats(Rooms& rooms, std::string user,
                                                    std::string stem) {
    std::uint64_t there = 0;
    std::uint64_t absent = 1;
    for (;;) {
        ERRAND_CO_TRY(const bool found, co_await exists(rooms, user, chat_name(stem, absent)));
        if (!found) break;
        there = absent;
        if (there >= kMaxChatsAlike)
            co_return fail(ErrorCode::Exhausted, "too many chats begin with this message",
                           "name the conversation, or begin otherwise");
        absent *= 2;
    }
    while (absent - there > 1) {
        const auto middle = there + (absent - there) / 2;
        ERRAND_CO_TRY(const bool found, co_await exists(rooms, user, chat_name(stem, middle)));
        (found ? there : absent) = middle;
    }
    co_return there;
}

// What was said lately in the conversation, the latest last.
async::Awaitable<Result<std::vector<Spoken>>> said_lately(Rooms& rooms, std::string user,
                                                          std::string conversation) {
    std::vector<Spoken> all;
    ERRAND_CO_TRY(const auto last, co_await rooms.services.journal.last_event(user));
    journal::EventQuery query{.user = std::move(user)};
    query.conversation = std::move(conversation);
    query.after = last > kSaidLookedBack ? last - kSaidLookedBack : 0;
    query.limit = kSaidLookedBack;
    ERRAND_CO_TRY(const auto events, co_await rooms.services.journal.events(std::move(query)));
    for (const auto& event : events)
        if (is_said(event)) all.push_back(spoken_of(event));
    co_return all;
}

// Whether a message without a history is the last one again. Somebody may well say "yes" twice: a
// repetition is believed where the library tells of it, or where it is all that was said.
bool again(const std::vector<Spoken>& said, const Asked& asked, const Hints& hints) {
    if (said.empty() || trimmed(said.back().text) != trimmed(asked.text)) return false;
    const auto since = std::chrono::abs(SystemClock().now() - said.back().at);
    return since <= kSameMessageWithin && (hints.retried || said.size() == 1);
}

async::Awaitable<Result<Candidate>> read_candidate(Rooms& rooms, std::string user,
                                                   std::string conversation) {
    Candidate read;
    const auto zone = zone_of(rooms);
    ERRAND_CO_TRY(const auto events, co_await first_events(rooms, std::move(user),
                                                           std::move(conversation), kEventsAtOnce));
    std::string language;
    for (const auto& event : events) {
        if (is_said(event)) {
            auto spoken = spoken_of(event);
            language = spoken.language;
            read.said.push_back(std::move(spoken.text));
            continue;
        }
        if (read.said.size() != 1) continue;
        const auto text = shown(event, language, zone);
        if (text.empty()) continue;
        read.first_answer += (read.first_answer.empty() ? "" : "\n\n") + text;
    }
    co_return read;
}

// The chat that the history is of.
async::Awaitable<Result<std::uint64_t>> find_earlier(Rooms& rooms, std::string user, Asked asked,
                                                     std::string stem, std::uint64_t count) {
    if (count <= 1) co_return std::uint64_t{1};
    std::vector<Candidate> candidates;
    const auto compared = std::min(count, kChatsCompared);
    for (std::uint64_t i = 0; i < compared; ++i) {
        ERRAND_CO_TRY(auto one, co_await read_candidate(rooms, user, chat_name(stem, count - i)));
        candidates.push_back(std::move(one));
    }
    co_return count - best_of(candidates, asked);
}

// The chat by its first message.
async::Awaitable<Result<std::string>> find_chat(Rooms& rooms, std::string user, Asked asked,
                                                Hints hints) {
    const auto& first = asked.earlier.empty() ? asked.text : asked.earlier.front().said;
    const auto stem = hex_encode(crypto::sha256(trimmed(first)).substr(0, 8));
    ERRAND_CO_TRY(const auto count, co_await count_chats(rooms, user, stem));
    if (!asked.earlier.empty()) {
        ERRAND_CO_TRY(const auto number, co_await find_earlier(rooms, user, asked, stem, count));
        co_return chat_name(stem, number);
    }
    if (count > 0) {
        ERRAND_CO_TRY(const auto said, co_await said_lately(rooms, user, chat_name(stem, count)));
        const bool same_key = !hints.key.empty() && !said.empty() && said.front().key == hints.key;
        if (same_key || (hints.key.empty() && again(said, asked, hints)))
            co_return chat_name(stem, count);
    }
    co_return chat_name(stem, count + 1);
}

async::Awaitable<Result<std::string>> make_key(Rooms& rooms, std::string user,
                                               std::string conversation, Asked asked, Hints hints) {
    if (!asked.previous.empty()) co_return key_of({"after", asked.previous, trimmed(asked.text)});
    if (asked.earlier.empty()) {
        ERRAND_CO_TRY(const auto said, co_await said_lately(rooms, user, conversation));
        if (again(said, asked, hints)) co_return said.back().key;
        if (!said.empty())
            co_return key_of({"next", conversation, said.back().seq, trimmed(asked.text)});
        // A new one; or one in which nothing was said for so long that now is what it goes on from.
        ERRAND_CO_TRY(const bool old, co_await exists(rooms, user, conversation));
        ERRAND_CO_TRY(const auto now, co_await rooms.services.journal.last_event(user));
        co_return key_of({"next", conversation, old ? now : 0, trimmed(asked.text)});
    }
    json::array parts{"history", conversation};
    for (const auto& turn : asked.earlier) {
        parts.emplace_back(trimmed(turn.said));
        parts.emplace_back(trimmed(turn.answered));
    }
    parts.emplace_back(trimmed(asked.text));
    co_return key_of(parts);
}

}  // namespace

Hints read_hints(const net::Headers& headers) {
    Hints hints{.key = std::string(headers.get("Idempotency-Key"))};
    const auto count = headers.get("x-stainless-retry-count");
    int read = 0;
    std::from_chars(count.data(), count.data() + count.size(), read);
    hints.retried = read > 0;
    return hints;
}

async::Awaitable<Result<Place>> find_place(Rooms& rooms, std::string user, Asked asked,
                                           Hints hints) {
    Place place{.conversation = asked.conversation, .key = hints.key};
    if (place.conversation.empty()) {
        ERRAND_CO_TRY(place.conversation, co_await find_chat(rooms, user, asked, hints));
    }
    if (place.key.empty()) {
        ERRAND_CO_TRY(place.key, co_await make_key(rooms, user, place.conversation, asked, hints));
    }
    co_return place;
}

std::size_t best_of(const std::vector<Candidate>& candidates, const Asked& asked) {
    std::vector<std::string_view> wanted;
    wanted.reserve(asked.earlier.size() + 1);
    for (const auto& turn : asked.earlier) wanted.push_back(trimmed(turn.said));
    wanted.push_back(trimmed(asked.text));
    const auto answer =
        asked.earlier.empty() ? std::string_view{} : trimmed(asked.earlier.front().answered);
    const auto score = [&](const Candidate& one) {
        std::size_t same = 0;
        while (same < wanted.size() && same < one.said.size() &&
               trimmed(one.said[same]) == wanted[same])
            ++same;
        const bool answered = !answer.empty() && trimmed(one.first_answer).starts_with(answer);
        return std::tuple(same, answered, -static_cast<std::ptrdiff_t>(one.said.size() - same));
    };
    std::size_t best = 0;
    for (std::size_t i = 1; i < candidates.size(); ++i)
        if (score(candidates[i]) > score(candidates[best])) best = i;
    return best;
}

}  // namespace errand::server::openai
