#include "brain/model/server_error.hpp"

#include <date/date.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <sstream>

#include "base/encoding.hpp"
#include "brain/model/limits.hpp"
#include "brain/model/text.hpp"

namespace errand::brain::model {

namespace {

constexpr std::size_t kSecretRun = 8;
constexpr std::string_view kHidden = "[key]";
// Before the secret is looked for, so that the search is short.
constexpr std::size_t kMaxServerWords = 4 * kMaxErrorMessage;

std::string text_of(const json::object& from, std::string_view key) {
    const auto* found = from.if_contains(key);
    if (found == nullptr) return {};
    if (const auto* text = found->if_string()) return std::string(*text);
    return found->is_number() ? json::write(*found) : std::string{};
}

ServerError members_of(const json::object& from) {
    ServerError error{.message = text_of(from, "message"),
                      .type = text_of(from, "type"),
                      .code = text_of(from, "code"),
                      .param = text_of(from, "param")};
    if (error.type.empty()) error.type = text_of(from, "status");
    return error;
}

// FastAPI: a text, or a list of {"loc": […], "msg"}.
std::optional<ServerError> read_detail(const json::value& detail) {
    if (const auto* text = detail.if_string()) return ServerError{.message = std::string(*text)};
    const auto* list = detail.if_array();
    if (list == nullptr) return std::nullopt;
    ServerError error;
    for (const auto& one : *list) {
        const auto said = json::string_at(one, "msg");
        if (said.empty()) continue;
        if (!error.message.empty()) error.message += "; ";
        error.message += said;
        const auto* place = json::find(one, "loc");
        const auto* path = place == nullptr ? nullptr : place->if_array();
        if (error.param.empty() && path != nullptr && !path->empty())
            if (const auto* last = path->back().if_string()) error.param = *last;
    }
    return error;
}

bool mentions(const ServerError& said, std::initializer_list<std::string_view> words) {
    const auto text = lowered(said.message + " " + said.type + " " + said.code);
    return std::ranges::any_of(words, [&](std::string_view word) { return text.contains(word); });
}

// Some servers, llama.cpp among them, call it an error of their own where they throw over what was
// asked for.
bool blames_request(int status, const ServerError& said) {
    const bool own_error = status == 500 || status == 501;
    return own_error && mentions(said, {"not supported", "unsupported", "not support ",
                                        "cannot use ", "param requires", "failed to parse"});
}

std::string_view first_line(std::string_view text) {
    constexpr std::string_view kSpace = " \n\t\r";
    const auto first = text.find_first_not_of(kSpace);
    if (first == std::string_view::npos) return {};
    text.remove_prefix(first);
    return text.substr(0, text.find_first_of("\r\n"));
}

// Bounded, on one line, and UTF-8, since a journal may keep it.
std::string tidy(std::string_view text, std::size_t bytes) {
    std::string kept;
    for (const char c : text.substr(0, bytes))
        kept += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
    for (int i = 0; i < 3 && text.size() > bytes && !is_utf8(kept); ++i) kept.pop_back();
    if (!is_utf8(kept))
        std::ranges::replace_if(
            kept, [](char c) { return static_cast<unsigned char>(c) >= 0x80; }, '?');
    return kept;
}

std::string_view advice_for(FailureKind kind) {
    switch (kind) {
        case FailureKind::Denied:
            return "check the model's key and its account";
        case FailureKind::Missing:
            return "check the model's name and address in the settings";
        case FailureKind::TooLong:
            return "shorten the conversation, or use a model with a longer context";
        case FailureKind::RateLimited:
            return "wait a little, or lower the rate in the settings";
        case FailureKind::Refused:
            return "check the settings of this model";
        case FailureKind::Overloaded:
        case FailureKind::Unreachable:
        case FailureKind::Slow:
        case FailureKind::Broken:
            return "try again later";
        case FailureKind::TooLarge:
            return "ask for less";
        case FailureKind::Stopped:
            return "";
    }
    return "";
}

}  // namespace

std::optional<ServerError> read_error(const json::value& from) {
    if (const auto* list = from.if_array())
        return list->size() == 1 && list->front().is_object() ? read_error(list->front())
                                                              : std::nullopt;
    const auto* members = from.if_object();
    if (members == nullptr) return std::nullopt;
    if (const auto* inner = members->if_contains("error"); inner != nullptr && !inner->is_null()) {
        if (const auto* text = inner->if_string())
            return ServerError{.message = std::string(*text)};
        if (const auto* object = inner->if_object()) return members_of(*object);
        return ServerError{.message = json::write(*inner)};
    }
    if (members->contains("choices")) return std::nullopt;
    if (const auto* detail = members->if_contains("detail")) return read_detail(*detail);
    const bool names_error = json::string_at(*members, "object") == "error" ||
                             members->contains("code") || members->contains("type");
    if (names_error && !json::string_at(*members, "message").empty()) return members_of(*members);
    return std::nullopt;
}

ServerError read_error_body(std::string_view body) {
    if (const auto parsed = json::parse(body))
        if (auto error = read_error(*parsed)) return *std::move(error);
    return {.message = std::string(first_line(body).substr(0, kMaxServerWords))};
}

FailureKind classify(int status, const ServerError& said) {
    if (mentions(said, {"context_length", "context length", "exceed_context", "context size",
                        "maximum context", "range of input length", "prompt is too long"}))
        return FailureKind::TooLong;
    if (mentions(said, {"insufficient_quota", "arrearage", "insufficient balance"}))
        return FailureKind::Denied;
    if (status == 429 ||
        mentions(said, {"rate_limit", "rate limit", "throttling", "too many requests"}))
        return FailureKind::RateLimited;
    if (status == 401 || status == 402 || status == 403 || status == 407)
        return FailureKind::Denied;
    if (status == 404 || status == 410 || status == 405) return FailureKind::Missing;
    if (status == 408) return FailureKind::Slow;
    if (status == 413) return FailureKind::TooLong;
    if (status >= 500)
        return blames_request(status, said) ? FailureKind::Refused : FailureKind::Overloaded;
    if (status >= 400) return FailureKind::Refused;
    if (status >= 300) return FailureKind::Missing;
    // Inside an answer there is only the server's own code.
    if (said.code == "401" || said.code == "403" || mentions(said, {"invalid_api_key"}))
        return FailureKind::Denied;
    if (said.code == "429") return FailureKind::RateLimited;
    if (said.code == "400" ||
        mentions(said, {"invalid_request", "invalid_parameter", "invalidparameter"}))
        return FailureKind::Refused;
    return FailureKind::Overloaded;
}

ErrorCode error_code_of(FailureKind kind) {
    switch (kind) {
        case FailureKind::Refused:
            return ErrorCode::Invalid;
        case FailureKind::Denied:
            return ErrorCode::Denied;
        case FailureKind::Missing:
            return ErrorCode::NotFound;
        case FailureKind::TooLong:
        case FailureKind::RateLimited:
        case FailureKind::TooLarge:
            return ErrorCode::Exhausted;
        case FailureKind::Overloaded:
        case FailureKind::Unreachable:
            return ErrorCode::Unavailable;
        case FailureKind::Slow:
            return ErrorCode::Timeout;
        case FailureKind::Broken:
            return ErrorCode::Corrupt;
        case FailureKind::Stopped:
            return ErrorCode::Cancelled;
    }
    return ErrorCode::Internal;
}

Failure failure(FailureKind kind, std::string message, std::string advice) {
    if (advice.empty()) advice = advice_for(kind);
    return {kind, {error_code_of(kind), std::move(message), std::move(advice)}, {}, {}, false};
}

Failure unsent(FailureKind kind, std::string message) {
    auto made = failure(kind, std::move(message));
    made.unsent = true;
    return made;
}

Failure server_failure(std::string_view who, int status, ServerError said, std::string_view key) {
    const auto safe = [&](std::string& text) {
        text = tidy(without_secret(std::string_view(text).substr(0, kMaxServerWords), key),
                    kMaxErrorMessage);
    };
    safe(said.message);
    safe(said.type);
    safe(said.code);
    safe(said.param);
    const auto kind = classify(status, said);
    auto made = failure(
        kind, fmt::format("{} answered {}{}", who,
                          status == 200 ? "with an error" : fmt::format("with status {}", status),
                          said.message.empty() ? "" : ": " + said.message));
    made.said = std::move(said);
    return made;
}

namespace {

// The field as a number and nothing else.
std::optional<double> number_in(std::string_view field) {
    double number = 0;
    const auto* first = field.data();
    const auto* last = first + field.size();
    const auto [stop, error] = std::from_chars(first, last, number);
    if (error != std::errc{} || stop != last) return std::nullopt;
    return number;
}

std::optional<Millis> bounded_wait(double ms) {
    if (!std::isfinite(ms) || ms < 0) return std::nullopt;
    const auto most = static_cast<double>(Millis(kMaxRetryAfter).count());
    return Millis(static_cast<std::int64_t>(std::ceil(std::min(ms, most))));
}

}  // namespace

std::optional<Millis> read_retry_after_ms(std::string_view field) {
    const auto number = number_in(field);
    return number ? bounded_wait(*number) : std::nullopt;
}

std::optional<Millis> read_retry_after(std::string_view field, Time now) {
    if (const auto seconds = number_in(field)) return bounded_wait(*seconds * 1000);
    std::istringstream stream{std::string(field.substr(0, 64))};
    stream.imbue(std::locale::classic());
    date::sys_seconds moment;
    stream >> date::parse("%a, %d %b %Y %H:%M:%S GMT", moment);
    if (stream.fail()) return std::nullopt;
    const auto wait = Time(moment.time_since_epoch()) - now;
    return std::clamp<Millis>(wait, Millis(0), kMaxRetryAfter);
}

std::string without_secret(std::string_view text, std::string_view secret) {
    if (secret.empty()) return std::string(text);
    const auto run = std::min(kSecretRun, secret.size());
    std::string kept;
    for (std::size_t at = 0; at < text.size();) {
        std::size_t longest = 0;
        for (std::size_t from = 0; from + run <= secret.size(); ++from) {
            const auto rest = secret.substr(from);
            const auto [mine, its] = std::ranges::mismatch(text.substr(at), rest);
            longest = std::max(longest, static_cast<std::size_t>(its - rest.begin()));
        }
        if (longest >= run) {
            kept += kHidden;
            at += longest;
        } else {
            kept += text[at++];
        }
    }
    return kept;
}

}  // namespace errand::brain::model
