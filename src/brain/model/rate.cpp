#include "brain/model/rate.hpp"

#include <algorithm>
#include <iterator>

#include "brain/model/limits.hpp"

namespace errand::brain::model {

namespace {

constexpr Millis kSlotTime{1'000};

}  // namespace

Time Rate::ready_at(Time now, std::int64_t tokens) {
    forget(now);
    std::int64_t requests_used = 0;
    std::int64_t tokens_used = 0;
    for (const auto& slot : slots_) {
        requests_used += slot.requests;
        tokens_used += slot.tokens;
    }
    const auto fits = [&] {
        if (requests_used == 0 && tokens_used == 0) return true;
        const bool requests_fit =
            limits_.requests_per_minute == 0 || requests_used < limits_.requests_per_minute;
        const bool tokens_fit =
            limits_.tokens_per_minute == 0 || tokens_used + tokens <= limits_.tokens_per_minute;
        return requests_fit && tokens_fit;
    };
    auto ready = now;
    for (const auto& slot : slots_) {
        if (fits()) break;
        requests_used -= slot.requests;
        tokens_used -= slot.tokens;
        ready = slot.last + kRateWindow;
    }
    return ready;
}

void Rate::forget(Time now) {
    if (!slots_.empty() && slots_.back().last > now) {
        const auto back = slots_.back().last - now;
        for (auto& slot : slots_) {
            slot.first -= back;
            slot.last -= back;
        }
    }
    while (!slots_.empty() && slots_.front().last + kRateWindow <= now) slots_.pop_front();
}

std::uint64_t Rate::take(Time now, std::int64_t tokens) {
    forget(now);
    const auto number = taken_++;
    if (slots_.empty() || now - slots_.back().first >= kSlotTime)
        slots_.push_back({.first = now, .last = now, .first_number = number});
    auto& slot = slots_.back();
    slot.last = now;
    ++slot.requests;
    slot.tokens += tokens;
    return number;
}

void Rate::correct(std::uint64_t number, std::int64_t more_tokens, std::int64_t more_requests) {
    const auto after = std::ranges::upper_bound(slots_, number, {}, &Slot::first_number);
    if (after == slots_.begin()) return;
    auto& slot = *std::prev(after);
    slot.tokens = std::max<std::int64_t>(0, slot.tokens + more_tokens);
    slot.requests += more_requests;
}

}  // namespace errand::brain::model
