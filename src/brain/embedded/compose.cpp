// Composing atoms: see atoms.hpp. Each pass looks from left to right and replaces a few atoms by
// one.
#include <algorithm>
#include <string_view>

#include "brain/embedded/atoms.hpp"

namespace errand::brain::embedded {
namespace {

using language::Text;

class Composer {
  public:
    Composer(const Text& text, Atoms atoms) : text_(text), atoms_(std::move(atoms)) {}

    Atoms run() {
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

  private:
    const Text& text_;
    Atoms atoms_;

    // A rule looks at atom `at`; where it applies, it fills `made` and answers how many atoms are
    // replaced by it, beginning with `from` (which is `at` or, for what looks back, before it).
    struct Made {
        std::size_t from = 0;
        std::size_t count = 0;
        Atoms atoms;
    };
    using Rule = bool (Composer::*)(std::size_t at, Made& made) const;

    void pass(Rule rule) {
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

    bool has(std::size_t at, Kind kind) const {
        return at < atoms_.size() && atoms_[at].kind == kind;
    }
    std::size_t past(std::size_t at, Kind kind) const {
        while (has(at, kind)) ++at;
        return at;
    }
    bool word_at(std::size_t at) const { return at < atoms_.size() && is_word(atoms_[at].kind); }
    std::string said(std::size_t from, std::size_t to) const {
        return from < to ? text_.said(atoms_[from].begin, atoms_[to - 1].end) : std::string();
    }
    Atom spanning(Kind kind, std::size_t from, std::size_t to) const {
        return {kind, atoms_[from].begin, atoms_[to - 1].end};
    }
    bool chinese(std::size_t at) const {
        return text_[atoms_[at].begin].kind == language::TokenKind::Han;
    }

    // 备注 … up to the end of the sentence; "放门口".
    bool note(std::size_t at, Made& made) const {
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

    // 多两杯, 少一份, "two more", "one less".
    bool delta(std::size_t at, Made& made) const {
        const bool fewer = has(at, Kind::Less);
        if ((fewer || has(at, Kind::More)) && has(at + 1, Kind::Quantity)) {
            made.atoms.push_back(changed(at, at + 2, atoms_[at + 1], fewer));
            made.count = 2;
            return true;
        }
        if (!has(at, Kind::Quantity) || !atoms_[at].measure.empty()) return false;
        const bool less = has(at + 1, Kind::Less);
        const bool more =
            has(at + 1, Kind::Extra) &&
            (text_.is(atoms_[at + 1].begin, "more") || text_.is(atoms_[at + 1].begin, "extra") ||
             text_.is(atoms_[at + 1].begin, "additional"));
        if (!less && !more) return false;
        made.atoms.push_back(changed(at, at + 2, atoms_[at], less));
        made.count = 2;
        return true;
    }
    Atom changed(std::size_t from, std::size_t to, const Atom& quantity, bool fewer) const {
        auto atom = spanning(Kind::Delta, from, to);
        atom.number = fewer ? -quantity.number : quantity.number;
        atom.measure = quantity.measure;
        return atom;
    }

    bool is_amount(std::size_t at) const {
        return has(at, Kind::Money) || (has(at, Kind::Quantity) && atoms_[at].bare);
    }
    double amount_of(std::size_t at) const {
        return atoms_[at].kind == Kind::Money ? atoms_[at].number : atoms_[at].number * 100;
    }
    bool beside_amount(std::size_t at) const {
        return has(at, Kind::Filler) || has(at, Kind::Each) || has(at, Kind::Total);
    }

    // [each] under [each] 50 yuan [or less] [each]; 50 元 [以内] [一杯].
    bool budget(std::size_t at, Made& made) const {
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

    // What the words of an address may hold: names, floors and house numbers.
    bool in_address(std::size_t at) const {
        if (at >= atoms_.size()) return false;
        const auto& atom = atoms_[at];
        if (is_word(atom.kind) || atom.kind == Kind::Label) return true;
        switch (atom.kind) {
            case Kind::Quantity:
                return atom.bare || (text_[atom.begin].kind == language::TokenKind::Number &&
                                     atom.measure == "单");
            case Kind::Ordinal:
                return true;
            case Kind::Service:
            case Kind::Skill:
            case Kind::ShopAfter:
                return chinese(at);
            case Kind::Filler:
                return in_address_filler(at);
            default:
                return false;
        }
    }
    // A function word inside an address: 人民的路 no, "of", "the" yes, single characters yes.
    bool in_address_filler(std::size_t at) const {
        const bool two = has(at + 1, Kind::Filler) && word_at(at + 2);  // "of the"
        if (!two && !word_at(at + 1) && !has(at + 1, Kind::Label)) return false;
        if (chinese(at))
            return atoms_[at].end - atoms_[at].begin == 1 && !text_.is(atoms_[at].begin, "的");
        const auto& word = text_[atoms_[at].begin].text;
        return atoms_[at].end - atoms_[at].begin == 1 &&
               (word == "the" || word == "of" || word == "on" || word == "in" || word == "my");
    }

    bool replacing(std::size_t at) const { return after(at, Kind::Replace); }
    bool after(std::size_t at, Kind kind) const {
        for (auto i = at; i-- > 0;) {
            if (atoms_[i].kind == Kind::Boundary) return false;
            if (atoms_[i].kind == kind) return true;
            if (at - i > 12) return false;
        }
        return false;
    }

    // 送到公司, "to 12 Willow Street", 家里 alone.
    bool address(std::size_t at, Made& made) const {
        if (has(at, Kind::Label)) {
            made.atoms.push_back(labelled(at, at + 1, at));
            made.count = 1;
            return true;
        }
        if (!has(at, Kind::Deliver)) return false;
        auto begin = at + 1;
        while (has(begin, Kind::Deliver) || has(begin, Kind::Filler)) ++begin;
        const bool plain_to =
            text_.is(atoms_[at].begin, "to") && atoms_[at].end == atoms_[at].begin + 1;
        if (plain_to && replacing(at) && !has(begin, Kind::Label)) {
            auto atom = spanning(Kind::Replace, at, at + 1);
            atom.key = "to";
            made.atoms.push_back(std::move(atom));
            made.count = 1;
            return true;
        }
        if (plain_to && after(at, Kind::Add) && !has(begin, Kind::Label) && word_at(begin) &&
            !has(begin + 1, Kind::Quantity)) {  // "add pearls to the milk tea"
            made.atoms.push_back(spanning(Kind::Filler, at, at + 1));
            made.atoms.back().key = "onto";
            made.count = 1;
            return true;
        }
        auto end = begin;
        while (in_address(end)) ++end;
        if (end == begin) {
            made.atoms.push_back(spanning(Kind::Filler, at, at + 1));
            made.count = 1;
            return true;
        }
        made.atoms.push_back(labelled(at, end, begin));
        made.count = end - at;
        return true;
    }
    Atom labelled(std::size_t from, std::size_t to, std::size_t words) const {
        auto atom = spanning(Kind::Address, from, to);
        const bool label = atoms_[words].kind == Kind::Label && to == words + 1;
        if (label && !atoms_[words].key.empty()) {
            atom.value = atoms_[words].key;
        } else {
            atom.value = said(words, to);
        }
        atom.key = atoms_[from].kind == Kind::Label ? "bare" : "said";
        return atom;
    }

    // "from Blue Bottle", 在蓝瓶点, 蓝瓶家的; a shop known by name.
    bool shop(std::size_t at, Made& made) const {
        if (has(at, Kind::KnownShop)) {
            auto end = at + 1;
            if (has(end, Kind::ShopAfter))
                ++end;
            else if (has(end, Kind::Filler) && text_.is(atoms_[end].begin, "的"))
                ++end;
            made.count = end - at;
            auto atom = spanning(Kind::Shop, at, end);
            atom.value = said(at, at + 1);
            made.atoms.push_back(std::move(atom));
            return true;
        }
        if (word_at(at)) return shop_named(at, made);
        if (has(at, Kind::ShopBefore)) return shop_after(at, made);
        if (!has(at, Kind::ShopAfter)) return false;
        auto from = at;
        while (from > 0 && is_word(atoms_[from - 1].kind)) --from;
        if (from == at) {
            made.atoms.push_back(spanning(Kind::Filler, at, at + 1));
            made.count = 1;
            return true;
        }
        made.from = from;
        made.count = at + 1 - from;
        auto atom = spanning(Kind::Shop, from, at + 1);
        atom.value = said(from, at);
        made.atoms.push_back(std::move(atom));
        return true;
    }
    // Words that say themselves that they are a shop: "早安包子铺的鲜肉包",
    // "老街猪脚饭来一份招牌猪脚饭".
    bool shop_named(std::size_t at, Made& made) const {
        if (!chinese(at)) return false;
        const bool opens = at == 0 || !word_at(at - 1);
        auto end = at;
        while (word_at(end) || (end > at && inner(end) && !text_.is(atoms_[end].begin, "的")))
            ++end;
        if (!opens || end < at + 2) return false;
        const bool of = has(end, Kind::Filler) && text_.is(atoms_[end].begin, "的");
        // "汉堡工坊,一份薯条": the shop first, then what is wanted.
        const bool heads = at == 0 && has(end, Kind::Boundary) && has(end + 1, Kind::Quantity);
        const bool named = shop_like(end - 1) && ((of && word_at(end + 1)) || heads);
        if (!named && !orders_there(at, end)) return false;
        if (!named && only_a_kind(at, end)) {  // 饮料来两罐雪碧
            made.atoms.push_back(spanning(Kind::Filler, at, end));
            made.count = end - at;
            return true;
        }
        made.count = of ? end + 1 - at : end - at;
        auto atom = spanning(Kind::Shop, at, at + made.count);
        atom.value = said(at, end);
        made.atoms.push_back(std::move(atom));
        return true;
    }
    bool only_a_kind(std::size_t at, std::size_t end) const {
        const auto found = Lexicon::get().evidence(text_, atoms_[at].begin);
        return found && found->end == atoms_[end - 1].end;
    }
    bool shop_like(std::size_t at) const {
        static constexpr std::string_view kEndings[] = {"铺", "店", "馆", "屋", "坊", "楼", "轩",
                                                        "阁", "记", "厅", "站", "厨", "房", "摊"};
        return std::ranges::find(kEndings, text_[atoms_[at].end - 1].text) != std::end(kEndings);
    }
    // <words> 来 <quantity> <name>, at the beginning of a clause and not as one of a list of such
    // ("汉堡来一个,薯条来两份").
    bool orders_there(std::size_t at, std::size_t end) const {
        for (auto before = at; before > 0 && atoms_[before - 1].kind != Kind::Boundary; --before)
            if (atoms_[before - 1].kind != Kind::Filler && atoms_[before - 1].kind != Kind::When)
                return false;
        if (!has(end, Kind::Want) && !has(end, Kind::Order)) return false;
        auto next = end + 1;
        if (!has(next, Kind::Quantity)) return false;
        ++next;
        while (has(next, Kind::Option) || has(next, Kind::Filler)) ++next;
        if (!word_at(next)) return false;
        while (word_at(next)) ++next;
        return !has(next, Kind::Want) && !has(next, Kind::Order) && !has(next, Kind::Quantity);
    }

    // "Morning Buns", "Night Grill": a part of the day within a name.
    bool named_by_time(std::size_t at) const {
        return has(at, Kind::When) && atoms_[at].end == atoms_[at].begin + 1 && word_at(at + 1);
    }

    bool shop_after(std::size_t at, Made& made) const {
        auto begin = at + 1;
        if (!chinese(at)) begin = past(begin, Kind::Filler);
        auto end = begin;
        while (word_at(end) || (end > begin && inner(end)) || named_by_time(end)) ++end;
        if (end > begin && !word_at(end - 1)) --end;
        // 在 and 去 need a verb after the place; "from" does not.
        const bool verb_follows = has(end, Kind::Order) || has(end, Kind::ShopAfter) ||
                                  has(end, Kind::Eat) || has(end, Kind::Want) ||
                                  has(end, Kind::Add) || has(end, Kind::Quantity);
        const bool counts = end > begin && (!chinese(at) || verb_follows);
        auto atom = spanning(counts ? Kind::Shop : Kind::Filler, at, counts ? end : at + 1);
        if (counts && has(end, Kind::ShopAfter)) atom.end = atoms_[end++].end;
        if (counts) {
            auto last = end;
            while (last > begin && !word_at(last - 1)) --last;
            atom.value = said(begin, last);
        }
        made.count = counts ? end - at : 1;
        made.atoms.push_back(std::move(atom));
        return true;
    }

    // 不要香菜, "no cilantro", "without onions or garlic".
    bool without(std::size_t at, Made& made) const {
        if (word_at(at)) return allergy(at, made);
        if (!has(at, Kind::Avoid)) return false;
        auto begin = past(at + 1, Kind::Filler);
        auto end = begin;
        while (word_at(end) || (end > begin && inner(end))) ++end;
        if (end > begin && !word_at(end - 1)) --end;
        if (end == begin) {
            made.atoms.push_back(spanning(Kind::Filler, at, at + 1));
            made.atoms.back().key = "avoid";
            made.count = 1;
            return true;
        }
        auto next = end;
        push_without(made, at, begin, end);
        // "and garlic": more of the same, as long as nothing is counted.
        while (joined(next) && word_at(next + 1)) {
            auto last = next + 1;
            while (word_at(last)) ++last;
            if (!has(last, Kind::Boundary) && last < atoms_.size() && !joined(last)) break;
            push_without(made, next, next + 1, last);
            next = last;
        }
        made.count = next - at;
        return true;
    }
    // 花生过敏, "a peanut allergy".
    bool allergy(std::size_t at, Made& made) const {
        auto end = at;
        while (word_at(end)) ++end;
        if (!has(end, Kind::Allergy)) return false;
        const bool lead = text_.is(atoms_[at].begin, "对") && end > at + 1;  // 对花生过敏
        push_without(made, at, lead ? at + 1 : at, end);
        made.count = end + 1 - at;
        return true;
    }
    bool joined(std::size_t at) const {
        return has(at, Kind::Conj) || (at < atoms_.size() && text_.is(atoms_[at].begin, "or"));
    }
    void push_without(Made& made, std::size_t from, std::size_t begin, std::size_t end) const {
        auto atom = spanning(Kind::Without, from, end);
        atom.value = said(begin, end);
        atom.measure = said(from, end);
        made.atoms.push_back(std::move(atom));
    }

    // Within the words of a name: "of the", 的.
    bool inner(std::size_t at) const {
        if (!has(at, Kind::Filler) || !word_at(at + 1)) return false;
        const auto& atom = atoms_[at];
        if (atom.end - atom.begin != 1) return false;
        const auto& word = text_[atom.begin].text;
        if (chinese(at)) return text_[atom.begin].glued && text_[atom.end].glued;
        return word == "of" || word == "the" || word == "on" || word == "in" || word == "like" ||
               word == "over" || word == "up" || word == "nice" || word == "good" ||
               word == "fresh" || word == "man" || word == "do" || word == "house";
    }

    // 加两个煎蛋, "extra rice", "with oat milk": what belongs to an item.
    bool extra(std::size_t at, Made& made) const {
        const bool plain_add = has(at, Kind::Add) && atoms_[at].key == "plain";
        const bool with = has(at, Kind::With);
        if (!has(at, Kind::Extra) && !plain_add && !with) return false;
        auto begin = at + 1;
        if (plain_add && !counts_a_part(begin)) return false;
        if (has(begin, Kind::Extra)) ++begin;
        begin = past(begin, Kind::Filler);
        const auto counted = begin;
        if (has(begin, Kind::Quantity)) ++begin;
        if (with && replacing(at)) return false;                 // "replace it with a coke"
        if (with && has(counted, Kind::Quantity)) return false;  // "with a coke" is an item
        auto end = begin;
        while (word_at(end) || (end > begin && inner(end))) ++end;
        if (end > begin && !word_at(end - 1)) --end;
        if (end == begin) {
            if (plain_add) return false;
            made.atoms.push_back(spanning(Kind::Filler, at, at + 1));
            made.count = 1;
            return true;
        }
        auto atom = spanning(Kind::Option, at, end);
        atom.key = with ? "" : "extra";
        atom.value = with ? "" : said(begin, end);
        atom.measure = said(counted, end);  // the words as said
        made.atoms.push_back(std::move(atom));
        made.count = end - at;
        // 加火腿肠和鸡柳: more of the same, as long as nothing is counted.
        for (auto next = end; !with && joined(next) && word_at(next + 1); next = end) {
            for (end = next + 1; word_at(end);) ++end;
            auto another = spanning(Kind::Option, next, end);
            another.key = "extra";
            another.value = another.measure = said(next + 1, end);
            made.atoms.push_back(std::move(another));
            made.count = end - at;
        }
        return true;
    }
    // 加个蛋 adds to the dish, 加一份薯条 adds a dish.
    bool counts_a_part(std::size_t at) const {
        if (!has(at, Kind::Quantity)) return true;
        static constexpr std::string_view kParts[] = {"个", "颗", "片", "根", "粒", "块", "勺"};
        return std::ranges::find(kParts, atoms_[at].measure) != std::end(kParts);
    }

    bool name(std::size_t at, Made& made) const {
        if (!word_at(at)) return false;
        auto end = at;
        while (word_at(end) || (end > at && inner(end))) ++end;
        while (end > at && !word_at(end - 1)) --end;
        auto atom = spanning(is_manner(at, end) ? Kind::Option : Kind::Name, at, end);
        // "健康点的", "清淡些的": the comparison is no part of the name.
        const auto last = atoms_[end - 1].end - 1;
        const bool compared = (text_.is(last, "点") || text_.is(last, "些")) && end > at + 2 &&
                              text_.is(last + 1, "的");
        atom.value = atom.kind == Kind::Name ? said(at, compared ? end - 1 : end) : std::string();
        if (atom.kind == Kind::Option) atom.measure = said(at, end);
        made.atoms.push_back(std::move(atom));
        made.count = end - at;
        return true;
    }
    // "麻辣的" or "原味" as a clause of its own says how, not what.
    bool is_manner(std::size_t at, std::size_t end) const {
        const auto& final_word = text_[atoms_[end - 1].end - 1].text;
        const bool flavour = final_word == "flavor" || final_word == "flavour" ||
                             final_word == "flavored" || final_word == "style";
        if (!chinese(at))
            return flavour && at > 0 && atoms_[at - 1].kind == Kind::Boundary && end > at + 1;
        const bool opens =
            at == 0 || atoms_[at - 1].kind == Kind::Boundary ||
            atoms_[at - 1].kind == Kind::Quantity || atoms_[at - 1].kind == Kind::Rest ||
            atoms_[at - 1].kind == Kind::Fraction || atoms_[at - 1].kind == Kind::Every ||
            (atoms_[at - 1].kind == Kind::Want && at > 1 && atoms_[at - 2].kind == Kind::Boundary);
        const auto ends = [&](std::size_t i) {
            return i >= atoms_.size() || atoms_[i].kind == Kind::Boundary;
        };
        if (!opens) return false;
        if (text_.is(atoms_[end - 1].end - 1, "味") && ends(end)) return true;
        return has(end, Kind::Filler) && text_.is(atoms_[end].begin, "的") && ends(end + 1);
    }
};

}  // namespace

Atoms compose(const Text& text, const Atoms& atoms) {
    return Composer(text, atoms).run();
}

}  // namespace errand::brain::embedded
