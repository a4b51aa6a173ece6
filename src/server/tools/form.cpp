#include "server/tools/form.hpp"

#include <fmt/format.h>

#include <charconv>

#include "assistant/limits.hpp"
#include "assistant/plain.hpp"

namespace errand::server::tools {
namespace {

using assistant::Text;

constexpr std::string_view kAnswer = "answer";
constexpr std::string_view kChoose = "choose";
constexpr std::string_view kAllow = "allow";
constexpr std::string_view kChange = "change";

json::object text_field(std::string title, std::size_t least, std::size_t most) {
    return {{"type", "string"}, {"title", title}, {"minLength", least}, {"maxLength", most}};
}

json::object form(json::object properties, json::array required) {
    json::object made{{"type", "object"}, {"properties", std::move(properties)}};
    if (!required.empty()) made["required"] = std::move(required);
    return made;
}

std::size_t offers_of(const json::value& ask) {
    const auto* offers = json::find(ask, "offers");
    return offers != nullptr && offers->is_array() ? offers->get_array().size() : 0;
}

bool given_elsewhere(const json::value& ask) {
    const auto* alone = json::find(ask, "by_itself");
    return !json::string_at(ask, "sign_in").empty() && alone != nullptr && alone->is_bool() &&
           !alone->get_bool();
}

json::object change_field(const Text& title, std::string_view language) {
    return {{kChange, text_field(title.in(language), 0, assistant::kMaxAnswerBytes)}};
}

json::object choice_form(const json::value& ask, std::string_view language) {
    json::array numbers;
    for (std::size_t i = 1; i <= offers_of(ask); ++i)
        numbers.push_back(json::value(fmt::to_string(i)));
    auto fields =
        change_field({"都不合适:要改什么", "None of them: what should be different"}, language);
    if (!numbers.empty())
        fields[kChoose] = json::object{{"type", "string"},
                                       {"title", Text{"选第几个", "Which one"}.in(language)},
                                       {"enum", std::move(numbers)}};
    return form(std::move(fields), {});
}

json::object schema_of(const json::value& ask, std::string_view language) {
    const auto type = json::string_at(ask, "type");
    if (type == "choice") return choice_form(ask, language);
    if (type == "approval")
        return form(change_field({"要改什么(已经签名,或者以后再说,就空着)",
                                  "What to change (leave it empty once you have signed, or to "
                                  "decide later)"},
                                 language),
                    {});
    if (type == "grant" && given_elsewhere(ask)) return form({}, {});
    if (type == "grant")
        return form({{kAllow, json::object{{"type", "boolean"},
                                           {"title", Text{"允许", "Allow it"}.in(language)}}}},
                    {kAllow});
    return form(
        {{kAnswer, text_field(Text{"回答", "Answer"}.in(language), 1, assistant::kMaxAnswerBytes)}},
        {kAnswer});
}

Error not_filled(std::string_view field, std::string_view wanted) {
    return {ErrorCode::Invalid, fmt::format("the form's {} is not {}", field, wanted),
            "fill in the form as its schema says"};
}

// The text of a field; empty where it is absent.
Result<std::string> text_at(const json::object& content, std::string_view field) {
    const auto* found = content.if_contains(field);
    if (found == nullptr || found->is_null()) return std::string();
    if (!found->is_string()) return fail(not_filled(field, "a text"));
    if (found->get_string().size() > assistant::kMaxAnswerBytes)
        return fail(not_filled(field, "that short a text"));
    return std::string(found->get_string());
}

Result<Filled> read_choice(const json::object& content, std::size_t offers) {
    ERRAND_TRY(auto change, text_at(content, kChange));
    if (!change.empty()) return Filled{.reply = {}, .words = std::move(change)};
    ERRAND_TRY(const auto chosen, text_at(content, kChoose));
    if (chosen.empty()) return Filled{};
    std::size_t number = 0;
    const auto* last = chosen.data() + chosen.size();
    const auto [end, error] = std::from_chars(chosen.data(), last, number);
    if (error != std::errc() || end != last || number == 0 || number > offers)
        return fail(not_filled(kChoose, "a number of what was shown"));
    assistant::Reply reply;
    reply.choose = json::value(number);
    return Filled{.reply = std::move(reply), .words = {}};
}

Result<Filled> read_accepted(const json::value& ask, const json::object& content) {
    const auto type = json::string_at(ask, "type");
    if (type == "choice") return read_choice(content, offers_of(ask));
    if (type == "approval") {
        ERRAND_TRY(auto change, text_at(content, kChange));
        return Filled{.reply = {}, .words = std::move(change)};
    }
    assistant::Reply reply;
    if (type == "grant") {
        const auto* allowed = content.if_contains(kAllow);
        if (given_elsewhere(ask) && allowed == nullptr) return Filled{};
        if (allowed == nullptr || !allowed->is_bool())
            return fail(not_filled(kAllow, "true or false"));
        reply.grant = allowed->get_bool();
        return Filled{.reply = std::move(reply), .words = {}};
    }
    ERRAND_TRY(auto answer, text_at(content, kAnswer));
    if (answer.empty()) return fail(not_filled(kAnswer, "filled in"));
    reply.answer = std::move(answer);
    return Filled{.reply = std::move(reply), .words = {}};
}

}  // namespace

Form form_of(const json::value& ask, std::string_view language, const TimeZone& zone) {
    Form made{.message = assistant::present::plain(ask, language, zone),
              .schema = schema_of(ask, language)};
    if (json::string_at(ask, "type") == "approval")
        made.message += "\n\n" + Text{"拒绝这张表就是不要了;没有签名,什么都不会付。",
                                      "To decline this form is to drop it; without your signature "
                                      "nothing is paid."}
                                     .in(language);
    return made;
}

Result<Filled> read_form(const json::value& ask, const json::value& answer) {
    const auto action = json::string_at(answer, "action");
    if (action == "cancel") return Filled{};
    if (action == "decline") {
        // A no to a question that is no yes or no leaves it open.
        assistant::Reply no;
        const auto type = json::string_at(ask, "type");
        if (type == "approval") no.approve = false;
        if (type == "grant") no.grant = false;
        if (!no.approve && !no.grant) return Filled{};
        return Filled{.reply = std::move(no), .words = {}};
    }
    if (action != "accept")
        return fail(ErrorCode::Invalid, "a form is accepted, declined or cancelled");
    const auto* content = json::find(answer, "content");
    static const json::object nothing;
    if (content != nullptr && !content->is_object())
        return fail(ErrorCode::Invalid, "a form's content is an object");
    return read_accepted(ask, content == nullptr ? nothing : content->get_object());
}

}  // namespace errand::server::tools
