#include "brain/model/health.hpp"

#include <algorithm>

#include "brain/model/limits.hpp"

namespace errand::brain::model {

bool is_ill(FailureKind kind) {
    switch (kind) {
        case FailureKind::Denied:
        case FailureKind::Missing:
        case FailureKind::Overloaded:
        case FailureKind::Unreachable:
        case FailureKind::Slow:
        case FailureKind::Broken:
            return true;
        case FailureKind::Refused:
        case FailureKind::TooLong:
        case FailureKind::RateLimited:
        case FailureKind::TooLarge:
        case FailureKind::Stopped:
            return false;
    }
    return false;
}

std::optional<Time> Health::ready_at(Time now) const {
    if (probing_) return std::nullopt;
    return std::max({now, open_until_.value_or(now), wait_until_.value_or(now)});
}

void Health::begin(Time now) {
    probing_ = open_until_ && *open_until_ <= now;
}

void Health::succeeded() {
    *this = {};
}

void Health::dropped() {
    probing_ = false;
}

void Health::open(Millis pause, Time now) {
    open_until_ = now + pause;
    ++opened_;
}

void Health::failed(const Failure& failure, Time now) {
    const bool probed = std::exchange(probing_, false);
    if (failure.kind == FailureKind::Stopped) return;
    if (failure.kind == FailureKind::RateLimited || failure.retry_after) {
        const auto wait = failure.retry_after.value_or(kFirstRetryPause);
        wait_until_ = now + std::min<Millis>(wait, kMaxRetryAfter);
    }
    if (!is_ill(failure.kind)) {
        // It answers: whatever it says, it is there.
        failures_ = 0;
        opened_ = 0;
        open_until_.reset();
        return;
    }
    ++failures_;
    if (failure.kind == FailureKind::Denied || failure.kind == FailureKind::Missing)
        return open(kPauseWhenDenied, now);
    if (!probed && failures_ < kFailuresToOpen) return;
    auto pause = kFirstPause;
    for (int i = 0; i < opened_ && pause < kMaxPause; ++i) pause *= 2;
    open(std::min<Millis>(pause, kMaxPause), now);
}

}  // namespace errand::brain::model
