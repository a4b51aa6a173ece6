#include "skills/agent/origins.hpp"

#include <algorithm>

#include "skills/agent/whole.hpp"

namespace errand::skills::agent {
namespace {

using commerce::Leaf;
using commerce::Origin;

struct Said {
    Origin whose = Origin::User;
    std::string name;
    Spoken text;
};

// What services answer is noted as JSON, in which line breaks and quotes are written out.
std::string without_escapes(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool escaped = text[i] == '\\' && i + 1 < text.size();
        if (!escaped) {
            out += text[i];
            continue;
        }
        const char what = text[++i];
        out += what == 'n' || what == 'r' || what == 't' ? ' ' : what;
    }
    return out;
}

bool is_models(const Talk& talk, const std::string& text) {
    return std::ranges::find(talk.models_words, text) != talk.models_words.end();
}

// The person's words first: what a service repeats of them is still the person's. What stands in a
// skill or a suggestion too is a service's that said it: that is the doubtful one.
std::vector<Said> everything_said(const Talk& talk) {
    std::vector<Said> all;
    for (const auto& message : talk.messages)
        if (message.role == brain::model::Role::User && !is_models(talk, message.text))
            all.push_back({Origin::User, {}, Spoken(message.text)});
    for (const auto& source : talk.sources)
        if (source.name.empty() && !source.suggested)
            all.push_back({Origin::User, {}, Spoken(source.text)});
    for (const auto& source : talk.sources)
        if (!source.name.empty() && !source.skill)
            all.push_back({Origin::Service, source.name, Spoken(without_escapes(source.text))});
    for (const auto& source : talk.sources)
        if (source.suggested) all.push_back({Origin::Suggestion, {}, Spoken(source.text)});
    for (const auto& skill : talk.followed)
        all.push_back({Origin::Skill, skill.name, Spoken(skill.text)});
    for (const auto& source : talk.sources)
        if (source.skill) all.push_back({Origin::Skill, source.name, Spoken(source.text)});
    for (const auto& skill : talk.skills)
        all.push_back({Origin::Skill, skill.name, Spoken(skill.about)});
    return all;
}

// A yes or no, null, and what is empty are nobody's words.
bool stands(const Said& said, const Leaf& value, const std::string& text,
            const std::string& number) {
    if (value.kind == Leaf::Kind::Other || text.empty()) return false;
    if (!number.empty()) return said.text.has_number(number);
    return said.text.has(text, said.whose == Origin::User);
}

}  // namespace

std::vector<commerce::ValueOrigin> origins_of(const std::vector<Leaf>& values, const Talk& talk) {
    const auto said = everything_said(talk);
    std::vector<commerce::ValueOrigin> origins;
    for (const auto& value : values) {
        const auto text = plain(value.text);
        const auto number = number_of(text);
        const auto found = std::ranges::find_if(
            said, [&](const Said& one) { return stands(one, value, text, number); });
        if (found == said.end())
            origins.push_back({value.path, Origin::Model, {}});
        else
            origins.push_back({value.path, found->whose, found->name});
    }
    return origins;
}

}  // namespace errand::skills::agent
