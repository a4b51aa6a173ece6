// Owns: the bounds of the food skill.
#pragma once

#include <chrono>
#include <cstddef>

#include "base/clock.hpp"

namespace errand::skills::food {

// What is asked of the food service to find offers: results of one search, shops whose menu is read
// because only a part of the wishes was seen there, shops that are asked for a price.
inline constexpr int kSearchLimit = 24;
inline constexpr std::size_t kMaxSearches = 8;
inline constexpr std::size_t kMaxMenus = 4;
inline constexpr std::size_t kMaxQuotes = 8;
// Earlier orders that are looked at for what is liked.
inline constexpr std::size_t kMaxPast = 20;
// Names on the menus with which a sentence is read again, and ways to say the choices of a draft.
inline constexpr std::size_t kMaxMenuNames = 720;
inline constexpr std::size_t kMaxChoiceWords = 240;
// Of an answer of a service: items of one shop, choices of one item. More are left out.
inline constexpr std::size_t kMaxShopItems = 400;
inline constexpr std::size_t kMaxItemChoices = 100;
// Ways to say choices that a thread remembers.
inline constexpr std::size_t kMaxRememberedWays = 100'000;
// Things to be avoided whose words a thread remembers.
inline constexpr std::size_t kMaxRememberedThings = 64;
// What is shown.
inline constexpr std::size_t kMaxOffers = 5;
inline constexpr std::size_t kMaxAddOnOffers = 3;
inline constexpr std::size_t kMaxSuggestions = 5;
// What one errand may want.
inline constexpr std::size_t kMaxWishes = 20;
inline constexpr int kMaxPieces = 2'000;
inline constexpr std::size_t kMaxNoteBytes = 400;
inline constexpr std::size_t kMaxWordsBytes = 200;
inline constexpr std::size_t kMaxPassedOver = 60;
// How often offers may be found anew before the errand ends with what it knows: an outside world
// that changes between every look and every order must not keep a flow busy for ever.
inline constexpr int kMaxReplans = 6;
// A draft that nobody answers is renewed this often when it expires; after that the next yes
// renews it.
inline constexpr int kMaxRenewals = 4;
inline constexpr Millis kRenewBefore{30'000};
// What is wanted later than this is ordered this long before its time.
inline constexpr Millis kOrderAhead{60 * 60'000};
// "Within two days" is no limit of a delivery.
inline constexpr int kLongestLimit = 12 * 60;
// An order on its way is looked at this often, and no longer than this.
inline constexpr Millis kTrackEvery{4 * 60'000};
inline constexpr int kMaxLooks = 90;

}  // namespace errand::skills::food
