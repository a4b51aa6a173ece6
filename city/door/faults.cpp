#include "city/door/faults.hpp"

#include <fmt/format.h>

#include "city/limits.hpp"
#include "city/sign_in/authority.hpp"

namespace errand::city {
namespace {

bool changes_a_shop(FaultKind kind) {
    return kind == FaultKind::OutOfStock || kind == FaultKind::PriceChange ||
           kind == FaultKind::Closed;
}

constexpr Millis kDefaultDelay = std::chrono::seconds(5);

}  // namespace

Result<> Faults::arm(const Fault& fault) {
    const int times = fault.times.value_or(1);
    if (times < 1 || times > kMaxFaultTimes) {
        return fail(ErrorCode::Invalid, fmt::format("times must be 1 to {}", kMaxFaultTimes));
    }
    if (changes_a_shop(fault.kind)) return arm_change(fault, times);
    if (fault.match || fault.by) {
        return fail(ErrorCode::Invalid,
                    "match and by belong to out_of_stock, price_change and closed");
    }
    if (fault.service && std::ranges::find(kServices, *fault.service) == std::end(kServices)) {
        return fail(ErrorCode::Invalid, fmt::format("there is no service '{}'", *fault.service),
                    "Use map, food or pay.");
    }
    if (armed_.size() >= kMaxFaults) return fail(ErrorCode::Exhausted, "too many faults are armed");
    CallFault call{fault.kind};
    if (fault.kind == FaultKind::Slow) {
        call.delay = kDefaultDelay;
        if (fault.delay) {
            ERRAND_TRY(call.delay, parse_duration(*fault.delay));
        }
        if (call.delay > kMaxSlowness)
            return fail(ErrorCode::Invalid,
                        fmt::format("delay is more than {} s", kMaxSlowness.count()));
    } else if (fault.delay) {
        return fail(ErrorCode::Invalid, "delay belongs to slow");
    }
    armed_.push_back({fault.service.value_or(""), fault.tool, call, times});
    return {};
}

Result<> Faults::arm_change(const Fault& fault, int times) {
    if (fault.service && *fault.service != "food")
        return fail(ErrorCode::Invalid, "only food has shops that can change");
    if (fault.kind == FaultKind::PriceChange && !fault.by)
        return fail(ErrorCode::Invalid, "missing field 'by'", "Say by how much, as \"2.00\".");
    Change change;
    change.kind = fault.kind == FaultKind::OutOfStock    ? Change::Kind::OutOfStock
                  : fault.kind == FaultKind::PriceChange ? Change::Kind::PriceChange
                                                         : Change::Kind::Closed;
    if (fault.match) {
        change.shop = fault.match->shop;
        change.item = fault.match->item;
    }
    change.by = fault.by.value_or(commerce::Money{});
    return food_.change(change, times);
}

std::optional<CallFault> Faults::take(std::string_view service, std::string_view tool,
                                      bool changes) {
    for (auto armed = armed_.begin(); armed != armed_.end(); ++armed) {
        if (!armed->service.empty() && armed->service != service) continue;
        if (armed->tool ? *armed->tool != tool : !changes) continue;
        const auto fault = armed->fault;
        if (--armed->left == 0) armed_.erase(armed);
        return fault;
    }
    return std::nullopt;
}

json::array Faults::list() const {
    json::array all;
    for (const auto& armed : armed_) {
        json::object one{{"service", armed.service},
                         {"kind", json::encode(armed.fault.kind)},
                         {"times", armed.left}};
        if (armed.tool) one["tool"] = *armed.tool;
        all.push_back(std::move(one));
    }
    return all;
}

}  // namespace errand::city
