// What must not be there, extras, and the names that remain: see composer.hpp.
#include "brain/embedded/composer.hpp"

#include <algorithm>
#include <string_view>

namespace errand::brain::embedded {

using language::Text;

bool Composer::without(std::size_t at, Made& made) const {
    if (word_at(at) || menu_choice(at)) return allergy(at, made) || refused(at, made);
    if (!has(at, Kind::Avoid)) return false;
    auto begin = past(at + 1, Kind::Filler);
    const bool thing = has(begin, Kind::Quantity) && atoms_[begin].article;  // "don't add a cola"
    if (thing) begin = past(begin + 1, Kind::Filler);
    auto end = begin;
    while (word_at(end) || menu_choice(end) || (end > begin && inner(end))) ++end;
    if (end > begin && !word_at(end - 1) && !menu_choice(end - 1)) --end;
    if (end == begin) {
        made.atoms.push_back(spanning(Kind::Filler, at, at + 1));
        made.atoms.back().key = "avoid";
        made.count = 1;
        return true;
    }
    auto next = end;
    push_without(made, at, begin, end);
    made.atoms.back().article = thing;
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

bool Composer::refused(std::size_t at, Made& made) const {
    const bool opens = at == 0 || has(at - 1, Kind::Boundary) || has(at - 1, Kind::Filler) ||
                       has(at - 1, Kind::Conj) || has(at - 1, Kind::Option);
    if (!opens || !chinese(at)) return false;
    auto end = at;
    while (word_at(end) || menu_choice(end) || (end > at && inner(end))) ++end;
    auto refusal = end;  // 一点也别放, 就都不要了
    while (has(refusal, Kind::Every) || has(refusal, Kind::Filler) || has(refusal, Kind::Conj))
        ++refusal;
    if (!has(refusal, Kind::Avoid)) return false;
    auto last = past(refusal + 1, Kind::Filler);
    // "香菜别放我闻着就想吐": the reason begins with whose it is.
    static constexpr std::string_view kWhose[] = {"我", "他", "她", "我们", "因为", "孩子", "一"};
    const bool reason =
        has(refusal + 1, Kind::Filler) &&
        std::ranges::find(kWhose, said(refusal + 1, refusal + 2)) != std::end(kWhose);
    if (reason) last = refusal + 1;
    if (!reason && last < atoms_.size() && !has(last, Kind::Boundary)) return false;
    push_without(made, at, at, end);
    made.atoms.back().measure = said(refusal, refusal + 1) + said(at, end);
    made.count = last - at;
    return true;
}

bool Composer::menu_choice(std::size_t at) const {
    return has(at, Kind::Option) && atoms_[at].key.empty();
}

// "add a soft-boiled egg", 加个溏心蛋, "with oat milk", where that is a choice of the menu: it
// takes the words before it along.
bool Composer::takes_choice(std::size_t at, Made& made) const {
    auto next = past(at + 1, Kind::Filler);
    if (has(next, Kind::Extra)) ++next;
    if (has(next, Kind::Quantity) && atoms_[next].number == 1 && counts_a_part(next)) ++next;
    next = past(next, Kind::Filler);
    if (!menu_choice(next) || has(next + 1, Kind::Name) || word_at(next + 1)) return false;
    auto atom = spanning(Kind::Option, at, next + 1);
    atom.measure = atoms_[next].measure;
    made.atoms.push_back(std::move(atom));
    made.count = next + 1 - at;
    return true;
}

bool Composer::allergy(std::size_t at, Made& made) const {
    auto end = at;
    while (word_at(end) || menu_choice(end)) ++end;
    if (!has(end, Kind::Allergy)) return false;
    push_without(made, at, at, end);
    auto& value = made.atoms.back().value;  // 对花生过敏, 对虾过敏
    if (const std::string_view lead = "对"; value.starts_with(lead) && value.size() > lead.size())
        value.erase(0, lead.size());
    made.count = end + 1 - at;
    return true;
}

bool Composer::joined(std::size_t at) const {
    return has(at, Kind::Conj) || (at < atoms_.size() && text_.is(atoms_[at].begin, "or"));
}

void Composer::push_without(Made& made, std::size_t from, std::size_t begin,
                            std::size_t end) const {
    auto atom = spanning(Kind::Without, from, end);
    atom.value = said(begin, end);
    atom.measure = said(from, end);
    made.atoms.push_back(std::move(atom));
}

bool Composer::inner(std::size_t at) const {
    if (!has(at, Kind::Filler)) return false;
    const bool of_the = text_.is(atoms_[at].begin, "of") && has(at + 1, Kind::Filler) &&
                        text_.is(atoms_[at + 1].begin, "the") && word_at(at + 2);
    if (of_the) return true;  // "soup of the day"
    if (!word_at(at + 1)) return false;
    const auto& atom = atoms_[at];
    if (atom.end - atom.begin != 1) return false;
    const auto& word = text_[atom.begin].text;
    if (chinese(at)) return text_[atom.begin].glued && text_[atom.end].glued;
    return word == "of" || word == "the" || word == "on" || word == "in" || word == "like" ||
           word == "over" || word == "up" || word == "nice" || word == "good" || word == "fresh" ||
           word == "man" || word == "do" || word == "house";
}

bool Composer::extra(std::size_t at, Made& made) const {
    const bool plain_add = has(at, Kind::Add) && atoms_[at].key == "plain";
    const bool with = has(at, Kind::With);
    if (!has(at, Kind::Extra) && !plain_add && !with) return false;
    if (!replacing(at) && takes_choice(at, made)) return true;
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

bool Composer::counts_a_part(std::size_t at) const {
    if (!has(at, Kind::Quantity)) return true;
    static constexpr std::string_view kParts[] = {"个", "颗", "片", "根", "粒", "块", "勺"};
    if (atoms_[at].article && atoms_[at].measure.empty()) return true;
    return std::ranges::find(kParts, atoms_[at].measure) != std::end(kParts);
}

bool Composer::name(std::size_t at, Made& made) const {
    if (!word_at(at)) return false;
    auto end = at;
    while (word_at(end) || (end > at && inner(end))) ++end;
    while (end > at && !word_at(end - 1)) --end;
    if (wanted_so(at, end, made)) return true;
    if (is_denial(said(at, end))) {  // 别, "not": no thing to eat
        made.atoms.push_back(spanning(Kind::Filler, at, end));
        made.count = end - at;
        return true;
    }
    auto atom = spanning(is_manner(at, end) ? Kind::Option : Kind::Name, at, end);
    // "健康点的", "清淡些的": the comparison is no part of the name.
    const auto last = atoms_[end - 1].end - 1;
    const bool compared =
        (text_.is(last, "点") || text_.is(last, "些")) && end > at + 2 && text_.is(last + 1, "的");
    atom.value = atom.kind == Kind::Name ? said(at, compared ? end - 1 : end) : std::string();
    if (atom.kind == Kind::Option) atom.measure = said(at, end);
    made.atoms.push_back(std::move(atom));
    made.count = end - at;
    return true;
}

bool Composer::is_denial(const std::string& words) {
    static constexpr std::string_view kDenials[] = {"不",   "别",   "没", "除",  "免",    "别忘",
                                                    "千万", "拒绝", "避", "not", "never", "don't"};
    return std::ranges::find(kDenials, words) != std::end(kDenials);
}

bool Composer::wanted_so(std::size_t at, std::size_t end, Made& made) const {
    if (!chinese(at)) return false;
    const auto opens = past(end, Kind::Filler);
    if (opens < atoms_.size() && !has(opens, Kind::Boundary)) return false;
    constexpr std::size_t kShortest = 2;
    for (auto split = at + kShortest; split + 1 < end; ++split) {
        if (!text_.is(atoms_[split].begin, "要") || atoms_[split].end != atoms_[split].begin + 1)
            continue;
        auto name = spanning(Kind::Name, at, split);
        name.value = said(at, split);
        auto option = spanning(Kind::Option, split + 1, end);
        option.measure = said(split + 1, end);
        made.atoms = {std::move(name), std::move(option)};
        made.count = end - at;
        return true;
    }
    return false;
}

bool Composer::is_manner(std::size_t at, std::size_t end) const {
    const auto& final_word = text_[atoms_[end - 1].end - 1].text;
    const bool flavour = final_word == "flavor" || final_word == "flavour" ||
                         final_word == "flavored" || final_word == "style";
    if (!chinese(at))
        return flavour && at > 0 && atoms_[at - 1].kind == Kind::Boundary && end > at + 1;
    const bool opens =
        at == 0 || atoms_[at - 1].kind == Kind::Boundary || atoms_[at - 1].kind == Kind::Quantity ||
        atoms_[at - 1].kind == Kind::Rest || atoms_[at - 1].kind == Kind::Fraction ||
        atoms_[at - 1].kind == Kind::Every ||
        (atoms_[at - 1].kind == Kind::Want && at > 1 && atoms_[at - 2].kind == Kind::Boundary);
    const auto ends = [&](std::size_t i) {
        return i >= atoms_.size() || atoms_[i].kind == Kind::Boundary;
    };
    if (!opens) return false;
    if (text_.is(atoms_[end - 1].end - 1, "味") && ends(end)) return true;
    return has(end, Kind::Filler) && text_.is(atoms_[end].begin, "的") && ends(end + 1);
}

}  // namespace errand::brain::embedded
