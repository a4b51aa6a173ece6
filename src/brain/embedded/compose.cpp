// Notes, changes of quantity and budgets, and the passes themselves: see composer.hpp.
#include "brain/embedded/composer.hpp"

#include <algorithm>
#include <string_view>

namespace errand::brain::embedded {

using language::Text;

Atoms Composer::run() {
    pass(&Composer::note);
    pass(&Composer::delta);
    pass(&Composer::budget);
    pass(&Composer::address);
    pass(&Composer::shop);
    pass(&Composer::without);
    pass(&Composer::extra);
    pass(&Composer::name);
    return std::move(atoms_);
}

void Composer::pass(Rule rule) {
    Atoms out;
    out.reserve(atoms_.size());
    std::size_t fixed = 0;  // what `out` holds below this was made in this pass
    for (std::size_t at = 0; at < atoms_.size();) {
        Made made{at};
        if (!(this->*rule)(at, made) || made.count == 0) {
            out.push_back(atoms_[at++]);
            continue;
        }
        for (auto back = made.from; back < at && out.size() > fixed; ++back) out.pop_back();
        for (auto& atom : made.atoms) out.push_back(std::move(atom));
        at = made.from + made.count;
        fixed = out.size();
    }
    atoms_ = std::move(out);
}

bool Composer::note(std::size_t at, Made& made) const {
    if (has(at, Kind::NoteText)) {
        auto atom = spanning(Kind::Note, at, at + 1);
        atom.value = said(at, at + 1);
        made.count = 1;
        made.atoms.push_back(std::move(atom));
        return true;
    }
    if (!has(at, Kind::NoteMark)) return false;
    auto begin = at + 1;
    if (has(begin, Kind::Boundary) && !atoms_[begin].strong) ++begin;
    auto end = begin;
    while (end < atoms_.size() && !(atoms_[end].kind == Kind::Boundary)) ++end;
    made.count = end - at;
    auto atom = spanning(begin < end ? Kind::Note : Kind::Filler, at, end);
    atom.value = said(begin, end);
    for (const std::string_view lead : {"to ", "that "})
        if (atom.value.starts_with(lead)) atom.value.erase(0, lead.size());
    made.atoms.push_back(std::move(atom));
    return true;
}

bool Composer::delta(std::size_t at, Made& made) const {
    const bool fewer = has(at, Kind::Less);
    if ((fewer || has(at, Kind::More)) && has(at + 1, Kind::Quantity)) {
        made.atoms.push_back(changed(at, at + 2, atoms_[at + 1], fewer));
        made.count = 2;
        return true;
    }
    if (!has(at, Kind::Quantity) || !atoms_[at].measure.empty()) return false;
    const bool less = has(at + 1, Kind::Less);
    const bool more = has(at + 1, Kind::Extra) && (text_.is(atoms_[at + 1].begin, "more") ||
                                                   text_.is(atoms_[at + 1].begin, "extra") ||
                                                   text_.is(atoms_[at + 1].begin, "additional"));
    if (!less && !more) return false;
    made.atoms.push_back(changed(at, at + 2, atoms_[at], less));
    made.count = 2;
    return true;
}

Atom Composer::changed(std::size_t from, std::size_t to, const Atom& quantity, bool fewer) const {
    auto atom = spanning(Kind::Delta, from, to);
    atom.number = fewer ? -quantity.number : quantity.number;
    atom.measure = quantity.measure;
    return atom;
}

bool Composer::is_amount(std::size_t at) const {
    return has(at, Kind::Money) || (has(at, Kind::Quantity) && atoms_[at].bare);
}

double Composer::amount_of(std::size_t at) const {
    return atoms_[at].kind == Kind::Money ? atoms_[at].number : atoms_[at].number * 100;
}

bool Composer::beside_amount(std::size_t at) const {
    return has(at, Kind::Filler) || has(at, Kind::Each) || has(at, Kind::Total);
}

bool Composer::budget(std::size_t at, Made& made) const {
    if (has(at, Kind::BudgetBefore) && text_.is(atoms_[at].begin, "up") && replacing(at) &&
        has(at + 1, Kind::Quantity)) {  // "bump it up to four"
        made.atoms.push_back(spanning(Kind::Replace, at, at + 1));
        made.atoms.back().key = "to";
        made.count = 1;
        return true;
    }
    auto from = at, next = at;
    bool each = false, before = false;
    const auto take = [&] {
        while (beside_amount(next)) {
            each = each || atoms_[next].kind == Kind::Each;
            ++next;
        }
    };
    if (has(next, Kind::Each) || has(next, Kind::Total)) take();
    while (has(next, Kind::BudgetBefore)) {
        before = true;
        ++next;
        take();
    }
    if (!is_amount(next)) return false;
    // "I've only got 15 minutes"
    static constexpr std::string_view kTimes[] = {"minutes", "minute", "mins", "min", "hours",
                                                  "hour",    "分",     "小",   "点"};
    const auto behind = atoms_[next].end;
    const bool time =
        behind < text_.size() && std::ranges::find(kTimes, text_[behind].text) != std::end(kTimes);
    if (has(next, Kind::Quantity) && time) return false;
    const auto amount = next++;
    if (has(next, Kind::Filler) && has(next + 1, Kind::BudgetAfter)) ++next;
    bool after = false;
    while (has(next, Kind::BudgetAfter)) after = true, ++next;
    const bool money = atoms_[amount].kind == Kind::Money;
    if (!before && !after && !money) return false;
    if (has(next, Kind::Each) || has(next, Kind::Total)) {
        each = each || atoms_[next].kind == Kind::Each;
        ++next;
    } else if (money && has(next, Kind::Quantity) && atoms_[next].number == 1 &&
               !atoms_[next].measure.empty() && !word_at(next + 1)) {
        each = true;  // 20块一杯
        ++next;
        while (has(next, Kind::BudgetAfter)) ++next;
    }
    if (!before && after && at > 0 && atoms_[at - 1].kind == Kind::Each) each = true;
    auto atom = spanning(Kind::Budget, from, next);
    atom.number = amount_of(amount);
    atom.each = each;
    made.count = next - at;
    made.atoms.push_back(std::move(atom));
    return true;
}

Atoms compose(const Text& text, const Atoms& atoms) {
    return Composer(text, atoms).run();
}

}  // namespace errand::brain::embedded
