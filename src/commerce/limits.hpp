// Owns: the bounds of this room.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

namespace errand::commerce {

// An amount of money that is read, in minor units: ten billion yuan. Small enough that sums of all
// that one document can hold stay far inside 64 bits.
inline constexpr std::int64_t kMaxMinor = 1'000'000'000'000;
// One order.
inline constexpr int kMaxQuantity = 10'000;
inline constexpr std::size_t kMaxOrderItems = 200;
inline constexpr std::size_t kMaxPriceLines = 50;
// Values of one option, and options of one item.
inline constexpr std::size_t kMaxOptionValues = 50;
// How long a yes may be used at most, whatever the draft allows.
inline constexpr std::chrono::minutes kMaxApprovalTime{60};
inline constexpr std::chrono::minutes kApprovalTime{15};
// Clocks of two machines may differ by this much.
inline constexpr std::chrono::seconds kClockSkew{60};
// A standing rule must be renewed after this time.
inline constexpr std::chrono::hours kMaxAllowanceTime{24 * 366};
inline constexpr std::size_t kMaxAllowancePayees = 100;
// What a person can be asked to look over before a yes to one call.
inline constexpr std::size_t kMaxCallValues = 64;
inline constexpr std::size_t kMaxCallText = 8'192;
inline constexpr int kMaxCallDepth = 16;
// Of a purchase: notices of the shop, digits of an amount, and its places.
inline constexpr std::size_t kMaxNotices = 16;
inline constexpr std::size_t kMaxAmountDigits = 13;
inline constexpr std::size_t kMaxAmountPlaces = 4;

}  // namespace errand::commerce
