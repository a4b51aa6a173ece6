#include "brain/model/json_mend.hpp"

#include <fmt/format.h>

#include <optional>

#include "base/trim.hpp"
#include "brain/model/limits.hpp"
#include "json/limits.hpp"

namespace errand::brain::model {

namespace {

// "[1, ]" is "[1]": the comma and the space before this bracket go. "[,]" stays what it is.
bool drop_comma(std::string& clean) {
    constexpr std::string_view kSpace = " \n\t\r";
    const auto comma = clean.find_last_not_of(kSpace);
    if (comma == std::string::npos || comma == 0 || clean[comma] != ',') return false;
    const auto before = clean.find_last_not_of(kSpace, comma - 1);
    if (before == std::string::npos || std::string_view("{[,:").contains(clean[before]))
        return false;
    clean.erase(comma);
    return true;
}

// One character inside a text; a line break that stands there raw is escaped. Behind a backslash it
// is not: nobody knows what was meant.
void copy_in_string(JsonScan& scan, char c, bool& escaped) {
    if (static_cast<unsigned char>(c) < 0x20) {
        scan.broken = escaped;
        if (scan.broken) return;
        fmt::format_to(std::back_inserter(scan.clean), "\\u{:04x}", static_cast<unsigned>(c));
        scan.changed = true;
        return;
    }
    scan.clean += c;
    if (escaped)
        escaped = false;
    else if (c == '\\')
        escaped = true;
    else if (c == '"')
        scan.in_string = false;
}

// One character outside a text. False: the value ends here, whole or broken.
bool copy_outside(JsonScan& scan, char c) {
    if (c == '{' || c == '[') {
        scan.open += c;
        scan.broken = scan.open.size() > json::kMaxDepth;
    } else if (c == '}' || c == ']') {
        scan.broken = scan.open.back() != (c == '}' ? '{' : '[');
        if (!scan.broken) {
            if (drop_comma(scan.clean)) scan.changed = true;
            scan.open.pop_back();
            scan.complete = scan.open.empty();
        }
    } else if (c == '"') {
        scan.in_string = true;
    }
    if (!scan.broken) scan.clean += c;
    return !scan.broken && !scan.complete;
}

// True where another object began and was not ended, or cannot be read.
bool begins_object(const JsonScan& scan) {
    const auto next = scan.clean.find_first_not_of(" \n\t\r", 1);
    return !scan.complete && next != std::string::npos && scan.clean[next] == '"';
}

// What may stand behind a value without being another: brackets too many, a fence's end, prose.
bool holds_no_other(std::string_view rest) {
    std::size_t starts = 0;
    for (auto at = rest.find_first_of("{["); at != std::string_view::npos;
         at = rest.find_first_of("{[", at + 1)) {
        if (++starts > kMaxJsonStarts) return false;
        const auto scan = scan_json(rest.substr(at));
        if (begins_object(scan) || (scan.complete && json::parse(scan.clean))) return false;
        if (scan.complete) at += scan.end - 1;
    }
    return true;
}

// Closes what is open, where the last thing is whole: a text, a bracket, true, false or null.
std::optional<json::value> close_brackets(const JsonScan& scan) {
    auto text = std::string(trimmed(scan.clean));
    if (text.empty()) return std::nullopt;
    const char last = text.back();
    const bool word = text.ends_with("true") || text.ends_with("false") || text.ends_with("null");
    if (!word && last != '"' && last != '}' && last != ']') return std::nullopt;
    for (auto bracket = scan.open.rbegin(); bracket != scan.open.rend(); ++bracket)
        text += *bracket == '{' ? '}' : ']';
    auto parsed = json::parse(text);
    if (!parsed) return std::nullopt;
    return *std::move(parsed);
}

}  // namespace

JsonScan scan_json(std::string_view text) {
    JsonScan scan;
    if (text.empty() || (text.front() != '{' && text.front() != '[')) {
        scan.broken = true;
        return scan;
    }
    scan.clean.reserve(text.size());
    bool escaped = false;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (scan.in_string) {
            copy_in_string(scan, text[at], escaped);
            if (scan.broken) break;
        } else if (!copy_outside(scan, text[at])) {
            scan.end = at + 1;
            break;
        }
    }
    return scan;
}

void JsonBalance::feed(std::string_view text) {
    for (const char c : text) {
        if (in_string_) {
            in_string_ = escaped_ || c != '"';
            escaped_ = !escaped_ && c == '\\';
        } else if (c == '"') {
            in_string_ = true;
        } else if (c == '{' || c == '[') {
            ++depth_;
            begun_ = true;
        } else if ((c == '}' || c == ']') && depth_ > 0) {
            --depth_;
        }
    }
}

std::expected<Mended, MendFailure> mend_json(std::string_view text, bool cut_off) {
    text = trimmed(text);
    if (auto whole = json::parse(text)) return Mended{*std::move(whole), false};
    auto failure = MendFailure::NoJson;
    std::size_t starts = 0;
    for (auto at = text.find_first_of("{[");
         at != std::string_view::npos && starts < kMaxJsonStarts;
         at = text.find_first_of("{[", at + 1)) {
        ++starts;
        const auto rest = text.substr(at);
        const auto scan = scan_json(rest);
        if (scan.complete) {
            auto parsed = json::parse(scan.clean);
            if (parsed && !holds_no_other(rest.substr(scan.end)))
                return std::unexpected(MendFailure::Ambiguous);
            if (parsed) return Mended{*std::move(parsed), true};
            failure = MendFailure::Malformed;
            at += scan.end - 1;
            continue;
        }
        // What began outermost and is not whole decides: what stands inside is a part of it.
        if (scan.broken) return std::unexpected(MendFailure::Malformed);
        if (cut_off || scan.in_string) return std::unexpected(MendFailure::CutOff);
        auto closed = close_brackets(scan);
        if (!closed) return std::unexpected(MendFailure::CutOff);
        return Mended{*std::move(closed), true};
    }
    return std::unexpected(failure);
}

std::string_view explain(MendFailure failure) {
    switch (failure) {
        case MendFailure::NoJson:
            return "there is no JSON in it";
        case MendFailure::Ambiguous:
            return "there is more than one JSON value in it";
        case MendFailure::CutOff:
            return "the JSON ends before it is complete";
        case MendFailure::Malformed:
            return "the JSON is malformed";
    }
    return "it cannot be read";
}

}  // namespace errand::brain::model
