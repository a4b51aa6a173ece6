#include "skills/agent/origins.hpp"

#include <algorithm>

namespace errand::skills::agent {
namespace {

using commerce::Origin;

bool is_word(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

// Lower case, and one space for every run of white space.
std::string plain(std::string_view text) {
    std::string out;
    for (const char c : text) {
        const bool space = c == ' ' || c == '\n' || c == '\t' || c == '\r';
        if (space && (out.empty() || out.back() == ' ')) continue;
        if (space) {
            out += ' ';
        } else {
            out += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        }
    }
    while (!out.empty() && out.back() == ' ') out.pop_back();
    return out;
}

// The value stands there by itself: "5" is not in "15", nor "eve" in "evening".
bool stands_in(std::string_view text, std::string_view value) {
    for (auto at = text.find(value); at != std::string_view::npos; at = text.find(value, at + 1)) {
        const auto end = at + value.size();
        const bool begins = at == 0 || !is_word(value.front()) || !is_word(text[at - 1]);
        const bool ends = end == text.size() || !is_word(value.back()) || !is_word(text[end]);
        if (begins && ends) return true;
    }
    return false;
}

struct Said {
    std::string name;  // empty: the person
    std::string text;
};

std::vector<Said> everything_said(const Talk& talk) {
    std::vector<Said> all;
    for (const auto& message : talk.messages)
        if (message.role == brain::model::Role::User) all.push_back({{}, plain(message.text)});
    for (const auto& source : talk.sources) all.push_back({source.name, plain(source.text)});
    return all;
}

}  // namespace

std::vector<commerce::ValueOrigin> origins_of(const std::vector<commerce::Leaf>& values,
                                              const Talk& talk) {
    const auto said = everything_said(talk);
    std::vector<commerce::ValueOrigin> origins;
    for (const auto& value : values) {
        const auto wanted = plain(value.text);
        const auto found = std::ranges::find_if(
            said, [&](const Said& one) { return !wanted.empty() && stands_in(one.text, wanted); });
        if (found == said.end()) {
            origins.push_back({value.path, Origin::Model, {}});
        } else {
            origins.push_back(
                {value.path, found->name.empty() ? Origin::User : Origin::Service, found->name});
        }
    }
    return origins;
}

}  // namespace errand::skills::agent
