// Slots of a new errand: see reading.hpp.
#include <algorithm>
#include <utility>

#include "brain/embedded/denial.hpp"
#include "brain/embedded/reading.hpp"
#include "language/money.hpp"

namespace errand::brain::embedded {

bool has(AtomSpan atoms, Kind kind) {
    return std::ranges::any_of(atoms, [&](const Atom& atom) { return atom.kind == kind; });
}

bool has_named_item(AtomSpan atoms) {
    return has(atoms, Kind::Name);
}

bool asks(AtomSpan atoms) {
    return has(atoms, Kind::Order) || has(atoms, Kind::Want) || has(atoms, Kind::Eat) ||
           has(atoms, Kind::Add);
}

bool is_food(const std::string& name, const Scene& scene) {
    const auto text = language::read_text(name);
    for (std::size_t at = 0; at < text.size(); ++at)
        if (Lexicon::get().evidence(text, at)) return true;
    return std::ranges::any_of(scene.items,
                               [&](const std::string& item) { return mention(name, item) > 0.99; });
}

Budget budget_of(const Atom& atom) {
    return {language::decimal(static_cast<std::int64_t>(atom.number)),
            atom.each ? BudgetScope::Each : BudgetScope::Total};
}

constexpr std::chrono::minutes kNearLimit{90};

std::string when_of(const Sentence& sentence, const Atom& atom) {
    const auto& moment = *atom.moment;
    if (moment.asap) return "asap";
    if (moment.limit && moment.in_minutes) return "PT" + std::to_string(*moment.in_minutes) + "M";
    auto said = sentence.text.said(atom.begin, atom.end);
    if (moment.vague) return said;
    const auto zone = TimeZone::find(sentence.context.time_zone);
    if (!zone) return said;
    if (moment.limit && moment.day.value_or(0) == 0) {  // "before 1 pm"
        const auto left = std::chrono::floor<std::chrono::minutes>(
            language::resolve(moment, sentence.context.now, *zone) - sentence.context.now);
        // Farther off it is an appointment: nobody wants dinner at noon.
        if (left > std::chrono::minutes(0) && left <= kNearLimit)
            return "PT" + std::to_string(left.count()) + "M";
    }
    return zone->format(language::resolve(moment, sentence.context.now, *zone));
}

namespace {

void add_note(Slots& slots, const std::string& note) {
    slots.note = slots.note ? *slots.note + ";" + note : note;
}

bool has_only_when(AtomSpan atoms) {
    return std::ranges::all_of(atoms, [](const Atom& atom) {
        return atom.kind == Kind::When || atom.kind == Kind::Filler || atom.kind == Kind::Boundary;
    });
}

bool said_of_part(const std::vector<ItemWish>& items, const Atom& without) {
    return std::ranges::any_of(items, [&](const ItemWish& item) {
        return std::ranges::any_of(item.options, [&](const OptionWish& option) {
            return option.key.empty() && option.text == without.measure;
        });
    });
}

// The one item named before that has all these words in its name, or null.
ItemWish* named_before(std::vector<ItemWish>& items, const std::string& name) {
    for (auto& item : items)
        if (!item.name.empty() && mention(name, item.name) > 0.99) return &item;
    return nullptr;
}

// What a wish without a name was meant for: the item before it, all items, or none yet.
std::vector<ItemWish> gathered(std::vector<ItemWish> wishes) {
    std::vector<ItemWish> items;
    for (auto& wish : wishes) {
        const bool nameless = wish.name.empty() && !wish.position;
        // "一份薯条和一杯可乐,可乐去冰": the cola that was named before.
        if (auto* named = !nameless && !wish.quantity ? named_before(items, wish.name) : nullptr) {
            named->options.insert(named->options.end(), wish.options.begin(), wish.options.end());
            continue;
        }
        if (!nameless || items.empty()) {
            items.push_back(std::move(wish));
            continue;
        }
        if (wish.every) {
            for (auto& item : items)
                item.options.insert(item.options.end(), wish.options.begin(), wish.options.end());
            continue;
        }
        auto& last = items.back();
        if (wish.quantity && !last.quantity) last.quantity = wish.quantity;
        for (auto& option : wish.options) last.options.push_back(std::move(option));
    }
    // Options said before the first name: "少冰,珍珠奶茶".
    if (items.size() > 1 && items[0].name.empty() && !items[0].position) {
        auto first = std::move(items[0]);
        items.erase(items.begin());
        if (!items[0].quantity) items[0].quantity = first.quantity;
        for (auto& option : first.options) items[0].options.push_back(std::move(option));
    }
    // "想吃点清淡的": with nothing else named, how it shall be is what to look for.
    if (items.size() == 1 && items[0].name.empty()) {
        const auto manner = std::ranges::find(items[0].options, std::string(), &OptionWish::key);
        if (manner != items[0].options.end()) {
            items[0].name = manner->text;
            items[0].options.erase(manner);
        }
    }
    return items;
}

// Takes away words said in passing ("I'm sick", "for the party"): a name after function words that
// is neither counted nor food, where something else is.
Atoms without_strays(const Sentence& sentence, Atoms atoms) {
    const auto solid = [&](std::size_t at) {
        return is_food(atoms[at].value, sentence.scene) ||
               (at > 0 && atoms[at - 1].kind == Kind::Quantity);
    };
    bool any_solid = false;
    for (std::size_t at = 0; at < atoms.size(); ++at)
        any_solid = any_solid || (atoms[at].kind == Kind::Name && solid(at));
    if (!any_solid) return atoms;
    for (std::size_t at = 0; at < atoms.size(); ++at) {
        if (atoms[at].kind != Kind::Name || solid(at)) continue;
        const bool after_function = at > 0 && atoms[at - 1].kind == Kind::Filler &&
                                    !sentence.text.is(atoms[at - 1].begin, "的");
        const bool counted = at > 1 && after_function && atoms[at - 2].kind == Kind::Quantity;
        const bool before_verb = at + 1 < atoms.size() && atoms[at + 1].kind == Kind::Order;
        if ((after_function && !counted) || before_verb) atoms[at].kind = Kind::Filler;
    }
    return atoms;
}

// Where the clause of an atom begins and ends.
std::pair<std::size_t, std::size_t> clause_around(const Atoms& atoms, std::size_t at) {
    auto begin = at, end = at;
    while (begin > 0 && atoms[begin - 1].kind != Kind::Boundary) --begin;
    while (end < atoms.size() && atoms[end].kind != Kind::Boundary) ++end;
    return {begin, end};
}

// 热粥 without 热.
std::string without_manner(const std::string& name) {
    for (const std::string_view manner :
         {"热乎乎的", "热乎的", "热乎", "热", "冰", "凉", "辣", "甜", "暖"})
        if (name.starts_with(manner) && name.size() > manner.size())
            return name.substr(manner.size());
    return name;
}

bool ends_with_name(const std::string& whole, const std::string& general) {
    if (whole.size() <= general.size() || !whole.ends_with(general)) return false;
    const bool letters = static_cast<unsigned char>(general.front()) < 0x80;
    return !letters || whole[whole.size() - general.size() - 1] == ' ';
}

// "想吃点热乎的粥,大份的海鲜粥一碗": the kind that is spoken of first is what is then named.
Atoms without_general(Atoms atoms) {
    for (std::size_t at = 0; at < atoms.size(); ++at) {
        if (atoms[at].kind != Kind::Name) continue;
        const auto [begin, end] = clause_around(atoms, at);
        const auto clause = AtomSpan(atoms).subspan(begin, end - begin);
        const bool wished = has(clause, Kind::Eat) || has(clause, Kind::Want);
        if (!wished || has(clause, Kind::Quantity) || end >= atoms.size()) continue;
        const bool named = std::any_of(
            atoms.begin() + static_cast<std::ptrdiff_t>(end), atoms.end(), [&](const Atom& other) {
                return other.kind == Kind::Name &&
                       ends_with_name(other.value, without_manner(atoms[at].value));
            });
        if (named) atoms[at].kind = Kind::Filler;
    }
    return atoms;
}

// "一份凉皮,蒜末就不要了": of what is only being asked for, a word with a refusal behind it must
// not be there. A dish that was named before it goes.
Atoms with_refusals(Atoms atoms) {
    for (std::size_t at = 0; at < atoms.size(); ++at) {
        if (atoms[at].kind != Kind::Name) continue;
        auto next = at + 1;
        while (next < atoms.size() && atoms[next].kind == Kind::Filler) ++next;
        const bool refused = next < atoms.size() && atoms[next].kind == Kind::Remove &&
                             atoms[next].key == "after" &&
                             (at == 0 || atoms[at - 1].kind != Kind::Quantity);
        if (!refused) continue;
        const auto before = std::find_if(
            atoms.begin(), atoms.begin() + static_cast<std::ptrdiff_t>(at), [&](const Atom& atom) {
                return atom.kind == Kind::Name && mention(atoms[at].value, atom.value) > 0.99;
            });
        const bool dish = before != atoms.begin() + static_cast<std::ptrdiff_t>(at);
        if (dish) {
            if (before != atoms.begin() && std::prev(before)->kind == Kind::Quantity)
                std::prev(before)->kind = Kind::Filler;
            before->kind = Kind::Filler;
        }
        atoms[at].kind = dish ? Kind::Filler : Kind::Without;
        atoms[at].measure = "不要" + atoms[at].value;
        atoms[next].kind = Kind::Filler;
    }
    return atoms;
}

// "套餐里的可乐换成雪碧", said of an item that is only being asked for, is an option of it.
Atoms with_swaps(const Sentence& sentence, AtomSpan atoms) {
    Atoms out;
    for (std::size_t at = 0; at < atoms.size();) {
        auto end = at;
        while (end < atoms.size() && atoms[end].kind != Kind::Boundary) ++end;
        const auto clause = atoms.subspan(at, end - at);
        if (has(clause, Kind::Replace) && has(clause, Kind::Name) && has(out, Kind::Name)) {
            Atom swap{Kind::Option, clause.front().begin, clause.back().end};
            swap.measure = sentence.said(clause);
            out.push_back(std::move(swap));
        } else {
            out.insert(out.end(), clause.begin(), clause.end());
        }
        if (end < atoms.size()) out.push_back(atoms[end]);
        at = end + 1;
    }
    return out;
}

}  // namespace

Slots read_slots(const Sentence& sentence, AtomSpan said) {
    Slots slots;
    const auto wanted = with_refusals(without_denied(sentence.text, said));
    const auto atoms = without_general(without_strays(sentence, with_swaps(sentence, wanted)));
    slots.items = gathered(read_items(atoms, 0).items);
    for (const auto& atom : atoms) {
        switch (atom.kind) {
            case Kind::Address:
                if (!slots.deliver_to || atom.key == "said") slots.deliver_to = atom.value;
                break;
            case Kind::Shop:
                slots.shop = atom.value;
                break;
            case Kind::Budget:
                slots.budget = budget_of(atom);
                break;
            case Kind::When:
                // "中午想吃…": a part of today alone is no appointment.
                if (!atom.moment->vague || atom.moment->day.value_or(0) > 0 || has_only_when(atoms))
                    slots.when = when_of(sentence, atom);
                break;
            case Kind::Preference:
                slots.preference = atom.key;
                break;
            case Kind::Note:
                add_note(slots, atom.value);
                break;
            case Kind::Without:
                if (!said_of_part(slots.items, atom)) slots.avoid.push_back(atom.value);
                break;
            case Kind::Any:
                slots.any = !has_named_item(atoms);
                break;
            default:
                break;
        }
    }
    return slots;
}

std::vector<AtomSpan> clauses_of(AtomSpan atoms) {
    std::vector<AtomSpan> clauses;
    const auto is_verb = [](Kind kind) {
        return kind == Kind::Add || kind == Kind::Remove || kind == Kind::Replace ||
               kind == Kind::OtherShop || kind == Kind::Cancel || kind == Kind::Delta;
    };
    std::size_t begin = 0;
    bool verb = false, object = false;
    const auto cut = [&](std::size_t end) {
        if (end > begin) clauses.push_back(atoms.subspan(begin, end - begin));
        verb = object = false;
    };
    // "牛肉肠粉也加一份": the verb counts what stands before it.
    const auto counts_before = [&](std::size_t at) {
        if (verb || has(atoms.subspan(begin, at - begin), Kind::Quantity)) return false;
        for (auto next = at + 1; next < atoms.size() && atoms[next].kind != Kind::Boundary; ++next)
            if (atoms[next].kind == Kind::Name || atoms[next].kind == Kind::Option) return false;
        return at + 1 < atoms.size() && atoms[at + 1].kind == Kind::Quantity;
    };
    for (std::size_t at = 0; at < atoms.size(); ++at) {
        const auto& atom = atoms[at];
        if (atom.kind == Kind::Boundary) {
            cut(at);
            begin = at + 1;
        } else if (is_verb(atom.kind) && atom.key != "to" && atom.key != "after" && object &&
                   (verb || atoms[at - 1].kind == Kind::Conj) && !counts_before(at)) {
            const bool joined = atoms[at - 1].kind == Kind::Conj;
            cut(joined ? at - 1 : at);
            begin = at;
            verb = true;
        } else {
            verb = verb || is_verb(atom.kind);
            object = object || atom.kind == Kind::Name || atom.kind == Kind::Option ||
                     atom.kind == Kind::Quantity || atom.kind == Kind::Address ||
                     atom.kind == Kind::Delta;
        }
    }
    cut(atoms.size());
    return clauses;
}

}  // namespace errand::brain::embedded
