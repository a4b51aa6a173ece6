#include "brain/embedded/amend.hpp"

#include <algorithm>

namespace errand::brain::embedded {
namespace {

constexpr double kNamed = 0.6;

bool names(const ItemWish& said, const ItemWish& item) {
    return !said.name.empty() && mention(said.name, item.name) > kNamed;
}

// The items that are meant: by name, by place, all, or the last one.
std::vector<ItemWish*> meant(std::vector<ItemWish>& items, const ItemWish& said) {
    std::vector<ItemWish*> found;
    if (items.empty()) return found;
    for (auto& item : items)
        if (said.every || names(said, item)) found.push_back(&item);
    if (!found.empty() || !said.name.empty()) return found;
    const auto count = static_cast<int>(items.size());
    const int at = !said.position       ? count - 1
                   : *said.position < 0 ? count + *said.position
                                        : *said.position - 1;
    if (at >= 0 && at < count) found.push_back(&items[static_cast<std::size_t>(at)]);
    return found;
}

void put(ItemWish& item, const OptionWish& option) {
    if (!option.key.empty() && option.key != "extra")
        std::erase_if(item.options, [&](const auto& one) { return one.key == option.key; });
    if (std::ranges::find(item.options, option) == item.options.end())
        item.options.push_back(option);
}

void become(ItemWish& item, const ItemWish& with) {
    const auto quantity = with.quantity ? with.quantity : item.quantity;
    if (with.name.empty()) {
        for (const auto& option : with.options) put(item, option);
    } else {
        item = with;
    }
    item.quantity = quantity;
}

// The last of the items that no edit names: the one that a new item takes the place of.
ItemWish* unnamed(std::vector<ItemWish>& items, const std::vector<Edit>& edits) {
    for (auto at = items.size(); at-- > 0;)
        if (std::ranges::none_of(edits,
                                 [&](const Edit& edit) { return names(edit.item, items[at]); }))
            return &items[at];
    return nullptr;
}

// Of an item that is there. True where the edit was one.
bool change_items(std::vector<ItemWish>& items, const Edit& edit) {
    const auto which = meant(items, edit.item);
    switch (edit.operation) {
        case Operation::SetQuantity:
            for (auto* item : which) item->quantity = edit.item.quantity;
            return true;
        case Operation::ChangeQuantity:
            for (auto* item : which)
                item->quantity = std::max(1, item->quantity.value_or(1) + edit.delta);
            return true;
        case Operation::SetOptions:
            for (auto* item : which)
                for (const auto& option : edit.item.options) put(*item, option);
            return true;
        case Operation::ReplaceItem:
            if (!which.empty() && edit.with) become(*which.front(), *edit.with);
            return true;
        case Operation::RemoveItems:
            std::erase_if(items, [&](const ItemWish& item) {
                return std::ranges::find(which, &item) != which.end();
            });
            return true;
        default:
            return false;
    }
}

void add_words(Slots& slots, const Edit& edit) {
    switch (edit.operation) {
        case Operation::SetAddress:
            slots.deliver_to = edit.text;
            break;
        case Operation::SetTime:
            slots.when = edit.text;
            break;
        case Operation::SetShop:
            slots.shop = edit.text;
            break;
        case Operation::SetBudget:
            slots.budget = edit.budget;
            break;
        case Operation::SetPreference:
            slots.preference = edit.text;
            break;
        case Operation::SetNote:
            slots.note = slots.note ? *slots.note + ";" + edit.text : edit.text;
            break;
        default:
            break;
    }
}

ErrandSeen seen(const std::vector<ItemWish>& items) {
    ErrandSeen made;
    made.skill = "food";
    for (const auto& item : items) made.draft.push_back({item.name, item.quantity.value_or(1)});
    return made;
}

// The item that an edit brings in, or null.
ItemWish* brought_by(Edit& edit) {
    if (edit.operation == Operation::AddItems) return &edit.item;
    return edit.operation == Operation::ReplaceItem && edit.with ? &*edit.with : nullptr;
}

}  // namespace

ErrandSeen as_draft(const Slots& slots) {
    return seen(slots.items);
}

ErrandSeen as_draft(const std::vector<Edit>& edits) {
    std::vector<ItemWish> items;
    for (auto edit : edits)
        if (const auto* item = brought_by(edit)) items.push_back(*item);
    return seen(items);
}

void amend(Slots& slots, const std::vector<Edit>& edits, bool corrects) {
    for (const auto& edit : edits) {
        if (change_items(slots.items, edit)) continue;
        if (edit.operation != Operation::AddItems) {
            add_words(slots, edit);
            continue;
        }
        auto* old = corrects ? unnamed(slots.items, edits) : nullptr;
        if (old != nullptr) {
            become(*old, edit.item);
        } else {
            slots.items.push_back(edit.item);
        }
    }
}

bool amend(std::vector<Edit>& earlier, const std::vector<Edit>& edits) {
    std::vector<ItemWish*> brought;
    std::vector<ItemWish> items;
    for (auto& edit : earlier)
        if (auto* item = brought_by(edit)) brought.push_back(item), items.push_back(*item);
    if (brought.empty()) return false;
    std::vector<Edit> others;
    for (const auto& edit : edits) {
        const bool of_items = edit.operation == Operation::SetQuantity ||
                              edit.operation == Operation::SetOptions ||
                              edit.operation == Operation::ChangeQuantity;
        if (!of_items || !change_items(items, edit)) others.push_back(edit);
    }
    for (std::size_t at = 0; at < brought.size(); ++at) *brought[at] = items[at];
    for (auto& edit : others) earlier.push_back(std::move(edit));
    return true;
}

}  // namespace errand::brain::embedded
