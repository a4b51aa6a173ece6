// What the sentence that begins a ledger wants of its files: see sentence.hpp.
#include <algorithm>

#include "language/text.hpp"
#include "skills/ledger/sentence.hpp"
#include "skills/ledger/vocabulary.hpp"
#include "skills/ledger/words.hpp"

namespace errand::skills::ledger {

using errand::ledger::Act;
using errand::ledger::Filter;

Edit read_beginning(const Scene& scene, std::string_view sentence) {
    Edit edit;
    edit.said = sentence;
    auto text = language::normalise(sentence);
    for (const auto& [words, format] : kFormats)
        if (!format.empty() && format != "xlsx" && has_word(text, words))
            edit.formats.emplace_back(format);
    if (has_word(text, "英文|英文版|in english")) edit.language = "en";
    if (has_word(text, "中文|中文版|in chinese")) edit.language = "zh";
    // What the files are, not which of them are meant.
    take_words(text, kOfFiles);
    // A "travel expense report" has meals in it; "only the meals" has not.
    const bool part = take_words(text, kOnly);
    const auto target = find_target(scene, text, {.names = false, .categories = part});
    if (target.year) {
        edit.year = target.year;
        if (target.filters.size() == 1) return edit;
    }
    if (!target.by_time_or_category && target.filters.empty()) return edit;
    const auto keep = numbers_of(scene, target);
    if (keep.empty() || keep.size() == scene.ledger.entries().size()) return edit;
    Filter out;
    for (const auto& entry : scene.ledger.entries())
        if (std::ranges::find(keep, entry.number) == keep.end())
            out.numbers.push_back(entry.number);
    edit.only.push_back({.act = Act::LeaveOut, .filter = out, .field = {}, .value = edit.said});
    return edit;
}

}  // namespace errand::skills::ledger
