// Owns: putting what a service asks to the person, one field after the other. Part of Errand;
// strand as in errand.hpp. Must stay true: what leaves here fits what was asked for; a no, silence
// and what cannot be asked are said to the service as what they are.
#include <algorithm>

#include "assistant/calls.hpp"
#include "assistant/errand.hpp"
#include "assistant/form.hpp"
#include "assistant/form_texts.hpp"
#include "assistant/limits.hpp"
#include "assistant/services.hpp"
#include "language/yes_no.hpp"
#include "net/url.hpp"

namespace errand::assistant {

// What became of one thing that was asked.
struct Errand::Heard {
    enum class Kind {
        Said,     // `text`, or `value` where it was read
        Skipped,  // it may be left out, or has a default: `value`
        Again,    // all of it anew
        Declined,
        Late,  // no answer, or none that fits
        Stop,  // the person wants the errand stopped
    };
    Kind kind = Kind::Late;
    std::string text;
    json::value value;
    bool doubtful = false;  // it may not have been meant so, and is shown before it is sent
};

namespace {

json::object action(std::string_view what) {
    return {{"action", what}};
}

// The host of a page that a person can be sent to. Whether a service runs on this machine is not
// known here, so none may send the person to a door of it.
Result<std::string> page_host(const std::string& url) {
    auto read = net::parse_url(url);
    if (!read) return fail(ErrorCode::Invalid, "the address of its page is none");
    if (read->scheme != "https")
        return fail(ErrorCode::Invalid, "its page is not reached over https");
    if (url.size() > kMaxPageAddress)
        return fail(ErrorCode::Invalid, "the address of its page is longer than what can be shown");
    if (!net::is_public_name(read->host))
        return fail(ErrorCode::Invalid,
                    "its page is on this machine, in your own network, or at a bare address");
    return std::move(read->host);
}

// A form's fields, or a page's host; neither: a yes or a no is asked for.
struct Readable {
    std::vector<Field> fields;
    std::string host;
};

// Errors: it cannot be put to a person, and why.
Result<Readable> read_question(const tool::Question& question) {
    Readable read;
    if (question.url.empty()) {
        ERRAND_TRY(read.fields, read_form(question.schema));
    } else {
        ERRAND_TRY(read.host, page_host(question.url));
    }
    // Whatever is answered is an answer to all of the message.
    if (!form_texts::is_shown_whole(question.message))
        return fail(ErrorCode::Invalid, "its question is longer than what can be shown");
    return read;
}

// It came as an answer, or was understood as one. Anything else that is said while the question is
// open may have been meant for errand.
bool is_answer(const Event& event) {
    const auto intent = event.act.intent;
    return event.kind == Event::Kind::Answer || intent == brain::Intent::Answer ||
           intent == brain::Intent::Choose || intent == brain::Intent::Approve;
}

std::optional<bool> yes_or_no(std::string_view said) {
    if (form_texts::is_done(said)) return true;
    if (form_texts::is_decline(said)) return false;
    const auto answers = language::find_answers(said);
    if (answers.size() != 1 || !answers.front().alone) return {};
    return answers.front().yes;
}

json::object shown_field(const std::string& message, const Field& field) {
    return {{"message", message}, {"field", json::encode(field)}};
}

}  // namespace

flow::Task<Errand::Heard> Errand::hear_answer(const form_texts::Asker& asker, Text text,
                                              json::object question,
                                              std::vector<std::string> suggestions, Until until) {
    auto left = co_await time_left(until);
    if (left <= Millis{0}) co_return Heard{.kind = Heard::Kind::Late, .text = {}, .value = {}};
    open_ask({{"type", "slot"},
              {"slot", "answer"},
              {"text", say(text)},
              {"suggestions", json::encode(suggestions)},
              {"service", asker.service},
              {"tool", asker.tool},
              {"question", std::move(question)}});
    Heard heard;
    for (bool open = true; open && waits_ < kMaxCallWaits;) {
        auto signal = co_await flow_.next(left);
        ++waits_;
        if (services_.models != nullptr) services_.models->spoken_to.erase(flow_.id());
        auto event = event_of(signal);
        if (!event) continue;
        open = false;
        heard.text = event->answer.empty() ? event->text : event->answer;
        if (event->kind == Event::Kind::Timer) {
            heard.kind = Heard::Kind::Late;
        } else if (event->kind == Event::Kind::Cancel) {
            heard.kind = Heard::Kind::Stop;
        } else if (!heard.text.empty()) {
            heard.kind = Heard::Kind::Said;
            heard.doubtful = !is_answer(*event);
        } else if (event->kind == Event::Kind::Refuse) {
            heard.kind = Heard::Kind::Declined;
        } else {
            kept_.push_back(std::move(signal));
            left = co_await time_left(until);
            open = left > Millis{0};
            if (!open) heard.kind = Heard::Kind::Late;
        }
    }
    close_ask();
    co_return heard;
}

flow::Task<Errand::Heard> Errand::ask_field(const form_texts::Asker& asker,
                                            const std::string& message, const Field& field,
                                            Until until) {
    Text wrong;
    for (int attempt = 0; attempt < kFieldAttempts; ++attempt) {
        auto heard = co_await hear_answer(asker, form_texts::field(asker, message, field, wrong),
                                          shown_field(message, field),
                                          form_texts::field_suggestions(field, language_), until);
        if (heard.kind != Heard::Kind::Said) co_return heard;
        const bool skips =
            (!field.required || !field.usual.is_null()) && form_texts::is_skip(heard.text);
        const bool declines = form_texts::is_decline(heard.text);
        // One of its options may be called so.
        if ((skips || declines) && !names_option(field, heard.text)) {
            heard.kind = declines ? Heard::Kind::Declined : Heard::Kind::Skipped;
            if (skips) heard.value = field.usual;
            co_return heard;
        }
        auto value = read_value(field, heard.text);
        if (value) {
            heard.doubtful = (heard.doubtful && field.type == FieldType::Text) || skips ||
                             declines || could_mean_two(field, heard.text);
            heard.value = *std::move(value);
            co_return heard;
        }
        wrong = form_texts::wrong(value.error());
    }
    reply(form_texts::gave_up(asker));
    co_return Heard{};
}

// Said: yes. Declined: no. Again: where what was filled in is shown.
flow::Task<Errand::Heard> Errand::ask_yes(const form_texts::Asker& asker, Text text,
                                          json::object question,
                                          std::vector<std::string> suggestions, Until until) {
    for (int attempt = 0; attempt < kFieldAttempts; ++attempt) {
        auto heard = co_await hear_answer(asker, text, question, suggestions, until);
        if (heard.kind != Heard::Kind::Said) co_return heard;
        if (question.contains("review") && form_texts::is_again(heard.text))
            heard.kind = Heard::Kind::Again;
        const auto yes = yes_or_no(heard.text);
        if (yes && !*yes) heard.kind = Heard::Kind::Declined;
        if (yes || heard.kind == Heard::Kind::Again) co_return heard;
    }
    reply(form_texts::gave_up(asker));
    co_return Heard{};
}

// More than one field is shown once more before it is sent, and so is what may not have been meant.
flow::Task<Result<json::object>> Errand::ask_fields(const form_texts::Asker& asker,
                                                    const tool::Question& question,
                                                    const std::vector<Field>& fields, Until until) {
    for (int round = 0; round < kFormAttempts; ++round) {
        json::object content;
        std::vector<std::string> lines;
        bool shown_first = fields.size() > 1;
        for (const auto& field : fields) {
            auto heard = co_await ask_field(asker, question.message, field, until);
            if (heard.kind == Heard::Kind::Stop) co_return fail(errand_stopped());
            if (heard.kind == Heard::Kind::Declined) co_return action("decline");
            if (heard.kind == Heard::Kind::Late) co_return action("cancel");
            shown_first = shown_first || heard.doubtful;
            if (heard.value.is_null()) continue;
            lines.push_back(field.title + ": " + shown_value(field, heard.value));
            content[field.name] = std::move(heard.value);
        }
        if (!check_form(question.schema, content)) {
            reply(form_texts::does_not_fit(asker));
            continue;
        }
        auto sure = Heard{.kind = Heard::Kind::Said, .text = {}, .value = {}};
        if (shown_first)
            sure = co_await ask_yes(asker, form_texts::review(asker, lines),
                                    {{"review", json::encode(lines)}},
                                    form_texts::review_suggestions(language_), until);
        if (sure.kind == Heard::Kind::Stop) co_return fail(errand_stopped());
        if (sure.kind == Heard::Kind::Declined) co_return action("decline");
        if (sure.kind == Heard::Kind::Late) co_return action("cancel");
        if (sure.kind == Heard::Kind::Again) continue;
        auto accepted = action("accept");
        accepted["content"] = std::move(content);
        co_return accepted;
    }
    reply(form_texts::gave_up(asker));
    co_return action("cancel");
}

flow::Task<Result<json::object>> Errand::ask_form(const form_texts::Asker& asker,
                                                  tool::Question question, Until until) {
    const auto read = read_question(question);
    if (!read) {
        reply(form_texts::not_asked(asker, read.error()));
        co_return action("decline");
    }
    if (!read->fields.empty()) co_return co_await ask_fields(asker, question, read->fields, until);
    const bool is_page = !read->host.empty();
    Heard heard;
    if (is_page)
        heard = co_await ask_yes(
            asker, form_texts::page(asker, question.message, question.url, read->host),
            {{"message", question.message}, {"url", question.url}, {"host", read->host}},
            form_texts::page_suggestions(language_), until);
    else
        heard = co_await ask_yes(asker, form_texts::confirm(asker, question.message),
                                 {{"message", question.message}},
                                 form_texts::confirm_suggestions(language_), until);
    if (heard.kind == Heard::Kind::Stop) co_return fail(errand_stopped());
    if (heard.kind == Heard::Kind::Declined) co_return action("decline");
    if (heard.kind != Heard::Kind::Said) co_return action("cancel");
    auto accepted = action("accept");
    if (!is_page) accepted["content"] = json::object{};
    co_return accepted;
}

}  // namespace errand::assistant
