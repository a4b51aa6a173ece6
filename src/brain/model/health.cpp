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

std::optional<Time> Health::ready_at(Time now) {
    if (probing_) return std::nullopt;
    return now + std::max(until_probed_.left(now), told_to_wait_.left(now));
}

Health::Asking Health::begin(Time now) {
    const bool probe = open_ && !probing_ && until_probed_.left(now) == Millis(0);
    probing_ = probing_ || probe;
    return {.round = round_, .probe = probe};
}

void Health::succeeded(const Asking& asking) {
    if (asking.round != round_) return;
    failures_ = 0;
    if (!open_) return;
    open_ = false;
    probing_ = false;
    opened_ = 0;
    ++round_;
    until_probed_.end();
}

void Health::dropped(const Asking& asking) {
    if (asking.round == round_ && asking.probe) probing_ = false;
}

void Health::open(Millis pause, Time now) {
    open_ = true;
    probing_ = false;
    ++opened_;
    ++round_;
    until_probed_.end();
    until_probed_.extend(now, pause);
}

void Health::failed(const Asking& asking, const Failure& failure, Time now) {
    if (failure.kind == FailureKind::Stopped || failure.unsent) return dropped(asking);
    if (failure.kind == FailureKind::RateLimited || failure.retry_after) {
        const auto wait = failure.retry_after.value_or(kFirstRetryPause);
        told_to_wait_.extend(now, std::min<Millis>(wait, kMaxRetryAfter));
    }
    // It answers: whatever it says, it is there.
    if (!is_ill(failure.kind)) return succeeded(asking);
    if (asking.round != round_ || (open_ && !asking.probe)) return;
    ++failures_;
    if (failure.kind == FailureKind::Denied || failure.kind == FailureKind::Missing)
        return open(kPauseWhenDenied, now);
    if (!asking.probe && failures_ < kFailuresToOpen) return;
    auto pause = kFirstPause;
    for (int i = 0; i < opened_ && pause < kMaxPause; ++i) pause *= 2;
    open(std::min<Millis>(pause, kMaxPause), now);
}

}  // namespace errand::brain::model
