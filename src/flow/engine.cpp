#include "flow/engine.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "base/log.hpp"
#include "flow/engine_impl.hpp"
#include "flow/gate.hpp"

namespace errand::flow {

using async::Awaitable;

Engine::Engine(boost::asio::any_io_executor executor, journal::Journal& journal, const Clock& clock,
               EngineOptions options)
    : impl_(
          std::make_shared<Impl>(*this, std::move(executor), journal, clock, std::move(options))) {}
Engine::~Engine() {
    impl_->close();
}

void Engine::add(FlowType type) {
    impl_->add(std::move(type));
}
Awaitable<Result<FlowInfo>> Engine::start(StartRequest request) {
    return Impl::start(impl_, std::move(request));
}
Awaitable<Result<>> Engine::signal(std::uint64_t flow, Signal signal, std::string key) {
    return Impl::signal(impl_, flow, std::move(signal), std::move(key));
}
Awaitable<Result<>> Engine::cancel(std::uint64_t flow) {
    return Impl::signal(impl_, flow, {"cancel", nullptr}, "cancel");
}
Awaitable<Result<>> Engine::recover() {
    return Impl::recover(impl_);
}
Awaitable<> Engine::stop() {
    return Impl::stop(impl_);
}
bool Engine::idle(const std::string& user) const {
    return impl_->idle(&user, nullptr);
}
bool Engine::idle() const {
    return impl_->idle(nullptr, nullptr);
}
Awaitable<bool> Engine::settled(std::string user, async::Deadline deadline,
                                std::optional<std::string> conversation) {
    return Impl::settled(impl_, std::move(user), deadline, std::move(conversation));
}
void Engine::wake_timers() {
    impl_->wake_timers();
}
std::uint64_t Engine::epoch() const {
    return impl_->epoch();
}
std::size_t Engine::resident() const {
    return impl_->resident();
}

Engine::Impl::Impl(const Engine& engine, boost::asio::any_io_executor executor,
                   journal::Journal& journal, const Clock& clock, EngineOptions options)
    : engine_(engine),
      executor_(executor),
      journal_(journal),
      clock_(clock),
      options_(std::move(options)),
      timer_(executor),
      retry_timer_(executor) {}

void Engine::Impl::add(FlowType type) {
    auto skill = type.skill;
    const int version = type.version;
    types_[std::move(skill)].insert_or_assign(version, std::move(type));
}

const FlowType* Engine::Impl::newest(const std::string& skill) const {
    const auto found = types_.find(skill);
    return found == types_.end() ? nullptr : &found->second.rbegin()->second;
}

Result<const FlowType*> Engine::Impl::exact(const std::string& skill, int version) const {
    if (const auto found = types_.find(skill); found != types_.end()) {
        if (const auto type = found->second.find(version); type != found->second.end())
            return &type->second;
    }
    return fail(ErrorCode::NotFound,
                fmt::format("there is no skill '{}' of version {}", skill, version),
                "Start the errand that has it; this one keeps until then.");
}

Result<> Engine::Impl::check_open() const {
    if (stopping_ || closed_) return fail(ErrorCode::Unavailable, "errand is stopping");
    if (epoch_ == 0)
        return fail(ErrorCode::Unavailable, "this process does not hold the journal",
                    "Another one may have taken it over.");
    return {};
}

Awaitable<Result<FlowInfo>> Engine::Impl::start(Self self, StartRequest request) {
    ERRAND_CO_TRY_VOID(self->check_open());
    const auto* type = self->newest(request.skill);
    if (type == nullptr)
        co_return fail(ErrorCode::NotFound, fmt::format("there is no skill '{}'", request.skill));
    if (self->residents_.size() >= kMaxResidentFlows)
        co_return fail(ErrorCode::Exhausted, "too many errands run at once",
                       "Try again in a moment.");
    const CountUp under_way(*self);
    auto opener = std::make_shared<Gate::Opener>();
    Gate gate(opener);
    auto input = request.input;
    ERRAND_CO_TRY(
        auto begun,
        co_await self->journal_.begin(
            {std::move(request.user), std::move(request.conversation), std::move(request.skill),
             type->version, std::move(request.input), std::move(request.key), self->epoch_,
             self->now(), std::move(request.events)},
            [opener = std::move(opener)](Result<> done) { opener->open(std::move(done)); }));
    if (begun.fresh && !self->closed_) {
        const auto id = begun.info.id;
        self->make_resident(*type,
                            {.info = begun.info, .input = std::move(input), .salt = begun.salt});
        // It runs while its creation is written: what must not come before it waits for it anyway.
        self->drive(id);
    }
    ERRAND_CO_TRY_VOID(co_await gate.wait());
    co_return std::move(begun.info);
}

Awaitable<Result<>> Engine::Impl::signal(Self self, std::uint64_t flow, Signal signal,
                                         std::string key) {
    ERRAND_CO_TRY_VOID(self->check_open());
    const CountUp under_way(*self);
    ERRAND_CO_TRY(auto added,
                  co_await self->journal_.add_signal(
                      {flow, std::move(signal.name), std::move(signal.data), std::move(key)}));
    if (added && !self->closed_) self->deliver(flow, *std::move(added));
    co_return Result<>{};
}

bool Engine::Impl::idle(const std::string* user, const std::string* conversation) const {
    if (calls_ > 0 || finding_due_ || !wakes_.empty() || !loading_.empty()) return false;
    if (user == nullptr) return residents_.empty();
    if (conversation == nullptr || !busy_.contains(*user)) return !busy_.contains(*user);
    return std::ranges::none_of(residents_, [&](const auto& one) {
        const auto& info = one.second.run->info();
        return info.user == *user && info.conversation == *conversation;
    });
}

Engine::Impl::Resident& Engine::Impl::make_resident(const FlowType& type, journal::Stored stored) {
    const auto id = stored.info.id;
    ++busy_[stored.info.user];
    auto& resident = residents_[id];
    resident.generation = ++last_generation_;
    resident.run = std::make_unique<Run>(*this, type, std::move(stored), epoch_);
    return resident;
}

Engine::Impl::Resident* Engine::Impl::find(const Ticket& ticket) {
    const auto found = residents_.find(ticket.flow);
    if (found == residents_.end() || found->second.generation != ticket.generation) return nullptr;
    return &found->second;
}

Engine::Impl::Ticket Engine::Impl::ticket(const Run& run) const {
    const auto id = run.info().id;
    return {id, residents_.at(id).generation};
}

void Engine::Impl::drive(std::uint64_t flow) {
    residents_.at(flow).run->drive();
    reap(flow);
}

void Engine::Impl::reap(std::uint64_t flow) {
    if (const auto found = residents_.find(flow);
        found != residents_.end() && found->second.run->droppable()) {
        const auto state = found->second.run->state();
        drop(flow);
        if (engine_.on_rest) engine_.on_rest(flow, state);
    }
}

void Engine::Impl::drop(std::uint64_t flow) {
    const auto found = residents_.find(flow);
    const auto user = busy_.find(found->second.run->info().user);
    if (--user->second == 0) busy_.erase(user);
    residents_.erase(found);
    if (!wakes_.empty()) pump_wakes();
    tell_settled();
}

void Engine::Impl::perform(Run& run, StepWait& step) {
    if (stopping_) return;  // it goes on after the next recover()
    const auto attempts = std::make_shared<Attempts>();
    attempts->executor = executor_;
    attempts->step = step.id;
    attempts->key = run.idempotency_key(step.id);
    attempts->options = std::move(step.options);
    attempts->effect = std::move(step.effect);
    attempts->recovered = step.recovered;
    const auto id = ticket(run);
    residents_.at(id.flow).underway[step.id] = attempts;
    seen(run, Side::Before, step.name);
    boost::asio::co_spawn(executor_, carry_out(attempts),
                          [self = weak_from_this(), id, name = step.name, attempts](
                              const std::exception_ptr& thrown, Result<json::value> answer) {
                              const auto alive = self.lock();
                              if (!alive || alive->closed_ || thrown) return;
                              if (alive->engine_.on_step)
                                  alive->engine_.on_step(Side::After, id.flow, name);
                              alive->answered(id, attempts->step, std::move(answer));
                          });
}

void Engine::Impl::seen(const Run& run, Side side, std::string_view step) {
    if (engine_.on_step) engine_.on_step(side, run.info().id, step);
}

void Engine::Impl::answered(const Ticket& ticket, const std::string& step,
                            Result<json::value> answer) {
    auto* resident = find(ticket);
    if (resident == nullptr) return;
    resident->underway.erase(step);
    resident->run->answer(step, std::move(answer));
    reap(ticket.flow);
}

void Engine::Impl::interrupt(Run& run, const std::string& step) {
    auto& underway = residents_.at(run.info().id).underway;
    if (const auto found = underway.find(step); found != underway.end())
        flow::interrupt(*found->second);
}

void Engine::Impl::append(Run& run, journal::Append append, std::vector<std::string> starts) {
    const auto id = ticket(run);
    const auto wake_at = append.wake_at;
    journal_.append(std::move(append), [self = weak_from_this(), id, wake_at,
                                        starts = std::move(starts)](Result<> done) {
        const auto alive = self.lock();
        if (alive && !alive->closed_) alive->appended(id, starts, wake_at, std::move(done));
    });
}

void Engine::Impl::appended(const Ticket& ticket, const std::vector<std::string>& starts,
                            std::optional<Time> wake_at, Result<> done) {
    if (wake_at && done) arm(*wake_at);
    auto* resident = find(ticket);
    if (resident == nullptr) return;
    if (!done) return refused(ticket.flow, done.error());
    resident->run->durable(starts);
    reap(ticket.flow);
}

void Engine::Impl::failed(Run& run, const Error& error, journal::Append& append) {
    log::error("flow {} ({}): {}", run.info().id, run.info().skill, error.message);
    if (!options_.describe_failure) return;
    auto notice = options_.describe_failure(run.info(), error);
    if (notice.view) append.view = std::move(notice.view);
    for (auto& event : notice.events) append.events.push_back(std::move(event));
}

// The journal did not take what a flow wrote: its coroutine knows more than is recorded, so it is
// dropped, and comes back from what is recorded.
void Engine::Impl::refused(std::uint64_t flow, const Error& error) {
    drop(flow);
    if (error.code == ErrorCode::Denied) return lose_lease(error);
    log::error("the journal refused flow {}: {}", flow, error.message);
    if (error.code == ErrorCode::NotFound) return;
    if (error.code == ErrorCode::Invalid) doomed_.insert_or_assign(flow, error);
    if (error.code == ErrorCode::Invalid || error.code == ErrorCode::Conflict) {
        boost::asio::co_spawn(executor_, wake_when_written(shared_from_this(), flow),
                              boost::asio::detached);
        return;
    }
    retries_.insert(flow);
    if (retries_.size() > 1) return;
    retry_timer_.expires_after(kJournalRetry);
    retry_timer_.async_wait([self = weak_from_this()](const boost::system::error_code& code) {
        const auto alive = self.lock();
        if (!alive || code) return;
        for (const auto one : std::exchange(alive->retries_, {})) alive->wake_later(one);
    });
}

// What the flow wrote before may still be queued.
Awaitable<> Engine::Impl::wake_when_written(Self self, std::uint64_t flow) {
    const CountUp under_way(*self);
    (void)co_await self->journal_.sync();
    if (!self->closed_) self->wake_later(flow);
}

void Engine::Impl::lose_lease(const Error& error) {
    if (std::exchange(epoch_, 0) == 0) return;
    log::error("this engine stops: {}", error.message);
    timer_.cancel();
    wakes_.clear();
    residents_.clear();
    busy_.clear();
    tell_settled();
}

void Engine::Impl::close() {
    closed_ = true;
    timer_.cancel();
    retry_timer_.cancel();
    residents_.clear();
    busy_.clear();
    tell_settled();
}

Awaitable<> Engine::Impl::stop(Self self) {
    self->stopping_ = true;
    const auto until = std::chrono::steady_clock::now() + kStopGrace;
    const auto underway = [&] {
        return std::ranges::any_of(self->residents_,
                                   [](const auto& one) { return !one.second.underway.empty(); });
    };
    for (auto& [id, resident] : self->residents_) {
        for (auto& [step, attempts] : resident.underway) {
            if (attempts->options.kind == Kind::Read) flow::interrupt(*attempts);
        }
    }
    boost::asio::steady_timer pause(self->executor_);
    while (underway() && std::chrono::steady_clock::now() < until) {
        pause.expires_after(std::chrono::milliseconds(10));
        co_await pause.async_wait(boost::asio::as_tuple(boost::asio::use_awaitable));
    }
    (void)co_await self->journal_.sync();
    self->close();
}

}  // namespace errand::flow
