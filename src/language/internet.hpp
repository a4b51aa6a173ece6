// Owns: what machines are called in text: IP addresses, URLs, e-mail addresses, mentions, hashtags,
// GUIDs. In either language: each may stand directly beside Chinese characters. Pure, any thread;
// linear in the length; only the first kMaxSentenceBytes are read. Results are in order of place
// and do not overlap. Sources: RFC 791, RFC 4291 (IP), RFC 3986 (URL), RFC 5321 (e-mail), RFC 9562
// (GUID), IANA's list of top-level domains.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "language/letters.hpp"

namespace errand::language {

struct IpAddress {
    Place place;
    bool v6 = false;
    std::string value;  // without leading zeros: "8.8.8.8", "fe80::204"; letters as written
};
std::vector<IpAddress> find_ip_addresses(std::string_view text);

// With a protocol (http, https, ftp): any host of a known top-level domain, an IP address,
// localhost. Without: a host of a known top-level domain, unless it reads as a time ("7.am") or is
// the host of an e-mail address. Marks that end the sentence are no part of it.
struct Url {
    Place place;
    std::string value;  // as written
};
std::vector<Url> find_urls(std::string_view text);

struct Email {
    Place place;
    std::string value;  // in lower case
};
std::vector<Email> find_emails(std::string_view text);

// "@name", not within an e-mail address; "#topic" and "#话题". Values with their sign, lower case.
struct Tag {
    Place place;
    std::string value;
};
std::vector<Tag> find_mentions(std::string_view text);
std::vector<Tag> find_hashtags(std::string_view text);

// Hexadecimal 8-4-4-4-12 or 32 digits in a row; bare, in {}, %7b %7d, x'' or after "urn:uuid:".
struct Guid {
    Place place;
    std::string value;  // as written, in lower case, with what surrounds it
    bool bounded = false;
    bool dashed = false;
};
std::vector<Guid> find_guids(std::string_view text);

// "com", "cn", "academy": lower case, without the dot. Infrastructure and adult domains are not in
// the list: "example.xxx" is a blank to fill in more often than a host.
bool is_top_level_domain(std::string_view name);

}  // namespace errand::language
