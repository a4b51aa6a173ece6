// Recognizers of sequences: telephone numbers, addresses of the net, GUIDs, tags, quoted texts.
// What is odd here is the examples' own: values as text in lower case, and a score for telephone
// numbers and GUIDs that is computed from how they are written.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "eval/language/adapters.hpp"
#include "language/internet.hpp"
#include "language/phones.hpp"
#include "language/quotes.hpp"
#include "language/text.hpp"

namespace errand::eval::language {
namespace {

using errand::language::Place;

std::string in_lower_case(std::string_view text) {
    std::string made(text);
    for (auto& c : made)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + ('a' - 'A'));
    return made;
}

std::string_view said(std::string_view text, const Place& place) {
    return text.substr(place.begin, place.end - place.begin);
}

Recognized valued(const Place& place, std::string type, std::string_view value) {
    return {place.begin, place.end, std::move(type), {{"value", value}}};
}

std::string score_text(int hundredths) {
    return fmt::format("{}", std::clamp(hundredths, 0, 100) / 100.0);
}

bool is_format(char c) {
    return c == ' ' || c == '-' || c == '/' || c == '.';
}
bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

// Facts about how a number is written, by which the examples score it.
struct Writing {
    int digits = 0;
    int separators = 0;           // runs of spaces, dashes, slashes, points
    bool long_separator = false;  // one of them longer than one
    int long_rows = 0;            // of five digits and more
    int tail = 0;                 // the same digit at the end, so often
};

Writing writing_of(std::string_view text) {
    Writing writing;
    for (std::size_t at = 0; at < text.size();) {
        auto end = at;
        if (is_format(text[at])) {
            while (end < text.size() && is_format(text[end])) ++end;
            ++writing.separators;
            writing.long_separator = writing.long_separator || end - at > 1;
        } else if (is_digit(text[at])) {
            while (end < text.size() && is_digit(text[end])) ++end;
            writing.digits += static_cast<int>(end - at);
            writing.long_rows += end - at >= 5 ? 1 : 0;
        } else {
            ++end;
        }
        at = end;
    }
    while (writing.tail < static_cast<int>(text.size()) && is_digit(text.back()) &&
           text[text.size() - 1 - static_cast<std::size_t>(writing.tail)] == text.back())
        ++writing.tail;
    return writing;
}

// "+44", "+ 44", "0044", "( +44 )"; not "00 44".
bool says_country(std::string_view text) {
    const auto drop = [&](std::string_view what) {
        const bool found = text.starts_with(what);
        if (found) text.remove_prefix(what.size());
        return found;
    };
    if (drop("(")) drop(" ");
    const bool sign = drop("+");
    if (!sign && !drop("00")) return false;
    if (sign) drop(" ");
    return !text.empty() && is_digit(text.front());
}

// 223-4567 at `at`: three digits from 200 on, a dash or a point, four, and no area bound to it
// before.
bool is_local_american(std::string_view text, std::size_t at) {
    const auto digits = [&](std::size_t from, std::size_t count) {
        return text.size() >= from + count &&
               std::ranges::all_of(text.substr(from, count), is_digit);
    };
    const auto next_is = [&](std::size_t from, std::string_view any) {
        return from < text.size() && any.contains(text[from]);
    };
    if (!digits(at, 3) || text[at] < '2') return false;
    if (at > 0 && (is_digit(text[at - 1]) || next_is(at - 1, "-).x"))) return false;
    if (at > 1 && text[at - 1] == ' ' && next_is(at - 2, "-)")) return false;
    at += 3;
    if (next_is(at, " ")) ++at;
    if (!next_is(at, "-.")) return false;
    ++at;
    if (next_is(at, " ")) ++at;
    if (!digits(at, 4) || digits(at, 5)) return false;
    at += 4;
    if (!next_is(at, "-")) return !next_is(at, "x");
    return !digits(at + 1, 1) && !(next_is(at + 1, " ") && digits(at + 2, 1));
}

bool has_local_american(std::string_view text) {
    for (std::size_t at = 0; at < text.size(); ++at)
        if (is_local_american(text, at)) return true;
    return false;
}

// The examples take points off some forms.
bool is_doubtful(std::string_view text) {
    const bool zip =
        text.size() == 10 && text[5] == '-' && std::ranges::count_if(text, is_digit) == 9;
    return zip || text.contains(").") || text.starts_with("00-") || text.starts_with("011-");
}

std::string phone_score(std::string_view text) {
    const auto writing = writing_of(text);
    int score = 30;
    const auto open = text.find('(');
    if (says_country(text)) {
        score += 40;
    } else if (open != std::string_view::npos) {
        score += 30;
    }
    if (writing.separators > 0) {
        score += 20 * std::min(writing.separators, 3);
        if (writing.long_separator) score -= 20;
        const auto close = text.find(')', open == std::string_view::npos ? 0 : open);
        const bool any = open != std::string_view::npos || close != std::string_view::npos;
        if (any && (open == std::string_view::npos || close == std::string_view::npos)) score -= 20;
    }
    score += 10 * std::min(writing.digits - 8, 3);
    if (writing.tail > 2) score -= 10 * (std::min(writing.tail, 11) - 2);
    if (writing.digits == static_cast<int>(text.size()) && writing.digits > 11)
        score -= 10 * (writing.digits - 11);
    if (is_doubtful(text)) score -= 40;
    score -= 10 * std::max(writing.long_rows - 1, 0);
    if (has_local_american(text)) score += 15;
    return score_text(score);
}

std::vector<Recognized> phones(std::string_view text) {
    std::vector<Recognized> all;
    for (const auto& phone : errand::language::find_phones(text)) {
        const auto value = in_lower_case(said(text, phone.place));
        auto one = valued(phone.place, "phonenumber", value);
        one.resolution.emplace("score", phone_score(errand::language::normalise(value)));
        all.push_back(std::move(one));
    }
    return all;
}

std::vector<Recognized> ips(std::string_view text) {
    std::vector<Recognized> all;
    for (const auto& ip : errand::language::find_ip_addresses(text)) {
        auto one = valued(ip.place, "ip", ip.value);
        one.resolution.emplace("type", ip.v6 ? "ipv6" : "ipv4");
        all.push_back(std::move(one));
    }
    return all;
}

std::vector<Recognized> urls(std::string_view text) {
    std::vector<Recognized> all;
    for (const auto& url : errand::language::find_urls(text))
        all.push_back(valued(url.place, "url", in_lower_case(url.value)));
    return all;
}

std::vector<Recognized> emails(std::string_view text) {
    std::vector<Recognized> all;
    for (const auto& mail : errand::language::find_emails(text))
        all.push_back(valued(mail.place, "email", mail.value));
    return all;
}

std::vector<Recognized> guids(std::string_view text) {
    std::vector<Recognized> all;
    for (const auto& guid : errand::language::find_guids(text)) {
        const bool plain = std::ranges::all_of(guid.value, is_digit);
        auto one = valued(guid.place, "guid", guid.value);
        one.resolution.emplace("score", score_text(100 - (guid.bounded ? 0 : 10) -
                                                   (guid.dashed ? 0 : 10) - (plain ? 15 : 0)));
        all.push_back(std::move(one));
    }
    return all;
}

std::vector<Recognized> tags(const std::vector<errand::language::Tag>& found,
                             const std::string& type) {
    std::vector<Recognized> all;
    all.reserve(found.size());
    for (const auto& tag : found) all.push_back(valued(tag.place, type, tag.value));
    return all;
}

std::vector<Recognized> quoted(std::string_view text) {
    std::vector<Recognized> all;
    for (const auto& quote : errand::language::find_quoted(text))
        if (!quote.title) all.push_back(valued(quote.place, "quotedText", said(text, quote.place)));
    return all;
}

}  // namespace

std::vector<Recognized> recognize_phone_numbers_en(std::string_view text, const Occasion&) {
    return phones(text);
}
std::vector<Recognized> recognize_phone_numbers_zh(std::string_view text, const Occasion&) {
    return phones(text);
}
std::vector<Recognized> recognize_ip_addresses_en(std::string_view text, const Occasion&) {
    return ips(text);
}
std::vector<Recognized> recognize_ip_addresses_zh(std::string_view text, const Occasion&) {
    return ips(text);
}
std::vector<Recognized> recognize_urls_en(std::string_view text, const Occasion&) {
    return urls(text);
}
std::vector<Recognized> recognize_urls_zh(std::string_view text, const Occasion&) {
    return urls(text);
}
std::vector<Recognized> recognize_emails_en(std::string_view text, const Occasion&) {
    return emails(text);
}
std::vector<Recognized> recognize_emails_zh(std::string_view text, const Occasion&) {
    return emails(text);
}
std::vector<Recognized> recognize_guids_en(std::string_view text, const Occasion&) {
    return guids(text);
}
std::vector<Recognized> recognize_guids_zh(std::string_view text, const Occasion&) {
    return guids(text);
}
std::vector<Recognized> recognize_hashtags_en(std::string_view text, const Occasion&) {
    return tags(errand::language::find_hashtags(text), "hashtag");
}
std::vector<Recognized> recognize_hashtags_zh(std::string_view text, const Occasion&) {
    return tags(errand::language::find_hashtags(text), "hashtag");
}
std::vector<Recognized> recognize_mentions_en(std::string_view text, const Occasion&) {
    return tags(errand::language::find_mentions(text), "mention");
}
std::vector<Recognized> recognize_mentions_zh(std::string_view text, const Occasion&) {
    return tags(errand::language::find_mentions(text), "mention");
}
std::vector<Recognized> recognize_quoted_texts_en(std::string_view text, const Occasion&) {
    return quoted(text);
}
std::vector<Recognized> recognize_quoted_texts_zh(std::string_view text, const Occasion&) {
    return quoted(text);
}

}  // namespace errand::eval::language
