// Edits of a draft: see reading.hpp.
#include <algorithm>
#include <optional>

#include "brain/embedded/denial.hpp"
#include "brain/embedded/draft_items.hpp"
#include "brain/embedded/reading.hpp"

namespace errand::brain::embedded {
namespace {

class EditReader {
  public:
    EditReader(const Sentence& sentence, const ErrandSeen* errand)
        : sentence_(sentence), errand_(errand) {}

    std::vector<Edit> run(AtomSpan atoms) {
        const auto wanted = without_denied(sentence_.text, atoms);
        auto clauses = clauses_of(wanted);
        // A question changes nothing, and neither does what shall not be done. "Is there anything
        // cheaper" asks for it.
        std::erase_if(clauses, [&](AtomSpan clause) {
            const bool looks = has(clause, Kind::Preference) || has(clause, Kind::MoreOffers) ||
                               has(clause, Kind::OtherShop) || has(clause, Kind::Budget);
            return (!looks && is_question(sentence_.text, clause)) ||
                   denies_change(sentence_.text, clause);
        });
        for (std::size_t at = 0; at < clauses.size(); ++at) {
            if (!is_plain(clauses[at])) {
                read(clauses[at]);
                continue;
            }
            // "十杯要热的,其余冰的": plain clauses are read as one.
            const auto* begin = clauses[at].data();
            while (at + 1 < clauses.size() && is_plain(clauses[at + 1]) &&
                   next_to(clauses[at], clauses[at + 1]))
                ++at;
            const auto* end = clauses[at].data() + clauses[at].size();
            plain({begin, static_cast<std::size_t>(end - begin)});
        }
        const auto repeated = std::ranges::unique(edits_);
        edits_.erase(repeated.begin(), repeated.end());
        return std::move(edits_);
    }

  private:
    const Sentence& sentence_;
    const ErrandSeen* errand_;
    std::vector<Edit> edits_;
    ItemWish last_;  // what was spoken of last, for "it"

    const DraftItem* in_draft(const std::string& name) const { return draft_item(errand_, name); }

    // How many there are of what a split may be about.
    int known_quantity() const {
        return errand_ != nullptr && errand_->draft.size() == 1 ? errand_->draft[0].quantity : 0;
    }

    // The largest quantity of one item.
    int most() const {
        int quantity = 0;
        if (errand_ != nullptr)
            for (const auto& item : errand_->draft) quantity = std::max(quantity, item.quantity);
        return quantity;
    }

    Edit& push(Operation operation, ItemWish item = {}) {
        edits_.push_back({operation, std::move(item)});
        return edits_.back();
    }

    static bool next_to(AtomSpan left, AtomSpan right) {
        return left.data() + left.size() + 1 >= right.data();
    }
    static bool is_plain(AtomSpan clause) {
        return std::ranges::none_of(clause, [](const Atom& atom) {
            switch (atom.kind) {
                case Kind::OtherShop:
                case Kind::MoreOffers:
                case Kind::Replace:
                case Kind::Remove:
                case Kind::Cancel:
                case Kind::Delta:
                case Kind::Add:
                    return true;
                default:
                    return false;
            }
        });
    }

    static std::optional<std::size_t> find(AtomSpan clause, Kind kind) {
        for (std::size_t at = 0; at < clause.size(); ++at)
            if (clause[at].kind == kind) return at;
        return std::nullopt;
    }

    void read(AtomSpan clause) {
        if (has(clause, Kind::OtherShop)) {
            push(Operation::OtherShop);
            common(clause, false);
            return;
        }
        if (has(clause, Kind::MoreOffers)) {
            push(Operation::MoreOffers);
            common(clause, false);
            return;
        }
        if (const auto verb = find(clause, Kind::Replace)) return replace(clause, *verb);
        for (const auto kind : {Kind::Remove, Kind::Cancel})
            if (const auto verb = find(clause, kind)) return remove(clause, *verb);
        if (const auto verb = find(clause, Kind::Delta)) return change(clause, *verb);
        if (const auto verb = find(clause, Kind::Add)) return add(clause, *verb);
    }

    // Address, shop, budget, time, preference, note: the same in every clause.
    void common(AtomSpan clause, bool with_shop = true) {
        for (const auto& atom : clause) {
            switch (atom.kind) {
                case Kind::Address:
                    // "I'm at the office now": where a paid order goes is changed by saying so.
                    if (errand_ != nullptr && errand_->ordered && atom.key != "said") break;
                    push(Operation::SetAddress).text = atom.value;
                    break;
                case Kind::Budget:
                    push(Operation::SetBudget).budget = budget_of(atom);
                    break;
                case Kind::NoLimit:
                    push(Operation::SetBudget);
                    break;
                case Kind::When:
                    push(Operation::SetTime).text = when_of(sentence_, atom);
                    break;
                case Kind::Shop:
                    if (with_shop) push(Operation::SetShop).text = atom.value;
                    break;
                case Kind::Preference:
                    push(Operation::SetPreference).text = atom.key;
                    break;
                case Kind::Note:
                    push(Operation::SetNote).text = atom.value;
                    break;
                case Kind::Without:
                    without(atom);
                    break;
                default:
                    break;
            }
        }
    }
    // "不要可乐" takes the cola out of the order; "不要香菜" is a note for the kitchen.
    void without(const Atom& atom) {
        if (is_unwanted(errand_, atom.value)) {
            ItemWish item;
            item.name = atom.value;
            push(Operation::RemoveItems, std::move(item));
            return;
        }
        if (atom.article) return;  // "don't add a cola": a dish, and no ingredient
        const bool chinese = sentence_.language == "zh";
        push(Operation::SetNote).text = (chinese ? "不要" : "no ") + atom.value;
    }

    ItemWish named_in(AtomSpan atoms) const {
        ItemWish wish;
        for (const auto& atom : atoms) {
            if (atom.kind == Kind::Name) wish.name = atom.value;
            if (atom.kind == Kind::Ordinal) wish.position = static_cast<int>(atom.number);
            if (atom.kind == Kind::Every) wish.every = true;
        }
        // 奶茶的糖 is the 奶茶.
        for (const std::string_view aspect : {"的糖", "的冰", "的辣度", "的甜度", "的温度"})
            if (wish.name.ends_with(aspect)) wish.name.resize(wish.name.size() - aspect.size());
        return wish;
    }

    // Which atom separates what is replaced from what replaces it.
    std::optional<std::size_t> separator(AtomSpan after) const {
        for (std::size_t at = 0; at < after.size(); ++at)
            if (after[at].key == "to" && after[at].kind == Kind::Replace) return at;
        for (std::size_t at = 0; at < after.size(); ++at)
            if (after[at].kind == Kind::With || after[at].kind == Kind::Replace) return at;
        for (std::size_t at = 0; at < after.size(); ++at)
            if (sentence_.text.is(after[at].begin, "for") ||
                sentence_.text.is(after[at].begin, "into"))
                return at;
        return std::nullopt;
    }

    // 把X换成Y; "change X to Y"; "make it Y"; "make the X Y".
    void replace(AtomSpan clause, std::size_t verb) {
        const auto before = clause.subspan(0, verb);
        auto after = clause.subspan(verb + 1);
        auto target = named_in(before);
        for (const auto& atom : before)  // "冰的改成五杯": which of them
            if (atom.kind == Kind::Option && !atom.key.empty())
                target.options.push_back({atom.measure, atom.key, atom.value});
        if (clause[verb].key == "instead") {  // "a sprite instead of the cola"
            target = named_in(after);
            return target.name.empty() ? plain(before) : become(target, before);
        }
        for (const auto& atom : before)
            if (atom.kind == Kind::Address) push(Operation::SetAddress).text = atom.value;
        const auto opening = sentence_.said(clause.subspan(verb, 1));
        AtomSpan counted;
        if (const auto cut = separator(after)) {
            counted = after.subspan(0, *cut);
            const auto named = named_in(after.subspan(0, *cut));
            if (!named.name.empty() || named.position) target = named;
            after = after.subspan(*cut + 1);
        } else if (opening.ends_with(" the") || opening.ends_with(" my")) {
            return adjust(after);
        }
        if (target.name.empty() && !target.position && has(before, Kind::Every))
            target.every = true;
        if (target.name.empty() && !edits_.empty() && !target.position && !target.every &&
            edits_.back().operation == Operation::RemoveItems && has(after, Kind::Name)) {
            target = edits_.back().item;  // "把可乐去掉换成雪碧"
            edits_.pop_back();
        }
        become(target, after, has(before, Kind::Quantity) ? before : counted);
    }
    // How many of several are meant: "两杯换成美式" of three; 0: all.
    int part_before(AtomSpan atoms) const {
        for (const auto& atom : atoms)
            if (atom.kind == Kind::Quantity && atom.number < most())
                return static_cast<int>(atom.number);
        return 0;
    }
    // Some of an item become another.
    void exchange(const ItemWish& target, int part, ItemWish wish) {
        push(Operation::ChangeQuantity, target).delta = -part;
        if (!wish.quantity) wish.quantity = part;
        push(Operation::AddItems, std::move(wish));
    }

    // The target takes the new values.
    void become(const ItemWish& target, AtomSpan after, AtomSpan before_verb = {}) {
        const auto count = edits_.size();
        common(after);
        const bool more =
            has(after, Kind::Name) || has(after, Kind::Option) || has(after, Kind::Quantity);
        if (edits_.size() > count && !more) return;
        auto reading = read_items(after, known_quantity());
        const auto part = part_before(before_verb);
        for (auto& wish : reading.items) {
            if (reading.splits_known && wish.options.empty()) continue;
            if (part > 0 && !wish.name.empty()) {
                exchange(target, part, std::move(wish));
                continue;
            }
            const auto* same = in_draft(wish.name);
            const bool other = !wish.name.empty() && same == nullptr;
            if (other) {
                auto& edit = push(Operation::ReplaceItem, target);
                last_ = wish;
                edit.with = std::move(wish);
                continue;
            }
            auto item = target;
            if (item.name.empty()) item.name = wish.name;
            if (wish.quantity && wish.options.empty() && !target.options.empty()) {
                item.quantity = wish.quantity;
                push(Operation::SetQuantity, std::move(item));
                continue;
            }
            item.every = item.every || wish.every;
            item.options = wish.options;
            set(std::move(item), wish.quantity, reading.splits_known);
        }
    }

    // "make the coffee iced", "change the rice to two": the item is named after the verb.
    void adjust(AtomSpan after) {
        common(after);
        for (auto& wish : read_items(after, known_quantity()).items) {
            const auto quantity = wish.quantity;
            set(std::move(wish), quantity, false);
        }
    }

    // Quantity and options of an item that is there.
    void set(ItemWish item, std::optional<int> quantity, bool part) {
        last_ = item;
        last_.options.clear();
        if (!item.options.empty()) {
            // "两杯要热的" of three: only two of them.
            item.quantity.reset();
            const auto* there = in_draft(item.name);
            const auto whole = there != nullptr ? there->quantity : most();
            if (part || (quantity && *quantity < whole)) item.quantity = quantity;
            const bool as_it_is = item.quantity.has_value() || quantity == whole;
            push(Operation::SetOptions, item);
            if (as_it_is || !quantity) return;
        }
        if (!quantity) return;
        item.options.clear();
        item.quantity = quantity;
        push(Operation::SetQuantity, std::move(item));
    }

    // 把可乐去掉, "drop the fries", 薯条不要了, "remove one latte".
    void remove(AtomSpan clause, std::size_t verb) {
        auto objects = clause.subspan(verb + 1);
        const bool choice = std::ranges::any_of(objects, [](const Atom& atom) {
            return atom.kind == Kind::Option && (atom.key.empty() || atom.key == "extra");
        });
        if (!choice && !has(objects, Kind::Name) && !has(objects, Kind::Ordinal))
            objects = clause.subspan(0, verb);
        if (has(objects, Kind::Every) && has(objects, Kind::Name)) return remove_but(objects);
        bool any = false;
        for (auto& wish : read_items(objects, 0).items) {
            any = true;
            // "去掉珍珠": a choice of what is ordered, by its words.
            if (wish.name.empty() && !wish.options.empty() && wish.options.front().key.empty())
                wish.name = wish.options.front().text;
            const auto* there = in_draft(wish.name);
            if (wish.quantity && (there == nullptr || there->quantity > *wish.quantity)) {
                const auto delta = -*wish.quantity;
                wish.quantity.reset();
                push(Operation::ChangeQuantity, std::move(wish)).delta = delta;
            } else {
                wish.quantity.reset();
                push(Operation::RemoveItems, std::move(wish));
            }
        }
        if (any) return;
        if (has(clause, Kind::NoLimit) || has(clause, Kind::Without)) return common(clause);
        push(Operation::RemoveItems, last_);
    }

    // "remove everything but the milk tea"
    void remove_but(AtomSpan objects) {
        if (errand_ == nullptr) return;
        const auto kept = in_draft(named_in(objects).name);
        if (kept == nullptr) return;
        for (const auto& item : errand_->draft) {
            if (&item == kept) continue;
            ItemWish wish;
            wish.name = item.name.substr(0, item.name.find(" | "));
            push(Operation::RemoveItems, std::move(wish));
        }
    }

    // 少一杯, "two more", 多加一份奶茶, "another latte".
    void change(AtomSpan clause, std::size_t verb) {
        common(clause);
        const auto delta = static_cast<int>(clause[verb].number);
        auto wishes = read_items(clause, 0).items;
        ItemWish wish = named_in(clause);
        for (auto& other : wishes)
            if (!other.name.empty()) wish = other;
        const bool there = wish.name.empty() || in_draft(wish.name) != nullptr ||
                           errand_ == nullptr || errand_->draft.empty();
        if (delta > 0 && (!there || (!wish.options.empty() && !wish.name.empty()))) {
            wish.quantity = delta;
            push(Operation::AddItems, std::move(wish));
            return;
        }
        if (wish.name.empty()) wish.name = last_.name;
        wish.quantity.reset();
        wish.options.clear();
        push(Operation::ChangeQuantity, std::move(wish)).delta = delta;
    }

    // "I want an americano instead"
    bool instead(AtomSpan clause) const {
        return std::ranges::any_of(clause, [&](const Atom& atom) {
            return atom.kind == Kind::Filler && sentence_.text.is(atom.begin, "instead");
        });
    }

    // "add pearls to the milk tea"
    bool add_onto(AtomSpan clause, std::size_t verb) {
        for (auto at = verb + 1; at < clause.size(); ++at) {
            if (clause[at].key != "onto") continue;
            auto target = named_in(clause.subspan(at));
            if (target.name.empty()) return false;
            for (const auto& atom : clause.subspan(verb + 1, at - verb - 1)) {
                if (atom.kind == Kind::Name)
                    target.options.push_back({atom.value, "extra", atom.value});
                if (atom.kind == Kind::Option)
                    target.options.push_back({atom.measure, atom.key, atom.value});
            }
            push(Operation::SetOptions, std::move(target));
            return true;
        }
        return false;
    }

    // 再加一份薯条, "add a cola", 奶茶再来一杯.
    void add(AtomSpan clause, std::size_t verb) {
        common(clause);
        if (add_onto(clause, verb)) return;
        const auto target = named_in(clause.subspan(0, verb));
        for (auto& wish : read_items(clause.subspan(verb + 1), 0).items) {
            if (!wish.name.empty()) {
                last_ = wish;
                push(Operation::AddItems, std::move(wish));
            } else if (wish.quantity) {
                auto item = target;
                if (item.name.empty()) item.name = last_.name;
                const bool fresh = !target.name.empty() && errand_ != nullptr &&
                                   !errand_->draft.empty() && in_draft(target.name) == nullptr;
                if (fresh) {  // "牛肉肠粉也加一份", and it is not there
                    wish.name = target.name;
                    push(Operation::AddItems, std::move(wish));
                    continue;
                }
                const auto delta = *wish.quantity;
                push(Operation::ChangeQuantity, std::move(item)).delta = delta;
            } else if (!wish.options.empty()) {
                wish.name = target.name;
                wish.every = wish.every || target.every;
                push(Operation::SetOptions, std::move(wish));
            }
        }
    }

    // The item that the latest edit brings in, or null.
    static ItemWish* made_by(Edit& edit) {
        if (edit.operation == Operation::AddItems) return &edit.item;
        return edit.operation == Operation::ReplaceItem && edit.with ? &*edit.with : nullptr;
    }

    // Words that are neither counted, asked for, known, nor food: said in passing.
    bool is_stray(AtomSpan clause, const ItemWish& wish) const {
        if (wish.name.empty() || wish.quantity || !wish.options.empty() || in_draft(wish.name))
            return false;
        return !asks(clause) && !is_food(wish.name, sentence_.scene);
    }

    // How many of one name are wished in several parts ("两杯奶茶,一杯要热的"); 0: in one part.
    static int shared(const std::vector<ItemWish>& items, const ItemWish& wish) {
        int parts = 0, whole = 0;
        for (const auto& other : items)
            if (!wish.name.empty() && other.name == wish.name)
                ++parts, whole += other.quantity.value_or(0);
        return parts > 1 ? whole : 0;
    }
    void part_of(int whole, ItemWish wish) {
        const auto* there = in_draft(wish.name);
        const bool first = edits_.empty() || edits_.back().item.name != wish.name;
        if (first && (there == nullptr || there->quantity != whole)) {
            ItemWish all;
            all.name = wish.name;
            all.quantity = whole;
            push(there == nullptr ? Operation::AddItems : Operation::SetQuantity, std::move(all));
        }
        if (!wish.options.empty()) push(Operation::SetOptions, std::move(wish));
    }

    // No verb: what is there takes these values; what is not there is added.
    void plain(AtomSpan clause) {
        const auto before = edits_.size();
        common(clause);
        auto reading = read_items(clause, known_quantity());
        for (auto& wish : reading.items) {
            // "换成美式,大杯": said of what was just named.
            auto* made = before > 0 ? made_by(edits_[before - 1]) : nullptr;
            if (made != nullptr && wish.name.empty() && !wish.position && !wish.every) {
                if (wish.quantity) made->quantity = wish.quantity;
                made->options.insert(made->options.end(), wish.options.begin(), wish.options.end());
                continue;
            }
            // What is left over of a split stays as it was.
            if (reading.splits_known && wish.options.empty()) continue;
            if (const auto whole = shared(reading.items, wish); whole > 0) {
                part_of(whole, std::move(wish));
                continue;
            }
            if (is_stray(clause, wish)) continue;
            const bool fresh = !wish.name.empty() && errand_ != nullptr &&
                               !errand_->draft.empty() && in_draft(wish.name) == nullptr;
            if (fresh && instead(clause) && errand_->draft.size() == 1) {
                push(Operation::ReplaceItem).with = std::move(wish);
            } else if (fresh) {
                last_ = wish;
                push(Operation::AddItems, std::move(wish));
            } else {
                const auto quantity = wish.quantity;
                set(std::move(wish), quantity, reading.splits_known);
            }
        }
    }
};

}  // namespace

std::vector<Edit> read_edits(const Sentence& sentence, AtomSpan atoms, const ErrandSeen* errand) {
    return EditReader(sentence, errand).run(atoms);
}

}  // namespace errand::brain::embedded
