#include "server/tools/drive.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "assistant/answers.hpp"
#include "assistant/limits.hpp"
#include "base/encoding.hpp"
#include "base/id.hpp"
#include "crypto/hash.hpp"
#include "server/errands.hpp"
#include "server/event_stream.hpp"
#include "server/tools/form.hpp"

namespace errand::server::tools {
namespace {

constexpr std::size_t kKeyBytes = 16;
static_assert(kAsksOfOneCall <= mcp::kMaxInputRounds);

std::string digest(std::string_view text) {
    return hex_encode(crypto::sha256(text).substr(0, kKeyBytes));
}

std::string how_to_answer(const json::value& ask) {
    const auto type = json::string_at(ask, "type");
    if (type == "choice") {
        const auto* offers = json::find(ask, "offers");
        const auto count = offers != nullptr && offers->is_array() ? offers->get_array().size() : 0;
        return fmt::format(
            "errand_answer with choose (1 to {}), or errand_say with what should be different",
            count);
    }
    if (type == "approval")
        return fmt::format(
            "only the person can say yes, by signing it with `errand approve {}`; "
            "then errand_look. errand_answer with refuse drops it, errand_say "
            "changes it",
            json::string_at(ask, "id"));
    if (type == "grant")
        return "errand_answer with grant, as the person decides; or the person signs in at the "
               "card's sign_in";
    return "errand_answer with answer, in the person's words";
}

json::value ask_shown(const json::value* ask) {
    if (ask == nullptr) return nullptr;
    return json::object{{"id", json::string_at(*ask, "id")},
                        {"type", json::string_at(*ask, "type")},
                        {"text", json::string_at(*ask, "text")},
                        {"how", how_to_answer(*ask)}};
}

// The errand that the call is about: the first that asks something, else the first.
const journal::FlowInfo* focus_of(const std::vector<journal::FlowInfo>& errands) {
    for (const auto& one : errands)
        if (open_ask_of(one) != nullptr) return &one;
    return errands.empty() ? nullptr : &errands.front();
}

// What an errand shows of itself now: from its last ask or result on, else the latest.
std::deque<journal::Event> standing(std::vector<journal::Event> events) {
    const auto last = std::ranges::find_if(events.rbegin(), events.rend(), [](const auto& event) {
        const auto kind = json::string_at(event.data, "kind");
        return kind == "ask" || kind == "result";
    });
    if (events.empty()) return {};
    const auto first = last == events.rend() ? events.end() - 1 : last.base() - 1;
    return {std::make_move_iterator(first), std::make_move_iterator(events.end())};
}

}  // namespace

Outcome refused(const Error& error) {
    switch (error.code) {
        case ErrorCode::Invalid:
        case ErrorCode::NotFound:
        case ErrorCode::Denied:
        case ErrorCode::Conflict:
        case ErrorCode::Exhausted:
            return tool::refusal(to_string(error.code), error.message, error.advice);
        default:
            return fail(error);
    }
}

Drive::Drive(Rooms& rooms, mcp::RequestContext context)
    : rooms_(rooms), context_(std::move(context)), zone_(zone_of(rooms)) {}

std::string Drive::key_of(std::string_view what) const {
    if (context_.idempotency_key.empty()) return {};
    return fmt::format("mcp:{}", digest(fmt::format("{}\n{}", what, context_.idempotency_key)));
}

async::Awaitable<Outcome> Drive::start(std::string text, std::string language) {
    co_return co_await run([this, &text, &language]() -> async::Awaitable<Result<Going>> {
        const auto key = key_of("start");
        const auto conversation = key.empty() ? make_id("mcp") : "mcp_" + digest(key);
        ERRAND_CO_TRY(const auto said, co_await server::say(rooms_, {.user = context_.user,
                                                                     .conversation = conversation,
                                                                     .text = text,
                                                                     .key = key,
                                                                     .by_model = true}));
        co_return Going{.conversation = said.conversation,
                        .after = said.seq,
                        .said = said.seq,
                        .errands = said.begun,
                        .language = language.empty() ? said.language : language};
    });
}

async::Awaitable<Outcome> Drive::say(std::uint64_t errand, std::string text) {
    co_return co_await run([this, errand, &text]() -> async::Awaitable<Result<Going>> {
        ERRAND_CO_TRY(auto going, co_await going_of(errand));
        ERRAND_CO_TRY(const auto said,
                      co_await server::say(rooms_, {.user = context_.user,
                                                    .conversation = going.conversation,
                                                    .text = text,
                                                    .key = key_of("say"),
                                                    .errand = errand,
                                                    .by_model = true}));
        going.after = going.said = said.seq;
        going.language = said.language;
        for (const auto begun : said.begun) going.errands.push_back(begun);
        co_return going;
    });
}

async::Awaitable<Outcome> Drive::answer(std::string ask, assistant::Reply reply) {
    co_return co_await run([this, &ask, &reply]() -> async::Awaitable<Result<Going>> {
        ERRAND_CO_TRY(const auto errand, assistant::errand_of_ask(ask));
        ERRAND_CO_TRY(auto going, co_await going_of(errand));
        ERRAND_CO_TRY(const auto taken,
                      co_await answer_unsigned(rooms_, context_.user, ask, reply));
        going.after = going.said = taken.seq;
        co_return going;
    });
}

async::Awaitable<Outcome> Drive::cancel(std::uint64_t errand) {
    co_return co_await run([this, errand]() -> async::Awaitable<Result<Going>> {
        ERRAND_CO_TRY(auto going, co_await going_of(errand));
        ERRAND_CO_TRY(const auto seq,
                      co_await cancel_errand(rooms_, context_.user, errand, key_of("cancel")));
        going.after = going.said = seq;
        co_return going;
    });
}

async::Awaitable<Result<Going>> Drive::going_of(std::uint64_t errand) {
    ERRAND_CO_TRY(const auto info, co_await find_errand(rooms_, context_.user, errand));
    Going going{.conversation = info.conversation, .errands = {errand}};
    going.language = json::string_at(info.view, "language");
    co_return going;
}

async::Awaitable<Outcome> Drive::run(Begin begin) {
    const auto place = StreamPlace::take(rooms_, context_.user);
    if (!place) co_return refused(place.error());
    auto going = context_.request_state.empty() ? co_await begin() : co_await resume();
    if (!going) co_return refused(going.error());
    auto seen = co_await watch(*going);
    if (!seen) co_return refused(seen.error());
    const auto errands = co_await errands_of(*going);
    if (!errands) co_return refused(errands.error());
    const auto* focus = focus_of(*errands);
    const auto* ask = focus == nullptr ? nullptr : open_ask_of(*focus);
    if (ask != nullptr && may_ask(*going, *ask)) co_return put(*std::move(going), *ask);
    co_return tool::CallResult{shown(*going, *seen, *errands)};
}

async::Awaitable<Result<Going>> Drive::resume() {
    if (context_.request_state.size() > kMaxToolState)
        co_return fail(ErrorCode::Invalid, "the requestState is none that was given out");
    auto going = json::read<Going>(context_.request_state);
    if (!going || going->ask.empty() || going->errands.size() > assistant::kMaxOpenErrands)
        co_return fail(ErrorCode::Invalid, "the requestState is none that was given out");
    ERRAND_CO_TRY_VOID(co_await take_form(*going));
    co_return going;
}

// An ask that is no longer open was answered elsewhere meanwhile, by a signature for one: then the
// form says nothing any more.
async::Awaitable<Result<>> Drive::take_form(Going& going) {
    const auto* given = context_.input_responses.if_contains(going.ask);
    if (given == nullptr) co_return Result<>{};
    const auto ask = co_await rooms_.assistant.ask(context_.user, going.ask);
    if (!ask && ask.error().code == ErrorCode::Conflict) co_return Result<>{};
    if (!ask) co_return fail(ask.error());
    ERRAND_CO_TRY(auto filled, read_form(*ask, *given));
    if (filled.reply) {
        const auto taken =
            co_await answer_unsigned(rooms_, context_.user, going.ask, *std::move(filled.reply));
        if (!taken && taken.error().code != ErrorCode::Conflict) co_return fail(taken.error());
        if (taken) going.said = std::max(going.said, taken->seq);
    } else if (!filled.words.empty()) {
        ERRAND_CO_TRY(const auto errand, assistant::errand_of_ask(going.ask));
        const auto key = "mcp:" + digest(fmt::format("{}\n{}", going.ask, filled.words));
        ERRAND_CO_TRY(const auto said,
                      co_await server::say(rooms_, {.user = context_.user,
                                                    .conversation = going.conversation,
                                                    .text = std::move(filled.words),
                                                    .key = key,
                                                    .errand = errand,
                                                    .by_model = true}));
        going.said = std::max(going.said, said.seq);
        for (const auto begun : said.begun) going.errands.push_back(begun);
    }
    co_return Result<>{};
}

async::Awaitable<Result<Drive::Seen>> Drive::watch(Going going) {
    const auto until = async::after(kToolAnswerWithin);
    Watching watching(rooms_, {.user = context_.user,
                               .conversation = going.conversation,
                               .after = going.after,
                               .said = going.said,
                               .until = until});
    Seen seen;
    std::deque<std::size_t> sizes;
    std::size_t bytes = 0;
    double told = 0;
    while (!watching.over()) {
        ERRAND_CO_TRY(auto news, co_await watching.next(until));
        for (auto& event : news) {
            context_.progress(++told, {}, json::string_at(event.data, "text"));
            sizes.push_back(json::write(event.data).size());
            bytes += sizes.back();
            seen.cards.push_back(std::move(event));
        }
        // The latest count: what is open, and how it ended.
        for (; bytes > kMaxCardBytes && sizes.size() > 1; ++seen.left_out) {
            bytes -= sizes.front();
            sizes.pop_front();
            seen.cards.pop_front();
        }
    }
    seen.settled = watching.settled();
    co_return seen;
}

async::Awaitable<Result<std::vector<journal::FlowInfo>>> Drive::errands_of(Going going) {
    std::vector<journal::FlowInfo> all;
    for (const auto number : going.errands) {
        ERRAND_CO_TRY(auto info, co_await find_errand(rooms_, context_.user, number));
        all.push_back(std::move(info));
    }
    co_return all;
}

bool Drive::may_ask(const Going& going, const json::value& ask) const {
    return context_.elicits && going.asks < kAsksOfOneCall &&
           json::string_at(ask, "id") != going.ask;
}

tool::CallResult Drive::put(Going going, json::value ask) const {
    ask.as_object()["kind"] = "ask";
    going.ask = json::string_at(ask, "id");
    ++going.asks;
    const auto form = form_of(ask, going.language, zone_);
    return mcp::input_required(going.ask, form.message, form.schema,
                               json::write(json::encode(going)));
}

json::object Drive::shown(const Going& going, const Seen& seen,
                          const std::vector<journal::FlowInfo>& errands) const {
    const auto* focus = focus_of(errands);
    std::string text;
    json::array cards;
    for (const auto& event : seen.cards) {
        const auto piece = server::shown(event, going.language, zone_);
        if (!piece.empty()) text += (text.empty() ? "" : "\n\n") + piece;
        cards.push_back(written(event));
    }
    json::array also;
    for (const auto& one : errands)
        if (&one != focus) also.push_back(one.number);
    json::object all{{"errand", nullptr}, {"status", "none"}};
    if (focus != nullptr) {
        all["errand"] = focus->number;
        all["status"] = status_of(*focus);
    }
    all["settled"] = seen.settled;
    all["shown"] = text;
    all["ask"] = ask_shown(focus == nullptr ? nullptr : open_ask_of(*focus));
    all["cards"] = std::move(cards);
    all["also"] = std::move(also);
    all["left_out"] = seen.left_out;
    return all;
}

async::Awaitable<Outcome> Drive::look(std::uint64_t errand, std::chrono::seconds wait) {
    auto going = co_await going_of(errand);
    if (!going) co_return refused(going.error());
    Seen seen;
    if (wait.count() > 0) {
        const auto place = StreamPlace::take(rooms_, context_.user);
        if (!place) co_return refused(place.error());
        const auto until = std::min(wait, kToolAnswerWithin);
        seen.settled = co_await rooms_.services.engine.settled(context_.user, async::after(until),
                                                               going->conversation);
    } else {
        seen.settled = co_await rooms_.services.engine.settled(context_.user, async::after({}),
                                                               going->conversation);
    }
    auto errands = co_await errands_of(*going);
    if (!errands) co_return refused(errands.error());
    auto events = co_await latest_events(rooms_, errands->front(), kCardsLookedAt);
    if (!events) co_return refused(events.error());
    seen.cards = standing(*std::move(events));
    co_return tool::CallResult{shown(*going, seen, *errands)};
}

async::Awaitable<Outcome> Drive::list(bool live_only) {
    const auto found =
        co_await list_errands(rooms_, {.user = context_.user, .live_only = live_only});
    if (!found) co_return refused(found.error());
    json::array all;
    for (const auto& info : *found) {
        const auto* ask = open_ask_of(info);
        json::object one{{"errand", info.number},
                         {"skill", info.skill},
                         {"title", json::string_at(info.view, "title")},
                         {"status", status_of(info)},
                         {"created", format_time(info.created)},
                         {"updated", format_time(info.updated)}};
        one["ask"] =
            ask == nullptr ? json::value(nullptr) : json::value(json::string_at(*ask, "id"));
        all.push_back(std::move(one));
    }
    co_return tool::CallResult{json::object{{"errands", std::move(all)}}};
}

}  // namespace errand::server::tools
