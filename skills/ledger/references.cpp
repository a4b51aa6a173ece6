// What "it" is, and which change is taken back: see reader.hpp.
#include <algorithm>

#include "skills/ledger/reader.hpp"
#include "skills/ledger/talk.hpp"
#include "skills/ledger/words.hpp"

namespace errand::skills::ledger {

// What was named last: in this sentence, else in the one before.
Reader::Numbers Reader::it() const {
    return touched_.empty() ? scene_.state.spoken : Numbers{touched_.begin(), touched_.end()};
}

// "it", "that one", "这张".
bool Reader::pronoun(std::string text, bool said) const {
    constexpr std::string_view kPronouns =
        "它们|它|这张|那张|这个|那个|这笔|那笔|这些|那些|这几张|these|those|them|that one|this one|"
        "it|that|this";
    if (it().empty() || refused_) return false;
    // What the sentence before named is meant only where it is pointed at.
    if (said && touched_.empty() && !has_word(text, kPronouns)) return false;
    take_courtesies(text);
    take_words(text, kPronouns);
    take_words(text, "i|don't|need|want|either");
    return is_empty(text);
}

// "撤销", or "撤销第1张的修改": the latest change of what is named.
bool Reader::undo(const Clause& clause) {
    auto text = clause.text;
    take_words(text, kUndo);
    take_words(text, "取消|撤掉|去掉|cancel");
    take_courtesies(text);
    take_words(text,
               "修改|改动|操作|更改|调整|变更|一步|那一步|这一步|步骤|掉|一下|the "
               "last|last|latest|previous|"
               "change|changes|edit|edits|step|thing|what i said|made|did|出错|错误");
    auto target = find_target(scene_, text);
    if (is_empty(text) && !target.found()) return outcome_.undo = true;
    for (const auto line : target.lines)
        target.filters.push_back(of_numbers({scene_.state.asked[line - 1].number}));
    const auto numbers = numbers_of(scene_, target);
    if (!target.found() || target.rest || target.all) return false;
    const auto touches = [&](const Change& change) {
        const auto its = scene_.ledger.matching(change.filter);
        return std::ranges::any_of(numbers, [&](std::size_t number) {
            return std::ranges::find(its, number) != its.end();
        });
    };
    const auto& edits = scene_.state.edits;
    for (auto at = edits.size(); at > 0; --at)
        if (!edits[at - 1].has_files() && std::ranges::any_of(edits[at - 1].changes, touches)) {
            outcome_.undo_edit = at;
            return outcome_.undo = true;
        }
    say("这部分没有改过,台账没有动。", "Nothing of that was changed; the ledger is as it was.");
    return outcome_.unread = true;
}

}  // namespace errand::skills::ledger
