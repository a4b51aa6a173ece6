// New errands, and what a sentence's content is about: see dialogue.hpp.
#include <algorithm>

#include "brain/embedded/dialogue.hpp"

namespace errand::brain::embedded {
namespace {

constexpr double kSure = 0.92;
constexpr double kLikely = 0.8;
constexpr double kPerhaps = 0.6;
constexpr double kDoubtful = 0.3;

bool speaks_of_food(const Sentence& sentence, AtomSpan atoms) {
    const auto& lexicon = Lexicon::get();
    for (const auto& atom : atoms) {
        if (atom.kind == Kind::Eat) return true;
        if (atom.kind == Kind::Option && atom.key != "size" && !atom.key.empty()) return true;
        if (atom.kind == Kind::Quantity &&
            (atom.measure == "杯" || atom.measure == "份" || atom.measure == "碗"))
            return true;
        if (atom.kind != Kind::Name) continue;
        for (auto at = atom.begin; at < atom.end; ++at)
            if (lexicon.evidence(sentence.text, at)) return true;
    }
    return false;
}

bool names_known_item(const Sentence& sentence, AtomSpan atoms) {
    return std::ranges::any_of(atoms, [&](const Atom& atom) {
        return atom.kind == Kind::Name &&
               std::ranges::any_of(sentence.scene.items, [&](const std::string& item) {
                   return mention(atom.value, item) > 0.99;
               });
    });
}

const Atom* skill_of(const Sentence& sentence, AtomSpan atoms) {
    const Atom* found = nullptr;
    for (const auto& atom : atoms)
        if (atom.kind == Kind::Skill && (found == nullptr || found->key == "search")) found = &atom;
    if (found == nullptr || !speaks_of_food(sentence, atoms)) return found;
    // "点一杯奶茶,看电影的时候喝": food that is counted comes first.
    const bool counted = std::ranges::any_of(atoms, [](const Atom& atom) {
        return atom.kind == Kind::Quantity && !atom.measure.empty() && atom.measure != "个" &&
               atom.measure != "张" && atom.measure != "套" && atom.measure != "位";
    });
    const bool asked = has(atoms, Kind::Eat) || has(atoms, Kind::Option);
    return counted || asked ? nullptr : found;
}

// How far a name on its own is likely to be a wish.
double confidence_of(const Sentence& sentence, AtomSpan atoms) {
    const bool asked = has(atoms, Kind::Order) || has(atoms, Kind::Want) || has(atoms, Kind::Eat) ||
                       has(atoms, Kind::Add);
    const bool counted = has(atoms, Kind::Quantity) || has(atoms, Kind::Delta);
    const bool food = speaks_of_food(sentence, atoms) || names_known_item(sentence, atoms);
    if (asked && (food || counted)) return kSure;
    if (food && counted) return kSure;
    if (food && !has(atoms, Kind::Question)) return kLikely;
    if (has(atoms, Kind::Question) && !has(atoms, Kind::Budget)) return kDoubtful;
    if (asked) return kPerhaps + 0.1;
    if (counted || has(atoms, Kind::Address) || has(atoms, Kind::Shop) || has(atoms, Kind::Budget))
        return kPerhaps;
    std::size_t words = 0;
    for (const auto& atom : atoms)
        if (atom.kind == Kind::Name) words += atom.end - atom.begin;
    return words <= (sentence.language == "zh" ? 5U : 2U) ? 0.5 : kDoubtful;
}

// "two to me": where the person is, or home.
bool goes_to_me(const Sentence& sentence, AtomSpan atoms) {
    static constexpr std::string_view kMe[] = {"me", "myself", "us", "ourselves"};
    if (atoms.empty()) return false;
    for (auto at = atoms.front().begin + 1; at < atoms.back().end; ++at) {
        const bool me = std::ranges::find(kMe, sentence.text[at].text) != std::end(kMe);
        if (me && sentence.text.is(at - 1, "to")) return true;
        if (sentence.text.is(at, "我") && sentence.text.is(at - 1, "送")) return true;
    }
    return false;
}

bool has_goal(const Sentence& sentence, AtomSpan atoms) {
    return has(atoms, Kind::Address) || goes_to_me(sentence, atoms);
}

// Where a second errand begins: after a first part that names items and an address, before another
// that names both, or at the words that ask for a further order. Nothing: it is one errand.
std::optional<std::size_t> second_errand(const Sentence& sentence, AtomSpan atoms) {
    const auto whole = [&](AtomSpan part) {
        return has(part, Kind::Name) && has_goal(sentence, part);
    };
    for (std::size_t at = 1; at + 1 < atoms.size(); ++at) {
        if (atoms[at].kind == Kind::NewErrand && has(atoms.first(at), Kind::Name) &&
            has(atoms.subspan(at), Kind::Name))
            return at;
        if (atoms[at].kind != Kind::Boundary && atoms[at].kind != Kind::Conj) continue;
        if (whole(atoms.first(at)) && whole(atoms.subspan(at + 1))) return at + 1;
    }
    return std::nullopt;
}

// What was said is taken back in part: the rest says how it shall be, not what else is wanted.
bool corrects(const Sentence& sentence, AtomSpan atoms) {
    static constexpr std::string_view kTakenBack[] = {
        "actually", "wait", "instead", "sorry", "mean", "no", "rather", "改", "错", "换"};
    if (has(atoms, Kind::Refuse) || has(atoms, Kind::Replace) || has(atoms, Kind::Cancel))
        return true;
    for (auto at = atoms.front().begin; at < atoms.back().end; ++at) {
        if (std::ranges::find(kTakenBack, sentence.text[at].text) != std::end(kTakenBack))
            return true;
        if (sentence.text.is(at, "不") &&
            (sentence.text.is(at + 1, "对") || sentence.text.is(at + 1, "是")))
            return true;
    }
    return false;
}

// "Two to the office, one to my mom's place": shares of what was named before, each with a place of
// its own.
struct Shares {
    AtomSpan named;              // what they are shares of
    std::vector<AtomSpan> each;  // a number and a place
};
std::optional<Shares> shares_of(const Sentence& sentence, AtomSpan atoms) {
    if (atoms.empty() || corrects(sentence, atoms)) return std::nullopt;
    std::vector<AtomSpan> clauses;
    std::size_t begin = 0;
    for (std::size_t at = 0; at <= atoms.size(); ++at) {
        const bool mark =
            at == atoms.size() || atoms[at].kind == Kind::Boundary || atoms[at].kind == Kind::Conj;
        // "两个送公司一个送家"
        const bool next = !mark && at > begin && atoms[at].kind == Kind::Quantity &&
                          atoms[at - 1].kind == Kind::Address;
        if (!mark && !next) continue;
        if (at > begin) clauses.push_back(atoms.subspan(begin, at - begin));
        begin = next ? at : at + 1;
    }
    const auto shares = [&](AtomSpan clause) {
        return has(clause, Kind::Quantity) && !has(clause, Kind::Name) &&
               has_goal(sentence, clause);
    };
    const auto first = std::ranges::find_if(clauses, shares);
    if (first == clauses.begin() || first == clauses.end() ||
        !std::ranges::all_of(first, clauses.end(), shares))
        return std::nullopt;
    const auto* from = clauses.front().data();
    const auto& last = *(first - 1);
    const AtomSpan named(from, static_cast<std::size_t>(last.data() + last.size() - from));
    const auto names = std::ranges::count(named, Kind::Name, &Atom::kind);
    if (names != 1) return std::nullopt;
    Shares all{named, {first, clauses.end()}};
    if (!has_goal(sentence, named) && all.each.size() < 2) return std::nullopt;
    return all;
}

Act start_of(const Sentence& sentence, AtomSpan atoms) {
    Act act{Intent::Start};
    act.text = sentence.said(atoms);
    if (const auto* skill = skill_of(sentence, atoms)) {
        act.skill = skill->key;
        auto slots = read_slots(sentence, atoms);
        act.slots.when = std::move(slots.when);
        act.slots.budget = std::move(slots.budget);
        act.confidence = kLikely;
        return act;
    }
    act.skill = "food";
    act.slots = read_slots(sentence, atoms);
    act.confidence = confidence_of(sentence, atoms);
    return act;
}

bool asks_for_items(AtomSpan atoms) {
    return has(atoms, Kind::Name) || has(atoms, Kind::Eat) || has(atoms, Kind::Order) ||
           has(atoms, Kind::Skill) ||
           ((has(atoms, Kind::Want) || has(atoms, Kind::Add)) && has(atoms, Kind::Quantity)) ||
           ((has(atoms, Kind::Want) || has(atoms, Kind::Question)) &&
            (has(atoms, Kind::Budget) || has(atoms, Kind::Preference)));
}

bool has_edit_verb(AtomSpan atoms) {
    return has(atoms, Kind::Add) || has(atoms, Kind::Remove) || has(atoms, Kind::Replace) ||
           has(atoms, Kind::Delta) || has(atoms, Kind::OtherShop) || has(atoms, Kind::MoreOffers) ||
           has(atoms, Kind::NoLimit);
}

// "可乐不要了", "换成酸辣粉": said of something that is there, wherever that may be.
bool begins_with_change(AtomSpan atoms) {
    const auto clauses = clauses_of(atoms);
    if (clauses.empty() || has(clauses.front(), Kind::Order)) return false;
    return has(clauses.front(), Kind::Remove) || has(clauses.front(), Kind::Replace);
}

bool names_draft_item(AtomSpan atoms, const ErrandSeen& errand) {
    return std::ranges::any_of(atoms, [&](const Atom& atom) {
        return atom.kind == Kind::Name &&
               std::ranges::any_of(errand.draft, [&](const DraftItem& item) {
                   return mention(atom.value, item.name) > 0.6;
               });
    });
}
bool names_offered_item(AtomSpan atoms, const ErrandSeen& errand) {
    return std::ranges::any_of(atoms, [&](const Atom& atom) {
        return atom.kind == Kind::Name &&
               std::ranges::any_of(errand.offers, [&](const OfferSeen& offer) {
                   return std::ranges::any_of(offer.items, [&](const std::string& item) {
                       return mention(atom.value, item) > 0.6;
                   });
               });
    });
}

// A counted item with an address of its own: "来一份红烧牛肉面送家里" while milk tea is being
// chosen.
bool stands_by_itself(AtomSpan atoms, const ErrandSeen& errand) {
    return has(atoms, Kind::Want) && has(atoms, Kind::Quantity) && has(atoms, Kind::Address) &&
           !names_draft_item(atoms, errand) && !names_offered_item(atoms, errand) &&
           !(errand.draft.empty() && errand.offers.empty());
}

// A verb of ordering, other than one of carrying: "deliver the pizza to my home" orders nothing new
// where a pizza is on its way.
bool orders(AtomSpan atoms) {
    return std::ranges::any_of(
        atoms, [](const Atom& atom) { return atom.kind == Kind::Order && atom.key != "carry"; });
}

// A wish of its own, though an errand is open.
bool is_separate(const Sentence& sentence, AtomSpan atoms, const ErrandSeen& errand) {
    if (has(atoms, Kind::NewErrand)) return has(atoms, Kind::Name);
    if (skill_of(sentence, atoms) != nullptr) return true;
    if (!has(atoms, Kind::Name)) return false;
    bool ordered_too = false;  // 再帮我点…: "also order"
    for (const auto& atom : atoms) {
        const auto said = sentence.text.said(atom.begin, atom.end);
        ordered_too =
            ordered_too || (atom.kind == Kind::Add && (said.find("点") != std::string::npos ||
                                                       said.find("订") != std::string::npos ||
                                                       said.find("order") != std::string::npos));
    }
    if (ordered_too) return has(atoms, Kind::Address);
    if (has_edit_verb(atoms)) return false;
    if (stands_by_itself(atoms, errand)) return true;
    const bool asked = orders(atoms) || has(atoms, Kind::Eat);
    return asked && !names_draft_item(atoms, errand);
}

void edit(const Sentence& sentence, AtomSpan atoms, const ErrandSeen* errand,
          std::vector<Act>& acts) {
    Act act{Intent::Edit};
    act.edits = read_edits(sentence, atoms, errand);
    act.text = sentence.said(atoms);
    if (act.edits.empty()) return;
    act.confidence = has_edit_verb(atoms) ? kSure : kLikely;
    acts.push_back(std::move(act));
}

// "披萨选第二个" while another errand asks: the one whose items are named, unless the one that asks
// has such items too, or something new is asked for.
const ErrandSeen* other_errand(const Sentence& sentence, AtomSpan atoms) {
    if (has(atoms, Kind::Add) || orders(atoms) || has(atoms, Kind::Eat)) return nullptr;
    const auto* about = errand_about(sentence, atoms);
    const auto* focus = sentence.scene.focus();
    if (about == nullptr || about == focus || !about->open()) return nullptr;
    return names_draft_item(atoms, *focus) ? nullptr : about;
}

}  // namespace

namespace {

void set_goal(const Sentence& sentence, AtomSpan atoms, Act& act) {
    if (!act.slots.deliver_to && goes_to_me(sentence, atoms)) act.slots.deliver_to = "me";
}

// An errand for each place.
std::vector<Act> read_shares(const Sentence& sentence, const Shares& shares) {
    std::vector<Act> acts;
    const auto whole = start_of(sentence, shares.named);
    if (whole.skill != "food" || whole.slots.items.size() != 1) return acts;
    if (has_goal(sentence, shares.named)) {
        acts.push_back(whole);
        set_goal(sentence, shares.named, acts.back());
    }
    for (const auto clause : shares.each) {
        auto act = whole;
        const auto own = read_slots(sentence, clause);
        act.text = sentence.said(clause);
        act.slots.deliver_to = own.deliver_to;
        set_goal(sentence, clause, act);
        for (const auto& atom : clause)
            if (atom.kind == Kind::Quantity)
                act.slots.items.front().quantity = static_cast<int>(atom.number);
        acts.push_back(std::move(act));
    }
    return acts;
}

}  // namespace

std::vector<Act> read_starts(const Sentence& sentence, AtomSpan atoms) {
    std::vector<Act> acts;
    if (const auto shares = shares_of(sentence, atoms))
        if (acts = read_shares(sentence, *shares); !acts.empty()) return acts;
    while (!atoms.empty()) {
        const auto cut = second_errand(sentence, atoms);
        const auto part = cut ? atoms.first(*cut) : atoms;
        acts.push_back(start_of(sentence, part));
        if (cut || acts.size() > 1) set_goal(sentence, part, acts.back());
        if (!cut) break;
        atoms = atoms.subspan(*cut);
    }
    return acts;
}

std::vector<Act> read_content(const Sentence& sentence, AtomSpan atoms, const ErrandSeen* named) {
    std::vector<Act> acts;
    if (named == nullptr && sentence.scene.errands.size() > 1)
        named = other_errand(sentence, atoms);
    const auto* errand = named != nullptr ? named : sentence.scene.focus();
    const auto aim = [&](Act act) {
        act.errand = errand->number;
        act.skill = errand->skill;
        if (act.text.empty()) act.text = sentence.said(atoms);
        acts.push_back(std::move(act));
    };
    const bool open = errand != nullptr && (errand->open() || named != nullptr);
    if (open && has(atoms, Kind::Any) && !has(atoms, Kind::Name)) {
        Act any{Intent::Answer};
        any.slots = read_slots(sentence, atoms);
        any.confidence = kSure;
        aim(std::move(any));
        return acts;
    }
    if (open &&
        (named != nullptr || !is_separate(sentence, atoms, *errand) || errand->ask == "slot")) {
        if (errand->ask == "slot")
            if (auto answer = read_answer(sentence, atoms, *errand)) {
                aim(*std::move(answer));
                return acts;
            }
        // "还是第二个吧" when the first is up for approval already.
        const bool again = errand->ask == "approval" && has(atoms, Kind::Ordinal) &&
                           !has(atoms, Kind::Option) && !has(atoms, Kind::Quantity);
        if (!errand->offers.empty() || again)
            if (auto choice = read_choice(sentence, atoms, *errand)) {
                aim(*std::move(choice));
                return acts;
            }
        if (named != nullptr || !is_separate(sentence, atoms, *errand)) {
            std::vector<Act> edits;
            edit(sentence, atoms, errand, edits);
            for (auto& act : edits) aim(std::move(act));
            return acts;
        }
    }
    if (asks_for_items(atoms) && !begins_with_change(atoms)) return read_starts(sentence, atoms);
    edit(sentence, atoms, errand, acts);
    for (auto& act : acts)
        if (errand != nullptr) act.errand = errand->number, act.skill = errand->skill;
    return acts;
}

}  // namespace errand::brain::embedded
