#include "brain/model/rate.hpp"

#include <algorithm>

#include "brain/model/limits.hpp"

namespace errand::brain::model {

namespace {

std::chrono::sys_seconds second_of(Time time) {
    return std::chrono::floor<std::chrono::seconds>(time);
}

}  // namespace

Time Rate::ready_at(Time now, std::int64_t tokens) const {
    std::int64_t requests_used = 0;
    std::int64_t tokens_used = 0;
    for (const auto& slot : slots_) {
        if (slot.last + kRateWindow <= now) continue;
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
        if (slot.last + kRateWindow <= now) continue;
        requests_used -= slot.requests;
        tokens_used -= slot.tokens;
        ready = slot.last + kRateWindow;
    }
    return ready;
}

void Rate::forget(Time now) {
    while (!slots_.empty() && slots_.front().last + kRateWindow <= now) slots_.pop_front();
}

Time Rate::take(Time now, std::int64_t tokens) {
    forget(now);
    // A clock that was set back counts as standing still.
    if (!slots_.empty()) now = std::max(now, slots_.back().last);
    if (slots_.empty() || second_of(slots_.back().last) != second_of(now)) slots_.push_back({now});
    auto& slot = slots_.back();
    slot.last = now;
    ++slot.requests;
    slot.tokens += tokens;
    return now;
}

void Rate::correct(Time when, std::int64_t more) {
    const auto slot = std::ranges::find_if(
        slots_, [&](const Slot& one) { return second_of(one.last) == second_of(when); });
    if (slot != slots_.end()) slot->tokens = std::max<std::int64_t>(0, slot->tokens + more);
}

}  // namespace errand::brain::model
