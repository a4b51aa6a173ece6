#include "net/url.hpp"

#include <algorithm>
#include <array>
#include <boost/url/parse.hpp>
#include <boost/url/url.hpp>
#include <boost/url/url_view.hpp>
#include <charconv>

#include "base/encoding.hpp"
#include "net/limits.hpp"

namespace errand::net {

namespace {

std::uint16_t own_port(std::string_view scheme) {
    return scheme == "https" ? 443 : 80;
}

Error not_a_url(std::string_view text, std::string_view why) {
    return {ErrorCode::Invalid,
            "'" + std::string(text.substr(0, 200)) + "' is not an address: " + std::string(why),
            "write it as https://host/path"};
}

// Of names in the DNS, IPv4 addresses, and what is written for them; others come as "xn--…".
bool in_host_name(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
           c == '-' || c == '_';
}

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

// One part of a name in the DNS, lower case.
bool is_label(std::string_view label) {
    return !label.empty() && label.size() <= 63 && label.front() != '-' && label.back() != '-' &&
           std::ranges::all_of(
               label, [](char c) { return (c >= 'a' && c <= 'z') || is_digit(c) || c == '-'; });
}

Result<Url> from_view(const boost::urls::url_view& view, std::string_view text) {
    Url url;
    url.scheme = view.scheme();
    std::ranges::transform(url.scheme, url.scheme.begin(),
                           [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    if (url.scheme != "http" && url.scheme != "https")
        return fail(not_a_url(text, "it does not begin with http:// or https://"));
    if (view.has_userinfo()) return fail(not_a_url(text, "it holds a user name"));
    const bool ipv6 = view.host_type() == boost::urls::host_type::ipv6;
    url.host = ipv6 ? std::string(view.host_ipv6_address().to_string()) : view.host();
    if (url.host.empty()) return fail(not_a_url(text, "it names no host"));
    for (char& c : url.host) {
        // The decoded name: with a ':' or '/' in it, two readers would see two hosts.
        if (!ipv6 && !in_host_name(c)) return fail(not_a_url(text, "its host is malformed"));
        c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    }
    url.port = own_port(url.scheme);
    if (const std::string_view port = view.port(); !port.empty()) {
        const auto* last = port.data() + port.size();
        const auto [stop, error] =
            std::from_chars(port.data(), port.data() + port.size(), url.port);
        if (error != std::errc{} || stop != last || url.port == 0)
            return fail(not_a_url(text, "its port is not one"));
    }
    url.path = std::string(view.encoded_path());
    if (url.path.empty()) url.path = "/";
    // Boost.URL 1.81 takes "http://a.b:cd/x" for the host a.b and the path "cd/x"; put together
    // again, that would be another host.
    if (!url.path.starts_with('/')) return fail(not_a_url(text, "its port is not one"));
    url.query = std::string(view.encoded_query());
    return url;
}

}  // namespace

std::string Url::authority() const {
    const bool ipv6 = host.find(':') != std::string::npos;
    auto text = ipv6 ? "[" + host + "]" : host;
    if (port != own_port(scheme)) text += ":" + std::to_string(port);
    return text;
}

std::string Url::origin() const {
    return scheme + "://" + authority();
}

std::string Url::target() const {
    return query.empty() ? path : path + "?" + query;
}

std::string Url::text() const {
    return origin() + target();
}

Result<Url> parse_url(std::string_view text) {
    if (text.size() > kMaxUrlBytes) return fail(not_a_url(text, "it is too long"));
    const auto parsed = boost::urls::parse_uri(text);
    if (!parsed) return fail(not_a_url(text, "it is malformed"));
    return from_view(*parsed, text);
}

Result<Url> resolve_url(const Url& base, std::string_view reference) {
    if (reference.size() > kMaxUrlBytes) return fail(not_a_url(reference, "it is too long"));
    const auto text = base.text();
    const auto from = boost::urls::parse_uri(text);
    const auto to = boost::urls::parse_uri_reference(reference);
    if (!from || !to) return fail(not_a_url(reference, "it is malformed"));
    boost::urls::url resolved;
    if (!boost::urls::resolve(*from, *to, resolved))
        return fail(not_a_url(reference, "it does not fit '" + text + "'"));
    return from_view(resolved, reference);
}

bool is_loopback_host(std::string_view host) {
    if (host == "localhost" || host == "::1" || host == "[::1]") return true;
    if (!host.starts_with("127.")) return false;
    return std::ranges::all_of(host, [](char c) { return c == '.' || (c >= '0' && c <= '9'); });
}

bool is_public_name(std::string_view host) {
    // The last labels of networks of one's own.
    constexpr std::array<std::string_view, 11> kOwn{"arpa",      "corp",  "home",   "internal",
                                                    "intranet",  "lan",   "local",  "localdomain",
                                                    "localhost", "onion", "private"};
    if (host.find('.') == std::string_view::npos) return false;
    for (;;) {
        const auto dot = host.find('.');
        const auto label = host.substr(0, dot);
        if (!is_label(label)) return false;
        // An address of numbers ends in one, perhaps "0x1".
        if (dot == std::string_view::npos)
            return !is_digit(label.front()) && std::ranges::find(kOwn, label) == kOwn.end();
        host.remove_prefix(dot + 1);
    }
}

Result<Form> parse_form(std::string_view text) {
    Form form;
    while (!text.empty()) {
        const auto end = text.find('&');
        const auto field = text.substr(0, end);
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
        if (field.empty()) continue;
        const auto equals = field.find('=');
        const auto raw =
            equals == std::string_view::npos ? std::string_view{} : field.substr(equals + 1);
        ERRAND_TRY(auto name, percent_decode(field.substr(0, equals), true));
        ERRAND_TRY(auto value, percent_decode(raw, true));
        form.insert_or_assign(std::move(name), std::move(value));
        if (form.size() > kMaxFormFields)
            return fail(ErrorCode::Exhausted, "too many fields in one form", "send fewer");
    }
    return form;
}

std::string write_form(const std::vector<std::pair<std::string, std::string>>& fields) {
    std::string text;
    for (const auto& [name, value] : fields) {
        if (!text.empty()) text += '&';
        text += percent_encode(name) + "=" + percent_encode(value);
    }
    return text;
}

}  // namespace errand::net
