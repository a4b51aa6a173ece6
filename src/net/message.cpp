#include "net/message.hpp"

#include <algorithm>

namespace errand::net {

namespace {

constexpr std::string_view kScheme = "bearer ";

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool same_name(std::string_view a, std::string_view b) {
    return std::ranges::equal(a, b, {}, lower, lower);
}

}  // namespace

std::string_view Headers::get(std::string_view name) const {
    for (const auto& [key, value] : fields_)
        if (same_name(key, name)) return value;
    return {};
}

bool Headers::has(std::string_view name) const {
    return count(name) > 0;
}

std::size_t Headers::count(std::string_view name) const {
    return static_cast<std::size_t>(
        std::ranges::count_if(fields_, [&](const auto& f) { return same_name(f.first, name); }));
}

void Headers::set(std::string_view name, std::string value) {
    std::erase_if(fields_, [&](const auto& field) { return same_name(field.first, name); });
    fields_.emplace_back(std::string(name), std::move(value));
}

void Headers::add(std::string name, std::string value) {
    fields_.emplace_back(std::move(name), std::move(value));
}

std::string_view Request::parameter(std::string_view name) const {
    const auto found = parameters.find(name);
    return found == parameters.end() ? std::string_view{} : std::string_view(found->second);
}

std::optional<std::string> Request::query_at(std::string_view name) const {
    const auto found = query.find(name);
    if (found == query.end()) return std::nullopt;
    return found->second;
}

std::string_view Request::bearer() const {
    auto field = headers.get("Authorization");
    if (field.size() < kScheme.size() || !same_name(field.substr(0, kScheme.size()), kScheme))
        return {};
    field.remove_prefix(kScheme.size());
    while (field.starts_with(' ')) field.remove_prefix(1);
    while (field.ends_with(' ')) field.remove_suffix(1);
    return field;
}

Response Response::json(int status, const json::value& body) {
    return {.status = status,
            .headers = {{"Content-Type", "application/json"}},
            .body = json::write(body)};
}

Response Response::text(int status, std::string body) {
    return {.status = status,
            .headers = {{"Content-Type", "text/plain; charset=utf-8"}},
            .body = std::move(body)};
}

Response Response::html(int status, std::string body) {
    return {.status = status,
            .headers = {{"Content-Type", "text/html; charset=utf-8"}},
            .body = std::move(body)};
}

Response Response::redirect(std::string location) {
    return {.status = 302, .headers = {{"Location", std::move(location)}}};
}

Response Response::stream(EventStream events) {
    return {.status = 200,
            .headers = {{"Content-Type", "text/event-stream"}, {"Cache-Control", "no-cache"}},
            .events = std::move(events)};
}

Response Response::error(const Error& error) {
    return Response::error(status_of(error.code), error);
}

Response Response::error(int status, const Error& error) {
    return json(status, json::object{{"error",
                                      {{"code", to_string(error.code)},
                                       {"message", error.message},
                                       {"advice", error.advice}}}});
}

int status_of(ErrorCode code) {
    switch (code) {
        case ErrorCode::Invalid:
            return 400;
        case ErrorCode::NotFound:
            return 404;
        case ErrorCode::Denied:
            return 403;
        case ErrorCode::Conflict:
            return 409;
        case ErrorCode::Timeout:
            return 504;
        case ErrorCode::Cancelled:
            return 409;
        case ErrorCode::Unavailable:
            return 503;
        case ErrorCode::Exhausted:
            return 429;
        case ErrorCode::Corrupt:
            return 502;
        case ErrorCode::Internal:
            return 500;
    }
    return 500;
}

ErrorCode error_code_of_status(int status) {
    switch (status) {
        case 401:
        case 403:
        case 407:
            return ErrorCode::Denied;
        case 404:
        case 410:
            return ErrorCode::NotFound;
        case 408:
        case 504:
            return ErrorCode::Timeout;
        case 409:
        case 412:
            return ErrorCode::Conflict;
        case 413:
        case 429:
            return ErrorCode::Exhausted;
        case 502:
        case 503:
            return ErrorCode::Unavailable;
        default:
            break;
    }
    if (status >= 400 && status < 500) return ErrorCode::Invalid;
    return status >= 500 ? ErrorCode::Unavailable : ErrorCode::Corrupt;
}

}  // namespace errand::net
