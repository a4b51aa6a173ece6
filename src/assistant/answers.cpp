#include "assistant/answers.hpp"

#include <fmt/format.h>

#include <charconv>

#include "assistant/errand.hpp"
#include "assistant/limits.hpp"

namespace errand::assistant {
namespace {

struct AskNumber {
    std::uint64_t errand = 0;
    std::uint64_t ask = 0;
};

std::optional<AskNumber> read_id(std::string_view id) {
    const auto dot = id.find('.');
    if (dot == std::string_view::npos) return {};
    AskNumber read;
    const auto whole = [](std::string_view text, std::uint64_t& to) {
        const auto* end = text.data() + text.size();
        const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), to);
        return error == std::errc() && stop == end && to > 0;
    };
    if (!whole(id.substr(0, dot), read.errand) || !whole(id.substr(dot + 1), read.ask)) return {};
    return read;
}

Error superseded(const std::string& ask) {
    return {ErrorCode::Conflict, fmt::format("ask {} is no longer open", ask),
            "look at the conversation's latest ask"};
}

Error answered_already(const std::string& ask) {
    return {ErrorCode::Conflict, fmt::format("ask {} was answered already", ask),
            "the first answer counts; say what should change"};
}

std::string_view kind_of(const Reply& reply) {
    if (reply.choose) return "choice";
    if (reply.approve) return "approval";
    if (reply.grant) return "grant";
    return "slot";
}

// The answer without what was made of it.
json::value essence(const json::value& data) {
    json::object kept;
    for (const auto* member : {"choose", "approve", "signature", "grant", "answer"})
        if (const auto* found = json::find(data, member)) kept[member] = *found;
    return kept;
}

bool answers(std::string_view name, const json::value& data, const std::string& ask) {
    return name == "ask" && json::string_at(data, "ask") == ask;
}

}  // namespace

async::Awaitable<Result<bool>> answered_before(journal::Journal& journal, journal::FlowInfo errand,
                                               std::string ask, Reply reply, bool still_open) {
    std::optional<json::value> given;
    if (journal::is_live(errand.state)) {
        ERRAND_CO_TRY(const auto stored, co_await journal.load(errand.id));
        for (const auto& signal : stored.signals)
            if (answers(signal.name, signal.data, ask)) given = signal.data;
    }
    if (!given && !still_open) {
        ERRAND_CO_TRY(const auto records, co_await journal.records(errand.id));
        for (const auto& record : records)
            if (record.type == journal::RecordType::Signal &&
                answers(record.name, record.data, ask))
                given = record.data;
    }
    if (!given) co_return false;
    if (essence(*given) == essence(json::encode(reply))) co_return true;
    co_return fail(answered_already(ask));
}

Result<std::uint64_t> errand_of_ask(const std::string& ask) {
    const auto read = read_id(ask);
    if (!read) return fail(no_such_ask(ask));
    return read->errand;
}

Error no_such_ask(const std::string& ask) {
    return {ErrorCode::NotFound, fmt::format("there is no ask {}", ask), {}};
}

Result<OpenAsk> open_ask(const journal::FlowInfo& errand, const std::string& ask) {
    const auto* open = json::find(errand.view, "ask");
    if (open == nullptr || !open->is_object()) return fail(superseded(ask));
    const auto id = std::string(json::string_at(*open, "id"));
    if (id != ask) {
        const auto latest = read_id(id);
        const auto asked = read_id(ask);
        if (latest && asked && asked->ask > latest->ask) return fail(no_such_ask(ask));
        return fail(superseded(ask));
    }
    return OpenAsk{.id = id,
                   .errand = errand.number,
                   .skill = errand.skill,
                   .type = std::string(json::string_at(*open, "type")),
                   .view = errand.view,
                   .ask = *open};
}

Result<> check_answer(const OpenAsk& ask, const Reply& reply) {
    const int given = int(reply.choose.has_value()) + int(reply.approve.has_value()) +
                      int(reply.grant.has_value()) + int(reply.answer.has_value());
    if (given != 1)
        return fail(ErrorCode::Invalid,
                    "exactly one of choose, approve, grant and answer is needed");
    if (kind_of(reply) != ask.type)
        return fail(ErrorCode::Invalid,
                    fmt::format("ask {} is a {}, not a {}", ask.id, ask.type, kind_of(reply)));
    if (reply.answer && (reply.answer->empty() || reply.answer->size() > kMaxAnswerBytes))
        return fail(ErrorCode::Invalid, "the answer is empty or too long");
    if (reply.choose) {
        const auto* offers = json::find(ask.ask, "offers");
        const bool fits = offers != nullptr && offers->is_array() &&
                          offer_chosen(offers->get_array(), *reply.choose) != 0;
        if (!fits) return fail(ErrorCode::Invalid, "no offer shown is the one chosen");
    }
    if (reply.approve && *reply.approve && (!reply.signature || reply.signature->empty()))
        return fail(ErrorCode::Invalid, "an approval needs its signature",
                    "sign it with `errand approve`");
    const auto* page = json::find(ask.ask, "sign_in");
    const auto* alone = json::find(ask.ask, "by_itself");
    const bool elsewhere = page != nullptr && page->is_string() && !page->get_string().empty() &&
                           alone != nullptr && alone->is_bool() && !alone->get_bool();
    if (reply.grant && *reply.grant && elsewhere)
        return fail(ErrorCode::Invalid, "this permission is given by signing in",
                    fmt::format("open {}", std::string_view(page->get_string())));
    return {};
}

Result<bool> AnswersGiven::repeated(const std::string& user, const std::string& ask,
                                    const std::string& answer) const {
    const auto found = given_.find({user, ask});
    if (found == given_.end()) return false;
    if (found->second != answer) return fail(answered_already(ask));
    return true;
}

Result<bool> AnswersGiven::take(const std::string& user, const std::string& ask,
                                const std::string& answer) {
    ERRAND_TRY(const bool before, repeated(user, ask, answer));
    if (before) return true;
    given_.emplace(Key{user, ask}, answer);
    order_.emplace_back(user, ask);
    if (order_.size() > kAnswersRemembered) {
        given_.erase(order_.front());
        order_.pop_front();
    }
    return false;
}

void AnswersGiven::forget(const std::string& user, const std::string& ask) {
    given_.erase({user, ask});
    std::erase(order_, Key{user, ask});
}

}  // namespace errand::assistant
