// Owns: the bounds of this room.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

namespace errand::city {

// --- the world ---
inline constexpr std::size_t kMaxWorldBytes = std::size_t{32} * 1024 * 1024;
inline constexpr std::size_t kMaxPlaces = 20'000;
inline constexpr std::size_t kMaxShops = 5'000;
inline constexpr std::size_t kMaxItemsOfShop = 2'000;
inline constexpr std::size_t kMaxCoupons = 200;    // of one shop, and of the platform
inline constexpr std::size_t kMaxOptions = 30;     // of one item
inline constexpr std::size_t kMaxHours = 10;       // spans of one day
inline constexpr int kUnlimitedStock = 1'000'000;  // where a world names none
inline constexpr std::size_t kMaxUsers = 1'000;    // of one reset

// --- food ---
inline constexpr int kMaxOffers = 100;  // of one search
inline constexpr int kDefaultOffers = 20;
inline constexpr int kMaxOrdersListed = 100;
inline constexpr double kMaxDeliveryKm = 50;
inline constexpr std::size_t kMaxNoteBytes = 1'000;
inline constexpr std::size_t kMaxQueryBytes = 1'000;
inline constexpr std::chrono::minutes kDraftTime{15};   // how long a signed draft holds
inline constexpr std::chrono::minutes kUnpaidTime{15};  // how long an order waits for its payment
inline constexpr std::chrono::seconds kAcceptedTime{
    60};                                         // from the payment until the kitchen starts
inline constexpr int kPiecesPerLoadMinute = 10;  // pieces waiting in a kitchen that add one minute

// --- map ---
inline constexpr std::size_t kMaxLabelBytes = 100;
inline constexpr std::size_t kMaxSavedPlaces = 100;  // of one user
inline constexpr int kMaxPlacesListed = 50;

// --- pay ---
inline constexpr std::int64_t kDefaultWalletMinor = 200'000;

// --- sign-in ---
inline constexpr std::chrono::minutes kCodeTime{5};
inline constexpr std::chrono::hours kAccessTokenTime{1};
inline constexpr std::chrono::hours kRefreshTokenTime{24 * 90};

// --- doors ---
inline constexpr std::size_t kMaxKeyBytes = 200;  // an idempotency key
inline constexpr std::size_t kMaxUserBytes = 100;
inline constexpr std::size_t kMaxFaults = 1'000;  // armed at once
inline constexpr int kMaxFaultTimes = 1'000;
inline constexpr std::chrono::seconds kSilence{110};  // a call that a fault leaves without answer
inline constexpr std::chrono::seconds kMaxSlowness{100};

}  // namespace errand::city
