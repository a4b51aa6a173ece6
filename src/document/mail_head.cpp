#include "document/mail_head.hpp"

#include <algorithm>
#include <cctype>
#include <map>
#include <utility>
#include <vector>

#include "base/encoding.hpp"
#include "document/base64_text.hpp"
#include "document/charset.hpp"
#include "document/limits.hpp"
#include "document/trim.hpp"

namespace errand::document {
namespace {

std::string lower(std::string_view text) {
    std::string out(text);
    for (auto& one : out) one = static_cast<char>(std::tolower(static_cast<unsigned char>(one)));
    return out;
}

std::string readable(std::string bytes, std::string_view encoding) {
    if (!encoding.empty() && lower(encoding) != "utf-8")
        if (auto text = to_utf8(bytes, encoding)) return *std::move(text);
    if (is_utf8(bytes)) return bytes;
    for (const char* guess : {"GB18030", "ISO-8859-1"})
        if (auto text = to_utf8(bytes, guess)) return *std::move(text);
    return "?";
}

int hex_of(char one) {
    if (one >= '0' && one <= '9') return one - '0';
    const int letter = std::tolower(static_cast<unsigned char>(one));
    return letter >= 'a' && letter <= 'f' ? letter - 'a' + 10 : -1;
}

// Bytes written as a sign and two digits: "%E5" or "=E5". Others stay.
std::string from_hex(std::string_view text, char sign) {
    std::string out;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const bool whole = text[at] == sign && at + 2 < text.size() && hex_of(text[at + 1]) >= 0 &&
                           hex_of(text[at + 2]) >= 0;
        if (!whole) {
            out += text[at];
            continue;
        }
        out += static_cast<char>(hex_of(text[at + 1]) * 16 + hex_of(text[at + 2]));
        at += 2;
    }
    return out;
}

// "a; name=\"b; c\"; x*0=1" to its parts at semicolons outside quotes.
std::vector<std::string_view> parts_of(std::string_view text) {
    std::vector<std::string_view> out;
    bool quoted = false;
    std::size_t begin = 0;
    for (std::size_t at = 0; at <= text.size() && out.size() < kMaxMailParameters; ++at) {
        if (at < text.size() && text[at] == '\\' && quoted) {
            ++at;
            continue;
        }
        if (at < text.size() && text[at] == '"') quoted = !quoted;
        if (at < text.size() && (text[at] != ';' || quoted)) continue;
        out.push_back(trim(text.substr(begin, std::min(at, text.size()) - begin)));
        begin = at + 1;
    }
    return out;
}

std::string unquoted(std::string_view text) {
    text = trim(text);
    if (!text.starts_with('"')) return std::string(text);
    std::string out;
    for (std::size_t at = 1; at < text.size() && text[at] != '"'; ++at) {
        if (text[at] == '\\' && at + 1 < text.size()) ++at;
        out += text[at];
    }
    return out;
}

// One parameter, whole, in pieces ("name*0", "name*1*") or with its encoding ("name*").
std::string parameter(const std::map<std::string, std::string>& all, const std::string& name) {
    if (const auto coded = all.find(name + "*"); coded != all.end()) {
        const auto first = coded->second.find('\'');
        const auto second =
            first == std::string::npos ? first : coded->second.find('\'', first + 1);
        if (second == std::string::npos) return readable(from_hex(coded->second, '%'), "");
        return readable(from_hex(std::string_view(coded->second).substr(second + 1), '%'),
                        std::string_view(coded->second).substr(0, first));
    }
    if (const auto whole = all.find(name); whole != all.end())
        return decode_mail_words(whole->second);
    std::string bytes;
    std::string encoding;
    for (std::size_t piece = 0; piece < kMaxMailParameters; ++piece) {
        const auto plain = all.find(name + "*" + std::to_string(piece));
        const auto coded = all.find(name + "*" + std::to_string(piece) + "*");
        if (plain == all.end() && coded == all.end()) break;
        if (plain != all.end()) {
            bytes += plain->second;
            continue;
        }
        std::string_view text = coded->second;
        if (piece == 0)
            if (const auto first = text.find('\''), second = text.find('\'', first + 1);
                first != std::string_view::npos && second != std::string_view::npos) {
                encoding = text.substr(0, first);
                text.remove_prefix(second + 1);
            }
        bytes += from_hex(text, '%');
    }
    return readable(std::move(bytes), encoding);
}

std::map<std::string, std::string> parameters_of(const std::vector<std::string_view>& parts) {
    std::map<std::string, std::string> all;
    for (std::size_t at = 1; at < parts.size(); ++at) {
        const auto equals = parts[at].find('=');
        if (equals == std::string_view::npos) continue;
        all.emplace(lower(trim(parts[at].substr(0, equals))),
                    unquoted(parts[at].substr(equals + 1)));
    }
    return all;
}

void read_field(MailHead& head, std::string_view line) {
    const auto colon = line.find(':');
    if (colon == std::string_view::npos) return;
    const auto name = lower(trim(line.substr(0, colon)));
    const auto value = trim(line.substr(colon + 1));
    if (name == "subject") {
        head.subject = decode_mail_words(value);
    } else if (name == "content-transfer-encoding") {
        head.encoding = lower(value);
    } else if (name == "content-type" || name == "content-disposition") {
        const auto parts = parts_of(value);
        const auto all = parameters_of(parts);
        if (name == "content-type") {
            head.type = lower(parts.front());
            if (const auto found = all.find("boundary"); found != all.end())
                head.boundary = found->second;
            if (head.name.empty()) head.name = parameter(all, "name");
        } else {
            head.attached = lower(parts.front()) == "attachment";
            if (auto given = parameter(all, "filename"); !given.empty())
                head.name = std::move(given);
        }
    }
}

}  // namespace

std::string from_quoted_printable(std::string_view text, bool in_head) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        // A line's end after "=" joins two lines.
        if (text[at] == '=' && text.substr(at).starts_with("=\r\n")) {
            at += 3;
        } else if (text[at] == '=' && text.substr(at).starts_with("=\n")) {
            at += 2;
        } else if (text[at] == '=' && at + 2 < text.size() && hex_of(text[at + 1]) >= 0 &&
                   hex_of(text[at + 2]) >= 0) {
            out += static_cast<char>(hex_of(text[at + 1]) * 16 + hex_of(text[at + 2]));
            at += 3;
        } else {
            out += in_head && text[at] == '_' ? ' ' : text[at];
            ++at;
        }
    }
    return out;
}

std::string decode_mail_words(std::string_view text) {
    std::string out;
    std::string waiting;  // bytes of words in one encoding: a character may stand in two of them
    std::string encoding;
    const auto flush = [&] {
        if (!waiting.empty()) out += readable(std::exchange(waiting, {}), encoding);
    };
    while (!text.empty()) {
        const auto begin = text.find("=?");
        const auto first = begin == std::string_view::npos ? begin : text.find('?', begin + 2);
        const auto second = first == std::string_view::npos ? first : text.find('?', first + 1);
        const auto end = second == std::string_view::npos ? second : text.find("?=", second + 1);
        if (end == std::string_view::npos) break;
        // White space between two words is left out.
        if (const auto before = text.substr(0, begin); !trim(before).empty() || waiting.empty()) {
            flush();
            out += readable(std::string(before), "");
        }
        auto named = text.substr(begin + 2, first - begin - 2);
        named = named.substr(0, named.find('*'));
        if (named != encoding) flush();
        encoding = named;
        const auto body = text.substr(second + 1, end - second - 1);
        waiting += lower(text.substr(first + 1, second - first - 1)) == "b"
                       ? from_base64_text(body)
                       : from_quoted_printable(body, true);
        text.remove_prefix(end + 2);
    }
    flush();
    return out + readable(std::string(text), "");
}

MailHead read_mail_head(std::string_view text) {
    MailHead head;
    std::string line;
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size());
        auto one = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        if (one.ends_with('\r')) one.remove_suffix(1);
        if (one.starts_with(' ') || one.starts_with('\t')) {
            line += one;
            continue;
        }
        read_field(head, line);
        line = one;
    }
    read_field(head, line);
    return head;
}

}  // namespace errand::document
