#include "brain/embedded/denial.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "brain/embedded/atoms.hpp"
#include "brain/embedded/embedded.hpp"

namespace errand::brain::embedded {
namespace {

using language::Text;

// How sure a cancellation is: see sure_of_cancel.
constexpr double kCommand = 0.92;
constexpr double kOfSomethingElse = 0.7;
constexpr double kAsked = 0.6;

// So many atoms may stand between a denial and what it denies.
constexpr std::size_t kReach = 6;

template <std::size_t Size>
bool is_one_of(std::string_view word, const std::array<std::string_view, Size>& words) {
    return std::ranges::find(words, word) != words.end();
}

bool denies(std::string_view word) {
    static constexpr std::array kDenials = std::to_array<std::string_view>(
        {"不",        "别",      "没",     "甭",      "勿",     "不用",    "不要",
         "不是",      "不想",    "不能",   "没有",    "没说",   "不需要",  "无需",
         "别给我",    "先别",    "千万别", "离开",    "除了",   "not",     "don't",
         "dont",      "never",   "didn't", "doesn't", "won't",  "isn't",   "aren't",
         "wasn't",    "can't",   "cannot", "haven't", "hasn't", "weren't", "wouldn't",
         "shouldn't", "neither", "nor",    "leaving", "left",   "no need", "anything but",
         "do not",    "i'm not", "not to"});
    return is_one_of(word, kDenials);
}

// Nothing of its own: what may stand between a denial and what it denies.
bool is_passing(const Text& text, const Atom& atom) {
    static constexpr std::array kVerbs = std::to_array<std::string_view>(
        {"going", "go",   "come", "coming", "heading", "be",  "deliver", "send", "want", "need",
         "take",  "pick", "get",  "choose", "like",    "add", "forget",  "it",   "the",  "回",
         "去",    "到",   "在",   "来",     "送",      "寄",  "选",      "拿",   "忘",   "开"});
    switch (atom.kind) {
        case Kind::Word:
            return is_one_of(text[atom.begin].text, kVerbs);
        case Kind::Filler:
        case Kind::Order:
        case Kind::Want:
        case Kind::Eat:
        case Kind::Add:
        case Kind::Deliver:
        case Kind::ShopBefore:
        case Kind::Every:
        case Kind::ThisOne:
            return true;
        default:
            return false;
    }
}

std::string said(const Text& text, const Atom& atom) {
    return text.said(atom.begin, atom.end);
}

bool follows_question_mark(const Text& text, AtomSpan clause) {
    const auto end = clause.back().end;
    return end < text.size() && text.is(end, "?");
}

}  // namespace

bool is_denied(const Text& text, AtomSpan atoms, std::size_t at) {
    const auto first = at - std::min(at, kReach);
    for (auto before = at; before > first; --before) {
        const auto& atom = atoms[before - 1];
        if (atom.kind == Kind::Boundary) return false;
        if (denies(said(text, atom)) || denies(text[atom.end - 1].text)) return true;
        if (atom.kind == Kind::Remove && text.is(atom.end - 1, "want")) return true;
        // 离开 and the like, said by single characters
        if (before > 1 && denies(said(text, atoms[before - 2]) + said(text, atom))) return true;
        if (!is_passing(text, atom)) return false;
    }
    return false;
}

bool is_turned_down(const Text& text, AtomSpan atoms, std::size_t at) {
    if (is_denied(text, atoms, at)) return true;
    static constexpr std::array kBehind = std::to_array<std::string_view>(
        {"不要", "不要了", "算了", "就算了", "不行", "不好", "不用了", "别选", "不考虑"});
    for (auto next = at + 1; next < atoms.size(); ++next) {
        const auto& atom = atoms[next];
        if (atom.kind == Kind::Boundary) return false;
        if (is_one_of(said(text, atom), kBehind)) return true;
        if (!is_passing(text, atom) && atom.kind != Kind::Refuse && atom.kind != Kind::Remove)
            return false;
    }
    return false;
}

bool is_question(const Text& text, AtomSpan clause) {
    static constexpr std::array kPolite =
        std::to_array<std::string_view>({"can", "could", "would", "will", "may", "please", "about",
                                         "能", "可", "行", "好", "帮", "麻", "何", "样"});
    static constexpr std::array kAsking = std::to_array<std::string_view>(
        {"is", "are", "was", "were", "did", "does", "do", "have", "has", "had", "why", "when",
         "where", "how", "who", "should", "shall", "what", "am"});
    static constexpr std::array kParticles = std::to_array<std::string_view>({"吗", "谁", "咋"});
    if (clause.empty()) return false;
    bool asks = false;
    for (auto at = clause.front().begin; at < clause.back().end; ++at) {
        const auto& word = text[at].text;
        if (is_one_of(word, kPolite)) return false;
        const auto pair = at + 1 < clause.back().end ? word + text[at + 1].text : word;
        asks = asks || is_one_of(word, kParticles) || pair == "怎么" || pair == "多少" ||
               pair == "为什" || pair == "为啥" || pair == "是否" || pair == "是不" ||
               pair == "会不" || pair == "要不";
    }
    if (asks) return true;
    for (const auto& atom : clause) {
        if (atom.kind == Kind::Filler || atom.kind == Kind::Conj || atom.kind == Kind::Boundary) {
            if (!is_one_of(text[atom.begin].text, kAsking)) continue;
        }
        return is_one_of(text[atom.begin].text, kAsking) && follows_question_mark(text, clause);
    }
    return false;
}

namespace {

bool asks_politely(const Text& text, AtomSpan atoms) {
    for (auto at = atoms.front().begin; at < atoms.back().end; ++at) {
        if (text.is(at, "帮") || text.is(at, "麻") || text.is(at, "please")) return true;
        const bool verb = text.is(at, "can") || text.is(at, "could") || text.is(at, "would") ||
                          text.is(at, "will");
        if (verb && text.is(at + 1, "you")) return true;
        if (text.is(at, "能") && text.is(at + 1, "不") && text.is(at + 2, "能")) return true;
    }
    return false;
}

}  // namespace

double sure_of_cancel(const Sentence& sentence, AtomSpan atoms) {
    static constexpr std::array kDoubts =
        std::to_array<std::string_view>({"吗", "how", "if", "what", "had", "won't"});
    const auto& text = sentence.text;
    const bool names_other = has(atoms, Kind::Name) && !has(atoms, Kind::ErrandWord) &&
                             errand_about(sentence, atoms) == nullptr;
    if (asks_politely(text, atoms)) return names_other ? kOfSomethingElse : kCommand;
    if (follows_question_mark(text, atoms) || is_question(text, atoms)) return kAsked;
    for (auto at = atoms.front().begin; at < atoms.back().end; ++at)
        if (is_one_of(text[at].text, kDoubts)) return kAsked;
    return names_other ? kOfSomethingElse : kCommand;
}

bool keeps_order(const Sentence& sentence, AtomSpan atoms) {
    const auto* errand = sentence.scene.focus();
    if (errand != nullptr && errand->slot == "cancel") return false;
    for (std::size_t at = 0; at < atoms.size(); ++at) {
        if (atoms[at].kind == Kind::Refuse && atoms[at].key == "keep") return true;
        if (atoms[at].kind == Kind::Cancel && is_denied(sentence.text, atoms, at)) return true;
    }
    return false;
}

bool calls_off_order(AtomSpan atoms) {
    const bool whole =
        has(atoms, Kind::ErrandWord) || has(atoms, Kind::Refuse) || has(atoms, Kind::Any);
    return whole && has(atoms, Kind::Remove) && !has(atoms, Kind::Name) &&
           !has(atoms, Kind::Option) && !has(atoms, Kind::Ordinal) && !has(atoms, Kind::Quantity);
}

bool denies_change(const Text& text, AtomSpan clause) {
    for (std::size_t at = 0; at < clause.size(); ++at) {
        const auto kind = clause[at].kind;
        const bool verb = kind == Kind::Add || kind == Kind::Remove || kind == Kind::Replace ||
                          kind == Kind::Delta || kind == Kind::Cancel;
        if (verb && is_denied(text, clause, at)) return true;
    }
    return false;
}

Atoms without_denied(const Text& text, AtomSpan atoms) {
    Atoms out(atoms.begin(), atoms.end());
    for (std::size_t at = 0; at < out.size(); ++at) {
        const auto word = said(text, out[at]);
        if (word != "not" && word != "不是" && word != "anything but") continue;
        auto next = at + 1;
        while (next < out.size() && out[next].kind == Kind::Filler) ++next;
        for (; next < out.size(); ++next) {
            auto& atom = out[next];
            if (atom.kind == Kind::Boundary || atom.kind == Kind::Conj ||
                text.is(atom.begin, "是") || text.is(atom.begin, "but"))
                break;
            const bool left_out = atom.kind == Kind::Option && atom.key.empty();
            if (left_out) {
                atom.kind = Kind::Without;
                atom.value = atom.measure;
            } else if (atom.kind == Kind::Quantity || atom.kind == Kind::Option ||
                       atom.kind == Kind::Ordinal || atom.kind == Kind::Address ||
                       atom.kind == Kind::Preference || atom.kind == Kind::Name) {
                atom.kind = Kind::Filler;
            }
        }
    }
    return out;
}

bool is_place_denied(std::string_view text, std::string_view name, std::size_t at) {
    const auto read = language::read_text(text);
    Context context;
    context.address_labels.emplace_back(name);
    const auto scene = scene_of(context);
    const KnownNames names(scene);
    const auto atoms = recognise(read, names);
    const auto found =
        std::ranges::find_if(atoms, [&](const Atom& atom) { return read[atom.end - 1].end > at; });
    return found != atoms.end() &&
           is_denied(read, atoms, static_cast<std::size_t>(found - atoms.begin()));
}

}  // namespace errand::brain::embedded
