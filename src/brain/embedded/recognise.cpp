#include <algorithm>

#include "brain/embedded/atoms.hpp"
#include "brain/embedded/sizes.hpp"
#include "language/money.hpp"

namespace errand::brain::embedded {
namespace {

using language::Text;
using language::TokenKind;

bool is_mark(const Text& text, std::size_t at) {
    return at >= text.size() || (text[at].kind == TokenKind::Mark && text[at].text != "-" &&
                                 text[at].text != "&" && text[at].text != "+");
}

// Words said in passing, that may surround a yes or a no.
bool in_passing(Kind kind) {
    switch (kind) {
        case Kind::Filler:
        case Kind::Approve:
        case Kind::Refuse:
        case Kind::Any:
        case Kind::Greeting:
        case Kind::Thanks:
        case Kind::Farewell:
        case Kind::Conj:
            return true;
        default:
            return false;
    }
}

class Recogniser {
  public:
    Recogniser(const Text& text, const KnownNames& names) : text_(text), names_(names) {}

    Atoms run() {
        std::size_t at = 0;
        while (at < text_.size()) {
            auto atom = best(at);
            at = atom.end;
            push(std::move(atom));
        }
        return std::move(atoms_);
    }

  private:
    const Text& text_;
    const KnownNames& names_;
    const Lexicon& lexicon_ = Lexicon::get();
    Atoms atoms_;

    void push(Atom atom) {
        // Marks next to each other count as the strongest of them.
        if (atom.kind == Kind::Boundary && !atoms_.empty() &&
            atoms_.back().kind == Kind::Boundary) {
            atoms_.back().strong = atoms_.back().strong || atom.strong;
            atoms_.back().end = atom.end;
            return;
        }
        atoms_.push_back(std::move(atom));
    }

    Atom best(std::size_t at) const {
        Atom found{Kind::Word, at, at + 1};
        const auto offer = [&](std::optional<Atom> other) {
            if (other && other->end > found.end) found = *std::move(other);
        };
        auto phrase = phrase_at(at);
        const auto known = known_at(at, phrase);
        if (phrase && phrase->kind == Kind::Filler) yield_to_known(*phrase);
        // In the order of certainty: a later reading must be longer to win.
        if (known) {
            found = {known->kind, at, known->end, known->label};
            if (found.kind == Kind::Option) found.measure = text_.said(at, found.end);
        } else if (phrase) {
            found = *phrase;
        }
        if (known) offer(phrase);
        offer(for_whom_at(at));
        offer(measure_at(at));
        if (found.kind == Kind::Word && found.end == at + 1)
            if (const auto end = aspect_end(at)) return {Kind::Filler, at, *end};
        if (found.kind == Kind::Word && found.end == at + 1)
            if (auto slip = misspelled_at(at)) return *slip;
        if (found.kind == Kind::Word && found.end == at + 1) {
            if (auto quantity = quantity_at(at)) found = *std::move(quantity);
        }
        if (known && known->kind == Kind::Option) return found;
        offer(quantity_at(at));
        offer(money_at(at));
        offer(fraction_at(at));
        offer(ordinal_at(at));
        offer(moment_at(at));
        if (found.kind == Kind::Word && found.end == at + 1) return mark_or_word(at);
        return found;
    }

    // "700毫升的", "12 inch": a size in numbers, no count.
    std::optional<Atom> measure_at(std::size_t at) const {
        const auto size = read_size(text_, at);
        if (!size || (at > 0 && text_.is(at - 1, "各"))) return std::nullopt;
        Atom atom{Kind::Option, at, size->end};
        atom.measure = text_.said(at, size->words);
        return atom;
    }

    // "给娃吃", at the end of a clause: whom it is for.
    std::optional<Atom> for_whom_at(std::size_t at) const {
        constexpr std::size_t kLongest = 4;
        if (!text_.is(at, "给")) return std::nullopt;
        for (auto end = at + 2; end <= at + 1 + kLongest && end < text_.size(); ++end) {
            if (text_[end].kind != TokenKind::Han || language::read_measure(text_, end)) break;
            if ((text_.is(end, "吃") || text_.is(end, "喝")) && is_mark(text_, end + 1))
                return Atom{Kind::Filler, at, end + 1};
        }
        return std::nullopt;
    }

    // A name that is known here. A way to say a choice of an item is one where nothing goes on
    // behind it but another name ("oat milk | lattes", not 珍珠奶茶 for the 珍珠), and where the
    // lexicon does not know it as well, with what it means.
    std::optional<KnownNames::Found> known_at(std::size_t at,
                                              const std::optional<Atom>& phrase) const {
        const auto known = names_.longest(text_, at);
        if (!known || known->kind != Kind::Option) return known;
        if (phrase && phrase->kind == Kind::Option && phrase->end >= known->end)
            return std::nullopt;
        // "12 sticks of satay": a size in numbers is no part of a name.
        if (language::read_number(text_, at) || text_.is(at, "半")) return known;
        return ends(known->end) || names_.longest(text_, known->end) ? known : std::nullopt;
    }

    // An option written by its sound, where nothing else is said in one with it.
    std::optional<Atom> misspelled_at(std::size_t at) const {
        if (!atoms_.empty() && is_word(atoms_.back().kind)) return std::nullopt;
        const auto found = lexicon_.sounding(text_, at);
        if (!found || !(ends(found->end) || lexicon_.sounding(text_, found->end)))
            return std::nullopt;
        Atom atom{Kind::Option, at, found->end, found->entry->key, found->entry->value};
        atom.measure = text_.said(at, found->end);
        return atom;
    }

    // Words between a word that says what is chosen and the choice: 主食 | 换 | 红薯粉, "the crust
    // thin". Where the whole ends, before the choice.
    std::optional<std::size_t> aspect_end(std::size_t at) const {
        constexpr std::size_t kLongest = 3;
        if (text_[at].kind == TokenKind::Mark || text_[at].kind == TokenKind::Number) return {};
        const auto longest = text_[at].kind == TokenKind::Han ? kLongest : std::size_t{1};
        for (auto end = at + 1; end <= at + longest && end < text_.size(); ++end) {
            if (text_[end - 1].kind != text_[at].kind) return std::nullopt;
            auto next = end;
            if (joins_aspect(next)) ++next;
            if (text_.is(next, "成") || text_.is(next, "为")) ++next;
            const auto known = names_.longest(text_, next);
            if (next > end && known && known->kind == Kind::Option &&
                known_at(next, phrase_at(next)))
                return next;
        }
        return std::nullopt;
    }
    bool joins_aspect(std::size_t at) const {
        for (const std::string_view word : {"要", "换", "用", "选", "是", "做", "改", ":"})
            if (text_.is(at, word)) return true;
        return false;
    }

    // "我妈妈家": a filler gives way to a known name that begins in it and reaches further.
    void yield_to_known(Atom& filler) const {
        for (auto at = filler.begin + 1; at < filler.end; ++at) {
            const auto known = names_.longest(text_, at);
            if (!known || known->end <= filler.end) continue;
            filler.end = at;
            return;
        }
    }

    Atom mark_or_word(std::size_t at) const {
        Atom atom{Kind::Word, at, at + 1};
        if (text_[at].kind != TokenKind::Mark) {
            if (auto ordinal = ordinal_at(at)) return *ordinal;
            if (auto fraction = fraction_at(at)) return *fraction;
            if (auto moment = moment_at(at)) return *moment;
            return atom;
        }
        const auto& mark = text_[at].text;
        if (mark == "\"" || mark == "'" || mark == "~" || mark == "*" || mark == "#") {
            atom.kind = Kind::Filler;
        } else if (mark == "-" && text_[at].glued && at + 1 < text_.size() && text_[at + 1].glued) {
            atom.kind = Kind::Word;
        } else {
            atom.kind = Kind::Boundary;
            atom.strong = mark == "." || mark == "!" || mark == "?" || mark == ";";
        }
        return atom;
    }

    std::optional<Atom> phrase_at(std::size_t at) const {
        const auto found = lexicon_.longest(
            text_, at, [&](const Entry& entry, std::size_t end) { return counts(entry, end); });
        if (!found) return std::nullopt;
        Atom atom{found->entry->kind, at, found->end, found->entry->key, found->entry->value};
        if (atom.kind == Kind::Guard) atom.kind = Kind::Word;
        if (atom.kind == Kind::Option) atom.measure = text_.said(at, found->end);
        if (atom.kind == Kind::Delta) atom.number = 1;
        return atom;
    }

    bool counts(const Entry& entry, std::size_t end) const {
        if (entry.kind == Kind::Deliver && entry.key == "label") return label_follows(end);
        if (entry.kind == Kind::Deliver && entry.key == "carried") return carried();
        if (entry.kind == Kind::Deliver && entry.key == "place") return place_follows(end);
        if (entry.kind == Kind::Remove && entry.key == "apart") return out_follows(end);
        if (entry.kind == Kind::People) return false;  // only after a number
        const auto& where = entry.where;
        if (where.anywhere()) return true;
        if (where.start && (atoms_.empty() || !is_word(atoms_.back().kind))) return true;
        if (where.count && counted(end)) return true;
        if (where.end && ends(end) && !ends_a_name(entry, end)) return true;
        if (where.deliver && !atoms_.empty() && atoms_.back().kind == Kind::Deliver) return true;
        if (where.drink && drink_follows(end, entry.key == "size" ? 1 : 4)) return true;
        if (where.drink && counted_by_one(end)) return true;
        return where.alone && stands_alone(end);
    }

    // "西瓜汁两杯,送云锦大厦": a clause of its own behind what is wished, with nothing counted in
    // it.
    bool place_follows(std::size_t at) const {
        static constexpr std::string_view kNoPlaces[] = {"我", "来", "过", "去", "达", "餐", "货",
                                                         "得", "的", "给", "个", "一", "点", "完"};
        auto before = atoms_.size();
        while (before > 0 && atoms_[before - 1].kind == Kind::Filler) --before;
        if (before == 0 || atoms_[before - 1].kind != Kind::Boundary) return false;
        const bool wished = std::ranges::any_of(atoms_, [](const Atom& atom) {
            return atom.kind == Kind::Quantity || atom.kind == Kind::KnownItem;
        });
        if (!wished || is_mark(text_, at)) return false;
        if (std::ranges::find(kNoPlaces, text_[at].text) != std::end(kNoPlaces)) return false;
        constexpr std::size_t kShortest = 2;
        const auto plain = [&](std::size_t next) {
            return lexicon_.longest(text_, next, [](const Entry& entry, std::size_t) {
                return entry.where.anywhere() && entry.kind != Kind::Guard;
            });
        };
        auto end = at;
        while (!is_mark(text_, end) && !plain(end) && !names_.longest(text_, end)) ++end;
        const bool counted = language::read_quantity(text_, at).has_value();
        return !counted && end >= at + kShortest && (is_mark(text_, end) || plain(end));
    }

    // 葡萄冻, 红豆冰: the last character of a name, which is no drink before it either.
    bool ends_a_name(const Entry& entry, std::size_t end) const {
        if (entry.key != "temperature" || entry.value != "cold" || !entry.where.drink) return false;
        if (atoms_.empty() || !is_word(atoms_.back().kind)) return false;
        const auto at = atoms_.back().end;
        if (end != at + 1 || !text_[at].glued) return false;
        constexpr std::size_t kReach = 4;
        for (auto from = at - std::min(at, kReach); from < at; ++from) {
            const auto found = lexicon_.evidence(text_, from);
            if (found && found->entry->kind == Kind::Drink && found->end == at) return false;
        }
        return true;
    }

    // "送两瓶水到健身房": 到 is an address where something is sent or ordered before it.
    bool carried() const {
        constexpr std::size_t kReach = 10;
        if (atoms_.empty() || !is_word(atoms_.back().kind)) return false;
        const auto farthest = atoms_.size() - std::min(atoms_.size(), kReach);
        for (auto end = atoms_.size(); end > farthest; --end) {
            const auto& atom = atoms_[end - 1];
            if (atom.kind == Kind::Boundary) return false;
            if (atom.kind == Kind::Order || text_[atom.begin].text == "送" ||
                text_[atom.begin].text == "寄")
                return true;
        }
        return false;
    }

    // "take the cola out"
    bool out_follows(std::size_t at) const {
        constexpr std::size_t kReach = 6;
        for (auto next = at; next < std::min(at + kReach, text_.size()); ++next)
            if (text_.is(next, "out") || text_.is(next, "off") || text_.is(next, "away"))
                return true;
        return false;
    }

    bool counted(std::size_t at) const {
        if (language::read_measure(text_, at)) return true;
        const auto quantity = language::read_quantity(text_, at);
        return quantity && !(quantity->article && quantity->measure.empty());
    }

    bool ends(std::size_t at) const {
        if (is_mark(text_, at)) return true;
        if (const auto next = lexicon_.longest(text_, at))
            return next->entry->kind != Kind::Guard && next->entry->kind != Kind::Label;
        return language::read_quantity(text_, at) || language::read_fraction(text_, at);
    }

    bool label_follows(std::size_t at) const {
        if (names_.longest(text_, at) && names_.longest(text_, at)->kind == Kind::Label)
            return true;
        for (auto skip = at; skip < std::min(at + 2, text_.size()); ++skip) {
            const auto found = lexicon_.longest(text_, skip, [](const Entry& entry, std::size_t) {
                return entry.kind == Kind::Label;
            });
            if (found &&
                (found->entry->where.anywhere() || found->entry->where.deliver || ends(found->end)))
                return true;
            if (!text_.is(skip, "的") && !text_.is(skip, "我") && !text_.is(skip, "my")) break;
        }
        return false;
    }

    // "一热一冰": right after a number, and before another or the end.
    bool counted_by_one(std::size_t at) const {
        if (atoms_.empty() || atoms_.back().kind != Kind::Quantity || !atoms_.back().bare)
            return false;
        return is_mark(text_, at) || language::read_number(text_, at).has_value();
    }
    static bool is_temperature(const Text& text, std::size_t at) {
        return text.is(at, "热") || text.is(at, "冰") || text.is(at, "冷") || text.is(at, "温");
    }

    bool drink_follows(std::size_t at, std::size_t reach) const {
        for (auto next = at; next < std::min(at + reach, text_.size()); ++next) {
            if (text_[next].kind == TokenKind::Mark) return false;
            const auto found = lexicon_.evidence(text_, next);
            if (found && found->entry->kind == Kind::Drink) return true;
        }
        return false;
    }

    bool stands_alone(std::size_t end) const {
        constexpr int kReach = 8;  // a yes with more around it is not a mere yes
        int steps = 0;
        for (auto i = atoms_.size(); i-- > 0;) {
            if (atoms_[i].kind == Kind::Boundary) break;
            if (!in_passing(atoms_[i].kind) || ++steps > kReach) return false;
        }
        while (!is_mark(text_, end)) {
            if (++steps > 2 * kReach) return false;
            const auto next = lexicon_.longest(
                text_, end, [](const Entry& entry, std::size_t) { return in_passing(entry.kind); });
            if (!next) return false;
            end = next->end;
        }
        return true;
    }

    // "三个人", "four people": who it is for, not how many of it.
    std::optional<Atom> people_at(std::size_t at) const {
        const auto number = language::read_number(text_, at);
        if (!number) return std::nullopt;
        const auto found = lexicon_.longest(
            text_, number->end,
            [](const Entry& entry, std::size_t) { return entry.kind == Kind::People; });
        if (!found) return std::nullopt;
        for (const std::string_view part : {"份", "套", "餐", "锅", "桶", "装"})  // 三人套餐
            if (text_.is(found->end, part)) return std::nullopt;
        Atom atom{Kind::People, at, found->end};
        atom.number = number->value;
        return atom;
    }

    std::optional<Atom> quantity_at(std::size_t at) const {
        if (auto people = people_at(at)) return people;
        const auto read = language::read_quantity(text_, at);
        // "sushi for two"
        if (read && read->bare && read->value < 20 && is_mark(text_, read->end) && at > 0 &&
            text_.is(at - 1, "for") && at > 1)
            return Atom{Kind::People, at, read->end};
        // "the brown sugar one"
        if (read && text_.is(at, "one") && read->end == at + 1 && !atoms_.empty() &&
            is_word(atoms_.back().kind) && is_mark(text_, at + 1))
            return Atom{Kind::ThisOne, at, at + 1};
        // "three four seasons teas": the second number is part of a name.
        if (read && !atoms_.empty() && atoms_.back().kind == Kind::Quantity && atoms_.back().bare &&
            read->bare && text_[at].kind == TokenKind::Word && !is_mark(text_, read->end))
            return Atom{Kind::Word, at, read->end};
        if (!read)
            if (const auto number = language::read_number(text_, at);
                number && number->value >= 1 && number->value < 1000 &&
                is_temperature(text_, number->end) &&
                (is_mark(text_, number->end + 1) ||
                 language::read_number(text_, number->end + 1))) {
                Atom atom{Kind::Quantity, at, number->end};  // 一热一冰
                atom.number = number->value;
                atom.bare = true;
                return atom;
            }
        if (!read && text_.is(at, "半") && language::read_measure(text_, at + 1))
            return Atom{Kind::Word, at, at + 2};  // 半只烤鸭
        if (!read) return implied(at);
        Atom atom{Kind::Quantity, at, read->end};
        atom.number = read->value;
        atom.measure = read->measure;
        atom.bare = read->bare;
        atom.article = read->article;
        atom.each = at > 0 && text_.is(at - 1, "各");
        if (read->size != language::Size::None)
            atom.value = read->size == language::Size::Small    ? "small"
                         : read->size == language::Size::Medium ? "medium"
                                                                : "large";
        return atom;
    }

    // "来份麻辣烫", "点杯咖啡", "换大杯": a measure word right after a verb counts one.
    std::optional<Atom> implied(std::size_t at) const {
        if (text_[at].kind != TokenKind::Han || atoms_.empty()) return std::nullopt;
        switch (atoms_.back().kind) {
            case Kind::Order:
            case Kind::Want:
            case Kind::Add:
            case Kind::Extra:
            case Kind::More:
            case Kind::Less:
            case Kind::Replace:
                break;
            case Kind::Eat:  // 喝杯茶, but not 早餐包
                if (text_[at - 1].text != "吃" && text_[at - 1].text != "喝") return std::nullopt;
                break;
            default:
                return std::nullopt;
        }
        const auto end = language::read_measure(text_, at);
        if (!end || is_mark(text_, *end)) return std::nullopt;
        Atom atom{Kind::Quantity, at, *end};
        atom.number = 1;
        atom.measure = text_[at].text;
        return atom;
    }

    std::optional<Atom> money_at(std::size_t at) const {
        const auto read = language::read_money(text_, at);
        if (!read) return std::nullopt;
        Atom atom{Kind::Money, at, read->end};
        atom.number = static_cast<double>(read->minor);
        return atom;
    }
    std::optional<Atom> fraction_at(std::size_t at) const {
        const auto read = language::read_fraction(text_, at);
        if (!read) return std::nullopt;
        // "one half sugar": one of them, with half the sugar.
        const auto option = lexicon_.longest(text_, at + 1, [](const Entry& entry, std::size_t) {
            return entry.kind == Kind::Option && entry.where.anywhere();
        });
        if (option && at + 1 < read->end && option->end > read->end &&
            text_[at].kind == TokenKind::Word)
            return std::nullopt;
        Atom atom{Kind::Fraction, at, read->end};
        atom.number = read->numerator;
        atom.denominator = std::max(1, read->denominator);
        return atom;
    }
    std::optional<Atom> ordinal_at(std::size_t at) const {
        const auto read = language::read_ordinal(text_, at);
        if (!read) return std::nullopt;
        Atom atom{Kind::Ordinal, at, read->end};
        atom.number = read->rank;
        atom.bare = read->bare;
        return atom;
    }
    std::optional<Atom> moment_at(std::size_t at) const {
        const auto read = language::read_moment(text_, at);
        if (!read) return std::nullopt;
        Atom atom{Kind::When, at, read->end};
        atom.moment = *read;
        return atom;
    }
};

}  // namespace

Atoms recognise(const Text& text, const KnownNames& names) {
    return Recogniser(text, names).run();
}

}  // namespace errand::brain::embedded
