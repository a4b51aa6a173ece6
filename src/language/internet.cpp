#include "language/internet.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "language/text.hpp"

namespace errand::language {
namespace {

constexpr std::size_t kMaxLabel = 63;  // RFC 1035
constexpr std::size_t kMaxGroups = 8;  // RFC 4291

// One past the host's letters, digits, dashes, dots and underscores; a dot only before another.
std::size_t host_end(const Letters& text, std::size_t at) {
    const auto inner = [](char32_t c) { return is_word(c) || c == U'-'; };
    while (inner(text[at]) || (text[at] == U'.' && inner(text[at + 1]))) ++at;
    return at;
}

struct Host {
    std::size_t end = 0;
    std::size_t labels = 0;
    bool underscore = false;
    std::string last;   // its last label
    std::string first;  // its first label
};

std::optional<Host> read_host(const Letters& text, std::size_t at) {
    Host host;
    host.end = host_end(text, at);
    while (host.end > at && text[host.end - 1] == U'-') --host.end;
    if (host.end == at) return std::nullopt;
    for (std::size_t begin = at; begin <= host.end;) {
        auto end = begin;
        while (end < host.end && text[end] != U'.') ++end;
        if (end == begin || end - begin > kMaxLabel || text[begin] == U'-') return std::nullopt;
        host.last = text.folded(begin, end);
        if (host.labels++ == 0) host.first = host.last;
        host.underscore = host.underscore || host.last.contains('_');
        begin = end + 1;
    }
    return host;
}

bool all_letters(std::string_view label) {
    return label.size() >= 2 &&
           std::ranges::all_of(label, [](char c) { return c >= 'a' && c <= 'z'; });
}
bool all_digits(std::string_view label) {
    return std::ranges::all_of(label, [](char c) { return c >= '0' && c <= '9'; });
}

bool is_local(char32_t c) {
    return is_word(c) || c == U'.' || c == U'-' || c == U'+' || c == U'%' || c == U'&' ||
           c == U'\'';
}

// The address whose sign @ stands at `sign`, as characters [begin, end).
std::optional<Place> email_at(const Letters& text, std::size_t sign, std::size_t from) {
    auto begin = sign;
    while (begin > from && is_local(text[begin - 1])) --begin;
    while (begin < sign && (text[begin] == U'.' || text[begin] == U'\'' || text[begin] == U'-'))
        ++begin;
    if (begin == sign) return std::nullopt;
    const auto host = read_host(text, sign + 1);
    if (!host || host->labels < 2 || host->underscore || !all_letters(host->last))
        return std::nullopt;
    return Place{begin, host->end};
}

// All e-mail addresses, as characters.
std::vector<Place> emails(const Letters& text) {
    std::vector<Place> all;
    std::size_t from = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] != U'@') continue;
        if (const auto found = email_at(text, at, from)) {
            all.push_back(*found);
            at = found->end - 1;
        }
        from = at + 1;
    }
    return all;
}

// Which characters belong to an e-mail address.
std::vector<bool> covered(const Letters& text) {
    std::vector<bool> is(text.size() + 1);
    for (const auto& mail : emails(text))
        for (auto at = mail.begin; at < mail.end; ++at) is[at] = true;
    return is;
}

// A value with its first digit's zeros dropped: "008" is "8", "0000" is "0".
std::string_view plain(std::string_view group) {
    while (group.size() > 1 && group.front() == '0') group.remove_prefix(1);
    return group;
}

// Four groups of at most 255 that begin at `at`: one past the last, or nothing.
std::optional<std::size_t> v4_end(const Letters& text, std::size_t at) {
    for (int group = 0; group < 4; ++group) {
        const auto end = text.digits_end(at);
        if (end == at || end - at > 3) return std::nullopt;
        char32_t value = 0;
        for (auto i = at; i < end; ++i) value = value * 10 + (text[i] - U'0');
        if (value > 255) return std::nullopt;
        at = end;
        if (group < 3 && text[at++] != U'.') return std::nullopt;
    }
    const bool goes_on = is_word(text[at]) || (text[at] == U'.' && is_digit(text[at + 1]));
    return goes_on ? std::nullopt : std::optional(at);
}

// Colons and hexadecimal groups [at, end): one "::" at most, else eight groups with those that are
// written otherwise.
bool is_v6(const Letters& text, std::size_t at, std::size_t end, std::size_t groups = 0) {
    std::size_t gaps = 0;
    while (at < end) {
        auto group = at;
        while (group < end && is_hex(text[group])) ++group;
        if (group - at > 4) return false;
        groups += group > at ? 1 : 0;
        if (group == end) break;
        if (text[group] != U':') return false;
        const bool gap = text[group + 1] == U':' && group + 1 < end;
        const bool opens = group == at;  // a colon with no group before it
        if (gap) ++gaps;
        if (opens && !gap) return false;
        at = group + (gap ? 2 : 1);
        if (!gap && at >= end) return false;
    }
    return gaps == 0 ? groups == kMaxGroups : gaps == 1 && groups < kMaxGroups;
}

struct Machine {
    Place place;  // in characters
    bool v6 = false;
};

// What [at, end), a run of letters, digits, colons and dots, has in it beside a plain IPv4: IPv6,
// with an IPv4 at its end ("::ffff:1.2.3.4"), or an IPv4 behind a colon ("ip:1.1.1.1").
std::optional<Machine> v6_or_v4(const Letters& text, std::size_t at, std::size_t end) {
    auto last = end;
    while (last > at && text[last - 1] == U'.') --last;
    const auto colons_off = [&](std::size_t from) {
        return from > at + 1 && text[from - 1] == U':' && text[from - 2] != U':' ? from - 1 : from;
    };
    const auto strict = colons_off(last);
    if (strict > at + 1 && is_v6(text, at, strict)) return Machine{{at, strict}, true};
    auto part = last;
    while (part > at && text[part - 1] != U':') --part;
    const auto four = part > at ? v4_end(text, part) : std::nullopt;
    if (!four) return std::nullopt;
    if (is_v6(text, at, colons_off(part), 2)) return Machine{{at, *four}, true};
    return Machine{{part, *four}, false};
}

std::string without_zeros(std::string_view written) {
    std::string made;
    for (std::size_t at = 0; at < written.size();) {
        const auto end = std::min(written.find_first_of(".:", at), written.size());
        made += plain(written.substr(at, end - at));
        if (end < written.size()) made += written[end];
        at = end + 1;
    }
    return made;
}

// The protocol that begins at `at`: its length with "://", or 0.
std::size_t protocol(const Letters& text, std::size_t at) {
    for (const std::string_view known : {"http://", "https://", "ftp://"})
        if (text.reads(at, known) && !is_word(text.before(at))) return known.size();
    return 0;
}

bool is_url_mark(char32_t c) {
    return c > U' ' && c < 0x7F && c != U'"' && c != U'<' && c != U'>' && c != U'\\' && c != U'^' &&
           c != U'`' && c != U'{' && c != U'|' && c != U'}';
}

// One past the port, path, query and fragment that follow a host. Written characters, so that a
// Chinese full stop or bracket ends it.
std::size_t tail_end(const Letters& text, std::size_t at) {
    if (text[at] == U':' && is_digit(text[at + 1])) {
        const auto end = text.digits_end(at + 1);
        if (end - at <= 6) at = end;
    }
    if (text[at] != U'/' && text[at] != U'#' && text[at] != U'?') return at;
    const auto begin = at;
    int open = 0;
    for (; is_url_mark(text.written(at)); ++at) {
        if (text[at] == U'(') ++open;
        if (text[at] == U')' && --open < 0) break;
    }
    const std::u32string_view ends = U".,;:!?'*";
    while (at > begin && ends.contains(text[at - 1])) --at;
    return at;
}

bool reads_as_time(const Host& host) {
    return host.labels == 2 && (host.last == "am" || host.last == "pm") && all_digits(host.first) &&
           host.first.size() <= 2;
}

// The URL that begins at `at`, one past its end.
std::optional<std::size_t> url_end(const Letters& text, std::size_t at) {
    const auto scheme = protocol(text, at);
    const auto begin = at + scheme;
    if (scheme > 0)
        if (const auto end = v4_end(text, begin)) return tail_end(text, *end);
    const auto host = read_host(text, begin);
    if (!host) return std::nullopt;
    const bool local = scheme > 0 && host->labels == 1 && host->last == "localhost";
    if (!local && (host->labels < 2 || !is_top_level_domain(host->last))) return std::nullopt;
    if (scheme == 0 && reads_as_time(*host)) return std::nullopt;
    if (text[host->end] == U'@') return std::nullopt;
    return tail_end(text, host->end);
}

bool url_may_begin(const Letters& text, std::size_t at) {
    if (protocol(text, at) > 0) return true;
    const auto before = text.before(at);
    return (is_digit(text[at]) || is_latin(text[at])) && !is_word(before) &&
           !std::u32string_view(U"@.-/\\~=&#%+").contains(before);
}

bool guid_element(const Letters& text, std::size_t at, std::size_t& end, bool& dashed) {
    static constexpr std::array<std::size_t, 5> part_lengths = {8, 4, 4, 4, 12};
    const auto row = [&](std::size_t from) {
        while (is_hex(text[from])) ++from;
        return from;
    };
    if (row(at) == at + 32) {
        end = at + 32;
        dashed = false;
        return true;
    }
    auto from = at;
    for (std::size_t i = 0; i < part_lengths.size(); ++i) {
        if (i > 0 && text[from++] != U'-') return false;
        if (row(from) != from + part_lengths[i]) return false;
        from += part_lengths[i];
    }
    end = from;
    dashed = true;
    return true;
}

struct Frame {
    std::string_view before;
    std::string_view after;
};
constexpr std::array kFrames = {Frame{"{", "}"}, Frame{"%7b", "%7d"}, Frame{"x'", "'"},
                                Frame{"urn:uuid:", ""}};

std::vector<Tag> tags(const Letters& text, char32_t sign, bool han) {
    const auto inner = [&](char32_t c) { return is_word(c) || (han && is_han(c)); };
    const auto mail = covered(text);
    std::vector<Tag> all;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] != sign || !inner(text[at + 1])) continue;
        auto end = at + 1;
        while (inner(text[end])) ++end;
        const auto before = text.before(at);
        const bool host = text[end] == U'.' && is_word(text[end + 1]);
        const bool fits =
            sign == U'@' ? !mail[at] && before != U'@' && !host
                         : !is_word(before) && before != U'#' && before != U'&' && before != U'/';
        if (fits) all.push_back({text.place(at, end), text.folded(at, end)});
        at = end - 1;
    }
    return all;
}

}  // namespace

std::vector<IpAddress> find_ip_addresses(std::string_view whole) {
    const Letters text(whole);
    std::vector<IpAddress> all;
    const auto add = [&](std::size_t begin, std::size_t end, bool v6) {
        all.push_back({text.place(begin, end), v6, without_zeros(text.said(begin, end))});
    };
    const auto part = [](char32_t c) { return is_word(c) || c == U':' || c == U'.'; };
    for (std::size_t at = 0; at < text.size();) {
        if (!part(text[at])) {
            ++at;
            continue;
        }
        auto end = at;
        while (part(text[end])) ++end;
        if (const auto v4 = v4_end(text, at)) {
            add(at, *v4, false);
        } else {
            if (const auto found = v6_or_v4(text, at, end))
                add(found->place.begin, found->place.end, found->v6);
        }
        at = end;
    }
    return all;
}

std::vector<Url> find_urls(std::string_view whole) {
    const Letters text(whole);
    const auto mail = covered(text);
    std::vector<Url> all;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (!url_may_begin(text, at) || mail[at]) continue;
        if (const auto end = url_end(text, at)) {
            all.push_back({text.place(at, *end), std::string(text.said(at, *end))});
            at = *end - 1;
        }
    }
    return all;
}

std::vector<Email> find_emails(std::string_view whole) {
    const Letters text(whole);
    std::vector<Email> all;
    for (const auto& found : emails(text))
        all.push_back({text.place(found.begin, found.end), text.folded(found.begin, found.end)});
    return all;
}

std::vector<Tag> find_mentions(std::string_view text) {
    return tags(Letters(text), U'@', false);
}

std::vector<Tag> find_hashtags(std::string_view text) {
    return tags(Letters(text), U'#', true);
}

std::vector<Guid> find_guids(std::string_view whole) {
    const Letters text(whole);
    std::vector<Guid> all;
    for (std::size_t at = 0; at < text.size(); ++at) {
        Guid guid;
        std::size_t end = 0;
        for (const auto& frame : kFrames) {
            if (!text.reads(at, frame.before)) continue;
            if (!guid_element(text, at + frame.before.size(), end, guid.dashed)) continue;
            if (!text.reads(end, frame.after) || (frame.after.empty() && is_word(text[end])))
                continue;
            end += frame.after.size();
            guid.bounded = true;
            break;
        }
        const bool bare = !guid.bounded && is_hex(text[at]) && !is_word(text.before(at)) &&
                          guid_element(text, at, end, guid.dashed) && !is_word(text[end]);
        if (!guid.bounded && !bare) continue;
        guid.place = text.place(at, end);
        guid.value = text.folded(at, end);
        all.push_back(std::move(guid));
        at = end - 1;
    }
    return all;
}

}  // namespace errand::language
