// Addresses and shops: see composer.hpp.
#include "brain/embedded/composer.hpp"
#include "brain/embedded/denial.hpp"

#include <algorithm>
#include <string_view>

namespace errand::brain::embedded {

using language::Text;

bool Composer::in_address(std::size_t at) const {
    if (at >= atoms_.size()) return false;
    const auto& atom = atoms_[at];
    if (is_word(atom.kind) || atom.kind == Kind::Label) return true;
    switch (atom.kind) {
        case Kind::Quantity:
            return atom.bare ||
                   (text_[atom.begin].kind == language::TokenKind::Number && atom.measure == "单");
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

bool Composer::in_address_filler(std::size_t at) const {
    const bool two = has(at + 1, Kind::Filler) && word_at(at + 2);  // "of the"
    if (!two && !word_at(at + 1) && !has(at + 1, Kind::Label)) return false;
    if (chinese(at))
        return atoms_[at].end - atoms_[at].begin == 1 && !text_.is(atoms_[at].begin, "的");
    const auto& word = text_[atoms_[at].begin].text;
    return atoms_[at].end - atoms_[at].begin == 1 &&
           (word == "the" || word == "of" || word == "on" || word == "in" || word == "my");
}

bool Composer::after(std::size_t at, Kind kind) const {
    for (auto i = at; i-- > 0;) {
        if (atoms_[i].kind == Kind::Boundary) return false;
        if (atoms_[i].kind == kind) return true;
        if (at - i > 12) return false;
    }
    return false;
}

bool Composer::address(std::size_t at, Made& made) const {
    if ((has(at, Kind::Label) || has(at, Kind::Deliver)) && is_denied(text_, atoms_, at)) {
        auto end = at + 1;  // 今天没去公司, "not to the office"
        while (has(end, Kind::Deliver) || has(end, Kind::Label)) ++end;
        made.atoms.push_back(spanning(Kind::Filler, at, end));
        made.count = end - at;
        return true;
    }
    if (has(at, Kind::Label)) {
        made.atoms.push_back(labelled(at, at + 1, at));
        made.count = 1;
        return true;
    }
    if (has(at, Kind::Filler) && text_.is(atoms_[at].begin, "给")) return given_to(at, made);
    if (!has(at, Kind::Deliver)) return false;
    auto begin = at + 1;
    if (has(begin, Kind::Filler) && text_.is(atoms_[begin].begin, "的")) {  // 半小时内能送到的…
        made.atoms.push_back(spanning(Kind::Filler, at, begin + 1));
        made.count = begin + 1 - at;
        return true;
    }
    const bool there = begin < atoms_.size() && text_.is(atoms_[at].begin, "我") &&
                       (text_.is(atoms_[begin].begin, "那") || text_.is(atoms_[begin].begin, "这"));
    if (there) {  // 我在那陪床: the place was named before
        auto end = begin + 1;
        while (word_at(end)) ++end;
        made.atoms.push_back(spanning(Kind::Filler, at, end));
        made.count = end - at;
        return true;
    }
    const bool colon = has(begin, Kind::Boundary) && text_.is(atoms_[begin].begin, ":");
    if (colon) ++begin;  // 地址:桂香街5号
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

bool Composer::given_to(std::size_t at, Made& made) const {
    if (atoms_[at].end != atoms_[at].begin + 1) return false;
    auto end = at + 1;
    while (in_address(end)) ++end;
    constexpr std::size_t kShortest = 2;
    const bool sends =
        end < atoms_.size() && text_.is(atoms_[end].begin, "送") && has(end + 1, Kind::Quantity);
    if (!sends || atoms_[end].begin < atoms_[at].end + kShortest) return false;
    made.atoms.push_back(labelled(at, end, at + 1));
    made.atoms.back().key = "said";
    made.count = end - at;
    return true;
}

Atom Composer::labelled(std::size_t from, std::size_t to, std::size_t words) const {
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

bool Composer::shop(std::size_t at, Made& made) const {
    if (has(at, Kind::KnownShop)) {
        auto end = at + 1;
        if (has(end, Kind::ShopAfter) ||
            (has(end, Kind::Filler) && text_.is(atoms_[end].begin, "的")))
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

bool Composer::shop_named(std::size_t at, Made& made) const {
    if (!chinese(at)) return false;
    const bool opens = at == 0 || !word_at(at - 1);
    auto end = at;
    while (word_at(end) || (end > at && inner(end) && !text_.is(atoms_[end].begin, "的"))) ++end;
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

bool Composer::only_a_kind(std::size_t at, std::size_t end) const {
    const auto found = Lexicon::get().evidence(text_, atoms_[at].begin);
    return found && found->end == atoms_[end - 1].end;
}

bool Composer::shop_like(std::size_t at) const {
    static constexpr std::string_view kEndings[] = {"铺", "店", "馆", "屋", "坊", "楼", "轩",
                                                    "阁", "记", "厅", "站", "厨", "房", "摊"};
    return std::ranges::find(kEndings, text_[atoms_[at].end - 1].text) != std::end(kEndings);
}

bool Composer::orders_there(std::size_t at, std::size_t end) const {
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

bool Composer::named_by_time(std::size_t at) const {
    return has(at, Kind::When) && atoms_[at].end == atoms_[at].begin + 1 && word_at(at + 1);
}

bool Composer::shop_after(std::size_t at, Made& made) const {
    auto begin = at + 1;
    if (!chinese(at)) begin = past(begin, Kind::Filler);
    auto end = begin;
    while (word_at(end) || (end > begin && inner(end)) || named_by_time(end)) ++end;
    if (end > begin && !word_at(end - 1)) --end;
    // 在 and 去 need a verb after the place; "from" does not.
    const bool verb_follows = has(end, Kind::Order) || has(end, Kind::ShopAfter) ||
                              has(end, Kind::Eat) || has(end, Kind::Want) || has(end, Kind::Add) ||
                              has(end, Kind::Quantity);
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

}  // namespace errand::brain::embedded
