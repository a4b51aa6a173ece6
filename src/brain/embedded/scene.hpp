// Owns: what the conversation looks like at the moment a sentence arrives, drawn from the views of
// the open errands. Pure; any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "brain/understanding.hpp"

namespace errand::brain::embedded {

struct DraftItem {
    std::string name;
    int quantity = 1;
};

// An offer shown, as far as words can refer to it.
struct OfferSeen {
    std::string shop;
    std::vector<std::string> items;
    double total = 0;
    double eta_minutes = 0;
    double rating = 0;
    double distance_km = 0;
};

struct ErrandSeen {
    std::uint64_t number = 0;
    std::string skill;
    std::string ask;   // slot | choice | approval | grant; empty: nothing is asked
    std::string slot;  // of a slot question
    std::string title;
    std::string shop;
    std::vector<DraftItem> draft;
    std::vector<std::string> choices;  // ways to say the options of the draft's items
    std::vector<OfferSeen> offers;
    bool asked_last = false;
    bool ordered = false;  // an order is placed and paid: what follows is tracking
    // A change of the wish can still be made for nothing.
    bool open() const { return !ordered; }
};

struct Scene {
    std::vector<ErrandSeen> errands;  // oldest first
    std::vector<std::string> labels;
    std::vector<std::string> items;  // names known to the person's world
    std::vector<std::string> shops;
    std::vector<std::string> choices;  // ways to say the options of items that are in question

    // The errand that a sentence without a reference is about: the one that asked last, else the
    // latest that can still be changed, else the latest.
    const ErrandSeen* focus() const;
};

Scene scene_of(const Context& context);

// The sentence with the names that it mentions written as they are: "两杯真珠奶茶" of one who knows
// 珍珠奶茶 becomes "两杯珍珠奶茶". Only names that are read the same, or nearly.
std::string spelled(std::string_view text, const Context& context);
// Words apart that are written as one: "soft-boiled", "tahini's fine".
std::string apart(std::string_view text);

// 0..1: how much of what is said (normalised) is found in `name`: by characters in Chinese, by
// words in English; singular and plural are the same.
double mention(std::string_view said, std::string_view name);

}  // namespace errand::brain::embedded
