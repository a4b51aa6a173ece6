#include "json/json.hpp"

#include <fmt/format.h>

#include <boost/json/basic_parser_impl.hpp>
#include <charconv>
#include <cmath>

#include "base/encoding.hpp"
#include "json/limits.hpp"

namespace errand::json {
namespace {

constexpr double kMaxExactInteger = 9007199254740991.0;

std::string_view kind_name(const value& of) {
    switch (of.kind()) {
        case boost::json::kind::null:
            return "null";
        case boost::json::kind::bool_:
            return "true or false";
        case boost::json::kind::int64:
        case boost::json::kind::uint64:
        case boost::json::kind::double_:
            return "a number";
        case boost::json::kind::string:
            return "a string";
        case boost::json::kind::array:
            return "a list";
        case boost::json::kind::object:
            return "an object";
    }
    return "something else";
}

std::string_view shown(const std::string& path) {
    return path.empty() ? "the value" : std::string_view(path);
}

void write_string(std::string& out, std::string_view text) {
    out += '"';
    for (const char c : text) {
        switch (c) {
            case '"':
                out += "\\\"";
                break;
            case '\\':
                out += "\\\\";
                break;
            case '\b':
                out += "\\b";
                break;
            case '\f':
                out += "\\f";
                break;
            case '\n':
                out += "\\n";
                break;
            case '\r':
                out += "\\r";
                break;
            case '\t':
                out += "\\t";
                break;
            default:
                if (static_cast<unsigned char>(c) < 0x20) {
                    out += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
                } else {
                    out += c;
                }
        }
    }
    out += '"';
}

// ECMAScript's Number::toString, which RFC 8785 prescribes.
std::string number_text(double number) {
    if (number == 0) return "0";
    if (number < 0) return "-" + number_text(-number);
    std::array<char, 32> buffer{};
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), number,
                                   std::chars_format::scientific)
                         .ptr;
    const std::string_view text(buffer.data(), static_cast<std::size_t>(end - buffer.data()));
    const auto e = text.find('e');
    std::string digits;
    for (const char c : text.substr(0, e)) {
        if (c != '.') digits += c;
    }
    int exponent = 0;
    const auto exponent_text = text.substr(text[e + 1] == '+' ? e + 2 : e + 1);
    std::from_chars(exponent_text.data(), exponent_text.data() + exponent_text.size(), exponent);
    const int count = static_cast<int>(digits.size());
    const int point = exponent + 1;
    if (count <= point && point <= 21)
        return digits + std::string(static_cast<std::size_t>(point - count), '0');
    if (0 < point && point <= 21) return digits.insert(static_cast<std::size_t>(point), ".");
    if (-6 < point && point <= 0)
        return "0." + std::string(static_cast<std::size_t>(-point), '0') + digits;
    if (count > 1) digits.insert(1, ".");
    return fmt::format("{}e{}{}", digits, point - 1 < 0 ? '-' : '+', std::abs(point - 1));
}

// UTF-16 order differs from UTF-8's only above the basic plane.
std::u16string utf16(std::string_view text) {
    std::u16string out;
    for (std::size_t i = 0; i < text.size();) {
        const auto lead = static_cast<unsigned char>(text[i]);
        const std::size_t length = lead < 0x80 ? 1 : lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
        std::uint32_t code = length == 1 ? lead : lead & (0xFFU >> (length + 1));
        for (std::size_t k = 1; k < length && i + k < text.size(); ++k) {
            code = (code << 6) | (static_cast<unsigned char>(text[i + k]) & 0x3FU);
        }
        if (code >= 0x10000) {
            out += static_cast<char16_t>(0xD800 + ((code - 0x10000) >> 10));
            out += static_cast<char16_t>(0xDC00 + ((code - 0x10000) & 0x3FF));
        } else {
            out += static_cast<char16_t>(code);
        }
        i += length;
    }
    return out;
}

Result<> write_canonical(std::string& out, const value& from) {
    switch (from.kind()) {
        case boost::json::kind::null:
            out += "null";
            return {};
        case boost::json::kind::bool_:
            out += from.get_bool() ? "true" : "false";
            return {};
        case boost::json::kind::string:
            write_string(out, from.get_string());
            return {};
        case boost::json::kind::int64:
        case boost::json::kind::uint64:
        case boost::json::kind::double_: {
            const auto number = from.to_number<double>();
            auto text = std::isfinite(number) ? number_text(number) : std::string();
            // A whole number must come out as it went in: 2^53 + 1 would not.
            if (text.empty() || (!from.is_double() && text != boost::json::serialize(from))) {
                return fail(ErrorCode::Invalid, "a number that cannot be written canonically");
            }
            out += text;
            return {};
        }
        case boost::json::kind::array: {
            out += '[';
            for (bool first = true; const auto& element : from.get_array()) {
                if (!std::exchange(first, false)) out += ',';
                ERRAND_TRY_VOID(write_canonical(out, element));
            }
            out += ']';
            return {};
        }
        case boost::json::kind::object: {
            std::map<std::u16string, const boost::json::key_value_pair*> sorted;
            for (const auto& member : from.get_object())
                sorted.emplace(utf16(member.key()), &member);
            out += '{';
            for (bool first = true; const auto& [key, member] : sorted) {
                if (!std::exchange(first, false)) out += ',';
                write_string(out, member->key());
                out += ':';
                ERRAND_TRY_VOID(write_canonical(out, member->value()));
            }
            out += '}';
            return {};
        }
    }
    return {};
}

void write_indented(std::string& out, const value& from, int depth) {
    const auto line = [&](int at) {
        out += "\n" + std::string(static_cast<std::size_t>(at) * 2, ' ');
    };
    if (const auto* members = from.if_object(); members != nullptr && !members->empty()) {
        out += '{';
        for (bool first = true; const auto& member : *members) {
            if (!std::exchange(first, false)) out += ',';
            line(depth + 1);
            write_string(out, member.key());
            out += ": ";
            write_indented(out, member.value(), depth + 1);
        }
        line(depth);
        out += '}';
    } else if (const auto* elements = from.if_array(); elements != nullptr && !elements->empty()) {
        out += '[';
        for (bool first = true; const auto& element : *elements) {
            if (!std::exchange(first, false)) out += ',';
            line(depth + 1);
            write_indented(out, element, depth + 1);
        }
        line(depth);
        out += ']';
    } else {
        out += boost::json::serialize(from);
    }
}

// Builds the value while Boost.JSON's parser reads the text. Two things its own handler does not
// do: it keeps the last of two equal keys in silence, so that two readers of one text could
// disagree, and before 1.82 it may read a fraction one unit in the last place off, so that a signed
// text would not survive the way.
struct Builder {
    // The names that Boost.JSON asks a handler for. NOLINTBEGIN(readability-identifier-naming)
    static constexpr std::size_t max_object_size = static_cast<std::size_t>(-1);
    static constexpr std::size_t max_array_size = static_cast<std::size_t>(-1);
    static constexpr std::size_t max_key_size = static_cast<std::size_t>(-1);
    static constexpr std::size_t max_string_size = static_cast<std::size_t>(-1);
    // NOLINTEND(readability-identifier-naming)
    using Text = boost::json::string_view;
    using Code = boost::json::error_code;

    bool on_document_begin(Code&) {
        stack.reset();
        return true;
    }
    bool on_document_end(Code&) { return true; }
    bool on_object_begin(Code&) { return true; }
    bool on_object_end(std::size_t count, Code&) {
        stack.push_object(count);
        members += count;
        return true;
    }
    bool on_array_begin(Code&) { return true; }
    bool on_array_end(std::size_t count, Code&) {
        stack.push_array(count);
        return true;
    }
    bool on_key_part(Text text, std::size_t, Code&) {
        stack.push_chars(text);
        return true;
    }
    bool on_key(Text text, std::size_t, Code&) {
        stack.push_key(text);
        return true;
    }
    bool on_string_part(Text text, std::size_t, Code&) {
        stack.push_chars(text);
        return true;
    }
    bool on_string(Text text, std::size_t, Code&) {
        stack.push_string(text);
        return true;
    }
    bool on_number_part(Text text, Code&) {
        number += text;
        return true;
    }
    bool on_int64(std::int64_t read, Text, Code&) {
        number.clear();
        stack.push_int64(read);
        return true;
    }
    bool on_uint64(std::uint64_t read, Text, Code&) {
        number.clear();
        stack.push_uint64(read);
        return true;
    }
    bool on_double(double read, Text text, Code& code) {
        number += text;
        double exact = read;
        std::from_chars(number.data(), number.data() + number.size(), exact);
        number.clear();
        if (!std::isfinite(exact)) {  // 1e999: no JSON text could be written for it
            code = boost::json::error::exponent_overflow;
            return false;
        }
        stack.push_double(exact);
        return true;
    }
    bool on_bool(bool read, Code&) {
        stack.push_bool(read);
        return true;
    }
    bool on_null(Code&) {
        stack.push_null();
        return true;
    }
    bool on_comment_part(Text, Code&) { return true; }
    bool on_comment(Text, Code&) { return true; }

    boost::json::value_stack stack;
    std::string number;
    std::size_t members =
        0;  // as read, in all objects; one that is dropped is missing from the value
};

std::size_t count_members(const value& of) {
    std::size_t count = 0;
    if (const auto* members = of.if_object()) {
        count += members->size();
        for (const auto& member : *members) count += count_members(member.value());
    } else if (const auto* elements = of.if_array()) {
        for (const auto& element : *elements) count += count_members(element);
    }
    return count;
}

}  // namespace

Result<value> parse(std::string_view text) {
    boost::json::parse_options options;
    options.max_depth = kMaxDepth;
    boost::json::error_code code;
    boost::json::basic_parser<Builder> parser(options);
    const auto used = parser.write_some(false, text.data(), text.size(), code);
    if (!code && used != text.size()) code = boost::json::error::extra_data;
    if (code) {
        return fail(ErrorCode::Invalid, fmt::format("not JSON: {}", code.message()),
                    "Send one JSON value in UTF-8.");
    }
    auto parsed = parser.handler().stack.release();
    if (count_members(parsed) != parser.handler().members) {
        return fail(ErrorCode::Invalid, "a JSON object that names one key twice",
                    "Name each key once.");
    }
    return parsed;
}

std::string write(const value& from) {
    return boost::json::serialize(from);
}

std::string write_pretty(const value& from) {
    std::string out;
    write_indented(out, from, 0);
    return out;
}

Result<std::string> canonical(const value& from) {
    std::string out;
    ERRAND_TRY_VOID(write_canonical(out, from));
    return out;
}

const value* find(const value& root, std::string_view path) {
    const value* at = &root;
    while (!path.empty() && at != nullptr) {
        const auto dot = path.find('.');
        const auto part = path.substr(0, dot);
        path = dot == std::string_view::npos ? std::string_view{} : path.substr(dot + 1);
        if (const auto* members = at->if_object()) {
            at = members->if_contains(part);
        } else if (const auto* elements = at->if_array()) {
            std::size_t index = 0;
            const auto [end, error] =
                std::from_chars(part.data(), part.data() + part.size(), index);
            const bool number = error == std::errc{} && end == part.data() + part.size();
            at = number ? elements->if_contains(index) : nullptr;
        } else {
            at = nullptr;
        }
    }
    return at;
}

std::string_view string_at(const value& root, std::string_view key) {
    const auto* members = root.if_object();
    return members == nullptr ? std::string_view{} : string_at(*members, key);
}

// Without this one an object would be copied into a value, and the view would outlive the copy.
std::string_view string_at(const object& root, std::string_view key) {
    const auto* found = root.if_contains(key);
    const auto* text = found == nullptr ? nullptr : found->if_string();
    return text == nullptr ? std::string_view{} : std::string_view(*text);
}

namespace detail {

Error wrong_type(const std::string& path, std::string_view wanted, const value& got) {
    return {ErrorCode::Invalid,
            fmt::format("{} must be {}, not {}", shown(path), wanted, kind_name(got)),
            {}};
}
Error unknown_member(const std::string& path, std::string_view key) {
    return {ErrorCode::Invalid, fmt::format("unknown field '{}'", member_path(path, key)),
            "Check the spelling, or leave the field out."};
}
Error missing_member(const std::string& path, std::string_view key) {
    return {ErrorCode::Invalid, fmt::format("missing field '{}'", member_path(path, key)), {}};
}
Error unknown_name(const std::string& path, std::string_view name, const std::string& known) {
    return {ErrorCode::Invalid, fmt::format("{} is '{}'", shown(path), name),
            fmt::format("Use one of: {}.", known)};
}
std::string member_path(const std::string& path, std::string_view key) {
    std::string made;
    made.reserve(path.size() + 1 + key.size());
    if (!path.empty()) made.append(path).push_back('.');
    return made.append(key);
}
std::string element_path(const std::string& path, std::size_t index) {
    return member_path(path, std::to_string(index));
}
Result<std::int64_t> integer(const value& from, const std::string& path) {
    if (from.is_int64()) return from.get_int64();
    if (from.is_uint64() && std::in_range<std::int64_t>(from.get_uint64()))
        return static_cast<std::int64_t>(from.get_uint64());
    if (from.is_double()) {
        const double number = from.get_double();
        if (number == std::floor(number) && std::abs(number) <= kMaxExactInteger) {
            return static_cast<std::int64_t>(number);
        }
    }
    return fail(wrong_type(path, "a whole number", from));
}
std::string snake_case(std::string_view name) {
    std::string out;
    for (const char c : name) {
        const bool upper = c >= 'A' && c <= 'Z';
        if (upper && !out.empty()) out += '_';
        out += upper ? static_cast<char>(c - 'A' + 'a') : c;
    }
    return out;
}

}  // namespace detail
}  // namespace errand::json
