// Choices, answers and references to what is on the screen: see dialogue.hpp.
#include <algorithm>

#include "brain/embedded/denial.hpp"
#include "brain/embedded/dialogue.hpp"

namespace errand::brain::embedded {
namespace {

// How well the words name this errand.
double about(const ErrandSeen& errand, const std::string& words) {
    double best = mention(words, errand.title);
    best = std::max(best, mention(words, errand.shop));
    for (const auto& item : errand.draft) best = std::max(best, mention(words, item.name));
    for (const auto& offer : errand.offers)
        for (const auto& item : offer.items) best = std::max(best, mention(words, item));
    return best;
}

const ErrandSeen* best_about(const Scene& scene, const std::string& words) {
    constexpr double kLeast = 0.6;
    const ErrandSeen* best = nullptr;
    double most = kLeast;
    for (const auto& errand : scene.errands)
        if (const auto score = about(errand, words); score >= most) best = &errand, most = score;
    return best;
}

const ErrandSeen* numbered(const Scene& scene, int rank) {
    for (const auto& errand : scene.errands)
        if (static_cast<int>(errand.number) == rank) return &errand;
    if (rank == -1 && !scene.errands.empty()) return &scene.errands.back();
    return nullptr;
}

bool ends_phrase(AtomSpan atoms, std::size_t at) {
    return at >= atoms.size() ||
           (atoms[at].kind != Kind::Name && atoms[at].kind != Kind::Quantity &&
            atoms[at].kind != Kind::Option);
}

bool names_errands(const Sentence& sentence, const Atom& atom) {
    return atom.kind == Kind::ErrandWord ||
           (atom.kind == Kind::Order && sentence.text.is(atom.begin, "order") &&
            atom.end == atom.begin + 1);
}

// "order" after a name is the errand, not a verb.
bool is_errand_word(const Sentence& sentence, AtomSpan atoms, std::size_t at) {
    if (at >= atoms.size()) return false;
    if (atoms[at].kind == Kind::ErrandWord) return true;
    return names_errands(sentence, atoms[at]) && ends_phrase(atoms, at + 1);
}

}  // namespace

Reference refer(const Sentence& sentence, AtomSpan atoms) {
    Reference reference{nullptr, {atoms.begin(), atoms.end()}};
    if (sentence.scene.errands.empty()) return reference;
    for (std::size_t at = 0; at < atoms.size(); ++at) {
        auto word = at + 1;
        while (word < atoms.size() && atoms[word].kind == Kind::Filler) ++word;
        const bool ordinal = atoms[at].kind == Kind::Ordinal;
        const auto said = sentence.text.said(atoms[at].begin, atoms[at].end);
        const bool of_errand = is_errand_word(sentence, atoms, word) || said.ends_with("单");
        const bool number_after = names_errands(sentence, atoms[at]) && at + 1 < atoms.size() &&
                                  ends_phrase(atoms, at + 2) &&
                                  (atoms[at + 1].kind == Kind::Ordinal ||
                                   (atoms[at + 1].kind == Kind::Quantity && atoms[at + 1].bare));
        const ErrandSeen* found = nullptr;
        std::size_t end = word + 1;
        if (number_after) {
            found = numbered(sentence.scene, static_cast<int>(atoms[at + 1].number));
            end = at + 2;
        } else if (ordinal && of_errand) {
            found = numbered(sentence.scene, static_cast<int>(atoms[at].number));
            if (said.ends_with("单")) end = at + 1;
        } else if ((atoms[at].kind == Kind::Name || atoms[at].kind == Kind::Shop) && of_errand) {
            found = best_about(sentence.scene, atoms[at].value);
        }
        if (found == nullptr) continue;
        reference.errand = found;
        const auto from = reference.rest.begin();
        reference.rest.erase(from + static_cast<std::ptrdiff_t>(at),
                             from + static_cast<std::ptrdiff_t>(std::min(end, atoms.size())));
        return reference;
    }
    return reference;
}

const ErrandSeen* errand_about(const Sentence& sentence, AtomSpan atoms) {
    for (const auto& atom : atoms) {
        if (atom.kind != Kind::Name && atom.kind != Kind::Shop) continue;
        if (const auto* found = best_about(sentence.scene, atom.value)) return found;
    }
    return nullptr;
}

namespace {

// The place, from 1, of the offer that a preference names; nothing where nothing tells them apart.
std::optional<int> preferred(const ErrandSeen& errand, std::string_view preference) {
    const auto measure = [&](const OfferSeen& offer) {
        if (preference == "cheapest") return offer.total;
        if (preference == "fastest") return offer.eta_minutes;
        if (preference == "nearest") return offer.distance_km;
        return -offer.rating;
    };
    std::optional<int> best;
    double least = 0;
    bool differ = false;
    for (std::size_t i = 0; i < errand.offers.size(); ++i) {
        const auto value = measure(errand.offers[i]);
        differ = differ || (best && value != least);
        if (!best || value < least) best = static_cast<int>(i) + 1, least = value;
    }
    return differ || errand.offers.size() == 1 ? best : std::nullopt;
}

std::optional<int> named_offer(const ErrandSeen& errand, const std::string& words) {
    constexpr double kLeast = 0.99;
    std::optional<int> found;
    for (std::size_t i = 0; i < errand.offers.size(); ++i) {
        if (mention(words, errand.offers[i].shop) < kLeast) continue;
        if (found) return std::nullopt;
        found = static_cast<int>(i) + 1;
    }
    if (found) return found;
    for (std::size_t i = 0; i < errand.offers.size(); ++i)
        for (const auto& item : errand.offers[i].items)
            if (mention(words, item) >= kLeast) {
                if (found && *found != static_cast<int>(i) + 1) return std::nullopt;
                found = static_cast<int>(i) + 1;
            }
    return found;
}

bool superlative(const Sentence& sentence, const Atom& atom) {
    const auto said = sentence.text.said(atom.begin, atom.end);
    return said.find("最") != std::string::npos || said.starts_with("the ") ||
           said.ends_with("est") || said.ends_with(" one") ||
           said.find("est ") != std::string::npos;
}

// Verbs that change something, so that the rest is no choice.
bool edits(AtomSpan atoms) {
    return has(atoms, Kind::Replace) || has(atoms, Kind::Remove) || has(atoms, Kind::Cancel) ||
           has(atoms, Kind::Add) || has(atoms, Kind::Delta) || has(atoms, Kind::OtherShop) ||
           has(atoms, Kind::MoreOffers);
}

// The number of an offer, said bare: "2", "二", "two".
bool is_bare_number(AtomSpan atoms) {
    std::size_t numbers = 0;
    for (const auto& atom : atoms) {
        if (atom.kind == Kind::Quantity && atom.bare) {
            ++numbers;
        } else if (atom.kind != Kind::Filler && atom.kind != Kind::ThisOne &&
                   atom.kind != Kind::Want && atom.kind != Kind::Boundary) {
            return false;
        }
    }
    return numbers == 1;
}

std::optional<int> chosen(const Sentence& sentence, AtomSpan all, AtomSpan first,
                          const ErrandSeen& errand, Slots& slots) {
    const bool pointed = has(first, Kind::ThisOne);
    const bool only_number = is_bare_number(all);  // "two, half sugar" is how many
    for (const auto& atom : first) {
        const bool shown = atom.number <= static_cast<double>(errand.offers.size());
        const bool bare_number =
            atom.kind == Kind::Quantity && atom.bare && shown && (only_number || pointed);
        if (atom.kind == Kind::Ordinal || bare_number) return static_cast<int>(atom.number);
    }
    for (const auto& atom : first) {
        if (atom.kind == Kind::ThisOne && atom.key == "middle")
            return static_cast<int>(errand.offers.size() + 1) / 2;
        if (atom.kind == Kind::Preference && (pointed || superlative(sentence, atom))) {
            slots.preference = atom.key;
            return preferred(errand, atom.key);
        }
        if (atom.kind == Kind::Shop) {
            slots.shop = atom.value;
            return named_offer(errand, atom.value);
        }
        if (atom.kind == Kind::Name && !has(first, Kind::Quantity)) {
            const auto place = named_offer(errand, atom.value);
            if (place || pointed) slots.shop = atom.value;
            if (place) return place;
        }
    }
    // "就这个" with nothing pointed at: the one on top.
    if (pointed && !slots.shop && !has(first, Kind::Option) && !has(first, Kind::Quantity))
        return 1;
    return std::nullopt;
}

}  // namespace

namespace {

// "not the first one", 第一个不要
bool turns_down(const Sentence& sentence, AtomSpan clause) {
    for (std::size_t at = 0; at < clause.size(); ++at) {
        const auto kind = clause[at].kind;
        const bool points = kind == Kind::Ordinal || kind == Kind::Preference ||
                            kind == Kind::Shop || kind == Kind::Name || kind == Kind::ThisOne;
        if (points && is_turned_down(sentence.text, clause, at)) return true;
    }
    return false;
}

}  // namespace

std::optional<Act> read_choice(const Sentence& sentence, AtomSpan atoms, const ErrandSeen& errand) {
    const auto clauses = clauses_of(atoms);
    if (clauses.empty() || has(atoms, Kind::Order)) return std::nullopt;
    auto first = clauses.front();
    for (const auto clause : clauses)  // "the pizza: second option"
        if (!has(first, Kind::Ordinal) && has(clause, Kind::Ordinal)) first = clause;
    if (edits(first) || turns_down(sentence, first) || is_question(sentence.text, first))
        return std::nullopt;
    Act act{Intent::Choose};
    act.slots.choice = chosen(sentence, atoms, first, errand, act.slots);
    if (!act.slots.choice && !act.slots.preference && !act.slots.shop) return std::nullopt;
    if (!act.slots.choice && has(first, Kind::Budget)) return std::nullopt;
    act.confidence = act.slots.choice ? 0.93 : 0.8;
    // "the second one, but large"
    Atoms rest;
    for (const auto& atom : first)
        if (atom.kind == Kind::Option || atom.kind == Kind::Address || atom.kind == Kind::Every)
            rest.push_back(atom);
    for (std::size_t i = 1; i < clauses.size(); ++i) {
        if (clauses[i].data() <= first.data()) continue;
        rest.push_back({Kind::Boundary, clauses[i].front().begin, clauses[i].front().begin});
        rest.insert(rest.end(), clauses[i].begin(), clauses[i].end());
    }
    act.edits = read_edits(sentence, rest, &errand);
    return act;
}

namespace {

// The first and last atom that carry something.
AtomSpan core(AtomSpan atoms) {
    const auto empty = [](const Atom& atom) {
        return atom.kind == Kind::Filler || atom.kind == Kind::Boundary ||
               atom.kind == Kind::Conj || atom.kind == Kind::Want || atom.kind == Kind::ThisOne ||
               atom.kind == Kind::Thanks || atom.kind == Kind::Greeting;
    };
    while (!atoms.empty() && empty(atoms.front())) atoms = atoms.subspan(1);
    while (!atoms.empty() && empty(atoms.back())) atoms = atoms.first(atoms.size() - 1);
    return atoms;
}

bool fill(const Sentence& sentence, AtomSpan atoms, const std::string& slot, Slots& slots) {
    const auto words = sentence.said(core(atoms));
    if (slot == "item") {
        if (slots.items.empty() && !words.empty()) slots.items.push_back({words});
        return !slots.items.empty();
    }
    if (slot == "quantity") return !slots.items.empty() && slots.items[0].quantity.has_value();
    if (slot == "options") {
        if (slots.items.empty() && !words.empty()) slots.items.push_back({});
        if (slots.items.empty()) return false;
        auto& item = slots.items[0];
        if (item.options.empty() && !item.name.empty())
            item.options.push_back({std::exchange(item.name, {})});
        return !item.options.empty();
    }
    if (slot == "deliver_to") {
        if (!slots.deliver_to && !words.empty()) slots.deliver_to = words, slots.items.clear();
        return slots.deliver_to.has_value();
    }
    if (slot == "shop") {
        if (!slots.shop && !words.empty()) slots.shop = words, slots.items.clear();
        return slots.shop.has_value();
    }
    if (slot == "when") {
        if (!slots.when && !words.empty()) slots.when = words, slots.items.clear();
        return slots.when.has_value();
    }
    if (slot == "budget") {
        if (!slots.budget && !slots.items.empty() && slots.items[0].quantity) {
            slots.budget = Budget{std::to_string(*slots.items[0].quantity) + ".00"};
            slots.items.clear();
        }
        return slots.budget.has_value();
    }
    if (!slots.note && !words.empty()) slots.note = words;
    return slots.note.has_value();
}

}  // namespace

std::optional<Act> read_answer(const Sentence& sentence, AtomSpan atoms, const ErrandSeen& errand) {
    const bool item_asked = errand.slot == "item";
    const bool number = errand.slot == "quantity" && has(atoms, Kind::Replace) &&
                        has(atoms, Kind::Quantity) && !has(atoms, Kind::Name);
    if (!number && edits(atoms) &&
        !(item_asked && !has(atoms, Kind::OtherShop) && has(atoms, Kind::Name)))
        return std::nullopt;
    if (has(atoms, Kind::Skill)) return std::nullopt;
    // A whole new wish is not an answer to where it shall go.
    const bool fresh = has(atoms, Kind::Order) && has(atoms, Kind::Name);
    if (fresh && !item_asked && errand.slot != "shop") return std::nullopt;
    Act act{Intent::Answer};
    act.slots = read_slots(sentence, atoms);
    act.confidence = 0.9;
    if (has(atoms, Kind::Any) || (errand.slot == "budget" && has(atoms, Kind::NoLimit))) {
        act.slots.any = true;
        return act;
    }
    if (!fill(sentence, atoms, errand.slot, act.slots)) return std::nullopt;
    return act;
}

}  // namespace errand::brain::embedded
