// How parked flows come back: signals, timers, and the restart of the process.
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "base/log.hpp"
#include "flow/engine_impl.hpp"

namespace errand::flow {

using async::Awaitable;
namespace asio = boost::asio;

void Engine::Impl::deliver(std::uint64_t flow, journal::WaitingSignal signal) {
    if (const auto found = loading_.find(flow); found != loading_.end()) {
        found->second.push_back(std::move(signal));
    } else if (const auto resident = residents_.find(flow); resident != residents_.end()) {
        resident->second.run->add_signal(std::move(signal));
        drive(flow);
    } else {
        wake_later(flow);
    }
}

void Engine::Impl::wake_later(std::uint64_t flow) {
    wakes_.push_back(flow);
    pump_wakes();
}

// A few at a time, and none while too many hold a coroutine; drop() pumps again.
void Engine::Impl::pump_wakes() {
    if (std::exchange(pumping_, true)) return;
    asio::post(executor_, [self = weak_from_this()] {
        const auto alive = self.lock();
        if (!alive || alive->closed_) return;
        for (std::size_t count = 0; count < kWakeBatch && !alive->wakes_.empty() &&
                                    alive->residents_.size() < kMaxResidentFlows;
             ++count) {
            const auto flow = alive->wakes_.front();
            alive->wakes_.pop_front();
            alive->wake(flow);
        }
        alive->pumping_ = false;
        if (!alive->wakes_.empty() && alive->residents_.size() < kMaxResidentFlows)
            alive->pump_wakes();
        alive->tell_settled();
    });
}

void Engine::Impl::wake(std::uint64_t flow) {
    if (residents_.contains(flow)) return drive(flow);
    if (epoch_ == 0 || stopping_ || !loading_.try_emplace(flow).second) return;
    asio::co_spawn(executor_, load(shared_from_this(), flow), asio::detached);
}

Awaitable<> Engine::Impl::load(Self self, std::uint64_t flow) {
    auto stored = co_await self->journal_.load(flow);
    if (!self->closed_) self->loaded(flow, std::move(stored));
}

void Engine::Impl::loaded(std::uint64_t flow, Result<journal::Stored> stored) {
    const auto late = loading_.extract(flow);
    tell_settled();  // where nothing comes of it; who waits looks after this has run
    if (!stored) return unreadable(flow, stored.error());
    if (!journal::is_live(stored->info.state) || epoch_ == 0) return;
    const auto type = exact(stored->info.skill, stored->info.version);
    if (!type) return log::error("flow {}: {}", flow, type.error().message);
    auto& resident = make_resident(**type, *std::move(stored));
    for (const auto& signal : late.mapped()) resident.run->add_signal(signal);
    if (const auto doom = doomed_.extract(flow); !doom.empty())
        resident.run->break_off(doom.mapped());
    drive(flow);
}

void Engine::Impl::unreadable(std::uint64_t flow, const Error& error) {
    log::error("flow {} cannot be read: {}", flow, error.message);
}

Awaitable<Result<>> Engine::Impl::recover(Self self) {
    ERRAND_CO_TRY(self->epoch_, co_await self->journal_.take_lease(self->options_.holder));
    ERRAND_CO_TRY_VOID(co_await find_unfinished(self));
    self->wake_timers();
    co_return Result<>{};
}

Awaitable<Result<>> Engine::Impl::find_unfinished(Self self) {
    std::uint64_t after = 0;
    for (;;) {
        ERRAND_CO_TRY(const auto page, co_await self->journal_.unfinished(after, kDuePage));
        if (page.empty() || self->closed_) co_return Result<>{};
        after = page.back();
        for (const auto flow : page) self->wake_later(flow);
    }
}

void Engine::Impl::wake_timers() {
    if (closed_ || epoch_ == 0) return;
    if (std::exchange(finding_due_, true)) {
        find_due_again_ = true;
        return;
    }
    asio::co_spawn(executor_, find_due(shared_from_this()), asio::detached);
}

Awaitable<> Engine::Impl::find_due(Self self) {
    do {
        self->find_due_again_ = false;
        const auto now = self->now();
        journal::Journal::Due after{Time::min(), 0};
        for (;;) {
            const auto page = co_await self->journal_.due(now, after, kDuePage);
            if (self->closed_) co_return;
            if (!page) log::error("timers cannot be read: {}", page.error().message);
            if (!page || page->empty()) break;
            after = page->back();
            for (const auto& one : *page) self->wake_later(one.flow);
        }
        const auto next = co_await self->journal_.next_wake(now);
        if (self->closed_) co_return;
        self->armed_.reset();
        if (next && *next) self->arm(**next);
    } while (self->find_due_again_);
    self->finding_due_ = false;
    self->tell_settled();
}

Awaitable<bool> Engine::Impl::settled(Self self, std::string user, async::Deadline deadline,
                                      std::optional<std::string> conversation) {
    const auto* only = conversation ? &*conversation : nullptr;
    asio::steady_timer bell(self->executor_, deadline);
    const auto place = self->bells_.insert(self->bells_.end(), &bell);
    const auto leave = [&](void*) { self->bells_.erase(place); };
    const std::unique_ptr<asio::steady_timer, decltype(leave)> listed(&bell, leave);
    while (!self->idle(&user, only) && std::chrono::steady_clock::now() < deadline)
        co_await bell.async_wait(asio::as_tuple(asio::use_awaitable));
    co_return self->idle(&user, only);
}

void Engine::Impl::tell_settled() {
    for (auto* bell : bells_) bell->cancel();
}

// The one timer goes off at the earliest time that a parked flow waits for.
void Engine::Impl::arm(Time at) {
    if (closed_ || epoch_ == 0 || (armed_ && *armed_ <= at)) return;
    armed_ = at;
    const auto wait = std::clamp<Millis>(at - now(), Millis(0), kMaxTimerSleep);
    timer_.expires_after(wait);
    timer_.async_wait([self = weak_from_this()](const boost::system::error_code& code) {
        const auto alive = self.lock();
        if (!alive || code || alive->closed_) return;
        alive->armed_.reset();
        alive->wake_timers();
    });
}

}  // namespace errand::flow
