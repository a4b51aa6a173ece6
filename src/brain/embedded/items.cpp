#include "brain/embedded/items.hpp"

#include <algorithm>
#include <optional>

namespace errand::brain::embedded {
namespace {

bool is_break(Kind kind) {
    return kind == Kind::Boundary || kind == Kind::Conj;
}

// Puts one option in; a later one of the same key wins, extras add up.
void put(std::vector<OptionWish>& options, const OptionWish& option) {
    if (!option.key.empty() && option.key != "extra")
        std::erase_if(options, [&](const auto& other) { return other.key == option.key; });
    if (std::ranges::find(options, option) == options.end()) options.push_back(option);
}

struct Piece {
    ItemWish wish;
    std::optional<std::size_t> head;  // a part of that piece
    bool rest = false;
    int clause = 0;  // in which it was named
};

class ItemReader {
  public:
    ItemReader(AtomSpan atoms, int known_quantity) : atoms_(atoms), known_(known_quantity) {}

    ItemReading run() {
        for (at_ = 0; at_ < atoms_.size(); ++at_) step(atoms_[at_]);
        flush_pending();
        return finish();
    }

  private:
    AtomSpan atoms_;
    int known_;
    std::size_t at_ = 0;
    std::vector<Piece> pieces_;
    std::optional<std::size_t> current_;  // what the next option belongs to
    std::optional<std::size_t> head_;     // what the next split is a part of
    std::optional<int> quantity_;         // waits for its name
    std::vector<OptionWish> options_;     // the same
    int clause_ = 0;
    bool every_ = false;
    bool part_ = false;
    std::string pending_measure_;  // of the quantity that waits
    std::string portion_measure_;  // of the name said last
    bool again_ = false;           // 再来: one more of the same, where no name follows
    bool splits_known_ = false;

    void step(const Atom& atom) {
        switch (atom.kind) {
            case Kind::Boundary:
                flush_pending();
                every_ = part_ = again_ = false;
                ++clause_;
                break;
            case Kind::Conj:
                flush_pending();
                break;
            case Kind::Part:
                part_ = true;
                break;
            case Kind::Add:
                again_ = atom.key == "again" && head_.has_value();
                break;
            case Kind::Every:
                if (const auto* option = before(at_); option != nullptr && !options_follow(at_) &&
                                                      option->kind == Kind::Option && any_named()) {
                    give_all({option->measure, option->key, option->value});
                    break;
                }
                every_ = true;
                // "half sugar for both"
                if (current_ && pieces_[*current_].wish.name.empty() &&
                    !pieces_[*current_].wish.quantity)
                    pieces_[*current_].wish.every = true;
                break;
            case Kind::Quantity:
                quantity(atom);
                break;
            case Kind::Delta:
                delta(atom);
                break;
            case Kind::Fraction:
                fraction(atom);
                break;
            case Kind::Rest:
                split(0, true);
                break;
            case Kind::Option:
                option(atom);
                break;
            case Kind::Ordinal:
                ordinal(atom);
                break;
            case Kind::Name:
                name(atom);
                break;
            case Kind::Without:
                without(atom);
                break;
            default:
                break;
        }
    }

    // A name comes before the next break and before another quantity.
    bool name_follows(std::size_t at) const {
        for (++at; at < atoms_.size(); ++at) {
            const auto kind = atoms_[at].kind;
            if (kind == Kind::Name) return true;
            if (is_break(kind) || kind == Kind::Quantity || kind == Kind::Fraction ||
                kind == Kind::Rest || kind == Kind::Address || kind == Kind::Budget ||
                kind == Kind::Part)
                return false;
        }
        return false;
    }
    bool options_follow(std::size_t at) const {
        for (++at; at < atoms_.size(); ++at) {
            const auto kind = atoms_[at].kind;
            if (kind == Kind::Option) return true;
            if (kind == Kind::Part) continue;
            if (kind != Kind::Filler && kind != Kind::Every && kind != Kind::Want &&
                kind != Kind::Replace)
                return false;
        }
        return false;
    }
    bool without_follows(std::size_t at) const {
        return at + 1 < atoms_.size() && atoms_[at + 1].kind == Kind::Without;
    }
    bool part_follows(std::size_t at) const {
        for (++at; at < atoms_.size() && atoms_[at].kind == Kind::Filler; ++at) {
        }
        return at < atoms_.size() && atoms_[at].kind == Kind::Part;
    }
    // "拿铁一杯三明治一份": in this clause quantities come after their names.
    bool after_name(std::size_t at) const {
        if (!current_ || pieces_[*current_].wish.quantity) return false;
        auto before = at;
        while (before > 0 &&
               (atoms_[before - 1].kind == Kind::Filler || atoms_[before - 1].kind == Kind::Want ||
                atoms_[before - 1].kind == Kind::Option || atoms_[before - 1].kind == Kind::Order))
            --before;
        if (before == 0 || atoms_[before - 1].kind != Kind::Name) return false;
        for (auto next = at + 1; next < atoms_.size() && !is_break(atoms_[next].kind); ++next)
            if (atoms_[next].kind == Kind::Name) {
                auto behind = next + 1;
                while (behind < atoms_.size() && atoms_[behind].kind == Kind::Option) ++behind;
                return behind < atoms_.size() && atoms_[behind].kind == Kind::Quantity &&
                       !name_follows(behind);
            }
        return true;
    }

    void quantity(const Atom& atom) {
        again_ = false;
        const auto count = static_cast<int>(atom.number);
        if (atom.article && atom.measure.empty() && !name_follows(at_)) return;  // "a faster shop"
        const bool sized = !atom.value.empty();
        if (atom.each && !name_follows(at_)) {  // 各一份
            for (auto& piece : pieces_)
                if (!piece.wish.quantity) piece.wish.quantity = count;
            return;
        }
        if (counts_pieces(atom)) {  // "两份鸡翅,十二只的", "2 orders of 12 piece wings"
            const OptionWish pieces{std::to_string(count) + atom.measure, "", ""};
            put(quantity_ ? options_ : pieces_[*current_].wish.options, pieces);
            return;
        }
        if (after_name(at_)) {
            pieces_[*current_].wish.quantity = count;
            if (sized) size(atom, pieces_[*current_].wish.options);
            return;
        }
        if (name_follows(at_) && !part_ && !part_follows(at_)) {
            flush_pending();
            quantity_ = count;
            pending_measure_ = atom.measure;
            current_.reset();
            if (sized) size(atom, options_);
            return;
        }
        if (current_ && pieces_[*current_].rest && pieces_[*current_].wish.options.empty()) {
            pieces_[*current_].rest = false;  // "剩下十杯热的"
            pieces_[*current_].wish.quantity = count;
            return;
        }
        const bool options = options_follow(at_) || sized || without_follows(at_);
        const bool part = part_ || part_follows(at_);
        const auto whole = whole_quantity();
        if (whole > count && (part || options) && !otherwise(atom)) {
            split(count, false);
        } else if (head_ && options && pieces_[*head_].wish.quantity) {
            sibling(count);
        } else if (current_ && !pieces_[*current_].head &&
                   (!pieces_[*current_].wish.quantity || !options)) {
            pieces_[*current_].wish.quantity = count;
        } else {
            start({}, count);
        }
        if (sized && current_) size(atom, pieces_[*current_].wish.options);
    }
    static std::string last_character(std::string_view words) {
        if (const std::string_view of = "的"; words.ends_with(of)) words.remove_suffix(of.size());
        const auto text = language::read_text(words);
        return text.size() == 0 ? std::string() : text[text.size() - 1].text;
    }
    // "两杯大杯的一杯中杯的": said to be otherwise than those before, so these are no part of them.
    bool otherwise(const Atom& quantity) const {
        if (!head_ || part_ || part_follows(at_)) return false;
        auto key = quantity.value.empty() ? std::string() : std::string("size");
        std::string words;
        for (auto at = at_ + 1; key.empty() && at < atoms_.size(); ++at) {
            if (atoms_[at].kind == Kind::Option) key = atoms_[at].key, words = atoms_[at].measure;
            if (atoms_[at].kind != Kind::Filler && atoms_[at].kind != Kind::Every) break;
        }
        if (key.empty() && !words.empty())  // 大煲, 小煲
            return std::ranges::any_of(pieces_[*head_].wish.options, [&](const OptionWish& option) {
                return option.key.empty() && option.text != words &&
                       last_character(option.text) == last_character(words);
            });
        return !key.empty() &&
               std::ranges::any_of(pieces_[*head_].wish.options,
                                   [&](const OptionWish& option) { return option.key == key; });
    }
    // Pieces of what is counted in portions already.
    bool counts_pieces(const Atom& atom) const {
        static constexpr std::string_view kPieces[] = {"只", "粒",    "颗",     "枚", "片",
                                                       "串", "piece", "pieces", "pc", "pcs"};
        static constexpr std::string_view kPortions[] = {
            "份", "盘", "盒", "order", "orders", "portion", "portions", "box", "boxes"};
        if (std::ranges::find(kPieces, atom.measure) == std::end(kPieces)) return false;
        const auto& before = quantity_ ? pending_measure_ : portion_measure_;
        if (std::ranges::find(kPortions, before) == std::end(kPortions)) return false;
        return quantity_ || (current_ && !name_follows(at_));
    }
    static void size(const Atom& atom, std::vector<OptionWish>& options) {
        put(options, {atom.value, "size", atom.value});
    }
    // "another latte", "多两杯": in a list of wishes it counts like a quantity.
    void delta(const Atom& atom) {
        if (atom.number <= 0) return;
        if (name_follows(at_)) {
            flush_pending();
            quantity_ = static_cast<int>(atom.number);
            current_.reset();
        } else if (head_ && options_follow(at_)) {  // "a latte, and another with oat milk"
            sibling(static_cast<int>(atom.number));
        }
    }

    int whole_quantity() const {
        if (head_) return pieces_[*head_].wish.quantity.value_or(0);
        return pieces_.empty() ? known_ : 0;
    }
    void fraction(const Atom& atom) {
        const auto whole = whole_quantity();
        const auto count = static_cast<int>(whole * atom.number / atom.denominator);
        if (count > 0) {
            split(count, false);
        } else {
            start({}, std::nullopt);
        }
    }
    void split(int count, bool rest) {
        flush_pending();
        if (!head_ && (known_ == 0 || !pieces_.empty()) && pieces_.empty() && rest) {
            start({}, std::nullopt);
            return;
        }
        if (!head_ && known_ > 0) {
            splits_known_ = true;
            start({}, known_);
        }
        if (!head_) return;
        Piece piece;
        piece.head = head_;
        piece.rest = rest;
        piece.wish.name = pieces_[*head_].wish.name;
        if (!rest) piece.wish.quantity = count;
        pieces_.push_back(std::move(piece));
        current_ = pieces_.size() - 1;
        part_ = false;
    }
    // "五杯热的,五杯冰的" after a name: as many again, of the same.
    void sibling(int count) {
        Piece piece;
        piece.wish.name = pieces_[*head_].wish.name;
        piece.wish.quantity = count;
        pieces_.push_back(std::move(piece));
        current_ = pieces_.size() - 1;
        head_ = current_;
    }

    void option(const Atom& atom) {
        const OptionWish option{atom.measure, atom.key, atom.value};
        if (again_ && !quantity_ && !name_follows(at_)) {  // "再来半斤不辣的"
            if (!pieces_[*head_].wish.quantity) pieces_[*head_].wish.quantity = 1;
            sibling(1);
        }
        again_ = false;
        if (every_) {
            const bool apart = !pieces_.empty() && said_apart(pieces_.back());
            if (pieces_.empty() || apart) {
                start({}, std::nullopt);
                pieces_.back().wish.every = true;
                put(pieces_.back().wish.options, option);
                return;
            }
            const bool any_named = std::ranges::any_of(
                pieces_, [](const Piece& piece) { return !piece.wish.name.empty(); });
            for (auto& piece : pieces_)
                if (!any_named == piece.wish.name.empty()) put(piece.wish.options, option);
            return;
        }
        if (quantity_ || (name_follows(at_) && !current_in_clause())) {
            put(options_, option);
        } else if (current_ && !said_apart(pieces_[*current_])) {
            put(pieces_[*current_].wish.options, option);
        } else {
            start({}, std::nullopt);
            put(pieces_.back().wish.options, option);
        }
    }
    bool any_named() const {
        return std::ranges::any_of(pieces_,
                                   [](const Piece& piece) { return !piece.wish.name.empty(); });
    }
    // "oat milk in both": said of the last one so far.
    void give_all(const OptionWish& option) {
        for (auto& piece : pieces_)
            if (!piece.wish.name.empty()) put(piece.wish.options, option);
    }
    // "两杯,半糖": a number of its own, and then how all of them shall be.
    bool said_apart(const Piece& piece) const {
        return piece.wish.name.empty() && piece.wish.quantity && !piece.head &&
               piece.wish.options.empty() && piece.clause != clause_;
    }
    // The current item was named since the last break.
    bool current_in_clause() const {
        if (!current_) return false;
        for (auto i = at_; i-- > 0;) {
            if (is_break(atoms_[i].kind)) return false;
            if (atoms_[i].kind == Kind::Name || atoms_[i].kind == Kind::Quantity) return true;
        }
        return false;
    }
    // "要两个煎饼,一个不要葱": only a part goes without; elsewhere the whole order does
    // (slots.avoid).
    void without(const Atom& atom) {
        if (!current_ || !pieces_[*current_].head) return;
        put(pieces_[*current_].wish.options, {atom.measure, "", ""});
    }
    void ordinal(const Atom& atom) {
        flush_pending();
        start({}, std::nullopt);
        pieces_.back().wish.position = static_cast<int>(atom.number);
    }

    const Atom* before(std::size_t at) const {
        while (at > 0 && atoms_[at - 1].kind == Kind::Filler) --at;
        return at > 0 ? &atoms_[at - 1] : nullptr;
    }
    // A name that says how a part of an item shall be ("half of them decaf"), or what is added to
    // it ("…, add guacamole"), rather than a further item.
    bool describes(const Atom& atom) {
        if (quantity_ || !current_) return false;
        const auto* previous = before(at_);
        if (previous == nullptr) return false;
        auto& piece = pieces_[*current_];
        if (piece.head && (previous->kind == Kind::Fraction || previous->kind == Kind::Rest ||
                           previous->kind == Kind::Part)) {
            put(piece.wish.options, {atom.value});
            return true;
        }
        if (previous->kind != Kind::Add || piece.wish.name.empty()) return false;
        put(piece.wish.options, {atom.value, "extra", atom.value});
        return true;
    }

    void name(const Atom& atom) {
        again_ = false;
        if (describes(atom)) return;
        auto options = std::move(options_);
        options_.clear();
        const auto quantity = quantity_;
        quantity_.reset();
        start(atom.value, quantity);
        portion_measure_ = quantity ? pending_measure_ : std::string();
        pieces_.back().wish.options = std::move(options);
    }
    void start(std::string name, std::optional<int> quantity) {
        Piece piece;
        piece.clause = clause_;
        piece.wish.name = std::move(name);
        piece.wish.quantity = quantity;
        pieces_.push_back(std::move(piece));
        current_ = head_ = pieces_.size() - 1;
    }
    // A quantity or options whose name never came.
    void flush_pending() {
        if (!quantity_ && options_.empty()) return;
        auto options = std::move(options_);
        options_.clear();
        const auto quantity = quantity_;
        quantity_.reset();
        if (!quantity && current_) {
            for (const auto& option : options) put(pieces_[*current_].wish.options, option);
            return;
        }
        start({}, quantity);
        pieces_.back().wish.options = std::move(options);
    }

    ItemReading finish() {
        ItemReading reading;
        reading.splits_known = splits_known_;
        for (auto& piece : pieces_) settle(piece);
        for (auto& piece : pieces_) warm_drinks(piece.wish);
        for (auto& piece : pieces_) {
            const bool emptied = piece.wish.quantity && *piece.wish.quantity <= 0;
            if (!emptied) reading.items.push_back(std::move(piece.wish));
        }
        return reading;
    }
    // "extra hot" of a drink is its temperature.
    static void warm_drinks(ItemWish& wish) {
        const auto hot = std::ranges::find_if(wish.options, [](const OptionWish& option) {
            return option.key == "spice" && option.text.ends_with(" hot");
        });
        if (hot == wish.options.end()) return;
        const auto name = language::read_text(wish.name);
        for (std::size_t at = 0; at < name.size(); ++at) {
            const auto found = Lexicon::get().evidence(name, at);
            if (found && found->entry->kind == Kind::Drink) {
                hot->key = "temperature";
                return;
            }
        }
    }
    // A part takes its pieces from the head, and the head's options unless it has its own.
    void settle(Piece& piece) {
        if (!piece.head) return;
        auto& head = pieces_[*piece.head].wish;
        const auto own = std::move(piece.wish.options);
        piece.wish.options = head.options;
        for (const auto& option : own) put(piece.wish.options, option);
        const auto left = head.quantity.value_or(0);
        if (piece.rest) piece.wish.quantity = left;
        piece.wish.quantity = std::min(piece.wish.quantity.value_or(left), left);
        head.quantity = left - *piece.wish.quantity;
    }
};

}  // namespace

ItemReading read_items(AtomSpan atoms, int known_quantity) {
    return ItemReader(atoms, known_quantity).run();
}

}  // namespace errand::brain::embedded
