// Owns: reading wishes for items out of composed atoms: which quantity and which options belong to
// which name, and how a large quantity is split. Pure; any thread.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "brain/embedded/atoms.hpp"

namespace errand::brain::embedded {

using AtomSpan = std::span<const Atom>;

struct ItemReading {
    std::vector<ItemWish> items;
    // A part of an item that was there before is meant ("一半少糖" of a draft of forty).
    bool splits_known = false;
};

// `known_quantity`: how many there are of the item that a split may be about; 0: none is known.
ItemReading read_items(AtomSpan atoms, int known_quantity);

}  // namespace errand::brain::embedded
