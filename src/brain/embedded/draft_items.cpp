#include "brain/embedded/draft_items.hpp"

#include <algorithm>

#include "language/text.hpp"

namespace errand::brain::embedded {
namespace {

// The last word of a name, and of its other language.
std::string last_word(const language::Text& name) {
    return name.size() == 0 ? std::string() : name[name.size() - 1].text;
}
std::string first_name_end(const language::Text& name) {
    for (std::size_t at = 1; at < name.size(); ++at)
        if (name.is(at, "|")) return name[at - 1].text;
    return last_word(name);
}

}  // namespace

const DraftItem* draft_item(const ErrandSeen* errand, const std::string& name) {
    if (errand == nullptr || name.empty()) return nullptr;
    const DraftItem* best = nullptr;
    double most = 0.6;
    for (const auto& item : errand->draft)
        if (const auto score = mention(name, item.name); score > most) best = &item, most = score;
    return best;
}

bool is_unwanted(const ErrandSeen* errand, const std::string& name) {
    const auto* item = draft_item(errand, name);
    if (item == nullptr) return false;
    const auto said = language::read_text(name);
    const auto read = language::read_text(item->name);
    return std::ranges::any_of(said.tokens, [&](const language::Token& token) {
        return mention(token.text, last_word(read)) > 0.99 ||
               mention(token.text, first_name_end(read)) > 0.99;
    });
}

}  // namespace errand::brain::embedded
