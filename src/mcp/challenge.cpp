// Owns: reading WWW-Authenticate (sign_in.hpp). Pure; any thread. Source: RFC 9110 §11, RFC 9728
// §5.
#include <algorithm>
#include <cctype>

#include "mcp/sign_in.hpp"

namespace errand::mcp {

namespace {

std::unexpected<Error> malformed() {
    return fail(ErrorCode::Invalid, "the service's WWW-Authenticate is malformed",
                "the service has to be corrected");
}

bool same_word(std::string_view a, std::string_view b) {
    return std::ranges::equal(
        a, b, [](unsigned char x, unsigned char y) { return std::tolower(x) == std::tolower(y); });
}

// Reads challenges (RFC 9110 §11.6.1): schemes, each with parameters that are tokens or quoted.
struct Reader {
    void skip(std::string_view which) {
        while (!text.empty() && which.contains(text.front())) text.remove_prefix(1);
    }
    std::string_view token() {
        const auto end = std::ranges::find_if(text, [](unsigned char c) {
            return !std::isalnum(c) &&
                   !std::string_view("!#$%&'*+-.^_`|~").contains(static_cast<char>(c));
        });
        const auto word = text.substr(0, static_cast<std::size_t>(end - text.begin()));
        text.remove_prefix(word.size());
        return word;
    }
    bool quoted(std::string& value) {
        text.remove_prefix(1);
        while (!text.empty() && text.front() != '"') {
            if (text.front() == '\\') text.remove_prefix(1);
            if (text.empty()) return false;
            value += text.front();
            text.remove_prefix(1);
        }
        if (text.empty()) return false;
        text.remove_prefix(1);
        return true;
    }
    std::string_view text;
};

void keep(Challenge& challenge, std::string_view name, std::string value) {
    if (same_word(name, "error"))
        challenge.error = std::move(value);
    else if (same_word(name, "error_description"))
        challenge.error_description = std::move(value);
    else if (same_word(name, "scope"))
        challenge.scope = std::move(value);
    else if (same_word(name, "resource_metadata"))
        challenge.resource_metadata = std::move(value);
}

}  // namespace

Result<Challenge> parse_challenge(std::string_view www_authenticate) {
    if (www_authenticate.size() > kMaxChallengeBytes)
        return fail(ErrorCode::Exhausted, "the service's WWW-Authenticate is too long");
    Reader reader{www_authenticate};
    Challenge challenge;
    bool bearer = false;
    bool found = false;
    for (reader.skip(" \t,"); !reader.text.empty(); reader.skip(" \t,")) {
        const auto word = reader.token();
        if (word.empty()) return malformed();
        reader.skip(" \t");
        if (!reader.text.starts_with('=')) {  // no parameter: a scheme begins
            bearer = same_word(word, "Bearer");
            found = found || bearer;
            continue;
        }
        reader.text.remove_prefix(1);
        reader.skip(" \t");
        std::string value;
        if (reader.text.starts_with('"')) {
            if (!reader.quoted(value)) return malformed();
        } else {
            value = reader.token();
        }
        if (bearer) keep(challenge, word, std::move(value));
    }
    if (!found)
        return fail(ErrorCode::NotFound, "the service does not take bearer tokens",
                    "this service cannot be signed in to");
    return challenge;
}

}  // namespace errand::mcp
