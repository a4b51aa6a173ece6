// Owns: the rules by which atoms are put together. Each rule looks at one place and replaces a few
// atoms by one; the passes run in the order of run(). Pure; one Composer a sentence.
#pragma once

#include <string>
#include <utility>

#include "brain/embedded/atoms.hpp"

namespace errand::brain::embedded {

class Composer {
  public:
    Composer(const language::Text& text, Atoms atoms) : text_(text), atoms_(std::move(atoms)) {}
    Atoms run();

  private:
    const language::Text& text_;
    Atoms atoms_;
    // A rule looks at atom `at`; where it applies, it fills `made` and answers how many atoms are
    // replaced by it, beginning with `from` (which is `at` or, for what looks back, before it).
    struct Made {
        std::size_t from = 0;
        std::size_t count = 0;
        Atoms atoms;
    };
    using Rule = bool (Composer::*)(std::size_t at, Made& made) const;
    void pass(Rule rule);
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
    bool note(std::size_t at, Made& made) const;
    // 多两杯, 少一份, "two more", "one less".
    bool delta(std::size_t at, Made& made) const;
    Atom changed(std::size_t from, std::size_t to, const Atom& quantity, bool fewer) const;
    bool is_amount(std::size_t at) const;
    double amount_of(std::size_t at) const;
    bool beside_amount(std::size_t at) const;
    // [each] under [each] 50 yuan [or less] [each]; 50 元 [以内] [一杯].
    bool budget(std::size_t at, Made& made) const;
    // What the words of an address may hold: names, floors and house numbers.
    bool in_address(std::size_t at) const;
    // A function word inside an address: 人民的路 no, "of", "the" yes, single characters yes.
    bool in_address_filler(std::size_t at) const;
    bool replacing(std::size_t at) const { return after(at, Kind::Replace); }
    bool after(std::size_t at, Kind kind) const;
    // 送到公司, "to 12 Willow Street", 家里 alone.
    bool address(std::size_t at, Made& made) const;
    // 给青芦二院送一份粥
    bool given_to(std::size_t at, Made& made) const;
    Atom labelled(std::size_t from, std::size_t to, std::size_t words) const;
    // "from Blue Bottle", 在蓝瓶点, 蓝瓶家的; a shop known by name.
    bool shop(std::size_t at, Made& made) const;
    // Words that say themselves that they are a shop: "早安包子铺的鲜肉包",
    // "老街猪脚饭来一份招牌猪脚饭".
    bool shop_named(std::size_t at, Made& made) const;
    bool only_a_kind(std::size_t at, std::size_t end) const;
    bool shop_like(std::size_t at) const;
    // <words> 来 <quantity> <name>, at the beginning of a clause and not as one of a list of such
    // ("汉堡来一个,薯条来两份").
    bool orders_there(std::size_t at, std::size_t end) const;
    // "Morning Buns", "Night Grill": a part of the day within a name.
    bool named_by_time(std::size_t at) const;
    bool shop_after(std::size_t at, Made& made) const;
    // 不要香菜, "no cilantro", "without onions or garlic".
    bool without(std::size_t at, Made& made) const;
    static bool is_denial(const std::string& words);
    // 豆浆要原味的: a name and how it shall be.
    bool wanted_so(std::size_t at, std::size_t end, Made& made) const;
    // 香菜别放, 姜丝就不要了: the refusal stands behind what is refused, and nothing behind it.
    bool refused(std::size_t at, Made& made) const;
    // 花生过敏, "a peanut allergy".
    bool allergy(std::size_t at, Made& made) const;
    bool joined(std::size_t at) const;
    void push_without(Made& made, std::size_t from, std::size_t begin, std::size_t end) const;
    // Within the words of a name: "of the", 的.
    bool inner(std::size_t at) const;
    // 加两个煎蛋, "extra rice", "with oat milk": what belongs to an item.
    bool extra(std::size_t at, Made& made) const;
    // 加个蛋 adds to the dish, 加一份薯条 adds a dish.
    bool counts_a_part(std::size_t at) const;
    // One of the choices of a menu that is known.
    bool menu_choice(std::size_t at) const;
    bool takes_choice(std::size_t at, Made& made) const;
    bool name(std::size_t at, Made& made) const;
    // "麻辣的" or "原味" as a clause of its own says how, not what.
    bool is_manner(std::size_t at, std::size_t end) const;
};

}  // namespace errand::brain::embedded
