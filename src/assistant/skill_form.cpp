#include "assistant/skill_form.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <vector>

#include "assistant/limits.hpp"
#include "base/encoding.hpp"
#include "base/printable.hpp"
#include "base/trim.hpp"
#include "base/utf8.hpp"

namespace errand::assistant {
namespace {

constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";
constexpr std::string_view kFence = "---";
constexpr std::string_view kSpaces = " \t";

std::string_view take_line(std::string_view& text) {
    const auto end = text.find('\n');
    auto line = text.substr(0, end);
    text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
    if (line.ends_with('\r')) line.remove_suffix(1);
    return line;
}

std::size_t indent_of(std::string_view line) {
    return std::min(line.find_first_not_of(' '), line.size());
}

bool is_fence(std::string_view line) {
    return line.starts_with(kFence) && trimmed(line) == kFence;
}

bool says_nothing(std::string_view line) {
    const auto text = trimmed(line);
    return text.empty() || text.starts_with('#');
}

bool is_key(std::string_view key) {
    return !key.empty() && std::ranges::all_of(key, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '_' || c == '-' || c == '.';
    });
}

std::unexpected<Error> wrong(std::size_t line, std::string_view what) {
    return fail(ErrorCode::Invalid, fmt::format("line {}: {}", line, what),
                "the front matter is described in docs/skills.md");
}

// A member of the front matter as it stands there.
struct Member {
    std::size_t line = 0;  // from 1
    std::string_view first;
    std::vector<std::string_view> more;  // the lines that belong to it
};
using Members = std::map<std::string, Member, std::less<>>;

// Which line begins a member: not one further in, nor an item of a list.
bool belongs_above(std::string_view line) {
    return line.empty() || line.front() == ' ' || line.front() == '\t' || line == "-" ||
           line.starts_with("- ");
}

Result<> begin_member(std::string_view line, std::size_t number, Members& members, Member*& now) {
    const auto colon = line.find(':');
    const auto key = trimmed(line.substr(0, colon), kSpaces);
    const bool ends = colon != std::string_view::npos &&
                      (colon + 1 == line.size() || kSpaces.contains(line[colon + 1]));
    if (!ends || !line.starts_with(key) || !is_key(key))
        return wrong(number, "not a member \"key: value\"");
    const auto [at, is_new] = members.try_emplace(std::string(key));
    if (!is_new) return wrong(number, fmt::format("a second `{}`", key));
    now = &at->second;
    now->line = number;
    now->first = trimmed(line.substr(colon + 1), kSpaces);
    return {};
}

// Takes the front matter off `text`. `number` is the line before it.
Result<Members> take_members(std::string_view& text, std::size_t number) {
    Members members;
    Member* now = nullptr;
    while (!text.empty()) {
        const auto line = take_line(text);
        ++number;
        if (is_fence(line)) return members;
        if (now != nullptr && belongs_above(line)) {
            now->more.push_back(line);
        } else if (!says_nothing(line)) {
            ERRAND_TRY_VOID(begin_member(line, number, members, now));
        }
    }
    return wrong(number, "the front matter does not end: a line \"---\" is missing");
}

// "\x41", "\u4e2d", "\U0001f375": so many digits, taken off `rest`.
bool take_hex(std::string_view& rest, std::size_t digits, std::string& out) {
    if (rest.size() < digits) return false;
    std::uint32_t code = 0;
    for (const char c : rest.substr(0, digits)) {
        const auto lower = static_cast<char>(c | 0x20);
        if (c >= '0' && c <= '9')
            code = code * 16 + static_cast<std::uint32_t>(c - '0');
        else if (lower >= 'a' && lower <= 'f')
            code = code * 16 + static_cast<std::uint32_t>(lower - 'a' + 10);
        else
            return false;
    }
    rest.remove_prefix(digits);
    if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return false;
    append_utf8(out, code);
    return true;
}

bool take_escape(std::string_view& rest, std::string& out) {
    if (rest.empty()) return false;
    const char what = rest.front();
    rest.remove_prefix(1);
    switch (what) {
        case '"':
        case '\\':
        case '/':
        case ' ':
            out += what;
            return true;
        case 'n':
        case 'r':
        case 't':
            out += ' ';
            return true;
        case 'x':
            return take_hex(rest, 2, out);
        case 'u':
            return take_hex(rest, 4, out);
        case 'U':
            return take_hex(rest, 8, out);
        default:
            return false;
    }
}

// What stands in quotes, to their end; behind it only a comment may stand.
Result<std::string> unquoted(const Member& member, std::string_view text) {
    const char quote = text.front();
    auto rest = text.substr(1);
    std::string out;
    while (!rest.empty()) {
        const char c = rest.front();
        rest.remove_prefix(1);
        if (c == '\\' && quote == '"') {
            if (!take_escape(rest, out))
                return wrong(member.line, "an escape in a quoted text that is not known here");
        } else if (c != quote) {
            out += c;
        } else if (quote == '\'' && rest.starts_with('\'')) {
            out += '\'';
            rest.remove_prefix(1);
        } else {
            const auto behind = trimmed(rest);
            if (behind.empty() || (behind.starts_with('#') && kSpaces.contains(rest.front())))
                return out;
            return wrong(member.line, "something stands behind a quoted text");
        }
    }
    return wrong(member.line, "a quoted text does not end");
}

std::string_view without_comment(std::string_view line) {
    for (std::size_t i = 1; i < line.size(); ++i)
        if (line[i] == '#' && kSpaces.contains(line[i - 1])) return trimmed(line.substr(0, i));
    return trimmed(line);
}

// All lines as one; what they are folded to does not matter, since it is shown on one line.
std::string joined(std::string_view first, const std::vector<std::string_view>& more) {
    std::string text(first);
    for (const auto line : more) text.append(" ").append(trimmed(line));
    return text;
}

Result<std::string> block(const Member& member) {
    const auto head = without_comment(member.first);
    if (head.size() > 2 || (head.size() == 2 && head[1] != '-' && head[1] != '+'))
        return wrong(member.line, "only \"|\", \">\" and these with \"-\" or \"+\" are read here");
    std::optional<std::size_t> indent;
    for (const auto line : member.more) {
        if (trimmed(line).empty()) continue;
        if (!indent) indent = indent_of(line);
        if (*indent == 0 || indent_of(line) < *indent)
            return wrong(member.line,
                         "the lines of a block must stand equally far in, with spaces");
    }
    return joined({}, member.more);
}

// The member's value as text on one line.
Result<std::string> text_of(const Member& member) {
    if (member.first.empty() || member.first.front() == '#') {
        std::vector<std::string_view> plain;
        for (const auto line : member.more)
            if (!says_nothing(line)) plain.push_back(without_comment(line));
        return joined({}, plain);
    }
    const char kind = member.first.front();
    if (kind == '|' || kind == '>') return block(member);
    if (kind == '"' || kind == '\'') {
        auto whole = joined(member.first, member.more);
        return unquoted(member, trimmed(whole));
    }
    if (std::string_view("[]{}&*!%@`,").contains(kind))
        return wrong(member.line, fmt::format("a text that begins with `{}` needs quotes", kind));
    std::vector<std::string_view> more;
    for (const auto line : member.more)
        if (!says_nothing(line)) more.push_back(without_comment(line));
    return joined(without_comment(member.first), more);
}

std::string on_one_line(std::string_view text) {
    std::string out;
    for (const char c : text) {
        const bool space = c == ' ' || c == '\t' || c == '\n' || c == '\r';
        if (space && (out.empty() || out.back() == ' ')) continue;
        out += space ? ' ' : c;
    }
    if (out.ends_with(' ')) out.pop_back();
    return out;
}

std::size_t characters_in(std::string_view text) {
    std::size_t count = 0;
    for (; !text.empty(); ++count) take_character(text);
    return count;
}

Result<std::string> required(const Members& members, std::string_view key) {
    const auto found = members.find(key);
    if (found == members.end())
        return fail(ErrorCode::Invalid, fmt::format("the front matter has no `{}`", key),
                    "the front matter is described in docs/skills.md");
    ERRAND_TRY(const auto text, text_of(found->second));
    auto line = on_one_line(text);
    if (line.empty()) return wrong(found->second.line, fmt::format("`{}` is empty", key));
    if (!is_plain_text(line))
        return wrong(found->second.line, fmt::format("`{}` holds control characters", key));
    return line;
}

}  // namespace

bool is_skill_name(std::string_view name) {
    if (name.empty() || name.size() > kMaxSkillName) return false;
    if (name.front() == '-' || name.back() == '-' || name.contains("--")) return false;
    return std::ranges::all_of(
        name, [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; });
}

bool is_plain_text(std::string_view bytes) {
    const auto is_control = [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return (byte < 0x20 && c != '\t' && c != '\n' && c != '\r') || byte == 0x7f;
    };
    return std::ranges::none_of(bytes, is_control) && is_utf8(bytes);
}

Result<SkillForm> read_skill_form(std::string_view bytes) {
    if (!is_plain_text(bytes))
        return fail(ErrorCode::Invalid, "it is not plain text in UTF-8", "save it as UTF-8");
    if (bytes.starts_with(kByteOrderMark)) bytes.remove_prefix(kByteOrderMark.size());
    if (!is_fence(take_line(bytes))) return wrong(1, "it does not begin with a line \"---\"");
    ERRAND_TRY(const auto members, take_members(bytes, 1));
    SkillForm form;
    ERRAND_TRY(form.name, required(members, "name"));
    ERRAND_TRY(form.about, required(members, "description"));
    if (!is_skill_name(form.name))
        return wrong(members.at("name").line,
                     "a name is at most 64 of a-z, 0-9 and single \"-\" between them");
    if (characters_in(form.about) > kMaxSkillAbout)
        return wrong(members.at("description").line,
                     fmt::format("the description is longer than {} characters", kMaxSkillAbout));
    form.instructions = trimmed(bytes);
    if (form.instructions.empty())
        return fail(ErrorCode::Invalid, "there are no instructions below the front matter");
    return form;
}

}  // namespace errand::assistant
